"""Search filters as programs send them, to the constraints that the catalogue holds."""

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from http import HTTPStatus
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field
from rapidfuzz import process

from retrieval.constraints import (
    AVAILABILITY,
    BRAND,
    CATEGORY,
    PATH_SEPARATOR,
    PRICE,
    RATING,
    Constraint,
    Constraints,
    Operator,
    Source,
)
from retrieval.items import Availability
from retrieval.vocabulary import Vocabulary
from ui.api.problems import RequestError

_ASKED: Final = Source(0, "")
_Word = Annotated[str, Field(min_length=1, max_length=200)]


class Filters(BaseModel):
    """What every item found must meet; a field left away requires nothing."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    category: _Word | None = Field(
        default=None, description="A category, by name or path: `Tents`, `Outdoor > Tents`."
    )
    brand: _Word | None = Field(default=None, description="A brand, upper or lower case.")
    min_price: Decimal | None = Field(
        default=None, ge=0, description="In the shop's currency, that price included."
    )
    max_price: Decimal | None = Field(
        default=None, ge=0, description="In the shop's currency, that price included."
    )
    min_rating: Decimal | None = Field(default=None, ge=1, le=5, description="Mean rating, 1 to 5.")
    in_stock: bool = Field(default=False, description="True leaves out what cannot be bought now.")
    attributes: Mapping[_Word, _Word] = Field(
        default_factory=dict[str, str],
        max_length=10,
        description='Attribute to the value wanted, such as `{"colour": "green"}`.',
    )


NO_FILTERS: Final = Filters()


def constraints(filters: Filters, vocabulary: Vocabulary) -> Constraints:
    """Return the filters as constraints.

    Raises:
        RequestError: If the shop has no such category, brand or attribute; the
            answer names the nearest ones it has.
    """
    return Constraints(tuple(_constraints(filters, vocabulary)))


def _constraints(filters: Filters, vocabulary: Vocabulary) -> Iterator[Constraint]:
    if filters.category is not None:
        paths = _categories(filters.category, vocabulary.categories)
        yield Constraint(CATEGORY, Operator.ANY_OF, _ASKED, paths)
    if filters.brand is not None:
        brand = _known("brand", filters.brand, vocabulary.brands)
        yield Constraint(BRAND, Operator.ANY_OF, _ASKED, (brand,))
    for name, value in filters.attributes.items():
        field = _known("attribute", name, vocabulary.attributes)
        found = _known(field, value, vocabulary.attributes[field])
        yield Constraint(field, Operator.ANY_OF, _ASKED, (found,))
    if filters.min_price is not None:
        yield Constraint(PRICE, Operator.AT_LEAST, _ASKED, bound=filters.min_price)
    if filters.max_price is not None:
        yield Constraint(PRICE, Operator.AT_MOST, _ASKED, bound=filters.max_price)
    if filters.min_rating is not None:
        yield Constraint(RATING, Operator.AT_LEAST, _ASKED, bound=filters.min_rating)
    if filters.in_stock:
        in_stock = (Availability.IN_STOCK.value,)
        yield Constraint(AVAILABILITY, Operator.ANY_OF, _ASKED, in_stock)


def _categories(named: str, paths: Collection[str]) -> tuple[str, ...]:
    """Return the category paths of that name.

    That is the path itself, or else every path that ends in it, or else every
    one whose narrowest name holds all its words ("jackets" in "jackets & coats").
    """
    parts = [part.strip() for part in named.casefold().split(PATH_SEPARATOR.strip())]
    path = PATH_SEPARATOR.join(parts)
    if path in paths:
        return (path,)
    ending = tuple(p for p in paths if p.endswith(PATH_SEPARATOR + path))
    words = set(path.split())
    holding = tuple(p for p in paths if words <= set(p.rsplit(PATH_SEPARATOR, 1)[-1].split()))
    return ending or holding or (_known("category", named, paths),)


def _known(kind: str, named: str, words: Collection[str]) -> str:
    word = named.casefold().strip()
    if word in words:
        return word
    nearest = [near for near, _, _ in process.extract(word, list(words), limit=3)]
    raise RequestError(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        f"unknown_{kind}" if kind in ("category", "brand", "attribute") else "unknown_value",
        f"The shop has no {kind} {named[:80]!r}.",
        f"The nearest: {', '.join(map(repr, nearest))}." if nearest else "Leave it away.",
    )
