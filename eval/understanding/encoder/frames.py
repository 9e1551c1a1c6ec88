"""A turn as an encoder reads it: what was said, what held before, and the frame of both."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

Slot = tuple[str, str]
"""A slot and its value, such as ``("type", "jacket")``."""

_WORD: Final = re.compile(r"[a-z0-9]+")
_OFTEN: Final = 0.1
CLUES: Final = 4
"""How many clues there are of a slot in a turn; see ``Inventory.clues``."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What a turn does and fills.

    Attributes:
        acts: At least one.
        slots: Slots with their values; may be empty.
    """

    acts: frozenset[str]
    slots: frozenset[Slot] = frozenset()


@dataclass(frozen=True, slots=True)
class Spoken:
    """A turn with what surrounds it.

    Attributes:
        said: The shopper's words.
        heard: What was answered to the turn before; empty at the start.
        earlier: The shopper's turn before; empty at the start.
        memory: The slots that the last turn that filled any did.
    """

    said: str
    heard: str = ""
    earlier: str = ""
    memory: frozenset[Slot] = frozenset()

    def context(self) -> str:
        """Return what surrounds the turn as one text, the oldest first."""
        held = ", ".join(f"{slot} {value}" for slot, value in sorted(self.memory))
        return " | ".join(part for part in (held, self.earlier, self.heard) if part)


Example = tuple[Spoken, Frame]
"""A turn with what an encoder should read in it."""


@dataclass(frozen=True, slots=True)
class Inventory:
    """The acts and slots that can be read, and the words that stand for a value.

    Attributes:
        acts: In the order of the network's outputs.
        slots: Likewise.
        aliases: For a slot the phrases that stand for it, lower-case words with
            single spaces; its own value is always one.
        several: Names of slots that often have several values at once.
    """

    acts: tuple[str, ...]
    slots: tuple[Slot, ...]
    aliases: Mapping[Slot, tuple[str, ...]] = field(default_factory=dict[Slot, tuple[str, ...]])
    several: frozenset[str] = frozenset()

    def clues(self, turn: Spoken) -> NDArray[np.float32]:
        """Return what tells of each slot without any network, shape (slots, ``CLUES``).

        In order: whether a phrase for it stands in what was said; whether the memory
        has it; whether the memory has its slot with another value; whether another
        value of its slot stands in what was said. Each is 0 or 1.
        """
        text = plain(turn.said)
        filled = {slot for slot, _ in turn.memory}
        said = self._said(text)
        named = {name for name, _ in said}
        rows = [
            (
                slot in said,
                slot in turn.memory,
                slot[0] in filled and slot not in turn.memory,
                slot[0] in named and slot not in said,
            )
            for slot in self.slots
        ]
        return np.array(rows, dtype=np.float32).reshape(len(self.slots), CLUES)

    def _said(self, text: str) -> set[Slot]:
        """Return the slots that a phrase stands for, unless it is part of a longer one."""
        found = {slot: phrase for slot in self.slots if (phrase := self._phrase(slot, text))}
        return {
            slot
            for slot, phrase in found.items()
            if not any(
                f" {phrase} " in f" {longer} " and phrase != longer for longer in found.values()
            )
        }

    def _phrase(self, slot: Slot, text: str) -> str:
        """Return the longest phrase for a slot that stands in the text; empty for none."""
        phrases = self.aliases.get(slot, (plain(slot[1]),))
        stand = [phrase for phrase in phrases if phrase and f" {phrase} " in f" {text} "]
        return max(stand, key=len, default="")


def inventory_of(
    frames: Iterable[Frame], aliases: Mapping[Slot, Collection[str]] | None = None
) -> Inventory:
    """Return the acts and slots of frames, each in alphabetical order."""
    known = list(frames)
    slots = sorted({slot for frame in known for slot in frame.slots})
    told = aliases or {}
    phrases = {
        slot: tuple(dict.fromkeys((plain(slot[1]), *sorted(map(plain, told.get(slot, ()))))))
        for slot in slots
    }
    values = Counter((at, name) for at, f in enumerate(known) for name, _ in f.slots)
    filled = Counter(name for _, name in values)
    more = Counter(name for (_, name), count in values.items() if count > 1)
    several = {name for name, count in more.items() if count >= _OFTEN * filled[name]}
    acts = tuple(sorted({a for f in known for a in f.acts}))
    return Inventory(acts, tuple(slots), phrases, frozenset(several))


def plain(text: str) -> str:
    """Return the words of a text, lower-case, a plural's "s" dropped, single spaces between."""
    words = _WORD.findall(text.casefold().replace("'", ""))
    return " ".join(w[:-1] if len(w) > 3 and w[-1] == "s" and w[-2] != "s" else w for w in words)  # noqa: PLR2004 - "xs", "bus"
