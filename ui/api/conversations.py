"""Conversations whose client keeps the history and sends it whole each time.

The shopper's turns say what a conversation is: what the assistant answered
follows from them. So a history of turns names a conversation; one that was met
before goes on where it stood, any other is had again, without its explanations.
"""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from assistant.memory import UnknownSessionError
from assistant.reply import Event

if TYPE_CHECKING:
    from assistant.assistant import Assistant

MOST_KEPT: Final = 1_000
"""Conversations kept; beyond these, those that rested longest are deleted."""
MOST_REPLAYED: Final = 50
"""Turns that are had again; of a longer history the latest count."""


@dataclass(frozen=True, slots=True)
class Said:
    """One turn of the shopper's: text, and a photo's file where one came with it."""

    text: str
    photo: bytes | None = None


class Conversations:
    """Finds the session of a history, or makes it; safe for several threads."""

    def __init__(self, assistant: "Assistant", capacity: int = MOST_KEPT) -> None:
        """Take the assistant, and how many conversations to keep at most."""
        self._assistant = assistant
        self._capacity = capacity
        self._kept: OrderedDict[str, str] = OrderedDict()
        self._lock = threading.Lock()

    def respond(
        self,
        history: Sequence[Said],
        *,
        owner: str = "",
        k: int | None = None,
        trade_off: float | None = None,
    ) -> Iterator[Event]:
        """Answer the last turn of a history; see ``Assistant.respond``.

        Args:
            history: The shopper's turns, oldest first, at least one.
            owner: Whose history it is: equal histories of two owners stay apart.
            k: List length in [1, 50]; None for the default.
            trade_off: Weight of variety in [0, 1]; None for the default.

        Raises:
            PhotoError: If a photo is none.
            CatalogueEmptyError: If nothing was indexed yet.
        """
        names = _names(owner, history)
        session_id = self._take(names[-2]) or self._replay(history[:-1], k, trade_off)
        last = history[-1]
        events = self._assistant.respond(
            session_id, last.text, photo=last.photo, k=k, trade_off=trade_off
        )
        with _closing(events):
            for place, event in enumerate(events):
                if place == 0:
                    self._keep(names[-1], session_id)
                yield event

    def close(self) -> None:
        """Delete every conversation kept: nobody could go on with one."""
        with self._lock:
            sessions = list(self._kept.values())
            self._kept.clear()
        for session_id in sessions:
            self._assistant.forget(session_id)

    def _take(self, name: str) -> str | None:
        """Return the session of a history and let go of it: it is about to move on."""
        with self._lock:
            session_id = self._kept.pop(name, None)
        if session_id is None:
            return None
        try:
            self._assistant.state(session_id)
        except UnknownSessionError:
            return None
        return session_id

    def _keep(self, name: str, session_id: str) -> None:
        with self._lock:
            gone = [self._kept.pop(name)] if name in self._kept else []
            self._kept[name] = session_id
            while len(self._kept) > self._capacity:
                gone.append(self._kept.popitem(last=False)[1])
        for one in gone:
            self._assistant.forget(one)

    def _replay(self, history: Sequence[Said], k: int | None, trade_off: float | None) -> str:
        session_id = self._assistant.open_session()
        for said in history[-MOST_REPLAYED:]:
            events = self._assistant.respond(
                session_id, said.text, photo=said.photo, k=k, trade_off=trade_off
            )
            with _closing(events):
                next(events)
        return session_id


def _closing(events: Iterator[Event]) -> "closing[Generator[Event]]":
    """Stop a turn's work when nobody listens any more."""
    return closing(cast("Generator[Event]", events))


def _names(owner: str, history: Sequence[Said]) -> list[str]:
    """Name every beginning of a history, the empty one first.

    Each name is a hash of the one before and of the turn, every part told apart
    by its length; so a name stands for one owner and one history.
    """
    names = [_name("", owner.encode())]
    for said in history:
        photo = b"" if said.photo is None else hashlib.blake2b(said.photo).digest()
        names.append(_name(names[-1], said.text.encode(), photo))
    return names


def _name(before: str, *parts: bytes) -> str:
    digest = hashlib.blake2b(before.encode(), digest_size=24)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()
