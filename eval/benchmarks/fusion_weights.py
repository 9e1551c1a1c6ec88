"""Chooses how much each leg counts in the fusion, on the validation half of the requests."""

from collections.abc import Iterator, Mapping, Sequence
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
SHARPNESSES: Final = (0.0, 0.5, 1.0, 2.0)

STORIES: Final = (
    "I need {} for my cousin's birthday next Saturday",
    "my old one broke last week, so I am after {}",
    "a friend of mine swears by {} and now I am curious",
    "{}, please, and nothing too fancy, as money is tight this month",
    "we move north in autumn and were told to get {}",
)
"""What shoppers say around a request; it changes nothing of what answers it."""

_TOLD: Final = (Kind.KNOWN_ITEM, Kind.ATTRIBUTE)
_SHOWN: Final = 15
_COLUMNS: Final = ("sharpness", "meaning", "photos", "nDCG@10", "recall@50")

Searched = Sequence[tuple[Request, Found]]


class Choice(NamedTuple):
    """What is chosen; the names are those of ``leg_weights.py``."""

    sharpness: float
    meaning: float
    photos: float


def run(data: Path | None = None) -> Report:
    """Try every combination, best nDCG@10 first, ties by recall@50 and then by the smaller weights.

    Each shop is asked its requests as they are written, and again with a story
    around the plain ones. The figure is the mean of these four means, so that a
    shop with many requests counts no more than one with few. Nothing is drawn
    at random.

    Args:
        data: Folder of the data sets; None for ``AISLE_DATA``.
    """
    found: dict[str, Searched] = {}
    for name in shops():
        shop = open_measured_shop(name, data)
        requests = list(_requests(shop))
        found[name] = _searched(shop, requests)
        found[f"{name}, in stories"] = _searched(shop, list(_told(requests)))
    has_photos = any(Leg.JOINT in legs.pairs for each in found.values() for _, legs in each)
    photos = PHOTOS if has_photos else (0.0,)
    choices = [Choice(*each) for each in product(SHARPNESSES, MEANING, photos)]
    tried = {choice: _quality(found, choice) for choice in choices}
    ordered = sorted(tried, key=lambda choice: (*(-value for value in tried[choice]), choice))
    photos_now = OF_WORDS[Leg.JOINT] if has_photos else 0.0
    now = Choice(SHARPNESS, OF_WORDS[Leg.TEXT], photos_now)
    best, in_force = tried[ordered[0]], _quality(found, now)
    return Report(
        name="fusion",
        columns=_COLUMNS,
        rows=[_row(choice, tried[choice]) for choice in ordered[:_SHOWN]],
        figures={
            "best.ndcg_at_10": best[0],
            "in_force.ndcg_at_10": in_force[0],
            "behind_best.ndcg_at_10": best[0] - in_force[0],
        },
        facts={
            "requests": ", ".join(f"{len(each)} of {name}" for name, each in found.items()),
            "in force": " ".join(_row(now, in_force)),
        },
        notes=["Words have weight 1. What is in force stands in retrieval/leg_weights.py."],
    )


def _requests(shop: MeasuredShop) -> Iterator[Request]:
    for request in load_requests(shop.name, shop.items):
        # What is refused is put last after the fusion, whatever the weights.
        if request.split is Split.VALIDATION and request.kind is not Kind.NEGATIVE:
            yield request


def _told(requests: Sequence[Request]) -> Iterator[Request]:
    plain = [request for request in requests if request.kind in _TOLD]
    for request, story in zip(plain, cycle(STORIES), strict=False):
        yield replace(request, text=story.format(request.text))


def _searched(shop: MeasuredShop, requests: Sequence[Request]) -> Searched:
    return [(each, shop.retriever.legs(Query(each.text, k=LEG_DEPTH))) for each in requests]


def _quality(found: Mapping[str, Searched], choice: Choice) -> tuple[float, float]:
    """Return the means over shops and ways of asking of nDCG@10 and recall@50."""
    means = [
        [fmean(column) for column in zip(*(_values(*each, choice) for each in shop), strict=True)]
        for shop in found.values()
    ]
    gain, recall = (fmean(column) for column in zip(*means, strict=True))
    return gain, recall


def _values(request: Request, found: Found, choice: Choice) -> tuple[float, float]:
    of_words = {Leg.LEXICAL: 1.0, Leg.TEXT: choice.meaning, Leg.JOINT: choice.photos}
    voting = {leg: pairs for leg, pairs in found.pairs.items() if of_words.get(leg)}
    weights = leg_weights(voting, found.coverage, of_words=of_words, sharpness=choice.sharpness)
    ranking = fuse(voting, weights, LEG_DEPTH)[:DEPTH]
    return ndcg_at_10(ranking, request), recall_at_50(ranking, request)


def _row(choice: Choice, quality: tuple[float, float]) -> tuple[str, ...]:
    return (*(f"{value:g}" for value in choice), *(f"{value:.4f}" for value in quality))
