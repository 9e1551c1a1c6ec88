"""What held when the talk was last of a thing that it goes back to."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.intent import Describe, Intent, Operation, Return, Set
from retrieval.constraints import CATEGORY


def returned(now: Intent, past: Sequence[Intent], operations: Sequence[Operation]) -> Intent:
    """Return what was sought when the talk was last of what it goes back to, else what is now.

    What was liked and turned down since stays so.
    """
    wanted = {path for one in operations if isinstance(one, Return) for path in one.categories}
    earlier = next((one for one in reversed(past) if wanted & _categories(one)), None)
    if earlier is None or wanted & _categories(now):
        return now
    return replace(earlier, liked=now.liked, disliked=now.disliked)


def _categories(intent: Intent) -> set[str]:
    return {path for one in intent.constraints.on(CATEGORY) for path in one.values}


def seeks_anew(operation: Operation) -> bool:
    """Tell what names the thing that is gone back to from conditions beside it."""
    match operation:
        case Describe(afresh=afresh):
            return afresh
        case Set(constraint):
            return constraint.field == CATEGORY
        case _:
            return False
