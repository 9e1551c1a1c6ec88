"""Items as JSON, alone and in their place on a list."""

from collections.abc import Mapping
from urllib.parse import quote

from ranking.ranked import RankedItem
from retrieval.items import Availability, Item, Price
from ui.api.messages.message import Message
from ui.wording import percent_off


class PriceMessage(Message):
    """An amount as a decimal string, so that 19.99 stays 19.99."""

    amount: str
    currency: str

    @classmethod
    def of(cls, price: Price | None) -> "PriceMessage | None":
        """Return the message of a price, None of none."""
        if price is None:
            return None
        return cls(amount=f"{price.amount:f}", currency=price.currency)


class ItemMessage(Message):
    """An item; where its photos lie on the shop's disk stays there."""

    item_id: str
    family_id: str
    title: str
    description: str
    brand: str | None
    category: tuple[str, ...]
    price: PriceMessage | None
    list_price: PriceMessage | None
    percent_off: int | None
    availability: Availability
    stock: int | None
    rating: float | None
    rating_count: int
    attributes: Mapping[str, tuple[str, ...]]
    photo_url: str | None
    link: str | None
    version: int

    @classmethod
    def of(cls, item: Item) -> "ItemMessage":
        """Return the message of an item."""
        return cls(
            item_id=item.item_id,
            family_id=item.family_id,
            title=item.title,
            description=item.description,
            brand=item.brand,
            category=item.category,
            price=PriceMessage.of(item.price),
            list_price=PriceMessage.of(item.list_price),
            percent_off=percent_off(item),
            availability=item.availability,
            stock=item.stock,
            rating=item.rating,
            rating_count=item.rating_count,
            attributes=dict(item.attributes),
            photo_url=photo_url(item),
            link=item.link,
            version=item.version,
        )


def photo_url(item: Item) -> str | None:
    """Return the path of the item's main picture, None where it has none.

    The version is part of it, so that a picture may be cached for ever.
    """
    if not item.image_paths:
        return None
    return f"/api/photos/{quote(item.item_id, safe='')}?v={item.version}"


class RankedItemMessage(Message):
    """An item in its place on the list."""

    item: ItemMessage
    rank: int
    relevance: float
    novelty: float
    contributions: Mapping[str, float]

    @classmethod
    def of(cls, ranked: RankedItem) -> "RankedItemMessage":
        """Return the message of a ranked item."""
        return cls(
            item=ItemMessage.of(ranked.item),
            rank=ranked.rank,
            relevance=ranked.relevance,
            novelty=ranked.novelty,
            contributions=dict(ranked.contributions),
        )


class SearchMessage(Message):
    """What a search found, best first."""

    items: tuple[RankedItemMessage, ...]


def item_url(item: Item, base_url: str) -> str:
    """Return the item's page in the shop, or where its data stand.

    Args:
        item: Any.
        base_url: Where the shop answers, without a slash at the end.
    """
    if item.link and item.link.startswith(("https://", "http://")):
        return item.link
    return f"{base_url}/api/items/{quote(item.item_id, safe='')}"
