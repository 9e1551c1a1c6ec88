"""A small shop with every index, and a retriever over it."""

from decimal import Decimal

from PIL import Image

from retrieval.constraints import Constraint, Constraints, Operator, Source
from retrieval.item_text import item_text
from retrieval.query import Leg, Query
from retrieval.retrieve import Retriever
from tests.fakes.retrieval import (
    FakeCatalogue,
    FakeImageEncoder,
    FakeTextEncoder,
    InMemoryIndex,
    make_item,
)

SAID = Source(0, "")


def colour(item):
    return item.attributes["colour"][0]


def photo(name):
    return Image.new("RGB", (40, 40), name)


def a_shop():
    return [
        make_item(
            f"{name}-{kind}",
            f"{name} {kind}",
            price=price,
            category=("Clothing", f"{kind}s"),
            attributes={"colour": (name,)},
            rating=4.0,
            rating_count=price,
        )
        for name in ("red", "green", "blue", "white")
        for kind, price in (("jacket", 90), ("mug", 9), ("tent", 200))
    ]


class Shop:
    """A catalogue with its indexes, and a retriever over both."""

    def __init__(self, items=None, *, legs=(Leg.TEXT, Leg.IMAGE), image_encoder=True):
        self.items = a_shop() if items is None else items
        self.text = FakeTextEncoder()
        self.image = FakeImageEncoder()
        self.legs = legs
        self.catalogue = FakeCatalogue(self.items)
        self.opened = []
        self.stages = []
        self.retriever = Retriever(
            self.catalogue,
            text_encoder=self.text,
            image_encoder=self.image if image_encoder else None,
            open_index=self.open_index,
            timings=lambda stage, seconds: self.stages.append((stage, seconds)),
        )

    def open_index(self, leg, build_id):
        self.opened.append((leg, build_id))
        if leg not in self.legs:
            return None
        index, items = InMemoryIndex(), list(self.catalogue.every_item())
        if not items:
            return index
        if leg is Leg.TEXT:
            vectors = self.text.encode([item_text(item) for item in items])
        else:
            vectors = self.image.encode([photo(colour(item)) for item in items])
        index.upsert([item.item_id for item in items], vectors)
        return index

    def ids(self, *args, **fields):
        return [c.item.item_id for c in self.retriever.retrieve(Query(*args, **fields))]


def cheaper_than(amount):
    return Constraints((Constraint("price", Operator.AT_MOST, SAID, bound=Decimal(amount)),))


def of_colour(*names):
    return Constraints((Constraint("colour", Operator.ANY_OF, SAID, values=names),))
