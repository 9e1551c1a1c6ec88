"""What a relevance model is: it says how well each candidate fits the query."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from retrieval.query import Candidate, Query


@dataclass(frozen=True, slots=True)
class Relevance:
    """How well one candidate fits.

    Attributes:
        value: In [0, 1].
        contributions: What moved it, by name (see ``RankedItem``).
    """

    value: float
    contributions: Mapping[str, float]


class RelevanceModel(Protocol):
    """Judges candidates."""

    name: str

    def assess(self, query: Query, candidates: Sequence[Candidate]) -> list[Relevance]:
        """Return one relevance a candidate, in the candidates' order."""
        ...
