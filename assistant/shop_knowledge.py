"""The shop's words and policy, kept in memory while the same build serves."""

import threading
from dataclasses import dataclass

from retrieval.catalog import Catalogue
from retrieval.encoders.encoder import TextEncoder
from retrieval.passages import PassageSearch
from retrieval.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one build.

    Attributes:
        build_id: The build.
        vocabulary: The words its items are described in.
        passages: Finds its policy passages.
    """

    build_id: str
    vocabulary: Vocabulary
    passages: PassageSearch


class ShopKnowledge:
    """Follows the build that serves; safe for several threads."""

    def __init__(self, catalogue: Catalogue, encoder: TextEncoder) -> None:
        """Take the catalogue, and the encoder for policy questions; reads nothing yet."""
        self._catalogue = catalogue
        self._encoder = encoder
        self._lock = threading.Lock()
        self._known: Known | None = None

    def current(self) -> Known:
        """Return what is known of the build that serves now.

        Raises:
            CatalogueEmptyError: If nothing was indexed yet.
        """
        build_id = self._catalogue.published()
        with self._lock:
            if self._known is None or self._known.build_id != build_id:
                vocabulary = self._catalogue.vocabulary()
                passages = PassageSearch(self._catalogue.passages(), self._encoder)
                self._known = Known(build_id or "", vocabulary, passages)
            return self._known
