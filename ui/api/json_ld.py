"""Items as schema.org JSON-LD, for pages, search engines and other people's agents."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from fastapi import Request
from fastapi.responses import JSONResponse

from retrieval.items import Availability, Item
from ui.api.messages import item_url, photo_url

MEDIA_TYPE: Final = "application/ld+json"


class JsonLDResponse(JSONResponse):
    """An answer in JSON-LD."""

    media_type = MEDIA_TYPE


def wants_json_ld(request: Request) -> bool:
    """Tell whether the client asks for JSON-LD (``Accept: application/ld+json``)."""
    return MEDIA_TYPE in request.headers.get("accept", "")


def base_url(request: Request) -> str:
    """Return where the client reaches the shop, without a slash at the end."""
    return str(request.base_url).rstrip("/")


JsonLD = dict[str, Any]

_CONTEXT: Final = "https://schema.org"
_AVAILABILITY: Final = {
    Availability.IN_STOCK: "https://schema.org/InStock",
    Availability.OUT_OF_STOCK: "https://schema.org/OutOfStock",
    Availability.PREORDER: "https://schema.org/PreOrder",
    Availability.BACKORDER: "https://schema.org/BackOrder",
}
# Attributes that schema.org has a property of its own for; the rest become
# PropertyValues.
_PROPERTIES: Final = {
    "colour": "color",
    "material": "material",
    "pattern": "pattern",
    "size": "size",
}


def item_list(items: Iterable[Item], base_url: str) -> JsonLD:
    """Return the items, in their order, as an ``ItemList`` of products.

    Args:
        items: Best first; may be empty.
        base_url: Where the shop answers, without a slash at the end; photos and
            items without a page of their own are named from it.
    """
    elements = [
        {"@type": "ListItem", "position": place, "item": _product(item, base_url)}
        for place, item in enumerate(items, start=1)
    ]
    return {
        "@context": _CONTEXT,
        "@type": "ItemList",
        "numberOfItems": len(elements),
        "itemListOrder": "https://schema.org/ItemListOrderDescending",
        "itemListElement": elements,
    }


def product(item: Item, base_url: str) -> JsonLD:
    """Return one item as a ``Product`` with its ``Offer``; see ``item_list``."""
    return {"@context": _CONTEXT, **_product(item, base_url)}


def _product(item: Item, base_url: str) -> JsonLD:
    url = item_url(item, base_url)
    return {
        "@type": "Product",
        "@id": url,
        "url": url,
        "sku": item.item_id,
        "inProductGroupWithID": item.family_id,
        "name": item.title,
        "category": " > ".join(item.category),
        **dict(_optional(item, base_url)),
        **({"offers": _offer(item, url)} if item.price is not None else {}),
    }


def _optional(item: Item, base_url: str) -> Iterator[tuple[str, Any]]:
    if item.description:
        yield "description", item.description
    if item.brand:
        yield "brand", {"@type": "Brand", "name": item.brand}
    photo = photo_url(item)
    if photo is not None:
        yield "image", f"{base_url}{photo}"
    if item.rating is not None and item.rating_count:
        yield (
            "aggregateRating",
            {
                "@type": "AggregateRating",
                "ratingValue": item.rating,
                "ratingCount": item.rating_count,
                "bestRating": 5,
                "worstRating": 1,
            },
        )
    others = [
        {"@type": "PropertyValue", "name": name, "value": value}
        for name, values in item.attributes.items()
        for value in values
        if name not in _PROPERTIES
    ]
    for name, values in item.attributes.items():
        if name in _PROPERTIES:
            yield _PROPERTIES[name], values[0] if len(values) == 1 else list(values)
    if others:
        yield "additionalProperty", others


def _offer(item: Item, url: str) -> JsonLD:
    if item.price is None:
        raise ValueError("an item without a price has no offer")
    offer: JsonLD = {
        "@type": "Offer",
        "url": url,
        "price": f"{item.price.amount:f}",
        "priceCurrency": item.price.currency,
        "availability": _AVAILABILITY[item.availability],
    }
    if item.stock is not None:
        offer["inventoryLevel"] = {"@type": "QuantitativeValue", "value": item.stock}
    if item.list_price is not None:
        offer["priceSpecification"] = {
            "@type": "UnitPriceSpecification",
            "priceType": "https://schema.org/ListPrice",
            "price": f"{item.list_price.amount:f}",
            "priceCurrency": item.list_price.currency,
        }
    return offer
