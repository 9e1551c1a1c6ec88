"""Whether an explanation is true of its item, judged apart from the product's own check.

It shares no code with ``assistant/grounding``, and reads the other way round:
where that one knows patterns of claims, this one asks of every number and every
content word where it comes from. What stands in the listing, in the shopper's
words, or in a list of words that claim nothing is supported; all else is not.
English is read word by word; of Chinese, numbers, superlatives and Latin words.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, InvalidOperation
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import snowballstemmer

from eval.metrics.explanations import Standing
from retrieval.items import Availability, Item

_NUMBER: Final = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LATIN: Final = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_CHINESE: Final = re.compile(r"[\u4e00-\u9fff]")
_DENIED: Final = re.compile(r"\b(?:rather than|not|instead of|none of)\s+(?:\w+\s*){1,3}")
_ROUNDINGS: Final = (ROUND_HALF_UP, ROUND_HALF_EVEN)
_GONE: Final = re.compile(r"\bout of stock\b|\bsold out\b|缺货|售罄|无货", re.IGNORECASE)
_WHOLE_LISTS: Final = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

_SUPERLATIVES: Final = {
    "cheapest": re.compile(r"\bcheapest\b|\blowest[- ]price|最便宜|价格最低"),
    "best rated": re.compile(r"\b(?:best|highest|top)[- ]rated\b|评分最高"),
    "most reviewed": re.compile(r"\bmost[- ](?:reviewed|rated)\b|评价最多"),
    "most reduced": re.compile(
        r"\b(?:most reduced|biggest (?:saving|discount|reduction))\b|降价最多"
    ),
    "dearest": re.compile(r"\b(?:dearest|most expensive)\b|最贵"),
}
_EVERY_SUPERLATIVE: Final = re.compile(
    r"\b(?:best|most|cheapest|lowest|highest|finest|greatest|biggest|smallest|lightest|top|only)\b"
    r"|最"
)
_GLUE_FILE: Final = Path(__file__).parent / "explanation_words.txt"
"""Words that make a sentence and claim nothing of an item."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that a text says.

    Attributes:
        text: The number, word or superlative.
        standing: How it stands.
    """

    text: str
    standing: Standing


def judge(text: str, item_id: str, shown: Sequence[Item], said: str) -> list[Claim]:
    """Return every claim of an explanation, numbers first.

    Args:
        text: The explanation.
        item_id: Of which item.
        shown: The list it stood on, as the catalogue has the items.
        said: Everything the shopper has said.
    """
    item = next((one for one in shown if one.item_id == item_id), None)
    if item is None:
        return [Claim(text, Standing.OUT_OF_CATALOGUE)]
    return [
        *_numbers(text, item, shown, said),
        *_superlatives(text, item, shown),
        *_availability(text, item),
        *_words(text, item, said),
    ]


def _numbers(text: str, item: Item, shown: Sequence[Item], said: str) -> Iterator[Claim]:
    known = _known_numbers(item, said) | {Decimal(len(shown))}
    for found in _NUMBER.findall(text):
        number = Decimal(found.replace(",", ""))
        yield Claim(found, _standing(supported=number in known))
    for found in re.findall(rf"\bof these ({'|'.join(_WHOLE_LISTS)})\b", text):
        right = _WHOLE_LISTS.index(found) + 2 == len(shown)
        yield Claim(f"of these {found}", _standing(supported=right))


def _known_numbers(item: Item, said: str) -> set[Decimal]:
    bounds = {Decimal(n.replace(",", "")) for n in _NUMBER.findall(said)}
    bounds |= {bound - Decimal("0.01") for bound in bounds}
    known = {*bounds, Decimal(item.rating_count)}
    if item.rating is not None:
        exact = Decimal(str(item.rating))
        # 3.25 may be rounded either way.
        known |= {exact, *(exact.quantize(Decimal("0.1"), how) for how in _ROUNDINGS)}
    if item.stock is not None:
        known.add(Decimal(item.stock))
    if item.price is not None:
        price = item.price.amount
        known |= {price, *(abs(bound - price) for bound in bounds)}
        if item.list_price is not None:
            old = item.list_price.amount
            known |= {old, old - price, Decimal(round((old - price) / old * 100))}
            known.add(Decimal(round(old - price)))
    for number in _NUMBER.findall(_listing(item)):
        try:
            known.add(Decimal(number.replace(",", "")))
        except InvalidOperation:
            continue
    return known


def _availability(text: str, item: Item) -> Iterator[Claim]:
    for found in _GONE.findall(text):
        gone = item.availability is not Availability.IN_STOCK
        yield Claim(found, _standing(supported=gone))


def _superlatives(text: str, item: Item, shown: Sequence[Item]) -> Iterator[Claim]:
    told = 0
    for name, pattern in _SUPERLATIVES.items():
        for _ in pattern.findall(text):
            told += 1
            yield Claim(name, _standing(supported=_is_most(name, item, shown)))
    # "only 5 left" is a matter of stock, and was held against it as a number.
    every = [word for word in _EVERY_SUPERLATIVE.findall(text) if word != "only"]
    for _ in range(len(every) - told):
        yield Claim("another superlative", Standing.HALLUCINATED)


def _is_most(name: str, item: Item, shown: Sequence[Item]) -> bool:
    prices = [one.price.amount for one in shown if one.price is not None]
    price = item.price.amount if item.price is not None else None
    match name:
        case "cheapest":
            return price is not None and price == min(prices)
        case "dearest":
            return price is not None and price == max(prices)
        case "best rated":
            return item.rating is not None and item.rating == max(
                one.rating for one in shown if one.rating is not None
            )
        case "most reviewed":
            return item.rating_count > 0 and item.rating_count == max(
                one.rating_count for one in shown
            )
        case _:
            # In money or in per cent: a shopper takes either.
            return _saving(item) > 0 and (
                _saving(item) == max(map(_saving, shown))
                or _saved_share(item) == max(map(_saved_share, shown))
            )


def _saving(item: Item) -> Decimal:
    if item.price is None or item.list_price is None:
        return Decimal(0)
    return item.list_price.amount - item.price.amount


def _saved_share(item: Item) -> Decimal:
    return _saving(item) / item.list_price.amount if item.list_price is not None else Decimal(0)


def _words(text: str, item: Item, said: str) -> Iterator[Claim]:
    folded = text.casefold()
    listing, request = _stems(_listing(item)), _stems(said)
    if _CHINESE.search(text):
        words: Iterable[str] = _LATIN.findall(folded)
    else:
        # What is denied ("rather than walnut") must be something the shopper spoke of.
        for denied in _DENIED.findall(folded):
            for stem in _stems(denied) - _glue():
                held = stem in request or stem in listing
                yield Claim(stem, _standing(supported=held))
        words = _WORD.findall(_DENIED.sub(" ", folded))
    for word in words:
        stem = _stem(word.replace("’", "'"))
        if stem not in _glue() and len(stem) > 1:
            yield Claim(word, _standing(supported=stem in listing or stem in request))


def _listing(item: Item) -> str:
    values = (value for own in item.attributes.values() for value in own)
    parts = (item.title, item.description, item.brand or "", *item.category, *item.attributes)
    return " ".join((*parts, *values, item.price.currency if item.price else ""))


def _stems(text: str) -> frozenset[str]:
    return frozenset(_stem(word.replace("’", "'")) for word in _WORD.findall(text.casefold()))


@cache
def _glue() -> frozenset[str]:
    return _stems(_GLUE_FILE.read_text("utf-8"))


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    return str(snowballstemmer.stemmer("english").stemWord(word))


def _standing(*, supported: bool) -> Standing:
    return Standing.SUPPORTED if supported else Standing.HALLUCINATED
