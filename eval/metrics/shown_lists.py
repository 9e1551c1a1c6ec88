"""How good and how varied the lists were that a system showed in dialogues.

Every function takes dialogues and gives one row of values a dialogue, a value
for every answer that counts. An answer counts where items were asked for and
some item of the shop met everything said beyond doubt; those that do are what is
relevant. An answer without items is an empty list, and so worth 0. Variety is of
lists that have items.
"""

import math
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence

from eval.metrics.accuracy import ListMetric
from eval.metrics.dialogues import Rows
from eval.metrics.variety import Path, alpha_ndcg, calibration, novelty, serendipity
from eval.simulator.dialogue import DialogueRecord, TurnRecord
from eval.simulator.shop import Shop
from retrieval.items import Item

OfCategories = Callable[[Sequence[Path]], float]
"""Such as ``intra_list_diversity``: the category of each item on the list."""


def relevance(dialogues: Collection[DialogueRecord], metric: ListMetric, k: int) -> Rows:
    """Return a metric of every list that was asked for; all that is relevant is worth 1."""
    return {
        d.name: [metric(shown_ids(turn), dict.fromkeys(turn.fitting, 1.0), k) for turn in _asked(d)]
        for d in dialogues
    }


def of_categories(dialogues: Collection[DialogueRecord], metric: OfCategories) -> Rows:
    """Return a metric of the categories of every list of two items or more."""
    return {
        d.name: [
            metric([item.category for item in turn.answer.items])
            for turn in _with_items(d, fewest=2)
            if turn.answer is not None
        ]
        for d in dialogues
    }


def variety_of_relevant(dialogues: Collection[DialogueRecord], shop: Shop, k: int) -> Rows:
    """Return alpha-nDCG@k; the aspects are family, category, brand and colours.

    Only what is relevant has aspects, so that a varied list of wrong things is
    worth nothing.
    """
    return {
        d.name: [
            alpha_ndcg(
                shown_ids(turn),
                {item_id: _aspects(shop.items[item_id]) for item_id in turn.fitting},
                k,
            )
            for turn in _asked(d)
        ]
        for d in dialogues
    }


def mix(dialogues: Collection[DialogueRecord], shop: Shop) -> Rows:
    """Return KL(categories of what is relevant || the list's), in nats; lower is better."""
    return {
        d.name: [
            calibration(
                [shop.items[i].category for i in shown_ids(turn) if i in shop.items],
                _shares([shop.items[item_id] for item_id in turn.fitting]),
            )
            for turn in _asked(d)
            if turn.answer is not None and turn.answer.items
        ]
        for d in dialogues
    }


def unexpectedness(dialogues: Collection[DialogueRecord], shop: Shop) -> Rows:
    """Return the novelty of lists in bits.

    How many know an item is told from its ratings: one more than it has, over
    one more than the most rated has.
    """
    known = popularity(shop)
    return {
        d.name: [
            novelty([i for i in shown_ids(turn) if i in known], known)
            for turn in _with_items(d, fewest=1)
        ]
        for d in dialogues
    }


def happy_finds(dialogues: Collection[DialogueRecord], shop: Shop, k: int) -> Rows:
    """Return the serendipity of lists: relevant, and not what the best-known k would be."""
    known = popularity(shop)
    rows: dict[str, list[float]] = {}
    for d in dialogues:
        rows[d.name] = []
        for turn in _asked(d):
            expected = sorted(turn.fitting, key=lambda i: (-known[i], i))[:k]
            rows[d.name].append(serendipity(shown_ids(turn), turn.fitting, expected))
    return rows


def prescience(dialogues: Collection[DialogueRecord]) -> Rows:
    """Return how much oftener than by chance the first item shown is the one in mind.

    For each dialogue: 1 where the first item of the first list is the very item
    that the goal was drawn from, less 1 / the number of items that meet what was
    said. A system that was told the goal comes near 1 - that chance, one that
    only listens near 0. Dialogues where that item is not among those that meet
    what was said, or where it is alone, have no value.
    """
    rows: dict[str, list[float]] = {}
    for d in dialogues:
        turn = next(iter(_asked(d)), None)
        fair = turn is not None and len(turn.fitting) > 1 and d.first_goal_item in turn.fitting
        if turn is None or not fair:
            rows[d.name] = []
            continue
        hit = shown_ids(turn)[:1] == [d.first_goal_item]
        rows[d.name] = [hit - 1 / len(turn.fitting)]
    return rows


def popularity(shop: Shop) -> Mapping[str, float]:
    """Return of each item the share, in (0, 1], of the best-known item's shoppers it has."""
    most = max(item.rating_count for item in shop.items.values()) + 1
    return {item_id: (item.rating_count + 1) / most for item_id, item in shop.items.items()}


def shown_ids(turn: TurnRecord) -> list[str]:
    """Return the ids on the list, each once, best first."""
    if turn.answer is None:
        return []
    return list(dict.fromkeys(item.item_id for item in turn.answer.items))


def lists_of(dialogues: Collection[DialogueRecord]) -> Mapping[str, list[list[str]]]:
    """Return the lists of each dialogue that hold items, for measures of the whole."""
    return {
        d.name: [shown_ids(turn) for turn in d.turns if turn.answer is not None and shown_ids(turn)]
        for d in dialogues
    }


def _asked(dialogue: DialogueRecord) -> list[TurnRecord]:
    return [turn for turn in dialogue.turns if turn.fitting]


def _with_items(dialogue: DialogueRecord, fewest: int) -> list[TurnRecord]:
    return [turn for turn in dialogue.turns if turn.said.seeks and len(shown_ids(turn)) >= fewest]


def _aspects(item: Item) -> frozenset[str]:
    own = {f"family:{item.family_id}", "category:" + " > ".join(item.category)}
    own.update(f"colour:{colour}" for colour in item.values("colour"))
    return frozenset(own | ({f"brand:{item.brand}"} if item.brand else set()))


def _shares(items: Sequence[Item]) -> dict[tuple[str, ...], float]:
    counts = Counter(item.category for item in items)
    total = math.fsum(counts.values())
    return {category: count / total for category, count in counts.items()}
