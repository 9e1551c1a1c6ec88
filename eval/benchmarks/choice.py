"""How the ways to choose a list compare: relevance and variety at every setting of the dial."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import fmean
from typing import Final

from eval.charts import Curve
from eval.metrics.variety import intra_list_diversity, leaf_entropy
from eval.query_set import Split
from eval.ranked_requests import CUT, Found, found_requests
from eval.report import Report
from ranking.choosing.methods import MethodName
from ranking.curve import STEPS, variety
from ranking.linear import LinearRelevance
from ranking.rank import Ranker
from ranking.relevance import Relevance

_COLUMNS: Final = (
    "method", "dial", "nDCG@10", "relevance", "facets differ", "paths differ", "leaf entropy",
)  # fmt: skip
_MEASURES: Final = ("ndcg_at_10", "relevance", "facets", "paths", "entropy")
KEPT: Final = 0.95
"""Share of the best nDCG at which the methods' variety is compared."""

Assessed = Sequence[tuple[Found, Sequence[Relevance]]]
Means = Mapping[str, float]


def run(data: Path | None = None) -> Report:
    """Choose ten for every validation request, by every method at every setting.

    The product's rules hold: the fence of near-best, one of a family, the cap of a category.

    Args:
        data: Folder of the data sets; None for ``AISLE_DATA``.

    Raises:
        NoDataError: If the data sets are missing.
    """
    model = LinearRelevance()
    found = found_requests(data, Split.VALIDATION)
    assessed = [(each, model.assess(each.query, each.candidates)) for each in found]
    rows: list[tuple[str, ...]] = []
    figures: dict[str, float] = {}
    lines: dict[str, list[tuple[float, float]]] = {}
    for method in MethodName:
        ranker = Ranker(model, method=method)
        points = {dial: _means(ranker, assessed, dial) for dial in STEPS}
        lines[method] = [(point["facets"], point["ndcg_at_10"]) for point in points.values()]
        for dial, point in points.items():
            rows.append((method, f"{dial:g}", *(f"{point[name]:.4f}" for name in _MEASURES)))
            figures |= {f"{method}.{dial:g}.{name}": value for name, value in point.items()}
        floor = KEPT * points[0.0]["ndcg_at_10"]
        kept = [point for point in points.values() if point["ndcg_at_10"] >= floor]
        for name in ("facets", "paths", "entropy"):
            figures[f"{method}.at_95.{name}"] = max(point[name] for point in kept)
    return Report(
        name="choice",
        columns=_COLUMNS,
        rows=rows,
        figures=figures,
        facts={"requests": f"{len(found)} of validation", "length": str(CUT)},
        notes=[
            "Facets are category, brand, colour and price band; paths are categories alone.",
            f"`at_95` is the most variety at {KEPT:.0%} of the nDCG without variety.",
        ],
        charts=[Curve("Relevance against variety", "facets that differ", "nDCG@10", lines)],
    )


def _means(ranker: Ranker, assessed: Assessed, dial: float) -> Means:
    values: dict[str, list[float]] = {name: [] for name in _MEASURES}
    for found, relevance in assessed:
        chosen = ranker.choose(found.query, found.candidates, relevance, k=CUT, trade_off=dial)
        items = [ranked.item for ranked in chosen]
        place = {c.item.item_id: number for number, c in enumerate(found.candidates)}
        values["ndcg_at_10"].append(found.ndcg_at_10(place[item.item_id] for item in items))
        values["relevance"].append(fmean(ranked.relevance for ranked in chosen))
        values["facets"].append(variety(items))
        values["paths"].append(intra_list_diversity([item.category for item in items]))
        values["entropy"].append(leaf_entropy([item.category for item in items]))
    return {name: fmean(each) for name, each in values.items()}
