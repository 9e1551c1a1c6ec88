"""What a text says that can be checked, as typed values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What sort of thing is claimed."""

    CONTACT = "contact"
    COMPARISON = "comparison"
    TITLE = "title"
    PROMISE = "promise"
    DATE = "date"
    STOCK = "stock"
    SUPERLATIVE = "superlative"
    LIST_LENGTH = "list_length"
    MONEY = "money"
    PERCENT = "percent"
    HALF_PRICE = "half_price"
    REVIEWS = "reviews"
    RATING = "rating"
    WELL_RATED = "well_rated"
    REDUCED = "reduced"
    SIZE = "size"
    RANK = "rank"
    PHOTO = "photo"
    BUDGET_WORD = "budget_word"
    YOUR_FIELD = "your_field"
    VARIETY = "variety"
    ASKED = "asked"
    TERM = "term"
    BRAND = "brand"
    QUANTITY = "quantity"
    WORD = "word"


class Asked(StrEnum):
    """Whether the words around say that the shopper asked for it, or against it."""

    NOTHING = "nothing"
    FOR = "for"
    AGAINST = "against"


@dataclass(frozen=True, slots=True)
class Assertion:
    """One checkable thing that a text says.

    Attributes:
        kind: What sort of thing.
        start: Index of its first character in the text.
        end: Index after its last.
        text: Its words, as written.
        before: The text before it, in its sentence, at most ``CONTEXT`` long.
        after: The text after it, likewise.
        parts: Named parts of the pattern that found it, those that are there.
        stems: Stems of its words; for terms, brands, quantities and words.
        values: For a term: what it may stand for, where it is Chinese.
        attributes: For a term: the attributes it may name a value of.
        neighbours: Stems of the words beside it, without those that say nothing.
        negated: Whether the text denies it.
        asked: Whether the text says that the shopper asked for it.
    """

    kind: Kind
    start: int
    end: int
    text: str
    before: str = ""
    after: str = ""
    parts: Mapping[str, str] = field(default_factory=dict[str, str])
    stems: tuple[str, ...] = ()
    values: frozenset[str] = frozenset()
    attributes: frozenset[str] = frozenset()
    neighbours: frozenset[str] = frozenset()
    negated: bool = False
    asked: Asked = Asked.NOTHING


@dataclass(frozen=True, slots=True)
class Known:
    """The words of the list at hand, beside those of the lexicon.

    Attributes:
        titles: Every title on the list to its item's id.
        brands: Stems of every brand known.
        values: Stems of every attribute value on the list to its attributes.
    """

    titles: Mapping[str, str]
    brands: frozenset[tuple[str, ...]]
    values: Mapping[tuple[str, ...], frozenset[str]]
