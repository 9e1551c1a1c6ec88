"""Merging the sizes of one colour into one item."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Final

from retrieval.feeds.row import FeedItem, FeedRecord, RowProblem
from retrieval.items import Availability, Item

SIZE_NAMES: Final = frozenset({"size", "waist", "length", "inseam", "width", "cup", "cup_size"})
"""Attributes that variants of one look may differ in."""

_SHORTEST_TITLE: Final = 4
_MOST_TOGETHER: Final = 2_000


def merge_sizes(records: Iterable[FeedRecord]) -> Iterator[FeedRecord]:
    """Merge neighbouring items that are one thing in several sizes.

    They are of one family and alike in price and in every attribute but those
    of ``SIZE_NAMES``; what differs in price stays apart, so that a price is
    true of every size of its item. The first variant gives the id and the text.
    Sizes are those in stock, or all where none is. Problems pass through.

    Args:
        records: A family's items must stand together to be merged.
    """
    family: list[FeedItem] = []
    for record in records:
        if isinstance(record, RowProblem):
            yield record
            continue
        if record.given is not None:
            # A change of one item; whose look it has is not known here.
            yield record
            continue
        ends = family and record.item.family_id != family[0].item.family_id
        if ends or len(family) >= _MOST_TOGETHER:
            yield from _merged(family)
            family = []
        family.append(record)
    yield from _merged(family)


def _merged(family: Sequence[FeedItem]) -> Iterator[FeedItem]:
    looks: dict[object, list[FeedItem]] = {}
    seen: set[object] = set()
    for number, one in enumerate(family):
        variant = (_look(one.item), _sizes(one.item))
        # Without a size, or with one that was there, it is a thing of its own.
        alone = not _sizes(one.item) or variant in seen
        looks.setdefault(number if alone else variant[0], []).append(one)
        seen.add(variant)
    taken: dict[str, set[str]] = {}
    for variants in looks.values():
        merged = _one(variants)
        sizes = _sizes(merged.item)
        others = taken.setdefault(merged.item.item_id, set())
        if others and sizes and others.isdisjoint(sizes):
            # One colour at two prices: the second needs an id of its own.
            own = "-".join([merged.item.item_id, *sizes[0].split()])
            merged = replace(merged, item=replace(merged.item, item_id=own))
        others.update(sizes)
        yield merged


def _look(item: Item) -> object:
    rest = {name: values for name, values in item.attributes.items() if name not in SIZE_NAMES}
    return (item.price, item.list_price, item.brand, item.category, repr(sorted(rest.items())))


def _sizes(item: Item) -> tuple[str, ...]:
    return next((item.values(name) for name in sorted(SIZE_NAMES) if item.values(name)), ())


def _one(variants: Sequence[FeedItem]) -> FeedItem:
    first = variants[0]
    if len(variants) == 1:
        return first
    items = [one.item for one in variants]
    ready = [item for item in items if item.availability is Availability.IN_STOCK] or items
    stocks = [item.stock for item in ready if item.stock is not None]
    rated = next((item for item in items if item.rating is not None), first.item)
    merged = replace(
        first.item,
        title=_common_title([item.title for item in items]),
        availability=ready[0].availability,
        stock=sum(stocks) if len(stocks) == len(ready) else None,
        rating=rated.rating,
        rating_count=rated.rating_count,
        attributes=dict(first.item.attributes) | _all_sizes(ready),
    )
    photos = dict.fromkeys(photo for one in variants for photo in one.photos)
    return FeedItem(merged, tuple(photos), first.line)


def _all_sizes(items: Sequence[Item]) -> dict[str, tuple[str, ...]]:
    names = {name for item in items for name in item.attributes if name in SIZE_NAMES}
    return {
        name: tuple(dict.fromkeys(value for item in items for value in item.values(name)))
        for name in sorted(names)
    }


def _common_title(titles: Sequence[str]) -> str:
    """Return the words that all titles begin with, or the first title.

    ``Shirt, red - S`` and ``Shirt, red - XL`` become ``Shirt, red``.
    """
    if len(set(titles)) == 1:
        return titles[0]
    together = zip(*(title.split() for title in titles), strict=False)
    shared = [words[0] for words in takewhile(lambda words: len(set(words)) == 1, together)]
    title = " ".join(shared).rstrip(" -–—,;:/|([")
    return title if len(title) >= _SHORTEST_TITLE else titles[0]
