"""How favourable a review is."""

import re
from functools import cache
from statistics import fmean
from typing import TYPE_CHECKING, Final

from assistant.grounding.claims import sentences
from assistant.service.reviews.review import Review

if TYPE_CHECKING:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

_ENGLISH: Final = re.compile(r"[a-z]{2,}", re.IGNORECASE)
_FOREIGN: Final = re.compile(r"[^\x00-\u024f\u2000-\u206f\u20a0-\u20cf]")
_MIDDLE, _REACH = 3.0, 2.0
_READ: Final = 4_000


def tone(review: Review) -> float | None:
    """Return how favourable a review is, in [-1, 1]; None where nothing tells.

    The mean of its stars (1 to 5 laid on -1 to 1) and of its words, as far as
    there are both. Words count by the lexicon of VADER (Hutto and Gilbert,
    2014), sentence by sentence, the headline as one; it knows English alone, so
    a review in another script is judged by its stars.
    """
    parts = [part for part in (_of_stars(review.rating), _of_words(review)) if part is not None]
    return fmean(parts) if parts else None


def _of_stars(rating: float | None) -> float | None:
    return None if rating is None else (rating - _MIDDLE) / _REACH


def _of_words(review: Review) -> float | None:
    said = [review.title[:_READ]] if review.title else []
    text = review.text[:_READ]
    said += [text[start:end] for start, end in sentences(text)]
    whole = " ".join(said)
    if not _ENGLISH.search(whole) or _FOREIGN.search(whole):
        return None
    return fmean(_analyser().polarity_scores(each)["compound"] for each in said)


@cache
def _analyser() -> "SentimentIntensityAnalyzer":
    # Imported late: it brings an HTTP client along.
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer  # noqa: PLC0415

    return SentimentIntensityAnalyzer()
