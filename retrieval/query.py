"""What retrieval is asked, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from PIL.Image import Image

from retrieval.constraints import Constraints, Preference
from retrieval.items import Item


class Leg(StrEnum):
    """One way to find items.

    ``TEXT`` compares meanings, ``LEXICAL`` words and ``IMAGE`` looks. In the
    space that texts and photos share, ``JOINT`` finds photos by words (or by a
    photo and words as one), and ``CAPTION`` finds items' texts by a photo.
    """

    TEXT = "text"
    LEXICAL = "lexical"
    IMAGE = "image"
    JOINT = "joint"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for.

    With no text, no photo and no ``similar_to`` the query browses: the most
    popular items that the constraints allow.

    Attributes:
        text: The request in words; may be empty.
        translated: The request in English, where a language model translated it;
            empty leaves that to the glossary.
        photo: An RGB photo to find look-alikes of, or None.
        constraints: What every answer must meet.
        preferences: What would be nice; the ranker weighs it, retrieval adds
            its words to the text.
        similar_to: Items whose like is wanted ("more like the second").
        exclude_item_ids: Items not to answer with.
        k: How many candidates at most, at least 1.
    """

    text: str = ""
    translated: str = ""
    photo: Image | None = None
    constraints: Constraints = Constraints()
    preferences: tuple[Preference, ...] = ()
    similar_to: tuple[str, ...] = ()
    exclude_item_ids: frozenset[str] = frozenset()
    k: int = 100


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item that retrieval found.

    Attributes:
        item: As it stands in the catalogue now.
        similarity: For each leg that found it, how near: the cosine in [-1, 1]
            for every leg of vectors; for ``LEXICAL`` the BM25 value divided
            by the best one of this query, in (0, 1].
        fused: How high it stands when all legs are heard, in (0, 1]: 1 for the
            first (see ``standing``), and a tenth of that for what the request refuses.
    """

    item: Item
    similarity: Mapping[Leg, float]
    fused: float
