"""Hundreds of simulated dialogues, by persona: ``aisle eval dialogues``."""

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from assistant.bootstrap import build_assistant
from assistant.settings import LanguageModel, Settings
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
from eval.report import Report, now, percentile
from eval.simulator.checks import HARMLESS, Flaw
from eval.simulator.dialogue import DialogueRecord, Stage, hold_dialogue
from eval.simulator.personas import PERSONAS, Persona
from eval.simulator.shop import Shop
from eval.simulator.transcripts import write_transcripts
from eval.statistics import Interval, bootstrap
from eval.systems import InProcess, System
from retrieval.catalog import Catalogue

DIALOGUES: Final = 500
SEED: Final = 20261121
FOLDER: Final = "dialogues"
"""Where failing dialogues are written, in the shop's home."""

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
    progress: Progress | None = None,
) -> Report:
    """Let simulated shoppers talk to the shop's assistant.

    Dialogues with a flaw are written to a folder of this run, by its time, under
    ``dialogues`` in the shop's home; sessions are kept apart from real ones.

    Args:
        data: Home of an indexed shop; None for the one in the settings.
        n: How many dialogues, spread evenly over the personas.
        seed: The same seed gives the same shoppers.
        llm: Which language model the assistant uses.
        progress: Told after every dialogue.

    Raises:
        CatalogueError: If the shop is not indexed or can't be opened.
        ShopError: If nothing in it can be bought.
    """
    settings = Settings.model_validate({} if data is None else {"home": data})
    catalogue = Catalogue(settings.catalogue_url())
    shop = Shop(catalogue.every_item(), catalogue.vocabulary())
    with _aisle(settings.model_copy(update={"llm": llm})) as system:
        dialogues = hold_dialogues(system, shop, n=n, seed=seed, progress=progress)
    folder = settings.home / FOLDER / now().replace(":", "")
    written = write_transcripts(failing(dialogues), folder)
    return report_of(
        dialogues,
        facts={
            "system": system.name,
            "language model": llm.value,
            "build": str(catalogue.published()),
            "items": f"{len(shop.items)}, sha256 {_digest(shop)}",
            "seed": str(seed),
        },
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
    *,
    facts: dict[str, str] | None = None,
    notes: Sequence[str] = (),
) -> Report:
    """Return the report of dialogues: a row a persona and one for all.

    Args:
        dialogues: At least one.
        facts: What they rest on.
        notes: Sentences for the reader.
    """
    groups = {ALL: list(dialogues)}
    for dialogue in dialogues:
        groups.setdefault(dialogue.persona, []).append(dialogue)
    figures: dict[str, float] = {"leaks": leaked(dialogues)}
    for name, group in groups.items():
        figures |= {f"{name.replace(' ', '_')}.{k}": v for k, v in _figures(group).items()}
    order = [*sorted(name for name in groups if name != ALL), ALL]
    return Report(
        name="dialogues",
        columns=COLUMNS,
        rows=[_row(name, groups[name]) for name in order],
        figures=figures,
        facts=facts or {},
        notes=[
            "Flaws are counted in turns. Intervals: 95 %, resampled by dialogue.",
            *notes,
        ],
    )


def _figures(group: Sequence[DialogueRecord]) -> dict[str, float]:
    figures: dict[str, float] = {"dialogues": len(group)}
    measured = {
        "success": success(group),
        "turns_to_success": turns_to_success(group),
        "reward": reward(group),
    } | {f"{flaw.name.lower()}.per_turn": flaws(group, flaw) for flaw in Flaw}
    for name, rows in measured.items():
        if (interval := _interval(rows)) is not None:
            figures |= {
                name: interval.mean,
                f"{name}.low": interval.low,
                f"{name}.high": interval.high,
            }
    figures |= {flaw.name.lower(): count(group, flaw) for flaw in Flaw}
    for name, waits in (("first_card", first_card_seconds(group)), ("done", done_seconds(group))):
        if waits:
            figures |= {f"{name}.p50_ms": 1000 * percentile(waits, 0.5)}
            figures |= {f"{name}.p95_ms": 1000 * percentile(waits, 0.95)}
    return figures


def _row(name: str, group: Sequence[DialogueRecord]) -> tuple[str, ...]:
    waits = first_card_seconds(group)
    others = sum(count(group, flaw) for flaw in Flaw if flaw not in (*_MAIN, *HARMLESS))
    return (
        name,
        str(len(group)),
        _shown(_interval(success(group)), "{:.0%}"),
        _shown(_interval(turns_to_success(group)), "{:.1f}"),
        *(str(count(group, flaw)) for flaw in _MAIN),
        str(others),
        f"{1000 * percentile(waits, 0.5):.0f} / {1000 * percentile(waits, 0.95):.0f} ms"
        if waits
        else "-",
    )


def _interval(rows: Rows) -> Interval | None:
    return bootstrap(rows) if any(rows.values()) else None


def _shown(interval: Interval | None, form: str) -> str:
    if interval is None:
        return "-"
    low, high = form.format(interval.low), form.format(interval.high)
    return f"{form.format(interval.mean)} [{low}, {high}]"


class _SettingsApart(Settings):
    """Settings whose sessions are kept in a folder of their own."""

    sessions_folder: Path

    def sessions_url(self) -> str:
        """Return the SQLAlchemy URL of the simulated sessions."""
        return f"sqlite:///{self.sessions_folder / 'sessions.sqlite'}"


@contextmanager
def _aisle(settings: Settings) -> Generator[System]:
    with TemporaryDirectory(prefix="aisle-dialogues-") as folder:
        apart = _SettingsApart(**settings.model_dump(), sessions_folder=Path(folder))
        assistant = build_assistant(apart)
        try:
            yield InProcess(assistant)
        finally:
            assistant.close()


def _digest(shop: Shop) -> str:
    lines = sorted(f"{item.item_id}\t{item.version}\t{item.price}" for item in shop.items.values())
    return sha256("\n".join(lines).encode()).hexdigest()[:16]
