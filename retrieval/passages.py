"""Finds the passage of the shop's policy that a question is about."""

import re
from collections.abc import Mapping, Sequence

from retrieval.encoders.encoder import TextEncoder
from retrieval.exact import VectorMatrix
from retrieval.fusion import fuse
from retrieval.knowledge import Passage
from retrieval.lexical import LexicalIndex
from retrieval.query import Leg

_TITLE_WEIGHT = 2


# Shops write of delivery, shoppers ask of shipping; a small encoder does not bring them together.
_POLICY_WORDS = {
    "shipping": "delivery", "ship": "deliver", "ships": "delivers", "shipped": "delivered",
    "shipment": "delivery", "postage": "delivery", "courier": "delivery", "freight": "delivery",
    "overseas": "abroad", "internationally": "abroad",
}  # fmt: skip
_ASKING = frozenset(
    [
        "how",
        "much",
        "many",
        "long",
        "is",
        "are",
        "do",
        "does",
        "can",
        "i",
        "you",
        "it",
        "the",
        "a",
        "an",
        "my",
        "your",
        "to",
        "of",
        "what",
        "whats",
        "when",
        "where",
        "will",
        "would",
        "could",
        "there",
        "for",
        "and",
        "or",
        "in",
        "on",
        "if",
        "get",
    ]
)
_WORD = re.compile(r"[\w'’]+")


def _in_policy_words(text: str) -> str:
    """Return the question with a shop's own words in the place of a shopper's.

    >>> _in_policy_words("How much is shipping?")
    'how much is delivery?'
    """
    return _WORD.sub(lambda word: _POLICY_WORDS.get(word.group(), word.group()), text.casefold())


class PassageSearch:
    """Searches a shop's policy by words and meaning; does not change once made."""

    def __init__(self, passages: Sequence[Passage], encoder: TextEncoder) -> None:
        """Index the passages.

        Args:
            passages: With distinct ids; may be empty. Encoded here, some ten
                milliseconds each.
            encoder: Encodes passages and questions.
        """
        self._passages: Mapping[str, Passage] = {p.passage_id: p for p in passages}
        self._encoder = encoder
        self._lexical = LexicalIndex(
            {
                p.passage_id: ((p.text, 1), (p.title, _TITLE_WEIGHT), (p.topic, _TITLE_WEIGHT))
                for p in passages
            }
        )
        texts = [f"{p.topic}\n{p.title}\n{p.text}" for p in self._passages.values()]
        self._vectors = VectorMatrix(self._passages, encoder.encode(texts))

    def search(self, text: str, k: int) -> list[tuple[Passage, float]]:
        """Find the passages that best answer a question.

        Args:
            text: The question.
            k: How many at most, at least 1.

        Returns:
            Up to ``k`` passages with the cosine of question and passage in
            [-1, 1], best first by reciprocal-rank fusion of words and meaning,
            ties by id; so the cosines need not fall. A low best cosine means
            that the policy does not cover the question. Empty where there are
            no passages or no question.
        """
        text = _in_policy_words(text)
        if not text.strip() or not self._passages:
            return []
        count = len(self._passages)
        cosines = dict(self._vectors.nearest(self._encoder.encode([text])[0], count))
        content = " ".join(word for word in text.split() if word not in _ASKING)
        by_words = [passage_id for passage_id, _ in self._lexical.search(content, count)]
        rankings = {Leg.TEXT: list(cosines), Leg.LEXICAL: by_words}
        fused = fuse(rankings, {Leg.TEXT: 1.0, Leg.LEXICAL: 1.0})
        return [(self._passages[i], cosines[i]) for i, _ in fused[:k]]
