"""Retrieval: a query in, candidates out."""

import logging
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter
from typing import Final

import numpy as np
from numpy.typing import NDArray

from retrieval.asked import Asked, read_words
from retrieval.encoders.encoder import ImageEncoder, TextEncoder
from retrieval.fusion import fuse, standing
from retrieval.item_map import ItemMap, map_items
from retrieval.joint.aims import joint_aims
from retrieval.joint.encoder import OpenJoint, no_joint
from retrieval.leg_weights import leg_weights
from retrieval.query import Candidate, Leg, Query
from retrieval.refused import has_any
from retrieval.shop import LegEncoder, OpenIndex, ServingShop, Shelves, Shop

_log = logging.getLogger(__name__)

Timings = Callable[[str, float], None]
"""Told the name of a stage (filter, encode, search, fetch) and its seconds."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the legs found.

    Attributes:
        pairs: For each leg that found something its ids and similarities, best
            first.
        coverage: How much of the request's words the items have, see
            ``Matches``; 1 for a query without words.
    """

    pairs: Mapping[Leg, list[tuple[str, float]]]
    coverage: float

    @property
    def rankings(self) -> dict[Leg, list[str]]:
        """Return the ids of each leg, best first."""
        return {leg: [item_id for item_id, _ in pairs] for leg, pairs in self.pairs.items()}


LEG_DEPTH: Final = 250
"""How many each leg is asked for at least, however few are wanted.

What one leg finds far down another may find near; and so the first of few are those of many.
"""

REFUSED: Final = 0.1
"""What an item keeps of its standing that has what the request refuses; it comes last besides."""


