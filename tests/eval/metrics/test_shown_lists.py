"""Lists judged turn by turn: what counts, and what it is worth."""

import math

import pytest

from eval.metrics.accuracy import ndcg, precision, recall
from eval.metrics.shown_lists import (
    happy_finds,
    mix,
    of_categories,
    popularity,
    prescience,
    relevance,
    unexpectedness,
    variety_of_relevant,
)
from eval.metrics.variety import intra_list_diversity
from eval.metrics.whole import head_of, whole_measures
from eval.simulator.dialogue import DialogueRecord, TurnRecord
from eval.simulator.shop import Shop
from eval.simulator.shopper import Ending
from eval.simulator.utterance import Move, Utterance
from eval.systems import Answer
from tests.fakes.retrieval import make_item
from tests.fakes.systems import vocabulary_of

ITEMS = [
    make_item("a1", "Red Mug", family_id="a", category=("Kitchen", "Mugs"), rating_count=7,
              attributes={"colour": ("red",)}, price=10),
    make_item("a2", "Blue Mug", family_id="a", category=("Kitchen", "Mugs"), rating_count=3,
              attributes={"colour": ("blue",)}, price=10),
    make_item("b1", "Pan", family_id="b", category=("Kitchen", "Pans"), rating_count=1,
              attributes={"colour": ("red",)}, price=20),
    make_item("c1", "Tent", family_id="c", category=("Outdoor", "Tents"), rating_count=0,
              attributes={"colour": ("red",)}, price=90),
]  # fmt: skip
SHOP = Shop(ITEMS, vocabulary_of(ITEMS))
BY_ID = {item.item_id: item for item in ITEMS}


def turn(shown, fitting, *, seeks=True):
    answer = None if shown is None else Answer("Here.", tuple(BY_ID[i] for i in shown))
    return TurnRecord(
        Utterance("a mug", Move.OPEN, seeks, "a mug"), (), answer, (), (), frozenset(fitting)
    )


def dialogue(*turns, goal="a1"):
    return DialogueRecord("d", "p", goal, goal, (), turns, None, Ending.GAVE_UP)


def values(rows):
    return rows["d"]


def test_only_answers_to_what_can_be_met_count_and_no_answer_is_an_empty_list():
    talk = dialogue(
        turn(["a1", "b1"], ["a1", "a2"]),
        turn(["b1"], []),  # nothing fits: says nothing of the list
        turn(None, ["a1"]),  # the system failed
        turn([], ["a1"]),
    )
    assert values(relevance([talk], recall, 6)) == [0.5, 0.0, 0.0]
    assert values(relevance([talk], precision, 2)) == [0.5, 0.0, 0.0]
    assert values(relevance([talk], ndcg, 1)) == [1.0, 0.0, 0.0]


def test_variety_is_of_lists_that_have_any():
    talk = dialogue(turn(["a1"], ["a1"]), turn(["a1", "b1", "c1"], ["a1"]), turn([], ["a1"]))
    assert values(of_categories([talk], intra_list_diversity)) == [pytest.approx((0.5 + 1 + 1) / 3)]


def test_what_is_wrong_adds_nothing_to_the_variety_of_what_is_right():
    right = dialogue(turn(["a1", "a2"], ["a1", "a2"]))
    padded = dialogue(turn(["a1", "c1", "a2"], ["a1", "a2"]))
    assert values(variety_of_relevant([right], SHOP, 6)) == [pytest.approx(1.0)]
    assert values(variety_of_relevant([padded], SHOP, 6))[0] < 1.0


def test_a_list_in_the_shops_own_mix_is_calibrated():
    even = dialogue(turn(["a1", "b1"], ["a1", "b1"]))
    lop_sided = dialogue(turn(["a1"], ["a1", "b1"]))
    assert values(mix([even], SHOP)) == [pytest.approx(0.0)]
    assert values(mix([lop_sided], SHOP))[0] > 1


def test_novelty_in_bits_by_share_of_ratings():
    assert popularity(SHOP) == {"a1": 1.0, "a2": 0.5, "b1": 0.25, "c1": 0.125}
    talk = dialogue(turn(["a2", "c1"], ["a2"]))
    assert values(unexpectedness([talk], SHOP)) == [pytest.approx((1 + 3) / 2)]


def test_serendipity_leaves_out_what_the_best_known_would_be():
    talk = dialogue(turn(["a1", "b1", "c1"], ["a1", "b1"]))
    assert values(happy_finds([talk], SHOP, 1)) == [pytest.approx(1 / 3)]


def test_prescience_is_the_hit_less_its_chance():
    assert values(prescience([dialogue(turn(["a1"], ["a1", "a2"]))])) == [0.5]
    assert values(prescience([dialogue(turn(["a2"], ["a1", "a2"]))])) == [-0.5]
    assert values(prescience([dialogue(turn(["a1"], ["a1"]))])) == []
    assert values(prescience([dialogue(turn(["b1"], ["a2", "b1"]))])) == []
    assert values(prescience([dialogue()])) == []


def test_the_head_has_four_fifths_of_all_ratings():
    assert head_of({"a": 8.0, "b": 1.0, "c": 1.0}) == {"a"}
    assert head_of({"a": 1.0, "b": 1.0}) == {"a", "b"}


def test_how_the_catalogue_is_used_hand_worked():
    lists = {
        "ours": {"d1": [["a1", "b1"]], "d2": [["a1", "c1"]]},
        "theirs": {"d1": [["a1", "a2"]], "d2": [["a1", "a2"]]},
    }
    coverage, gini, tail = whole_measures(lists, SHOP)
    assert (coverage.of["ours"].mean, coverage.of["theirs"].mean) == (0.75, 0.5)
    assert coverage.apart["theirs"].mean == 0.25
    # Exposure 0, 1, 1, 2: 2 * (1 * 0 + 2 * 1 + 3 * 1 + 4 * 2) / (4 * 4) - 5 / 4.
    assert gini.of["ours"].mean == pytest.approx(2 * 13 / 16 - 5 / 4)
    # Popularity 1, .5, .25, .125: the head is a1 and a2.
    assert (tail.of["ours"].mean, tail.of["theirs"].mean) == (0.5, 0.0)
    for whole in (coverage, gini, tail):
        for interval in (*whole.of.values(), *whole.apart.values()):
            assert interval.low <= interval.mean + 1e-9
            assert interval.high >= interval.mean - 1e-9
            assert not math.isnan(interval.low)
