"""An intent to a ranked list: plan the query, retrieve, assess, choose."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from PIL.Image import Image

from assistant.answers.kinds import ANY, Kind
from assistant.intent import Act, Intent
from assistant.stages import Observer, Stage, timed, unobserved
from assistant.understanding.readers.languages import in_english
from ranking.curve import Point, curve
from ranking.rank import Ranker
from ranking.ranked import RankedItem
from ranking.relevance import Relevance, Shopper
from ranking.wishes import wants_cheapest
from retrieval.constraints import CATEGORY, Constraints
from retrieval.item_map import ItemMap
from retrieval.items import Item
from retrieval.query import Candidate, Query
from retrieval.retrieve import Retriever
from retrieval.words import has_cjk

POOL: Final = 120
"""How many candidates the list is chosen from."""

SORTED_POOL: Final = 1_000
"""How many where the cheapest of them are asked for, which the legs know nothing of."""

# How many variants a passed family may fill the pool with, where others should stand.
_VARIANTS: Final = 10


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gave.

    Attributes:
        items: The list, best first.
        candidates: Everything the list was chosen from.
    """

    items: tuple[RankedItem, ...]
    candidates: tuple[Candidate, ...]


class Finder:
    """Finds items for an intent."""

    def __init__(
        self, retriever: Retriever, ranker: Ranker, observe: Observer = unobserved
    ) -> None:
        """Take what finds and what ranks; ``observe`` is told the stages' times."""
        self._retriever = retriever
        self._ranker = ranker
        self._observe = observe

    def find(
        self,
        intent: Intent,
        photo: Image | None,
        *,
        k: int,
        trade_off: float,
        first: Sequence[Item] = (),
        passed_families: frozenset[str] = frozenset(),
        kind: Kind = ANY,
    ) -> Found:
        """Find what the intent asks for.

        Args:
            intent: What is wanted; every item of the answer meets its constraints.
            photo: The photo whose look-alikes are wanted, or None.
            k: List length, at least 1.
            trade_off: Weight of variety in [0, 1].
            first: Items the shopper asked about by name, to stand first; those
                that do not meet the constraints are left out.
            passed_families: Families seen and passed over, of which no variant
                is wanted on the list either.
            kind: The kind of thing that is sought; what is of another is left out
                where anything is of this one.
        """
        query = query_for(intent, photo)
        query = replace(query, k=min(query.k + _VARIANTS * len(passed_families), SORTED_POOL))
        with timed(Stage.RETRIEVE, self._observe):
            found = [
                candidate
                for candidate in self._retriever.retrieve(query)
                if candidate.item.family_id not in passed_families
            ]
            candidates = _with_first(kind.of(found), first, intent.constraints)
        with timed(Stage.RANK, self._observe):
            shopper = Shopper(liked=intent.liked, disliked=intent.disliked)
            relevance = self._ranker.assess(query, candidates, shopper)
        judged = list(zip(candidates, relevance, strict=True))
        named = {item.item_id for item in first}
        with timed(Stage.CHOOSE, self._observe):
            asked = self._choose(
                query, [j for j in judged if j[0].item.item_id in named], k=k, trade_off=0.0
            )
            others = self._choose(
                query,
                [j for j in judged if j[0].item.item_id not in named],
                k=k - len(asked),
                trade_off=trade_off,
            )
        listed = enumerate((*asked, *others), start=1)
        items = tuple(replace(ranked, rank=rank) for rank, ranked in listed)
        return Found(items, tuple(candidates))

    def build_id(self) -> str:
        """Return the build of the catalogue that serves."""
        return self._retriever.build_id()

    def item_map(self) -> ItemMap:
        """Lay the items out on a plane, which takes seconds; see ``map_items``."""
        return self._retriever.item_map()

    def curve(self, intent: Intent, photo: Image | None, *, k: int) -> tuple[Point, ...]:
        """Return what a list of ``k`` gives up for its variety; see ``ranking.curve``."""
        query = query_for(intent, photo)
        return curve(self._ranker, query, self._retriever.retrieve(query), k=k)

    def _choose(
        self,
        query: Query,
        judged: Sequence[tuple[Candidate, Relevance]],
        *,
        k: int,
        trade_off: float,
    ) -> list[RankedItem]:
        if not judged or k < 1:
            return []
        candidates, relevance = zip(*judged, strict=True)
        return self._ranker.choose(query, candidates, relevance, k=k, trade_off=trade_off)


def is_browsing(intent: Intent) -> bool:
    """Tell whether nothing in particular is sought, so that what is popular answers.

    "What is popular?" asks for that, and so does "popular jackets" within its
    category; but words that no category stands for must be searched for.
    """
    within = bool(intent.constraints.on(CATEGORY)) or not intent.request
    return (intent.act is Act.BROWSE_POPULAR and within) or intent.seeks_nothing


def query_for(intent: Intent, photo: Image | None) -> Query:
    """Plan the query: the intent's words, photo, conditions and wishes.

    Browsing for what is popular looks for nothing in particular, so it takes the
    conditions alone. A photo beside an intent that seeks nothing is what is sought.
    """
    by_photo_alone = photo is not None and intent.seeks_nothing
    browsing = is_browsing(intent) and not by_photo_alone
    query = Query(
        text="" if browsing else intent.request,
        translated="" if browsing else _translated(intent),
        photo=None if browsing else photo,
        constraints=intent.constraints,
        preferences=intent.preferences,
        similar_to=() if browsing else intent.similar_to,
        exclude_item_ids=frozenset((*intent.disliked, *intent.passed)),
        k=POOL,
    )
    return replace(query, k=SORTED_POOL) if wants_cheapest(query) else query


def _translated(intent: Intent) -> str:
    """Return the request in English where Chinese is left in it, as far as the glossary goes."""
    return in_english(intent.request) if has_cjk(intent.request) else ""


def _with_first(
    candidates: Sequence[Candidate], first: Sequence[Item], constraints: Constraints
) -> list[Candidate]:
    known = {candidate.item.item_id for candidate in candidates}
    missing = [
        Candidate(item, {}, 1.0)
        for item in first
        if item.item_id not in known and constraints.allow(item)
    ]
    return [*missing, *candidates]
