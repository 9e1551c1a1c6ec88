"""A shop's vocabulary and shown items, fixed, for tests of understanding."""

from decimal import Decimal

from assistant.intent import Intent, Require, Set
from assistant.understanding.readers.grammar import Grammar
from assistant.understanding.reading import Moment
from retrieval.items import Item, Price
from retrieval.vocabulary import Vocabulary

CATEGORIES = (
    "clothing",
    "clothing > jackets & coats",
    "clothing > dresses & skirts",
    "clothing > jeans & trousers",
    "clothing > shirts & blouses",
    "clothing > shorts & leggings",
    "clothing > sweaters & hoodies",
    "clothing > t-shirts & tops",
    "clothing > pyjamas",
    "shoes",
    "shoes > boots",
    "shoes > loafers & slippers",
    "shoes > running shoes",
    "shoes > sandals",
    "shoes > sneakers",
    "bags",
    "bags > backpacks",
    "bags > handbags",
    "bags > tote bags",
    "bags > wallets",
    "accessories",
    "accessories > hats & caps",
    "accessories > scarves & gloves",
    "accessories > sunglasses",
    "accessories > belts",
    "accessories > umbrellas",
    "jewellery",
    "jewellery > necklaces",
    "jewellery > earrings",
    "jewellery > bracelets",
    "jewellery > rings",
    "jewellery > watches",
    "electronics",
    "electronics > headphones",
    "electronics > speakers",
    "electronics > phone cases",
    "electronics > chargers & cables",
    "home",
    "home > lamps & lighting",
    "home > cushions & throws",
    "home > rugs",
    "home > candles",
    "home > vases",
    "home > bedding",
    "kitchen",
    "kitchen > mugs & cups",
    "kitchen > pots & pans",
    "kitchen > knives",
    "kitchen > kettles & coffee makers",
    "furniture",
    "furniture > chairs",
    "furniture > tables & desks",
    "furniture > sofas",
    "furniture > shelves",
    "outdoor",
    "outdoor > tents",
    "outdoor > sleeping bags",
    "outdoor > water bottles",
    "outdoor > camping cooking",
    "garden",
    "garden > tools",
    "garden > pots & planters",
    "toys & games",
    "toys & games > board games",
    "toys & games > soft toys",
    "toys & games > puzzles",
    "beauty",
    "beauty > skincare",
    "beauty > makeup",
    "beauty > fragrance",
)
BRANDS = (
    "North Pine", "Harbour & Pine", "Juno Vale", "Linden & Hare", "Marlowe Lane", "Saltmarsh",
    "Tarnmoor", "Tempo North", "Calloway Mill", "Cairnwick", "Pavement", "Stillwater",
    "Stridewell", "Kestrel Loop", "Puddle & Finch", "Driftmark", "Waymark", "Thornby",
    "Oakline", "Brightwater", "Summit", "Fernhollow", "Emberly", "Quillon",
)  # fmt: skip
COLOURS = (
    "black", "white", "cream", "beige", "sand", "tan", "brown", "chocolate", "grey", "charcoal",
    "silver", "gold", "rose gold", "red", "burgundy", "coral", "orange", "rust", "terracotta",
    "yellow", "mustard", "olive", "green", "forest green", "sage", "mint", "teal", "turquoise",
    "sky blue", "blue", "navy", "lavender", "purple", "plum", "pink", "blush", "multicolour",
    "clear", "oak", "walnut",
)  # fmt: skip
ATTRIBUTES = {
    "colour": COLOURS,
    "size": ("xs", "s", "m", "l", "xl", "xxl", "36", "38", "40", "41", "42", "43", "44"),
    "material": (
        "cotton", "organic cotton", "linen", "wool", "merino wool", "leather", "suede", "nylon",
        "polyester", "down", "silk", "canvas", "rubber", "stainless steel", "ceramic", "glass",
        "oak", "walnut", "gold", "silver", "bamboo", "cashmere", "denim", "wood", "plastic",
    ),
    "feature": (
        "waterproof", "water-resistant", "windproof", "breathable", "hooded", "lightweight",
        "insulated", "packable", "wireless", "noise-cancelling", "rechargeable", "foldable",
        "machine-washable", "quick-drying", "reflective", "non-slip", "adjustable", "cushioned",
        "dishwasher-safe", "vegan", "recycled", "handmade", "stretch", "uv-protection", "ergonomic",
    ),
    "pattern": ("plain", "striped", "dotted", "checked", "floral", "geometric"),
    "audience": ("men", "women", "kids", "unisex"),
    "season": ("spring", "summer", "autumn", "winter"),
    "activity": (
        "hiking", "running", "yoga", "travel", "cycling", "camping", "office", "gym", "walking",
        "commuting", "gardening", "cooking", "beach", "party", "wedding", "skiing",
    ),
    "style": ("casual", "classic", "smart", "sporty", "vintage", "minimal", "outdoor", "modern"),
    "fit": ("slim", "regular", "relaxed", "oversized"),
    "sleeve": ("short", "long", "sleeveless"),
    "length": ("short", "knee", "midi", "maxi", "long"),
    "neckline": ("crew", "v-neck", "roll neck", "scoop"),
    "closure": ("zip", "buttons", "laces", "buckle", "slip-on"),
    "capacity": ("10 l", "20 l", "35 l", "500 ml", "750 ml"),
}  # fmt: skip


