"""Values that are missing, and prices that stand far from those of their like."""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from typing import Final

from retrieval.cleaning.finding import Finding, Kind
from retrieval.constraints import PATH_SEPARATOR
from retrieval.feeds.fields import UNCATEGORISED
from retrieval.items import Item

FEWEST: Final = 12
"""Priced items that a category needs before one of them can stand out."""
FAR: Final = 4.5
"""Robust standard deviations (of the price's logarithm) from which a price stands out."""
TIMES: Final = 5.0
"""How many times the median, or what part of it, a price that stands out is at least."""

# The median absolute deviation of a normal distribution is this share of its standard deviation.
_NORMAL: Final = 0.6745
# Where most prices are equal the deviation is 0; below this it means nothing.
_SMALLEST: Final = math.log(1.1)


@dataclass(frozen=True, slots=True)
class Priced:
    """An item's price and where it lies."""

    item_id: str
    category: tuple[str, ...]
    currency: str
    amount: float


def lacking(item: Item) -> list[str]:
    """Name what an item lacks that a shopper would miss."""
    absent = {
        "price": item.price is None,
        "description": not item.description,
        "photo": not item.image_paths,
        "brand": item.brand is None,
        "category": item.category == (UNCATEGORISED,),
        "attributes": not item.attributes,
    }
    return [name for name, is_absent in absent.items() if is_absent]


def missing(by_field: dict[str, list[str]], items: int) -> list[Finding]:
    """Tell of each field how many items lack it, the most lacking first."""
    ordered = sorted(by_field.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return [
        Finding(
            Kind.MISSING,
            f"{len(ids):,} of {items:,} items have no {name} ({len(ids) / items:.0%})",
            tuple(ids),
        )
        for name, ids in ordered
    ]


def price_outliers(prices: Iterable[Priced]) -> list[Finding]:
    """Find prices that lie far from those of their category, and prices of nothing.

    The category is the narrowest one above the item with ``FEWEST`` prices in
    the same currency. A price stands out if its logarithm lies ``FAR`` robust
    standard deviations (by the median absolute deviation) from the median's and
    it is ``TIMES`` times as much or as little.

    Returns:
        The farthest first.
    """
    known = list(prices)
    groups: dict[tuple[str, tuple[str, ...]], list[Priced]] = defaultdict(list)
    for one in known:
        for depth in range(len(one.category) + 1):
            groups[one.currency, one.category[:depth]].append(one)
    scales = {key: _scale(group) for key, group in groups.items() if len(group) >= FEWEST}
    found: list[tuple[float, Finding]] = []
    for one in known:
        if one.amount <= 0:
            found.append((math.inf, _finding(one, "costs nothing")))
            continue
        key = _narrowest(one, scales)
        if key is None:
            continue
        middle, spread = scales[key]
        apart = abs(math.log(one.amount) - middle)
        if apart / spread >= FAR and apart >= math.log(TIMES):
            place = PATH_SEPARATOR.join(key[1]) or "the shop"
            usual = f"in {place} the middle price is {math.exp(middle):,.2f}"
            found.append((apart, _finding(one, f"costs {one.amount:,.2f} {one.currency}; {usual}")))
    return [finding for _, finding in sorted(found, key=lambda f: (-f[0], f[1].item_ids))]


def _scale(group: Iterable[Priced]) -> tuple[float, float]:
    """Return the median and the robust standard deviation of the prices' logarithms."""
    logs = [math.log(one.amount) for one in group if one.amount > 0] or [0.0]
    middle = median(logs)
    deviation = median(abs(one - middle) for one in logs)
    return middle, max(deviation / _NORMAL, _SMALLEST)


def _narrowest(
    one: Priced, scales: dict[tuple[str, tuple[str, ...]], tuple[float, float]]
) -> tuple[str, tuple[str, ...]] | None:
    for depth in range(len(one.category), -1, -1):
        key = (one.currency, one.category[:depth])
        if key in scales:
            return key
    return None


def _finding(one: Priced, what: str) -> Finding:
    return Finding(Kind.PRICE_OUTLIER, what, (one.item_id,))
