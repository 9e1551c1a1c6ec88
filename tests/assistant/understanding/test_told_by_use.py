"""Things and values told by what is done with them: "making coffee", "in the rain"."""

import pytest

from assistant.intent import Prefer
from assistant.understanding.readers.grammar import Grammar
from retrieval.vocabulary import Vocabulary
from tests.fakes.understanding import conditions, moment

GRAMMAR = Grammar()
SHOP = Vocabulary(
    categories=dict.fromkeys(
        ("groceries > coffee", "kitchen > appliances", "kitchen > tableware", "outdoors > fishing"),
        9,
    )
    | dict.fromkeys(("books > travel", "sports > equipment", "men", "women"), 9)
    | {"men > pants": 9, "women > pants": 9},
    attributes={
        "activity": {"dog walking": 4, "walking": 9},
        "climate": {"rainy": 6, "windy": 6},
        "size": {"6 foot": 2, "8 foot": 2, "65 cm": 3},
        "style": {"leggings": 12},
    },
    title_nouns={
        "coffee maker": {"kitchen > appliances": 3},
        "waffle maker": {"kitchen > appliances": 2},
        "mug": {"kitchen > tableware": 4},
        "ball": {"sports > equipment": 3},
        "strap": {"sports > equipment": 3},
        "leggings": {"women > pants": 3},
    },
)


def categories(text):
    return conditions(text, SHOP).get("category")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("what have you got for brewing coffee", "kitchen > appliances"),
        ("something to make my own waffles with", "kitchen > appliances"),
        ("coffee for the office", "groceries > coffee"),
        ("a mug for making coffee", "kitchen > tableware"),
    ],
)
def test_what_is_made_is_sought_as_what_makes_it(text, wanted):
    assert categories(text) == (wanted,)


@pytest.mark.parametrize("text", ["fishing tackle for my uncle", "show me fishing gear under 90"])
def test_gear_of_a_use_is_what_the_shop_keeps_for_it(text):
    assert categories(text) == ("outdoors > fishing",)


def test_gear_of_a_use_is_no_book_on_it():
    assert categories("travel gear for my uncle") is None


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("for walking our dogs", "activity", "dog walking"),
        ("for walking to school", "activity", "walking"),
        ("for jogging in the rain", "climate", "rainy"),
        ("for when it rains", "climate", "rainy"),
        ("I cycle in the wind", "climate", "windy"),
    ],
)
def test_use_is_wished_for_in_whatever_words_it_is_told(text, field, value):
    operations = GRAMMAR.read(moment(text, vocabulary=SHOP)).operations
    wishes = [one.preference for one in operations if isinstance(one, Prefer)]
    assert [(one.field, one.values) for one in wishes] == [(field, (value,))]


@pytest.mark.parametrize(
    ("text", "size"), [("a strap, 8 ft", "8 foot"), ("ball 65 cm", "65 cm"), ("6 feet", "6 foot")]
)
def test_measure_is_the_same_however_it_is_written(text, size):
    assert conditions(text, SHOP)["size"] == (size,)


def test_thing_of_a_measure_is_that_thing():
    assert categories("ball 65 cm") == ("sports > equipment",)


def test_thing_only_one_audience_calls_so_is_sought_among_its_kind():
    assert categories("leggings for men") == ("men > pants",)
