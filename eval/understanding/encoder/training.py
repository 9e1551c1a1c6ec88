"""Fine-tuning of the frame network, and reading with it."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from eval.understanding.encoder.frames import Example, Frame, Inventory, Slot, Spoken
from eval.understanding.encoder.network import FrameNetwork, from_minilm

_TOKENS: Final = 112
_TURN_TOKENS: Final = 64
_NEAR: Final = 8

Progress = Callable[[int, int, float], None]
"""Called with the epochs done, all of them, and the last one's mean loss."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the network is trained.

    Attributes:
        epochs: Passes over the examples.
        batch: Examples a step.
        rate: Peak learning rate of MiniLM's layers.
        head_rate: That of the readings on top.
        forget: Share of examples whose memory is dropped in an epoch, so that a
            wrong memory does not mislead later.
        one_act: Whether a turn has one act or any number.
        seed: The same seed gives the same order.
    """

    epochs: int = 10
    batch: int = 16
    rate: float = 1e-4
    head_rate: float = 2e-3
    forget: float = 0.1
    one_act: bool = True
    seed: int = 1


_RECIPE: Final = Recipe()


@dataclass(frozen=True, slots=True)
class FrameEncoder:
    """A trained network with what it reads.

    Attributes:
        network: In evaluation mode.
        tokenizer: MiniLM's.
        inventory: The acts and slots in the order of its outputs.
        one_act: Whether it gives one act a turn.
        threshold: Probability from which a slot (and, with several, an act) is read.
    """

    network: FrameNetwork
    tokenizer: Tokenizer
    inventory: Inventory
    one_act: bool = True
    threshold: float = 0.5

    def read(self, turns: Sequence[Spoken]) -> list[Frame]:
        """Read turns; of a slot at most the likeliest value, where it never had several."""
        frames: list[Frame] = []
        for start in range(0, len(turns), 32):
            part = turns[start : start + 32]
            with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
                acts, slots = self.network(*_rows(part, self.tokenizer, self.inventory))
            frames += [
                Frame(self._acts(act), self._slots(slot))
                for act, slot in zip(acts.float(), slots.float().sigmoid(), strict=True)
            ]
        return frames

    def _acts(self, logits: Tensor) -> frozenset[str]:
        best = self.inventory.acts[int(logits.argmax())]
        if self.one_act:
            return frozenset({best})
        likely = (logits.sigmoid() >= self.threshold).nonzero().flatten().tolist()
        return frozenset(self.inventory.acts[at] for at in likely) or frozenset({best})

    def _slots(self, chances: Tensor) -> frozenset[Slot]:
        likely = [
            (chance, slot)
            for slot, chance in zip(self.inventory.slots, chances.tolist(), strict=False)
            if chance >= self.threshold
        ]
        best = {slot[0]: slot for _, slot in sorted(likely)}
        several = self.inventory.several
        return frozenset({s for _, s in likely if s[0] in several} | {*best.values()})


def fit(
    examples: Sequence[Example],
    inventory: Inventory,
    minilm: Path,
    recipe: Recipe = _RECIPE,
    progress: Progress | None = None,
) -> FrameEncoder:
    """Fine-tune MiniLM on examples.

    Args:
        examples: At least one.
        inventory: What is to be read; what is not in it is not learned.
        minilm: Folder of MiniLM's weights.
        recipe: How.
        progress: Told after every epoch.
    """
    torch.manual_seed(recipe.seed)
    draw = random.Random(recipe.seed)  # noqa: S311 - a draw to repeat, not a secret
    network = from_minilm(minilm, inventory).train()
    tokenizer: Tokenizer = Tokenizer.from_file(str(minilm / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    steps = recipe.epochs * -(-len(examples) // recipe.batch)
    optimiser = _optimiser(network, recipe)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / (0.1 * steps)) * max(0.0, 1 - step / steps)
    )
    for epoch in range(recipe.epochs):
        losses: list[float] = []
        for batch in in_batches(examples, recipe.batch, draw):
            part = [_forgetting(one, recipe.forget, draw) for one in batch]
            loss = _loss(network, part, tokenizer, inventory, one_act=recipe.one_act)
            optimiser.zero_grad()
            loss.backward()  # pyright: ignore[reportUnknownMemberType] - torch leaves it untyped
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            losses.append(loss.item())
        if progress is not None:
            progress(epoch + 1, recipe.epochs, float(np.mean(losses)))
    return FrameEncoder(network.eval(), tokenizer, inventory, recipe.one_act)


def _optimiser(network: FrameNetwork, recipe: Recipe) -> torch.optim.AdamW:
    inner = [p for p in network.bert.parameters() if p.requires_grad]
    outer = [p for n, p in network.named_parameters() if not n.startswith("bert.")]
    return torch.optim.AdamW(
        [{"params": inner, "lr": recipe.rate}, {"params": outer, "lr": recipe.head_rate}],
        weight_decay=0.01,
    )


def in_batches(examples: Sequence[Example], size: int, draw: random.Random) -> list[list[Example]]:
    """Return the examples in a random order, those of like length together: less is padding."""
    order = draw.sample(examples, len(examples))
    near = size * _NEAR
    for start in range(0, len(order), near):
        order[start : start + near] = sorted(order[start : start + near], key=_length)
    batches = [order[start : start + size] for start in range(0, len(order), size)]
    return draw.sample(batches, len(batches))


def _length(example: Example) -> int:
    return len(example[0].said) + len(example[0].context())


def _forgetting(example: Example, share: float, draw: random.Random) -> Example:
    turn, frame = example
    if turn.memory and draw.random() < share:
        return Spoken(turn.said, turn.heard, turn.earlier), frame
    return example


def _loss(
    network: FrameNetwork,
    part: Sequence[Example],
    tokenizer: Tokenizer,
    inventory: Inventory,
    *,
    one_act: bool,
) -> Tensor:
    turns = [turn for turn, _ in part]
    with torch.autocast("cpu", torch.bfloat16):
        acts, slots = network(*_rows(turns, tokenizer, inventory))
    wanted = torch.tensor([[a in f.acts for a in inventory.acts] for _, f in part]).float()
    if one_act:
        loss = nn.functional.cross_entropy(acts.float(), wanted.argmax(dim=1))
    else:
        loss = nn.functional.binary_cross_entropy_with_logits(acts.float(), wanted) * 5
    if inventory.slots:
        filled = torch.tensor([[s in f.slots for s in inventory.slots] for _, f in part]).float()
        each = nn.functional.binary_cross_entropy_with_logits(
            slots.float(), filled, reduction="none"
        )
        loss = loss + each.sum(dim=1).mean()
    return loss


def _rows(
    turns: Sequence[Spoken], tokenizer: Tokenizer, inventory: Inventory
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Return token ids, types, mask and clues; of a long context the end is kept."""
    rows: list[tuple[list[int], list[int]]] = []
    for turn in turns:
        said = tokenizer.encode(turn.said).ids[1:-1][:_TURN_TOKENS]
        room = _TOKENS - len(said) - 3
        context = tokenizer.encode(turn.context()).ids[1:-1][-room:]
        first = [101, *context, 102]
        rows.append(([*first, *said, 102], [0] * len(first) + [1] * (len(said) + 1)))
    length = max(len(ids) for ids, _ in rows)
    ids = torch.tensor([row + [0] * (length - len(row)) for row, _ in rows])
    types = torch.tensor([kinds + [0] * (length - len(kinds)) for _, kinds in rows])
    clues = torch.from_numpy(np.stack([inventory.clues(turn) for turn in turns]))  # pyright: ignore[reportUnknownMemberType] - torch leaves it untyped
    return ids, types, (ids != 0).long(), clues
