"""Chooses how much each leg counts in the fusion, on the validation half of the requests."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import cycle, product
from pathlib import Path
from statistics import fmean
from typing import Final, NamedTuple

from eval.benchmarks.retrieval_quality import ndcg_at_10, recall_at_50
from eval.measured_shops import MeasuredShop, open_measured_shop
from eval.query_set import Kind, Request, Split, load_requests, shops
from eval.report import Report
from eval.retrieval_systems import DEPTH
from retrieval.fusion import fuse
from retrieval.leg_weights import OF_WORDS, SHARPNESS, leg_weights
from retrieval.query import Leg, Query
from retrieval.retrieve import LEG_DEPTH, Found

MEANING: Final = (0.3, 0.5, 0.7, 1.0, 1.4)
"""Weights tried for the leg of meaning; that of words has 1."""
PHOTOS: Final = (0.0, 0.1, 0.2, 0.4)
"""Weights tried for finding photos by words."""
SHARPNESSES: Final = (0.0, 0.5, 1.0, 1.5, 2.0, 3.0)

STORIES: Final = (
    "I need {} for my cousin's birthday next Saturday",
    "my old one broke last week, so I am after {}",
    "a friend of mine swears by {} and now I am curious",
    "{}, please, and nothing too fancy, as money is tight this month",
    "we move north in autumn and were told to get {}",
)
"""What shoppers say around a request; it changes nothing of what answers it."""

NEAR: Final = 0.001
"""What is so near the best nDCG@10 is as good: noise is more."""

_TOLD: Final = (Kind.KNOWN_ITEM, Kind.ATTRIBUTE)
_SHOWN: Final = 15
_COLUMNS: Final = (
    "sharpness",
    "meaning",
    "photos",
    "nDCG@10",
    "recall@50",
    "in stories",
    "recall@50",
)

Searched = Sequence[tuple[Request, Found]]


class Choice(NamedTuple):
    """What is chosen; the names are those of ``leg_weights.py``."""

    sharpness: float
    meaning: float
    photos: float


class Quality(NamedTuple):
    """What comes of it, for requests as they are written and for those told in stories."""

    ndcg: float
    recall: float
    told_ndcg: float
    told_recall: float


def run(data: Path | None = None) -> Report:
    """Try every combination; of those nearly as good as the best, the best in stories comes first.

    Each shop is asked its requests as they are written, and again with a story
    around the plain ones. Figures are means of the shops' means, so that a shop
    with many requests counts no more than one with few. Nothing is drawn at
    random.

    Args:
        data: Folder of the data sets; None for ``AISLE_DATA``.
    """
    opened = [open_measured_shop(name, data) for name in shops()]
    requests = [list(_requests(shop)) for shop in opened]
    written = [_searched(*each) for each in zip(opened, requests, strict=True)]
    told = [_searched(shop, _told(some)) for shop, some in zip(opened, requests, strict=True)]
    has_photos = any(Leg.JOINT in legs.pairs for each in written for _, legs in each)
    photos = PHOTOS if has_photos else (0.0,)
    choices = [Choice(*each) for each in product(SHARPNESSES, MEANING, photos)]
    tried = {one: Quality(*_means(written, one), *_means(told, one)) for one in choices}
    bound = max(quality.ndcg for quality in tried.values()) - NEAR
    ordered = sorted(tried, key=lambda one: (*_rank(tried[one], bound), one))
    now = Choice(SHARPNESS, OF_WORDS[Leg.TEXT], OF_WORDS[Leg.JOINT] if has_photos else 0.0)
    in_force = tried.get(now) or Quality(*_means(written, now), *_means(told, now))
    first = tried[ordered[0]]
    return Report(
        name="fusion",
        columns=_COLUMNS,
        rows=[_row(choice, tried[choice]) for choice in ordered[:_SHOWN]],
        figures={
            "best.ndcg_at_10": first.ndcg,
            "in_force.ndcg_at_10": in_force.ndcg,
            "behind_best.ndcg_at_10": first.ndcg - in_force.ndcg,
        },
        facts={
            "requests": ", ".join(
                f"{len(each)} of {shop.name}" for shop, each in zip(opened, requests, strict=True)
            ),
            "in stories": ", ".join(str(len(each)) for each in told),
            "in force": " ".join(_row(now, in_force)),
        },
        notes=["Words have weight 1. What is in force stands in retrieval/leg_weights.py."],
    )


def _requests(shop: MeasuredShop) -> Iterator[Request]:
    for request in load_requests(shop.name, shop.items):
        # What is refused is put last after the fusion, whatever the weights.
        if request.split is Split.VALIDATION and request.kind is not Kind.NEGATIVE:
            yield request


def _told(requests: Sequence[Request]) -> list[Request]:
    plain = [request for request in requests if request.kind in _TOLD]
    stories = zip(plain, cycle(STORIES), strict=False)
    return [replace(request, text=story.format(request.text)) for request, story in stories]


def _searched(shop: MeasuredShop, requests: Sequence[Request]) -> Searched:
    return [(each, shop.retriever.legs(Query(each.text, k=LEG_DEPTH))) for each in requests]


def _rank(quality: Quality, bound: float) -> tuple[float, ...]:
    """Return what sorts the good ones first, by how they do in stories, and then the others."""
    if quality.ndcg >= bound:
        return (0, -quality.told_ndcg, -quality.told_recall)
    return (1, -quality.ndcg, -quality.recall)


def _means(found: Sequence[Searched], choice: Choice) -> tuple[float, float]:
    """Return the means over shops of nDCG@10 and recall@50."""
    means = [
        [fmean(column) for column in zip(*(_values(*each, choice) for each in shop), strict=True)]
        for shop in found
    ]
    gain, recall = (fmean(column) for column in zip(*means, strict=True))
    return gain, recall


def _values(request: Request, found: Found, choice: Choice) -> tuple[float, float]:
    of_words = {Leg.LEXICAL: 1.0, Leg.TEXT: choice.meaning, Leg.JOINT: choice.photos}
    voting = {leg: pairs for leg, pairs in found.pairs.items() if of_words.get(leg)}
    weights = leg_weights(voting, found.coverage, of_words=of_words, sharpness=choice.sharpness)
    ranking = fuse(voting, weights, LEG_DEPTH)[:DEPTH]
    return ndcg_at_10(ranking, request), recall_at_50(ranking, request)


def _row(choice: Choice, quality: Quality) -> tuple[str, ...]:
    return (*(f"{value:g}" for value in choice), *(f"{value:.4f}" for value in quality))
