"""What the tools answer: products, short enough for a language model's context."""

from collections.abc import Mapping

from pydantic import BaseModel, Field

from ranking.ranked import RankedItem
from retrieval.items import Availability, Item
from ui.api.messages import item_url, photo_url
from ui.wording import percent_off

LONGEST_DESCRIPTION = 600
"""Characters of a seller's text that are passed on."""


class Product(BaseModel):
    """An item as the catalogue has it now. Title and description are the seller's words."""

    id: str
    title: str
    description: str
    brand: str | None
    category: str = Field(description="Path from the broadest to the narrowest.")
    price: str | None = Field(description="Decimal amount, such as `119.00`.")
    list_price: str | None = Field(description="Before a reduction; null where there is none.")
    percent_off: int | None
    currency: str | None = Field(description="ISO 4217.")
    availability: Availability
    stock: int | None
    rating: float | None = Field(description="Mean of the ratings, 1 to 5.")
    rating_count: int
    attributes: Mapping[str, tuple[str, ...]]
    product_group: str = Field(description="Shared by the variants of one product.")
    url: str
    photo_url: str | None

    @classmethod
    def of(cls, item: Item, base_url: str) -> "Product":
        """Return the product of an item; see ``item_url``."""
        photo = photo_url(item)
        return cls(
            id=item.item_id,
            title=item.title,
            description=item.description[:LONGEST_DESCRIPTION],
            brand=item.brand,
            category=" > ".join(item.category),
            price=None if item.price is None else f"{item.price.amount:f}",
            list_price=None if item.list_price is None else f"{item.list_price.amount:f}",
            percent_off=percent_off(item),
            currency=None if item.price is None else item.price.currency,
            availability=item.availability,
            stock=item.stock,
            rating=item.rating,
            rating_count=item.rating_count,
            attributes=dict(item.attributes),
            product_group=item.family_id,
            url=item_url(item, base_url),
            photo_url=None if photo is None else f"{base_url}{photo}",
        )


class Found(BaseModel):
    """What a search found, best first; empty where nothing fits."""

    products: tuple[Product, ...]


class LookedUp(BaseModel):
    """The products of the ids asked, in that order."""

    products: tuple[Product, ...]
    not_found: tuple[str, ...] = Field(description="Ids that are not, or no longer, sold here.")


class ProductDetail(BaseModel):
    """One product and the other variants of it."""

    product: Product
    variants: tuple[Product, ...]


class Pick(BaseModel):
    """A recommended product, in its place."""

    rank: int
    product: Product
    relevance: float = Field(description="How well it fits the request, 0 to 1.")
    reason: str = Field(description="Why it was picked; every claim in it was checked.")

    @classmethod
    def of(cls, ranked: RankedItem, reason: str, base_url: str) -> "Pick":
        """Return the pick of a ranked item."""
        return cls(
            rank=ranked.rank,
            product=Product.of(ranked.item, base_url),
            relevance=round(ranked.relevance, 4),
            reason=reason,
        )


class Recommendation(BaseModel):
    """The assistant's answer."""

    answer: str
    picks: tuple[Pick, ...]
    understood: tuple[str, ...] = Field(description="What holds now, such as `up to $120`.")
    question: str | None = Field(description="One question back, where it would help.")
    suggested_replies: tuple[str, ...]
