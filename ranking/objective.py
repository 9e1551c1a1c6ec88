"""The joint loss of a ranker: L = alpha * L_d + beta * L_r, over whole lists, in torch.

L_r is a listwise cross-entropy (Cao and others, 2007). L_d looks at the categories that the
first ``k`` places are expected to show, where the places are filled softly (Xie and Ermon,
2019), so that both can be differentiated by the scores.

Shapes: b lists of n candidates over c categories. Lists shorter than n are padded; ``real``
tells what is no padding.
"""

import math
from typing import Final

import torch
from torch import Tensor

from ranking.choosing.pool import RankingError

SMOOTHING: Final = 0.01
"""Share of the target in the list's mix (Steck, 2018), so that a category it lacks costs a
finite amount."""

_TINY: Final = 1e-9


def relevance_loss(scores: Tensor, labels: Tensor, real: Tensor) -> Tensor:
    """Return the mean cross-entropy between the labels' shares and the softmax of the scores.

    Args:
        scores: Shape (b, n), any finite numbers.
        labels: Shape (b, n), at least 0; how relevant each candidate is.
        real: Shape (b, n), boolean.

    Returns:
        A scalar of at least the labels' own entropy, in nats. Lists without a relevant
        candidate do not count; 0 where there are no others.

    Raises:
        RankingError: If a score or a label is NaN or infinite, or a label negative.
    """
    _check_finite("score", scores, real)
    _check_finite("label", labels, real)
    if bool(((labels < 0) & real).any()):
        raise RankingError("a label is negative")
    kept = labels * real
    totals = kept.sum(dim=1, keepdim=True)
    shares = kept / totals.clamp_min(_TINY)
    logarithms = torch.log_softmax(_masked(scores, real), dim=1).masked_fill(~real, 0.0)
    per_list = -(shares * logarithms).sum(dim=1)
    counting = totals.squeeze(1) > 0
    return (per_list * counting).sum() / counting.sum().clamp_min(1)


def soft_top_k(scores: Tensor, k: int, real: Tensor, *, temperature: float = 1.0) -> Tensor:
    """Return how far each candidate is expected among the first ``k``, differentiably.

    ``k`` times a softmax takes a place, and what it took is taken from the next by adding
    ``log(1 - taken)``. Towards temperature 0 it becomes the hard top-k.

    Args:
        scores: Shape (b, n).
        k: Places, at least 1; lists with fewer candidates have as many places as those.
        real: Shape (b, n), boolean, at least one in every list.
        temperature: Above 0.

    Returns:
        Shape (b, n), in [0, 1], each row summing to ``min(k, its candidates)``.

    Raises:
        RankingError: If an argument is out of range or a score is NaN or infinite.
    """
    _check_finite("score", scores, real)
    if k < 1 or not temperature > 0:
        raise RankingError(f"there is no soft top {k} at temperature {temperature}")
    lengths = real.sum(dim=1)
    if bool((lengths == 0).any()):
        raise RankingError("a list has no candidates")
    left = _masked(scores, real)
    filled = torch.zeros_like(scores)
    for place in range(min(k, scores.shape[1])):
        taken = torch.softmax(left / temperature, dim=1).masked_fill(~real, 0.0)
        filled = filled + taken * (lengths > place).unsqueeze(1)
        left = left + torch.log((1 - taken).clamp_min(_TINY))
    # The last places of a short list are shared out exactly only in the limit.
    return torch.where((lengths <= k).unsqueeze(1), real.to(filled), filled.clamp(0, 1))


def expected_mix(filled: Tensor, categories: Tensor) -> Tensor:
    """Return the categories' expected shares of the first places, shape (b, c), rows summing to 1.

    Args:
        filled: As ``soft_top_k`` gives it.
        categories: Shape (b, n, c), a candidate's share of each category, summing to 1; 0
            throughout for padding.
    """
    mix = torch.einsum("bn,bnc->bc", filled, categories)
    return mix / mix.sum(dim=1, keepdim=True).clamp_min(_TINY)


def entropy_loss(mix: Tensor, most: Tensor) -> Tensor:
    """Return how far the lists are from showing all they could: mean of 1 - entropy / most.

    Args:
        mix: As ``expected_mix`` gives it.
        most: Shape (b,), the entropy within reach, in nats, such as the logarithm of the
            smaller of ``k`` and the number of categories; lists where it is 0 have loss 0.
    """
    # The slope of -p log p is infinite at 0.
    entropy = torch.special.entr(mix.clamp_min(_TINY)).sum(dim=1)
    reachable = most > _TINY
    return torch.where(reachable, 1 - entropy / most.clamp_min(_TINY), 0.0).mean()


def calibration_loss(mix: Tensor, target: Tensor) -> Tensor:
    """Return the mean KL(target || list) in nats, 0 where every list has its target's mix.

    Args:
        mix: As ``expected_mix`` gives it.
        target: Shape (b, c), rows summing to 1, such as the shopper's own mix.

    Raises:
        RankingError: If a target's shares are negative, NaN or do not sum to 1.
    """
    sums = target.sum(dim=1)
    if bool((target < 0).any()) or not torch.allclose(sums, torch.ones_like(sums), atol=1e-4):
        raise RankingError("the shares of a target mix must be at least 0 and sum to 1")
    smoothed = (1 - SMOOTHING) * mix + SMOOTHING * target
    nats = torch.xlogy(target, target) - target * torch.log(smoothed.clamp_min(_TINY))
    return nats.sum(dim=1).mean()


def joint_loss(
    scores: Tensor,
    labels: Tensor,
    categories: Tensor,
    *,
    alpha: float,
    beta: float,
    k: int,
    real: Tensor | None = None,
    target: Tensor | None = None,
    temperature: float = 1.0,
) -> Tensor:
    """Return ``alpha * L_d + beta * L_r``.

    Args:
        scores: Shape (b, n).
        labels: As in ``relevance_loss``.
        categories: As in ``expected_mix``.
        alpha: Weight of variety, at least 0.
        beta: Weight of relevance, at least 0.
        k: How many places variety is asked of.
        real: As in ``relevance_loss``; None for no padding.
        target: As in ``calibration_loss``; None asks for entropy.
        temperature: As in ``soft_top_k``.

    Raises:
        RankingError: If a weight is negative or NaN, or as the parts.
    """
    if not (0 <= alpha < math.inf and 0 <= beta < math.inf):
        raise RankingError(f"alpha and beta must be at least 0, not {alpha} and {beta}")
    kept = torch.ones_like(scores, dtype=torch.bool) if real is None else real
    loss = beta * relevance_loss(scores, labels, kept)
    if not alpha:
        return loss
    mix = expected_mix(soft_top_k(scores, k, kept, temperature=temperature), categories)
    if target is not None:
        return loss + alpha * calibration_loss(mix, target)
    shown = (categories.sum(dim=1) > 0).sum(dim=1).clamp_max(k)
    return loss + alpha * entropy_loss(mix, shown.clamp_min(1).to(scores).log())


def _masked(scores: Tensor, real: Tensor) -> Tensor:
    return scores.masked_fill(~real, torch.finfo(scores.dtype).min / 4)


def _check_finite(what: str, values: Tensor, real: Tensor) -> None:
    wrong = ~torch.isfinite(values) & real
    if bool(wrong.any()):
        row, column = (int(place) for place in wrong.nonzero()[0])
        raise RankingError(f"the {what} of candidate {column} of list {row} is no number")
