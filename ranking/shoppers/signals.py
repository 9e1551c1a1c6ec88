"""What is known of the shopper, as signals beside a request: interests, and a trained model.

Both fit ``LinearRelevance``; the product opens neither (see docs/ranking.md).
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import numpy as np

from ranking.relevance import Shopper
from ranking.shoppers.blend import Blend
from ranking.shoppers.histories import History
from ranking.shoppers.interests import Clusters, Interests, no_interests
from ranking.shoppers.item_weights import Floats
from retrieval.query import Candidate, Query

VIEWED: Final = 0.3
"""What looking at an item says beside taking it (1)."""
DISLIKED: Final = -1.0

_WEIGHT: Final = 2.0
"""Log-odds of an item that lies wholly in the direction of the interests."""
_MOST: Final = 2.0
"""Log-odds at most, either way: who the shopper is never outweighs what they ask for."""

Vectors = Callable[[Sequence[str]], Mapping[str, Floats]]
"""Gives the vectors of the items it knows, of length 1, by id."""


class InterestSignal:
    """Interests over the shop's own vectors; needs no training on behaviour."""

    name = "interests"

    def __init__(self, clusters: Clusters, vectors: Vectors) -> None:
        """Take the shop's clusters (see ``fit_clusters``) and its vectors."""
        self._clusters = clusters
        self._vectors = vectors

    def log_odds(
        self, query: Query, shopper: Shopper, candidates: Sequence[Candidate]
    ) -> Sequence[float]:
        """Return how far each candidate lies in the shopper's interests; see ``Signal``.

        Nothing for a shopper of whom no known item is known. Candidates without a vector,
        and the mean over the others, are 0.
        """
        del query  # the request speaks for itself elsewhere
        interests = self.interests(shopper)
        if not interests.events or not candidates:
            return ()
        direction = interests.vector(self._clusters)
        known = self._vectors([candidate.item.item_id for candidate in candidates])
        cosines = {item_id: float(vector @ direction) for item_id, vector in known.items()}
        middle = float(np.mean(list(cosines.values()))) if cosines else 0.0
        return [
            _bounded(_WEIGHT * (cosines.get(c.item.item_id, middle) - middle)) for c in candidates
        ]

    def interests(self, shopper: Shopper) -> Interests:
        """Return the interests after all events, those looked at first, then those judged."""
        events = [
            *((item_id, VIEWED) for item_id in shopper.viewed),
            *((item_id, DISLIKED) for item_id in shopper.disliked),
            *((item_id, 1.0) for item_id in shopper.liked),
        ]
        known = self._vectors([item_id for item_id, _ in events]) if events else {}
        interests = no_interests(self._clusters)
        for item_id, strength in events:
            if item_id in known:
                membership = self._clusters.memberships(known[item_id][None, :])[0]
                interests = interests.after(membership, strength)
        return interests


class TrainedSignal:
    """A trained shopper model: what others with such a history took next."""

    name = "shoppers"

    def __init__(self, blend: Blend, item_ids: Sequence[str]) -> None:
        """Take a model and its catalogue; see ``load_shoppers``."""
        self._blend = blend
        self._numbers = {item_id: number for number, item_id in enumerate(item_ids)}

    def log_odds(
        self, query: Query, shopper: Shopper, candidates: Sequence[Candidate]
    ) -> Sequence[float]:
        """Return each candidate's affinity above the candidates' mean; see ``Signal``.

        Nothing where the shopper took no item the model knows; 0 for candidates it does not.
        """
        del query  # as above
        history = self._history(shopper)
        numbers = [self._numbers.get(candidate.item.item_id) for candidate in candidates]
        known = np.array([number for number in numbers if number is not None], dtype=np.int64)
        if not len(history) or not len(known):
            return ()
        affinities = self._blend.affinities([history])[0]
        middle = float(affinities[known].mean())
        return [0.0 if n is None else _bounded(float(affinities[n]) - middle) for n in numbers]

    def _history(self, shopper: Shopper) -> History:
        taken = [self._numbers[item_id] for item_id in shopper.liked if item_id in self._numbers]
        return np.array(taken, dtype=np.int64)


def _bounded(log_odds: float) -> float:
    """Bound a number; what is none stays so, for the ranker to see."""
    return float(np.clip(log_odds, -_MOST, _MOST))
