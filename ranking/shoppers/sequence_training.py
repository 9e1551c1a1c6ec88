"""Trains the network on histories: what came next, at every place of every history."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from ranking.shoppers.errors import ShopperError
from ranking.shoppers.histories import Fold, Histories, History
from ranking.shoppers.item_content import ItemContent
from ranking.shoppers.ranks import accuracy, ranks_of_chosen
from ranking.shoppers.sequence_loss import catalogue_cross_entropy
from ranking.shoppers.sequence_model import SequenceModel, padded
from ranking.shoppers.sequence_network import NetworkSettings, SequenceNetwork
from ranking.training.checkpoint import load_checkpoint, save_checkpoint
from ranking.training.folds import some
from ranking.training.parts import Progress
from retrieval.one_thread import one_thread


@dataclass(frozen=True, slots=True)
class TrainingSettings:
    """How the network is trained.

    Attributes:
        learning_rate: AdamW's; it rises to it over the first ``warm_up`` steps.
        warm_up: In steps.
        events: Events a batch, filled-up places included.
        epochs: At most.
        every: Epochs between two looks at validation.
        patience: Looks without a better nDCG@10 after which it stops.
        looked_at: Shoppers of validation that a look asks, drawn once.
    """

    learning_rate: float = 1e-3
    warm_up: int = 200
    events: int = 2048
    epochs: int = 60
    every: int = 3
    patience: int = 3
    looked_at: int = 8000


@dataclass(frozen=True, slots=True)
class Trained:
    """A trained model and how it got there.

    Attributes:
        model: With the weights of its best epoch.
        epochs: Epochs until those weights.
        losses: Mean loss of every epoch run, in nats.
        looks: nDCG@10 on validation by epoch.
    """

    model: SequenceModel
    epochs: int
    losses: tuple[float, ...]
    looks: dict[int, float]


class SequenceTraining:
    """One training; ``run`` goes on from its checkpoint if there is one."""

    def __init__(
        self,
        histories: Histories,
        content: ItemContent | None,
        *,
        network: NetworkSettings,
        training: TrainingSettings,
        seed: int,
        validation: Fold | None = None,
    ) -> None:
        """Prepare.

        Args:
            histories: What is learnt from.
            content: What items are; None for a model of learnt rows alone.
            network: Its shape.
            training: How.
            seed: The same seed on the same machine gives the same model.
            validation: Stops early by it; None trains all epochs.

        Raises:
            ShopperError: If no history has two events.
        """
        self._rows = [h[-network.longest - 1 :] for h in histories.shoppers if len(h) > 1]
        if not self._rows:
            raise ShopperError("nothing to learn a sequence from: no shopper took two items")
        self._settings, self._seed = training, seed
        self._network = SequenceNetwork(histories.items, network, content, seed)
        self._optimiser = torch.optim.AdamW(
            self._network.parameters(), lr=training.learning_rate, betas=(0.9, 0.98), weight_decay=0
        )
        self._order = np.random.default_rng(seed + 1)
        self._validation = None if validation is None else some(validation, training.looked_at)
        self._epoch = self._step = self._best_epoch = 0
        self._losses: list[float] = []
        self._looks: dict[int, float] = {}
        self._best: dict[str, Tensor] = {}

    def run(
        self,
        checkpoint: Path,
        fingerprint: str,
        *,
        progress: Progress,
    ) -> Trained:
        """Train until it no longer pays, saving after every epoch.

        On one thread: what was killed and went on ends the same, to the bit.

        Args:
            checkpoint: Where; see ``ranking/training/checkpoint.py``.
            fingerprint: Of data and settings.
            progress: Told of every batch.

        Raises:
            CheckpointError: As ``load_checkpoint``.
            ShopperError: If the loss is no number any more.
        """
        kept = load_checkpoint(checkpoint, fingerprint)
        if kept is not None:
            self._restore(kept)
        with one_thread():
            while not self._finished():
                self._train_epoch(progress)
                self._look()
                save_checkpoint(checkpoint, self._state(), fingerprint)
        self._network.load_state_dict(self._best or self._network.state_dict())
        epochs = self._best_epoch or self._epoch
        return Trained(SequenceModel(self._network), epochs, tuple(self._losses), self._looks)

    def _finished(self) -> bool:
        if self._epoch >= self._settings.epochs:
            return True
        since = [epoch for epoch in self._looks if epoch > self._best_epoch]
        return bool(self._looks) and len(since) >= self._settings.patience

    def _train_epoch(self, progress: Progress) -> None:
        self._network.train()
        batches = _batches(self._rows, self._settings.events, self._order)
        losses: list[float] = []
        for done, batch in enumerate(batches, start=1):
            losses.append(self._train_batch([self._rows[row] for row in batch]))
            progress(f"epoch {self._epoch + 1}", done, len(batches))
        loss = float(np.mean(losses))
        if not math.isfinite(loss):
            raise ShopperError(f"the loss of epoch {self._epoch + 1} is {loss}; lower the rate")
        self._epoch += 1
        self._losses.append(loss)

    def _train_batch(self, rows: Sequence[History]) -> float:
        self._step += 1
        rate = self._settings.learning_rate * min(1.0, self._step / self._settings.warm_up)
        for group in self._optimiser.param_groups:
            group["lr"] = rate
        events, after = padded([row[:-1] for row in rows]), padded([row[1:] for row in rows])
        real = after >= 0
        with torch.autocast("cpu", torch.bfloat16):
            table = self._network.table()
            states = self._network(events, table)[real]
        loss = catalogue_cross_entropy(states, table, after[real])
        self._optimiser.zero_grad()
        loss.backward()  # pyright: ignore[reportUnknownMemberType] - untyped in torch
        nn.utils.clip_grad_norm_(self._network.parameters(), 5.0)
        self._optimiser.step()  # pyright: ignore[reportUnknownMemberType] - untyped in torch
        return float(loss.detach())

    def _look(self) -> None:
        if self._validation is None or self._epoch % self._settings.every:
            return
        model = SequenceModel(self._network)
        found = accuracy(ranks_of_chosen(model, self._validation), 10).ndcg
        if found > max(self._looks.values(), default=-1.0):
            self._best_epoch = self._epoch
            self._best = {n: v.clone() for n, v in self._network.state_dict().items()}
        self._looks[self._epoch] = found

    def _state(self) -> dict[str, Any]:
        return {
            "network": self._network.state_dict(),
            "optimiser": self._optimiser.state_dict(),
            "best": self._best,
            "chance": [self._network.chance.bit_generator.state, self._order.bit_generator.state],
            "counters": [self._epoch, self._step, self._best_epoch],
            "losses": self._losses,
            "looks": self._looks,
        }

    def _restore(self, kept: dict[str, Any]) -> None:
        self._network.load_state_dict(kept["network"])
        self._optimiser.load_state_dict(kept["optimiser"])
        self._network.chance.bit_generator.state, self._order.bit_generator.state = kept["chance"]
        self._epoch, self._step, self._best_epoch = kept["counters"]
        self._best, self._losses, self._looks = kept["best"], kept["losses"], kept["looks"]


def _batches(rows: Sequence[History], events: int, order: np.random.Generator) -> list[list[int]]:
    """Put rows of about one length together, in an order drawn anew, to pad little."""
    nearly = [len(row) + 2 * order.random() for row in rows]
    batches: list[list[int]] = []
    batch: list[int] = []
    longest = 0
    for row in np.argsort(nearly, kind="stable").tolist():
        longest = max(longest, len(rows[row]))
        if batch and longest * (len(batch) + 1) > events:
            batches.append(batch)
            batch, longest = [], len(rows[row])
        batch.append(row)
    batches.append(batch)
    order.shuffle(batches)
    return batches
