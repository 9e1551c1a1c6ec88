"""What kind of field an attribute is, told by its name."""

from typing import Final

from assistant.understanding.readers.word_lists import listed
from retrieval.vocabulary import Vocabulary

PLAIN_FIELDS: Final = listed("material materials feature features pattern")
"""Fields whose values say by themselves what a thing is like."""

SIZE_FIELDS: Final = ("size",)
LETTER_ROW: Final = ("xxs", "xs", "s", "m", "l", "xl", "xxl", "xxxl")
"""From the smallest to the largest."""
LETTER_SIZES: Final = frozenset(LETTER_ROW)
LARGEST_WORN: Final = 14
"""Up to which a bare number may be a size of shoes or clothes, however the shop counts them."""
SIZE_WORDS: Final = listed("small medium large")

MEASURES: Final = listed(
    "s m l xl g kg mg ml cl cm mm litre litres liter liters kilo kilos gram grams ish"
)
"""What a size or a measure leaves in a request ("backpack 30 l") and names no thing."""

_USE_AND_TASTE: Final = listed(
    "activity activities season seasons style styles occasion occasions climate mood theme use"
)
STYLES: Final = ("style", "styles")
"""Names of a field of taste, which belong to the words for it: "bohemian style"."""
_ADDING_UP: Final = listed("feature features style styles tag tags compatibility dietary strap")


def size_field(vocabulary: Vocabulary) -> str | None:
    """Return the attribute in which a catalogue tells sizes, None where it tells none."""
    return next((field for field in SIZE_FIELDS if field in vocabulary.attributes), None)


def is_use_or_taste(field: str) -> bool:
    """Tell whether a field's values are preferred even when named plainly."""
    return field in _USE_AND_TASTE or field.partition("_")[0] in _USE_AND_TASTE


def adds_up(field: str) -> bool:
    """Tell whether requirements on a field add up instead of replacing each other."""
    return field in _ADDING_UP or field.partition("_")[0] in _ADDING_UP
