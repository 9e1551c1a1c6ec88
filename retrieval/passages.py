"""Finds the passage of the shop's policy that a question is about."""

import re
from collections.abc import Sequence
from typing import Final

import numpy as np

from retrieval.encoders.encoder import TextEncoder
from retrieval.knowledge import Passage
from retrieval.lexical import LexicalIndex

_TITLE_WEIGHT: Final = 2
_WORDS_SHARE: Final = 0.03
"""What the words that a question and a passage share weigh beside the cosine, which weighs 1."""
# Sums of float32 differ in the last digits by row; beyond these they mean nothing, and likes tie.
_DECIMALS: Final = 6


# Shops write of delivery, shoppers ask of shipping; a small encoder does not bring them together.
_POLICY_WORDS: Final = {
    "shipping": "delivery", "ship": "deliver", "ships": "delivers", "shipped": "delivered",
    "shipment": "delivery", "postage": "delivery", "courier": "delivery", "freight": "delivery",
    "overseas": "abroad", "internationally": "abroad",
    "swap": "exchange", "swapping": "exchanging", "installments": "instalments",
    "window": "how long", "deadline": "how long",
}  # fmt: skip
_ASKING: Final = frozenset(
    {
        "how", "much", "many", "long", "is", "are", "do", "does", "can", "i", "you", "it", "the",
        "a", "an", "my", "your", "to", "of", "what", "whats", "when", "where", "will", "would",
        "could", "there", "for", "and", "or", "in", "on", "if", "get",
    }
)  # fmt: skip
_WORD: Final = re.compile(r"[\w'’]+")
_SENT_BACK: Final = re.compile(r"\b(?:send|post|bring|take|give)((?: \w+){0,3}?) back\b")
_SENTENCE_ENDS: Final = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])")


def _in_policy_words(text: str) -> str:
    """Return the question with a shop's own words in the place of a shopper's.

    >>> _in_policy_words("How much is shipping?")
    'how much is delivery?'
    >>> _in_policy_words("Can I send these back?")
    'can i return these?'
    """
    text = _SENT_BACK.sub(r"return\1", text.casefold())
    return _WORD.sub(lambda word: _POLICY_WORDS.get(word.group(), word.group()), text)


class PassageSearch:
    """Searches a shop's policy by words and meaning; does not change once made.

    A question is about one sentence of a passage more often than about all of it, so
    each sentence is held against it, under the passage's title.
    """

    def __init__(self, passages: Sequence[Passage], encoder: TextEncoder) -> None:
        """Index the passages.

        Args:
            passages: With distinct ids; may be empty. Encoded here, some ten
                milliseconds a sentence.
            encoder: Encodes passages and questions.
        """
        self._passages = tuple(sorted(passages, key=lambda passage: passage.passage_id))
        self._encoder = encoder
        self._lexical = LexicalIndex(
            {
                p.passage_id: ((p.text, 1), (p.title, _TITLE_WEIGHT), (p.topic, _TITLE_WEIGHT))
                for p in passages
            }
        )
        pieces = [(at, piece) for at, p in enumerate(self._passages) for piece in _pieces(p)]
        self._passage_of = np.array([at for at, _ in pieces], dtype=np.intp)
        self._vectors = encoder.encode([piece for _, piece in pieces])

    def search(self, text: str, k: int) -> list[tuple[Passage, float]]:
        """Find the passages that best answer a question.

        Args:
            text: The question.
            k: How many at most, at least 1.

        Returns:
            Up to ``k`` passages, best first, ties by id, with the cosine in [-1, 1]
            of the question and the sentence nearest to it. The words they share
            count a little beside it, so the cosines need not fall. A low best cosine
            means that the policy does not cover the question. Empty where there are
            no passages or no question.
        """
        text = _in_policy_words(text)
        if not text.strip() or not self._passages:
            return []
        cosines = np.full(len(self._passages), -1.0)
        question = self._encoder.encode([text])[0]
        np.maximum.at(cosines, self._passage_of, (self._vectors @ question).round(_DECIMALS))
        content = " ".join(word for word in text.split() if word not in _ASKING)
        shared = dict(self._lexical.search(content, len(self._passages)))
        words = np.array([shared.get(passage.passage_id, 0.0) for passage in self._passages])
        best = np.argsort(-(cosines + _WORDS_SHARE * words), kind="stable")[:k]
        return [(self._passages[at], float(cosines[at])) for at in best]


def _pieces(passage: Passage) -> list[str]:
    """Return what of a passage is held against a question: title and sentences, one each."""
    told = (sentence.strip() for sentence in _SENTENCE_ENDS.split(passage.text))
    headed = [f"{passage.title}. {sentence}" for sentence in told if sentence]
    return [f"{passage.topic} {passage.title}", *headed]
