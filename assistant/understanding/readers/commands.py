"""Commands about the talk itself: "undo", "start over", "scrap it, let's begin from zero"."""

from collections.abc import Callable
from typing import Final

from assistant.intent import StartOver, Undo
from assistant.understanding.readers.draft import Draft, cue_at, is_said, said_at
from assistant.understanding.readers.word_lists import cues, listed

_BEFORE: Final = listed(
    "please lets can could you we i want to would like just and ok okay no nah so then now right "
    "well actually hmm um oh sorry begin start starting beginning go going back all over again try "
    "need id better rather think maybe shall should wait look from at a one whoops my bad show me "
    "oops dear us return"
)
_AFTER: Final = listed(
    "please pls now then thanks the last change changes one step my that it thing turn bit part "
    "filter request again over all fresh anew completely entirely instead mate ok okay so far "
    "shall we can you if possible would before will yeah cheers ta love where"
)

_WITHDRAWING: Final = listed(
    "undo reverse revert remove delete cancel forget ignore disregard scrap scratch drop ditch bin "
    "lose withdraw retract erase"
)
_TAKING: Final = listed("take put")
_AWAY: Final = listed("back off out away")
_OF_LAST: Final = listed(
    "that this the my very last latest previous bit thing part one condition filter change word "
    "message request instruction requirement step addition comment sentence line"
)
_SAID_LAST: Final = listed(
    "bit part condition filter change word thing message request instruction requirement step "
    "addition comment sentence line"
)
"""What a shopper said is called; "take the last one back" names an item."""
_LATEST: Final = listed("last latest previous very just that")
_SAYING_LAST: Final = listed(
    "said added asked typed wrote told put did mentioned chose picked "
    "specified brought started wanted chosen gave give set changed limited narrowed filtered"
)
_GOING_BACK: Final = listed("back return like how as what revert before")
_STANDING: Final = listed(
    "to it was what we had i you showed how like the way things were list just right"
)
_STEPS: Final = listed("back backwards up one a step place 1")
_LEADING: Final = listed("take bring move put")
_US: Final = listed("me us it things")
_STEPPED: Final = listed("one step place 1")
_HOW_IT_STOOD: Final = listed("how what where as the way it things that i we you")
_STOOD: Final = listed("was were had showed looked stood did")
_REGRETTED: Final = listed("wrong silly stupid daft dumb mistake error")
_JUST: Final = ("just", "only", "last")


def find_commands(draft: Draft) -> None:
    """Read "undo" and "start over" where they stand as a clause of their own.

    Who starts over has nothing left to take back.
    """
    start_over = _command_at(draft, _start_over_at)
    if start_over is not None:
        draft.add(start_over, StartOver())
    undo = _command_at(draft, _undo_at)
    if undo is not None and start_over is None and not _lets_in(draft, undo):
        draft.add(undo, Undo())
        _take_regrets(draft, undo)


def _take_regrets(draft: Draft, end: int) -> None:
    """Read the "that was wrong" before an undo, which blames nothing shown."""
    for start, close in draft.sentence.clauses():
        said = draft.sentence.words[start:close]
        if close <= end and said[:2] in (("that", "was"), ("it", "was")) and said[-1] in _REGRETTED:
            draft.take(start, close)


def _lets_in(draft: Draft, undo: int) -> bool:
    """Tell the "I take it back" of "I take it back, grey is fine too" from an undo by itself."""
    return is_said(draft, cues("stances.allowed_after"), undo, len(draft.sentence))


def _start_over_at(draft: Draft, at: int) -> int:
    return cue_at(draft, at, cues("acts.start_over"))


def _undo_at(draft: Draft, at: int) -> int:
    return max(
        cue_at(draft, at, cues("acts.undo")),
        _taken_back(draft, at),
        _back_before(draft, at),
        _stepped_back(draft, at),
        _as_it_stood(draft, at),
    )


def _stepped_back(draft: Draft, at: int) -> int:
    """Return the length of "one step back" and of "back up one", or 0."""
    led = draft.sentence.word(at) in _LEADING and draft.sentence.word(at + 1) in _US
    end = at + 2 * led
    while draft.sentence.word(end) in _STEPS and not draft.taken[end]:
        end += 1
    said = draft.sentence.words[at:end]
    back = "back" in said or "backwards" in said
    back = back and (draft.sentence.is_mark(end) or draft.sentence.word(end) in ("please", "pls"))
    return end - at if back and not _STEPPED.isdisjoint(said) else 0


