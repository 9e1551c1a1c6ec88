"""Fitting heads to a shop: every way is tried, the best on unseen products is kept."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

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


def can_fit(pairs: int, products: int, *, has_generic: bool) -> bool:
    """Tell whether so many would give heads, if generic ones saw none of them."""
    return pairs >= FEWEST_PAIRS and (products >= FEWEST_PRODUCTS or has_generic)


def fit_shop(
    pairs: Pairs,
    generic: Heads | None,
    *,
    seen: NDArray[np.bool_] | None = None,
    training: Training = DEFAULT,
    seed: int = 0,
) -> Fitted | None:
    """Try every method on unseen products and fit the best to all.

    With at least 400 products a fifth of them are held out once; with fewer,
    every fifth in turn; with fewer than 30 nothing is fitted. All variants of
    a product are on one side. Products of which the generic heads saw a photo
    are fitted to and never held out; where fewer than 30 others are left to
    judge by, the generic heads have no part.

    Args:
        pairs: The shop's.
        generic: Heads that were trained on other shops' photos; None where they
            do not fit the encoders.
        seen: Which photos are among those after all, shape (n,); None for none.
        training: Of the contrastive methods.
        seed: Of the folds.

    Returns:
        The method with the best mean reciprocal rank, ties to the simpler; or
        None where there is nothing to judge by, or nothing to choose.
    """
    products = _count(pairs.families)
    unseen = np.ones(len(pairs), dtype=np.bool_)
    if generic is not None and seen is not None:
        unseen = ~np.isin(pairs.families, pairs.families[seen])
        if products >= FEWEST_PRODUCTS > _count(pairs.families[unseen]):
            _log.info("the generic heads were trained on this shop's photos: left out")
            generic, unseen = None, np.ones_like(unseen)
    if not can_fit(int(unseen.sum()), products, has_generic=generic is not None):
        return None
    if generic is not None and products < FEWEST_PRODUCTS:
        return Fitted(Method.GENERIC, generic, {Method.GENERIC: judge(generic, pairs.of(unseen))})
    fits = _fits(generic, training)
    folds = _folds(pairs.families, unseen, seed)
    figures: dict[Method, Figures] = {}
    for method, fit in fits.items():
        figures[method] = judge_unseen(fit, pairs, folds)
        _log.info("joint heads, %s: %s", method.value, figures[method])
    best = max(figures, key=lambda method: figures[method].reciprocal_rank)
    return Fitted(best, fits[best](pairs), figures)


def _count(families: NDArray[np.int64]) -> int:
    return len(np.unique(families))


def _folds(
    families: NDArray[np.int64], judged: NDArray[np.bool_], seed: int
) -> list[NDArray[np.bool_]]:
    """Return for each fold which of all pairs it holds out, of those that may judge."""
    folds: list[NDArray[np.bool_]] = []
    for fold in folds_by_family(families[judged], _FOLDS, seed=seed):
        held_out = np.zeros_like(judged)
        held_out[judged] = fold
        folds.append(held_out)
    return folds[:1] if _count(families[judged]) >= _ONE_FOLD_FROM else folds


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
