"""What a relevance model is: it says how well each candidate fits the query and the shopper."""

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


@dataclass(frozen=True, slots=True)
class Shopper:
    """What is known of who asks; ids that the shop has no more do no harm.

    Attributes:
        liked: Item ids that were liked or bought, oldest first.
        disliked: Item ids that were turned down, oldest first.
        viewed: Item ids that were looked at, oldest first.
    """

    liked: tuple[str, ...] = ()
    disliked: tuple[str, ...] = ()
    viewed: tuple[str, ...] = ()


UNKNOWN_SHOPPER = Shopper()


class Signal(Protocol):
    """One more thing that speaks for and against candidates, such as a shopper's interests."""

    name: str

    def log_odds(
        self, query: Query, shopper: Shopper, candidates: Sequence[Candidate]
    ) -> Sequence[float]:
        """Return what it adds to each candidate's log-odds, in the candidates' order.

        A positive one raises, a negative one lowers, and 0 says nothing. None at all (an
        empty answer) says that the signal knows nothing here, and is not named then.

        Args:
            query: What was asked.
            shopper: Who asks.
            candidates: In retrieval order; may be empty.
        """
        ...


class RelevanceModel(Protocol):
    """Judges candidates."""

    name: str

    def assess(
        self,
        query: Query,
        candidates: Sequence[Candidate],
        shopper: Shopper = UNKNOWN_SHOPPER,
    ) -> list[Relevance]:
        """Return one relevance a candidate, in the candidates' order."""
        ...
