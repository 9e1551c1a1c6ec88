"""A grocer's year: the next basket, what goes with it, and which coupon is used; split by time."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from assistant.settings import Settings
from eval.benchmarks.journey_baskets import judge_goes_with, judge_next_basket
from eval.benchmarks.journey_coupons import judge_coupons
from eval.benchmarks.journey_rows import Judged
from eval.completejourney import COMPLETE_JOURNEY, Journey, read_journey
from eval.report import Report
from eval.statistics import bootstrap, paired_difference

OURS: Final = "aisle"
_COLUMNS: Final = ("task", "rows", "system", "recall@10", "nDCG@10", "MRR@10")
_TASKS: Final[Mapping[str, Callable[[Journey, int], Judged]]] = {
    "next-basket": judge_next_basket,
    "goes-with": judge_goes_with,
    "coupons": judge_coupons,
}
_NOTES: Final = (
    (
        "next-basket: a household's first basket of three or more products from week 50 on, ranked "
        "among all products as known when the week begins; learnt from targets in weeks 42 to 49."
    ),
    (
        "goes-with: one product of a basket of weeks 50 to 53 is hidden and ranked among all "
        "products not in the basket; learnt from the baskets before week 50, powers chosen on "
        "weeks 46 to 49 by what went before."
    ),
    (
        "coupons: the coupons of a campaign that starts on or after 2017-10-01, for a household "
        "that used one or more; learnt from earlier campaigns, as known when a campaign starts."
    ),
    "In brackets 95 % by bootstrap over households.",
)


def run(data: Path | None = None, *, seed: int = 0) -> Report:
    """Run the three tasks.

    Args:
        data: Not used: the data come from the package index, pinned, and are kept
            with the models.
        seed: Of fits and of what is hidden.

    Raises:
        WeightsError: If the data can't be had.
    """
    del data
    journey = read_journey(Settings().models_dir())
    rows: list[tuple[str, ...]] = []
    figures: dict[str, float] = {}
    for task, judge in _TASKS.items():
        judged = judge(journey, seed)
        rows += _rows(task, judged)
        figures |= _figures(task, judged)
    return Report(
        name="completejourney",
        columns=_COLUMNS,
        rows=rows,
        figures=figures,
        facts={
            "data": "; ".join(f"{f.name}, sha256 {f.sha256[:16]}" for f in COMPLETE_JOURNEY.files),
            "purchases": f"{len(journey.purchases.product):,}",
        },
        notes=_NOTES,
    )


def _rows(task: str, judged: Judged) -> Iterable[tuple[str, ...]]:
    for system, metrics in judged.items():
        cells = [bootstrap(values) for values in metrics.values()]
        count = sum(map(len, next(iter(metrics.values())).values()))
        shown = [each.shown(".4f") for each in cells]
        yield (task, str(count), system, *shown)


def _figures(task: str, judged: Judged) -> dict[str, float]:
    found: dict[str, float] = {}
    for metric, values in judged[OURS].items():
        found[f"{task}.{metric}"] = bootstrap(values).mean
        others: Sequence[str] = [system for system in judged if system != OURS]
        leads = [paired_difference(values, judged[system][metric]).low for system in others]
        found[f"{task}.{metric}.ahead.low"] = min(leads)
    return found
