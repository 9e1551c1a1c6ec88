"""New shoppers and new items: quality by events known, and a bounded share for the new."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ranking.shoppers.cold_start import explore
from ranking.shoppers.content_signals import TextLikeness
from ranking.shoppers.histories import Fold, Histories
from ranking.shoppers.item_content import ItemContent
from ranking.shoppers.ranks import ShopperModel, accuracy, ranks_of_chosen

KNOWN: Final = (0, 1, 2, 5, 10)
_SHARES: Final = (0.0, 0.05, 0.1, 0.2)
_K: Final = 10


def by_known_events(
    models: Sequence[tuple[str, ShopperModel]], fold: Fold
) -> dict[str, dict[int, float]]:
    """Return nDCG@10 of each model against how many of the last events it is told of.

    Always of the same shoppers: those who have ten events or more before the one asked for.
    """
    rows = [row for row, history in enumerate(fold.known) if len(history) >= max(KNOWN)]
    chosen = fold.chosen[rows]
    found: dict[str, dict[int, float]] = {}
    for name, model in models:
        found[name] = {}
        for events in KNOWN:
            # Nothing known: an empty slice from the end, not the whole history.
            known = tuple(fold.known[row][len(fold.known[row]) - events :] for row in rows)
            places = ranks_of_chosen(model, Fold(fold.fitting, known, chosen))
            found[name][events] = accuracy(places, _K).ndcg
    return found


@dataclass(frozen=True, slots=True)
class NewItems:
    """What an exploration share does.

    Attributes:
        share: Of the places, at most.
        ndcg: Of lists with it, over shoppers whose next item is old.
        found: Share of the shoppers whose next item is new who see it.
        new_places: Share of the places that went to new items.
    """

    share: float
    ndcg: float
    found: float
    new_places: float


def held_back(histories: Histories, *, every: int = 20) -> NDArray[np.bool_]:
    """Return which items are treated as new: every ``every``-th, shape (items,)."""
    return np.arange(histories.items) % every == 0


def without(histories: Histories, new: NDArray[np.bool_]) -> Histories:
    """Return the histories as they would be if nobody had taken the new items."""
    return Histories(histories.item_ids, tuple(h[~new[h]] for h in histories.shoppers))


def new_items(
    model: ShopperModel, content: ItemContent, fold: Fold, new: NDArray[np.bool_]
) -> list[NewItems]:
    """Return what each exploration share costs and finds.

    Args:
        model: Fitted as if the new items did not exist.
        content: Of all items, by which new ones are likened to the history.
        fold: Who is asked; their known histories are read without the new items.
        new: Which items are new.
    """
    known = tuple(history[~new[history]] for history in fold.known)
    likeness = TextLikeness(content.texts)
    lists: dict[float, list[NDArray[np.int64]]] = {share: [] for share in _SHARES}
    for at in range(0, len(known), 256):
        chunk = known[at : at + 256]
        old, alike = model.affinities(chunk).copy(), likeness.affinities(chunk)
        old[:, new] = -np.inf
        alike[:, ~new] = -np.inf
        for row, history in enumerate(chunk):
            old[row, history] = -np.inf
            ranked, fresh = np.argsort(-old[row])[:_K], np.argsort(-alike[row])[:_K]
            for share in _SHARES:
                lists[share].append(explore(ranked, fresh, share=share, shopper=at + row))
    return [_judged(share, lists[share], fold.chosen, new) for share in _SHARES]


def _judged(
    share: float,
    lists: Sequence[NDArray[np.int64]],
    chosen: NDArray[np.int64],
    new: NDArray[np.bool_],
) -> NewItems:
    shown = np.stack(lists)
    hits = shown == chosen[:, None]
    gains = (hits / np.log2(np.arange(2, _K + 2))).sum(axis=1)
    fresh = new[chosen]
    return NewItems(
        share,
        float(gains[~fresh].mean()),
        float(hits[fresh].any(axis=1).mean()) if fresh.any() else 0.0,
        float(new[shown].mean()),
    )
