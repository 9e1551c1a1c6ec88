"""The service desk's tables, in the sessions' database.

What belongs to a conversation is deleted with it, by the database itself.
"""

from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Engine,
    Float,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    TypeDecorator,
    event,
    make_url,
)
from sqlalchemy.schema import DDL

from assistant.memory import METADATA, SESSIONS
from retrieval.database import folder_of, make_tables, open_engine, writing

LONGEST_NAME: Final = 60
_COUNTED: Final = BigInteger().with_variant(Integer, "sqlite")
"""SQLite counts up only where the key is a plain integer."""


class Moment(TypeDecorator[datetime]):
    """A point in time, always in UTC; SQLite by itself forgets the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Store it in UTC."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ANN401, ARG002 - SQLAlchemy's signature
        """Give it back with its zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _session_column(*, key: bool = False) -> Column[str]:
    return Column(
        "session_id",
        String(64),
        ForeignKey(SESSIONS.c.session_id, ondelete="CASCADE"),
        nullable=False,
        primary_key=key,
        index=not key,
    )


AGENTS: Final = Table(
    "service_agents",
    METADATA,
    Column("agent_id", Integer, primary_key=True),
    Column("name", String(LONGEST_NAME), nullable=False),
    Column("folded", String(LONGEST_NAME), nullable=False, unique=True),
    Column("role", String(16), nullable=False),
    Column("password", String(255), nullable=False),
    Column("created", Moment, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("seen", Moment),
)
SIGN_INS: Final = Table(
    "service_sign_ins",
    METADATA,
    Column("token_hash", String(64), primary_key=True),
    Column("agent_id", Integer, ForeignKey(AGENTS.c.agent_id, ondelete="CASCADE"), nullable=False),
    Column("csrf", String(64), nullable=False),
    Column("began", Moment, nullable=False),
    Column("used", Moment, nullable=False),
)
FAILURES: Final = Table(
    "service_sign_in_failures",
    METADATA,
    Column("folded", String(64), primary_key=True),
    Column("count", Integer, nullable=False),
    Column("latest", Moment, nullable=False),
)
CONVERSATIONS: Final = Table(
    "service_conversations",
    METADATA,
    _session_column(key=True),
    Column("ref", String(24), nullable=False, unique=True),
    Column("status", String(16), nullable=False, index=True),
    Column("reason", String(32), nullable=False),
    Column("since", Moment, nullable=False),
    Column("began", Moment, nullable=False),
    Column("active", Moment, nullable=False, index=True),
    Column("agent_id", Integer, ForeignKey(AGENTS.c.agent_id, ondelete="SET NULL")),
    Column("revision", Integer, nullable=False),
)
LISTS: Final = Table(
    "service_lists",
    METADATA,
    _session_column(key=True),
    Column("turn", Integer, primary_key=True),
    Column("trade_off", Float, nullable=False),
    Column("content", Text, nullable=False),
)
EVENTS: Final = Table(
    "service_events",
    METADATA,
    Column("event_id", _COUNTED, primary_key=True),
    _session_column(),
    Column("at", Moment, nullable=False, index=True),
    Column("kind", String(24), nullable=False),
    Column("turn", Integer, nullable=False),
    Column("detail", String(255), nullable=False),
    Column("seconds", Float),
)
NOTES: Final = Table(
    "service_notes",
    METADATA,
    Column("note_id", Integer, primary_key=True),
    _session_column(),
    Column("author", String(LONGEST_NAME), nullable=False),
    Column("at", Moment, nullable=False),
    Column("text", Text, nullable=False),
)
RATINGS: Final = Table(
    "service_ratings",
    METADATA,
    _session_column(key=True),
    Column("turn", Integer, primary_key=True),
    Column("liked", Boolean, nullable=False),
    Column("at", Moment, nullable=False),
)
AUDIT: Final = Table(
    "service_audit",
    METADATA,
    Column("seq", _COUNTED, primary_key=True, autoincrement=False),
    Column("at", String(40), nullable=False),
    Column("agent", String(LONGEST_NAME), nullable=False),
    Column("action", String(32), nullable=False, index=True),
    Column("subject", String(255), nullable=False),
    Column("detail", Text, nullable=False),
    Column("seal", String(64), nullable=False),
)
AUDIT_HEAD: Final = Table(
    "service_audit_head",
    METADATA,
    Column("one", Integer, primary_key=True, autoincrement=False),
    Column("seq", _COUNTED, nullable=False),
    Column("seal", String(64), nullable=False),
)
REVIEWS: Final = Table(
    "service_reviews",
    METADATA,
    Column("review_id", String(64), primary_key=True),
    Column("product_id", String(500), nullable=False, index=True),
    Column("rating", Float),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("written", Date),
    Column("tone", Float),
)

for _doing in ("UPDATE", "DELETE"):
    event.listen(
        AUDIT,
        "after_create",
        DDL(
            f"CREATE TRIGGER service_audit_no_{_doing.lower()} BEFORE {_doing} ON service_audit "
            "BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END"
        ).execute_if(dialect="sqlite"),
    )
event.listen(
    AUDIT,
    "after_create",
    DDL(
        "CREATE RULE service_audit_no_update AS ON UPDATE TO service_audit DO INSTEAD NOTHING;"
        "CREATE RULE service_audit_no_delete AS ON DELETE TO service_audit DO INSTEAD NOTHING"
    ).execute_if(dialect="postgresql"),
)


def open_service_engine(url: str) -> Engine:
    """Open the sessions' database and make the desk's tables where they are missing.

    Args:
        url: SQLAlchemy URL of the sessions.
    """
    parsed = make_url(url)
    folder = folder_of(parsed)
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
    engine = open_engine(parsed)
    with writing(engine) as connection:
        make_tables(connection, METADATA)
    return engine
