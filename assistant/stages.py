"""The stages of a turn, and how long each took."""

import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from enum import StrEnum


class Stage(StrEnum):
    """What a turn's time goes to.

    The last three count from the moment the turn came in; the others are spans.
    """

    UNDERSTAND = "understand"
    RETRIEVE = "retrieve"
    RANK = "rank"
    CHOOSE = "choose"
    FIRST_CARD = "first_card"
    FIRST_SENTENCE = "first_sentence"
    DONE = "done"


Observer = Callable[[Stage, float], None]
"""Is told a stage and its seconds."""


def unobserved(_stage: Stage, _seconds: float) -> None:
    """Let it pass."""


@contextmanager
def timed(stage: Stage, observe: Observer) -> Generator[None]:
    """Tell the observer how long the block took, also when it fails."""
    began = time.perf_counter()
    try:
        yield
    finally:
        observe(stage, time.perf_counter() - began)
