"""What a lead sees: how the conversations went, counted from what was logged as it happened."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import Any, Final

from sqlalchemy import Engine, RowMapping, Select, func, select

from assistant.grounding.tokens import stems
from assistant.reply import Outcome
from assistant.service.events import SEPARATOR, Kind
from assistant.service.reasons import Reason
from assistant.service.tables import CONVERSATIONS, EVENTS, RATINGS

MOST_QUESTIONS: Final = 30
MOST_GAPS: Final = 30
_Z: Final = 1.96


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, with the interval in which the true share lies.

    Attributes:
        part: How many.
        whole: Of how many.
    """

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """The share in [0, 1], None of nothing."""
        return self.part / self.whole if self.whole else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % interval of Wilson (1927), None of nothing."""
        if not self.whole:
            return None
        n, p = self.whole, self.part / self.whole
        centre = (p + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
        reach = _Z / (1 + _Z**2 / n) * math.sqrt(p * (1 - p) / n + _Z**2 / (4 * n**2))
        return max(0.0, centre - reach), min(1.0, centre + reach)


@dataclass(frozen=True, slots=True)
class Question:
    """A question that was left unanswered: where it stands, not its words."""

    session_id: str
    ref: str
    turn: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that was asked for and is not there.

    Attributes:
        wanted: What, such as ``kayak``, or ``tent`` and ``under $20``.
        is_carried: False where the shop has no such thing at all; True where
            only a condition was in the way.
        times: In how many replies.
        conversations: In how many conversations.
        latest: When last.
    """

    wanted: tuple[str, ...]
    is_carried: bool
    times: int
    conversations: int
    latest: datetime


@dataclass(frozen=True, slots=True)
class Figures:
    """How the conversations of a period went.

    Attributes:
        conversations: How many had a turn in it.
        turns: How many turns of shoppers they had.
        contained: Those that neither waited for a person nor had one.
        satisfied: Thumbs up among all thumbs.
        reasons: Why conversations waited, most frequent first.
        waited: Median seconds in the queue of those taken from it, or None.
        unanswered: Questions left open, latest first, at most ``MOST_QUESTIONS``.
        unanswered_count: How many there were in all.
        gaps: What was lacking, most often asked first, at most ``MOST_GAPS``.
    """

    conversations: int
    turns: int
    contained: Share
    satisfied: Share
    reasons: tuple[tuple[Reason, int], ...]
    waited: float | None
    unanswered: tuple[Question, ...]
    unanswered_count: int
    gaps: tuple[Gap, ...]


def figures(engine: Engine, since: datetime) -> Figures:
    """Count what happened from a moment on."""
    with engine.connect() as connection:
        rows = list(connection.execute(_events(since)).mappings())
        thumbs = select(RATINGS.c.liked, func.count()).where(RATINGS.c.at >= since)
        ratings = {bool(liked): n for liked, n in connection.execute(thumbs.group_by("liked"))}
    turns = [row for row in rows if row["kind"] == Kind.TURN]
    handed = {row["session_id"] for row in rows if row["kind"] in (Kind.WAITING, Kind.TAKEN)}
    seen = {row["session_id"] for row in turns}
    waits = [row["seconds"] for row in rows if row["seconds"] is not None]
    reasons = Counter(Reason(row["detail"]) for row in rows if row["kind"] == Kind.WAITING)
    by_outcome: Mapping[str, list[RowMapping]] = _by_outcome(turns)
    unanswered = by_outcome.get(Outcome.UNANSWERED, [])
    return Figures(
        conversations=len(seen),
        turns=len(turns),
        contained=Share(len(seen - handed), len(seen)),
        satisfied=Share(ratings.get(True, 0), sum(ratings.values())),
        reasons=tuple(reasons.most_common()),
        waited=median(waits) if waits else None,
        unanswered=tuple(_question(row) for row in unanswered[: -MOST_QUESTIONS - 1 : -1]),
        unanswered_count=len(unanswered),
        gaps=_gaps(by_outcome),
    )


def _events(since: datetime) -> Select[Any]:
    joined = EVENTS.join(CONVERSATIONS, EVENTS.c.session_id == CONVERSATIONS.c.session_id)
    return (
        select(EVENTS, CONVERSATIONS.c.ref)
        .select_from(joined)
        .where(EVENTS.c.at >= since)
        .order_by(EVENTS.c.event_id)
    )


def _by_outcome(turns: Sequence[RowMapping]) -> dict[str, list[RowMapping]]:
    found: dict[str, list[RowMapping]] = defaultdict(list)
    for row in turns:
        found[row["detail"].partition(SEPARATOR)[0]].append(row)
    return found


def _question(row: RowMapping) -> Question:
    # The question is the turn before its reply.
    return Question(row["session_id"], row["ref"], max(row["turn"] - 1, 0), row["at"])


def _wanted(row: RowMapping) -> tuple[str, ...]:
    parts = row["detail"].split(SEPARATOR)[2:]
    return tuple(part.casefold() for part in parts if part)


def _gaps(by_outcome: Mapping[str, Sequence[RowMapping]]) -> tuple[Gap, ...]:
    found: list[Gap] = []
    for outcome in (Outcome.NOT_CARRIED, Outcome.NOTHING_FITS):
        asked: dict[tuple[str, ...], list[RowMapping]] = defaultdict(list)
        for row in by_outcome.get(outcome, ()):
            wanted = _wanted(row)
            if wanted:
                # One kayak and two kayaks are the same gap.
                asked[tuple(" ".join(stems(part)) or part for part in wanted)].append(row)
        found += [
            Gap(
                Counter(map(_wanted, rows)).most_common(1)[0][0],
                outcome is Outcome.NOTHING_FITS,
                len(rows),
                len({row["session_id"] for row in rows}),
                max(row["at"] for row in rows),
            )
            for rows in asked.values()
        ]
    ordered = sorted(found, key=lambda gap: (-gap.conversations, -gap.times, gap.wanted))
    return tuple(ordered[:MOST_GAPS])
