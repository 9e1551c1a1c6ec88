"""Amounts of money as a shop writes them and as a database keeps them exactly."""

from decimal import ROUND_HALF_EVEN, Decimal
from typing import Final

DECIMALS: Final = 4
"""Kept of an amount; no currency has more."""

LARGEST: Final = Decimal(10**12)
"""No amount may be larger, in the currency's main unit."""

_SMALLEST_STEP: Final = Decimal(1).scaleb(-DECIMALS)
_WITHOUT_CENTS: Final = frozenset(
    "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split()  # noqa: SIM905 - a list of codes reads best as words
)


def tidy_amount(amount: Decimal, currency: str) -> Decimal:
    """Give an amount the decimals its currency is written with.

    ``52.0`` dollars become ``52.00``, ``1500.00`` yen ``1500``; decimals that
    count are kept, and what lies beyond the fourth is rounded away.

    Args:
        amount: Finite, at most ``LARGEST`` in size.
        currency: ISO 4217 code in capitals.
    """
    usual = 0 if currency in _WITHOUT_CENTS else 2
    exact = amount.quantize(_SMALLEST_STEP, rounding=ROUND_HALF_EVEN)
    for decimals in range(usual, DECIMALS):
        shorter = exact.quantize(Decimal(1).scaleb(-decimals))
        if shorter == exact:
            return shorter
    return exact


def to_steps(amount: Decimal, rounding: str | None = None) -> int:
    """Count an amount in ten-thousandths of the main unit.

    Args:
        amount: Any amount, even infinite; what exceeds ``LARGEST`` counts as a
            little more than it.
        rounding: One of ``decimal``'s, for an amount between two steps. None
            refuses such an amount.

    Raises:
        ValueError: If the amount is no number, or lies between two steps and no
            rounding is given.
    """
    if amount.is_nan():
        raise ValueError("an amount must be a number, and this one is NaN")
    beyond = LARGEST + 1
    within = max(-beyond, min(beyond, amount))
    step = within.quantize(_SMALLEST_STEP, rounding=rounding)
    if rounding is None and step != within:
        raise ValueError(f"amount {amount} has more than {DECIMALS} decimals")
    return int(step.scaleb(DECIMALS))


def from_steps(steps: int, currency: str) -> Decimal:
    """Turn ten-thousandths back into an amount with its currency's decimals."""
    return tidy_amount(Decimal(steps).scaleb(-DECIMALS), currency)
