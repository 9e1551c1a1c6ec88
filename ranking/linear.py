"""The list-level combiner: a weighted sum of all that speaks for an item, squashed to [0, 1].

Every summand is a contribution in log-odds, by name. What the words of a request found is
weighed as ``aisle eval combiner`` learned it on the validation half of the written requests;
no request says how much a rating or a shopper's wish is worth, so those weights are set by
hand, and all have the sign that they must have.
"""

import logging
import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Self

from ranking.kinds import of_named_kind
from ranking.relevance import UNKNOWN_SHOPPER, Relevance, Shopper, Signal
from ranking.wishes import wants_cheapest
from retrieval.constraints import BRAND, PRICE, RATING, Operator, Preference
from retrieval.items import Availability, Item
from retrieval.query import Candidate, Leg, Query

_log = logging.getLogger(__name__)

# Log-odds before any evidence: most candidates are not what was meant.
BASE: Final = -2.0

LEARNED: Final[Mapping[str, float]] = {
    "words": 2.4,
    "meaning": 2.35,
    "joint": 1.75,
    "place": 1.8,
}
"""Log-odds that one unit of what words found is worth; see ``found_by_words``."""

# Cosines at which a leg neither speaks for nor against an item, and the log-odds
# that one whole unit of cosine above it is worth.
NEUTRAL_MEANING: Final = 0.35
NEUTRAL_PHOTO: Final = 0.45
WEIGHT_PHOTO: Final = 6.0
# Across texts and photos, in the space fitted to the shop: a hint beside what the legs of one
# kind say, for a right pair is barely nearer there than many a wrong one.
NEUTRAL_ACROSS: Final = 0.3
WEIGHT_ACROSS: Final = 0.5
# Of meaning alone, where a shopper wants more like an item.
WEIGHT_LIKENESS: Final = 6.0
WEIGHT_PREFERENCES: Final = 2.0
# What a price that was wished for counts of an item that is not the kind of thing sought: a
# cheap teapot is no cheap kettle.
OF_ANOTHER_KIND: Final = 0.5
WEIGHT_RATING: Final = 0.6
WEIGHT_POPULARITY: Final = 0.15
OUT_OF_STOCK: Final = -2.0
# Of the share by which the price is reduced: half price is worth what a sixth of a wish is.
WEIGHT_PROMOTION: Final = 0.6
# Of each halving of the price below a quarter of what the shopper would pay: what costs so much
# less is seldom the thing itself, but something for it.
WEIGHT_PRICE: Final = 0.15
FAR_BELOW: Final = 4

# A rating counts as if these had been given beside it (a Bayesian mean), so that
# one five-star rating does not beat two hundred of 4.7.
PRIOR_RATING: Final = 4.0
PRIOR_RATINGS: Final = 10


@dataclass(frozen=True, slots=True)
class _Pool:
    """What is dear and what is cheap among the candidates, and what is well rated.

    Attributes:
        prices: Every candidate's price, ascending.
        ratings: Every candidate's rating as ``_bayesian_rating`` has it, ascending.
        kind: The ids of the kind of thing sought; empty where that is unknown.
    """

    prices: Sequence[Decimal]
    ratings: Sequence[float]
    kind: frozenset[str]

    @classmethod
    def of(cls, query: Query, items: Sequence[Item]) -> Self:
        """Sort what is wished for; without a wish for prices or for ratings those stay empty."""
        wished = {wish.field for wish in query.preferences}
        prices = [item.price.amount for item in items if item.price is not None]
        return cls(
            sorted(prices) if PRICE in wished else (),
            sorted(map(_bayesian_rating, items)) if RATING in wished else (),
            of_named_kind(query, items) if PRICE in wished else frozenset(),
        )

    def priced(self, values: Sequence[str], item: Item) -> float:
        """Return how far an item's price is what was wished for, in [0, 1]."""
        if "reduced" in values:
            return float(item.list_price is not None)
        if item.price is None or len(self.prices) < 2:  # noqa: PLR2004 - one alone is neither
            return 0.0
        cheaper = bisect_left(self.prices, item.price.amount) / (len(self.prices) - 1)
        another = self.kind and item.item_id not in self.kind
        return (cheaper if "high" in values else 1 - cheaper) * (OF_ANOTHER_KIND if another else 1)

    def rated(self, item: Item) -> float:
        """Return the share of the others that an item is rated better than, in [0, 1]."""
        return bisect_left(self.ratings, _bayesian_rating(item)) / max(1, len(self.ratings) - 1)


class LinearRelevance:
    """Sums what speaks for and against a candidate."""

    name = "linear"

    def __init__(self, signals: Sequence[Signal] = ()) -> None:
        """Take what else is to be weighed, such as what is known of the shopper."""
        self._signals = tuple(signals)

    def assess(
        self,
        query: Query,
        candidates: Sequence[Candidate],
        shopper: Shopper = UNKNOWN_SHOPPER,
    ) -> list[Relevance]:
        """Return one relevance a candidate, in the candidates' order.

        A candidate that a leg did not find gets no contribution from it, and a
        leg that the query does not use is not named at all. A signal that gives
        what is no number is left out of the whole list, and the log says so.
        """
        pool = _Pool.of(query, [candidate.item for candidate in candidates])
        found = [self._contributions(query, candidate, pool) for candidate in candidates]
        for signal in self._signals:
            said = signal.log_odds(query, shopper, candidates)
            if not _are_numbers(said):
                _log.warning("the signal %s gave what is no number; it is left out", signal.name)
                continue
            for contributions, value in zip(found, said, strict=bool(said)):
                contributions[signal.name] = value
        return [Relevance(_logistic(BASE + sum(each.values())), each) for each in found]

    def _contributions(self, query: Query, candidate: Candidate, pool: _Pool) -> dict[str, float]:
        contributions = _of_item(query, candidate.item) | _of_legs(query, candidate)
        if query.preferences:
            met = sum(_fulfils(wish, candidate.item, pool) for wish in query.preferences)
            contributions["preferences"] = WEIGHT_PREFERENCES * met / len(query.preferences)
        return contributions


