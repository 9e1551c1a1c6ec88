"""Finds the passage of the shop's policy that a question is about."""

import re
from collections.abc import Sequence
from typing import Final

import numpy as np

from retrieval.encoders.encoder import TextEncoder
from retrieval.knowledge import Passage
from retrieval.lexical import LexicalIndex, Values
from retrieval.policy_headings import KIND, headings, kinds_asked, kinds_told
from retrieval.policy_words import in_policy_words

_TITLE_WEIGHT: Final = 2
_WORDS_SHARE: Final = 0.09
"""What the words that a question and a passage share weigh beside the cosine, which weighs 1."""
# Sums of float32 differ in the last digits by row; beyond these they mean nothing, and likes tie.
_DECIMALS: Final = 6


_ASKING: Final = frozenset(
    {
        "how", "much", "many", "long", "is", "are", "do", "does", "can", "i", "you", "it", "the",
        "a", "an", "my", "your", "to", "of", "what", "whats", "when", "where", "will", "would",
        "could", "there", "for", "and", "or", "in", "on", "if", "get",
    }
)  # fmt: skip
_SENTENCE_ENDS: Final = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])")


class PassageSearch:
    """Searches a shop's policy by words and meaning; does not change once made.

    A question is about one sentence of a passage more often than about all of it, so
    each sentence is held against it, under the passage's title.
    """

    def __init__(self, passages: Sequence[Passage], encoder: TextEncoder) -> None:
        """Index the passages.

        Args:
            passages: With distinct ids, the rule of a topic before the rest of it; may
                be empty. Encoded here, some ten milliseconds a sentence.
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
        self._kinds = np.array([kinds_told(piece) for _, piece in pieces]).reshape(-1, 2)
        by_id = headings(passages)
        self._headings = [by_id[passage.passage_id] for passage in self._passages]

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
        text = in_policy_words(text)
        if not text.strip() or not self._passages:
            return []
        near = (self._vectors @ self._encoder.encode([text])[0]).round(_DECIMALS)
        fits = near + KIND * (self._kinds & np.array(kinds_asked(text))).any(axis=1)
        best = np.argsort(-(self._best(fits) + self._worth(text)), kind="stable")[:k]
        cosines = self._best(near)
        return [(self._passages[at], float(cosines[at])) for at in best]

    def _best(self, of_pieces: Values) -> Values:
        """Return each passage's highest value of those of its pieces."""
        values = np.full(len(self._passages), -1.0)
        np.maximum.at(values, self._passage_of, of_pieces)
        return values

    def _worth(self, text: str) -> Values:
        """Return what the words and headings of the passages count beside the similarity."""
        content = " ".join(word for word in text.split() if word not in _ASKING)
        shared = dict(self._lexical.search(content, len(self._passages)))
        words = [shared.get(passage.passage_id, 0.0) for passage in self._passages]
        fits = [heading.fit(text) for heading in self._headings]
        return _WORDS_SHARE * np.array(words) + np.array(fits)


def _pieces(passage: Passage) -> list[str]:
    """Return what of a passage is held against a question: title and sentences, one each."""
    told = (sentence.strip() for sentence in _SENTENCE_ENDS.split(passage.text))
    headed = [f"{passage.title}. {sentence}" for sentence in told if sentence]
    return [f"{passage.topic} {passage.title}", *headed]
