"""What the simulator knows of a shop: its items, and which of their values can be said."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from eval.simulator.needs import AUDIENCE, COLOUR, Need
from eval.simulator.nouns import common_kinds
from retrieval.items import Availability, Item
from retrieval.vocabulary import Vocabulary

USES: Final = ("activity", "occasion", "season")
"""Attributes that say what it is for; said as a wish, never judged."""

_UNSAID: Final = frozenset({*USES, "style", "unisex", "sku", "condition", "set", "age", "origin"})
_SAYABLE: Final = re.compile(r"[a-z][a-z' -]{1,24}")
_SIZE: Final = re.compile(r"[xsml]{1,4}|\d{2}")


class ShopError(ValueError):
    """The catalogue is not one to shop in."""


class Shop:
    """A catalogue, as a shopper's judge sees it."""

    def __init__(self, items: Iterable[Item], vocabulary: Vocabulary) -> None:
        """Take the catalogue.

        Args:
            items: Every item of the shop.
            vocabulary: The words of the same items.

        Raises:
            ShopError: If nothing can be bought: no item is in stock and priced.
        """
        self.items = {item.item_id: item for item in items}
        self.vocabulary = vocabulary
        self.kinds = common_kinds(self.items.values())
        self.for_sale = [
            item
            for item in self.items.values()
            if item.price is not None and item.availability is Availability.IN_STOCK
        ]
        if not self.for_sale:
            raise ShopError("no item is in stock and priced, so nobody can shop here")
        self._by_leaf: defaultdict[tuple[str, ...], list[Item]] = defaultdict(list)
        self._by_name: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
        for item in self.for_sale:
            self._by_leaf[item.category].append(item)
            self._by_name[item.category[-1]].add(item.category)

    def beside(self, item: Item) -> list[Item]:
        """Return the items for sale in the item's own category."""
        return self._by_leaf[item.category]

    def sections(self, name: str) -> frozenset[tuple[str, ...]]:
        """Return the categories of a narrowest name, such as both shelves of jackets."""
        return frozenset(self._by_name[name])

    def surely_meeting(self, needs: Sequence[Need]) -> list[Item]:
        """Return the items for sale that meet every need beyond doubt."""
        return [i for i in self.for_sale if all(need.surely_met_by(i) for need in needs)]

    def leaves_allowed(self, needs: Sequence[Need]) -> set[tuple[str, ...]]:
        """Return the categories in which some item may meet every need."""
        return {
            item.category
            for item in self.for_sale
            if not any(need.broken_by(item) for need in needs)
        }

    def sayable(self, item: Item, field: str) -> list[str]:
        """Return the item's values of an attribute that people would say aloud.

        Values that no other item has are left out, since they give it away.
        """
        if field in _UNSAID:
            return []
        known = self.vocabulary.attributes.get(field, {})
        form = _SIZE if field == "size" else _SAYABLE
        values = [v for v in item.values(field) if form.fullmatch(v) and known.get(v, 0) > 1]
        if field == AUDIENCE:
            return [value for value in values if value != "unisex"]
        return values

    def use(self, item: Item) -> list[str]:
        """Return what the item is for, in words such as ``hiking``."""
        return [v for name in USES for v in item.values(name) if _SAYABLE.fullmatch(v)]

    def other_values(self, item: Item, field: str) -> list[str]:
        """Return what others of its category have and it has not, the commonest first."""
        have = set(item.values(field))
        counts = Counter(
            value for other in self.beside(item) for value in self.sayable(other, field)
        )
        near = (value for value, _ in counts.most_common() if value not in have)
        if field != COLOUR:
            return list(near)
        return [value for value in near if not any(value in one or one in value for one in have)]

    def other_brands(self, item: Item) -> list[str]:
        """Return the brands beside it in its category, the commonest first."""
        counts = Counter(other.brand for other in self.beside(item) if other.brand)
        return [brand for brand, _ in counts.most_common() if brand != item.brand]
