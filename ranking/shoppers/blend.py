"""The list-level blend: which of several models to believe how much, learnt from lists.

A shopper's affinity to an item is the sum over members of weight times feature. The weights
maximise the likelihood of the items that shoppers chose among the candidates of their list
(listwise cross-entropy), so a softmax of the affinities is a calibrated probability.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from ranking.shoppers.content_signals import Popularity
from ranking.shoppers.errors import ShopperError
from ranking.shoppers.histories import Fold, History
from ranking.shoppers.item_weights import Floats
from ranking.shoppers.ranks import ShopperModel

NOMINATED: Final = 100
"""Items that each member puts on the list which the weights are learnt from."""

_AT_ONCE: Final = 256
_HALF: Final = 10.0
"""Place at which the feature of places has fallen to a half."""


@dataclass(frozen=True, slots=True)
class Blend:
    """Members with their weights.

    Attributes:
        members: The models.
        weights: Two a member: of its standardised affinity and of its place, shape
            (2 * members,).
        name: Of the signal.
    """

    members: tuple[ShopperModel, ...]
    weights: NDArray[np.float64]
    name: str = "shopper"

    def affinities(self, histories: Sequence[History]) -> Floats:
        """As ``ItemWeights.affinities``; differences within a row are in log-odds.

        Of a shopper of whom nothing is known, popularity alone decides.
        """
        found = [
            self._at_once(histories[at : at + _AT_ONCE])
            for at in range(0, len(histories), _AT_ONCE)
        ]
        return np.concatenate(found) if found else np.zeros((0, 0), dtype=np.float32)

    def contributions(self, history: History, items: NDArray[np.int64]) -> dict[str, Floats]:
        """Return what each member says for the items named, by the members' names.

        Returns:
            Shape (len(items),) each; their sum is the affinity.
        """
        said: dict[str, Floats] = {}
        for place, member in enumerate(self.members):
            features = member_features(member, [history])[0, :, items]
            weights = self.weights[2 * place : 2 * place + 2]
            said[member.name] = (features @ weights).astype(np.float32)
        return said

    def _at_once(self, histories: Sequence[History]) -> Floats:
        total: Floats | None = None
        for place, member in enumerate(self.members):
            weights = self.weights[2 * place : 2 * place + 2].astype(np.float32)
            if weights.any():
                said = np.einsum("f,hfi->hi", weights, member_features(member, histories))
                total = said if total is None else total + said
        if total is None:
            raise ShopperError("a blend needs a member with a weight")
        unknown = [row for row, history in enumerate(histories) if not len(history)]
        for member in self.members if unknown else ():
            if isinstance(member, Popularity):
                total[unknown] = member.affinities([histories[row] for row in unknown])
        return total


def member_features(member: ShopperModel, histories: Sequence[History]) -> Floats:
    """Return a member's affinities over the items not yet taken, standardised, and their places.

    What a shopper took already has affinity and place of nothing (0). A row that holds NaN or an
    infinite number, or numbers that are all alike, is 0 throughout: the member knows
    nothing there.

    Returns:
        Shape (histories, 2, items). The first is in standard deviations from the row's mean,
        the second is ``1 / (1 + place / 10)`` for the first ``NOMINATED`` places, from 0.
    """
    affinities = member.affinities(histories)
    features = np.zeros((len(histories), 2, affinities.shape[1]), dtype=np.float32)
    open_items = np.ones(affinities.shape[1], dtype=bool)
    for row, history in enumerate(histories):
        open_items[history] = False
        left = np.flatnonzero(open_items)
        open_items[history] = True
        values = affinities[row, left]
        spread = float(values.std()) if len(values) and np.isfinite(values).all() else 0.0
        if spread > 0:
            features[row, 0, left] = (values - values.mean()) / spread
            first = _first(values, NOMINATED)
            features[row, 1, left[first]] = 1 / (1 + np.arange(len(first)) / _HALF)
    return features


@dataclass(frozen=True, slots=True)
class Lists:
    """What the weights are learnt from: candidates of many shoppers, with one chosen each.

    Attributes:
        features: Shape (candidates, 2 * members), one list after the other.
        starts: Where each list begins, and where the last one ends, shape (lists + 1,).
        chosen: Row of each list's chosen candidate, shape (lists,).
        asked: Shoppers asked, with those whose item no member nominated.
    """

    features: Floats
    starts: NDArray[np.int64]
    chosen: NDArray[np.int64]
    asked: int


def make_lists(
    members: Sequence[ShopperModel],
    fold: Fold,
    *,
    progress: Callable[[str, int, int], None],
) -> Lists:
    """Let each member nominate its first ``NOMINATED`` items for every shopper.

    Members must have been fitted without the items chosen. A list on which the item chosen
    does not stand teaches nothing and is left out.

    Raises:
        ShopperError: If no list is left.
    """
    features: list[Floats] = []
    lengths: list[int] = []
    chosen: list[int] = []
    for at in range(0, len(fold.known), _AT_ONCE):
        known = fold.known[at : at + _AT_ONCE]
        said = np.concatenate([member_features(each, known) for each in members], axis=1)
        for row in range(len(known)):
            candidates = np.flatnonzero((said[row, 1::2] > 0).any(axis=0))
            place = np.flatnonzero(candidates == fold.chosen[at + row])
            if len(place):
                chosen.append(sum(lengths) + int(place[0]))
                lengths.append(len(candidates))
                features.append(said[row][:, candidates].T)
        progress("lists", min(at + _AT_ONCE, len(fold.known)), len(fold.known))
    if not features:
        raise ShopperError("no shopper chose anything that a model had nominated")
    starts = np.concatenate([[0], np.cumsum(lengths)])
    return Lists(np.concatenate(features), starts, np.array(chosen), len(fold.known))


def fit_weights(lists: Lists, *, ridge: float = 1e-4) -> NDArray[np.float64]:
    """Return the weights that make the items chosen likeliest, shape (2 * members,).

    Weights are at least 0: a member may be mistaken, but it is not to be turned round.

    Args:
        lists: What they are learnt from.
        ridge: Times the sum of their squares is added to the mean loss.

    Raises:
        ShopperError: If the search ends without an answer.
    """
    features = lists.features.astype(np.float64)
    own = features[lists.chosen]

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        logits = features @ weights
        logits -= np.repeat(np.maximum.reduceat(logits, lists.starts[:-1]), np.diff(lists.starts))
        shares = np.exp(logits)
        totals = np.add.reduceat(shares, lists.starts[:-1])
        shares /= np.repeat(totals, np.diff(lists.starts))
        n = len(lists.chosen)
        value = -float(np.log(shares[lists.chosen]).mean()) + ridge * float(weights @ weights)
        slope = (features.T @ shares - own.sum(axis=0)) / n + 2 * ridge * weights
        return value, slope

    width = features.shape[1]
    found = minimize(
        loss, np.full(width, 0.1), jac=True, method="L-BFGS-B", bounds=[(0, None)] * width
    )
    if not np.isfinite(found.x).all():
        raise ShopperError(f"the weights of the blend cannot be found: {found.message}")
    return np.asarray(found.x, dtype=np.float64)


def weights_by_name(blend: Blend) -> Mapping[str, tuple[float, float]]:
    """Return each member's two weights, for people."""
    pairs = blend.weights.reshape(-1, 2)
    return {m.name: (float(a), float(b)) for m, (a, b) in zip(blend.members, pairs, strict=True)}


def _first(values: Floats, most: int) -> NDArray[np.int64]:
    """Return the rows of the largest values, best first, ties to the earlier."""
    most = min(most, len(values))
    border = np.partition(values, len(values) - most)[len(values) - most]
    among = np.flatnonzero(values >= border)
    return among[np.argsort(-values[among], kind="stable")][:most]
