"""How turns are put into batches."""

import random

from eval.understanding.encoder.frames import Frame, Spoken
from eval.understanding.encoder.training import in_batches


def draw(seed):
    return random.Random(seed)  # noqa: S311 - a draw to repeat, not a secret


def test_every_turn_is_in_one_batch_beside_turns_of_like_length():
    examples = [(Spoken("a" * length), Frame(frozenset({"get"}))) for length in range(100)]
    batches = in_batches(examples, 16, draw(1))
    assert sorted(len(turn.said) for batch in batches for turn, _ in batch) == list(range(100))
    widths = [len(batch[-1][0].said) - len(batch[0][0].said) for batch in batches]
    assert max(widths) < 16
    assert batches != in_batches(examples, 16, draw(2))
