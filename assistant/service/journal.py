"""What agents note about a conversation, and how its shopper judged it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, delete, insert, select

from assistant.service.tables import NOTES, RATINGS
from retrieval.database import writing


@dataclass(frozen=True, slots=True)
class Note:
    """What an agent wrote for colleagues; the shopper never sees it."""

    author: str
    at: datetime
    text: str


class Journal:
    """Keeps notes and ratings; both go when the conversation is deleted."""

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        """Take the database and the clock."""
        self._engine = engine
        self._now = now

    def note(self, session_id: str, author: str, text: str) -> None:
        """Add a note."""
        with writing(self._engine) as connection:
            row = {"session_id": session_id, "author": author, "at": self._now(), "text": text}
            connection.execute(insert(NOTES).values(row))

    def notes(self, session_id: str) -> list[Note]:
        """Return a conversation's notes, oldest first."""
        query = select(NOTES).where(NOTES.c.session_id == session_id).order_by(NOTES.c.note_id)
        with self._engine.connect() as connection:
            rows = connection.execute(query).mappings()
            return [Note(row["author"], row["at"], row["text"]) for row in rows]

    def rate(self, session_id: str, turn: int, *, liked: bool) -> None:
        """Keep a shopper's thumb on a reply, in place of an earlier one on the same."""
        with writing(self._engine) as connection:
            connection.execute(
                delete(RATINGS).where(RATINGS.c.session_id == session_id, RATINGS.c.turn == turn)
            )
            connection.execute(
                insert(RATINGS).values(
                    session_id=session_id, turn=turn, liked=liked, at=self._now()
                )
            )

    def ratings(self, session_id: str) -> dict[int, bool]:
        """Return a shopper's thumbs by the turn of the reply: True is up."""
        query = select(RATINGS).where(RATINGS.c.session_id == session_id)
        with self._engine.connect() as connection:
            return {row["turn"]: row["liked"] for row in connection.execute(query).mappings()}
