"""``aisle eval ranking``: relevance, variety, cold start and exposure on Amazon Beauty.

Leave-one-out over all 12,101 items, history removed. Everything is chosen on validation;
test is asked once. What is trained is kept under AISLE_HOME and taken from there the next
time; a run that is killed goes on where it was.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np

from eval.benchmarks import ranking_balance as balance
from eval.benchmarks.ranking_accuracy import (
    KNN,
    OURS,
    SASREC_NAME,
    Ours,
    Outcome,
    baselines,
    ours,
)
from eval.benchmarks.ranking_cold_start import by_known_events, held_back, new_items, without
from eval.benchmarks.ranking_exposure import seen
from eval.benchmarks.ranking_setup import SEEDS, Beauty, open_beauty
from eval.charts import Chart, Curve, Intervals, Ranged
from eval.report import Report
from eval.statistics import Interval, bootstrap, paired_difference
from ranking.shoppers.content_signals import fit_popularity
from ranking.shoppers.histories import counts
from ranking.shoppers.interests import fit_interests
from ranking.shoppers.neighbours import NeighbourSettings, fit_item_neighbours
from ranking.shoppers.ranks import gains
from ranking.training.folds import some
from ranking.training.parts import Progress
from ranking.training.search import chosen_settings

BALANCED: Final = 1000
"""Shoppers whose lists are varied, drawn once."""

COLUMNS: Final = ("system", "HR@5", "NDCG@5", "HR@10", "NDCG@10", "HR@20", "NDCG@20")
_PROTOCOL: Final = (
    "Leave-one-out: models are fitted to all but the last two items of every shopper; weights "
    "and settings are chosen on the last but one; the last is asked for with the last but one "
    "in the history. All items are ranked, those taken removed."
)
_MORE_ACCURATE: Final = 1.25
_KEPT: Final = 0.95


def _silent(_what: str, _done: int, _of: int) -> None:
    """Tell nobody."""


def run(data: Path | None = None, *, progress: Progress = _silent) -> Report:
    """Measure.

    Args:
        data: Folder of the data sets, or of Amazon Beauty; None for ``AISLE_DATA``.
        progress: Told how far it is.

    Raises:
        NoDataError: If the data is not there.
        HistoriesFileError: If it is damaged.
        CheckpointError: If a training cannot be gone on with.
    """
    beauty = open_beauty(data, progress)
    mine = ours(beauty)
    systems = [*mine.outcomes, *baselines(beauty)]
    figures: dict[str, float] = {}
    for system in systems:
        figures |= _accuracy_figures(system)
    figures |= {f"ablation.{_key(n)}.ndcg_at_10": v for n, v in mine.validation.items()}
    intervals = _intervals(systems)
    figures |= _significance(systems)
    balanced, curve = _balance(beauty, mine)
    known, events = _cold_start(beauty, mine)
    exposed, notes = _exposure(beauty, mine)
    return Report(
        name="ranking",
        columns=COLUMNS,
        rows=[_row(system) for system in systems],
        figures=figures | balanced | known | exposed,
        facts={
            "data": f"amazon_beauty_5core, sha256 {beauty.shopped.sha256}",
            "seeds": ", ".join(map(str, SEEDS)),
            "settings": str(chosen_settings()),
            **{f"settings of {s.name}": s.settings for s in systems if s.settings},
        },
        notes=(
            _PROTOCOL,
            "Published on this split: BSARec HR@10 .1008, NDCG@10 .0611; S3-Rec .0647/.0327.",
            _ceiling_note(balanced),
            *notes,
        ),
        charts=[curve, intervals, events],
    )


def _row(system: Outcome) -> tuple[str, ...]:
    cells = [system.name]
    for k in (5, 10, 20):
        for measure in ("hit_rate", "ndcg"):
            mean, deviation = system.mean(measure, k)
            cells.append(f"{mean:.4f}" + (f" ±{deviation:.4f}" if len(system.places) > 1 else ""))
    return tuple(cells)


def _accuracy_figures(system: Outcome) -> dict[str, float]:
    found: dict[str, float] = {}
    for k in (5, 10, 20):
        for measure, name in (("hit_rate", "hr"), ("ndcg", "ndcg")):
            mean, deviation = system.mean(measure, k)
            found[f"{_key(system.name)}.{name}_at_{k}"] = mean
            if len(system.places) > 1:
                found[f"{_key(system.name)}.{name}_at_{k}.deviation"] = deviation
    return found


def _values(system: Outcome) -> dict[str, list[float]]:
    """Return each shopper's nDCG@10, a value a seed."""
    by_seed = np.stack([gains(row, 10) for row in system.places])
    return {str(row): [float(v)] for row, v in enumerate(by_seed.mean(axis=0))}


