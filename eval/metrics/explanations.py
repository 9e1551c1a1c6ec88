"""Whether explanations are true, and whether the reason they state is the reason."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from eval.metrics.accuracy import MetricError


class Standing(StrEnum):
    """What became of a claim when it was held against the catalogue."""

    SUPPORTED = "supported"
    HALLUCINATED = "hallucinated"
    OUT_OF_CATALOGUE = "out of catalogue"


@dataclass(frozen=True, slots=True)
class Groundedness:
    """How many claims were made, and how they stand.

    Attributes:
        supported: Claims that the item's listing bears out.
        hallucinated: Claims about an item of the catalogue that it does not.
        out_of_catalogue: Claims about an item that the catalogue does not have.
    """

    supported: int = 0
    hallucinated: int = 0
    out_of_catalogue: int = 0

    @property
    def claims(self) -> int:
        """Return how many claims there are."""
        return self.supported + self.hallucinated + self.out_of_catalogue

    @property
    def supported_share(self) -> float:
        """Return the share that is supported; 1.0 where nothing is claimed."""
        return self.supported / self.claims if self.claims else 1.0


def groundedness(claims: Iterable[Standing]) -> Groundedness:
    """Count claims by how they stand; the empty text claims nothing."""
    found = list(claims)
    return Groundedness(
        supported=found.count(Standing.SUPPORTED),
        hallucinated=found.count(Standing.HALLUCINATED),
        out_of_catalogue=found.count(Standing.OUT_OF_CATALOGUE),
    )


def places_lost(relevance: Mapping[str, float], item_id: str, without: float) -> int:
    """Return how many places an item falls when what was said of it is taken away.

    Args:
        relevance: Of every candidate; higher is better.
        item_id: The item that was explained.
        without: Its relevance without the stated reason.

    Returns:
        Above 0 where it falls, below where it rises, 0 where it stays. Among
        equals it stands first before and last after, so that a tie that was
        broken by the reason counts as a place lost only where another is as good.

    Raises:
        MetricError: If the item is no candidate.
    """
    if item_id not in relevance:
        raise MetricError(f"{item_id!r} is not among the candidates")
    others = [value for other, value in relevance.items() if other != item_id]
    before = sum(value > relevance[item_id] for value in others)
    if without == relevance[item_id]:
        return 0
    if without < relevance[item_id]:
        return sum(value >= without for value in others) - before
    return sum(value > without for value in others) - before


def faithful_share(lost: Collection[int]) -> float:
    """Return the share of explanations whose item falls without the stated reason.

    Raises:
        MetricError: If there are none.
    """
    if not lost:
        raise MetricError("no explanations to judge")
    return sum(places > 0 for places in lost) / len(lost)
