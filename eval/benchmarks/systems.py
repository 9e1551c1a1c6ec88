"""Several systems in one run, side by side: ``aisle eval systems``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from assistant.settings import LanguageModel
from eval.benchmarks.dialogues import SEED, hold_dialogues
from eval.charts import Chart, Curve, Intervals, Ranged
from eval.measures import MEASURES, Better, Group, Measure, by_name, sample
from eval.metrics.dialogues import Rows, failing
from eval.metrics.shown_lists import lists_of
from eval.metrics.whole import Whole, whole_measures
from eval.opening import AISLE, LANGCHAIN, RANDOM, OpenShop, open_shop, open_systems
from eval.report import Report
from eval.simulator.dialogue import DialogueRecord
from eval.simulator.transcripts import as_json, worst_first
from eval.statistics import Interval, bootstrap, difference, power_warning

Means = Mapping[str, Mapping[str, Interval]]
"""By system and measure."""

DIALOGUES: Final = 220
WORST: Final = 4
"""Whole dialogues of each system in a report."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One measure of two systems.

    Attributes:
        measure: Which.
        apart: The first system's mean less the other's, the same dialogues drawn
            for both; None where it is defined for one of them only.
    """

    measure: Measure
    apart: Interval | None

    @property
    def verdict(self) -> str:
        """Tell which is better beyond chance: ``ahead``, ``behind``, ``level`` or ``-``."""
        if self.apart is None or self.measure.better is Better.NEITHER:
            return "-"
        if not self.apart.excludes(0.0):
            return "level"
        higher = self.apart.mean > 0
        return "ahead" if higher is (self.measure.better is Better.HIGHER) else "behind"


def run(
    data: Path | None = None,
    *,
    n: int = DIALOGUES,
    seed: int = SEED,
    llm: LanguageModel = LanguageModel.NONE,
    system: Sequence[str] = (AISLE, LANGCHAIN, RANDOM),
) -> Report:
    """Let the same shoppers talk to several systems, and compare the first with each other.

    Args:
        data: Home of an indexed shop; None for the one in the settings.
        n: How many dialogues each.
        seed: The same seed gives the same shoppers.
        llm: Which language model Aisle and the chain use.
        system: Two systems or more, the first of which is compared with the
            others; see ``opening.SYNTAX``. One that costs nothing, such as
            ``random``, is the floor.

    Raises:
        CatalogueError: If the shop is not indexed or can't be opened.
        UnknownSystemError: If there is no such system.
    """
    opened = open_shop(data, llm)
    held: dict[str, list[DialogueRecord]] = {}
    with open_systems(system, opened) as systems:
        for each in systems:
            held[each.name] = hold_dialogues(each, opened.shop, n=n, seed=seed)
    return report_of(held, opened, seed)


def report_of(held: Mapping[str, Sequence[DialogueRecord]], opened: OpenShop, seed: int) -> Report:
    """Return the report of the same dialogues held with several systems.

    Args:
        held: Dialogues by system, the same names in each; the first is compared
            with the others.
        opened: The shop.
        seed: Of the dialogues.
    """
    samples = {name: sample(dialogues, opened.shop) for name, dialogues in held.items()}
    means = {
        system: {name: bootstrap(rows) for name, rows in own.items()}
        for system, own in samples.items()
    }
    first, *others = held
    tables = {other: compare(samples[first], samples[other]) for other in others}
    wholes = whole_measures({name: lists_of(d) for name, d in held.items()}, opened.shop)
    warning = power_warning("success", samples[first]["success"], 0.05)
    return Report(
        name="systems",
        columns=("measure", *held, *(f"{first} - {other}" for other in others), *others),
        rows=[*_rows(means, tables), *_whole_rows(wholes, others)],
        figures=_figures(means, tables, wholes),
        facts={**opened.facts, "systems": ", ".join(held), "seed": str(seed)},
        notes=[*_verdicts(first, tables), *([warning] if warning else [])],
        charts=_charts(first, means, tables),
        samples=samples,
        transcripts=[
            {**as_json(dialogue), "system": name}
            for name, dialogues in held.items()
            for dialogue in worst_first(failing(dialogues))[:WORST]
        ],
    )


def compare(ours: Mapping[str, Rows], theirs: Mapping[str, Rows]) -> list[Compared]:
    """Return every measure that either system has, in the order of a report."""
    compared: list[Compared] = []
    for name, measure in by_name().items():
        one, other = ours.get(name), theirs.get(name)
        if one is None and other is None:
            continue
        compared.append(
            Compared(measure, None if one is None or other is None else difference(one, other))
        )
    return compared


def _rows(means: Means, tables: Mapping[str, Sequence[Compared]]) -> list[tuple[str, ...]]:
    by_measure = {
        other: {compared.measure.name: compared for compared in table}
        for other, table in tables.items()
    }
    rows: list[tuple[str, ...]] = []
    for measure in MEASURES:
        if not any(measure.name in own for own in means.values()):
            continue
        cells = [
            _shown(own[measure.name]) if measure.name in own else "-" for own in means.values()
        ]
        found = [by_measure[other].get(measure.name) for other in tables]
        apart = [_shown(each.apart, sign=True) if each and each.apart else "-" for each in found]
        verdicts = [each.verdict if each else "-" for each in found]
        rows.append((measure.name.replace("_", " "), *cells, *apart, *verdicts))
    return rows


def _whole_rows(wholes: Sequence[Whole], others: Sequence[str]) -> list[tuple[str, ...]]:
    return [
        (
            whole.name.replace("_", " "),
            *(_shown(interval) for interval in whole.of.values()),
            *(_shown(whole.apart[other], sign=True) for other in others),
            *("-" for _ in others),
        )
        for whole in wholes
    ]


def _figures(
    means: Means, tables: Mapping[str, Sequence[Compared]], wholes: Sequence[Whole]
) -> dict[str, float]:
    figures: dict[str, float] = {}
    for system, own in means.items():
        for name, mean in own.items():
            figures |= mean.figures(f"{_key(system)}.{name}")
    for other, table in tables.items():
        for compared in table:
            if compared.apart is not None:
                figures |= compared.apart.figures(f"ahead_of.{_key(other)}.{compared.measure.name}")
        verdicts = [compared.verdict for compared in table]
        figures[f"behind.{_key(other)}"] = verdicts.count("behind")
        figures[f"ahead.{_key(other)}"] = verdicts.count("ahead")
    for whole in wholes:
        for system, interval in whole.of.items():
            figures |= interval.figures(f"{_key(system)}.{whole.name}")
    return figures


def _verdicts(first: str, tables: Mapping[str, Sequence[Compared]]) -> list[str]:
    notes = [
        "Differences: the same dialogues are drawn for both, 95 %; ahead or behind: beyond it."
    ]
    for other, table in tables.items():
        counts = {
            verdict: [c.measure.name.replace("_", " ") for c in table if c.verdict == verdict]
            for verdict in ("ahead", "level", "behind")
        }
        behind = (
            f"behind on {', '.join(counts['behind'])}" if counts["behind"] else "behind on none"
        )
        notes.append(
            f"{first} against {other}: ahead on {len(counts['ahead'])}, level on "
            f"{len(counts['level'])} ({', '.join(counts['level']) or 'none'}), {behind}."
        )
    return notes


def _charts(first: str, means: Means, tables: Mapping[str, Sequence[Compared]]) -> list[Chart]:
    charts: list[Chart] = [
        Intervals(
            group.value,
            "mean",
            [
                _ranged(measure.name, own[measure.name], system)
                for measure in MEASURES
                if measure.group is group and _is_told(measure.name, means)
                for system, own in means.items()
                if measure.name in own
            ],
        )
        for group in (Group.RELEVANCE, Group.FAULTS)
    ]
    for other, table in tables.items():
        charts.append(
            Intervals(
                f"{first} less {other}",
                "difference of means",
                [
                    _ranged(c.measure.name, c.apart)
                    for c in table
                    if c.apart is not None and c.measure.group is not Group.COST
                    and c.measure.name not in ("turns_to_success", "novelty", "leaf_entropy")
                ],
                reference=0.0,
            )
        )  # fmt: skip
    charts.append(_trade_off(means))
    return charts


def _trade_off(means: Means) -> Curve:
    """Return relevance against variety; one system at several dials is one line."""
    lines: dict[str, list[tuple[float, float]]] = {}
    labels: dict[str, list[str]] = {}
    for system in sorted(means, key=lambda name: (name.partition("@")[0], name)):
        own = means[system]
        if "intra_list_diversity" in own and "ndcg_at_6" in own:
            base = system.partition("@")[0]
            at = (own["intra_list_diversity"].mean, own["ndcg_at_6"].mean)
            lines.setdefault(base, []).append(at)
            labels.setdefault(base, []).append(system.partition("@")[2])
    return Curve("Relevance and variety", "intra-list diversity", "nDCG at 6", lines, labels)


def _is_told(name: str, means: Means) -> bool:
    """Tell whether a measure is other than 0 anywhere; rows of zeros would hide the rest."""
    return any(own[name].mean for own in means.values() if name in own)


def _ranged(name: str, interval: Interval, series: str = "") -> Ranged:
    return Ranged(name.replace("_", " "), interval.mean, interval.low, interval.high, series)


def _shown(interval: Interval, *, sign: bool = False) -> str:
    digits = 0 if max(abs(interval.low), abs(interval.high)) >= 100 else 3  # noqa: PLR2004 - what fits a cell
    return interval.shown(f"{'+' if sign else ''}.{digits}f")


def _key(system: str) -> str:
    return "".join(letter if letter.isalnum() else "_" for letter in system)
