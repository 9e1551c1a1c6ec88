"""The catalogue on PostgreSQL; set AISLE_TEST_POSTGRES to the URL of an empty database."""

import os
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retrieval.catalog import Catalogue, CatalogueEmptyError
from retrieval.catalog_tables import metadata
from retrieval.constraints import Constraint, Constraints, Operator, Source
from tests.fakes.retrieval import make_item

pytestmark = pytest.mark.slow

URL = os.environ.get("AISLE_TEST_POSTGRES", "")
COLOURS = st.sampled_from(["red", "blue", "红", "x'; --", "%"])
SAID = Source(0, "")


@pytest.fixture(scope="module")
def catalogue():
    if not URL:
        pytest.skip("set AISLE_TEST_POSTGRES to the URL of an empty PostgreSQL database")
    opened = Catalogue(URL)
    yield opened
    metadata.drop_all(opened._engine)
    opened.close()


def publish(catalogue, *items):
    build_id = catalogue.begin_build("feed", afresh=True).build_id
    catalogue.put(build_id, items)
    catalogue.publish(build_id)
    return build_id


def test_an_empty_database_says_what_to_run(catalogue):
    assert catalogue.published() is None
    with pytest.raises(CatalogueEmptyError, match="aisle index"):
        catalogue.count()


def test_items_come_back_versions_count_up_and_old_builds_go(catalogue):
    item = make_item("a", price="19.99", attributes={"size": ("s", "m")}, rating=4.35)
    publish(catalogue, item)
    assert catalogue.items(["a"]) == {"a": item}
    publish(catalogue, replace(item, title="New"), make_item("b"))
    assert {one.item_id: one.version for one in catalogue.every_item()} == {"a": 2, "b": 1}
    publish(catalogue, item)
    catalogue.upsert([replace(item, stock=3)])
    assert catalogue.items(["a"])["a"].version == 4
    (old,) = catalogue.old_builds()
    catalogue.drop_build(old)
    assert catalogue.old_builds() == []


@st.composite
def cases(draw):
    shop = [
        make_item(
            str(number),
            price=draw(st.none() | st.decimals(0, 30, places=2)),
            rating=draw(st.none() | st.sampled_from([1.0, 4.1, 4.35, 5.0])),
            category=tuple(draw(st.lists(st.sampled_from(["A", "b > c"]), min_size=1, max_size=2))),
            attributes=draw(st.dictionaries(st.just("colour"), st.tuples(COLOURS))),
        )
        for number in range(draw(st.integers(1, 5)))
    ]
    operator = draw(st.sampled_from(Operator))
    if operator in (Operator.AT_MOST, Operator.AT_LEAST):
        bound = draw(st.decimals(0, 30, places=2) | st.sampled_from([Decimal("4.1")]))
        return shop, Constraint(
            draw(st.sampled_from(["price", "rating"])), operator, SAID, (), bound
        )
    field = draw(st.sampled_from(["colour", "category"]))
    values = COLOURS if field == "colour" else st.sampled_from(["a", "b", "b > c", "a > b > c"])
    return shop, Constraint(field, operator, SAID, (draw(values),))


@given(cases())
@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
def test_sql_and_python_allow_the_same_items(catalogue, case):
    shop, asked = case
    publish(catalogue, *shop)
    expected = {item.item_id for item in shop if asked.allows(item)}
    assert catalogue.allowed(Constraints((asked,))) == expected
    popular = catalogue.popular(Constraints((asked,)), 10)
    assert {item.item_id for item in popular} == expected
