"""How many people a thing is to hold, and sizes told as a span, a number or "a big one"."""

import pytest

from assistant.intent import Describe, Prefer, Set
from assistant.understanding.readers.grammar import Grammar
from assistant.understanding.state import State, apply
from retrieval.vocabulary import Vocabulary
from tests.fakes.understanding import moment

GRAMMAR = Grammar()
PLACES = {
    "outdoor > tents": 8,
    "kitchen > teapots": 8,
    "furniture > tables": 8,
    "games > board games": 8,
    "clothing > rompers": 8,
    "clothing > socks": 8,
    "pets > dogs": 8,
}
SHOP = Vocabulary(
    categories={path.split(" > ")[0]: 8 for path in PLACES} | PLACES,
    attributes={
        "capacity": {
            "1 person": 1, "2 people": 2, "3 people": 2, "6 people": 2, "10 people": 1,
            "500 ml": 1, "1.2 litres": 4, "2.5 litres": 1, "4 cups": 4,
        },
        "seats": {"2": 2, "4-6": 3, "8": 3},
        "players": {"2-4": 4, "4-12": 4},
        "size": {"4-5 years": 8, "6-12 months": 8, "36-38": 4, "39-41": 4, "41": 1, "s": 2, "l": 2},
        "audience": {"kids": 8, "baby": 2},
    },
    coverage={
        "capacity": {"outdoor": 8, "outdoor > tents": 8, "kitchen > teapots": 8},
        "seats": {"furniture > tables": 8},
        "players": {"games > board games": 8},
        "size": {"clothing > rompers": 8, "clothing > socks": 8, "pets > dogs": 3},
    },
    title_nouns={
        "dog basket": {"pets > dogs": 3},
        "basket": {"pets > dogs": 3},
        "tipi": {"outdoor > tents": 8, "kids' things > play": 1},
    },
)  # fmt: skip


def conditions(text):
    return {
        operation.constraint.field: operation.constraint.values
        for operation in GRAMMAR.read(moment(text, vocabulary=SHOP)).operations
        if isinstance(operation, Set) and operation.constraint.field != "category"
    }


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("tent for 4 people", ("6 people",)),
        ("a tent for four", ("6 people",)),
        ("a 4-man tent", ("6 people",)),
        ("tent for a family of five", ("6 people",)),
        ("a tent that sleeps up to 4 adults", ("6 people",)),
        ("tent for 2 people", ("2 people",)),
        ("a one person tent", ("1 person",)),
        ("tent for 7", ("10 people",)),
    ],
)
def test_room_for_so_many_and_not_much_more_is_asked_for(text, values):
    assert conditions(text) == {"capacity": values}


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("a table for six", {"seats": ("4-6",)}),
        ("a table that seats 4 people", {"seats": ("4-6",)}),
        ("oak table seats 8", {"seats": ("8",)}),
        ("board games for 3 players", {"players": ("2-4",)}),
    ],
)
def test_seats_and_players_are_told_by_spans(text, asked):
    assert conditions(text) == asked


def test_two_things_said_beside_each_other_keep_both_their_numbers():
    asked = conditions("a table for 6 people. Also a table that seats 4 people")
    assert asked["seats"] == ("4-6",)


@pytest.mark.parametrize(
    "text", ["teapot for 4 people", "tent for 4 nights", "tent for 20 people", "tent for 30"]
)
def test_what_is_not_told_in_people_is_no_condition(text):
    assert conditions(text) == {}


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("rompers 4-5 years", "4-5 years"),
        ("rompers age 4-5", "4-5 years"),
        ("size 4 to 5 years", "4-5 years"),
        ("rompers 6-12m", "6-12 months"),
        ("rompers 6m-12m", "6-12 months"),
        ("socks 36-38", "36-38"),
        ("socks 39 to 41", "39-41"),
    ],
)
def test_a_size_may_be_a_span(text, size):
    assert conditions(text)["size"] == (size,)


@pytest.mark.parametrize("text", ["socks 4-5", "socks between 36 and 38", "socks 10-12 years"])
def test_another_span_is_no_size(text):
    assert "size" not in conditions(text)


