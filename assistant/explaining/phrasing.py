"""What a language needs to put facts into words."""

from dataclasses import dataclass
from typing import Protocol

from assistant.explaining.facts import Fact
from retrieval.items import Item


@dataclass(frozen=True, slots=True)
class Wording:
    """One fact in words.

    Attributes:
        leads: How a sentence can begin with it instead of its clause, best
            first; may be empty.
        introductions: How a sentence can begin that goes on with its clause.
        clause: How it continues a sentence whose subject is the item.
        own_sentence: How it stands alone, or empty where it cannot.
    """

    leads: tuple[str, ...]
    clause: str
    own_sentence: str = ""
    introductions: tuple[str, ...] = ()


class Phrasing(Protocol):
    """Puts facts into words of one language.

    Attributes:
        full_stop: What a sentence ends with.
        comma: What parts the pieces of a clause, with its space.
        semicolon: What parts the clauses of a list, with its space.
    """

    full_stop: str
    comma: str
    semicolon: str

    def word(self, fact: Fact) -> Wording:
        """Word one fact."""
        ...

    def sentence(self, lead: str, clauses: list[str], item: Item) -> str:
        """Join a lead and clauses into one sentence; the lead may be empty."""
        ...

    def join(self, first: str, second: str) -> str:
        """Put one sentence after another."""
        ...

    def plain_leads(self, item: Item) -> tuple[str, ...]:
        """Return ways to begin without a fact, to be followed by clauses."""
        ...

    def last_resort(self, rank: int) -> str:
        """Return a lead that no other card of the list has."""
        ...

    def predicate(self, phrase: str) -> str:
        """Make a clause of a phrase such as "under your $80"."""
        ...

    def length(self, text: str) -> int:
        """Return the text's length in words, as a reader would count."""
        ...
