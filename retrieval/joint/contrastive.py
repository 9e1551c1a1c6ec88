"""Heads trained so that a text lies nearer its own photos than all others.

The symmetric softmax loss of CLIP (Radford et al., 2021), with targets that are
as soft as the texts are alike.
"""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from math import log
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from retrieval.joint.batching import batch_rows
from retrieval.joint.heads import Head, Heads
from retrieval.joint.joining import join
from retrieval.joint.pairs import Pairs
from retrieval.one_thread import one_thread

if TYPE_CHECKING:
    from torch import Tensor, nn


@dataclass(frozen=True, slots=True)
class Training:
    """How heads are trained; the values were chosen on Magento's folds.

    Attributes:
        steps: Batches seen.
        batch: Pairs in one, at most.
        hidden: Width of the inner layer.
        dimensions: Of the shared space.
        learning_rate: At its highest; rises for a tenth of the steps, then falls.
        weight_decay: Of AdamW.
        dropout: Share of the inputs left out.
        temperature: Of the cosines at the start; learned.
        softness: Cosine between two texts that counts for a factor e in how
            much of one's photo the other claims. Equal texts claim equally.
        seed: Of everything that is drawn.
        members: How many pairs of heads are trained, each from another draw, and
            joined into one.
    """

    steps: int = 200
    batch: int = 384
    hidden: int = 256
    dimensions: int = 128
    learning_rate: float = 3e-3
    weight_decay: float = 0.05
    dropout: float = 0.5
    temperature: float = 0.07
    softness: float = 0.02
    seed: int = 0
    members: int = 3


DEFAULT: Final = Training()


def fit_contrastive(
    pairs: Pairs, training: Training = DEFAULT, start: Heads | None = None
) -> Heads:
    """Train heads on pairs.

    Texts that are alike share each other's photos, equal ones evenly: variants
    of one product are no negatives of each other for a title that does not tell
    them apart, and are for "..., red", which does. Half of every batch is made
    of runs of one category, whose photos are the hard negatives.

    Args:
        pairs: At least two.
        training: How.
        start: Heads of one member's shapes, with which the first begins; None, as the
            other members, begins at random.

    Returns:
        The same heads for the same arguments, on the same machine.
    """
    members = [
        _train(pairs, replace(training, seed=training.seed + number), start if not number else None)
        for number in range(training.members)
    ]
    return join(members, pairs, training.dimensions) if len(members) > 1 else members[0]


def _train(pairs: Pairs, training: Training, start: Heads | None) -> Heads:
    import torch  # noqa: PLC0415  seconds and half a gigabyte, which only fitting pays

    with one_thread(), _seeded(training.seed):
        trainer = _Trainer(pairs, training, start)
        trainer.train()
        with torch.no_grad():
            return trainer.heads()


@contextmanager
def _seeded(seed: int) -> Generator[None]:
    """Draw from a generator of our own, and leave torch's as it was."""
    import torch  # noqa: PLC0415

    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        yield