def _intervals(systems: Sequence[Outcome]) -> Chart:
    rows = [
        Ranged(s.name, interval.mean, interval.low, interval.high)
        for s in systems
        for interval in [bootstrap(_values(s))]
    ]
    return Intervals("NDCG@10 on test, 95 % over shoppers", "NDCG@10", rows)


def _significance(systems: Sequence[Outcome]) -> dict[str, float]:
    named = {system.name: _values(system) for system in systems}
    own = bootstrap(named[OURS])
    found = {"ours.ndcg_at_10.low": own.low, "ours.ndcg_at_10.high": own.high}
    for other in (SASREC_NAME, KNN):
        ahead: Interval = paired_difference(named[OURS], named[other])
        found[f"ours.ahead_of.{_key(other)}.ndcg_at_10"] = ahead.mean
        found[f"ours.ahead_of.{_key(other)}.ndcg_at_10.low"] = ahead.low
    return found


def _balance(beauty: Beauty, mine: Ours) -> tuple[dict[str, float], Chart]:
    """Choose our setting on validation, and judge it and all the others on test."""
    catalogue = balance.Catalogue(beauty.shopped.paths, counts(beauty.validation.fitting))
    knn = fit_item_neighbours(beauty.validation.fitting, NeighbourSettings(shrinkage=20.0))
    folds = {"validation": beauty.validation, "test": beauty.test}
    base: dict[str, balance.Point] = {}
    room: dict[str, dict[int, balance.Ceiling]] = {}
    curves: dict[str, dict[str, list[balance.Point]]] = {}
    for name, fold in folds.items():
        asked = some(fold, BALANCED, seed=1)
        plain = balance.make_pools(knn, asked)
        base[name] = balance.top(plain, catalogue)
        room[name] = _room(plain, catalogue, beauty.shopped.paths)
        pools = balance.make_pools(mine.blends[0], asked)
        # Others have nothing to be chosen on validation: their whole curve is shown.
        others = balance.METHODS_SHOWN if name == "test" else ()
        curves[name] = balance.curves(pools, catalogue, others, beauty.progress)
    setting = balance.setting_for(
        curves["validation"], balance.OURS, _MORE_ACCURATE * base["validation"].ndcg * 1.03
    )
    found: dict[str, float] = {"balance.knn.ndcg_at_10": base["test"].ndcg}
    found |= {"balance.knn.ild": base["test"].ild, "balance.knn.entropy": base["test"].entropy}
    for point in curves["test"][balance.OURS]:
        if point.setting == setting:
            found |= {
                "balance.setting.price": point.setting,
                "balance.setting.ndcg_at_10": point.ndcg,
                "balance.setting.ild": point.ild,
                "balance.setting.entropy": point.entropy,
                "balance.more_accurate": point.ndcg / base["test"].ndcg - 1,
                "balance.more_ild": point.ild / base["test"].ild - 1,
                "balance.more_entropy": point.entropy / base["test"].entropy - 1,
            }
    for k, most in room["test"].items():
        found |= {
            f"balance.ceiling.{k}.more_ild": most.ild,
            f"balance.ceiling.{k}.more_entropy": most.entropy,
        }
    found |= _at_most_of_best(curves["test"])
    lines = {
        name: [(point.ild, point.ndcg) for point in sorted(points, key=lambda p: p.ild)]
        for name, points in curves["test"].items()
    }
    lines["item-kNN"] = [(base["test"].ild, base["test"].ndcg)]
    return found, Curve("Relevance against variety, test", "ILD", "NDCG@10", lines)


