"""Candidates to the list: assess, then choose."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from ranking.choosing.methods import MethodName
from ranking.diversify import Choosable, choose
from ranking.kinds import of_named_kind
from ranking.ranked import RankedItem
from ranking.relevance import UNKNOWN_SHOPPER, Relevance, RelevanceModel, Shopper
from ranking.wishes import wants_cheapest
from retrieval.constraints import CATEGORY, PATH_SEPARATOR
from retrieval.items import Item, Price
from retrieval.query import Candidate, Query

WORTH_SHOWING: Final = 0.4
"""Share of the best relevance below which an item is not what was meant."""

ENOUGH_OF_A_KIND: Final = 3
"""How many families must be called what was asked for, for the others of a category to go."""


@dataclass(frozen=True, slots=True)
class Ranker:
    """Ranks with one relevance model.

    A list is rather short than padded: where words say what is sought and no
    category fences it, what is below ``WORTH_SHOWING`` of the best relevance is
    left out.

    Attributes:
        model: Says how well each candidate fits.
        category_cap: How many items of one narrowest category stand on a list
            before others go first, where the shopper named no category.
        method: How variety is weighed against relevance.
    """

    model: RelevanceModel
    category_cap: int = 3
    method: MethodName = MethodName.FACETS

    def assess(
        self,
        query: Query,
        candidates: Sequence[Candidate],
        shopper: Shopper = UNKNOWN_SHOPPER,
    ) -> list[Relevance]:
        """Return the model's relevance of each candidate, in their order."""
        return self.model.assess(query, candidates, shopper)

    def choose(
        self,
        query: Query,
        candidates: Sequence[Candidate],
        relevance: Sequence[Relevance],
        *,
        k: int,
        trade_off: float,
    ) -> list[RankedItem]:
        """Choose the list from assessed candidates.

        Args:
            query: What was asked; a category among its constraints lifts the cap.
            candidates: In retrieval order.
            relevance: One a candidate, in the same order.
            k: List length wanted, at least 1.
            trade_off: Weight of variety in [0, 1].

        Returns:
            Up to ``k`` items, ranks from 1; at least one if there is a candidate.
            Where the cheapest are wished for, those, in order of price; only those of the
            kind that the request names, if ``ENOUGH_OF_A_KIND`` are.

        Raises:
            RankingError: As ``choose`` in ``diversify.py``.
        """
        judged = list(zip(candidates, relevance, strict=True))
        if query.text and not query.constraints.on(CATEGORY):
            judged = _worth_showing(judged)
        if wants_cheapest(query):
            return _cheapest_first(_of_the_kind(query, judged), k)
        choosable = [
            Choosable(
                item_id=candidate.item.item_id,
                relevance=assessed.value,
                facets=facets(candidate.item),
                family_id=candidate.item.family_id,
                group=PATH_SEPARATOR.join(candidate.item.category),
            )
            for candidate, assessed in judged
        ]
        cap = None if query.constraints.on(CATEGORY) else self.category_cap
        found = {
            candidate.item.item_id: (candidate.item, assessed) for candidate, assessed in judged
        }
        places = choose(choosable, trade_off=trade_off, k=k, group_cap=cap, method=self.method)
        return [
            RankedItem(
                item=found[place.item_id][0],
                rank=rank,
                relevance=found[place.item_id][1].value,
                novelty=place.novelty,
                contributions=found[place.item_id][1].contributions,
            )
            for rank, place in enumerate(places, start=1)
        ]

    def rank(
        self, query: Query, candidates: Sequence[Candidate], *, k: int, trade_off: float
    ) -> list[RankedItem]:
        """Assess and choose in one step; see ``choose``."""
        return self.choose(
            query, candidates, self.assess(query, candidates), k=k, trade_off=trade_off
        )


def _of_the_kind(
    query: Query, judged: list[tuple[Candidate, Relevance]]
) -> list[tuple[Candidate, Relevance]]:
    """Leave out teapots where the cheapest kettle is wished for and there are kettles."""
    kind = of_named_kind(query, (candidate.item for candidate, _ in judged))
    kept = [each for each in judged if each[0].item.item_id in kind]
    families = {candidate.item.family_id for candidate, _ in kept}
    return kept if len(families) >= ENOUGH_OF_A_KIND else judged


def _cheapest_first(judged: Sequence[tuple[Candidate, Relevance]], k: int) -> list[RankedItem]:
    """Return the lowest prices, ties by relevance and then by id, one item a family.

    An order that was asked for leaves nothing to choose, so novelty is 0.
    """
    priced = sorted(
        (each for each in judged if each[0].item.price is not None), key=_by_price_and_relevance
    )
    families: dict[str, tuple[Candidate, Relevance]] = {}
    for candidate, assessed in priced:
        families.setdefault(candidate.item.family_id, (candidate, assessed))
    return [
        RankedItem(candidate.item, rank, assessed.value, 0.0, assessed.contributions)
        for rank, (candidate, assessed) in enumerate(list(families.values())[:k], start=1)
    ]


def _by_price_and_relevance(each: tuple[Candidate, Relevance]) -> tuple[Decimal, float, str]:
    candidate, assessed = each
    amount = candidate.item.price.amount if candidate.item.price else Decimal(0)
    return amount, -assessed.value, candidate.item.item_id


def _worth_showing(
    judged: list[tuple[Candidate, Relevance]],
) -> list[tuple[Candidate, Relevance]]:
    best = max((assessed.value for _, assessed in judged), default=0.0)
    return [each for each in judged if each[1].value >= WORTH_SHOWING * best]


def facets(item: Item) -> frozenset[str]:
    """Return what the item brings to a list's variety.

    These are its broadest and narrowest category, brand, colours and price band
    (a band spans a factor of two).
    """
    named = {f"category:{item.category[0]}", f"leaf:{PATH_SEPARATOR.join(item.category)}"}
    if item.brand:
        named.add(f"brand:{item.brand}")
    named.update(f"colour:{colour}" for colour in item.values("colour"))
    if item.price is not None:
        named.add(f"price:{_band(item.price)}")
    return frozenset(named)


def _band(price: Price) -> int:
    return math.floor(math.log2(max(float(price.amount), 1.0)))
