"""Learns what the words' legs are worth in the combiner, and what variety costs it.

The weights are learned on the validation half of the written requests with the joint loss of
``ranking/objective.py``, never below 0, and judged by cross-validation over families of needs.
The sweep adds one feature, how crowded a candidate's category is among the candidates, so that
the loss can buy variety with it.
"""

import hashlib
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import fmean
from typing import Final

import torch
from torch import Tensor

from eval.charts import Curve
from eval.metrics.variety import intra_list_diversity
from eval.query_set import Split
from eval.ranked_requests import CUT, Found, by_shop, found_requests
from eval.report import Report
from ranking.linear import LEARNED, LinearRelevance, found_by_words
from ranking.objective import joint_loss

NAMES: Final = tuple(LEARNED)
CROWD: Final = "crowd"
ALPHAS: Final = (0.0, 0.1, 0.3, 1.0, 3.0, 10.0)
FOLDS: Final = 5

_STEPS: Final = 250
_RATE: Final = 0.1
_SHRINK: Final = 0.001
_COLUMNS: Final = ("what", "half", "nDCG@10", "variety@10", *NAMES, CROWD)


def run(data: Path | None = None) -> Report:
    """Fit, cross-validate, sweep; then show what is in force on the test half.

    Args:
        data: Folder of the data sets; None for ``AISLE_DATA``.

    Raises:
        NoDataError: If the data sets are missing.
    """
    seen, unseen = (found_requests(data, half) for half in (Split.VALIDATION, Split.TEST))
    rows: list[tuple[str, ...]] = []
    figures: dict[str, float] = {}
    for half, found in (("validation", seen), ("test", unseen)):
        for name, values in (("fusion", _fused), ("combiner", _in_force)):
            quality = by_shop(found, lambda each, v=values: each.ndcg_at_10(each.order_by(v(each))))
            figures |= {f"{half}.{name}.{shop}.ndcg_at_10": v for shop, v in quality.items()}
            rows.append((name, half, f"{quality['all']:.4f}", *[""] * (2 + len(NAMES))))
    swept = {alpha: _cross_validated(seen, alpha) for alpha in ALPHAS}
    for alpha, (quality, variety) in swept.items():
        weights = _fit(seen, alpha, with_crowd=True)
        figures |= {f"alpha.{alpha:g}.ndcg_at_10": quality, f"alpha.{alpha:g}.variety": variety}
        shown = (f"{weights[name]:.2f}" for name in (*NAMES, CROWD))
        rows.append((f"alpha {alpha:g}", "folds", f"{quality:.4f}", f"{variety:.4f}", *shown))
    plain = _fit(seen, 0.0, with_crowd=False)
    figures |= {f"fitted.{name}": value for name, value in plain.items()}
    rows.append(("fitted", "validation", "", "", *(f"{plain[n]:.2f}" for n in NAMES), ""))
    line = [(variety, quality) for quality, variety in swept.values()]
    return Report(
        name="combiner",
        columns=_COLUMNS,
        rows=rows,
        figures=figures,
        facts={"requests": f"{len(seen)} of validation, {len(unseen)} of test"},
        notes=[
            "Weights in force stand in ranking/linear.py: the fitted ones, at 0.7 of their size.",
            "Variety is the mean path distance of the first ten items.",
        ],
        charts=[
            Curve(
                "What variety in the loss costs",
                "variety of the first ten",
                "nDCG@10",
                {"alpha, beta = 1": line},
                {"alpha, beta = 1": [f"{alpha:g}" for alpha in swept]},
            )
        ],
    )


def _fused(found: Found) -> list[float]:
    return [candidate.fused for candidate in found.candidates]


def _in_force(found: Found) -> list[float]:
    assessed = LinearRelevance().assess(found.query, found.candidates)
    return [relevance.value for relevance in assessed]


def features(found: Found, *, with_crowd: bool) -> list[list[float]]:
    """Return a row a candidate: ``NAMES``, and how rare its category is among the candidates."""
    leaves = Counter(candidate.item.category for candidate in found.candidates)
    rows: list[list[float]] = []
    for candidate in found.candidates:
        said = found_by_words(candidate)
        rare = -math.log(leaves[candidate.item.category] / len(found.candidates))
        rows.append([*(said.get(name, 0.0) for name in NAMES), *([rare] if with_crowd else [])])
    return rows


def _cross_validated(found: Sequence[Found], alpha: float) -> tuple[float, float]:
    """Return nDCG@10 and variety of requests that the weights were not fitted to."""
    quality: dict[str, list[float]] = {}
    variety: list[float] = []
    for fold in range(FOLDS):
        rest = [each for each in found if _fold(each) != fold]
        weights = list(_fit(rest, alpha, with_crowd=True).values())
        for each in (each for each in found if _fold(each) == fold):
            rows = features(each, with_crowd=True)
            order = each.order_by(
                [sum(w * x for w, x in zip(weights, row, strict=True)) for row in rows]
            )
            quality.setdefault(each.request.shop, []).append(each.ndcg_at_10(order))
            paths = [each.candidates[place].item.category for place in order[:CUT]]
            variety.append(intra_list_diversity(paths))
    return fmean(fmean(values) for values in quality.values()), fmean(variety)


def _fold(found: Found) -> int:
    return hashlib.sha256(f"fold {found.request.family}".encode()).digest()[0] % FOLDS


def _fit(found: Sequence[Found], alpha: float, *, with_crowd: bool) -> Mapping[str, float]:
    """Return the weights that the joint loss is lowest at, none below 0."""
    names = (*NAMES, CROWD) if with_crowd else NAMES
    rows, labels, categories, real = _tensors(found, with_crowd=with_crowd)
    raw = torch.zeros(len(names), requires_grad=True)
    optimizer = torch.optim.Adam([raw], lr=_RATE)
    for _ in range(_STEPS):
        weights = torch.nn.functional.softplus(raw)
        loss = joint_loss(
            rows @ weights, labels, categories, alpha=alpha, beta=1.0, k=CUT, real=real
        )
        optimizer.zero_grad()
        (loss + _SHRINK * (weights * weights).sum()).backward()
        optimizer.step()
    return dict(zip(names, torch.nn.functional.softplus(raw).tolist(), strict=True))


def _tensors(found: Sequence[Found], *, with_crowd: bool) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    length = max(len(each.candidates) for each in found)
    lists = [features(each, with_crowd=with_crowd) for each in found]
    rows = torch.zeros(len(found), length, len(lists[0][0]))
    labels = torch.zeros(len(found), length)
    categories = torch.zeros(len(found), length, length)
    real = torch.zeros(len(found), length, dtype=torch.bool)
    for number, (each, values) in enumerate(zip(found, lists, strict=True)):
        rows[number, : len(values)] = torch.tensor(values)
        real[number, : len(values)] = True
        leaves: dict[tuple[str, ...], int] = {}
        for place, candidate in enumerate(each.candidates):
            labels[number, place] = float(candidate.item.item_id in each.request.relevant)
            leaf = leaves.setdefault(candidate.item.category, len(leaves))
            categories[number, place, leaf] = 1.0
    return rows, labels, categories, real