def _room(
    plain: balance.Pools, catalogue: balance.Catalogue, paths: Sequence[balance.Path]
) -> dict[int, balance.Ceiling]:
    """Return how much more variety than a model's top lists any list of a length can have."""
    return {
        k: balance.above(balance.ceiling(paths, k), balance.top(plain, catalogue, k))
        for k in balance.LENGTHS
    }


def _ceiling_note(found: Mapping[str, float]) -> str:
    lengths = "; ".join(
        f"{k} items {found[f'balance.ceiling.{k}.more_ild']:+.1%} ILD, "
        f"{found[f'balance.ceiling.{k}.more_entropy']:+.1%} leaf entropy"
        for k in balance.LENGTHS
    )
    return (
        "The most that any list of this catalogue can have beside item-kNN's of the same length, "
        f"whoever makes it: {lengths}."
    )


def _at_most_of_best(curves: Mapping[str, Sequence[balance.Point]]) -> dict[str, float]:
    """Return every method's ILD at 95 % of the best nDCG of them all, between two settings."""
    best = max(point.ndcg for points in curves.values() for point in points)
    found = {"balance.best_ndcg_at_10": best}
    for name, points in curves.items():
        found[f"balance.ild_at_95.{_key(name)}"] = balance.reached(points, _KEPT * best)
    own = found[f"balance.ild_at_95.{_key(balance.OURS)}"]
    for name in curves:
        if name != balance.OURS:
            key = f"balance.ild_at_95.{_key(name)}"
            found[f"balance.ild_at_95.ahead_of.{_key(name)}"] = own - found[key]
            found[f"balance.outer.{_key(name)}"] = balance.outer(curves[balance.OURS], curves[name])
    return found


def _cold_start(beauty: Beauty, mine: Ours) -> tuple[dict[str, float], Chart]:
    asked = some(beauty.test, 5 * BALANCED, seed=2)
    models = [
        (OURS, mine.blends[0]),
        ("interests", fit_interests(beauty.content.texts)),
        ("popularity", fit_popularity(beauty.validation.fitting)),
    ]
    found: dict[str, float] = {}
    reached = by_known_events(models, asked)
    for name, values in reached.items():
        for events, value in values.items():
            found[f"known.{_key(name)}.{events}.ndcg_at_10"] = value
    new = held_back(beauty.validation.fitting)
    past = without(beauty.validation.fitting, new)
    model = fit_item_neighbours(past, chosen_settings().neighbours)
    for each in new_items(model, beauty.content, some(beauty.test, BALANCED, seed=3), new):
        key = f"new_items.{each.share:g}".replace("0.", "0_")
        found |= {
            f"{key}.ndcg_at_10": each.ndcg,
            f"{key}.found": each.found,
            f"{key}.places": each.new_places,
        }
    lines = {name: [(float(e), v) for e, v in values.items()] for name, values in reached.items()}
    return found, Curve("Quality by what is known, test", "known events", "NDCG@10", lines)


def _exposure(beauty: Beauty, mine: Ours) -> tuple[dict[str, float], tuple[str, ...]]:
    pools = balance.make_pools(mine.blends[0], some(beauty.test, BALANCED, seed=1))
    found: dict[str, float] = {}
    taken = counts(beauty.validation.fitting)
    for each in seen(pools, taken, beauty.content):
        key = f"floor.{each.floor:g}".replace("0.", "0_")
        found |= {
            f"{key}.ndcg_at_10": each.ndcg,
            f"{key}.tail": each.tail,
            f"{key}.gini": each.gini,
            f"{key}.top_brands": each.brands,
        }
        found |= {f"{key}.decile_{place}": share for place, share in enumerate(each.deciles)}
    note = "Exposure by price band is not given here: Amazon Beauty's files hold no prices."
    return found, (note,)


def _key(name: str) -> str:
    """Return a name as the figures have it: small letters and underscores."""
    return "".join(c if c.isalnum() else "_" for c in name.lower()).strip("_").replace("__", "_")
