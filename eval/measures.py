"""Every measure of a dialogue, by name: what it means, and which way is better."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Final

from eval.metrics.accuracy import LIST_METRICS
from eval.metrics.dialogues import (
    Rows,
    explained,
    flaws,
    leaks,
    reward,
    success,
    tokens,
    turns_to_success,
    waits,
    words,
)
from eval.metrics.shown_lists import (
    happy_finds,
    mix,
    of_categories,
    prescience,
    relevance,
    unexpectedness,
    variety_of_relevant,
)
from eval.metrics.variety import intra_list_diversity, leaf_entropy
from eval.simulator.checks import HARMLESS, Flaw
from eval.simulator.dialogue import DialogueRecord
from eval.simulator.shop import Shop

K: Final = 6
"""Length of the lists that are judged, as the product's are by default."""


class Better(StrEnum):
    """Which way a figure should go."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"
    """It describes, and a shop decides what it wants of it."""


class Group(StrEnum):
    """What a measure is about; the report's sections."""

    OUTCOME = "Outcome"
    FAULTS = "Faults, share of turns"
    RELEVANCE = "Relevance of the list"
    VARIETY = "Variety of the list"
    COST = "Waiting and cost"


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of dialogues.

    Attributes:
        name: In reports, lower-case words joined by ``_``.
        group: Where it stands in a report.
        better: Which way it should go.
        meaning: One line for the reader.
        rows: Gives a row of values a dialogue; an empty row where it is not
            defined.
    """

    name: str
    group: Group
    better: Better
    meaning: str
    rows: Callable[[Sequence[DialogueRecord], Shop], Rows]


def _of(
    metric: Callable[[Sequence[DialogueRecord]], Rows],
) -> Callable[[Sequence[DialogueRecord], Shop], Rows]:
    def rows(dialogues: Sequence[DialogueRecord], _shop: Shop) -> Rows:
        return metric(dialogues)

    return rows


_RELEVANCE_MEANING: Final = {
    "ndcg": "gain discounted by place; relevant is what meets all that was said",
    "precision": "relevant items of the first places, by the number of places",
    "recall": "share of what is relevant that stands in the first places",
    "f1": "harmonic mean of the two",
    "hit_rate": "share of lists with anything relevant",
    "mrr": "1 / place of the first relevant item",
    "map": "mean precision at each relevant item, by all of them",
}
_FLAW_MEANING: Final = {
    Flaw.VIOLATION: "shows an item that breaks a condition on price, brand or attribute",
    Flaw.OFF_KIND: "shows another kind of thing than was asked for",
    Flaw.REPEATED_QUESTION: "asks what was said, answered or asked before",
    Flaw.DEAD_END: "has no items, and no word on what is in the way",
    Flaw.FALSE_DENIAL: "says that nothing fits though something does",
    Flaw.WRONG_FACT: "states a price, brand or value that the catalogue does not have",
    Flaw.UNKNOWN_ITEM: "shows an item that the catalogue does not have",
    Flaw.NOT_ANSWERED: "leaves a question about an item unanswered",
    Flaw.SHOWN_AGAIN: "shows again what others than it were asked for",
    Flaw.EMPTY_REPLY: "says and shows nothing",
    Flaw.ERROR: "fails",
}

MEASURES: Final[Sequence[Measure]] = (
    Measure(
        "success", Group.OUTCOME, Better.HIGHER,
        "share of dialogues in which an item that meets the goal was shown", _of(success),
    ),
    Measure(
        "turns_to_success", Group.OUTCOME, Better.LOWER,
        "turn of the first such item; dialogues with success only", _of(turns_to_success),
    ),
    Measure(
        "reward", Group.OUTCOME, Better.HIGHER,
        "success divided by the number of turns", _of(reward),
    ),
    Measure(
        "prescience", Group.OUTCOME, Better.NEITHER,
        "how much oftener than by chance the first item shown is the one in mind; near 1 means "
        "that the goal leaked", _of(prescience),
    ),
    Measure(
        "leaks", Group.OUTCOME, Better.LOWER,
        "share of turns in which the shopper's words give the goal away; a fault of the simulator "
        "or of the answers it was offered", _of(leaks),
    ),
    *(
        Measure(flaw.name.lower(), Group.FAULTS, Better.LOWER, _FLAW_MEANING[flaw],
                _of(partial(flaws, flaw=flaw)))
        for flaw in Flaw if flaw not in HARMLESS
    ),
    *(
        Measure(f"{name}_at_{K}", Group.RELEVANCE, Better.HIGHER, _RELEVANCE_MEANING[name],
                _of(partial(relevance, metric=metric, k=K)))
        for name, metric in LIST_METRICS.items()
    ),
    Measure(
        "alpha_ndcg", Group.VARIETY, Better.HIGHER,
        "relevance that pays less for a family, category, brand or colour shown before",
        lambda dialogues, shop: variety_of_relevant(dialogues, shop, K),
    ),
    Measure(
        "intra_list_diversity", Group.VARIETY, Better.NEITHER,
        "mean distance of two items' categories",
        _of(partial(of_categories, metric=intra_list_diversity)),
    ),
    Measure(
        "leaf_entropy", Group.VARIETY, Better.NEITHER,
        "entropy of the list's categories, in bits",
        _of(partial(of_categories, metric=leaf_entropy)),
    ),
    Measure(
        "calibration", Group.VARIETY, Better.LOWER,
        "KL divergence, in nats, of the list's categories from those of all that is relevant", mix,
    ),
    Measure(
        "novelty", Group.VARIETY, Better.NEITHER,
        "mean self-information, in bits, of the items' share of ratings", unexpectedness,
    ),
    Measure(
        "serendipity", Group.VARIETY, Better.HIGHER,
        "share of the list that is relevant and not among the best known that are",
        lambda dialogues, shop: happy_finds(dialogues, shop, K),
    ),
    Measure(
        "explained", Group.OUTCOME, Better.HIGHER,
        "share of the items shown that come with a reason of their own", _of(explained),
    ),
    Measure(
        "first_card_ms", Group.COST, Better.LOWER, "wait for the first item, in milliseconds",
        _of(partial(waits, first=True)),
    ),
    Measure(
        "done_ms", Group.COST, Better.LOWER, "wait for the whole answer, in milliseconds",
        _of(partial(waits, first=False)),
    ),
    Measure(
        "words", Group.COST, Better.NEITHER, "words that a turn gives the shopper to read",
        _of(words),
    ),
    Measure(
        "tokens", Group.COST, Better.LOWER,
        "tokens that a language model read and wrote for a turn, where the system tells",
        _of(tokens),
    ),
)  # fmt: skip
"""In the order of a report."""


def sample(dialogues: Sequence[DialogueRecord], shop: Shop) -> dict[str, Rows]:
    """Return every measure's rows, by name; those without any value are left out."""
    measured = {measure.name: measure.rows(dialogues, shop) for measure in MEASURES}
    return {name: rows for name, rows in measured.items() if any(rows.values())}


def by_name() -> Mapping[str, Measure]:
    """Return the measures by name, in the order of a report."""
    return {measure.name: measure for measure in MEASURES}
