"""How an amount of money is written for a shopper."""

from decimal import Decimal
from typing import Final

from retrieval.items import Price

SYMBOLS: Final = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "CNY": "¥"}


def money(amount: Decimal, currency: str) -> str:
    """Write the amount as a shop would: ``$89``, ``$79.50``, ``120 CHF``.

    Whole amounts have no decimals; others have two.
    """
    rounded = amount.quantize(Decimal("0.01"))
    whole = rounded == rounded.to_integral_value()
    digits = f"{rounded:,.0f}" if whole else f"{rounded:,.2f}"
    symbol = SYMBOLS.get(currency)
    return f"{symbol}{digits}" if symbol else f"{digits} {currency}"


def price_text(price: Price) -> str:
    """Write a price (see ``money``)."""
    return money(price.amount, price.currency)
