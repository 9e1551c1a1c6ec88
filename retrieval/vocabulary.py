"""The words a shop's own catalogue is described in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the readers of a dialogue know of the catalogue.

    Every value is lower-case, as constraints hold it.

    Attributes:
        categories: Every category path and every prefix of one, joined by
            `` > ``, to the number of items at or below it.
        brands: Every brand to its number of items.
        attributes: Every attribute's name to its values, each to its number of
            items.
        coverage: Every attribute's name to the categories (named as in
            ``categories``) in which items carry it, each to the number of items
            at or below it that do; so a reader can tell that no tent has a
            ``fit``. Empty where it is not known.
        title_nouns: What the items' titles call them, the noun alone and with
            the word before it (``bag`` and ``sleeping bag``), to the categories,
            as full paths, of the items so called, each to their number; so a
            reader can tell that a sleeping bag lies under camping and not under
            bags. Empty where not known.
        lowest_price: Of all priced items; None without any.
        highest_price: Of all priced items; None without any.
        currency: The currency of most items, ISO 4217; None without prices.
    """

    categories: Mapping[str, int] = field(default_factory=dict[str, int])
    brands: Mapping[str, int] = field(default_factory=dict[str, int])
    attributes: Mapping[str, Mapping[str, int]] = field(
        default_factory=dict[str, Mapping[str, int]]
    )
    coverage: Mapping[str, Mapping[str, int]] = field(default_factory=dict[str, Mapping[str, int]])
    title_nouns: Mapping[str, Mapping[str, int]] = field(
        default_factory=dict[str, Mapping[str, int]]
    )
    lowest_price: Decimal | None = None
    highest_price: Decimal | None = None
    currency: str | None = None
