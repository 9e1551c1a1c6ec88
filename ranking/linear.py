"""A relevance model without training: a weighted sum, squashed to [0, 1].

The weights are set by hand, so this model is a start that a fine-tuned one
replaces behind the same protocol. Every summand is a contribution in log-odds.
"""

import math
from collections.abc import Sequence
from typing import Final

from ranking.relevance import Relevance
from retrieval.constraints import Preference
from retrieval.items import Availability, Item
from retrieval.query import Candidate, Leg, Query

# Cosines at which a leg neither speaks for nor against an item, and the log-odds
# that one whole unit of cosine above it is worth.
NEUTRAL_MEANING: Final = 0.35
WEIGHT_MEANING: Final = 6.0
NEUTRAL_PHOTO: Final = 0.45
WEIGHT_PHOTO: Final = 6.0
WEIGHT_WORDS: Final = 1.5
WEIGHT_PREFERENCES: Final = 2.0
WEIGHT_RATING: Final = 0.6
WEIGHT_POPULARITY: Final = 0.15
OUT_OF_STOCK: Final = -2.0

# A rating counts as if these had been given beside it (a Bayesian mean), so that
# one five-star rating does not beat two hundred of 4.7.
PRIOR_RATING: Final = 4.0
PRIOR_RATINGS: Final = 10


class LinearRelevance:
    """Sums what speaks for and against a candidate."""

    name = "linear"

    def assess(self, query: Query, candidates: Sequence[Candidate]) -> list[Relevance]:
        """Return one relevance a candidate, in the candidates' order.

        A candidate that a leg did not find gets no contribution from it, and a
        leg that the query does not use is not named at all.
        """
        return [self._relevance(query, candidate) for candidate in candidates]

    def _relevance(self, query: Query, candidate: Candidate) -> Relevance:
        item, similarity = candidate.item, candidate.similarity
        contributions = {
            "rating": WEIGHT_RATING * (_bayesian_rating(item) - PRIOR_RATING),
            "popularity": WEIGHT_POPULARITY * math.log1p(item.rating_count),
        }
        if Leg.TEXT in similarity:
            contributions["meaning"] = WEIGHT_MEANING * (similarity[Leg.TEXT] - NEUTRAL_MEANING)
        if Leg.LEXICAL in similarity:
            contributions["words"] = WEIGHT_WORDS * similarity[Leg.LEXICAL]
        if Leg.IMAGE in similarity:
            contributions["photo"] = WEIGHT_PHOTO * (similarity[Leg.IMAGE] - NEUTRAL_PHOTO)
        if query.preferences:
            met = sum(_meets(preference, item) for preference in query.preferences)
            contributions["preferences"] = WEIGHT_PREFERENCES * met / len(query.preferences)
        if item.availability is Availability.OUT_OF_STOCK:
            contributions["availability"] = OUT_OF_STOCK
        return Relevance(_logistic(sum(contributions.values())), contributions)


def _bayesian_rating(item: Item) -> float:
    if item.rating is None:
        return PRIOR_RATING
    ratings = item.rating * item.rating_count + PRIOR_RATING * PRIOR_RATINGS
    return ratings / (item.rating_count + PRIOR_RATINGS)


def _meets(preference: Preference, item: Item) -> bool:
    if preference.field is not None and preference.values:
        return any(value in item.values(preference.field) for value in preference.values)
    words = preference.text.casefold()
    return words in item.title.casefold() or words in item.description.casefold()


def _logistic(log_odds: float) -> float:
    if log_odds >= 0:
        return 1 / (1 + math.exp(-log_odds))
    return math.exp(log_odds) / (1 + math.exp(log_odds))
