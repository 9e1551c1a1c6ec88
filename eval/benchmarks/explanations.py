"""A thousand explanations, judged by an independent checker: ``aisle eval explanations``."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

from assistant.assistant import Assistant
from assistant.reply import Finished, Origin, Reply
from assistant.settings import LanguageModel
from eval.benchmarks.dialogues import SEED
from eval.explanation_check import Claim, judge
from eval.faithfulness import lost_without_reason
from eval.metrics.dialogues import words_in
from eval.metrics.explanations import Standing, faithful_share, groundedness
from eval.opening import OpenShop, assistant_apart, open_shop
from eval.report import Report
from eval.simulator.openings import openings
from eval.statistics import bootstrap

EXPLANATIONS: Final = 1000
SHOWN: Final = 30
"""How many unsupported claims a report lists."""

_OPENING: Final = re.compile(r"[\u4e00-\u9fff]{2}|[^\W\d_]+(?:['’-][^\W\d_]+)*")
_OPENING_WORDS: Final = 2
_READ_SO: Final = (
    (
        "Judged by code that shares none with the product's own check: every number and every "
        "content word must stand in the listing or in the shopper's words."
    ),
    "Without a language model every explanation is made of facts, and so fell back.",
    (
        "Faithful: the item falls on its list, or off it, when the first fact stated is taken "
        "away; by the ranker's own contributions and the shopper's conditions."
    ),
)


@dataclass(frozen=True, slots=True)
class Judged:
    """One explanation.

    Attributes:
        request: What was asked; explanations of one answer are one cluster.
        said: The shopper's words.
        text: The explanation.
        origin: Who phrased it.
        claims: What it says.
        lost: Places its item falls without the first reason stated; None where
            nothing stated is known to the ranker.
    """

    request: str
    said: str
    text: str
    origin: Origin
    claims: tuple[Claim, ...]
    lost: int | None


def run(
    data: Path | None = None,
    *,
    n: int = EXPLANATIONS,
    seed: int = SEED,
    llm: LanguageModel = LanguageModel.NONE,
) -> Report:
    """Ask for things as simulated shoppers do, and judge every explanation.

    Args:
        data: Home of an indexed shop; None for the one in the settings.
        n: How many explanations, at least.
        seed: Of the requests.
        llm: Which language model phrases them.

    Raises:
        CatalogueError: If the shop is not indexed or can't be opened.
    """
    opened = open_shop(data, llm)
    judged: list[Judged] = []
    with assistant_apart(opened.settings) as assistant:
        for request, said in openings(opened.shop, seed):
            if len(judged) >= n:
                break
            judged += _judged(assistant, opened, request, said)
    return report_of(judged, {**opened.facts, "seed": str(seed)})


def report_of(judged: Sequence[Judged], facts: dict[str, str]) -> Report:
    """Return the report of judged explanations, at least one."""
    counts = groundedness(claim.standing for each in judged for claim in each.claims)
    wrong = [each for each in judged if _unsupported(each)]
    fell = bootstrap(_fallen(judged))
    openings = [_opening(each.text) for each in judged]
    lengths = [words_in(each.text) for each in judged]
    moved = [each.lost for each in judged if each.lost is not None]
    figures: dict[str, float] = {
        "explanations": len(judged),
        "claims": counts.claims,
        "unsupported": counts.hallucinated + counts.out_of_catalogue,
        "hallucinated": counts.hallucinated,
        "out_of_catalogue": counts.out_of_catalogue,
        "with_unsupported": len(wrong) / len(judged),
        "fell_back": fell.mean,
        "openings": len(set(openings)),
        "commonest_opening": max(openings.count(one) for one in set(openings)) / len(openings),
        "median_words": median(lengths),
        "repeated_opening_on_a_list": _repeated(judged),
    }
    if moved:
        figures |= {"faithful": faithful_share(moved), "faithful.judged": len(moved)}
    return Report(
        name="explanations",
        columns=("figure", "value"),
        rows=[(name.replace("_", " "), f"{value:.4g}") for name, value in figures.items()],
        figures=figures,
        facts=facts,
        notes=[
            f"Fell back to facts: {fell.shown('.0%')}.",
            *_READ_SO,
            *(f"{each.said!r}: {each.text!r}: {_unsupported(each)}" for each in wrong[:SHOWN]),
        ],
    )


def _judged(assistant: Assistant, opened: OpenShop, request: str, said: str) -> list[Judged]:
    reply: Reply | None = None
    for event in assistant.respond(assistant.open_session(), said):
        if isinstance(event, Finished):
            reply = event.reply
    if reply is None:
        return []
    items = opened.shop.items
    shown = [items[r.item.item_id] for r in reply.items if r.item.item_id in items]
    return [
        Judged(
            request,
            said,
            each.text,
            each.origin,
            tuple(judge(each.text, each.item_id, shown, said)),
            lost_without_reason(each, reply),
        )
        for each in reply.explanations
    ]


def _unsupported(each: Judged) -> list[str]:
    return [claim.text for claim in each.claims if claim.standing is not Standing.SUPPORTED]


def _fallen(judged: Sequence[Judged]) -> dict[str, list[float]]:
    rows: dict[str, list[float]] = {}
    for each in judged:
        rows.setdefault(each.request, []).append(float(each.origin is Origin.FACTS))
    return rows


def _opening(text: str) -> str:
    return " ".join(_OPENING.findall(text.casefold())[:_OPENING_WORDS])


def _repeated(judged: Sequence[Judged]) -> float:
    """Return the share of answers of which two explanations open with the same two words."""
    lists: dict[str, list[str]] = {}
    for each in judged:
        lists.setdefault(each.request, []).append(_opening(each.text))
    return sum(len(set(own)) < len(own) for own in lists.values()) / len(lists)