def _as_it_stood(draft: Draft, at: int) -> int:
    """Return the length of "back to how it was" and "return to what we had before", or 0."""
    if draft.sentence.word(at) not in _GOING_BACK or draft.sentence.word(at + 1) != "to":
        return 0
    end = at + 2
    while draft.sentence.word(end) in _HOW_IT_STOOD:
        end += 1
    stood = end > at + 2 and draft.sentence.word(end) in _STOOD
    return end + 1 - at if stood and not draft.taken[at] else 0


def _command_at(draft: Draft, length_at: Callable[[Draft, int], int]) -> int | None:
    """Return the first token at which a command stands, None if none does.

    Every clause that says no more than such a command is marked as read.
    """
    found: int | None = None
    for at in range(len(draft.sentence)):
        length = length_at(draft, at)
        clause = _clause_around(draft, at, at + length) if length else None
        if clause is not None:
            draft.take(*clause)
            corrects = _corrects(draft, at, length)
            retracts = draft.sentence.word(at) in ("scratch", "scrap")
            if corrects and retracts and clause[1] == len(draft.sentence):
                draft.take(0, at)  # "in red. hmm, scratch that": nothing is left of the turn
            elif found is None and not corrects:
                found = at
                draft.tell(*clause)
    return found


def _taken_back(draft: Draft, at: int) -> int:
    """Return the length of "take that last bit back" and "cancel what I just said", or 0.

    "Take the red one back" names a thing and not what was said last.
    """
    taking = draft.sentence.word(at) in _TAKING
    if not (taking or draft.sentence.word(at) in _WITHDRAWING) or draft.taken[at]:
        return 0
    away = draft.sentence.word(at + 1) in _AWAY
    start = at + 1 + away
    end = last_end(draft, start)
    closed = draft.sentence.word(end) in _AWAY
    if end == start or (taking and away == closed):
        return 0
    return end + closed - at


def _back_before(draft: Draft, at: int) -> int:
    """Return the length of "back to before I said green" and "as it was before the coat", or 0.

    "I want it back before Monday" goes back to nothing that was said.
    """
    before = at + 1
    while draft.sentence.word(before) in _STANDING:
        before += 1
    if draft.sentence.word(at) not in _GOING_BACK or draft.sentence.word(before) != "before":
        return 0
    end = draft.sentence.clause_end(before)
    the = draft.sentence.word(before + 1) == "the"
    the = the and draft.sentence.word(before - 1) in ("to", "was", "were", "had")
    said = draft.sentence.word(before + 1) in ("i", "we")
    said = said and not _SAYING_LAST.isdisjoint(draft.sentence.words[before + 2 : before + 4])
    return end - at if said or the else 0


def last_end(draft: Draft, start: int) -> int:
    """Return the end of "that last bit" and of "what I just said"; the start where none stands."""
    end = start
    if draft.sentence.says(start, "what", "i"):
        end = start + 2 + (draft.sentence.word(start + 2) in _JUST)
        said = draft.sentence.word(end) in _SAYING_LAST
        return end + 1 if said else start
    while draft.sentence.word(end) in _OF_LAST:
        end += 1
    told = draft.sentence.words[start:end]
    named = not _SAID_LAST.isdisjoint(told) and not _LATEST.isdisjoint(told)
    if not named:
        return start
    added = draft.sentence.word(end) == "i" and draft.sentence.word(end + 1) in _SAYING_LAST
    return end + 2 * added  # "that last thing I said"


def _corrects(draft: Draft, at: int, length: int) -> bool:
    """Tell the "scratch that" of "in red, scratch that, in blue", said of the same turn."""
    spoken = any(
        not draft.sentence.is_mark(before) and draft.sentence.word(before) not in _BEFORE
        for before in range(at)
    )
    return spoken and said_at(draft, at, cues("corrections.words")) == length


def _past_commands(draft: Draft, end: int) -> int:
    """Return the end of "let's begin again" behind "forget everything", said without a mark."""
    while draft.sentence.word(end) in _AFTER:
        end += 1
    at = end
    while not (length := said_at(draft, at, cues("acts.start_over"))):
        if draft.sentence.word(at) not in _BEFORE:
            break
        at += 1
    if length:
        return _past_commands(draft, at + length)
    return at if at > end and draft.sentence.is_mark(at) else end


def _clause_around(draft: Draft, start: int, end: int) -> tuple[int, int] | None:
    """Return the clause that says no more than a command; None where it says more."""
    while start > 0 and draft.sentence.word(start - 1) in _BEFORE:
        start -= 1
    end = _past_commands(draft, end)
    opens = draft.sentence.is_mark(start - 1) or draft.taken[start - 1]
    closes = draft.sentence.is_mark(end) or draft.sentence.word(end) in ("with", "and", "for")
    return (start, end) if opens and closes else None
