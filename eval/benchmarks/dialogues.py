"""Hundreds of simulated dialogues, by persona: ``aisle eval dialogues``."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from assistant.settings import LanguageModel
from eval.charts import Chart, Intervals, Ranged
from eval.dialogue_charts import waiting
from eval.measures import MEASURES, Group, sample
from eval.metrics.dialogues import (
    Rows,
    count,
    done_seconds,
    failing,
    first_card_seconds,
    flaws,
    leaked,
    reward,
    success,
    turns_to_success,
)
from eval.opening import AISLE, open_shop, open_system
from eval.provenance import now
from eval.replay.recording import write_recording
from eval.report import Report, percentile
from eval.simulator.checks import HARMLESS, Flaw
from eval.simulator.dialogue import DialogueRecord, Stage, hold_dialogue
from eval.simulator.personas import PERSONAS, Persona
from eval.simulator.shop import Shop
from eval.simulator.transcripts import as_json, worst_first, write_transcripts
from eval.statistics import Interval, bootstrap, power_warning
from eval.systems import System

DIALOGUES: Final = 500
SEED: Final = 20261121
FOLDER: Final = "dialogues"
"""Where failing dialogues are written, in the shop's home."""
RECORDING: Final = "all.jsonl"
"""Every dialogue of a run, for ``aisle eval replay``."""
WORST: Final = 12
"""How many whole dialogues a report holds."""

ALL: Final = "all"
COLUMNS: Final = (
    "persona",
    "dialogues",
    "success",
    "turns to it",
    "violations",
    "off kind",
    "asked again",
    "dead ends",
    "false denials",
    "other flaws",
    "first card p50 / p95",
)
_MAIN: Final = (
    Flaw.VIOLATION,
    Flaw.OFF_KIND,
    Flaw.REPEATED_QUESTION,
    Flaw.DEAD_END,
    Flaw.FALSE_DENIAL,
)

Progress = Callable[[int, int], None]
"""Called with what is done and what there is to do."""


def run(
    data: Path | None = None,
    *,
    n: int = DIALOGUES,
    seed: int = SEED,
    llm: LanguageModel = LanguageModel.NONE,
    system: Sequence[str] = (AISLE,),
    progress: Progress | None = None,
) -> Report:
    """Let simulated shoppers talk to a system.

    Dialogues with a flaw, and a recording of all, are written to a folder of this
    run, by its time, under ``dialogues`` in the shop's home; sessions are kept
    apart from real ones.

    Args:
        data: Home of an indexed shop; None for the one in the settings.
        n: How many dialogues, spread evenly over the personas.
        seed: The same seed gives the same shoppers.
        llm: Which language model the system uses.
        system: Which system, one; see ``opening.SYNTAX``.
        progress: Told after every dialogue.

    Raises:
        CatalogueError: If the shop is not indexed or can't be opened.
        ShopError: If nothing in it can be bought.
        UnknownSystemError: If there is no such system, or not one.
    """
    opened = open_shop(data, llm)
    with open_system(system, opened) as held:
        dialogues = hold_dialogues(held, opened.shop, n=n, seed=seed, progress=progress)
        name = held.name
    folder = opened.settings.home / FOLDER / now().replace(":", "")
    written = write_transcripts(failing(dialogues), folder)
    write_recording(dialogues, folder / RECORDING)
    return report_of(
        dialogues,
        opened.shop,
        system=name,
        facts={"system": name, **opened.facts, "seed": str(seed)},
        notes=[f"{written} dialogues with a flaw or without success are in {folder}"],
    )


def hold_dialogues(
    system: System,
    shop: Shop,
    *,
    n: int = DIALOGUES,
    seed: int = SEED,
    personas: Sequence[Persona] = PERSONAS,
    progress: Progress | None = None,
) -> list[DialogueRecord]:
    """Hold ``n`` dialogues, the personas taking turns.

    Args:
        system: The system under test.
        shop: Its catalogue.
        n: At least 1.
        seed: With a dialogue's index, what makes it what it is.
        personas: At least one.
        progress: Told after every dialogue.

    Raises:
        GoalError: If the catalogue has too little to ask for.
    """
    stage = Stage(shop)
    dialogues: list[DialogueRecord] = []
    for index in range(n):
        persona = personas[index % len(personas)]
        name = f"{persona.name.replace(' ', '-')}-{index:04}"
        dialogues.append(hold_dialogue(system, stage, persona, (seed, index), name))
        if progress is not None:
            progress(index + 1, n)
    return dialogues


