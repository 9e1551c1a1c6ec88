"""When a page can be used: the figures of a page load, from what was observed of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

QUIET_MS: Final = 5_000.0
"""A page is interactive once it has been quiet for so long."""

AT_WORK: Final = 2
"""So many requests may be under way in a quiet time."""

LONG_MS: Final = 50.0
"""A task beyond this keeps a tap waiting noticeably."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time in milliseconds since the navigation began; ``end`` may be infinite."""

    start: float
    end: float


def interactive_at(
    first_paint: float, tasks: Sequence[Span], requests: Sequence[Span], until: float
) -> float | None:
    """Return when the page became interactive, as Lighthouse defines the time.

    Looks for the first ``QUIET_MS`` after the first paint without a long task and
    with at most ``AT_WORK`` requests under way; the page became interactive at
    the end of the last long task before.
    Source: https://web.dev/articles/tti.

    Args:
        first_paint: Milliseconds, as all times here.
        tasks: The long tasks.
        requests: The GET requests.
        until: What was observed ends here.

    Returns:
        A time not before ``first_paint``; None where no such quiet was observed.
    """
    begins = [first_paint, *(task.end for task in tasks), *(request.end for request in requests)]
    for begin in sorted(begin for begin in begins if begin >= first_paint):
        end = begin + QUIET_MS
        if end > until:
            return None
        if not _is_quiet(begin, end, tasks, requests):
            continue
        return max([first_paint, *(task.end for task in tasks if task.end <= begin)])
    return None


def blocking(tasks: Sequence[Span], first_paint: float, interactive: float) -> float:
    """Return the milliseconds by which long tasks between the two times exceed ``LONG_MS``."""
    between = [task for task in tasks if first_paint <= task.start < interactive]
    return sum(max(0.0, task.end - task.start - LONG_MS) for task in between)


def _is_quiet(begin: float, end: float, tasks: Sequence[Span], requests: Sequence[Span]) -> bool:
    if any(task.start < end and task.end > begin for task in tasks):
        return False
    moments = [begin, *(request.start for request in requests if begin <= request.start < end)]
    return all(
        sum(request.start <= moment < request.end for request in requests) <= AT_WORK
        for moment in moments
    )
