"""What became of the figures between two runs: ``aisle eval compare A B``."""

from collections.abc import Iterator
from typing import Final

from eval.measures import Better, by_name
from eval.metrics.dialogues import Rows
from eval.report import Report
from eval.report_file import ReportFile, ReportFileError
from eval.statistics import Interval, StatisticsError, difference, sign_flip_p

ALPHA: Final = 0.05
_TOLD: Final = 1e-9


def compare_reports(before: ReportFile, after: ReportFile) -> Report:
    """Return what changed from one run of a measurement to another.

    Where both hold the values of the same dialogues, each measure is compared
    pairwise; every other figure is set beside its former value.

    Raises:
        ReportFileError: If the two are of different measurements.
    """
    if before.name != after.name:
        raise ReportFileError(
            f"one report is of {before.name!r}, the other of {after.name!r}: "
            "compare two of one measurement"
        )
    paired = list(_paired(before, after))
    rows = [row for row, _ in paired]
    figures = {name: value for _, own in paired for name, value in own.items()}
    changed = dict(_changed(before, after))
    rows += [
        (name, f"{old:g}", f"{new:g}", f"{new - old:+g}", "", "")
        for name, (old, new) in changed.items()
    ]
    figures |= {f"{name}.change": new - old for name, (old, new) in changed.items()}
    return Report(
        name="compare",
        columns=("figure", "before", "after", "change", "p", "verdict"),
        rows=rows,
        figures=figures,
        facts={
            "measurement": before.name,
            "before": _told(before),
            "after": _told(after),
        },
        notes=_notes(before, after, paired=bool(paired)),
    )


def _paired(
    before: ReportFile, after: ReportFile
) -> Iterator[tuple[tuple[str, ...], dict[str, float]]]:
    measures = by_name()
    for system in (name for name in before.samples if name in after.samples):
        old, new = before.samples[system], after.samples[system]
        for name in (name for name in measures if name in old and name in new):
            try:
                change = difference(new[name], old[name])
                chance = sign_flip_p(new[name], old[name])
            except StatisticsError:
                continue
            label = f"{system} {name.replace('_', ' ')}"
            means = (_mean(old[name]), _mean(new[name]))
            yield (
                (
                    label,
                    *(f"{mean:.4g}" for mean in means),
                    change.shown("+.4g"),
                    f"{chance:.3f}",
                    _verdict(change, chance, measures[name].better),
                ),
                {
                    **change.figures(f"{system}.{name}.change"),
                    f"{system}.{name}.p": chance,
                },
            )


def _mean(rows: Rows) -> float:
    values = [value for row in rows.values() for value in row]
    return sum(values) / len(values)


def _verdict(change: Interval, chance: float, better: Better) -> str:
    if not change.excludes(0.0) or chance >= ALPHA:
        return "no change told from chance"
    if better is Better.NEITHER:
        return "changed"
    return "better" if (change.mean > 0) is (better is Better.HIGHER) else "worse"


def _changed(before: ReportFile, after: ReportFile) -> Iterator[tuple[str, tuple[float, float]]]:
    for name in before.figures:
        if name.endswith((".low", ".high")) or name not in after.figures:
            continue
        old, new = before.figures[name], after.figures[name]
        if abs(new - old) > _TOLD:
            yield name, (old, new)


def _told(report: ReportFile) -> str:
    return f"{report.measured_at}, code {report.code or 'unknown'}: {report.command}"


def _notes(before: ReportFile, after: ReportFile, *, paired: bool) -> list[str]:
    notes = [
        f"{fact} differs: {before.facts.get(fact, 'none')} before, {after.facts.get(fact, 'none')}"
        " after; figures of different data are not comparable."
        for fact in ("data", "seed")
        if before.facts.get(fact) != after.facts.get(fact)
    ]
    if before.machine != after.machine:
        notes.append("The machines differ, so the waits are not comparable.")
    if paired:
        notes.append(
            "Changes: the same dialogues are drawn for both runs, 95 %; p: sign flips by dialogue. "
            f"Of so many measures, one in twenty is below {ALPHA} by chance."
        )
    gone = sorted(before.figures.keys() - after.figures.keys())
    if gone:
        notes.append(f"No longer measured: {', '.join(gone[:10])}{' ...' if gone[10:] else ''}.")
    return notes
