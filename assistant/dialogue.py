"""What was said, and what was shown."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """Who speaks."""

    SHOPPER = "shopper"
    ASSISTANT = "assistant"
    AGENT = "agent"


class RepeatedTurnError(ValueError):
    """A turn of that key is part of the dialogue already; nothing has changed."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One contribution to the dialogue.

    Attributes:
        role: Who spoke.
        text: What was said; may be empty beside a photo.
        photo_id: Id of the photo that came with it in the session's store, or
            None.
        shown: Ids of the items shown, in order; never of the shopper's turn.
        name: Who spoke, where it was an agent of the shop; empty otherwise.
        key: The face's own name for a shopper's turn, unique in the dialogue, by
            which one that is sent again is known; None where it gave none.
    """

    role: Role
    text: str
    photo_id: str | None = None
    shown: tuple[str, ...] = ()
    name: str = ""
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Dialogue:
    """Turns in order."""

    turns: tuple[Turn, ...] = ()

    def __iter__(self) -> Iterator[Turn]:
        return iter(self.turns)

    def __len__(self) -> int:
        return len(self.turns)

    def plus(self, turn: Turn) -> "Dialogue":
        """Return the dialogue with one more turn."""
        return Dialogue((*self.turns, turn))

    def has(self, key: str) -> bool:
        """Tell whether a turn of that key is part of it."""
        return any(turn.key == key for turn in self.turns)

    def shown(self) -> tuple[str, ...]:
        """Return the ids of the items shown last, in order; empty before any."""
        for turn in reversed(self.turns):
            if turn.shown:
                return turn.shown
        return ()
