"""Chooses how much each leg counts in the fusion, on the validation half of the requests."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from statistics import fmean
from typing import Final, NamedTuple

from eval.benchmarks.retrieval_quality import ndcg_at_10, recall_at_50
from eval.measured_shops import open_measured_shop
from eval.query_set import Kind, Request, Split, load_requests, shops
from eval.report import Report
from eval.retrieval_systems import DEPTH, legs
from retrieval.fusion import fuse
from retrieval.leg_weights import K0, OF_WORDS, SHARPNESS, leg_weights
from retrieval.query import Leg
from retrieval.retrieve import Found

MEANING: Final = (0.1, 0.2, 0.3, 0.5, 1.0)
"""Weights tried for the leg of meaning; that of words has 1."""
PHOTOS: Final = (0.0, 0.05, 0.1, 0.2, 0.4)
"""Weights tried for finding photos by words."""
SHARPNESSES: Final = (0.0, 1.0, 2.0, 3.0)
K0S: Final = (10, 20, 40, 60)

_SHOWN: Final = 15
_COLUMNS: Final = ("k0", "sharpness", "meaning", "photos", "nDCG@10", "recall@50")

Searched = Sequence[tuple[Request, Found]]


class Choice(NamedTuple):
    """What is chosen; the names are those of ``leg_weights.py``."""

    k0: int
    sharpness: float
    meaning: float
    photos: float


def run(data: Path | None = None) -> Report:
    """Try every combination, best nDCG@10 first, ties by recall@50 and then by the smaller weights.

    The figure is the mean of the shops' means, so that a shop with many
    requests counts no more than one with few. Nothing is drawn at random.

    Args:
        data: Folder of the data sets; None for ``AISLE_DATA``.
    """
    found = {name: list(_searched(name, data)) for name in shops()}
    has_photos = any(Leg.JOINT in legs.pairs for each in found.values() for _, legs in each)
    photos = PHOTOS if has_photos else (0.0,)
    choices = [Choice(*each) for each in product(K0S, SHARPNESSES, MEANING, photos)]
    tried = {choice: _quality(found, choice) for choice in choices}
    ordered = sorted(tried, key=lambda choice: (*(-value for value in tried[choice]), choice))
    photos_now = OF_WORDS[Leg.JOINT] if has_photos else 0.0
    now = Choice(K0, SHARPNESS, OF_WORDS[Leg.TEXT], photos_now)
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


def _searched(name: str, data: Path | None) -> Iterator[tuple[Request, Found]]:
    shop = open_measured_shop(name, data)
    for request in load_requests(name, shop.items):
        # What is refused is put last after the fusion, whatever the weights.
        if request.split is Split.VALIDATION and request.kind is not Kind.NEGATIVE:
            yield request, legs(shop.retriever, request.text)


def _quality(found: Mapping[str, Searched], choice: Choice) -> tuple[float, float]:
    """Return the means over shops of nDCG@10 and recall@50."""
    means = [
        [fmean(column) for column in zip(*(_values(*each, choice) for each in shop), strict=True)]
        for shop in found.values()
    ]
    gain, recall = (fmean(column) for column in zip(*means, strict=True))
    return gain, recall


def _values(request: Request, found: Found, choice: Choice) -> tuple[float, float]:
    of_words = {Leg.LEXICAL: 1.0, Leg.TEXT: choice.meaning, Leg.JOINT: choice.photos}
    voting = {leg: ids for leg, ids in found.rankings.items() if of_words.get(leg)}
    weights = leg_weights(voting, found.coverage, of_words=of_words, sharpness=choice.sharpness)
    ranking = [item_id for item_id, _ in fuse(voting, weights, choice.k0)][:DEPTH]
    return ndcg_at_10(ranking, request), recall_at_50(ranking, request)


def _row(choice: Choice, quality: tuple[float, float]) -> tuple[str, ...]:
    return (*(f"{value:g}" for value in choice), *(f"{value:.4f}" for value in quality))
