"""Where the item that was chosen stands among all items: the leave-one-out protocol."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ranking.shoppers.histories import Fold, History
from ranking.shoppers.item_weights import Floats

AT_ONCE = 512


class ShopperModel(Protocol):
    """Says what a shopper may take next."""

    @property
    def name(self) -> str:
        """Name of the signal."""
        ...

    def affinities(self, histories: Sequence[History]) -> Floats:
        """Return one number an item and history, the higher the likelier."""
        ...


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Means over shoppers at one cut-off.

    Attributes:
        hit_rate: Share of shoppers whose item stands among the first k.
        ndcg: Mean of ``1 / log2(1 + place)`` where it does, else 0.
    """

    hit_rate: float
    ndcg: float


def ranks_of_chosen(model: ShopperModel, fold: Fold) -> NDArray[np.float64]:
    """Return the place, from 0, of each shopper's next item among all they had not taken.

    Items that tie with it stand half before it, so that a model which says nothing is
    worth no more than chance. What is NaN counts as the lowest of all.

    Returns:
        Shape (shoppers,).
    """
    places: list[NDArray[np.float64]] = []
    for first in range(0, len(fold.known), AT_ONCE):
        known = fold.known[first : first + AT_ONCE]
        places.append(
            places_of(model.affinities(known), known, fold.chosen[first : first + AT_ONCE])
        )
    return np.concatenate(places) if places else np.zeros(0)


def places_of(
    affinities: Floats, known: Sequence[History], chosen: NDArray[np.int64]
) -> NDArray[np.float64]:
    """As ``ranks_of_chosen`` for affinities of shape (len(known), items), which it changes."""
    rows = np.arange(len(known))
    np.nan_to_num(affinities, copy=False, nan=-np.inf, neginf=-np.inf)
    own = affinities[rows, chosen][:, None].copy()
    for row, history in enumerate(known):
        affinities[row, history] = -np.inf
    affinities[rows, chosen] = own[:, 0]
    ties = (affinities == own).sum(axis=1) - 1
    return (affinities > own).sum(axis=1) + ties / 2


def accuracy(places: NDArray[np.float64], k: int) -> Accuracy:
    """Return hit rate and nDCG at ``k`` of places counted from 0; 0.0 both for no places."""
    if not len(places):
        return Accuracy(0.0, 0.0)
    return Accuracy(float((places < k).mean()), float(gains(places, k).mean()))


def gains(places: NDArray[np.float64], k: int) -> NDArray[np.float64]:
    """Return each shopper's nDCG at ``k``, shape (shoppers,)."""
    return np.where(places < k, 1 / np.log2(places + 2), 0.0)
