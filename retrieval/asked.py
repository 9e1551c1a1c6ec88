"""A query's words, as the legs that read words take them."""

from dataclasses import dataclass

from retrieval.glossary import shop_glossary
from retrieval.query import Query
from retrieval.wording import read_wording
from retrieval.words import has_cjk


@dataclass(frozen=True, slots=True)
class Asked:
    """What a query's words say.

    Attributes:
        wanted: What is sought, in the shopper's language; empty where the query
            has no words.
        english: The same in English, as far as it is known: by the query's
            translation, else by the glossary. What is English already, and what
            nothing of is known, stays.
        refused: What is not wanted, a phrase each, in the shopper's language.
    """

    wanted: str
    english: str
    refused: tuple[str, ...]

    @property
    def both(self) -> str:
        """Return the words in both languages, once where they are one."""
        return self.wanted if self.wanted == self.english else f"{self.wanted} {self.english}"


def read_words(query: Query) -> Asked:
    """Read the query's text with the words of what the shopper would like.

    Words of prices, sizes and refusals are no words to find by; see ``Wording``.
    """
    wishes = [wish.text for wish in query.preferences if not wish.averse]
    wording = read_wording(" ".join([query.text, *wishes]).strip())
    english = wording.wanted
    if query.translated:
        english = read_wording(query.translated).wanted
    elif has_cjk(english):
        english = shop_glossary().in_english(english) or english
    return Asked(wording.wanted, english, wording.refused)
