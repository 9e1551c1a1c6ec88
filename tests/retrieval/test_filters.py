"""The SQL of a constraint and ``Constraint.allows`` must never disagree."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retrieval.catalog import Catalogue
from retrieval.catalog_tables import category_prefixes
from retrieval.constraints import Constraint, Constraints, Operator, Source
from retrieval.items import Availability, Item, Price

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
def shops(draw) -> tuple[list[Item], Constraints]:
    shop = [draw(items(str(number))) for number in range(draw(st.integers(1, 5)))]
    return shop, Constraints(tuple(draw(st.lists(constraints(shop), min_size=1, max_size=3))))


@pytest.fixture(scope="module")
def catalogue():
    opened = Catalogue("sqlite://")
    yield opened
    opened.close()


@given(shops())
@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
def test_sql_and_python_allow_the_same_items(catalogue, case):
    shop, asked = case
    build_id = catalogue.begin_build("feed", afresh=True).build_id
    catalogue.put(build_id, shop)
    catalogue.publish(build_id)
    expected = {item.item_id for item in shop if asked.allow(item)}
    assert catalogue.allowed(asked) == expected
    assert catalogue.count(asked) == len(expected)
    assert {item.item_id for item in catalogue.popular(asked, 10)} == expected
