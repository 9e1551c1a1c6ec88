"""Reading prices as shops write them."""

import re
import unicodedata
from decimal import Decimal
from typing import Final

from retrieval.items import Price
from retrieval.money import LARGEST, tidy_amount

_HOW_TO: Final = "write it like 19.99 USD"
_CODE: Final = re.compile(r"[A-Za-z]{3}")
_DIGITS: Final = re.compile(r"\d[\d.,' \u2019]*")
_THREE_DECIMALS: Final = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})
_DOLLARS: Final = frozenset({"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN"})
# Sign to the currency it means, and those it may mean where one is set.
_SIGNS: Final[dict[str, tuple[str | None, frozenset[str]]]] = {
    "$": ("USD", _DOLLARS),
    "US$": ("USD", frozenset()),
    "C$": ("CAD", frozenset()),
    "CA$": ("CAD", frozenset()),
    "A$": ("AUD", frozenset()),
    "€": ("EUR", frozenset()),
    "£": ("GBP", frozenset()),
    "¥": ("JPY", frozenset({"CNY"})),
    "元": ("CNY", frozenset()),
    "₹": ("INR", frozenset()),
    "₩": ("KRW", frozenset()),
    "ZŁ": ("PLN", frozenset()),
    "KR": (None, frozenset({"SEK", "NOK", "DKK", "ISK"})),
}


class PriceError(ValueError):
    """A text that is no price; the message says why."""


def parse_price(text: str | Decimal, currency: str | None = None) -> Price:
    """Read a price such as ``19.99 USD``, ``$19.99`` or ``1.299,00 €``.

    Of point and comma the last one separates the decimals; a single comma
    before exactly three digits separates thousands.

    Args:
        text: The price; a number is taken as it is.
        currency: ISO 4217 code for a price that names none.

    Raises:
        PriceError: If it is no single amount of at least 0 and at most a
            million million, or its currency cannot be told.
    """
    if isinstance(text, Decimal):
        return _price(text, _set(currency, str(text)))
    shown = unicodedata.normalize("NFKC", text).strip()
    number = _DIGITS.search(shown)
    if number is None:
        raise PriceError(f"{_cut(shown)!r} is not an amount: {_HOW_TO} (0.00 USD if it is free)")
    digits = number.group().rstrip(" .,'\u2019")
    before, after = shown[: number.start()], shown[number.start() + len(digits) :]
    sign = before.replace(" ", "").startswith(("-", "\u2212", "("))
    words = (before.lstrip(" -+(\u2212").strip(), after.strip(" ).-"))
    named = [word for word in words if word]
    if len(named) > 1 or any(character.isdigit() for word in named for character in word):
        raise PriceError(f"{_cut(shown)!r} is not one amount: {_HOW_TO}")
    meant = _currency(named[0], currency) if named else _set(currency, shown)
    amount = _amount(digits, meant)
    return _price(-amount if sign else amount, meant)


def _price(amount: Decimal, currency: str) -> Price:
    if not amount.is_finite() or amount > LARGEST:
        raise PriceError(f"{_cut(str(amount))} is not an amount that anything costs")
    if amount < 0:
        raise PriceError(f"{amount} is negative: a price is at least 0")
    return Price(tidy_amount(amount, currency), currency)


def _set(currency: str | None, shown: str) -> str:
    if not currency:
        raise PriceError(
            f"{_cut(shown)!r} names no currency: {_HOW_TO}, or set the feed's currency"
        )
    if not _CODE.fullmatch(currency):
        raise PriceError(f"{_cut(currency)!r} is no currency: use its three letters, such as USD")
    return currency.upper()


def _currency(word: str, default: str | None) -> str:
    if _CODE.fullmatch(word):
        return word.upper()
    meant, others = _SIGNS.get(word.upper(), (None, frozenset[str]()))
    if default and default.upper() in others:
        return default.upper()
    if meant is None:
        raise PriceError(f"{_cut(word)!r} is no currency: {_HOW_TO}")
    return meant


def _amount(digits: str, currency: str) -> Decimal:
    bare = re.sub(r"[ '\u2019]", "", digits)
    last = max(bare.rfind("."), bare.rfind(","))
    if last < 0:
        return Decimal(bare)
    mark, other = bare[last], "," if bare[last] == "." else "."
    whole, decimals = bare[:last], bare[last + 1 :]
    grouped = len(decimals) == 3 and not whole.startswith("0")  # noqa: PLR2004 - thousands
    if mark in whole or (mark == "," and grouped and other not in whole):
        if not re.fullmatch(rf"\d{{1,3}}({re.escape(mark)}\d{{3}})+", bare):
            raise PriceError(f"{_cut(digits)!r} is not an amount: {_HOW_TO}")
        return Decimal(bare.replace(mark, ""))
    if grouped and other not in whole and currency not in _THREE_DECIMALS:
        raise PriceError(
            f"{_cut(digits)!r} may be {whole}{decimals} or {whole}.{decimals}: "
            f"write {whole}{decimals}.00 or two decimals"
        )
    if other in whole and not re.fullmatch(rf"\d{{1,3}}({re.escape(other)}\d{{3}})+", whole):
        raise PriceError(f"{_cut(digits)!r} is not an amount: {_HOW_TO}")
    return Decimal(f"{whole.replace(other, '')}.{decimals}")


def _cut(text: str) -> str:
    return text if len(text) <= 40 else text[:40] + "…"  # noqa: PLR2004 - enough to be found
