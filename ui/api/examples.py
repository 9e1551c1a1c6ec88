"""Examples on the page that describes the interface; tests hold them against the messages."""

from typing import Any, Final

Example = dict[str, Any]

SESSION_ID: Final = "Zk3vX0cY5s0uQm1hT2eWnA7rB9dLxPqJ"

ITEM: Final[Example] = {
    "item_id": "cairn-charcoal",
    "family_id": "cairn",
    "title": "Cairn Men's Waterproof Hiking Jacket with Storm Hood, Charcoal",
    "description": "A three-layer shell that keeps the rain out for a day on the hill.",
    "brand": "Northway",
    "category": ["Clothing", "Jackets"],
    "price": {"amount": "119.00", "currency": "USD"},
    "list_price": {"amount": "149.00", "currency": "USD"},
    "percent_off": 20,
    "availability": "in_stock",
    "stock": 14,
    "rating": 4.5,
    "rating_count": 228,
    "attributes": {"colour": ["charcoal"], "feature": ["waterproof"], "size": ["s", "m", "l"]},
    "photo_url": "/api/photos/cairn-charcoal?v=1",
    "link": "https://shop.example/p/cairn-charcoal",
    "version": 1,
}

RANKED_ITEM: Final[Example] = {
    "item": ITEM,
    "rank": 1,
    "relevance": 0.91,
    "novelty": 1.0,
    "contributions": {"words": 0.31, "meaning": 0.42, "rating": 0.11},
}

EXPLANATION: Final[Example] = {
    "item_id": "cairn-charcoal",
    "text": "In charcoal rather than black, it is waterproof and costs $119, under your $120.",
    "claims": [
        {"start": 3, "end": 11, "field": "colour", "version": 1},
        {"start": 37, "end": 47, "field": "feature", "version": 1},
        {"start": 58, "end": 62, "field": "price", "version": 1},
    ],
    "origin": "facts",
}

_UNDER_120: Final[Example] = {
    "field": "price",
    "operator": "at_most",
    "source": {"turn": 0, "phrase": "under $120"},
    "values": [],
    "bound": "120",
}

INTENT: Final[Example] = {
    "act": "recommend",
    "request": "waterproof jacket",
    "language": "en",
    "constraints": [_UNDER_120],
    "preferences": [],
    "liked": [],
    "disliked": [],
    "references": [],
    "similar_to": [],
    "by_photo": False,
}

CHIP: Final[Example] = {
    "label": "up to $120",
    "required": True,
    "remove": {"op": "remove", "constraint": _UNDER_120},
}

TURN: Final[Example] = {"text": "a waterproof jacket under $120, not black", "k": 6}
TAPS: Final[Example] = {"operations": [CHIP["remove"]], "trade_off": 0.5}

SESSION: Final[Example] = {
    "session_id": SESSION_ID,
    "intent": INTENT,
    "chips": [CHIP],
    "can_undo": True,
    "turns": [
        {"role": "shopper", "text": TURN["text"], "with_photo": False, "shown": []},
        {
            "role": "assistant",
            "text": "Here is one waterproof jacket under $120.",
            "with_photo": False,
            "shown": ["cairn-charcoal"],
        },
    ],
    "items": [ITEM],
}

REPLY: Final[Example] = {
    "text": "Here is one waterproof jacket under $120.",
    "intent": INTENT,
    "chips": [CHIP],
    "items": [RANKED_ITEM],
    "explanations": [EXPLANATION],
    "question": {
        "text": "Any preference for the fit?",
        "field": "fit",
        "answers": [
            {"label": "Relaxed", "text": "relaxed fit"},
            {"label": "Slim", "text": "slim fit"},
        ],
    },
    "suggestions": [{"label": "Cheaper", "text": "cheaper"}],
    "passages": [],
    "promotions": [],
    "comparison": None,
}

EXCHANGES: Final[Example] = {
    "session_id": SESSION_ID,
    "request": "waterproof jacket",
    "language": "en",
    "chips": [CHIP],
    "can_undo": True,
    "earlier": 0,
    "exchanges": [
        {
            "key": "t-1",
            "said": TURN["text"],
            "with_photo": False,
            "agent": "",
            "busy": False,
            "reply": REPLY,
        }
    ],
}

STREAM: Final = (
    "event: items\n"
    'data: {"text": "Here is one waterproof jacket under $120.", "items": [...], ...}\n\n'
    "event: explanation\n"
    'data: {"item_id": "cairn-charcoal", "text": "In charcoal rather than black, ...", ...}\n\n'
    "event: done\n"
    'data: {"text": "Here is one ...", "items": [...], "explanations": [...], ...}\n\n'
)

JSON_LD: Final[Example] = {
    "@context": "https://schema.org",
    "@type": "ItemList",
    "numberOfItems": 1,
    "itemListOrder": "https://schema.org/ItemListOrderDescending",
    "itemListElement": [
        {
            "@type": "ListItem",
            "position": 1,
            "item": {
                "@type": "Product",
                "@id": ITEM["link"],
                "sku": ITEM["item_id"],
                "name": ITEM["title"],
                "offers": {
                    "@type": "Offer",
                    "price": "119.00",
                    "priceCurrency": "USD",
                    "availability": "https://schema.org/InStock",
                },
            },
        }
    ],
}


def problem(code: str, message: str, remedy: str) -> Example:
    """Return the body of an error."""
    return {"error": {"code": code, "message": message, "remedy": remedy}}