def shop_vocabulary() -> Vocabulary:
    """Return the vocabulary of a shop like the demo's."""
    return Vocabulary(
        categories=dict.fromkeys(CATEGORIES, 12),
        brands={brand.casefold(): 10 for brand in BRANDS},
        attributes={
            name: {value.casefold(): 10 for value in values} for name, values in ATTRIBUTES.items()
        },
        lowest_price=Decimal(4),
        highest_price=Decimal(900),
        currency="USD",
    )


def jacket(number: int, colour: str, price: str, **changes: object) -> Item:
    """Return jacket ``number`` as the shop would show it."""
    fields: dict[str, object] = {
        "item_id": f"jacket-{number}",
        "family_id": f"family-{number}",
        "title": f"Jacket {number}",
        "description": "",
        "brand": "North Pine",
        "category": ("Clothing", "Jackets & Coats"),
        "price": Price(Decimal(price), "USD"),
        "rating": 4.0,
        "rating_count": 10,
        "attributes": {"colour": (colour,), "feature": ("waterproof",)},
    }
    return Item(**(fields | changes))  # type: ignore[arg-type]


def shown_jackets() -> tuple[Item, ...]:
    """Return six jackets as a list that was shown."""
    return (
        jacket(1, "navy", "109.00", title="Fellside Rain Jacket", rating=4.7),
        jacket(2, "black", "64.00", title="Drizzle Pack-Away Jacket", brand="Saltmarsh"),
        jacket(3, "green", "119.00", title="Cairn Storm Jacket", brand="Cairnwick", rating=4.5),
        jacket(4, "black", "89.00", title="Tarn Trail Shell", brand="Tarnmoor", rating=None),
        jacket(5, "rust", "75.00", title="Quayside Parka", brand="Saltmarsh", rating=4.2),
        jacket(6, "yellow", "99.00", title="Skipper Raincoat", rating=3.9),
    )


def moment(
    text: str,
    *,
    intent: Intent | None = None,
    shown: tuple[Item, ...] = (),
    turn: int = 0,
    photo_id: str | None = None,
    vocabulary: Vocabulary | None = None,
) -> Moment:
    """Return a moment in the fixed shop."""
    return Moment(
        turn=turn,
        text=text,
        photo_id=photo_id,
        intent=intent or Intent(),
        shown=shown,
        vocabulary=vocabulary or _VOCABULARY,
    )


_VOCABULARY = shop_vocabulary()


def conditions(text: str, vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    """Return the values that a turn sets or requires in a shop of those words, by field."""
    operations = Grammar().read(moment(text, vocabulary=vocabulary)).operations
    return {
        one.constraint.field: one.constraint.values
        for one in operations
        if isinstance(one, Set | Require)
    }
