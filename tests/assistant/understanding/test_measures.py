"""Limits with units: "under 120 cm wide", "lighter than 3 kg", "between 20 and 30 litres"."""

import pytest

from assistant.answers.values_said import limit_said
from assistant.intent import Intent, Set
from assistant.understanding.readers.grammar import Grammar
from retrieval.constraints import Constraint, Constraints, Operator, Source
from retrieval.vocabulary import Vocabulary
from tests.fakes.understanding import moment

GRAMMAR = Grammar()
PLACES = dict.fromkeys(
    ("outdoor > tents", "bags > backpacks", "furniture > tables", "tech > headphones"), 8
)
SHOP = Vocabulary(
    categories={path.split(" > ")[0]: 8 for path in PLACES} | PLACES,
    attributes={
        "age": {"6 months and up": 4, "12 months and up": 4},
        "battery": {"8 hours": 1, "30 hours": 2, "2 days": 1},
        "capacity": {"18 litres": 2, "24 litres": 2, "30 litres": 2, "45 litres": 1},
        "dimensions": {"100 x 60 x 75 cm": 1, "140 x 70 x 74 cm": 1, "120 cm": 1, "90 cm high": 1},
        "size": {"1 kg": 2, "5 kg": 2},
        "weight": {"980 g": 3, "2.4 kg": 2, "5 kg": 1},
    },
    coverage={
        "age": {"tech > headphones": 2},
        "battery": {"tech > headphones": 8},
        "capacity": {"bags > backpacks": 8},
        "dimensions": {"furniture > tables": 8},
        "weight": {"outdoor > tents": 8, "bags > backpacks": 8},
    },
)  # fmt: skip


def limits(text, intent=None):
    reading = GRAMMAR.read(moment(text, vocabulary=SHOP, intent=intent or Intent()))
    return {
        operation.constraint.field: set(operation.constraint.values)
        for operation in reading.operations
        if isinstance(operation, Set) and operation.constraint.field != "category"
    }


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a tent lighter than 3 kg", {"weight": {"980 g", "2.4 kg"}}),
        ("a tent no heavier than 2.4kg", {"weight": {"980 g", "2.4 kg"}}),
        ("tent, max weight 1 kilo", {"weight": {"980 g"}}),
        ("a tent heavier than 2.4 kg please", {"weight": {"5 kg"}}),
        ("a table under 120 cm wide", {"dimensions": {"100 x 60 x 75 cm"}}),
        ("table no wider than 120 cm", {"dimensions": {"100 x 60 x 75 cm", "120 cm"}}),
        ("a table, depth max 65 cm", {"dimensions": {"100 x 60 x 75 cm"}}),
        ("table at least 1.3 m long", {"dimensions": {"140 x 70 x 74 cm"}}),
        ("table, 80 cm high or more", {"dimensions": {"120 cm", "90 cm high"}}),
        ("backpack between 20 and 30 litres", {"capacity": {"24 litres", "30 litres"}}),
        ("backpack 20-30 l", {"capacity": {"24 litres", "30 litres"}}),
        ("backpack of at least 30 litres", {"capacity": {"30 litres", "45 litres"}}),
        ("headphones, battery at least 24 hours", {"battery": {"30 hours", "2 days"}}),
    ],
)
def test_limits_ask_for_every_value_that_keeps_to_them(text, found):
    assert limits(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "a tent lighter than 100 g",
        "a table under 200",
        "headphones in under 24 hours",
        "I'm 130 cm tall, need a table",
        "my room is 1 m wide, need a table",
        "a backpack that holds up to 5 kg",
        "a backpack for dogs up to 5 kg",
    ],
)
def test_what_nothing_keeps_to_or_no_measure_tells_is_no_limit(text):
    assert not limits(text).keys() & {"weight", "dimensions", "battery"}


def test_a_price_after_a_limit_is_a_price():
    assert limits("a table max 65 cm deep and under 300") == {
        "dimensions": {"100 x 60 x 75 cm"},
        "price": set(),
    }


@pytest.mark.parametrize(
    ("phrase", "values", "said"),
    [
        ("lighter than 3 kg", ("2.4 kg", "980 g", "1 kg"), "lighter than 3 kg"),
        ("五公斤以下", ("2.4 kg", "980 g", "1 kg"), "五公斤以下"),
        ("40", ("38 litres", "36 litres", "42 litres"), ""),
        ("2.4 kg", ("2.4 kg",), ""),
        ("bluish green", ("teal", "sage", "mint"), ""),
    ],
)
def test_a_limit_is_said_as_the_shopper_said_it(phrase, values, said):
    assert limit_said(Constraint("weight", Operator.ANY_OF, Source(0, phrase), values)) == said


def test_smaller_is_told_by_the_volume_that_stands():
    held = Constraint("capacity", Operator.ANY_OF, Source(0, "30 litres"), ("30 litres",))
    kind = Constraint("category", Operator.ANY_OF, Source(0, "bags"), ("bags > backpacks",))
    intent = Intent(constraints=Constraints((kind, held)))
    assert limits("anything smaller?", intent) == {"capacity": {"24 litres", "18 litres"}}
    assert limits("make it 45", intent) == {"capacity": {"45 litres"}}
