from dataclasses import replace

import pytest

from retrieval.knowledge import Passage
from retrieval.passages import PassageSearch
from tests.fakes.retrieval import FakeTextEncoder

PASSAGES = [
    Passage("returns#how-long", "returns", "How long", "You may send items back within 30 days."),
    Passage("delivery#cost", "delivery", "Cost", "Delivery is free from 50 dollars."),
    Passage("warranty#length", "warranty", "Length", "Tents have a warranty of three years."),
]


@pytest.fixture
def search():
    return PassageSearch(PASSAGES, FakeTextEncoder()).search


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("can I send items back", "returns#how-long"),
        ("what does delivery cost", "delivery#cost"),
        ("warantty on tents", "warranty#length"),
    ],
)
def test_the_passage_in_question_comes_first(search, question, answer):
    assert search(question, 1)[0][0].passage_id == answer


def test_the_cosine_tells_what_is_not_covered(search):
    covered, uncovered = search("delivery is free", 1), search("do you employ pirates", 1)
    assert -1 <= uncovered[0][1] < 0.3 < covered[0][1] <= 1


def test_returns_as_many_as_asked_and_there_are(search):
    assert len(search("delivery", 2)) == 2
    assert len(search("delivery", 9)) == 3
    assert len({passage.passage_id for passage, _ in search("delivery", 9)}) == 3


def test_passages_that_say_the_same_come_by_id():
    same = [replace(PASSAGES[0], passage_id=name) for name in ("c", "a", "b")]
    found = PassageSearch(same, FakeTextEncoder()).search("items within 30 days", 3)
    assert [passage.passage_id for passage, _ in found] == ["a", "b", "c"]
    assert len({cosine for _, cosine in found}) == 1


def test_no_question_and_no_policy_give_nothing(search):
    assert search("  ", 3) == []
    assert PassageSearch([], FakeTextEncoder()).search("returns", 3) == []


def test_a_passage_is_found_by_one_sentence_of_it():
    long = Passage(
        "returns#how",
        "returns",
        "Sending it back",
        "Choose what goes back under My orders. Print no label. You have sixty days.",
    )
    found = PassageSearch([*PASSAGES, long], FakeTextEncoder()).search("have you sixty days", 1)
    assert found[0][0] == long
    assert found[0][1] > 0.4


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("what is the return window", "returns#how-long"),
        ("how would I send the blue ones back", "returns#how-long"),
    ],
)
def test_shoppers_words_are_read_as_the_shops(search, asked, answer):
    assert search(asked, 1)[0][0].passage_id == answer
