"""How well requests in words are answered: the fusion, its legs, and other systems."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Final

from eval.measured_shops import MeasuredShop, open_measured_shop
from eval.metrics.accuracy import ndcg, recall
from eval.query_set import Kind, Request, Split, load_requests, shops
from eval.report import Report
from eval.retrieval_systems import DEPTH, FUSION, Ranking, answers
from eval.statistics import Interval, paired_difference

CUT: Final = 10
ALL: Final = "all"

_COLUMNS: Final = (
    "shop", "kind", "requests", "system", "nDCG@10", "recall@50", "fusion ahead, nDCG@10",
    "recall@50",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answered:
    """Requests with every system's answers.

    Attributes:
        shop: Where, or ``all``.
        requests: In order.
        rankings: For each system a ranking a request, in their order.
    """

    shop: str
    requests: Sequence[Request]
    rankings: Mapping[str, Sequence[Ranking]]

    def only(self, keep: Callable[[Request], bool]) -> "Answered":
        """Return the part with the requests to keep."""
        places = [place for place, request in enumerate(self.requests) if keep(request)]
        return Answered(
            self.shop,
            [self.requests[place] for place in places],
            {name: [ranked[place] for place in places] for name, ranked in self.rankings.items()},
        )


def ndcg_at_10(ranking: Ranking, request: Request) -> float:
    """Return the nDCG of the first ten, all relevant items being worth the same."""
    return ndcg(ranking, dict.fromkeys(request.relevant, 1.0), CUT)


def recall_at_50(ranking: Ranking, request: Request) -> float:
    """Return the share of the relevant items among the first fifty."""
    return recall(ranking, request.relevant, DEPTH)


METRICS: Final = {"ndcg_at_10": ndcg_at_10, "recall_at_50": recall_at_50}


def run(data: Path | None = None) -> Report:
    """Measure every shop that has requests, on the test half of them.

    The validation half is what weights were chosen on and failures were looked
    at on; its figures begin with ``validation``.

    Args:
        data: Folder of the data sets; None for ``AISLE_DATA``.

    Raises:
        NoDataError: If the data sets are missing.
        QuerySetError: If the requests do not fit them.
    """
    every = [_ask(open_measured_shop(name, data)) for name in shops()]
    rows: list[tuple[str, ...]] = []
    figures: dict[str, float] = {}
    for split in Split:
        parts = [each.only(lambda request, split=split: request.split is split) for each in every]
        for part in [*parts, _together(parts)]:
            before = "" if split is Split.TEST else f"{split}."
            for kind, some in _by_kind(part):
                measured = _measure(some)
                figures |= {
                    f"{before}{part.shop}.{kind}.{name}": v for name, v in _figures(measured)
                }
                if split is Split.TEST:
                    rows += _rows(part.shop, kind, len(some.requests), measured)
            figures[f"{before}{part.shop}.parity"] = parity(part)
    return Report(
        name="retrieval",
        columns=_COLUMNS,
        rows=rows,
        figures=figures,
        facts={each.shop: f"{len(each.requests)} requests" for each in every},
        notes=_notes(figures),
    )


def parity(answered: Answered) -> float:
    """Return how far the two languages are answered alike, in [0, 1].

    Every Chinese request is held against the first English one of its need: the
    share of the first ten items that both have, over the longer of the two
    lists; the mean of all. A need that is asked in one language only says
    nothing, and 1 is the answer where no need is asked in both.
    """
    english: dict[tuple[str, str], Ranking] = {}
    shares: list[float] = []
    for request, ranking in zip(answered.requests, answered.rankings[FUSION], strict=True):
        need, first = (request.shop, request.need), set(ranking[:CUT])
        if request.kind is not Kind.CHINESE:
            english.setdefault(need, ranking[:CUT])
        elif need in english:
            longest = max(len(first), len(english[need]))
            shares.append(len(first & set(english[need])) / longest if longest else 1.0)
    return fmean(shares) if shares else 1.0


def _ask(shop: MeasuredShop) -> Answered:
    requests = load_requests(shop.name, shop.items)
    return Answered(shop.name, requests, answers(shop, [request.text for request in requests]))


def _together(parts: Sequence[Answered]) -> Answered:
    """Join shops, with the systems that all of them have."""
    common = [name for name in parts[0].rankings if all(name in p.rankings for p in parts)]
    return Answered(
        ALL,
        [request for part in parts for request in part.requests],
        {name: [ranked for part in parts for ranked in part.rankings[name]] for name in common},
    )


def _by_kind(answered: Answered) -> Iterator[tuple[str, Answered]]:
    yield ALL, answered
    for kind in Kind:
        yield kind.value, answered.only(lambda request, kind=kind: request.kind is kind)


@dataclass(frozen=True, slots=True)
class _Measured:
    """What came of one system.

    Attributes:
        means: By metric.
        ahead: How far the fusion is ahead of it, by metric; empty for the
            fusion itself.
    """

    means: Mapping[str, float]
    ahead: Mapping[str, Interval]


def _measure(answered: Answered) -> Mapping[str, _Measured]:
    values = {
        system: {metric: _values(metric, answered.requests, ranked) for metric in METRICS}
        for system, ranked in answered.rankings.items()
    }
    return {
        system: _Measured(
            {metric: fmean(v for vs in by.values() for v in vs) for metric, by in mine.items()},
            {
                metric: paired_difference(values[FUSION][metric], by)
                for metric, by in mine.items()
                if system != FUSION
            },
        )
        for system, mine in values.items()
    }


def _values(
    metric: str, requests: Sequence[Request], rankings: Sequence[Ranking]
) -> Mapping[str, list[float]]:
    """Return a metric's values by family, which is what depends on each other."""
    values: dict[str, list[float]] = defaultdict(list)
    for request, ranking in zip(requests, rankings, strict=True):
        values[request.family].append(METRICS[metric](ranking, request))
    return values


def _figures(measured: Mapping[str, _Measured]) -> Iterator[tuple[str, float]]:
    for system, each in measured.items():
        name = system.casefold().replace(" + ", "_").replace(" ", "_")
        for metric, mean in each.means.items():
            yield f"{name}.{metric}", mean
        for metric, interval in each.ahead.items():
            yield f"ahead_of.{name}.{metric}", interval.mean
            yield f"ahead_of.{name}.{metric}.low", interval.low


def _rows(
    shop: str, kind: str, count: int, measured: Mapping[str, _Measured]
) -> Iterator[tuple[str, ...]]:
    for system, each in measured.items():
        means = [f"{mean:.3f}" for mean in each.means.values()]
        ahead = [interval.shown("+.3f") for interval in each.ahead.values()]
        yield (shop, kind, str(count), system, *means, *(ahead or ["", ""]))


def _notes(figures: Mapping[str, float]) -> list[str]:
    alike = f"{figures[f'{ALL}.parity']:.0%} of the first ten items are the same"
    return [
        "In brackets the 95 % interval of the paired difference, needs alike drawn together.",
        f"The same needs in English and in Chinese: {alike}.",
    ]
