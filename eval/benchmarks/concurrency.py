"""How long shoppers wait who ask at the same time: ``aisle bench concurrency``."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Final

from assistant.settings import LanguageModel
from eval.benchmarks.dialogues import SEED, hold_dialogues
from eval.charts import Curve
from eval.opening import AISLE, OpenShop, model_line, open_shop, open_system, with_each
from eval.report import Report, percentile
from eval.served_shop import served
from eval.systems import Answer, OverHttp, System, client_for

CROWDS: Final = (1, 4, 8)
"""How many shoppers talk at the same time."""

EACH: Final = {LanguageModel.NONE: 10, LanguageModel.EMBEDDED: 2, LanguageModel.VLLM: 2}
"""Dialogues that each shopper holds; a model on a small machine takes seconds a turn."""

_MOMENTS: Final[Mapping[str, Callable[[Answer], float | None]]] = {
    "first_card": lambda answer: answer.first_card_seconds,
    "first_sentence": lambda answer: answer.first_sentence_seconds,
    "done": lambda answer: answer.done_seconds,
}
_COLUMNS: Final = (
    "model",
    "shoppers",
    "turns",
    "turns a second",
    "first card p50 / p95 ms",
    "first sentence",
    "done",
)

Said = Sequence[str]
"""What a shopper says in a dialogue, in order."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """What came of shoppers who talked at the same time.

    Attributes:
        llm: The language model of the server.
        shoppers: How many, each without a pause between two turns.
        answers: To every turn of all of them, in no order that means anything.
        seconds: From the first word to the end of the last answer.
    """

    llm: LanguageModel
    shoppers: int
    answers: Sequence[Answer]
    seconds: float

    def seconds_to(self, moment: str) -> list[float]:
        """Return the seconds to a key of ``_MOMENTS``, of the turns that have it."""
        each = map(_MOMENTS[moment], self.answers)
        return [seconds for seconds in each if seconds is not None]


def run(data: Path | None = None, *, seed: int = SEED) -> Report:
    """Let 1, 4 and 8 shoppers at a time talk to a server, and time their answers there.

    What they say is what simulated shoppers said to the assistant beforehand,
    so that nothing but asking costs time while the clock runs. No dialogue
    comes twice before one model: it would be answered from what is remembered.
    A model that cannot be had here is left out, and a note says so.

    Args:
        data: Home of an indexed shop; None for the one in the settings.
        seed: Of the dialogues.

    Raises:
        CatalogueError: If the shop is not indexed or can't be opened.
    """
    opened = open_shop(data)
    dialogues = _dialogues(opened, sum(CROWDS) * max(EACH.values()), seed)
    found, notes = with_each(tuple(EACH), lambda llm: _crowds(opened, llm, dialogues))
    crowds = [crowd for of_model in found for crowd in of_model]
    return Report(
        name="concurrency",
        columns=_COLUMNS,
        rows=[_row(crowd) for crowd in crowds],
        figures={name: value for crowd in crowds for name, value in _figures(crowd)},
        facts={
            **opened.facts,
            "models": "; ".join(model_line(opened.settings, llm) for llm in EACH),
            "seed": str(seed),
        },
        notes=[*notes, "The shoppers share the machine with the server."],
        charts=[_chart(crowds, moment) for moment in _MOMENTS] if crowds else [],
    )


def _dialogues(opened: OpenShop, count: int, seed: int) -> list[Said]:
    with open_system((AISLE,), opened) as system:
        held = hold_dialogues(system, opened.shop, n=count, seed=seed)
    return [[turn.said.text for turn in dialogue.turns] for dialogue in held]


def _crowds(opened: OpenShop, llm: LanguageModel, dialogues: Sequence[Said]) -> list[Crowd]:
    unsaid = iter(dialogues)
    with served(opened.settings, llm) as (address, _), client_for(address) as client:
        system = OverHttp(client)
        return [
            talk(system, llm, [list(islice(unsaid, EACH[llm])) for _ in range(shoppers)])
            for shoppers in CROWDS
        ]


def talk(system: System, llm: LanguageModel, shoppers: Sequence[Sequence[Said]]) -> Crowd:
    """Let shoppers talk at the same time, each saying one dialogue after another.

    Args:
        system: Asked from as many threads as there are shoppers.
        llm: Its language model, for the report.
        shoppers: What each says; at least one.

    Raises:
        Exception: Whatever the system raises.
    """
    began = perf_counter()
    with ThreadPoolExecutor(len(shoppers), "shopper") as pool:
        answers = list(pool.map(partial(_answers, system), shoppers))
    seconds = perf_counter() - began
    return Crowd(llm, len(shoppers), [answer for each in answers for answer in each], seconds)


def _answers(system: System, dialogues: Sequence[Said]) -> list[Answer]:
    answers: list[Answer] = []
    for said in dialogues:
        conversation = system.open()
        answers += [conversation.say(text) for text in said]
    return answers


def _row(crowd: Crowd) -> tuple[str, ...]:
    return (
        crowd.llm.value,
        str(crowd.shoppers),
        str(len(crowd.answers)),
        f"{len(crowd.answers) / crowd.seconds:.2f}",
        *(_shown(crowd.seconds_to(moment)) for moment in _MOMENTS),
    )


def _shown(seconds: Sequence[float]) -> str:
    if not seconds:
        return "–"
    middle, slow = percentile(seconds, 0.5), percentile(seconds, 0.95)
    return f"{middle * 1000:,.0f} / {slow * 1000:,.0f}"


def _figures(crowd: Crowd) -> Iterator[tuple[str, float]]:
    name = f"{crowd.llm}.{crowd.shoppers}"
    yield f"{name}.turns_a_second", len(crowd.answers) / crowd.seconds
    for moment in _MOMENTS:
        if seconds := crowd.seconds_to(moment):
            yield f"{name}.{moment}.p50_ms", percentile(seconds, 0.5) * 1000
            yield f"{name}.{moment}.p95_ms", percentile(seconds, 0.95) * 1000


def _chart(crowds: Sequence[Crowd], moment: str) -> Curve:
    lines: Mapping[str, list[tuple[float, float]]] = {crowd.llm.value: [] for crowd in crowds}
    for crowd in crowds:
        if seconds := crowd.seconds_to(moment):
            lines[crowd.llm.value].append((crowd.shoppers, percentile(seconds, 0.95) * 1000))
    return Curve(
        f"{moment.replace('_', ' ').capitalize()} by how many ask at once",
        "shoppers at the same time",
        "p95, ms",
        lines,
    )