class Retriever:
    """Finds candidates: filters in SQL, searches each leg within them, fuses.

    Any thread may ask. A leg whose encoder or index is missing is done without.
    """

    def __init__(
        self,
        shelves: Shelves,
        *,
        text_encoder: TextEncoder,
        image_encoder: ImageEncoder | None,
        open_index: OpenIndex,
        open_joint: OpenJoint = no_joint,
        timings: Timings | None = None,
        multilingual: bool = False,
    ) -> None:
        """Put the parts together; nothing is read yet.

        Args:
            shelves: The catalogue.
            text_encoder: The one that the text index was made with.
            image_encoder: The one that the image index was made with; None
                leaves photos out of account.
            open_index: Opens the index of a leg of a build, None where there is
                none.
            open_joint: Opens a build's encoder of texts and photos into one
                space, None where its joint legs do not serve.
            timings: Told how long every stage took.
            multilingual: Whether the text encoder reads Chinese; if not, it is
                given requests in English, as far as these are known in it.
        """
        self._shelves = shelves
        self._text_encoder = text_encoder
        self._image_encoder = image_encoder
        self._serving = ServingShop(shelves, open_index, self._encoders(), open_joint)
        self._timings = timings
        self._multilingual = multilingual
        if image_encoder is None:
            _log.warning("there is no image encoder; photos are left out of account")

    def warm(self) -> None:
        """Load everything the first query would wait for.

        Raises:
            CatalogueEmptyError: If nothing was published yet.
        """
        shop = self._serving.current()
        for leg, encoder in self._encoders().items():
            shop.nearest(leg, np.eye(1, encoder.dimensions, dtype=np.float32)[0], 1, None)
        if shop.joint is not None:
            for leg in (Leg.JOINT, Leg.CAPTION):
                shop.nearest(leg, np.eye(1, shop.joint.dimensions, dtype=np.float32)[0], 1, None)
        shop.lexical.search("warm", 1)
        self._text_encoder.encode(["warm"])

    def build_id(self) -> str:
        """Return the build that serves.

        Raises:
            CatalogueEmptyError: If nothing was published yet.
        """
        return self._serving.current().build_id

    def item_map(self) -> ItemMap:
        """Lay the items out on a plane, which takes seconds; see ``map_items``.

        Raises:
            CatalogueEmptyError: If nothing was published yet.
        """
        return map_items(self._serving.current())

    def corrections(self, text: str) -> dict[str, str]:
        """Return the words of the text that are read as others, each with that other.

        Raises:
            CatalogueEmptyError: If nothing was published yet.
        """
        return self._serving.current().lexical.corrections(text)

    def retrieve(self, query: Query) -> list[Candidate]:
        """Find what fits the query.

        What is looked for is the sum of what is given: the text with the words
        of the preferences, the photo, and the mean of the items in
        ``similar_to``, which are never answered with. With none of them, or
        where no leg that can serve finds anything although there are
        constraints, the answer is the most popular allowed items, and their
        ``similarity`` is empty.

        Every allowed item takes part in the search, however few they are, and
        every answer meets the constraints as the catalogue has it now. Items
        that have what the words of the request refuse come after all others.

        Args:
            query: What to look for.

        Returns:
            At most ``query.k`` candidates, best first.

        Raises:
            CatalogueEmptyError: If nothing was published yet.
            CatalogueError: If the catalogue cannot be read.
        """
        shop = self._serving.current()
        asked = read_words(query)
        exclude = query.exclude_item_ids | frozenset(query.similar_to)
        depth = max(LEG_DEPTH, 2 * query.k)
        found = self._search(shop, query, asked, exclude, depth)
        if not found.pairs:
            browsing = not (asked.wanted or query.photo or query.similar_to)
            return self._popular(query, exclude) if browsing or query.constraints else []
        order = fuse(found.pairs, leg_weights(found.pairs, found.coverage), depth)
        similarity = {leg: dict(pairs) for leg, pairs in found.pairs.items()}
        with self._timed("fetch"):
            # More where found items may have to stand back.
            items = self._shelves.items(order[: query.k * 2 if asked.refused else query.k])
        # Another build may have been published meanwhile, with another price.
        sold = [items[i] for i in order if i in items and query.constraints.allow(items[i])]
        refused = {item.item_id for item in sold if asked.refused and has_any(item, asked.refused)}
        sold.sort(key=lambda item: item.item_id in refused)
        return [
            Candidate(
                item=item,
                similarity={
                    leg: known[item.item_id]
                    for leg, known in similarity.items()
                    if item.item_id in known
                },
                fused=standing(place) * (REFUSED if item.item_id in refused else 1),
            )
            for place, item in enumerate(sold[: query.k])
        ]

    def legs(self, query: Query) -> Found:
        """Return what each leg finds alone, at most ``query.k`` items each.

        Raises:
            CatalogueEmptyError: If nothing was published yet.
            CatalogueError: If the catalogue cannot be read.
        """
        exclude = query.exclude_item_ids | frozenset(query.similar_to)
        return self._search(self._serving.current(), query, read_words(query), exclude, query.k)

    def _search(
        self, shop: Shop, query: Query, asked: Asked, exclude: frozenset[str], depth: int
    ) -> Found:
        with self._timed("filter"):
            allowed = self._shelves.allowed(query.constraints) if query.constraints else None
        if allowed is not None:
            allowed -= exclude
        with self._timed("encode"):
            aims = self._aims(shop, query, asked)
        # Where all is allowed, leaving out a few found ones is cheaper than naming all others.
        count = depth + (0 if allowed is not None else len(exclude))
        found: dict[Leg, list[tuple[str, float]]] = {}
        coverage = 1.0
        with self._timed("search"):
            for leg, aim in aims.items():
                found[leg] = shop.nearest(leg, aim, count, allowed)
            if asked.wanted:
                matches = shop.lexical.match(asked.both, count, allowed)
                found[Leg.LEXICAL], coverage = matches.pairs, matches.coverage
        kept = {leg: [p for p in pairs if p[0] not in exclude] for leg, pairs in found.items()}
        best = {leg: pairs[:depth] for leg, pairs in kept.items() if pairs}
        return Found(best, coverage)

    def _aims(self, shop: Shop, query: Query, asked: Asked) -> dict[Leg, NDArray[np.float32]]:
        """Return the unit vector that each leg looks around."""
        parts: dict[Leg, list[NDArray[np.float32]]] = {Leg.TEXT: [], Leg.IMAGE: []}
        words = asked.wanted if self._multilingual else asked.english
        # Beside the misspelt words, not in their place: a correction may be wrong.
        meant = " ".join([words, *shop.lexical.corrections(words).values()]) if words else ""
        if meant and Leg.TEXT in shop.indexes:
            parts[Leg.TEXT].append(self._text_encoder.encode([meant])[0])
        if query.photo and self._image_encoder and Leg.IMAGE in shop.indexes:
            parts[Leg.IMAGE].append(self._image_encoder.encode([query.photo])[0])
        for leg, vectors in parts.items():
            if (mean := shop.mean(leg, query.similar_to)) is not None:
                vectors.append(_unit(mean))
        aims = {leg: _unit(np.sum(vectors, axis=0)) for leg, vectors in parts.items() if vectors}
        if shop.joint is not None:
            aims |= joint_aims(
                shop.joint, meant, query.photo, lambda leg: shop.mean(leg, query.similar_to)
            )
        return {leg: aim for leg, aim in aims.items() if leg in shop.indexes}

    def _popular(self, query: Query, exclude: frozenset[str]) -> list[Candidate]:
        with self._timed("fetch"):
            items = self._shelves.popular(query.constraints, query.k, exclude)
        return [Candidate(item, {}, standing(place)) for place, item in enumerate(items)]

    def _encoders(self) -> Mapping[Leg, LegEncoder]:
        encoders: dict[Leg, LegEncoder] = {Leg.TEXT: self._text_encoder}
        if self._image_encoder is not None:
            encoders[Leg.IMAGE] = self._image_encoder
        return encoders

    @contextmanager
    def _timed(self, stage: str) -> Generator[None]:
        started = perf_counter()
        yield
        if self._timings is not None:
            self._timings(stage, perf_counter() - started)


def _unit(vector: NDArray[np.float32]) -> NDArray[np.float32]:
    length = np.linalg.norm(vector)
    return (vector / length if length > 0 else vector).astype(np.float32)
