"""The catalogue without a conversation: search it, look an item's variants up."""

from collections.abc import Collection
from datetime import date
from typing import Final

from PIL.Image import Image

from assistant.find import Finder
from assistant.intent import Intent
from assistant.shop_knowledge import ShopKnowledge
from ranking.curve import Point
from ranking.ranked import RankedItem
from retrieval.catalog import Catalogue
from retrieval.constraints import Constraints
from retrieval.item_map import ItemMap
from retrieval.items import Item
from retrieval.knowledge import Passage, Promotion
from retrieval.photos import open_photo
from retrieval.vocabulary import Vocabulary

MOST: Final = 50
"""Length of the longest list."""


class Shelf:
    """Finds items for programs and for the shop's own people; safe for several threads.

    Every method raises ``CatalogueEmptyError`` where nothing was indexed yet.
    """

    def __init__(self, catalogue: Catalogue, knowledge: ShopKnowledge, finder: Finder) -> None:
        """Take the shop's items, its words, and what finds and ranks."""
        self._catalogue = catalogue
        self._knowledge = knowledge
        self._finder = finder

    def search(
        self,
        text: str = "",
        *,
        constraints: Constraints = Constraints(),
        photo: bytes | None = None,
        k: int = 10,
        trade_off: float = 0.0,
    ) -> tuple[RankedItem, ...]:
        """Search as the words stand: nothing is read out of them.

        Args:
            text: What is sought; may be empty, which browses what is popular.
            constraints: What every item must meet.
            photo: An image file whose look-alikes are sought, or None.
            k: List length in [1, ``MOST``].
            trade_off: Weight of variety in [0, 1].

        Returns:
            At most ``k`` items, best first; none where nothing fits.

        Raises:
            PhotoError: If the photo is none.
        """
        intent = Intent(request=text.strip(), constraints=constraints)
        image = None if photo is None else open_photo(photo)
        return self._finder.find(intent, image, k=k, trade_off=trade_off).items

    def curve(self, intent: Intent, photo: Image | None, *, k: int) -> tuple[Point, ...]:
        """Return the dial's curve for what is wanted; empty where nothing fits."""
        return self._finder.curve(intent, photo, k=k)

    def passages(self, question: str, k: int) -> list[tuple[Passage, float]]:
        """Return the policy passages nearest to a question; see ``PassageSearch.search``."""
        return self._knowledge.current().passages.search(question, k)

    def promotions(self, on: date) -> list[Promotion]:
        """Return the promotions that hold on a day."""
        return self._catalogue.promotions(on)

    def families(self, product_ids: Collection[str]) -> dict[str, list[Item]]:
        """Return the variants sold of each product, named by family or by any item of it.

        A product that is not sold is left out.
        """
        named = self._catalogue.items(product_ids)
        found = {
            product_id: self._catalogue.family(
                named[product_id].family_id if product_id in named else product_id
            )
            for product_id in product_ids
        }
        return {product_id: items for product_id, items in found.items() if items}

    def items(self, item_ids: Collection[str]) -> dict[str, Item]:
        """Return those of the items that are sold, in the order asked."""
        return self._catalogue.items(item_ids)

    def variants(self, item: Item) -> list[Item]:
        """Return the other variants of the item's product, by id."""
        family = self._catalogue.family(item.family_id)
        return [variant for variant in family if variant.item_id != item.item_id]

    def build_id(self) -> str:
        """Return the build of the catalogue that serves."""
        return self._finder.build_id()

    def item_map(self) -> ItemMap:
        """Lay the items out on a plane, which takes seconds; see ``map_items``."""
        return self._finder.item_map()

    def count(self) -> int:
        """Return how many items are sold."""
        return self._catalogue.count()

    def vocabulary(self) -> Vocabulary:
        """Return the words the shop's items are described in."""
        return self._knowledge.current().vocabulary
