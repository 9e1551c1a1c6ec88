"""A relevance model without training: a weighted sum, squashed to [0, 1].

The weights are set by hand, so this model is a start that a fine-tuned one
replaces behind the same protocol. Every summand is a contribution in log-odds.
"""

import math
from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from ranking.relevance import Relevance
from retrieval.constraints import BRAND, PRICE, RATING, Preference
from retrieval.items import Availability, Item
from retrieval.query import Candidate, Leg, Query

# Log-odds before any evidence: most candidates are not what was meant.
BASE: Final = -2.0

# Cosines at which a leg neither speaks for nor against an item, and the log-odds
# that one whole unit of cosine above it is worth.
NEUTRAL_MEANING: Final = 0.35
WEIGHT_MEANING: Final = 6.0
NEUTRAL_PHOTO: Final = 0.45
WEIGHT_PHOTO: Final = 6.0
# Across texts and photos, in the space fitted to the shop: a hint beside what the legs of one
# kind say, for a right pair is barely nearer there than many a wrong one.
NEUTRAL_ACROSS: Final = 0.3
WEIGHT_ACROSS: Final = 0.5
WEIGHT_WORDS: Final = 1.5
WEIGHT_PREFERENCES: Final = 2.0
WEIGHT_RATING: Final = 0.6
WEIGHT_POPULARITY: Final = 0.15
OUT_OF_STOCK: Final = -2.0

# A rating counts as if these had been given beside it (a Bayesian mean), so that
# one five-star rating does not beat two hundred of 4.7.
PRIOR_RATING: Final = 4.0
PRIOR_RATINGS: Final = 10
LOWEST_RATING: Final = 1.0
HIGHEST_RATING: Final = 5.0


class LinearRelevance:
    """Sums what speaks for and against a candidate."""

    name = "linear"

    def assess(self, query: Query, candidates: Sequence[Candidate]) -> list[Relevance]:
        """Return one relevance a candidate, in the candidates' order.

        A candidate that a leg did not find gets no contribution from it, and a
        leg that the query does not use is not named at all.
        """
        prices = sorted(c.item.price.amount for c in candidates if c.item.price is not None)
        return [self._relevance(query, candidate, prices) for candidate in candidates]

    def _relevance(
        self, query: Query, candidate: Candidate, prices: Sequence[Decimal]
    ) -> Relevance:
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
        for leg in (Leg.JOINT, Leg.CAPTION):
            if leg in similarity:
                contributions[leg.value] = WEIGHT_ACROSS * (similarity[leg] - NEUTRAL_ACROSS)
        if query.preferences:
            met = sum(_fulfils(preference, item, prices) for preference in query.preferences)
            contributions["preferences"] = WEIGHT_PREFERENCES * met / len(query.preferences)
        if item.availability is Availability.OUT_OF_STOCK:
            contributions["availability"] = OUT_OF_STOCK
        return Relevance(_logistic(BASE + sum(contributions.values())), contributions)


def _bayesian_rating(item: Item) -> float:
    if item.rating is None:
        return PRIOR_RATING
    ratings = item.rating * item.rating_count + PRIOR_RATING * PRIOR_RATINGS
    return ratings / (item.rating_count + PRIOR_RATINGS)


def _fulfils(preference: Preference, item: Item, prices: Sequence[Decimal]) -> float:
    """Return how far the item fulfils the wish: in [0, 1], or [-1, 0] for one against."""
    share = _match(preference, item, prices)
    return -share if preference.averse else share


def _match(preference: Preference, item: Item, prices: Sequence[Decimal]) -> float:
    if preference.field == PRICE:
        return _price_match(preference.values, item, prices)
    if preference.field == RATING:
        return (_bayesian_rating(item) - LOWEST_RATING) / (HIGHEST_RATING - LOWEST_RATING)
    if preference.field == BRAND:
        return float(item.brand is not None and item.brand.casefold() in preference.values)
    if preference.field is not None and preference.values:
        return float(any(value in item.values(preference.field) for value in preference.values))
    words = preference.text.casefold()
    return float(words in item.title.casefold() or words in item.description.casefold())


def _price_match(values: Sequence[str], item: Item, prices: Sequence[Decimal]) -> float:
    if "reduced" in values:
        return float(item.list_price is not None)
    if item.price is None or len(prices) < 2:  # noqa: PLR2004 - one price is neither low nor high
        return 0.0
    cheaper = bisect_left(prices, item.price.amount) / (len(prices) - 1)
    return cheaper if "high" in values else 1 - cheaper


def _logistic(log_odds: float) -> float:
    if log_odds >= 0:
        return 1 / (1 + math.exp(-log_odds))
    return math.exp(log_odds) / (1 + math.exp(log_odds))