@pytest.mark.parametrize("text", ["for my 4-5 year old", "for my 8 year old daughter"])
def test_a_span_of_age_says_who_and_not_what_size(text):
    told = GRAMMAR.read(moment(text, vocabulary=SHOP)).operations
    held = [one.preference if isinstance(one, Prefer) else one.constraint for one in told]
    assert [(one.field, one.values) for one in held] == [("audience", ("kids",))]


def test_what_stands_between_two_measures_is_no_word():
    told = GRAMMAR.read(moment("socks 2m x 3m")).operations
    described = next(one.text for one in told if isinstance(one, Describe))
    assert described.split()[0] == "socks"
    assert "x" not in described.split()


def after(opening, text):
    """Return the conditions that a second turn sets."""
    first = GRAMMAR.read(moment(opening, vocabulary=SHOP))
    intent = apply(State(), first.operations, act=first.act).intent
    return {
        operation.constraint.field: operation.constraint.values or operation.constraint.bound
        for operation in GRAMMAR.read(
            moment(text, turn=1, intent=intent, vocabulary=SHOP)
        ).operations
        if isinstance(operation, Set)
    }


@pytest.mark.parametrize(
    ("opening", "text", "told"),
    [
        ("socks", "9", {"size": ("9",)}),
        ("socks", "41", {"size": ("41",)}),
        ("socks", "60 please", {"price": 60}),
        ("teapots", "41", {"price": 41}),
        ("teapots", "9", {}),
        ("socks size 7.5", "hang on, 8.5", {"size": ("8.5",)}),
        ("socks size 7.5", "sorry, 85 at most", {"price": 85}),
    ],
)
def test_a_number_by_itself_is_a_size_only_of_what_comes_in_sizes(opening, text, told):
    assert after(opening, text) == told


@pytest.mark.parametrize(
    ("opening", "text", "told"),
    [
        ("a dog basket", "he needs a big one", {"size": ("l",)}),
        ("a dog basket", "she is quite a small dog", {"size": ("s",)}),
        ("a teapot", "a big one", {}),
        ("socks", "for a small dog", {}),
    ],
)
def test_a_big_one_is_a_size_only_of_what_comes_in_sizes(opening, text, told):
    assert after(opening, text) == told


@pytest.mark.parametrize(
    ("opening", "text", "told"),
    [
        ("teapots", "1.2 L", {"capacity": ("1.2 litres",)}),
        ("teapots", "1200 ml please", {"capacity": ("1.2 litres",)}),
        ("teapots", "half a litre", {"capacity": ("500 ml",)}),
        ("teapots", "two litres and a half", {"capacity": ("2.5 litres",)}),
        ("teapots", "1.3 litre ish", {"capacity": ("1.2 litres",)}),
        ("teapots", "two litres or less", {"capacity": ("1.2 litres", "500 ml")}),
        ("teapots", "over half full", {}),
        ("teapots, 1.2 litres", "something smaller?", {"capacity": ("500 ml",)}),
        ("teapots, 1.2 litres", "any larger ones", {"capacity": ("2.5 litres",)}),
        ("teapots, 1.2 litres", "make it 2.3", {"capacity": ("2.5 litres",)}),
        ("teapots, 500 ml", "hang on, 450", {"capacity": ("500 ml",)}),
        ("socks", "2 litres", {}),
    ],
)
def test_a_volume_is_told_by_its_amount_and_else_by_what_is_near(opening, text, told):
    assert after(opening, text) == told


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a tipi", ("outdoor > tents",)),
        ("a tipi for children", ("outdoor > tents", "kids' things > play")),
    ],
)
def test_things_for_children_are_looked_for_among_childrens_things_too(text, kept):
    read = GRAMMAR.read(moment(text, vocabulary=SHOP)).operations
    sought = [one.constraint for one in read if isinstance(one, Set)]
    assert [one.values for one in sought if one.field == "category"] == [kept]


@pytest.mark.parametrize(
    "text",
    [
        "tent for 1 person. Oh wait, my sister is coming, so 2 people",
        "a tent that sleeps 6, no sorry, two people",
        "a tent for 3, hang on, only 2 of us",
    ],
)
def test_number_of_people_put_right_in_the_same_turn_is_the_last(text):
    assert conditions(text)["capacity"] == ("2 people",)


def test_numbers_of_people_joined_by_or_both_stand():
    assert conditions("a tent for 2 people or 6 people")["capacity"] == (
        "2 people", "6 people",
    )  # fmt: skip
