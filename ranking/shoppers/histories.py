"""What shoppers took, in order; and how it is parted by time without looking ahead."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ranking.shoppers.errors import ShopperError

History = NDArray[np.int64]
"""Item numbers of one shopper, oldest first; may be empty."""

LONGEST = 1000
"""Events of one shopper that are read; older ones say little and could be without end."""


@dataclass(frozen=True, slots=True)
class Histories:
    """Shoppers' histories over one catalogue.

    Attributes:
        item_ids: The catalogue; an item's number is its place here.
        shoppers: One history a shopper, oldest first.
    """

    item_ids: tuple[str, ...]
    shoppers: tuple[History, ...]

    @property
    def items(self) -> int:
        """How many items the catalogue has."""
        return len(self.item_ids)


@dataclass(frozen=True, slots=True)
class Fold:
    """A question of the past with its answer.

    Attributes:
        fitting: What a model may be fitted to.
        known: What was known of each shopper when they chose.
        chosen: Number of the item that each of them took next, shape (shoppers,).
    """

    fitting: Histories
    known: tuple[History, ...]
    chosen: NDArray[np.int64]


def make_histories(item_ids: Sequence[str], shoppers: Sequence[Sequence[int]]) -> Histories:
    """Check histories and cut them to their last ``LONGEST`` events.

    Args:
        item_ids: Distinct ids of the catalogue.
        shoppers: Item numbers, oldest first.

    Raises:
        ShopperError: If an id repeats, there is none, or a number is no item's.
    """
    ids = tuple(item_ids)
    if not ids or len(set(ids)) != len(ids):
        raise ShopperError("a catalogue needs items, and every item an id of its own")
    kept: list[History] = []
    for place, numbers in enumerate(shoppers):
        history = np.asarray(numbers, dtype=np.int64).reshape(-1)
        if len(history) and not 0 <= history.min() <= history.max() < len(ids):
            raise ShopperError(
                f"shopper {place} took item number {history.min()} or {history.max()}, "
                f"but the catalogue has numbers 0 to {len(ids) - 1}"
            )
        kept.append(history[-LONGEST:])
    return Histories(ids, tuple(kept))


def hold_out(histories: Histories, back: int, *, skip: int = 0) -> Fold:
    """Ask for the item that each shopper took ``back`` steps before their last.

    ``back`` 0 asks for the last item: the test of the leave-one-out protocol; 1 for the
    one before it: its validation; 2 and more are earlier folds of a time-ordered
    cross-validation. What came later is never seen.

    Args:
        histories: All that happened.
        back: Steps before the last, at least 0.
        skip: How many of the events before the one asked for models must not be fitted
            to either, though they are known when it is asked. The published protocol fits
            once, to everything but the last two items, so its test has ``skip`` 1 more
            than its validation.

    Returns:
        The shoppers who have the item asked for and one before it; models are fitted to
        what is left of all shoppers.

    Raises:
        ShopperError: If ``back`` or ``skip`` is below 0 or nobody is left.
    """
    if back < 0 or skip < 0:
        raise ShopperError(f"nothing lies {back} steps back with {skip} skipped")
    end = back + 1
    asked = [h for h in histories.shoppers if len(h) > end]
    if not asked:
        raise ShopperError(f"no shopper has an item {back} steps before the last and one before it")
    fitting = tuple(h[: max(len(h) - end - skip, 0)] for h in histories.shoppers)
    return Fold(
        fitting=Histories(histories.item_ids, fitting),
        known=tuple(h[: len(h) - end] for h in asked),
        chosen=np.array([h[len(h) - end] for h in asked]),
    )


def counts(histories: Histories) -> NDArray[np.float64]:
    """Return how often each item was taken, shape (items,)."""
    if not histories.shoppers:
        return np.zeros(histories.items)
    return np.bincount(np.concatenate(histories.shoppers), minlength=histories.items).astype(
        np.float64
    )
