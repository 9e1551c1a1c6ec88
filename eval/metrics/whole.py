"""Measures of all lists of a system together: how it uses the catalogue."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from eval.metrics.shown_lists import popularity
from eval.metrics.variety import catalogue_coverage, gini, tail_share
from eval.simulator.shop import Shop
from eval.statistics import Interval, ends

RESAMPLES: Final = 200
HEAD_SHARE: Final = 0.8
"""Share of all ratings that the head of the catalogue has."""

Lists = Mapping[str, Sequence[Sequence[str]]]
"""Lists by dialogue."""
_Measure = Callable[[Sequence[Sequence[str]]], float]


@dataclass(frozen=True, slots=True)
class Whole:
    """One such measure of several systems.

    Attributes:
        name: Lower-case words joined by ``_``.
        of: By system; intervals are resampled by dialogue.
        apart: The first system's less another's, by the other's name, the same
            dialogues drawn for both.
    """

    name: str
    of: Mapping[str, Interval]
    apart: Mapping[str, Interval]


def whole_measures(lists: Mapping[str, Lists], shop: Shop, seed: int = 0) -> list[Whole]:
    """Return catalogue coverage, Gini coefficient and tail share.

    A resample holds fewer different dialogues than the set and so covers less;
    intervals are moved by that much, so that they lie around the figure.

    Args:
        lists: By system and dialogue, the same dialogues for each.
        shop: Its items for sale are the catalogue.
        seed: Of the resampling.
    """
    items = [item.item_id for item in shop.for_sale]
    head = head_of(popularity(shop))
    measures: dict[str, _Measure] = {
        "catalogue_coverage": lambda shown: catalogue_coverage(shown, items),
        "gini": lambda shown: _gini(shown, items),
        "tail_share": lambda shown: tail_share(shown, head),
    }
    names = list(next(iter(lists.values())))
    drawn = np.random.default_rng(seed).integers(0, len(names), size=(RESAMPLES, len(names)))
    return [
        _whole(name, measure, lists, names, drawn.tolist()) for name, measure in measures.items()
    ]


def head_of(popularity: Mapping[str, float]) -> frozenset[str]:
    """Return the best-known items that together have ``HEAD_SHARE`` of all popularity."""
    wanted = HEAD_SHARE * sum(popularity.values())
    head: set[str] = set()
    have = 0.0
    for item_id, share in sorted(popularity.items(), key=lambda pair: (-pair[1], pair[0])):
        if have >= wanted:
            break
        head.add(item_id)
        have += share
    return frozenset(head)


def _whole(
    name: str,
    measure: _Measure,
    lists: Mapping[str, Lists],
    names: Sequence[str],
    drawn: Sequence[Sequence[int]],
) -> Whole:
    means = {system: measure(_gathered(own, names)) for system, own in lists.items()}
    draws = {
        system: np.array([measure(_gathered(own, [names[at] for at in draw])) for draw in drawn])
        for system, own in lists.items()
    }
    first, *others = lists

    def interval(mean: float, values: NDArray[np.float64]) -> Interval:
        low, high = ends(values - values.mean() + mean)
        return Interval(mean, low, high, len(names))

    return Whole(
        name,
        {system: interval(means[system], draws[system]) for system in lists},
        {
            other: interval(means[first] - means[other], draws[first] - draws[other])
            for other in others
        },
    )


def _gathered(lists: Lists, names: Sequence[str]) -> list[Sequence[str]]:
    return [shown for name in names for shown in lists[name]]


def _gini(shown: Sequence[Sequence[str]], items: Sequence[str]) -> float:
    counts = Counter(item_id for ranked in shown for item_id in ranked)
    return gini([float(counts[item_id]) for item_id in items])
