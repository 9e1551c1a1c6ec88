"""Colour words, and which of the catalogue's colours they take in."""

from functools import cached_property
from typing import Final

from assistant.understanding.readers.word_lists import (
    ambiguous_colours,
    colour_families,
    colour_spellings,
)
from retrieval.vocabulary import Vocabulary

COLOUR_FIELDS: Final = ("colour", "color")


class Colours:
    """The colours of one catalogue."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Find the catalogue's colour attribute; without one no word is a colour."""
        self.field = next((name for name in COLOUR_FIELDS if name in vocabulary.attributes), None)
        self._carried = tuple(vocabulary.attributes.get(self.field or "", ()))

    @cached_property
    def names(self) -> frozenset[str]:
        """Every phrase that names a colour here, lower-case words with single spaces."""
        if self.field is None:
            return frozenset()
        families = colour_families()
        known = {*families, *(finer for names in families.values() for finer in names)}
        known |= set(colour_spellings())
        carried = {" ".join(value.replace("-", " ").split()) for value in self._carried}
        return frozenset((known - ambiguous_colours()) | carried)

    def values(self, name: str) -> tuple[str, ...]:
        """Return the catalogue's values that a colour word takes in.

        "blue" takes in every value of its family and every value that ends in
        "blue"; "navy" takes in "navy" and values that have it as a word. A colour
        the catalogue does not carry stays as said, so that it can be answered
        with what there is.
        """
        said = colour_spellings().get(name, name)
        finer = colour_families().get(said, ())
        wanted = {said, name, *finer}
        found = tuple(
            value
            for value in self._carried
            if value in wanted
            or colour_spellings().get(value, value) in wanted
            or (said in value.split() and (finer == () or value.split()[-1] == said))
        )
        if said in found:
            found = (said, *(value for value in found if value != said))
        return found or (said,)
