"""The ranker's answer."""

from collections.abc import Mapping
from dataclasses import dataclass

from retrieval.items import Item


@dataclass(frozen=True, slots=True)
class RankedItem:
    """An item in its place on the list.

    Attributes:
        item: As it stands in the catalogue at this ranking.
        rank: Place on the list, from 1.
        relevance: How well it fits the request, in [0, 1].
        novelty: What it added to the variety of the list when it was chosen, in
            [0, 1].
        contributions: What moved its relevance, by name; positive raised it,
            negative lowered it, in log-odds. Names are fixed words: ``words``,
            ``meaning``, ``place``, ``photo``, ``joint``, ``caption``, ``preferences``,
            ``rating``, ``popularity``, ``promotion``, ``price``, ``availability``,
            and those of the signals, such as ``reading``.
    """

    item: Item
    rank: int
    relevance: float
    novelty: float
    contributions: Mapping[str, float]
