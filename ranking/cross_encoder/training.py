"""Fine-tuning: labelled lists in, a network that scores them out."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from torch import Tensor

from ranking.choosing.pool import indicators
from ranking.cross_encoder.errors import CrossEncoderError
from ranking.cross_encoder.lists import LabelledList
from ranking.cross_encoder.network import PairNetwork
from ranking.cross_encoder.pairs import PairTokenizer, Tokens, told
from ranking.objective import joint_loss
from ranking.training.checkpoint import load_checkpoint, save_checkpoint
from ranking.training.fingerprint import fingerprint

_WARM_UP: Final = 0.06
_CLIP: Final = 1.0
_SAVED_EVERY: Final = 50

Progress = Callable[[int, int, float], None]
"""Told the steps done, the steps to do, and the mean loss of late."""


@dataclass(frozen=True, slots=True)
class Tuning:
    """How to fine-tune.

    Attributes:
        alpha: Weight of the variety of categories in the loss, at least 0.
        beta: Weight of relevance, at least 0.
        k: Places that variety is asked of.
        learning_rate: Of the layers, at its highest, after the warm-up; it falls to 0 along
            a cosine.
        readings_rate: Likewise of the three readings, which begin as plain means.
        lists: Lists a step.
        epochs: How often every list is read.
        seed: Of the order.
    """

    alpha: float = 0.0
    beta: float = 1.0
    k: int = 4
    learning_rate: float = 1e-4
    readings_rate: float = 2e-3
    lists: int = 6
    epochs: int = 1
    seed: int = 0


def fine_tune(
    network: PairNetwork,
    lists: Sequence[LabelledList],
    tokenizer: PairTokenizer,
    tuning: Tuning,
    *,
    data_sha256: str,
    checkpoint: Path,
    progress: Progress,
) -> list[float]:
    """Fine-tune a network in place; a run that was killed goes on from its checkpoint.

    Args:
        network: As ``from_minilm`` builds it, or fine-tuned already.
        lists: To learn from.
        tokenizer: MiniLM's.
        tuning: How.
        data_sha256: Of the lists, so that a checkpoint of others is not gone on with.
        checkpoint: File that is written every ``_SAVED_EVERY`` steps and read first.
        progress: Told of every step.

    Returns:
        The loss of every step.

    Raises:
        CrossEncoderError: If there are no lists.
        CheckpointError: If the checkpoint is damaged, or of other lists or another tuning.
        RankingError: If the network gives a score that is no number.
    """
    if not lists:
        raise CrossEncoderError("there are no lists to learn from")
    steps = tuning.epochs * math.ceil(len(lists) / tuning.lists)
    learned = [value for value in network.parameters() if value.requires_grad]
    optimizer = _optimizer(network, tuning)
    rests_on = fingerprint(data_sha256, tuning=tuning)
    losses: list[float] = []
    if (kept := load_checkpoint(checkpoint, rests_on)) is not None:
        network.load_state_dict(kept["network"])
        optimizer.load_state_dict(kept["optimizer"])
        losses = kept["losses"]
    batches = _Batches(lists, tokenizer)
    network.train()
    for step in range(len(losses), steps):
        for group in optimizer.param_groups:
            group["lr"] = group["highest"] * _share(step, steps)
        loss = batches.loss(network, _rows(step, len(lists), tuning), tuning)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(learned, _CLIP)
        optimizer.step()
        losses.append(float(loss.detach()))
        if (step + 1) % _SAVED_EVERY == 0:
            state = {
                "network": network.state_dict(),
                "optimizer": optimizer.state_dict(),
                "losses": losses,
            }
            save_checkpoint(checkpoint, state, rests_on)
        progress(step + 1, steps, float(np.mean(losses[-_SAVED_EVERY:])))
    network.eval()
    return losses


def scores(
    network: PairNetwork, tokenizer: PairTokenizer, request: str, texts: Sequence[str]
) -> Tensor:
    """Return the logits of texts for one request, in full precision."""
    tokens = tokenizer.pairs(request, texts)
    with torch.inference_mode():
        return network(*_tensors(tokens))


def _tensors(tokens: Tokens) -> Iterator[Tensor]:
    parts = (tokens.ids, tokens.sides, tokens.asked, tokens.said, tokens.mask)
    return map(torch.from_numpy, parts)


def _optimizer(network: PairNetwork, tuning: Tuning) -> torch.optim.Optimizer:
    layers = [value for value in network.bert.parameters() if value.requires_grad]
    readings = [network.weigh, network.first, network.scale]
    return torch.optim.AdamW(
        [
            {"params": layers, "highest": tuning.learning_rate},
            {"params": readings, "highest": tuning.readings_rate},
        ],
        weight_decay=0.01,
    )


class _Batches:
    """Lists as tensors; texts are tokenized once."""

    def __init__(self, lists: Sequence[LabelledList], tokenizer: PairTokenizer) -> None:
        self._lists = lists
        self._tokenizer = tokenizer
        items = {item.item_id: item for each in lists for item in each.items}
        self._said = {item_id: tokenizer.ids(told(item)) for item_id, item in items.items()}

    def loss(self, network: PairNetwork, rows: Sequence[int], tuning: Tuning) -> Tensor:
        lists = [self._lists[row] for row in rows]
        pairs = [
            (self._tokenizer.ids(each.request), self._said[item.item_id])
            for each in lists
            for item in each.items
        ]
        tokens = self._tokenizer.rows(pairs)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            flat = network(*_tensors(tokens))
        longest = max(len(each.items) for each in lists)
        scored = torch.zeros(len(lists), longest)
        real = torch.zeros(len(lists), longest, dtype=torch.bool)
        labels = torch.zeros(len(lists), longest)
        categories = torch.zeros(len(lists), longest, longest)
        start = 0
        parts: list[Tensor] = []
        for row, each in enumerate(lists):
            length = len(each.items)
            parts.append(
                torch.nn.functional.pad(flat[start : start + length], (0, longest - length))
            )
            start += length
            real[row, :length] = True
            labels[row, :length] = torch.tensor(each.labels)
            categories[row, :length] = torch.from_numpy(_leaves(each, longest))
        scored = torch.stack(parts).float()
        return joint_loss(
            scored,
            labels,
            categories,
            alpha=tuning.alpha,
            beta=tuning.beta,
            k=tuning.k,
            real=real,
        )


def _leaves(each: LabelledList, columns: int) -> np.ndarray[Any, np.dtype[np.float32]]:
    numbers: dict[tuple[str, ...], int] = {}
    rows = [[numbers.setdefault(item.category, len(numbers))] for item in each.items]
    return indicators(rows, columns).astype(np.float32)


def _share(step: int, steps: int) -> float:
    """Return the share of the learning rate that is in force, in (0, 1]."""
    warm = max(1, round(_WARM_UP * steps))
    if step < warm:
        return (step + 1) / warm
    return 0.5 * (1 + math.cos(math.pi * (step - warm) / max(1, steps - warm)))


def _rows(step: int, count: int, tuning: Tuning) -> list[int]:
    """Return the lists of a step; an epoch reads every list once, in an order of its own."""
    in_epoch = math.ceil(count / tuning.lists)
    epoch, place = divmod(step, in_epoch)
    order = np.random.default_rng((tuning.seed, epoch)).permutation(count)
    return order[place * tuning.lists : (place + 1) * tuning.lists].tolist()
