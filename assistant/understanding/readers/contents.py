"""What goes into the thing sought and is not sought itself: "a bag that fits a water bottle"."""

from typing import Final

from assistant.intent import Prefer
from assistant.understanding.readers.audience import is_audience
from assistant.understanding.readers.draft import Draft, Mention
from assistant.understanding.readers.persons import POSSESSIVES
from assistant.understanding.readers.word_lists import listed
from retrieval.constraints import CATEGORY, Preference

_HOLDING: Final = listed("fit fits hold holds carry carries store stores take takes house houses")
_ABLE: Final = listed("that which to can could will must should it also still easily comfortably")
_MODALS: Final = listed("to can could will must should")
_PERSONS: Final = listed("he she i we they you")
_ROOM: Final = listed("room space pocket pockets place slot compartment sleeve holder enough")
_OPENING: Final = POSSESSIVES | listed("a an the some two three four all both several your")
_TELLING: Final = ("i", "we")
_CARRYING: Final = listed("carry lug bring cart haul")
_ENDS: Final = listed("but so that which under for with in below over because when while instead")
_ROUND: Final = ("over", "in", "into", "on", "inside", "around")
_JOINTS: Final = (",", "and", "or", "plus", "&")


def leave_out_contents(draft: Draft) -> None:
    """Drop the bottle of "a bag that fits a water bottle" and of "I carry a water bottle".

    Beside a thing that is sought its words stay in the request, else they are a wish.
    """
    for at in range(len(draft.sentence)):
        start = _contents_start(draft, at)
        if not start:
            continue
        end = _contents_end(draft, start)
        held = [one for one in _things(draft) if start <= one.start < end]
        beside = any(one.start < at for one in _things(draft))
        if not held or not (beside or _is_sought_already(draft, held)):
            continue
        draft.mentions[:] = [one for one in draft.mentions if one not in held]
        if beside:
            for one in held:
                draft.taken[one.start : one.end] = [False] * (one.end - one.start)
        else:
            for one in held:
                source = draft.source(one.start, one.end)
                draft.add(one.start, Prefer(Preference(source.phrase.casefold(), source)))
            draft.tell(at, end)


def _is_sought_already(draft: Draft, held: list[Mention]) -> bool:
    """Tell "I carry a water bottle", said where bags are sought, from what is sought itself."""
    sought = {v for c in draft.moment.intent.constraints.on(CATEGORY) for v in c.values}
    return bool(sought) and sought.isdisjoint(value for one in held for value in one.values)


def _things(draft: Draft) -> list[Mention]:
    return [one for one in draft.mentions if one.field == CATEGORY and not is_audience(draft, one)]


def _contents_start(draft: Draft, at: int) -> int:
    """Return where what is held begins: after "fits", "room for" and "I carry"; else 0."""
    word, before = draft.sentence.word(at), draft.sentence.word(at - 1)
    if draft.sentence.word(at + 1) in _JOINTS:
        return 0  # "jeans that fit and boots"
    person = before in _MODALS and draft.sentence.word(at - 2) in _PERSONS
    holds = word in _HOLDING and before in _ABLE and not person
    told = word in _CARRYING and before in _TELLING
    if holds or told:
        start = at + 1 + (draft.sentence.word(at + 1) in _ROUND)
        return start if _opens_row(draft, start) else 0
    return at + 2 if word in _ROOM and draft.sentence.word(at + 1) == "for" else 0


def _opens_row(draft: Draft, at: int) -> bool:
    """Tell "holds two bottles" and "holds boots" from "fit well and a belt"."""
    led = draft.sentence.word(at) in _OPENING or draft.sentence.is_number(at)
    return led or draft.mention_at(at) is not None


def _contents_end(draft: Draft, at: int) -> int:
    """Return where the row of things that are held ends: "a laptop, a book and two bottles"."""
    while at < len(draft.sentence):
        word = draft.sentence.word(at)
        read = draft.taken[at] and not draft.is_named(at)
        if read or word in _ENDS or (draft.sentence.is_mark(at) and word not in _JOINTS):
            return at
        if word in _JOINTS and not _opens_row(draft, at + 1):
            return at
        at += 1
    return at
