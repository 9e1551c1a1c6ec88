"""The service desk with everything that belongs to it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine

from assistant.service.audit import Audit, audit_key
from assistant.service.desk import Desk
from assistant.service.journal import Journal
from assistant.service.notices import Notices
from assistant.service.passwords import Cost
from assistant.service.people import People
from assistant.service.reviews.shelf import ReviewShelf
from assistant.service.tables import open_service_engine


@dataclass(frozen=True, slots=True)
class Service:
    """What the console stands on; safe for several threads.

    Attributes:
        engine: The sessions' database.
        people: The agents and their sign-ins.
        desk: The conversations, who has them and what happened.
        journal: Notes and ratings.
        audit: What the agents did.
        reviews: What shoppers wrote of the products.
        now: The clock.
    """

    engine: Engine
    people: People
    desk: Desk
    journal: Journal
    audit: Audit
    reviews: ReviewShelf
    now: Callable[[], datetime]

    def close(self) -> None:
        """Close the database's connections."""
        self.engine.dispose()


def open_service(
    url: str,
    key_file: Path,
    *,
    now: Callable[[], datetime] | None = None,
    cost: Cost | None = None,
) -> Service:
    """Open the desk, making its tables and its secret where they are missing.

    Args:
        url: SQLAlchemy URL of the sessions.
        key_file: Where the secret is kept that seals the audit log.
        now: The clock, in UTC.
        cost: What a password hash may cost.

    Raises:
        OSError: If the secret can be neither read nor made.
    """
    clock = now or _utc_now
    engine = open_service_engine(url)
    return Service(
        engine=engine,
        people=People(engine, clock, cost),
        desk=Desk(engine, Notices(), clock),
        journal=Journal(engine, clock),
        audit=Audit(engine, audit_key(key_file), clock),
        reviews=ReviewShelf(engine),
        now=clock,
    )


def _utc_now() -> datetime:
    return datetime.now(UTC)
