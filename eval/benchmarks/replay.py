"""Recorded dialogues of any system, against labels: ``aisle eval replay FILE``."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from eval.charts import Intervals, Ranged
from eval.measures import K
from eval.metrics.accuracy import LIST_METRICS, MetricError
from eval.metrics.dialogues import Rows
from eval.metrics.understanding import joint_accuracy, micro_f1
from eval.provenance import file_line
from eval.replay.recording import (
    Recorded,
    RecordedTurn,
    RecordingError,
    Slots,
    read_recording,
)
from eval.report import Report
from eval.statistics import bootstrap, power_warning


def run(data: Path | None = None, *, files: Sequence[Path] = ()) -> Report:  # noqa: ARG001 - no shop is needed
    """Score recorded dialogues.

    Args:
        data: Not looked at.
        files: Recordings, at least one; each is taken for another system's, and
            scored by itself.

    Raises:
        RecordingError: If a file is no recording, or none is given.
        OSError: If a file can't be read.
    """
    if not files:
        raise RecordingError("give a recording: aisle eval replay FILE.jsonl")
    scored = {path.stem: score(read_recording(path)) for path in files}
    return report_of(scored, {path.stem: file_line(path) for path in files})


def score(dialogues: Sequence[Recorded]) -> dict[str, Rows]:
    """Return every measure for which there are labels: a row of values a dialogue.

    ``new_`` measures leave out what was shown in an earlier turn of the dialogue,
    from the list and from what is relevant: repeating is easy.

    Raises:
        RecordingError: If nothing is labelled.
    """
    rows: dict[str, dict[str, list[float]]] = {}
    for dialogue in dialogues:
        values = _lists(dialogue) | _outcome(dialogue) | _waits(dialogue)
        for name, row in values.items():
            rows.setdefault(name, {})[dialogue.name] = row
    rows |= _understanding(dialogues)
    found = {name: own for name, own in rows.items() if any(own.values())}
    if not found:
        raise RecordingError("nothing in the recording is labelled, so there is nothing to score")
    return dict(found)


def report_of(scored: Mapping[str, Mapping[str, Rows]], files: Mapping[str, str]) -> Report:
    """Return a column a recording, a row a measure."""
    names = list(dict.fromkeys(name for own in scored.values() for name in own))
    intervals = {
        (system, name): bootstrap(own[name]) for system, own in scored.items() for name in own
    }
    rows: list[tuple[str, ...]] = []
    for name in names:
        cells = [
            "-" if (found := intervals.get((system, name))) is None else found.shown()
            for system in scored
        ]
        rows.append((name.replace("_", " "), *cells))
    figures: dict[str, float] = {}
    for (system, name), found in intervals.items():
        figures |= found.figures(f"{system}.{name}")
    warnings = [
        power_warning(f"{system}, {name}", own[name], 0.05)
        for system, own in scored.items()
        for name in own
        if name.startswith(("ndcg", "success"))
    ]
    return Report(
        name="replay",
        columns=("measure", *scored),
        rows=rows,
        figures=figures,
        facts={"data": "; ".join(files.values()), "models": "recorded", "seed": "none is drawn"},
        notes=[
            "Only what is labelled is judged. Intervals: 95 %, resampled by dialogue.",
            *filter(None, warnings),
        ],
        charts=[
            Intervals(
                "Recorded dialogues",
                "mean",
                [
                    Ranged(name.replace("_", " "), i.mean, i.low, i.high, system)
                    for (system, name), i in intervals.items()
                    if not name.endswith(("_ms", "tokens", "turns_to_success"))
                ],
            )
        ],
        samples={system: dict(own) for system, own in scored.items()},
    )


def _lists(dialogue: Recorded) -> dict[str, list[float]]:
    values: dict[str, list[float]] = {
        f"{prefix}{name}_at_{K}": [] for prefix in ("", "new_") for name in LIST_METRICS
    }
    seen: set[str] = set()
    for turn in dialogue.turns:
        gains, items = _gains(turn), list(dict.fromkeys(turn.answer.items))
        new_gains = {item: gain for item, gain in gains.items() if item not in seen}
        new_items = [item for item in items if item not in seen]
        for name, metric in LIST_METRICS.items():
            if gains:
                values[f"{name}_at_{K}"].append(metric(items, gains, K))
            if new_gains:
                values[f"new_{name}_at_{K}"].append(metric(new_items, new_gains, K))
        seen |= set(items)
    return values


def _outcome(dialogue: Recorded) -> dict[str, list[float]]:
    labelled = [turn for turn in dialogue.turns if _gains(turn)]
    if not labelled:
        return {"success": [], "turns_to_success": []}
    first = next(
        (at for at, turn in enumerate(dialogue.turns, start=1)
         if _gains(turn).keys() & set(turn.answer.items)), None
    )  # fmt: skip
    return {
        "success": [float(first is not None)],
        "turns_to_success": [] if first is None else [float(first)],
    }


def _waits(dialogue: Recorded) -> dict[str, list[float]]:
    answers = [turn.answer for turn in dialogue.turns]
    return {
        "first_card_ms": [
            1000 * a.first_card_seconds for a in answers if a.first_card_seconds is not None
        ],
        "done_ms": [1000 * a.done_seconds for a in answers if a.done_seconds is not None],
        "tokens": [float(a.tokens) for a in answers if a.tokens is not None],
    }


def _understanding(dialogues: Sequence[Recorded]) -> dict[str, dict[str, list[float]]]:
    """Return act and slot F1 and joint accuracy, a value a dialogue that has them."""
    rows: dict[str, dict[str, list[float]]] = {"act_f1": {}, "slot_f1": {}, "joint_accuracy": {}}
    for dialogue in dialogues:
        acts = [
            (set(t.answer.acts), set(t.labels.acts)) for t in dialogue.turns
            if t.answer.acts is not None and t.labels.acts is not None
        ]  # fmt: skip
        slots = [
            (_pairs(t.answer.slots), _pairs(t.labels.slots)) for t in dialogue.turns
            if t.answer.slots is not None and t.labels.slots is not None
        ]  # fmt: skip
        for name, turns in (("act_f1", acts), ("slot_f1", slots)):
            said, true = [p for p, _ in turns], [a for _, a in turns]
            rows[name][dialogue.name] = [micro_f1(said, true).f1] if turns else []
        try:
            exact = [joint_accuracy([p for p, _ in slots], [a for _, a in slots])]
        except MetricError:
            exact = []
        rows["joint_accuracy"][dialogue.name] = exact
    return rows


def _pairs(slots: Slots) -> set[tuple[str, str]]:
    return {
        (name, value)
        for name, values in slots.items()
        for value in ([values] if isinstance(values, str) else values)
    }


def _gains(turn: RecordedTurn) -> dict[str, float]:
    relevant = turn.labels.relevant
    if relevant is None:
        return {}
    if isinstance(relevant, Mapping):
        return {item: gain for item, gain in relevant.items() if gain > 0}
    return dict.fromkeys(relevant, 1.0)
