"""The SQL of a constraint and ``Constraint.allows`` must never disagree."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retrieval.catalog import Catalogue
from retrieval.catalog_tables import category_prefixes
from retrieval.constraints import Constraint, Constraints, Operator, Source
from retrieval.items import Availability, Item, Price
from tests.fakes.building import publish

WORDS = st.sampled_from(
    ["red", "blue", "Straße", "ÉTÉ", "", ">", "a > b", "红", "x'; --", "%", "in_stock"]
)
NAMES = st.sampled_from(["colour", "size", "category", "brand", "availability", "price", "rating"])
AMOUNTS = st.decimals(0, 30, places=2) | st.decimals(0, 2, places=4)
BOUNDS = AMOUNTS | st.decimals(allow_nan=False)
RATINGS = st.floats(1, 5) | st.sampled_from([4.0, 4.1, 4.35])


@st.composite
def items(draw, item_id: str) -> Item:
    return Item(
        item_id=item_id,
        family_id=item_id,
        title="",
        description="",
        brand=draw(st.none() | WORDS),
        category=tuple(draw(st.lists(WORDS, min_size=1, max_size=3))),
        price=draw(st.none() | st.builds(Price, AMOUNTS, st.just("USD"))),
        availability=draw(st.sampled_from(Availability)),
        rating=draw(st.none() | RATINGS),
        attributes=draw(st.dictionaries(NAMES, st.lists(WORDS, min_size=1, max_size=3).map(tuple))),
    )


@st.composite
def constraints(draw, shop: list[Item]) -> Constraint:
    operator = draw(st.sampled_from(Operator))
    field = draw(NAMES)
    source = Source(0, "")
    if operator in (Operator.AT_MOST, Operator.AT_LEAST):
        have = [item.price.amount for item in shop if item.price]
        have += [Decimal(str(item.rating)) for item in shop if item.rating]
        known = st.sampled_from(have) if have else BOUNDS
        return Constraint(field, operator, source, bound=draw(BOUNDS | known))
    paths = [prefix for item in shop for prefix in category_prefixes(item.category)]
    value = WORDS.map(str.casefold) | WORDS | st.sampled_from(paths)
    return Constraint(
        field, operator, source, values=tuple(draw(st.lists(value, min_size=1, max_size=3)))
    )


@st.composite
def shops(draw) -> tuple[list[Item], list[Constraint]]:
    shop = [draw(items(str(number))) for number in range(draw(st.integers(1, 4)))]
    return shop, draw(st.lists(constraints(shop), min_size=3, max_size=6))


@pytest.fixture(scope="module")
def catalogue(new_database):
    opened = Catalogue(new_database())
    yield opened
    opened.close()


@pytest.mark.slow
@pytest.mark.slow
@given(shops())
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_sql_and_python_allow_the_same_items(catalogue, case):
    shop, asked = case
    publish(catalogue, *shop)
    for together in (*((one,) for one in asked), tuple(asked)):
        wanted = Constraints(together)
        expected = {item.item_id for item in shop if wanted.allow(item)}
        assert catalogue.allowed(wanted) == expected
        assert catalogue.count(wanted) == len(expected)
        assert {item.item_id for item in catalogue.popular(wanted, 10)} == expected


def an_item(**changes: object) -> Item:
    return replace(Item("1", "1", "", "", None, ("Shop",), None), **changes)


@pytest.mark.parametrize(
    ("rating", "operator", "bound", "expected"),
    [
        (4.1, Operator.AT_LEAST, "4.1", True),
        (4.1, Operator.AT_LEAST, "4.1000000000000000001", False),
        (4.1, Operator.AT_MOST, "4.0999999999999999999", False),
        (4.35, Operator.AT_MOST, "4.35", True),
        (5.0, Operator.AT_MOST, "Infinity", True),
        (5.0, Operator.AT_LEAST, "1E+999999", False),
    ],
)
def test_a_rating_is_compared_as_it_is_written(catalogue, rating, operator, bound, expected):
    item = an_item(rating=rating)
    asked = Constraints((Constraint("rating", operator, Source(0, ""), bound=Decimal(bound)),))
    publish(catalogue, item)
    assert asked.allow(item) is expected
    assert catalogue.count(asked) == expected


@pytest.mark.parametrize(
    ("operator", "bound", "expected"),
    [
        (Operator.AT_MOST, "19.99", True),
        (Operator.AT_MOST, "19.98999999999999999999999999999999999999", False),
        (Operator.AT_LEAST, "19.99000000000000000000000000000000000001", False),
        (Operator.AT_LEAST, "-1", True),
        (Operator.AT_MOST, "1E-999999", False),
        (Operator.AT_MOST, "Infinity", True),
        (Operator.AT_LEAST, "Infinity", False),
    ],
)
def test_a_price_is_compared_to_the_last_decimal(catalogue, operator, bound, expected):
    item = an_item(price=Price(Decimal("19.99"), "USD"))
    asked = Constraints((Constraint("price", operator, Source(0, ""), bound=Decimal(bound)),))
    publish(catalogue, item)
    assert asked.allow(item) is expected
    assert catalogue.count(asked) == expected


def test_a_separator_inside_a_categorys_name_cuts_where_it_does_in_python(catalogue):
    item = an_item(category=("A > > B", "C"))
    publish(catalogue, item)
    for path in ("a", "a >", "a > > b", "a > > b > c"):
        asked = Constraints((Constraint("category", Operator.ANY_OF, Source(0, ""), (path,)),))
        assert asked.allow(item)
        assert catalogue.count(asked) == 1


def test_a_bound_that_is_no_number_is_refused(catalogue):
    publish(catalogue, an_item())
    for field in ("price", "rating"):
        nan = Constraint(field, Operator.AT_MOST, Source(0, ""), bound=Decimal("NaN"))
        with pytest.raises(ValueError, match="NaN"):
            catalogue.count(Constraints((nan,)))
