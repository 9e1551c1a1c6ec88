"""Sessions that outlive a restart: what was said, understood and shown."""

import io
import logging
import secrets
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from PIL import Image
from pydantic import TypeAdapter, ValidationError
from sqlalchemy import (
    Column,
    DateTime,
    ForeignKey,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    delete,
    make_url,
    select,
)
from sqlalchemy.engine import Connection

from assistant.dialogue import Dialogue, Turn
from assistant.exchanges import KeptReply
from assistant.intent import State
from retrieval.database import folder_of, make_tables, open_engine, writing

PHOTO_SIDE = 640
LONGEST_KEY: Final = 64
"""Characters of a turn's key."""

_LOG = logging.getLogger(__name__)

METADATA = MetaData()
"""Tables of the sessions' database; what belongs to a session is deleted with it."""

SESSIONS = Table(
    "sessions",
    METADATA,
    Column("session_id", String(64), primary_key=True),
    Column("content", Text, nullable=False),
    Column("changed", DateTime(timezone=True), nullable=False, index=True),
)
_PHOTOS = Table(
    "session_photos",
    METADATA,
    Column("photo_id", String(64), primary_key=True),
    Column(
        "session_id",
        String(64),
        ForeignKey("sessions.session_id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("content", LargeBinary, nullable=False),
)
_REPLIES = Table(
    "session_replies",
    METADATA,
    Column(
        "session_id",
        String(64),
        ForeignKey("sessions.session_id", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("key", String(LONGEST_KEY), primary_key=True),
    Column("content", Text, nullable=False),
)


class UnknownSessionError(LookupError):
    """There is no session of that id; open a new one."""


@dataclass(frozen=True, slots=True)
class Session:
    """One shopper's conversation.

    Attributes:
        session_id: Unguessable; who has it has the conversation.
        dialogue: Everything said and shown.
        state: What is understood.
        asked: Fields that a clarifying question has asked about already.
        question: The field that the last answer asked about, or None.
    """

    session_id: str
    dialogue: Dialogue = Dialogue()
    state: State = State()
    asked: frozenset[str] = frozenset()
    question: str | None = None

    def plus(self, turn: Turn) -> "Session":
        """Return the session with one more turn."""
        return replace(self, dialogue=self.dialogue.plus(turn))


_CONTENT = TypeAdapter(Session)
_REPLY = TypeAdapter(KeptReply)


class Memory:
    """Keeps sessions and the photos that shoppers sent, in SQL."""

    def __init__(self, url: str) -> None:
        """Open the store, making its tables where they are missing.

        Args:
            url: SQLAlchemy URL.
        """
        parsed = make_url(url)
        folder = folder_of(parsed)
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
        self._engine = open_engine(parsed)
        with writing(self._engine) as connection:
            make_tables(connection, METADATA)

    def open(self) -> Session:
        """Begin an empty session under a new id."""
        session = Session(secrets.token_urlsafe(24))
        self.save(session)
        return session

    def load(self, session_id: str) -> Session:
        """Return the session as last saved.

        Raises:
            UnknownSessionError: If there is none of that id.
        """
        with self._engine.connect() as connection:
            content = connection.scalar(
                select(SESSIONS.c.content).where(SESSIONS.c.session_id == session_id)
            )
        if content is None:
            raise UnknownSessionError("this conversation is not known here; start a new one")
        return _CONTENT.validate_json(content)

    def save(self, session: Session) -> None:
        """Store the session in place of what was stored under its id."""
        row = {
            "session_id": session.session_id,
            "content": _CONTENT.dump_json(session).decode(),
            "changed": datetime.now(UTC),
        }
        with writing(self._engine) as connection:
            if _exists(connection, session.session_id):
                same = SESSIONS.c.session_id == session.session_id
                connection.execute(SESSIONS.update().where(same).values(row))
            else:
                connection.execute(SESSIONS.insert().values(row))

    def forget(self, session_id: str) -> None:
        """Delete the session, its photos and its replies; an unknown id is ignored."""
        with writing(self._engine) as connection:
            connection.execute(delete(_REPLIES).where(_REPLIES.c.session_id == session_id))
            connection.execute(delete(_PHOTOS).where(_PHOTOS.c.session_id == session_id))
            connection.execute(delete(SESSIONS).where(SESSIONS.c.session_id == session_id))

    def keep_photo(self, session_id: str, photo: Image.Image) -> str:
        """Store a photo, at most ``PHOTO_SIDE`` pixels a side; return its new id."""
        small = photo.convert("RGB")
        small.thumbnail((PHOTO_SIDE, PHOTO_SIDE))
        content = io.BytesIO()
        small.save(content, "JPEG", quality=90)
        photo_id = secrets.token_urlsafe(12)
        with writing(self._engine) as connection:
            connection.execute(
                _PHOTOS.insert().values(
                    photo_id=photo_id, session_id=session_id, content=content.getvalue()
                )
            )
        return photo_id

    def photo(self, session_id: str, photo_id: str) -> Image.Image | None:
        """Return a photo of this very session, or None where it has no such photo."""
        with self._engine.connect() as connection:
            content = connection.scalar(
                select(_PHOTOS.c.content).where(
                    _PHOTOS.c.photo_id == photo_id, _PHOTOS.c.session_id == session_id
                )
            )
        return None if content is None else Image.open(io.BytesIO(content)).convert("RGB")

    def keep_reply(self, session_id: str, key: str, kept: KeptReply) -> None:
        """Store the reply to the turn of that key, in place of what was stored for it.

        A session that was forgotten in the meantime stays forgotten.
        """
        same = (_REPLIES.c.session_id == session_id, _REPLIES.c.key == key)
        row = {"session_id": session_id, "key": key, "content": _REPLY.dump_json(kept).decode()}
        with writing(self._engine) as connection:
            connection.execute(delete(_REPLIES).where(*same))
            if _exists(connection, session_id):
                connection.execute(_REPLIES.insert().values(row))

    def replies(self, session_id: str) -> dict[str, KeptReply]:
        """Return the replies kept of a session by their keys.

        One that an earlier version of the program wrote and this one cannot read
        is left out.
        """
        with self._engine.connect() as connection:
            rows = connection.execute(
                select(_REPLIES.c.key, _REPLIES.c.content).where(
                    _REPLIES.c.session_id == session_id
                )
            ).all()
        found: dict[str, KeptReply] = {}
        for key, content in rows:
            try:
                found[key] = _REPLY.validate_json(content)
            except ValidationError:
                _LOG.warning("a kept reply could not be read, and is told without its reasons")
        return found

    def close(self) -> None:
        """Close the store's connections."""
        self._engine.dispose()


def _exists(connection: Connection, session_id: str) -> bool:
    found = connection.scalar(
        select(SESSIONS.c.session_id).where(SESSIONS.c.session_id == session_id)
    )
    return found is not None
