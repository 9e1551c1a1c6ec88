"""How the reviews of a product change, and when that is a turn for the worse."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean
from typing import Final

import numpy as np

from assistant.service.reviews.shelf import Judged
from assistant.service.reviews.terms import Term, count_terms, telling_terms

RECENT: Final = timedelta(days=30)
FEWEST: Final = 5
"""Reviews that each side of a comparison takes."""
DROP: Final = 0.25
"""By how much the tone must fall; it lies in [-1, 1]."""
CHANCE: Final = 0.01
"""How likely chance alone may make such a fall."""
SHUFFLES: Final = 5_000
TERMS: Final = 8
_LOW, _HIGH = -0.05, 0.05


@dataclass(frozen=True, slots=True)
class Month:
    """The reviews of one month.

    Attributes:
        first: Its first day.
        count: How many.
        tone: Their mean tone in [-1, 1].
    """

    first: date
    count: int
    tone: float


@dataclass(frozen=True, slots=True)
class Pile:
    """Some reviews: how many, and their mean tone and stars, None of nothing."""

    count: int
    tone: float | None
    rating: float | None


@dataclass(frozen=True, slots=True)
class Alert:
    """A turn for the worse.

    Attributes:
        drop: By how much the mean tone fell, above 0.
        chance: How likely chance alone makes such a fall, by permutation.
    """

    drop: float
    chance: float


@dataclass(frozen=True, slots=True)
class Trend:
    """What the reviews of one product say.

    Attributes:
        product_id: As the reviews name it.
        all: Every review.
        recent: Those within ``RECENT`` of the newest review of the shop.
        older: Those before; undated ones count to neither.
        alert: Set where the product took a turn for the worse.
        hot: What stands out in the recent reviews; where none are dated, in the
            bad ones beside the good.
        praised: What stands out in the good ones beside the bad.
        months: From the earliest to the latest month with a review.
        reviews: Newest first, undated ones last.
    """

    product_id: str
    all: Pile
    recent: Pile
    older: Pile
    alert: Alert | None
    hot: tuple[Term, ...]
    praised: tuple[Term, ...]
    months: tuple[Month, ...]
    reviews: tuple[Judged, ...]


@dataclass(frozen=True, slots=True)
class Trends:
    """The trends of a shop.

    Attributes:
        as_of: Day of the newest review, from which "recent" is counted; None
            where no review is dated.
        products: Those with an alert first, then the worst tone, ties by id.
    """

    as_of: date | None
    products: tuple[Trend, ...]


def trends(reviews: Iterable[Judged]) -> Trends:
    """Return the trend of every product.

    An old import tells as much as a new one: "recent" is counted from the newest
    review and not from today.
    """
    by_product: dict[str, list[Judged]] = defaultdict(list)
    background: Counter[str] = Counter()
    as_of: date | None = None
    for judged in reviews:
        by_product[judged.review.product_id].append(judged)
        background.update(count_terms([_words(judged)]))
        written = judged.review.written
        if written is not None and (as_of is None or written > as_of):
            as_of = written
    found = [_trend(name, pile, as_of, background) for name, pile in by_product.items()]
    return Trends(as_of, tuple(sorted(found, key=_urgency)))


def turn_for_the_worse(older: Sequence[float], recent: Sequence[float]) -> Alert | None:
    """Tell whether the recent tones are lower than chance and habit explain.

    A permutation test on the difference of the means, one-sided, with a fixed
    seed, so that equal input gives equal output.

    Args:
        older: Tones in [-1, 1].
        recent: Likewise.

    Returns:
        An alert where both sides have ``FEWEST`` reviews, the mean fell by
        ``DROP`` and chance makes such a fall in less than ``CHANCE``; else None.
    """
    if len(older) < FEWEST or len(recent) < FEWEST:
        return None
    drop = fmean(older) - fmean(recent)
    if drop < DROP:
        return None
    both = np.array([*older, *recent])
    random = np.random.default_rng(0)
    shuffled = random.permuted(np.tile(both, (SHUFFLES, 1)), axis=1)
    drops = shuffled[:, : len(older)].mean(axis=1) - shuffled[:, len(older) :].mean(axis=1)
    # The order seen counts as one of them, so that the chance is never 0.
    chance = (1 + int((drops >= drop - 1e-12).sum())) / (1 + SHUFFLES)
    return Alert(drop, chance) if chance < CHANCE else None


def _trend(name: str, pile: list[Judged], as_of: date | None, background: Counter[str]) -> Trend:
    dated = [(j, j.review.written) for j in pile if j.review.written is not None]
    since = as_of - RECENT if as_of else None
    recent = [j for j, day in dated if since and day > since]
    older = [j for j, day in dated if since and day <= since]
    good = [j for j in pile if j.tone is not None and j.tone > _HIGH]
    bad = [j for j in pile if j.tone is not None and j.tone < _LOW]
    these, those = (recent, older) if recent else (bad, good)
    return Trend(
        product_id=name,
        all=_pile(pile),
        recent=_pile(recent),
        older=_pile(older),
        alert=turn_for_the_worse(_tones(older), _tones(recent)),
        hot=_telling(these, those, background),
        praised=_telling(good, bad, background),
        months=_months(dated),
        reviews=tuple(sorted(pile, key=lambda j: j.review.written or date.min, reverse=True)),
    )


def _telling(
    these: Sequence[Judged], those: Sequence[Judged], background: Counter[str]
) -> tuple[Term, ...]:
    return telling_terms(
        [_words(j) for j in these], [_words(j) for j in those], background, most=TERMS
    )


def _months(dated: Sequence[tuple[Judged, date]]) -> tuple[Month, ...]:
    by_month: dict[date, list[float]] = defaultdict(list)
    for judged, day in dated:
        if judged.tone is not None:
            by_month[day.replace(day=1)].append(judged.tone)
    return tuple(Month(first, len(t), fmean(t)) for first, t in sorted(by_month.items()))


def _pile(reviews: Sequence[Judged]) -> Pile:
    tones = _tones(reviews)
    stars = [j.review.rating for j in reviews if j.review.rating is not None]
    return Pile(len(reviews), fmean(tones) if tones else None, fmean(stars) if stars else None)


def _tones(reviews: Sequence[Judged]) -> list[float]:
    return [j.tone for j in reviews if j.tone is not None]


def _words(judged: Judged) -> str:
    return f"{judged.review.title}. {judged.review.text}"


def _urgency(trend: Trend) -> tuple[bool, float, str]:
    tone = trend.all.tone if trend.all.tone is not None else 1.0
    return (trend.alert is None, tone, trend.product_id)
