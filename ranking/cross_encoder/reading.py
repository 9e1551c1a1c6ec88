"""What the cross-encoder says, as one signal among the others."""

from collections.abc import Sequence
from typing import Final, Protocol

from ranking.relevance import Shopper
from retrieval.asked import read_words
from retrieval.items import Item
from retrieval.query import Candidate, Query

READ: Final = 30
"""How many candidates are read, the first in retrieval order; reading takes milliseconds each."""

WEIGHT: Final = 0.5
"""Log-odds that one unit of its logit is worth; see ``aisle eval cross-encoder``."""


class Reader(Protocol):
    """Reads a request and items together, as ``CrossEncoder`` does."""

    name: str

    def scores(self, request: str, items: Sequence[Item]) -> list[float]:
        """Return how well each item answers, as a logit."""
        ...


class Reading:
    """A ``Signal``: how well a candidate's text answers the request, read together.

    The mean of those read says nothing, so that reading moves candidates among each
    other and leaves the list's relevance where it is. What was not read is held for no
    better than the worst of what was, or it would rise by not being read.
    """

    name = "reading"

    def __init__(self, reader: Reader, *, read: int = READ, weight: float = WEIGHT) -> None:
        """Take what reads.

        Args:
            reader: The cross-encoder.
            read: How many candidates it reads, at least 1.
            weight: Of its logits, above 0.
        """
        self._reader = reader
        self._read = read
        self._weight = weight

    def log_odds(
        self, query: Query, shopper: Shopper, candidates: Sequence[Candidate]
    ) -> Sequence[float]:
        """Return what reading adds; nothing where there are no words or no choice."""
        del shopper  # it reads what was asked, whoever asks
        request = read_words(query).english
        if not request or len(candidates) < 2:  # noqa: PLR2004 - one candidate leaves no choice
            return ()
        first = [candidate.item for candidate in candidates[: self._read]]
        scores = self._reader.scores(request, first)
        middle = sum(scores) / len(scores)
        said = [self._weight * (score - middle) for score in scores]
        return [*said, *[min(said)] * (len(candidates) - len(first))]
