from decimal import Decimal

import pytest

from assistant.intent import Clear, Intent, Remove, SeekSimilar
from retrieval.constraints import Constraint, Constraints, Operator, Preference, Source
from ui.chips import chips

SAID = Source(0, "said")


def labels(*constraints, currency="USD", **intent):
    found = chips(Intent(constraints=Constraints(constraints), **intent), currency)
    return [chip.label for chip in found]


@pytest.mark.parametrize(
    ("constraint", "label"),
    [
        (Constraint("price", Operator.AT_MOST, SAID, bound=Decimal(120)), "up to $120"),
        (Constraint("price", Operator.AT_LEAST, SAID, bound=Decimal("9.50")), "from $9.50"),
        (Constraint("rating", Operator.AT_LEAST, SAID, bound=Decimal("4.0")), "at least 4 ★"),
        (Constraint("colour", Operator.ANY_OF, SAID, ("green", "navy")), "green or navy"),
        (
            Constraint("colour", Operator.ANY_OF, SAID, ("green", "sage", "mint")),
            "green or similar",
        ),
        (Constraint("colour", Operator.NONE_OF, SAID, ("black",)), "not black"),
        (Constraint("brand", Operator.ANY_OF, SAID, ("north way",)), "North Way"),
        (Constraint("category", Operator.ANY_OF, SAID, ("outdoor > jackets",)), "jackets"),
        (Constraint("size", Operator.ANY_OF, SAID, ("m",)), "size M"),
        (Constraint("availability", Operator.ANY_OF, SAID, ("in_stock",)), "in stock"),
    ],
)
def test_a_condition_reads_as_people_say_it(constraint, label):
    assert labels(constraint) == [label]


@pytest.mark.parametrize(
    ("operator", "phrase", "label"),
    [
        (Operator.NONE_OF, "not pink", "not pink"),
        (Operator.NONE_OF, "不要粉色", "not coral or similar"),
        (Operator.ANY_OF, "Pink or rose", "pink or rose"),
        (Operator.NONE_OF, "no primrose", "not coral or similar"),
    ],
)
def test_of_many_values_a_chip_tells_those_that_were_said(operator, phrase, label):
    pinks = ("coral", "pink", "rose", "blush")
    assert labels(Constraint("colour", operator, Source(0, phrase), pinks)) == [label]


def test_the_ends_of_a_range_of_sizes_are_no_list_of_two():
    sizes = ("8", "8.5", "9", "9.5", "10")
    between = Constraint("size", Operator.ANY_OF, Source(0, "8 to 10"), sizes)
    assert labels(between) == ["size 8 or similar"]


def test_without_a_currency_the_figure_stands_alone():
    limit = Constraint("price", Operator.AT_MOST, SAID, bound=Decimal(1200))
    assert labels(limit, currency=None) == ["up to 1,200"]


def test_conditions_come_before_wishes_and_each_knows_what_takes_it_away():
    limit = Constraint("price", Operator.AT_MOST, SAID, bound=Decimal(120))
    warm = Preference("warm", SAID)
    wool = Preference("wool", SAID, field="material", values=("wool",))
    hood = Preference("hood", SAID, field="feature", values=("hood",), averse=True)
    intent = Intent(
        constraints=Constraints((limit,)),
        preferences=(warm, wool, hood),
        similar_to=("a",),
        photo_id="p",
    )
    found = chips(intent, "USD")
    assert [(chip.label, chip.operation) for chip in found] == [
        ("up to $120", Remove(limit)),
        ("warm", None),
        ("wool", Clear("material")),
        ("rather not hood", Clear("feature")),
        ("like your photo", None),
        ("more like one you picked", SeekSimilar(())),
    ]
    assert [chip.required for chip in found] == [True, False, False, False, False, False]


@pytest.mark.parametrize(
    ("said", "label"),
    [
        ("not synthetic", "rather not synthetic"),
        ("without a zip", "rather without a zip"),
        ("northern", "rather not northern"),
    ],
)
def test_a_wish_against_something_is_refused_once(said, label):
    intent = Intent(preferences=(Preference(said, SAID, averse=True),))
    assert [chip.label for chip in chips(intent, "USD")] == [label]


@pytest.mark.parametrize(
    ("constraint", "label"),
    [
        (Constraint("price", Operator.AT_MOST, SAID, bound=Decimal(120)), "$120以内"),
        (Constraint("rating", Operator.AT_LEAST, SAID, bound=Decimal("4.0")), "4★以上"),
        (Constraint("feature", Operator.ANY_OF, SAID, ("waterproof",)), "防水"),
        (Constraint("colour", Operator.NONE_OF, SAID, ("black",)), "不要黑色"),
        (Constraint("size", Operator.ANY_OF, SAID, ("m",)), "M码"),
        (Constraint("brand", Operator.ANY_OF, SAID, ("north way",)), "North Way"),
    ],
)
def test_a_chinese_shopper_reads_chinese_chips(constraint, label):
    assert labels(constraint, language="zh") == [label]


def test_a_language_without_chips_of_its_own_gets_english_ones():
    limit = Constraint("price", Operator.AT_MOST, SAID, bound=Decimal(120))
    assert labels(limit, language="fr") == ["up to $120"]
