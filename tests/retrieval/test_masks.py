"""What a catalogue remembers of filters is never older than the catalogue."""

from decimal import Decimal

import pytest

from retrieval.catalog import Catalogue
from retrieval.constraints import Constraint, Constraints, Operator, Source
from tests.fakes.building import publish
from tests.fakes.retrieval import make_item

SAID = Source(0, "")
PRICES = [None, "0", "9.99", "10", "10.0001", "120"]


def bound(operator, amount, field="price"):
    return Constraints((Constraint(field, operator, SAID, bound=Decimal(amount)),))


def any_of(field, *values):
    return Constraints((Constraint(field, Operator.ANY_OF, SAID, values),))


@pytest.fixture
def shop():
    return [
        make_item(
            f"i{n}",
            price=None if price is None else Decimal(price),
            attributes={"colour": ("red",) if n % 2 else ("blue",)},
        )
        for n, price in enumerate(PRICES)
    ]


@pytest.fixture
def catalogue(shop):
    opened = Catalogue("sqlite://")
    publish(opened, *shop)
    yield opened
    opened.close()


@pytest.mark.parametrize("operator", [Operator.AT_MOST, Operator.AT_LEAST])
def test_the_first_bound_on_a_price_and_all_later_ones_mean_the_same(catalogue, shop, operator):
    # The first is answered by an index, the others by comparing all prices at once.
    for amount in ("10", "10", "9.99999", "10.00005", "-1", "Infinity", "0", "1E-999999", "10"):
        asked = bound(operator, amount)
        assert catalogue.allowed(asked) == {i.item_id for i in shop if asked.allow(i)}, amount
    with pytest.raises(ValueError, match="NaN"):
        catalogue.allowed(bound(operator, "NaN"))


def test_a_shop_without_prices_allows_nothing_by_price(catalogue):
    publish(catalogue, make_item("a", price=None))
    for _ in range(3):
        assert catalogue.allowed(bound(Operator.AT_LEAST, "0")) == frozenset()


def test_another_build_is_seen_at_once(catalogue, shop):
    red, cheap = any_of("colour", "red"), bound(Operator.AT_MOST, "10")
    for _ in range(3):
        assert catalogue.allowed(red) == {"i1", "i3", "i5"}
        assert catalogue.allowed(cheap) == {"i1", "i2", "i3"}
    publish(catalogue, *shop[2:4])
    for _ in range(3):
        assert catalogue.allowed(red) == {"i3"}
        assert catalogue.allowed(cheap) == {"i2", "i3"}


def test_more_filters_than_are_kept_are_answered_all_the_same(catalogue, monkeypatch):
    monkeypatch.setattr("retrieval.masks._KEPT_BYTES", 3)
    for _ in range(2):
        for colour, found in (("red", {"i1", "i3", "i5"}), ("blue", {"i0", "i2", "i4"})):
            assert catalogue.allowed(any_of("colour", colour)) == found
        assert catalogue.allowed(any_of("colour", "red", "blue")) == {f"i{n}" for n in range(6)}
        assert catalogue.allowed(any_of("colour", "green")) == frozenset()
