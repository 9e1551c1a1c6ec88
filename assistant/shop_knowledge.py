"""The shop's words and policy, kept in memory and brought up to date as the shop changes."""

import logging
import threading
from dataclasses import dataclass, replace
from typing import Final

from retrieval.catalog import Catalogue
from retrieval.catalog_errors import CatalogueEmptyError, CatalogueError
from retrieval.changes import Revision
from retrieval.encoders.encoder import TextEncoder
from retrieval.passages import PassageSearch
from retrieval.vocabulary import Vocabulary

_log = logging.getLogger(__name__)

PATIENCE: Final = 0.3
"""Seconds that a turn waits for new words to be counted before it goes on with the old.

They take 0.1 s at a thousand items and ten at a hundred thousand.
"""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the shop at one revision.

    Attributes:
        revision: The revision; its words may be older while new ones are counted.
        words: The revision's number of the words.
        vocabulary: The words its items are described in.
        passages: Finds its policy passages.
    """

    revision: Revision
    words: int
    vocabulary: Vocabulary
    passages: PassageSearch


class ShopKnowledge:
    """Follows the shop that serves; safe for several threads."""

    def __init__(
        self, catalogue: Catalogue, encoder: TextEncoder, patience: float = PATIENCE
    ) -> None:
        """Take the parts; nothing is read yet.

        Args:
            catalogue: The shop.
            encoder: For policy questions.
            patience: Seconds to wait for the words to be counted again.
        """
        self._catalogue = catalogue
        self._encoder = encoder
        self._patience = patience
        self._lock = threading.Lock()
        self._counting: threading.Thread | None = None
        self._known: Known | None = None

    def current(self) -> Known:
        """Return what is known of the shop that serves now.

        Policy and price bounds are those of this moment. Where the words of
        items changed, they are counted again beside the turn, which waits
        ``patience`` seconds for them at most.

        Raises:
            CatalogueEmptyError: If nothing was indexed yet.
        """
        revision = self._catalogue.revision()
        if revision is None:
            raise CatalogueEmptyError("the catalogue is empty: run `aisle index FEED` to fill it")
        with self._lock:
            known = self._known
            if known is None or known.revision.build_id != revision.build_id:
                known = self._known = self._read(revision)
            elif known.revision != revision:
                known = self._known = self._followed(known, revision)
            counting = self._count_again(known)
        if counting is None:
            return known
        counting.join(self._patience)
        return self._known or known

    def _read(self, revision: Revision) -> Known:
        vocabulary = self._catalogue.vocabulary()
        return Known(revision, revision.words, vocabulary, self._passages())

    def _passages(self) -> PassageSearch:
        return PassageSearch(self._catalogue.passages(), self._encoder)

    def _followed(self, known: Known, revision: Revision) -> Known:
        if revision.knowledge != known.revision.knowledge:
            known = replace(known, passages=self._passages())
        bounds = self._catalogue.price_bounds()
        if bounds != (known.vocabulary.lowest_price, known.vocabulary.highest_price):
            lowest, highest = bounds
            vocabulary = replace(known.vocabulary, lowest_price=lowest, highest_price=highest)
            known = replace(known, vocabulary=vocabulary)
        return replace(known, revision=revision)

    def _count_again(self, known: Known) -> threading.Thread | None:
        """Return the thread that counts the words, started where none does; None if they hold."""
        if known.words >= known.revision.words:
            return None
        if self._counting is None or not self._counting.is_alive():
            self._counting = threading.Thread(target=self._count, name="vocabulary", daemon=True)
            self._counting.start()
        return self._counting

    def _count(self) -> None:
        try:
            revision = self._catalogue.revision()
            vocabulary = self._catalogue.vocabulary()
        except CatalogueError as error:
            _log.warning("the shop's words could not be counted again: %s", error)
            return
        with self._lock:
            known = self._known
            if known and revision and known.revision.build_id == revision.build_id:
                self._known = replace(known, words=revision.words, vocabulary=vocabulary)
