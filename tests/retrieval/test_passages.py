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


def test_no_question_and_no_policy_give_nothing(search):
    assert search("  ", 3) == []
    assert PassageSearch([], FakeTextEncoder()).search("returns", 3) == []
