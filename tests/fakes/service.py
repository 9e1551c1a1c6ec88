"""A service desk on a clock that a test sets, with passwords that cost nothing."""

from datetime import UTC, datetime, timedelta

from assistant.attendance import Turned
from assistant.intent import Act, Intent
from assistant.memory import Memory
from assistant.reply import Outcome, Reply
from assistant.service.passwords import Cost
from assistant.service.service import open_service

CHEAP = Cost(n=2**4, r=1, p=1)
PASSWORD = "correct horse battery"  # noqa: S105 - opens nothing but a test's own console


class Clock:
    """Stands still until it is moved."""

    def __init__(self):
        self.now = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)

    def __call__(self):
        return self.now

    def forward(self, **by):
        self.now += timedelta(**by)


def open_desk(folder, clock):
    """A desk in ``folder``, in the same database as a ``Memory`` of that folder."""
    url = f"sqlite:///{folder / 'sessions.sqlite'}"
    return open_service(url, folder / "audit.key", now=clock, cost=CHEAP)


def open_memory(folder):
    return Memory(f"sqlite:///{folder / 'sessions.sqlite'}")


def turned(session_id, said="jacket", outcome=Outcome.ANSWERED, *, turn=1, missing=(), items=()):
    """What the assistant tells of one turn."""
    act = Act.HANDOFF if outcome is Outcome.HANDED_OVER else Act.RECOMMEND
    reply = Reply("reply", Intent(act=act), tuple(items), outcome=outcome, missing=missing)
    return Turned(session_id, turn, said, reply, trade_off=0.3)