def _of_item(query: Query, item: Item) -> dict[str, float]:
    """Return what speaks for or against an item whatever found it."""
    contributions = {
        "rating": WEIGHT_RATING * (_bayesian_rating(item) - PRIOR_RATING),
        "popularity": WEIGHT_POPULARITY * math.log1p(item.rating_count),
    }
    if item.availability is Availability.OUT_OF_STOCK:
        contributions["availability"] = OUT_OF_STOCK
    if reduced := _reduction(item):
        contributions["promotion"] = WEIGHT_PROMOTION * reduced
    if query.text and (halvings := _halvings_below(query, item)):
        contributions["price"] = -WEIGHT_PRICE * halvings
    return contributions


def _of_legs(query: Query, candidate: Candidate) -> dict[str, float]:
    """Return what the legs that found a candidate say of it."""
    contributions: dict[str, float] = {}
    similarity = candidate.similarity
    if similarity and (query.text or query.preferences):
        found = found_by_words(candidate)
        if wants_cheapest(query):
            # Of a thousand looked through, one far down is no less what was meant.
            del found["place"]
        contributions |= {name: LEARNED[name] * value for name, value in found.items()}
    elif Leg.TEXT in similarity:
        contributions["meaning"] = WEIGHT_LIKENESS * (similarity[Leg.TEXT] - NEUTRAL_MEANING)
    if Leg.IMAGE in similarity:
        contributions["photo"] = WEIGHT_PHOTO * (similarity[Leg.IMAGE] - NEUTRAL_PHOTO)
    for leg in (Leg.JOINT, Leg.CAPTION):
        if leg in similarity and leg.value not in contributions:
            contributions[leg.value] = WEIGHT_ACROSS * (similarity[leg] - NEUTRAL_ACROSS)
    return contributions


def found_by_words(candidate: Candidate) -> dict[str, float]:
    """Return what the legs say of a candidate that words were searched for, unweighed.

    ``words``, ``meaning`` and ``joint`` are the legs' similarities above where they say
    nothing, and are left out where the leg did not find it; ``place`` is how far it is
    behind the first in the fusion of the legs: 0 for that one, towards -1 for the last.
    """
    similarity = candidate.similarity
    found = {"place": candidate.fused - 1.0}
    if Leg.TEXT in similarity:
        found["meaning"] = similarity[Leg.TEXT] - NEUTRAL_MEANING
    if Leg.LEXICAL in similarity:
        found["words"] = similarity[Leg.LEXICAL]
    if Leg.JOINT in similarity:
        found["joint"] = similarity[Leg.JOINT] - NEUTRAL_ACROSS
    return found


def _are_numbers(values: Sequence[float]) -> bool:
    return all(math.isfinite(value) for value in values)


def _reduction(item: Item) -> float:
    """Return the share of the list price that is off, in [0, 1); 0 without a reduction."""
    if item.price is None or item.list_price is None or item.list_price.amount <= 0:
        return 0.0
    return max(0.0, 1 - float(item.price.amount / item.list_price.amount))


def _halvings_below(query: Query, item: Item) -> float:
    """Return how often the price must be doubled to a quarter of the budget; 0 without one.

    A shopper who wants cheap things says so, and is left alone with this.
    """
    if item.price is None or any(wish.field == PRICE for wish in query.preferences):
        return 0.0
    asked = query.constraints.on(PRICE)
    bounds = [each.bound for each in asked if each.operator is Operator.AT_MOST]
    budgets = [float(bound) for bound in bounds if bound is not None]
    if not budgets or item.price.amount <= 0:
        return 0.0
    return max(0.0, math.log2(min(budgets) / FAR_BELOW / float(item.price.amount)))


def _bayesian_rating(item: Item) -> float:
    if item.rating is None:
        return PRIOR_RATING
    ratings = item.rating * item.rating_count + PRIOR_RATING * PRIOR_RATINGS
    return ratings / (item.rating_count + PRIOR_RATINGS)


def _fulfils(preference: Preference, item: Item, pool: _Pool) -> float:
    """Return how far the item fulfils the wish: in [0, 1], or [-1, 0] for one against."""
    share = _match(preference, item, pool)
    return -share if preference.averse else share


def _match(preference: Preference, item: Item, pool: _Pool) -> float:
    if preference.field == PRICE:
        return pool.priced(preference.values, item)
    if preference.field == RATING:
        return pool.rated(item)
    if preference.field == BRAND:
        return float(item.brand is not None and item.brand.casefold() in preference.values)
    if preference.field is not None and preference.values:
        return float(any(value in item.values(preference.field) for value in preference.values))
    words = preference.text.casefold()
    return float(words in item.title.casefold() or words in item.description.casefold())


def _logistic(log_odds: float) -> float:
    if log_odds >= 0:
        return 1 / (1 + math.exp(-log_odds))
    return math.exp(log_odds) / (1 + math.exp(log_odds))
