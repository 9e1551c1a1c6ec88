import pytest

from assistant.answers.nothing_found import Obstacle, ObstacleKind
from assistant.answers.titled import is_titled, word_denied
from retrieval.constraints import Constraint, Constraints, Operator, Source
from retrieval.items import Item


def titled(title):
    return Item(title, title, title, "", None, (), None)


def denied(field, phrase, *values, operator=Operator.ANY_OF):
    way = Constraint(field, operator, Source(1, phrase), values)
    return Obstacle(ObstacleKind.VALUES, "", (way,), Constraints(), 1)


@pytest.mark.parametrize(
    ("phrase", "word"),
    [("gentle", "gentle"), ("for a rocker", "rocker"), ("size 9", ""), ("xl", "")],
)
def test_a_word_that_a_title_could_say_is_looked_for_there(phrase, word):
    assert word_denied(denied("feature", phrase, "mild")) == word


def test_what_is_told_by_fields_of_their_own_is_not_sought_in_titles():
    assert not word_denied(denied("brand", "Acme", "acme"))
    assert not word_denied(denied("colour", "red", "red", operator=Operator.NONE_OF))


@pytest.mark.parametrize(
    ("title", "word", "said"),
    [
        ("Gentle Hair Dryer", "gentle", True),
        ("Linen Duvet Cover", "linen", True),
        ("Faux Leather Tote", "leather", False),
        ("Leather-Look Leggings", "leather", False),
        ("Fragrance-Free Soap", "fragrance", False),
        ("Whisper Fan", "gentle", False),
    ],
)
def test_a_title_says_of_a_thing_what_it_is(title, word, said):
    assert is_titled(titled(title), word) is said
