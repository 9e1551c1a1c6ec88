from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.feeds.prices import PriceError, parse_price


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("19.99 USD", "19.99", "USD"),
        ("USD 19.99", "19.99", "USD"),
        ("19.99usd", "19.99", "USD"),
        ("$19.99", "19.99", "USD"),
        ("$ 1,299.00", "1299.00", "USD"),
        ("US$5", "5.00", "USD"),
        ("19,99 EUR", "19.99", "EUR"),
        ("1.299,00 €", "1299.00", "EUR"),
        ("1.299.000 EUR", "1299000.00", "EUR"),
        ("1 299,50 EUR", "1299.50", "EUR"),
        ("1'299.50 CHF", "1299.50", "CHF"),
        ("1,299 USD", "1299.00", "USD"),
        ("£7", "7.00", "GBP"),
        ("¥1500", "1500", "JPY"),
        ("1500.00 JPY", "1500", "JPY"),
        ("1.125 KWD", "1.125", "KWD"),
        ("0.125 USD", "0.125", "USD"),
        ("0 USD", "0.00", "USD"),
        ("１９．９９ USD", "19.99", "USD"),  # full-width digits
        ("19.99 zł", "19.99", "PLN"),
        ("19.- CHF", "19.00", "CHF"),
        ("  19.99\u00a0USD ", "19.99", "USD"),
    ],
)
def test_prices_as_shops_write_them(text, amount, currency):
    price = parse_price(text)
    assert (str(price.amount), price.currency) == (amount, currency)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("free", "'free' is not an amount"),
        ("", "not an amount"),
        ("N/A", "not an amount"),
        ("-5.00 USD", "negative"),
        ("-$5.00", "negative"),
        ("(5.00) USD", "negative"),
        ("10-20 USD", "not one amount"),
        ("from 10 USD", "not one amount"),
        ("19.99", "names no currency"),
        ("1.299 EUR", "may be 1299 or 1.299"),
        ("1,29,9 USD", "not an amount"),
        ("1.2.3 USD", "not an amount"),
        ("12,34.56 USD", "not an amount"),
        ("19.99 quids", "'quids' is no currency"),
        ("19.99 kr", "'kr' is no currency"),
        ("9" * 40 + " USD", "not an amount that anything costs"),
        ("1e9 USD", "not one amount"),
    ],
)
def test_what_is_no_price_is_refused_with_its_reason(text, says):
    with pytest.raises(PriceError, match=says):
        parse_price(text)


def test_the_set_currency_is_that_of_bare_numbers_and_settles_shared_signs():
    assert parse_price("19.99", "eur").currency == "EUR"
    assert parse_price(Decimal("19.9"), "USD").amount == Decimal("19.90")
    assert parse_price("$5", "CAD").currency == "CAD"
    assert parse_price("$5", "EUR").currency == "USD"
    assert parse_price("¥5", "CNY").currency == "CNY"
    assert parse_price("5 kr", "SEK").currency == "SEK"
    assert parse_price("5 GBP", "USD").currency == "GBP"


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-1", "1e30"])
def test_numbers_that_nothing_costs_are_refused(number):
    with pytest.raises(PriceError):
        parse_price(Decimal(number), "USD")


def test_a_currency_that_is_none_is_named():
    with pytest.raises(PriceError, match="'dollars' is no currency"):
        parse_price("5", "dollars")


@given(st.text(max_size=30))
def test_any_text_is_a_price_or_refused_and_nothing_else(text):
    try:
        price = parse_price(text, "USD")
    except PriceError:
        return
    assert price.amount >= 0


@given(st.decimals(0, 10**9, places=2))
def test_a_written_price_is_read_back(amount):
    assert parse_price(f"{amount} USD").amount == amount
    assert parse_price(f"${amount:,}").amount == amount
