"""A list's explanations asked together, beside one after another: ``aisle bench explaining``."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Final

from assistant.bootstrap import open_language_model
from assistant.explaining.explain import prompt
from assistant.models.chat_model import ChatModel, ChatModelError, ChatRequest
from assistant.reply import Finished
from assistant.settings import LanguageModel
from eval.benchmarks.dialogues import SEED
from eval.opening import OpenShop, assistant_apart, model_line, open_shop, settle, with_each
from eval.report import Report, percentile
from eval.simulator.openings import openings
from eval.systems import SystemUnderTestError

LISTS: Final = 8
"""How many lists are explained by each model, every other one item after item."""
SHORTEST_LIST: Final = 4
PATIENCE: Final = 120.0
"""Seconds a request may take: here nobody waits, and a time-out would look quick."""

MODELS: Final = (LanguageModel.EMBEDDED, LanguageModel.VLLM)
_COLUMNS: Final = (
    "model",
    "explanations",
    "together, s each",
    "one by one, s each",
    "times faster",
)

Prompts = Sequence[ChatRequest]
"""The requests that have a model explain a list, one an item."""


@dataclass(frozen=True, slots=True)
class _Pace:
    """How long a model took.

    Attributes:
        llm: Which model.
        together: Seconds an explanation, for each list asked at once.
        one_by_one: Likewise for each list asked item after item.
        explanations: How many there were.
    """

    llm: LanguageModel
    together: Sequence[float]
    one_by_one: Sequence[float]
    explanations: int

    @property
    def times_faster(self) -> float:
        """Ratio of the medians."""
        return percentile(self.one_by_one, 0.5) / percentile(self.together, 0.5)


def run(data: Path | None = None, *, seed: int = SEED) -> Report:
    """Have models explain lists, one list all at once, the next one item after item.

    No list is explained twice: the model's server would remember its prompts. A
    model that cannot be had here is left out, and a note says so.

    Args:
        data: Home of an indexed shop; None for the one in the settings.
        seed: Of the requests that the lists answer.

    Raises:
        CatalogueError: If the shop is not indexed or can't be opened.
    """
    opened = open_shop(data)
    lists = list(islice(_lists(opened, seed), LISTS))
    paces, notes = with_each(MODELS, lambda llm: _pace(opened, llm, lists))
    return Report(
        name="explaining",
        columns=_COLUMNS,
        rows=[_row(pace) for pace in paces],
        figures={f"{pace.llm}.times_faster": pace.times_faster for pace in paces},
        facts={
            **opened.facts,
            "models": "; ".join(model_line(opened.settings, llm) for llm in MODELS),
            "lists": str(len(lists)),
            "seed": str(seed),
        },
        notes=notes,
    )


def _lists(opened: OpenShop, seed: int) -> Iterator[Prompts]:
    with assistant_apart(opened.settings) as assistant:
        for _, said in openings(opened.shop, seed):
            for event in assistant.respond(assistant.open_session(), said):
                if isinstance(event, Finished) and len(event.reply.items) >= SHORTEST_LIST:
                    items, intent = event.reply.items, event.reply.intent
                    yield [prompt(each, intent, items, timeout=PATIENCE) for each in items]


def _pace(opened: OpenShop, llm: LanguageModel, lists: Sequence[Prompts]) -> _Pace:
    model = open_language_model(opened.settings.model_copy(update={"llm": llm}))
    if model is None:
        raise SystemUnderTestError("no language model is set")
    try:
        settle(model.status)
        return _Pace(
            llm,
            [_together(model, prompts) for prompts in lists[::2]],
            [_one_by_one(model, prompts) for prompts in lists[1::2]],
            sum(map(len, lists)),
        )
    except ChatModelError as error:
        raise SystemUnderTestError(f"it stopped answering: {error}") from error
    finally:
        model.close()


def _together(model: ChatModel, prompts: Prompts) -> float:
    began = perf_counter()
    answers = model.complete_each(prompts)
    seconds = perf_counter() - began
    for answer in answers:
        if isinstance(answer, ChatModelError):
            raise answer
    return seconds / len(prompts)


def _one_by_one(model: ChatModel, prompts: Prompts) -> float:
    began = perf_counter()
    for request in prompts:
        model.complete(request)
    return (perf_counter() - began) / len(prompts)


def _row(pace: _Pace) -> tuple[str, ...]:
    return (
        pace.llm.value,
        str(pace.explanations),
        f"{percentile(pace.together, 0.5):.2f}",
        f"{percentile(pace.one_by_one, 0.5):.2f}",
        f"{pace.times_faster:.1f}",
    )
