"""A turn at which something is recommended: all that was said before it, and what it named."""

import random
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RecommendationTurn:
    """What a recommender sees, and what the person then recommended.

    The words of the reply itself are not here, so nothing can be learnt from them.

    Attributes:
        dialogue_id: Turns of one dialogue depend on each other: folds and
            intervals keep them together.
        utterances: Everything said before, oldest first; the last is the
            seeker's. Empty ones are allowed.
        mentioned: Names of items and other entities in the utterances, in the
            order they were said, repeats included.
        recommended: Names of the items that the reply recommends, distinct;
            empty where it is not known.
    """

    dialogue_id: str
    utterances: tuple[str, ...]
    mentioned: tuple[str, ...]
    recommended: tuple[str, ...] = ()


def folds(turns: Sequence[RecommendationTurn], count: int, seed: int) -> list[int]:
    """Deal whole dialogues into folds of nearly equal size.

    Args:
        turns: In any order.
        count: Of folds, at least 2.
        seed: Of the shuffle; equal seeds give equal folds.

    Returns:
        For each turn its fold, in [0, count).

    Raises:
        ValueError: If there are fewer dialogues than folds.
    """
    dialogues = sorted({turn.dialogue_id for turn in turns})
    if count < 2 or len(dialogues) < count:  # noqa: PLR2004 - one fold holds nothing out
        raise ValueError(f"{len(dialogues)} dialogues do not make {count} folds")
    random.Random(seed).shuffle(dialogues)  # noqa: S311 - a draw, not a secret
    fold = {dialogue: place % count for place, dialogue in enumerate(dialogues)}
    return [fold[turn.dialogue_id] for turn in turns]
