"""How to search vectors within an allow-list: the way that is quickest and exact enough."""

from dataclasses import dataclass
from enum import Enum, auto
from math import ceil
from typing import Final


class Way(Enum):
    """How the vectors that count are compared with the query."""

    SCAN = auto()
    """Every vector, in order; exact."""
    GATHER = auto()
    """The allowed ones only, picked out; exact."""
    INDEX = auto()
    """By the store's approximate index; its finds are compared exactly."""


@dataclass(frozen=True, slots=True)
class Costs:
    """What each way costs on one thread; the defaults were measured (docs/experiments.md).

    Attributes:
        scanned: Nanoseconds a number (a vector's dimension) that is scanned.
        gathered: Nanoseconds a number that is picked out.
        asked: Nanoseconds a question to the index.
        fetched: Nanoseconds an item that the index gives.
        deepest: Items that may be asked of the index at once.
    """

    scanned: float = 0.4
    gathered: float = 0.6
    asked: float = 3e6
    fetched: float = 3e4
    deepest: int = 4_000


MEASURED: Final = Costs()

_OVER_FETCH: Final = 2
"""Allowed items lie unevenly, so more is asked for than their share would need. Where all are
allowed it widens the index's search: asked for k alone, it lost 1.6 % of the ten nearest."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do.

    Attributes:
        way: How to search.
        fetch: How many items to ask of the index; 0 for the other ways.
    """

    way: Way
    fetch: int = 0


def plan(total: int, allowed: int | None, k: int, dimensions: int, costs: Costs) -> Plan:
    """Choose the cheapest way; ties go to the exact ones.

    Args:
        total: Vectors there are.
        allowed: How many of them count; None for all.
        k: How many are wanted, at least 1.
        dimensions: Length of a vector.
        costs: What each way costs.
    """
    compared = total if allowed is None else min(allowed, total)
    ways = [(costs.scanned * total * dimensions, Plan(Way.SCAN))]
    if compared < total:
        ways.append((costs.gathered * compared * dimensions, Plan(Way.GATHER)))
    if compared:
        fetch = min(total, ceil(_OVER_FETCH * k * total / compared))
        if fetch <= costs.deepest:
            ways.append((costs.asked + costs.fetched * fetch, Plan(Way.INDEX, fetch)))
    return min(ways, key=lambda way: way[0])[1]
