"""What the shopper and others own, owned, wore out or lack: "he's got a rod already"."""

from itertools import pairwise
from typing import Final

from assistant.understanding.readers.audience import is_audience
from assistant.understanding.readers.draft import Draft, cue_at
from assistant.understanding.readers.fields import SIZE_FIELDS
from assistant.understanding.readers.persons import POSSESSIVES
from assistant.understanding.readers.word_lists import cues, listed
from retrieval.constraints import CATEGORY

_OF_OLD: Final = listed("last first old previous original only")
_HAVING: Final = listed("bought had got owned wore ordered purchased tried used did")
_OWNERS: Final = POSSESSIVES | listed(
    "i ive the we she he they shes hes theyve weve everyone everybody mum dad mom"
)
_OWNING: Final = listed("has have had got own owns owned bought ordered ive hes shes theyve weve")
_ANSWERING: Final = listed("no nah nope yes yeah yep yup but and well so ok okay oh actually")
_ELSE: Final = tuple((thing, "else") for thing in ("what", "anything", "something", "whatever"))
_PLENTY: Final = listed("plenty enough loads lots too")
_SETTLED: Final = listed(
    "decided agreed settled said told looked seen been chosen picked thought asked mentioned "
    "checked searched tried narrowed set done"
)
_BODY: Final = listed("feet foot waist hips legs chest shoulders head hands wrists build")
_WORN_OUT: Final = listed("finished dead done over knackered kaput")
_SEEKING: Final = listed("need needs want wants")
_MOST_OLD_WORDS: Final = 3
"""How many words may name what somebody had."""
_NOTHING: Final = ("nothing", "none", "no")
_AMONG: Final = listed("in of on at from around")
_SUITING: Final = listed(
    "fit fits matches match works work suits suit goes go feels is was are were left looks"
)


def find_oneself(draft: Draft) -> None:
    """Mark what the shopper says of what they have or had as read."""
    for at in range(len(draft.sentence)):
        owned = _is_owned(draft, at)
        of_own = owned or _is_had(draft, at) or _is_lacking(draft, at)
        worn_out = _is_worn_out(draft, at)
        if not (
            of_own
            or worn_out
            or _is_worn_along(draft, at)
            or cue_at(draft, at, cues("asides.oneself"))
        ):
            continue
        end = _told_end(draft, at)
        if "mind" in draft.sentence.words[at:end]:
            continue  # "I had a red jacket in mind" says what is sought
        within = [m for m in draft.mentions if at <= m.start < end]
        outside = [m for m in draft.mentions if m not in within and m.field == CATEGORY]
        stands = draft.moment.intent.constraints.on(CATEGORY) and not worn_out
        settled = bool(outside or stands or owned)
        dropped = [m for m in within if settled or m.field != CATEGORY or is_audience(draft, m)]
        draft.mentions[:] = [m for m in draft.mentions if m not in dropped]
        draft.tell(at, end)


def _is_had(draft: Draft, at: int) -> bool:
    """Tell "the last coat I bought", which is none of those shown."""
    if draft.sentence.word(at) not in _OF_OLD or draft.sentence.word(at - 1) not in ("the", "my"):
        return False
    ends = range(at + 1, min(draft.sentence.clause_end(at), at + 2 + _MOST_OLD_WORDS))
    return any(
        draft.sentence.word(end) in ("i", "we") and draft.sentence.word(end + 1) in _HAVING
        for end in ends
    )


def _told_end(draft: Draft, at: int) -> int:
    """Tell what "my kids already have boots and need hats" tells from what it seeks."""
    end = draft.sentence.clause_end(at, ("but", "so"))
    sought = draft.sentence.clause_end(at, _SEEKING)
    joined = sought < end and "already" in draft.sentence.words[at:sought]
    joined = joined and draft.sentence.word(sought - 1) == "and"
    return sought - 1 if joined else end


def _is_owned(draft: Draft, at: int) -> bool:
    """Tell "our band already has two", what somebody has, from "does it already have a lid?".

    Who has "already decided on wool", or "size 40 feet already", says what is sought.
    """
    if not _opens_clause(draft, at) or draft.sentence.word(at) not in _OWNERS:
        return False
    end = _told_end(draft, at)
    said = draft.sentence.words[at:end]
    beside = any("already" in pair and not _OWNING.isdisjoint(pair) for pair in pairwise(said))
    having = not _OWNING.isdisjoint(said[:2])
    last = having and (said[-1] == "already" or _asks_what_else(draft, end))
    return (beside or last) and (_PLENTY | _SETTLED | _BODY).isdisjoint(said)


def _opens_clause(draft: Draft, at: int) -> bool:
    """Tell the he of "no, but he has one" from that of "the boots he has"."""
    while draft.sentence.word(at - 1) in _ANSWERING:
        at -= 1
    return draft.sentence.is_mark(at - 1)


def _asks_what_else(draft: Draft, end: int) -> bool:
    """Tell the tent of "we have a tent, what else is there?", owned, from one sought."""
    asked = draft.sentence.words[end : draft.sentence.clause_end(end + 1)]
    return any(pair in _ELSE for pair in pairwise(asked))


def _is_worn_along(draft: Draft, at: int) -> bool:
    """Tell "boots, I wear thick socks", a reason, from "I wear a 40" and "I wear boots a lot"."""
    end = draft.sentence.clause_end(at)
    wears = draft.sentence.is_mark(at - 1) and draft.sentence.word(at) == "i"
    if not (wears and draft.sentence.word(at + 1) in ("wear", "wore")):
        return False
    sized = any(m.field in SIZE_FIELDS and at <= m.start < end for m in draft.mentions)
    asked = [m for m in draft.mentions if m.field == CATEGORY and not at <= m.start < end]
    stands = bool(asked) or bool(draft.moment.intent.constraints.on(CATEGORY))
    return stands and not sized


def _is_worn_out(draft: Draft, at: int) -> bool:
    """Tell "my boots are finished", which seeks others, from "the black ones are finished"."""
    end = draft.sentence.clause_end(at)
    owned = draft.sentence.is_mark(at - 1) and draft.sentence.word(at) in POSSESSIVES
    ended = draft.sentence.word(end - 1) in _WORN_OUT
    return owned and ended and draft.sentence.word(end - 2) in ("is", "are")


def _is_lacking(draft: Draft, at: int) -> bool:
    """Tell "nothing in the drawer fits" and "none of my trousers fit" from "nothing in red"."""
    led = draft.sentence.word(at) in _NOTHING and draft.sentence.word(at + 1) in _AMONG
    owned = led and draft.sentence.word(at + 2) in {*POSSESSIVES, "the"}
    end = draft.sentence.clause_end(at, ("but", "so"))
    return owned and not _SUITING.isdisjoint(draft.sentence.words[at + 3 : end])