class _Trainer:
    """One member's two heads being trained; see ``fit_contrastive``."""

    def __init__(self, pairs: Pairs, training: Training, start: Heads | None) -> None:
        import torch  # noqa: PLC0415

        self._pairs = pairs
        self._training = training
        self._text_mean = pairs.texts.mean(axis=(0, 1))
        self._photo_mean = pairs.photos.mean(axis=0)
        texts = pairs.texts - self._text_mean
        photos = pairs.photos - self._photo_mean
        self._text_scale = 1 / max(float(texts.std()), 1e-6)
        self._photo_scale = 1 / max(float(photos.std()), 1e-6)
        self._texts = torch.from_numpy(texts * np.float32(self._text_scale))
        self._photos = torch.from_numpy(photos * np.float32(self._photo_scale))
        self._raw = torch.from_numpy(pairs.texts)
        self._text = _layers(texts.shape[2], training)
        self._photo = _layers(photos.shape[1], training)
        if start is not None:
            self._begin_at(start)
        self._scale = torch.nn.Parameter(torch.tensor(-log(training.temperature)))

    def train(self) -> None:
        """Take every step."""
        import torch  # noqa: PLC0415

        training = self._training
        layers = (self._text.inner, self._text.outer, self._photo.inner, self._photo.outer)
        weights = [weight for layer in layers for weight in layer.parameters()]
        optimizer = torch.optim.AdamW(
            [{"params": weights}, {"params": [self._scale], "weight_decay": 0.0}],
            lr=training.learning_rate,
            weight_decay=training.weight_decay,
        )
        schedule = torch.optim.lr_scheduler.OneCycleLR(
            optimizer, training.learning_rate, training.steps, pct_start=0.1
        )
        chance = np.random.default_rng(training.seed)
        for _ in range(training.steps):
            rows = batch_rows(self._pairs.kinds, training.batch, chance)
            lengths = chance.integers(len(self._pairs.texts), size=len(rows))
            loss = self._loss(rows, lengths)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()

    def heads(self) -> Heads:
        """Return the heads as plain matrices."""
        return Heads(
            text=_head(self._text, self._text_mean, self._text_scale),
            photo=_head(self._photo, self._photo_mean, self._photo_scale),
        )

    def _loss(self, rows: NDArray[np.intp], lengths: NDArray[np.int64]) -> "Tensor":
        import torch  # noqa: PLC0415
        from torch.nn import functional  # noqa: PLC0415

        at, length = torch.from_numpy(rows), torch.from_numpy(lengths)
        texts, photos = self._text(self._texts[length, at]), self._photo(self._photos[at])
        nearness = self._scale.exp().clamp(max=100.0) * texts @ photos.T
        wanted = self._targets(at, length)
        back = wanted.T / wanted.sum(dim=0)[:, None]
        there_loss = -(wanted * functional.log_softmax(nearness, dim=1)).sum(dim=1).mean()
        back_loss = -(back * functional.log_softmax(nearness.T, dim=1)).sum(dim=1).mean()
        return (there_loss + back_loss) / 2

    def _targets(self, at: "Tensor", length: "Tensor") -> "Tensor":
        """Return how much of each photo each text claims, its own text being at that length."""
        import torch  # noqa: PLC0415

        alike = torch.empty(len(at), len(at))
        for one in range(len(self._raw)):
            of_length = length == one
            texts = self._raw[one, at]
            alike[of_length] = texts[of_length] @ texts.T
        return torch.softmax(alike / self._training.softness, dim=1)

    def _begin_at(self, start: Heads) -> None:
        import torch  # noqa: PLC0415

        for layers, head, scale in (
            (self._text, start.text, self._text_scale),
            (self._photo, start.photo, self._photo_scale),
        ):
            if head.bias is None or head.outer is None:
                raise ValueError("training can only begin at heads that were trained")
            with torch.no_grad():
                layers.inner.weight.copy_(torch.from_numpy(head.inner.T / np.float32(scale)))
                layers.inner.bias.copy_(torch.from_numpy(head.bias))
                layers.outer.weight.copy_(torch.from_numpy(head.outer.T))


@dataclass(frozen=True, slots=True)
class _Layers:
    """The layers of one head."""

    inner: "nn.Linear"
    outer: "nn.Linear"
    dropout: float

    def __call__(self, inputs: "Tensor") -> "Tensor":
        from torch.nn import functional  # noqa: PLC0415

        hidden = functional.relu(self.inner(functional.dropout(inputs, self.dropout)))
        return functional.normalize(self.outer(hidden), dim=1)


def _layers(inputs: int, training: Training) -> _Layers:
    from torch import nn  # noqa: PLC0415

    return _Layers(
        nn.Linear(inputs, training.hidden),
        nn.Linear(training.hidden, training.dimensions, bias=False),
        training.dropout,
    )


def _head(layers: _Layers, mean: NDArray[np.float32], scale: float) -> Head:
    inner, outer = layers.inner, layers.outer
    return Head(
        mean=mean.astype(np.float32),
        inner=np.ascontiguousarray(inner.weight.numpy().T * np.float32(scale)),
        bias=inner.bias.numpy().copy(),
        outer=np.ascontiguousarray(outer.weight.numpy().T),
    )
