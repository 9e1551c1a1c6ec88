import pytest

from retrieval.spelling import Spelling

SHOP = Spelling(
    {"jacket": 5, "packet": 9, "boots": 2, "books": 1, "hot": 3, "dog": 2, "waterproof": 4}
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("jaket", "jacket"),
        ("jakcet", "jacket"),
        ("bools", "boots"),
        ("jtekca", "jacket"),
        ("watterprooff", "waterproof"),
        ("hotdog", "hot dog"),
        ("waterpoof", "waterproof"),
        ("mog", None),
        ("racket", None),
        ("unicorn", None),
    ],
)
def test_a_slip_is_read_as_the_nearest_word(written, meant):
    assert SHOP.correct(written) == meant


def test_a_word_counts_once_a_text():
    assert Spelling.of([["bant", "bant"], ["bent"], ["bent"]]).correct("bnnt") == "bent"


@pytest.mark.parametrize("word", ["pocket", "socket", "hooks", "books", "wine", "poker"])
def test_a_word_of_english_is_no_slip_of_another(word):
    shop = Spelling({"packet": 9, "sockets": 3, "hook": 4, "boots": 2, "vine": 5, "power": 6})
    assert shop.correct(word) is None
