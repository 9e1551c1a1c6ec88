"""Styles that are a cut or a part, which are conditions, and tastes, which are wishes."""

import pytest

from assistant.intent import Exclude, Prefer, Require, Set
from assistant.understanding.readers.grammar import Grammar
from retrieval.vocabulary import Vocabulary
from tests.fakes.understanding import moment

GRAMMAR = Grammar()
STYLES = (
    "a-line", "ankle boot", "button through", "chelsea", "half zip", "hooded", "double breasted",
    "gaucho", "wellington", "industrial", "romantic",
)  # fmt: skip
SHOP = Vocabulary(
    categories={"women": 40, "women > bottoms": 20, "women > coats": 20, "shoes > boots": 20},
    attributes={"style": dict.fromkeys(STYLES, 5), "colour": {"navy": 4}},
    coverage={"style": {"women > bottoms": 20, "women > coats": 20, "shoes > boots": 20}},
    title_nouns={
        "gaucho": {"women > bottoms": 5},
        "chelsea": {"shoes > boots": 5},
        "coat": {"women > coats": 20},
    },
)


def read(text):
    operations = GRAMMAR.read(moment(text, vocabulary=SHOP)).operations
    return {
        (type(operation).__name__.casefold(), value)
        for operation in operations
        if isinstance(operation, Exclude | Prefer | Require | Set)
        for value in (
            operation.preference.values or (operation.preference.text,)
            if isinstance(operation, Prefer)
            else operation.constraint.values
        )
    }


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("a double breasted coat", "double breasted"),
        ("a coat, a half zip please", "half zip"),
        ("half-zip coats", "half zip"),
        ("a coat with a hood", "hooded"),
        ("coat hooded navy", "hooded"),
        ("halfzip coat", "half zip"),
        ("chelsea boots", "chelsea"),
    ],
)
def test_cut_named_plainly_is_a_condition(text, style):
    assert ("require", style) in read(text)


@pytest.mark.parametrize("text", ["an industrial coat", "something romantic, a coat"])
def test_taste_named_plainly_is_a_wish(text):
    assert {kind for kind, value in read(text) if value in STYLES} == {"prefer"}


def test_cuts_add_up():
    assert {("require", "hooded"), ("require", "half zip")} <= read("a hooded half zip coat")


def test_cuts_joined_by_or_are_alternatives():
    assert {("require", "hooded"), ("require", "half zip")} <= read("coats, hooded or half zip")


def test_cut_wished_for_stays_a_wish():
    assert ("prefer", "hooded") in read("a coat, ideally hooded")


def test_style_that_ends_in_its_thing_names_both():
    assert read("an ankle boot in navy") >= {("require", "ankle boot"), ("set", "shoes > boots")}


def test_cut_that_is_a_noun_is_sought_below_the_level_of_its_owner():
    assert read("women's gauchos, navy") == {
        ("set", "women > bottoms"),
        ("require", "gaucho"),
        ("set", "navy"),
    }


def test_cut_said_not_to_be_it_is_ruled_out():
    assert ("exclude", "chelsea") in read("boots, but not a chelsea")


def test_things_turned_down_by_a_word_for_several_stay_in_words():
    assert ("prefer", "chelseas") in read("boots, no chelseas")
