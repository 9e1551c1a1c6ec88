"""What no list of a catalogue can exceed in variety, held against every list there is."""

from itertools import combinations

import pytest

from eval.benchmarks.ranking_balance import ceiling
from eval.metrics.variety import intra_list_diversity, leaf_entropy

CATALOGUE = [
    ("Skin", "Face", "Creams"),
    ("Skin", "Face", "Masks"),
    ("Skin", "Body"),
    ("Hair", "Care"),
    ("Hair",),
    ("Nails", "Polish"),
    ("Nails", "Polish"),
]


@pytest.mark.parametrize("k", [2, 3, 4, 5])
def test_no_list_exceeds_the_ceiling(k):
    highest = ceiling(CATALOGUE, k)
    lists = list(combinations(CATALOGUE, k))
    assert max(map(intra_list_diversity, lists)) <= highest.ild + 1e-12
    assert max(map(leaf_entropy, lists)) <= highest.entropy + 1e-12


def test_the_ceiling_is_reached_where_every_item_may_stand_alone():
    highest = ceiling(CATALOGUE, 3)
    assert (highest.ild, round(highest.entropy, 3)) == (1.0, 1.585)


def test_hand_worked_with_more_items_than_broadest_categories():
    # Ten of two: five in each, 20 of 45 pairs share one and are at most 1/2 apart.
    assert ceiling([("a", "x"), ("b", "y")], 10).ild == pytest.approx(1 - 0.5 * 20 / 45)
