"""What kind of field an attribute is, told by its name."""

from typing import Final

from assistant.understanding.readers.word_lists import listed

_USE_AND_TASTE: Final = listed(
    "activity activities season seasons style styles occasion occasions climate mood theme use"
)
_ADDING_UP: Final = listed("feature features tag tags compatibility dietary strap")


def is_use_or_taste(field: str) -> bool:
    """Tell whether a field's values are preferred even when named plainly."""
    return field in _USE_AND_TASTE or field.partition("_")[0] in _USE_AND_TASTE


def adds_up(field: str) -> bool:
    """Tell whether requirements on a field add up instead of replacing each other."""
    return field in _ADDING_UP or field.partition("_")[0] in _ADDING_UP
