"""What a reply depends on."""

from dataclasses import dataclass

from PIL.Image import Image

from assistant.intent import Intent
from assistant.understanding.reading import Remark


@dataclass(frozen=True, slots=True)
class Ask:
    """Everything a reply depends on.

    Attributes:
        intent: What is understood, this turn included.
        said: The shopper's words of this turn, Chinese as answers look for it; empty for a tap.
        shown: Ids of the items shown last, in order.
        photo: The photo whose look-alikes are wanted, or None.
        asked: Fields a clarifying question must leave alone.
        others: Whether this turn asks for others than those shown.
        remark: What the turn says beside any request, or None.
        k: List length, at least 1.
        trade_off: Weight of variety in [0, 1].
    """

    intent: Intent
    said: str
    shown: tuple[str, ...]
    photo: Image | None
    asked: frozenset[str]
    others: bool
    remark: Remark | None
    k: int
    trade_off: float
