"""Fitting heads to a shop: every way is tried, the best on unseen products is kept."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np

from retrieval.joint.contrastive import DEFAULT, Training, fit_contrastive
from retrieval.joint.heads import Heads
from retrieval.joint.held_out import Figures, folds_by_family, judge, judge_unseen
from retrieval.joint.pairs import Pairs
from retrieval.joint.ridge import fit_ridge

_log = logging.getLogger(__name__)

FEWEST_PRODUCTS: Final = 30
"""Below so many products nothing is fitted: the generic heads are judged as they are."""

FEWEST_PAIRS: Final = 10
"""Among fewer photos, finding the right one could be luck, so nothing can be judged."""

# With fewer products, one fold of them is too few to tell methods apart.
_ONE_FOLD_FROM: Final = 400
_FOLDS: Final = 5


class Method(StrEnum):
    """How heads were made."""

    GENERIC = "generic"
    RIDGE = "ridge"
    CONTRASTIVE = "contrastive"
    STARTED = "contrastive from generic"
    CHECKPOINT = "checkpoint"

    @property
    def said(self) -> str:
        """What people are told."""
        fitted = self not in (Method.GENERIC, Method.CHECKPOINT)
        return f"fitted ({self.value})" if fitted else self.value


@dataclass(frozen=True, slots=True)
class Fitted:
    """Heads and how good they are.

    Attributes:
        method: How they were made.
        heads: Fitted to all pairs.
        figures: Of every method that was tried, on products unseen by it.
    """

    method: Method
    heads: Heads
    figures: Mapping[Method, Figures]

    @property
    def serves(self) -> bool:
        """Whether the heads find more than chance does, and so may serve."""
        return self.figures[self.method].beats_chance


def can_fit(pairs: int, products: int, generic: Heads | None) -> bool:
    """Tell whether ``fit_shop`` would give heads."""
    return pairs >= FEWEST_PAIRS and (products >= FEWEST_PRODUCTS or generic is not None)


def fit_shop(
    pairs: Pairs, generic: Heads | None, *, training: Training = DEFAULT, seed: int = 0
) -> Fitted | None:
    """Try every method on unseen products and fit the best to all.

    With at least 400 products a fifth of them are held out once; with fewer,
    every fifth in turn; with fewer than 30 nothing is fitted. All variants of
    a product are on one side.

    Args:
        pairs: The shop's.
        generic: Heads that were trained on other shops' photos; None where they
            do not fit the encoders.
        training: Of the contrastive methods.
        seed: Of the folds.

    Returns:
        The method with the best mean reciprocal rank, ties to the simpler; or
        None where there is nothing to judge by, or nothing to choose.
    """
    products = len(np.unique(pairs.families))
    if not can_fit(len(pairs), products, generic):
        return None
    if generic is not None and products < FEWEST_PRODUCTS:
        return Fitted(Method.GENERIC, generic, {Method.GENERIC: judge(generic, pairs)})
    fits = _fits(generic, training)
    folds = folds_by_family(pairs.families, _FOLDS, seed=seed)
    tried = folds[:1] if products >= _ONE_FOLD_FROM else folds
    figures: dict[Method, Figures] = {}
    for method, fit in fits.items():
        figures[method] = judge_unseen(fit, pairs, tried)
        _log.info("joint heads, %s: %s", method.value, figures[method])
    best = max(figures, key=lambda method: figures[method].reciprocal_rank)
    return Fitted(best, fits[best](pairs), figures)


def _fits(generic: Heads | None, training: Training) -> dict[Method, Callable[[Pairs], Heads]]:
    """Return the methods, the simplest first."""
    fits: dict[Method, Callable[[Pairs], Heads]] = {}
    if generic is not None:
        fits[Method.GENERIC] = lambda _: generic
    fits[Method.RIDGE] = fit_ridge
    if generic is not None:
        fits[Method.STARTED] = lambda pairs: fit_contrastive(pairs, training, generic)
    else:
        fits[Method.CONTRASTIVE] = lambda pairs: fit_contrastive(pairs, training)
    return fits
