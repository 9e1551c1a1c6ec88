"""A question about one item, and what an answer to it is."""

from dataclasses import dataclass

from assistant.grounding.evidence import Evidence
from retrieval.items import Item


@dataclass(frozen=True, slots=True)
class AskedItem:
    """One question about one item.

    Attributes:
        question: The shopper's words, normalised.
        item: The item meant.
        evidence: Its listing, read.
        family: The product's other colours.
        chinese: Whether to answer in Chinese.
        asks: Whether it is put as a question; "the black one" only names a thing.
        age: How old the child is that it is for; None where nothing is told of one.
    """

    question: str
    item: Item
    evidence: Evidence
    family: tuple[Item, ...]
    chinese: bool
    asks: bool = True
    age: int | None = None

    def say(self, english: str, chinese: str) -> str:
        """Return the one in the shopper's language."""
        return chinese if self.chinese else english


Found = tuple[str, tuple[str, ...]]
"""The answer, and the fields it rests on."""
