"""One product of the demo shop, as its TOML files write it."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Annotated, Final, Self
from zlib import crc32

from pydantic import BaseModel, ConfigDict, Field, model_validator

from retrieval.demo_shop.drawing import PRODUCT_TYPES
from retrieval.demo_shop.drawing.patterns import PATTERNS
from retrieval.demo_shop.drawing.tone import palette
from retrieval.demo_shop.tables import Slug, Text, Word, check_unique, read_rows, toml_files
from retrieval.items import Availability, Item, Price

CURRENCY: Final = "USD"

_OWN_ATTRIBUTES: Final = frozenset({"colour", "pattern", "size"})

Amount = Annotated[Decimal, Field(gt=0, max_digits=7, decimal_places=2)]
Pieces = Annotated[int, Field(ge=0)]


class DemoProduct(BaseModel):
    """A product in all its colours.

    Attributes:
        id: Unique in the shop; the family of its items.
        type: What it is, one of the drawings' ``PRODUCT_TYPES``.
        category: Two names joined by `` > ``.
        price: In ``CURRENCY``, as ``list_price``.
        list_price: Before a reduction, above ``price``; None if not reduced.
        colours: Names from the palette; empty for what is sold by its content,
            such as tea.
        drawn_in: The palette colour of its picture where it has no colours.
        form: Which form of its type the picture shows; None leaves it to chance.
        pattern: None where a pattern would say nothing, as of a kettle.
        stock: Pieces of each colour, or of the product if that is one number.
        rating: In [1, 5], exactly where ``rating_count`` is above 0.
        attributes: Everything else that is known, without colour, pattern and
            size.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Slug
    type: str
    title: Text
    brand: Text
    category: Annotated[str, Field(pattern=r"^[^>]*[^\s>] > [^\s>][^>]*$")]
    price: Amount
    list_price: Amount | None = None
    colours: tuple[str, ...] = ()
    drawn_in: str | None = None
    form: str | None = None
    pattern: str | None = None
    sizes: tuple[Word, ...] = ()
    stock: Pieces | dict[str, Pieces]
    rating: Annotated[float, Field(ge=1, le=5)] | None = None
    rating_count: Pieces = 0
    attributes: dict[Word, Annotated[tuple[Word, ...], Field(min_length=1)]] = {}
    description: Text

    @model_validator(mode="after")
    def _agree(self) -> Self:
        if complaints := [*self._undrawable(), *self._inconsistent()]:
            raise ValueError("; ".join(complaints))
        return self

    def _undrawable(self) -> Iterator[str]:
        if self.type not in PRODUCT_TYPES:
            yield f"type {self.type!r} cannot be drawn"
        if self.pattern is not None and self.pattern not in PATTERNS:
            yield f"pattern {self.pattern!r} cannot be drawn; known: {', '.join(PATTERNS)}"
        for colour in (*self.colours, *([self.drawn_in] if self.drawn_in else [])):
            if colour not in palette():
                yield f"colour {colour!r} is not in palette.toml"

    def _inconsistent(self) -> Iterator[str]:
        if len(set(self.colours)) < len(self.colours):
            yield "a colour stands twice"
        if bool(self.colours) == bool(self.drawn_in):
            yield "give either colours or, for a product without, drawn_in"
        if isinstance(self.stock, dict) and set(self.stock) != set(self.colours):
            yield "stock must name every colour and no other"
        if self.list_price is not None and self.list_price <= self.price:
            yield f"list_price {self.list_price} must be above price {self.price}"
        if (self.rating is None) != (self.rating_count == 0):
            yield "rating and rating_count go together"
        if reserved := _OWN_ATTRIBUTES & set(self.attributes):
            yield f"attributes.{min(reserved)} has a key of its own"

    @property
    def seed(self) -> int:
        """Tells its drawing from others of its type; the same in every colour."""
        return crc32(self.id.encode())

    def items(self) -> Iterator[Item]:
        """Yield one item a colour, in the file's order, without pictures.

        Yields:
            A product with several colours has the colour in each title; one
            without colours is a single item under the product's own id.
        """
        for colour in self.colours or (None,):
            yield self._item(colour)

    def _item(self, colour: str | None) -> Item:
        stock = self.stock if isinstance(self.stock, int) else self.stock[str(colour)]
        several = colour is not None and len(self.colours) > 1
        return Item(
            item_id=f"{self.id}-{colour.replace(' ', '-')}" if colour else self.id,
            family_id=self.id,
            title=f"{self.title}, {colour.title()}" if several and colour else self.title,
            description=self.description,
            brand=self.brand,
            category=tuple(self.category.split(" > ")),
            price=Price(self.price, CURRENCY),
            list_price=None if self.list_price is None else Price(self.list_price, CURRENCY),
            availability=Availability.IN_STOCK if stock else Availability.OUT_OF_STOCK,
            stock=stock,
            rating=self.rating,
            rating_count=self.rating_count,
            attributes=self._attributes(colour),
        )

    def _attributes(self, colour: str | None) -> Mapping[str, tuple[str, ...]]:
        own = {
            "colour": (colour,) if colour else (),
            "pattern": (self.pattern,) if self.pattern else (),
            "size": self.sizes,
        }
        return {name: values for name, values in (own | self.attributes).items() if values}


def demo_products() -> tuple[DemoProduct, ...]:
    """Read every product of the demo shop, file by file in alphabetical order.

    Raises:
        DemoShopError: If a file breaks a rule, naming the file, the product and
            the field; or if an id, title or item id stands twice.
    """
    sources = toml_files("products")
    products = tuple(row for path in sources for row in read_rows(path, "product", DemoProduct))
    check_unique("product id", [product.id for product in products])
    check_unique("title", [product.title for product in products])
    check_unique("item id", [item.item_id for p in products for item in p.items()])
    return products
