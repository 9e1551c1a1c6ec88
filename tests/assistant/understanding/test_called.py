"""Things that a shop's titles call by what it keeps as a value: "a polo", "a backpack"."""

import pytest

from assistant.intent import Exclude, Set
from assistant.understanding.readers.grammar import Grammar
from retrieval.vocabulary import Vocabulary
from tests.fakes.understanding import conditions, moment

GRAMMAR = Grammar()
SHOP = Vocabulary(
    categories={"clothing": 12, "clothing > tops": 12, "gear > bags": 8, "stationery > desk": 4}
    | {"furniture > home office": 8},
    attributes={
        "neckline": {"polo": 4, "crew": 4},
        "style": {"backpack": 4, "leggings": 6},
        "material": {"cotton": 6},
        "colour": {"navy": 4},
    },
    title_nouns={
        "polo": {"clothing > tops": 4},
        "backpack": {"gear > bags": 4},
        "desk": {"furniture > home office": 5},
    },
)


def categories(text):
    return [
        path
        for operation in GRAMMAR.read(moment(text, vocabulary=SHOP)).operations
        if isinstance(operation, Set) and operation.constraint.field == "category"
        for path in operation.constraint.values
    ]


@pytest.mark.parametrize("text", ["a navy cotton polo for the club", "I need a polo", "polo, navy"])
def test_thing_called_by_a_value_is_sought_where_titles_call_so(text):
    assert categories(text) == ["clothing > tops"]


def test_other_word_for_what_titles_call_so_is_sought_there():
    assert categories("a rucksack for school") == ["gear > bags"]


def test_value_refused_names_no_thing():
    assert categories("no polo, thanks") == []


@pytest.mark.parametrize("text", ["a desk to work at", "desk, navy", "desk"])
def test_desk_is_the_thing_and_not_what_lies_on_one(text):
    assert categories(text) == ["furniture > home office"]


def test_leg_is_no_leggings():
    assert "leggings" not in str(GRAMMAR.read(moment("leg day tops", vocabulary=SHOP)).operations)


PANS = Vocabulary(
    categories={"kitchen > pans": 9, "clothing > gloves": 9},
    attributes={"feature": {"induction-ready": 4, "oven-safe": 4, "warm": 4}},
    coverage={"feature": {"kitchen > pans": 9, "clothing > gloves": 9}},
)


@pytest.mark.parametrize(
    ("text", "features"),
    [
        ("pans, we cook on induction", {"induction-ready"}),
        ("pans for induction", {"induction-ready"}),
        ("pans that can go in the oven", {"oven-safe"}),
        ("pans, my aunt has induction but I have gas", set()),
        ("pans, is induction any good?", set()),
        ("pans, I can't cook on induction", set()),
        ("pans that won't go in the oven", set()),
        ("gloves for the oven", set()),
    ],
)
def test_what_things_are_used_on_asks_for_what_is_safe_on_it(text, features):
    reading = GRAMMAR.read(moment(text, vocabulary=PANS))
    sets = (one.constraint for one in reading.operations if hasattr(one, "constraint"))
    assert {v for one in sets if one.field == "feature" for v in one.values} == features


LEVELS = Vocabulary(
    categories=dict.fromkeys(
        ("men", "men > pants", "men > jackets", "women", "women > pants", "gear", "gear > bags"), 9
    ),
    attributes={
        "style": {"capri": 6, "track pants": 6, "rain coat": 6, "duffel": 3, "basic": 4},
        "colour": {"blue": 9},
    },
    title_nouns={
        "capri": {"women > pants": 6},
        "duffle": {"gear > bags": 2},
        "duffle bag": {"gear > bags": 1},
    },
)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "women's capris in blue",
            {"category": ("women > pants",), "colour": ("blue",), "style": ("capri",)},
        ),
        (
            "so it's capris for women, blue",
            {"category": ("women > pants",), "colour": ("blue",), "style": ("capri",)},
        ),
        ("track pants for men", {"category": ("men > pants",), "style": ("track pants",)}),
        ("a rain coat for a man", {"category": ("men > jackets",), "style": ("rain coat",)}),
        ("duffel bag", {"category": ("gear > bags",)}),
        ("a duffel for my mum", {"category": ("gear > bags",), "style": ("duffel",)}),
        ("a basic bag", {"category": ("gear > bags",)}),
    ],
)
def test_style_that_names_a_thing_is_sought_where_the_shop_keeps_it(text, wanted):
    assert conditions(text, LEVELS) == wanted


def test_style_that_names_a_thing_is_ruled_out_where_another_is_sought():
    operations = GRAMMAR.read(moment("a bag but not a duffle", vocabulary=LEVELS)).operations
    ruled_out = [one.constraint.values for one in operations if isinstance(one, Exclude)]
    assert ruled_out == [("duffel",)]
