"""The sequence model's settings, and its training under a name in a folder of checkpoints."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ranking.shoppers.histories import Fold
from ranking.shoppers.item_content import ItemContent
from ranking.shoppers.sequence_network import NetworkSettings
from ranking.shoppers.sequence_training import SequenceTraining, Trained, TrainingSettings
from ranking.training.fingerprint import fingerprint, of_content, of_histories
from ranking.training.parts import Progress


@dataclass(frozen=True, slots=True)
class SequenceRecipe:
    """All that decides how a sequence model comes out, but data and seed.

    Attributes:
        name: Of the recipe; its checkpoints are named by it.
        network: The shape.
        training: How it is trained.
    """

    name: str
    network: NetworkSettings
    training: TrainingSettings


_TRAINING: Final = TrainingSettings(
    learning_rate=1e-3, warm_up=75, events=2048, epochs=150, every=3, patience=3, looked_at=4000
)
"""To the end: 150 epochs are several times what any has taken."""

SEQUENCE: Final = SequenceRecipe("sequence", NetworkSettings(width=64), _TRAINING)
"""Ours: learnt rows with text, brand and category."""

SASREC: Final = SequenceRecipe(
    "sasrec", NetworkSettings(width=64, text=False, brand=False, category=False), _TRAINING
)
"""SASRec with cross-entropy over all items: the same network on learnt rows alone."""


def train_sequence(
    recipe: SequenceRecipe,
    fold: Fold,
    content: ItemContent | None,
    *,
    seed: int,
    folder: Path,
    progress: Progress,
) -> Trained:
    """Train by a recipe, or go on with what was begun, or take what is finished.

    Args:
        recipe: What is trained.
        fold: Fitted to its histories, stopped early by what was chosen next.
        content: What items are; not used by a recipe without text, brand and category.
        seed: Of the training.
        folder: Where checkpoints are.
        progress: Told of every batch.

    Raises:
        CheckpointError: If the folder holds a damaged checkpoint or one of other data.
        ShopperError: If there is nothing to learn from.
    """
    network = recipe.network
    used = content if network.text or network.brand or network.category else None
    training = SequenceTraining(
        fold.fitting,
        used,
        network=network,
        training=recipe.training,
        seed=seed,
        validation=fold,
    )
    rests_on = fingerprint(
        of_histories(fold.fitting),
        content=of_content(used),
        network=network,
        training=recipe.training,
        seed=seed,
    )
    checkpoint = folder / f"{recipe.name}-{rests_on[:8]}-seed{seed}.pt"
    return training.run(checkpoint, rests_on, progress=progress)