def report_of(
    dialogues: Sequence[DialogueRecord],
    shop: Shop,
    *,
    system: str = AISLE,
    facts: dict[str, str] | None = None,
    notes: Sequence[str] = (),
) -> Report:
    """Return the report of dialogues: a row a persona and one for all.

    Args:
        dialogues: At least one.
        shop: In which they were held.
        system: With which.
        facts: What they rest on.
        notes: Sentences for the reader.
    """
    groups = by_persona(dialogues)
    rows = sample(dialogues, shop)
    figures: dict[str, float] = {"leaks": leaked(dialogues)}
    for name, group in groups.items():
        figures |= {f"{name.replace(' ', '_')}.{k}": v for k, v in _figures(group).items()}
    figures |= _figures_of(rows)
    warning = power_warning("success", rows["success"], 0.05)
    return Report(
        name="dialogues",
        columns=COLUMNS,
        rows=[_row(name, group) for name, group in groups.items()],
        figures=figures,
        facts=facts or {},
        notes=[
            "Flaws are counted in turns. Intervals: 95 %, resampled by dialogue.",
            *([warning] if warning else []),
            *notes,
        ],
        charts=_charts(groups, rows),
        samples={system: rows},
        transcripts=worst(dialogues),
    )


def by_persona(dialogues: Sequence[DialogueRecord]) -> dict[str, list[DialogueRecord]]:
    """Return the dialogues by persona, in alphabetical order, and all of them last."""
    groups: dict[str, list[DialogueRecord]] = {}
    for dialogue in sorted(dialogues, key=lambda d: d.persona):
        groups.setdefault(dialogue.persona, []).append(dialogue)
    return groups | {ALL: list(dialogues)}


def worst(dialogues: Sequence[DialogueRecord]) -> list[dict[str, Any]]:
    """Return the worst dialogues that have a flaw or no success, whole."""
    return [as_json(dialogue) for dialogue in worst_first(failing(dialogues))[:WORST]]


def _figures(group: Sequence[DialogueRecord]) -> dict[str, float]:
    figures: dict[str, float] = {"dialogues": len(group)}
    measured = {
        "success": success(group),
        "turns_to_success": turns_to_success(group),
        "reward": reward(group),
    } | {f"{flaw.name.lower()}.per_turn": flaws(group, flaw) for flaw in Flaw}
    for name, rows in measured.items():
        if (interval := _interval(rows)) is not None:
            figures |= interval.figures(name)
    figures |= {flaw.name.lower(): count(group, flaw) for flaw in Flaw}
    for name, waits in (("first_card", first_card_seconds(group)), ("done", done_seconds(group))):
        if waits:
            figures |= {f"{name}.p50_ms": 1000 * percentile(waits, 0.5)}
            figures |= {f"{name}.p95_ms": 1000 * percentile(waits, 0.95)}
    return figures


def _figures_of(rows: dict[str, Rows]) -> dict[str, float]:
    """Return every measure of all dialogues that the personas' figures do not have."""
    figures: dict[str, float] = {}
    for measure in MEASURES:
        if measure.name in rows and measure.group in (Group.RELEVANCE, Group.VARIETY):
            figures |= bootstrap(rows[measure.name]).figures(f"{ALL}.{measure.name}")
    return figures


def _charts(groups: dict[str, list[DialogueRecord]], rows: dict[str, Rows]) -> list[Chart]:
    turns = [
        Ranged(name, interval.mean, interval.low, interval.high)
        for name, group in groups.items()
        if (interval := _interval(turns_to_success(group))) is not None
    ]
    shares = [
        Ranged(measure.name.replace("_", " "), interval.mean, interval.low, interval.high)
        for measure in MEASURES
        if measure.group is Group.RELEVANCE and measure.name in rows
        for interval in (bootstrap(rows[measure.name]),)
    ]
    return [
        Intervals("Turns to success, by persona", "turns", turns),
        Intervals("Relevance of the lists", "mean over lists", shares),
        *waiting(groups[ALL]),
    ]


def _row(name: str, group: Sequence[DialogueRecord]) -> tuple[str, ...]:
    waits = first_card_seconds(group)
    others = sum(count(group, flaw) for flaw in Flaw if flaw not in (*_MAIN, *HARMLESS))
    return (
        name,
        str(len(group)),
        _shown(_interval(success(group)), ".0%"),
        _shown(_interval(turns_to_success(group)), ".1f"),
        *(str(count(group, flaw)) for flaw in _MAIN),
        str(others),
        f"{1000 * percentile(waits, 0.5):.0f} / {1000 * percentile(waits, 0.95):.0f} ms"
        if waits
        else "-",
    )


def _interval(rows: Rows) -> Interval | None:
    return bootstrap(rows) if any(rows.values()) else None


def _shown(interval: Interval | None, form: str) -> str:
    return "-" if interval is None else interval.shown(form)
