"""Relevance against variety: the whole curve of every way to choose a list, on the same pools."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import comb, log2
from typing import Final

import numpy as np
from numpy.typing import NDArray

from eval.metrics.variety import leaf_entropy, path_distance
from ranking.choosing.expected_utility import choose_set
from ranking.choosing.greedy import choose_places
from ranking.choosing.methods import METHODS, MethodName
from ranking.choosing.pool import make_pool, path_vectors
from ranking.shoppers.histories import Fold, History
from ranking.shoppers.ranks import ShopperModel

Floats = NDArray[np.float64]
Path = tuple[str, ...]

K: Final = 10
LENGTHS: Final = (10, 20, 30, 50)
"""Lengths of lists at which the most variety that can be had is worked out."""

POOL: Final = 100
OURS: Final = "expected utility (ours)"
TRADE_OFFS: Final = (0.0, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8)
PRICES: Final = (0.0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 1.0, 2.0)
"""What a whole unit of diversity costs in nDCG."""

METHODS_SHOWN: Final = (
    MethodName.MMR,
    MethodName.MSD,
    MethodName.DPP,
    MethodName.SSD,
    MethodName.CALIBRATED,
)

_AT_ONCE: Final = 128


@dataclass(frozen=True, slots=True)
class Pools:
    """What lists are chosen from: one pool a shopper.

    Attributes:
        items: Item numbers, shape (shoppers, ``POOL``), likeliest first.
        probabilities: Of being taken next, among the pool, likewise.
        histories: What the shoppers took.
        chosen: What they took next.
    """

    items: NDArray[np.int64]
    probabilities: Floats
    histories: tuple[History, ...]
    chosen: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Point:
    """Lists at one setting, means over shoppers.

    Attributes:
        setting: Trade-off, or price.
        ndcg: At the lists' length.
        ild: Mean path distance of pairs.
        entropy: Of the leaves, in bits.
        coverage: Share of the catalogue on any list.
        tail: Share of the places outside the most taken fifth of the items.
    """

    setting: float
    ndcg: float
    ild: float
    entropy: float
    coverage: float
    tail: float


@dataclass(frozen=True, slots=True)
class Ceiling:
    """What no list of so many items of a catalogue can exceed.

    Attributes:
        ild: Mean path distance of pairs.
        entropy: Of the leaves, in bits.
    """

    ild: float
    entropy: float


def ceiling(paths: Sequence[Path], k: int = K) -> Ceiling:
    """Return what no list of ``k`` distinct items can exceed, whoever makes it.

    With more items than broadest categories some pairs share one; fewest do where the
    items are spread evenly. Such a pair is at most 1 - 1 / (longest path) apart, any
    other at most 1. Entropy is greatest where all leaves differ.

    >>> ceiling([("Skin", "Face"), ("Skin", "Body"), ("Hair", "Care")], k=3)
    Ceiling(ild=0.8333333333333334, entropy=1.584962500721156)

    Args:
        paths: Of every item, none empty.
        k: Items a list, at least 2.
    """
    broadest = len({path[0] for path in paths})
    each, over = divmod(k, broadest)
    sharing = over * comb(each + 1, 2) + (broadest - over) * comb(each, 2)
    nearer = 1 / max(map(len, paths))
    return Ceiling(1 - nearer * sharing / comb(k, 2), log2(min(k, len(set(paths)))))


def above(highest: Ceiling, point: Point) -> Ceiling:
    """Return by which share the ceiling lies above what lists have.

    >>> above(Ceiling(ild=0.9, entropy=3.0), Point(0.0, 0.1, 0.6, 2.0, 0.5, 0.5))
    Ceiling(ild=0.5, entropy=0.5)
    """
    return Ceiling(highest.ild / point.ild - 1, highest.entropy / point.entropy - 1)


def make_pools(model: ShopperModel, fold: Fold) -> Pools:
    """Take the likeliest items that each shopper has not taken, with a softmax over the pool."""
    items: list[NDArray[np.int64]] = []
    shares: list[Floats] = []
    for at in range(0, len(fold.known), _AT_ONCE):
        known = fold.known[at : at + _AT_ONCE]
        affinities = model.affinities(known).astype(np.float64)
        for row, history in enumerate(known):
            affinities[row, history] = -np.inf
        first = np.argpartition(-affinities, POOL, axis=1)[:, :POOL]
        values = np.take_along_axis(affinities, first, axis=1)
        order = np.argsort(-values, axis=1, kind="stable")
        first, values = np.take_along_axis(first, order, 1), np.take_along_axis(values, order, 1)
        # A model that says nothing of most items fills the pool with what it ties.
        odds = np.exp(values - values[:, :1])
        items.append(first)
        shares.append(odds / odds.sum(axis=1, keepdims=True))
    return Pools(np.concatenate(items), np.concatenate(shares), fold.known, fold.chosen)


class Catalogue:
    """The items' places in the tree of categories, and how far they are apart."""

    def __init__(self, paths: Sequence[Path], taken: Floats) -> None:
        """Take the path of every item and how often it was taken in training."""
        leaves = sorted(set(paths))
        number = {leaf: place for place, leaf in enumerate(leaves)}
        self.leaves = leaves
        self.leaf = np.array([number[path] for path in paths])
        self.vectors = path_vectors(leaves)
        self.apart = np.array([[path_distance(a, b) for b in leaves] for a in leaves])
        often = np.argsort(-taken, kind="stable")
        self.tail = np.ones(len(paths), dtype=bool)
        self.tail[often[: len(paths) // 5]] = False

    def distances(self, items: NDArray[np.int64]) -> Floats:
        """Return the path distances of the items, shape (n, n)."""
        leaves = self.leaf[items]
        return self.apart[np.ix_(leaves, leaves)]

    def mix(self, history: History) -> Floats:
        """Return the shares of the leaves in a history, shape (leaves,)."""
        return np.bincount(self.leaf[history], minlength=len(self.leaves)) / max(len(history), 1)


def curves(
    pools: Pools,
    catalogue: Catalogue,
    methods: Sequence[MethodName],
    tell: Callable[[str, int, int], None],
) -> dict[str, list[Point]]:
    """Return the curve of ours and of other methods over the same pools."""
    found = {OURS: [_ours(pools, catalogue, price) for price in PRICES]}
    for done, name in enumerate(methods, start=1):
        found[name.value] = [_theirs(pools, catalogue, name, each) for each in TRADE_OFFS]
        tell("curves", done, len(methods))
    return found


def top(pools: Pools, catalogue: Catalogue, k: int = K) -> Point:
    """Return what the plain top ``k`` are worth."""
    return _judged(0.0, [np.arange(k)] * len(pools.chosen), pools, catalogue)


def _ours(pools: Pools, catalogue: Catalogue, price: float) -> Point:
    lists = [
        choose_set(shares, catalogue.distances(items), price=price, k=K)
        for items, shares in zip(pools.items, pools.probabilities, strict=True)
    ]
    return _judged(price, lists, pools, catalogue)


def _theirs(pools: Pools, catalogue: Catalogue, name: MethodName, trade_off: float) -> Point:
    """Choose greedily; the order on the list is by relevance, which is best for nDCG."""
    lists: list[NDArray[np.int64]] = []
    for row, items in enumerate(pools.items):
        leaves = catalogue.leaf[items]
        # Logarithms spread what a softmax crowds; within a list, as these methods want it.
        logs = np.log(np.maximum(pools.probabilities[row], 1e-12))
        relevance = (logs - logs.min()) / max(float(np.ptp(logs)), 1e-12)
        here, places = np.unique(leaves, return_inverse=True)
        categories = np.eye(len(here))[places]
        wanted = catalogue.mix(pools.histories[row])[here] + 1e-6
        pool = make_pool(
            relevance,
            vectors=catalogue.vectors[leaves],
            facets=categories,
            categories=categories,
            wanted=wanted,
        )
        chosen = choose_places(pool, METHODS[name], trade_off=trade_off, k=K)
        lists.append(np.sort(np.array(chosen)))
    return _judged(trade_off, lists, pools, catalogue)


def _judged(
    setting: float, lists: Sequence[NDArray[np.int64]], pools: Pools, catalogue: Catalogue
) -> Point:
    shown = np.stack([pools.items[row][places] for row, places in enumerate(lists)])
    hit = shown == pools.chosen[:, None]
    k = shown.shape[1]
    gains = (hit / np.log2(np.arange(2, k + 2))).sum(axis=1)
    pairs = k * (k - 1)
    ild = [float(catalogue.distances(row).sum()) / pairs for row in shown]
    names = catalogue.leaves
    entropy = [leaf_entropy([names[leaf] for leaf in catalogue.leaf[row]]) for row in shown]
    return Point(
        setting=setting,
        ndcg=float(gains.mean()),
        ild=float(np.mean(ild)),
        entropy=float(np.mean(entropy)),
        coverage=len(np.unique(shown)) / len(catalogue.leaf),
        tail=float(catalogue.tail[shown].mean()),
    )


def widest(points: Sequence[Point], at_least: float) -> Point | None:
    """Return the point with the most diversity whose nDCG is at least so much, if any."""
    fitting = [point for point in points if point.ndcg >= at_least]
    return max(fitting, key=lambda point: point.ild, default=None)


def setting_for(
    validation: Mapping[str, Sequence[Point]], method: str, at_least: float
) -> float | None:
    """Return the setting with the most diversity at so much nDCG on validation, if any."""
    point = widest(validation[method], at_least)
    return None if point is None else point.setting


def reached(points: Sequence[Point], at_least: float) -> float:
    """Return the diversity a curve has where its nDCG is ``at_least``, between two settings.

    Returns:
        The largest along the lines that join the settings in their order; 0 where the
        curve never gets so far up.
    """
    most = max((point.ild for point in points if point.ndcg >= at_least), default=0.0)
    for one, other in pairwise(points):
        low, high = sorted((one, other), key=lambda point: point.ndcg)
        if low.ndcg < at_least <= high.ndcg:
            share = (at_least - low.ndcg) / (high.ndcg - low.ndcg)
            most = max(most, low.ild + share * (high.ild - low.ild))
    return most


def outer(own: Sequence[Point], other: Sequence[Point]) -> float:
    """Return the least by which our diversity is above the other's, at any of its settings.

    Only settings that gave something for variety count, since at 0 all methods are one, and
    only up to our best nDCG. A little below 0 is the noise of the shoppers drawn.
    """
    best = max(point.ndcg for point in own)
    gaps = [
        reached(own, point.ndcg) - point.ild
        for point in other
        if point.setting > 0 and point.ndcg <= best
    ]
    return min(gaps, default=0.0)
