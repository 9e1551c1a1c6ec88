"""Dialogues in five parts, each read by what the other four taught."""

import random
from collections.abc import Iterator, Sequence
from typing import Final

from eval.understanding.encoder.frames import Example

Dialogue = Sequence[Example]
FOLDS: Final = 5
SEED: Final = 7


def folds(dialogues: Sequence[Dialogue]) -> Iterator[tuple[list[Dialogue], list[Dialogue]]]:
    """Yield each fold's training and test dialogues, drawn once by ``SEED``; none is cut."""
    order = list(dialogues)
    random.Random(SEED).shuffle(order)  # noqa: S311 - a draw to repeat, not a secret
    for fold in range(FOLDS):
        yield (
            [one for at, one in enumerate(order) if at % FOLDS != fold],
            [one for at, one in enumerate(order) if at % FOLDS == fold],
        )
