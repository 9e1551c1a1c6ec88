"""What a shopper requires, judged by the simulator itself.

Written apart from the product's constraints on purpose: a judge that shared
their code would share their mistakes. A need gives two answers. ``broken_by``
is true only where no kind reader could say that the item meets it, so that a
violation is one beyond doubt. ``surely_met_by`` is true only where no strict
reader could deny it, so that a success, or a false "we have none", is one
beyond doubt.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from eval.simulator.nouns import Kind, Path, head, singular, words_of
from retrieval.items import Item

CATEGORY: Final = "category"
PRICE: Final = "price"
BRAND: Final = "brand"
COLOUR: Final = "colour"
AUDIENCE: Final = "audience"

# Shades that a kind reader lets pass for the everyday colour.
_SHADES: Final = {
    "blue": "navy teal turquoise indigo denim cobalt azure aqua petrol cyan",
    "green": "olive sage mint teal turquoise khaki emerald moss lime",
    "red": "burgundy rust coral crimson maroon wine terracotta",
    "pink": "blush coral rose fuchsia magenta salmon plum",
    "purple": "plum lavender lilac violet mauve aubergine magenta burgundy",
    "orange": "rust terracotta coral apricot peach amber copper",
    "yellow": "mustard gold ochre lemon",
    "brown": "tan chocolate walnut oak camel beige sand khaki rust coffee cognac taupe",
    "beige": "sand cream tan camel ecru nude",
    "grey": "charcoal silver slate graphite gray ash stone",
    "white": "cream ivory ecru",
    "black": "charcoal onyx",
    "gold": "brass",
}
_SAME: Final = ({"wireless", "bluetooth", "cordless"}, {"kids", "baby", "boys", "girls"})
_NOT_THE_REAL_THING: Final = ("vegan", "faux", "imitation", "artificial")


@dataclass(frozen=True, slots=True)
class OfKind:
    """It must be of this kind.

    Attributes:
        kind: What it must be, or None where any of the category will do.
        path: The category the shopper has in mind, broadest name first.
        homes: Every category where things of this kind are at home.
    """

    kind: Kind | None
    path: Path
    homes: frozenset[Path]

    @property
    def field(self) -> str:
        """Return the field it is about."""
        return CATEGORY

    def broken_by(self, item: Item) -> bool:
        """Tell whether the item is neither at home with the kind nor of that name."""
        if item.category in self.homes:
            return False
        if self.kind is None:
            return True
        return not set(self.kind.name.split()) <= _names_in(item.title, item.category)

    def surely_met_by(self, item: Item) -> bool:
        """Tell whether the item is at home with the kind and its title ends in it."""
        if item.category not in self.homes:
            return False
        if self.kind is None:
            return True
        wanted = self.kind.name.split()
        ending = head(item.title)[-len(wanted) :]
        return bool(ending) and [*ending[:-1], singular(ending[-1])] == wanted

    def describe(self) -> str:
        """Say it for a transcript."""
        return self.kind.name if self.kind else f"anything in {' > '.join(self.path)}"


@lru_cache(maxsize=100_000)
def _names_in(title: str, category: Path) -> frozenset[str]:
    return frozenset(singular(word) for word in words_of(" ".join((title, *category))))


@dataclass(frozen=True, slots=True)
class HasValue:
    """It must have one of these values; all values lower-case."""

    field: str
    values: tuple[str, ...]

    def broken_by(self, item: Item) -> bool:
        """Tell whether no attribute has such a value or one that passes for it."""
        if self.field == AUDIENCE:
            have = set(item.values(AUDIENCE))
            # What is marked for nobody in particular may suit anybody.
            return bool(have) and not have & {*self.values, *self._alike(), "unisex"}
        have = {value for values in item.attributes.values() for value in values}
        return not any(self._passes(value) for value in have)

    def surely_met_by(self, item: Item) -> bool:
        """Tell whether the attribute itself has exactly such a value."""
        return any(value in item.values(self.field) for value in self.values)

    def _alike(self) -> set[str]:
        return {one for value in self.values for group in _SAME if value in group for one in group}

    def _passes(self, have: str) -> bool:
        if have in self.values or have in self._alike():
            return True
        if have.startswith(_NOT_THE_REAL_THING):
            return False
        if any(have.endswith(f" {value}") for value in self.values):
            return True
        return self.field == COLOUR and any(
            have in _SHADES.get(value, "").split() or value in _SHADES.get(have, "").split()
            for value in self.values
        )

    def describe(self) -> str:
        """Say it for a transcript."""
        return f"{self.field} {' or '.join(self.values)}"


@dataclass(frozen=True, slots=True)
class LacksValue:
    """It must not have this value; lower-case."""

    field: str
    value: str

    def broken_by(self, item: Item) -> bool:
        """Tell whether the attribute has exactly this value."""
        return self.value in item.values(self.field)

    def surely_met_by(self, item: Item) -> bool:
        """Tell whether nothing the item is said to be comes near the value."""
        wanted = HasValue(self.field, (self.value,))
        return wanted.broken_by(item) and self.value not in item.title.casefold()

    def describe(self) -> str:
        """Say it for a transcript."""
        return f"{self.field} not {self.value}"


@dataclass(frozen=True, slots=True)
class CostsAtMost:
    """It must not cost more.

    Attributes:
        bound: In the shop's currency.
        below: True where the bound itself is too much ("cheaper than the second").
    """

    bound: Decimal
    below: bool = False

    @property
    def field(self) -> str:
        """Return the field it is about."""
        return PRICE

    def broken_by(self, item: Item) -> bool:
        """Tell whether it costs more, or nobody knows what it costs."""
        if item.price is None:
            return True
        return item.price.amount >= self.bound if self.below else item.price.amount > self.bound

    def surely_met_by(self, item: Item) -> bool:
        """Tell whether it costs less."""
        return item.price is not None and item.price.amount < self.bound

    def describe(self) -> str:
        """Say it for a transcript."""
        return f"price {'<' if self.below else '<='} {self.bound}"


@dataclass(frozen=True, slots=True)
class NotOfBrand:
    """It must not be of this brand, written as the shop writes it."""

    brand: str

    @property
    def field(self) -> str:
        """Return the field it is about."""
        return BRAND

    def broken_by(self, item: Item) -> bool:
        """Tell whether it is of that brand."""
        return item.brand is not None and item.brand.casefold() == self.brand.casefold()

    def surely_met_by(self, item: Item) -> bool:
        """Tell whether it is of another brand."""
        return not self.broken_by(item)

    def describe(self) -> str:
        """Say it for a transcript."""
        return f"brand not {self.brand}"


Need = OfKind | HasValue | LacksValue | CostsAtMost | NotOfBrand
