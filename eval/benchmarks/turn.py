"""How long each stage of a turn takes, without a language model and with each one."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from assistant.assistant import Assistant
from assistant.reply import Finished, Origin
from assistant.settings import LanguageModel, Settings
from assistant.stages import Stage
from eval.opening import assistant_apart, with_each
from eval.report import Report, percentile
from retrieval.catalog import Catalogue

DIALOGUES: Final = (
    (
        "I need a waterproof jacket under $120 for hiking, not black",
        "cheaper, and what about the second one in green?",
        "more like the first",
    ),
    ("running shoes in size 42", "not that brand", "under $100", "undo"),
    ("a present for my mum who likes gardening", "something else", "between $20 and $40"),
    ("noise-cancelling headphones", "the black one", "cheaper"),
    ("blue sofa for a small flat", "doesn't matter what colour", "at least 4.5 stars"),
    ("what's popular?", "anything recycled?", "for kids"),
    ("frying pan that goes in the dishwasher", "compare the first two", "the cheapest one"),
    ("tents under $20", "under $200 then"),
    ("watreproof bakpack for school", "in green or yellow", "start over"),
    ("低于50美元的马克杯", "便宜一点"),
    ("how long do I have to return it?", "any deals?", "do you have a submarine?"),
)
"""Dialogues of every kind: new subjects, critiques, references, questions, near misses."""

WITH_A_MODEL: Final = DIALOGUES[:5]
"""A model on a small machine takes seconds a turn, so it gets fewer of them."""

ROUNDS: Final = {
    LanguageModel.NONE: DIALOGUES * 5,
    LanguageModel.EMBEDDED: WITH_A_MODEL,
    LanguageModel.VLLM: WITH_A_MODEL,
}
"""What is said to each."""

_COLUMNS: Final = ("model", "stage", "turns", "p50 ms", "p95 ms")


@dataclass(slots=True)
class _Stopwatch:
    """Collects the stages' seconds."""

    seconds: dict[Stage, list[float]] = field(default_factory=lambda: defaultdict(list))

    def observe(self, stage: Stage, seconds: float) -> None:
        self.seconds[stage].append(seconds)


@dataclass(frozen=True, slots=True)
class _Timed:
    """One model's times.

    Attributes:
        model: Which one.
        seconds: Of every stage of every turn.
        phrased: Share of explanations that the model phrased.
    """

    model: LanguageModel
    seconds: dict[Stage, list[float]]
    phrased: float


def run(data: Path | None = None) -> Report:
    """Time the turns of ``DIALOGUES`` on the shop that is indexed.

    Every stage counts the turns that reach it: a policy question retrieves
    nothing. One dialogue goes before, uncounted. A model that cannot be had here
    is left out, and a note says so. What is said is kept apart from the shop's
    own sessions.

    Args:
        data: Home of the shop to time; None for the one the settings name.
    """
    settings = Settings() if data is None else Settings(home=data)
    timed, notes = with_each(
        tuple(ROUNDS), lambda llm: _time(settings.model_copy(update={"llm": llm}))
    )
    return Report(
        name="turn",
        columns=_COLUMNS,
        rows=[row for each in timed for row in _rows(each)],
        figures={name: value for each in timed for name, value in _figures(each)},
        facts=_facts(settings),
        notes=notes,
    )


def _time(settings: Settings) -> _Timed:
    stopwatch = _Stopwatch()
    with assistant_apart(settings, stopwatch.observe) as assistant:
        _converse(assistant, DIALOGUES[0])
        stopwatch.seconds.clear()
        said = ROUNDS[settings.llm]
        origins = [origin for dialogue in said for origin in _converse(assistant, dialogue)]
    phrased = origins.count(Origin.MODEL) / len(origins) if origins else 0.0
    return _Timed(settings.llm, dict(stopwatch.seconds), phrased)


def _converse(assistant: Assistant, dialogue: Sequence[str]) -> list[Origin]:
    session = assistant.open_session()
    origins: list[Origin] = []
    for text in dialogue:
        for event in assistant.respond(session, text):
            if isinstance(event, Finished):
                origins += [each.origin for each in event.reply.explanations]
    return origins


def _rows(timed: _Timed) -> Iterator[tuple[str, ...]]:
    for stage in Stage:
        seconds = timed.seconds.get(stage, [])
        if seconds:
            middle, slow = percentile(seconds, 0.5), percentile(seconds, 0.95)
            yield (
                timed.model.value,
                stage.value,
                str(len(seconds)),
                f"{middle * 1000:.1f}",
                f"{slow * 1000:.1f}",
            )


def _figures(timed: _Timed) -> Iterator[tuple[str, float]]:
    for stage, seconds in timed.seconds.items():
        yield f"{timed.model}.{stage}.p50_ms", percentile(seconds, 0.5) * 1000
        yield f"{timed.model}.{stage}.p95_ms", percentile(seconds, 0.95) * 1000
    yield f"{timed.model}.phrased_share", timed.phrased


def _facts(settings: Settings) -> dict[str, str]:
    catalogue = Catalogue(settings.catalogue_url())
    try:
        return {
            "items": str(catalogue.count()),
            "build": catalogue.published() or "",
            "k": str(settings.k),
        }
    finally:
        catalogue.close()
