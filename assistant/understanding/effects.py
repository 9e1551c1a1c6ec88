"""What a turn that was read, or tapped, does to what is understood."""

from collections.abc import Sequence
from typing import Final

from assistant.intent import Act, Clear, Describe, Operation, Refer, Remove, State
from assistant.understanding.reading import Reading
from assistant.understanding.state import apply

_ASKING: Final = frozenset(
    {
        Act.CHAT,
        Act.HANDOFF,
        Act.POLICY_QUESTION,
        Act.PROMOTIONS,
        Act.ASK_ABOUT,
        Act.COMPARE,
    }
)


def state_after(state: State, reading: Reading) -> State:
    """Return the state after a turn; words of a question describe nothing that is sought."""
    return apply(
        state,
        [o for o in reading.operations if not _is_aside(o, reading.act)],
        act=reading.act,
        question=reading.question,
        language=reading.language,
    )


def _is_aside(operation: Operation, act: Act) -> bool:
    """Tell whether the words belong to a question and not to what is sought."""
    return act in _ASKING and isinstance(operation, Describe)


def fields_let_go(operations: Sequence[Operation]) -> frozenset[str]:
    """Return the fields the shopper let go of, which are not to be asked about."""
    fields: set[str] = set()
    for operation in operations:
        match operation:
            case Clear(field):
                fields.add(field)
            case Remove(constraint):
                fields.add(constraint.field)
            case _:
                pass
    return frozenset(fields)


def act_of_tap(operations: Sequence[Operation]) -> Act:
    """Tell items laid side by side, which are pointed at, from a change of the list."""
    points = bool(operations) and all(isinstance(operation, Refer) for operation in operations)
    return Act.COMPARE if points else Act.REFINE
