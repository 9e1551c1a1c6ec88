"""Values that join those asked for before: "or grey", "also green", "in black too"."""

from dataclasses import replace
from typing import Final

from assistant.understanding.readers.draft import Draft, Mention
from assistant.understanding.readers.fields import adds_up
from assistant.understanding.readers.word_lists import listed
from retrieval.constraints import CATEGORY, Operator, Source

_OR: Final = listed("or")
_BEFORE: Final = listed("or also plus additionally")
_AFTER: Final = listed("too also aswell")
_LETTING_IN: Final = listed(
    "would will could can might do be is are fine ok okay works work good great alright "
    "acceptable suit me us fit fits for also"
)
_BETWEEN: Final = listed("in a an the and maybe even some with size sizes")


def joined_values(draft: Draft, first: Mention, last: Mention) -> tuple[str, ...]:
    """Return what was required so far of a field whose new values join it; empty if they do not.

    Args:
        draft: The turn.
        first: The first of the mentions that make one requirement.
        last: The last of them.
    """
    joints = _OR if adds_up(first.field) else _BEFORE  # "also windproof" is asked for besides
    led = _follows_joint(draft, first, joints)
    led = led or (joints is _BEFORE and _leads_joint(draft, last))
    if first.field == CATEGORY or not led:
        return ()
    return tuple(
        value
        for constraint in draft.moment.intent.constraints.on(first.field)
        if constraint.operator is Operator.ANY_OF
        for value in constraint.values
    )


def joined_source(draft: Draft, field: str, source: Source) -> Source:
    """Return the source of values that join others, in the words of both: "purple, teal"."""
    before = (one.source.phrase for one in draft.moment.intent.constraints.on(field))
    return replace(source, phrase=", ".join((*before, source.phrase)))


def _follows_joint(draft: Draft, first: Mention, joints: frozenset[str]) -> bool:
    """Tell "or grey" and "also in grey", with nothing said before it in its clause."""
    at = first.start - 1
    while draft.sentence.word(at) in _BETWEEN:
        at -= 1
    return draft.sentence.word(at) in joints and (at == 0 or draft.sentence.is_mark(at - 1))


def _leads_joint(draft: Draft, last: Mention) -> bool:
    """Tell "grey too" and "grey as well"."""
    after = draft.sentence.word(last.end)
    plain = after in _AFTER or draft.sentence.says(last.end, "as", "well")
    return plain or is_let_in(draft, last.end)


def is_let_in(draft: Draft, at: int) -> bool:
    """Tell the "would do too" behind what joins: "a 33 would do too", "grey is fine as well"."""
    end = at
    while draft.sentence.word(end) in _LETTING_IN:
        end += 1
    also = "also" in draft.sentence.words[at:end]
    closed = draft.sentence.word(end) in _AFTER or draft.sentence.says(end, "as", "well")
    return end > at and (closed or (also and draft.sentence.is_mark(end)))
