"""Written requests with what retrieval found for them: what rankers are measured on."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Final

from eval.measured_shops import open_measured_shop
from eval.metrics.accuracy import ndcg
from eval.query_set import Request, Split, load_requests, shops
from retrieval.query import Candidate, Query

DEPTH: Final = 50
CUT: Final = 10


@dataclass(frozen=True, slots=True)
class Found:
    """A request and its candidates.

    Attributes:
        request: With the ids of what answers it.
        query: What retrieval was asked.
        candidates: What it found, in its order, at least one.
    """

    request: Request
    query: Query
    candidates: Sequence[Candidate]

    def ndcg_at_10(self, order: Iterable[int]) -> float:
        """Return the nDCG of the first ten when the candidates stand in this order."""
        ids = [self.candidates[place].item.item_id for place in order]
        return ndcg(ids, dict.fromkeys(self.request.relevant, 1.0), CUT)

    def order_by(self, values: Sequence[float]) -> list[int]:
        """Return the places of the candidates by falling value, ties in retrieval order."""
        return sorted(range(len(values)), key=lambda place: -values[place])


def found_requests(data: Path | None, split: Split) -> list[Found]:
    """Ask every measured shop its written requests of one half.

    Requests for which nothing at all is found are left out: no ranker can help them.

    Args:
        data: Folder of the data sets; None for ``AISLE_DATA``.
        split: Which half.

    Raises:
        NoDataError: If the data sets are missing.
        QuerySetError: If the requests do not fit them.
    """
    found: list[Found] = []
    for name in shops():
        shop = open_measured_shop(name, data)
        for request in load_requests(name, shop.items):
            if request.split is split:
                query = Query(request.text, k=DEPTH)
                if candidates := shop.retriever.retrieve(query):
                    found.append(Found(request, query, candidates))
    return found


def by_shop(found: Sequence[Found], value: Callable[[Found], float]) -> Mapping[str, float]:
    """Return the mean value of each shop's requests, and of the shops under ``all``.

    A shop with many requests counts no more in ``all`` than one with few.
    """
    names = sorted({each.request.shop for each in found})
    means = {n: fmean(value(each) for each in found if each.request.shop == n) for n in names}
    return means | {"all": fmean(means.values())}
