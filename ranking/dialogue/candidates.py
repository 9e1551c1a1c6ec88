"""The first stage: a plain sum of signals picks who is looked at closely."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ranking.dialogue.signals import Dense, Signals

_WEIGHTS: Final = {
    "named": 2.0,
    "named.times": 1.0,
    "expected.named": 3.0,
    "expected.form": 1.0,
    "fact_rarest.": 3.0,
    "fact_last.": 1.0,
    "expected.fact.": 3.0,
    "expected.shared.": 1.0,
    "shared.": 0.2,
    "shared_last.": 0.7,
    "share_after.largest": 4.0,
    "similar.words": 0.5,
    "similar.manner": 0.1,
    "similar.meaning": 0.5,
    "text.meaning": 2.0,
}
"""A name that ends in a point stands for all signals that begin so."""
_LOGARITHMIC: Final = {"together.all": 1.0, "popularity.fresh": 0.3}
_PLACED: Final = (
    "similar.words",
    "similar.manner",
    "similar.meaning",
    "text.meaning",
    "share_after.largest",
    "share_after.all",
    "together.all",
    "popularity.fresh",
    "fact_rarest.",
    "shared.",
)
FIRST: Final = "first_stage"


@dataclass(frozen=True, slots=True)
class Candidates:
    """The items of each turn that are ranked closely, with what speaks for them.

    Attributes:
        items: Places in the graph, best of the first stage first, shape (turns, k).
        features: Shape (turns, k, features).
        names: Of the features: every signal, and ``place of X``, which is the
            item's place among the candidates by X, from 0.
    """

    items: NDArray[np.intp]
    features: Dense
    names: tuple[str, ...]


def first_stage(signals: Signals) -> Dense:
    """Return the sum by which candidates are chosen, shape (turns, items)."""
    shape = signals["named"].shape
    total = np.zeros(shape, dtype=np.float32)
    for name, weight in _WEIGHTS.items():
        for signal in _called(signals, name):
            total += weight * signals[signal]
    for name, weight in _LOGARITHMIC.items():
        total += weight * np.log1p(signals[name])
    return total


def choose_candidates(signals: Signals, k: int) -> Candidates:
    """Keep the ``k`` items of each turn that the first stage puts first.

    Args:
        signals: Of a batch of turns.
        k: At least 1; above the number of items, all are kept.
    """
    total = first_stage(signals)
    items = np.argsort(-total, axis=1, kind="stable")[:, : min(k, total.shape[1])]
    kept = {
        name: np.take_along_axis(values, items, axis=1)
        for name, values in (signals | {FIRST: total}).items()
    }
    placed = [signal for name in _PLACED for signal in _called(signals, name)]
    places = {f"place of {name}": _place(kept[name]) for name in [*placed, FIRST]}
    columns = kept | places
    return Candidates(items, np.stack(list(columns.values()), axis=2), tuple(columns))


def _called(signals: Signals, name: str) -> Sequence[str]:
    if name.endswith("."):
        return [signal for signal in signals if signal.startswith(name)]
    return [name] if name in signals else []


def _place(values: Dense) -> Dense:
    order = np.argsort(-values, axis=1, kind="stable")
    return np.argsort(order, axis=1, kind="stable").astype(np.float32)
