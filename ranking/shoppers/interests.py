"""Interests: clusters of items, and a shopper as soft weights over them, updated by each event.

The vector of a shopper is the sum over clusters of weight times centre. It needs no training
on behaviour, so it serves from the first event on, with whatever vectors a shop has.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ranking.shoppers.errors import ShopperError
from ranking.shoppers.histories import History
from ranking.shoppers.item_weights import Floats

SHARPNESS: Final = 12.0
"""How strongly an item leans to its nearest centre: the factor on the cosine in a softmax."""

MEMORY: Final = 5.0
"""Events after which what an event said has fallen to 1/e."""

_FITTED_TO: Final = 20_000


@dataclass(frozen=True, slots=True)
class Clusters:
    """Kinds of items, found by k-means.

    Attributes:
        centres: Shape (clusters, d), rows of length 1.
    """

    centres: Floats

    def __len__(self) -> int:
        return len(self.centres)

    def memberships(self, vectors: Floats) -> Floats:
        """Return how far each vector belongs to each cluster, shape (n, clusters).

        A softmax of ``SHARPNESS`` times the cosine: at least 0, each row summing to 1.
        """
        leaning = SHARPNESS * (vectors @ self.centres.T)
        shares = np.exp(leaning - leaning.max(axis=1, keepdims=True))
        return shares / shares.sum(axis=1, keepdims=True)


@dataclass(frozen=True, slots=True)
class Interests:
    """What one shopper is interested in.

    Attributes:
        weights: Of each cluster, shape (clusters,); all 0 before the first event. What an
            event gave falls by ``exp(-1 / MEMORY)`` with every later one; a disliked item
            takes away.
        events: How many events it rests on.
    """

    weights: Floats
    events: int = 0

    def after(self, membership: Floats, strength: float = 1.0) -> "Interests":
        """Return the interests after one more event; takes O(clusters).

        Args:
            membership: The item's, shape (clusters,).
            strength: 1 for an item taken, less for one looked at, negative for one that was
                turned down.

        Raises:
            ShopperError: If a number is NaN or infinite.
        """
        if not np.isfinite(strength) or not np.isfinite(membership).all():
            raise ShopperError("an event's strength and memberships must be finite numbers")
        weights = np.float32(np.exp(-1 / MEMORY)) * self.weights + np.float32(strength) * membership
        return replace(self, weights=weights.astype(np.float32), events=self.events + 1)

    def shares(self) -> Floats:
        """Return the weights above 0, scaled to the sum 1; all 0 where there are none."""
        positive = np.maximum(self.weights, 0)
        total = positive.sum()
        return positive / total if total > 0 else positive

    def vector(self, clusters: Clusters) -> Floats:
        """Return the sum of weight times centre, of length 1; 0 throughout for no interest."""
        summed = self.weights @ clusters.centres
        length = np.linalg.norm(summed)
        return summed / length if length > 0 else summed


def no_interests(clusters: Clusters) -> Interests:
    """Return the interests of a shopper of whom nothing is known."""
    return Interests(np.zeros(len(clusters), dtype=np.float32))


def fit_clusters(vectors: Floats, clusters: int, *, seed: int = 0) -> Clusters:
    """Cluster items by k-means.

    Args:
        vectors: Rows of length 1 or 0, shape (items, d).
        clusters: How many at most, at least 1; fewer where there are fewer distinct items.
        seed: Of the first centres.

    Raises:
        ShopperError: If there are no items, a vector is not finite or ``clusters`` below 1.
    """
    from sklearn.cluster import MiniBatchKMeans  # noqa: PLC0415 - takes a second to import

    if not len(vectors) or clusters < 1 or not np.isfinite(vectors).all():
        raise ShopperError("clusters need at least one item, finite vectors and room for one kind")
    chance = np.random.default_rng(seed)
    drawn = vectors
    if len(vectors) > _FITTED_TO:
        drawn = vectors[np.sort(chance.permutation(len(vectors))[:_FITTED_TO])]
    distinct = len(np.unique(drawn, axis=0))
    means = MiniBatchKMeans(
        min(clusters, distinct),
        random_state=seed,
        n_init=3,  # pyright: ignore[reportArgumentType] - scikit-learn takes a number
        batch_size=2048,
    ).fit(drawn)
    centres = np.asarray(means.cluster_centers_, dtype=np.float32)
    lengths = np.linalg.norm(centres, axis=1, keepdims=True)
    return Clusters(np.divide(centres, lengths, out=np.zeros_like(centres), where=lengths > 0))


def clusters_for(items: int) -> int:
    """Return how many clusters a catalogue of so many items gets: about 2 * sqrt(items)."""
    return int(np.clip(round(2 * items**0.5), 1, 300))


@dataclass(frozen=True, slots=True)
class InterestModel:
    """Interests as a model of what a shopper takes next: the cosine with their vector.

    Attributes:
        clusters: Of the items.
        vectors: Of the items, rows of length 1 or 0.
        memberships: As the clusters give them.
    """

    clusters: Clusters
    vectors: Floats
    memberships: Floats
    name: str = field(default="interests")

    def affinities(self, histories: Sequence[History]) -> Floats:
        """As ``ItemWeights.affinities``; in [-1, 1]."""
        found = np.zeros((len(histories), self.clusters.centres.shape[1]), dtype=np.float32)
        for row, history in enumerate(histories):
            found[row] = self.interests(history).vector(self.clusters)
        return found @ self.vectors.T

    def interests(self, history: History) -> Interests:
        """Return the interests after a history, oldest event first."""
        # What is older than that weighs less than a millionth.
        recent: NDArray[np.int64] = history[-round(14 * MEMORY) :]
        interests = no_interests(self.clusters)
        for number in recent.tolist():
            interests = interests.after(self.memberships[number])
        return interests


def fit_interests(vectors: Floats, *, seed: int = 0) -> InterestModel:
    """Cluster the items and make the model; arguments and errors as ``fit_clusters``."""
    clusters = fit_clusters(vectors, clusters_for(len(vectors)), seed=seed)
    return InterestModel(clusters, vectors, clusters.memberships(vectors))
