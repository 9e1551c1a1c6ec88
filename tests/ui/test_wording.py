from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.models.chat_model import ModelStatus, Readiness
from retrieval.items import Availability, Item, Price
from ui.wording import percent_off, stock_note, writer_note

ITEM = Item("a", "a", "A", "", None, ("C",), Price(Decimal(100), "USD"))


def reduced(now, before):
    return replace(ITEM, price=Price(Decimal(now), "USD"), list_price=Price(Decimal(before), "USD"))


def test_a_reduction_is_rounded_down():
    assert percent_off(reduced("67", "100")) == 33
    assert percent_off(reduced("66.01", "100")) == 33
    assert percent_off(reduced("99.50", "100")) is None
    assert percent_off(reduced("0", "100")) == 100
    assert percent_off(ITEM) is None
    assert percent_off(replace(ITEM, price=None)) is None


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_a_reduction_never_flatters(now, more):
    before = now + more
    percent = percent_off(reduced(now, before)) or 0
    assert percent * before <= 100 * more < (percent + 1) * before


@pytest.mark.parametrize(
    ("availability", "stock", "note"),
    [
        (Availability.IN_STOCK, None, "In stock"),
        (Availability.IN_STOCK, 6, "In stock"),
        (Availability.IN_STOCK, 5, "Only 5 left"),
        (Availability.OUT_OF_STOCK, 3, "Out of stock"),
        (Availability.PREORDER, None, "Pre-order"),
        (Availability.BACKORDER, 0, "On back-order"),
    ],
)
def test_the_stock_is_named(availability, stock, note):
    assert stock_note(replace(ITEM, availability=availability, stock=stock)) == note


def test_the_writer_is_mentioned_only_while_it_is_missing():
    assert writer_note(ModelStatus(Readiness.READY, "")) is None
    assert "until the writer is ready" in writer_note(ModelStatus(Readiness.WARMING, ""))
    assert writer_note(ModelStatus(Readiness.UNAVAILABLE, "")) == (
        "Sentences come straight from the product facts."
    )
