"""Things told of and not sought: "my sofa is grey, I need cushions", "I wear thick socks"."""

from typing import Final

from assistant.understanding.readers.audience import is_audience
from assistant.understanding.readers.draft import Draft, Mention, is_said
from assistant.understanding.readers.narrative import seeks
from assistant.understanding.readers.persons import POSSESSIVES
from assistant.understanding.readers.reasons import leave_out
from assistant.understanding.readers.word_lists import cues, listed
from retrieval.constraints import CATEGORY, lies_within

_JOINTS: Final = listed("and but so because since as cos then")
_THE: Final = POSSESSIVES | {"the"}
_BEING: Final = listed("is are was were isnt arent")
_AIMS: Final = listed("for to what which where")
_SOMEBODY: Final = listed("i we he she ive weve hes shes")
_USUALLY: Final = listed("always usually often mostly normally only already also")
_HAVING: Final = listed("wear wears have has own owns got ive weve hes shes")
_NOT_HAD: Final = listed("to mind no seen heard been for")
_ANOTHER: Final = listed("one ones pair replacement replace new")
_LONGEST_THING: Final = 4
"""How many words may name what somebody has."""


def leave_out_belongings(draft: Draft) -> None:
    """Drop the clauses that tell of a thing, where something else is sought."""
    told = [clause for clause in draft.sentence.clauses(_JOINTS) if _tells_of(draft, *clause)]
    sought = [
        one
        for one in draft.mentions
        if _is_thing(draft, one) and not any(start <= one.start < end for start, end in told)
    ]
    for start, end in told:
        things = [one for one in draft.mentions if start <= one.start < end]
        things = [one for one in things if _is_thing(draft, one)]
        like_it = not _ANOTHER.isdisjoint(draft.sentence.words)  # "my tent is done, a white one"
        apart = not like_it and not any(_is_sought_already(draft, one) for one in things)
        if sought or apart:
            leave_out(draft, start, end)
            draft.tell(start, end)


def _tells_of(draft: Draft, start: int, end: int) -> bool:
    """Tell "our table is round" and "I have a cat" from "the table is for us" and "I have to"."""
    things = [one for one in draft.mentions if start <= one.start < end and _is_thing(draft, one)]
    if not things or draft.sentence.word(end) == "?" or seeks(draft, start, end):
        return False
    if is_said(draft, cues("subject.leads"), start, end) or any(
        start <= at < end for at, _ in draft.operations
    ):
        return False
    thing = things[0]
    led = draft.sentence.word(start) in _THE or draft.sentence.is_chinese(start)
    described = led and draft.sentence.word(thing.end) in _BEING
    described = described and draft.sentence.word(thing.end + 1) not in _AIMS
    near = thing.start - start <= _LONGEST_THING
    return near and (described or _is_had(draft, start))


def _is_had(draft: Draft, start: int) -> bool:
    """Tell "I usually wear socks" from "I have boots in mind"."""
    verb = start + (draft.sentence.word(start) not in _HAVING)
    while draft.sentence.word(verb) in _USUALLY:
        verb += 1
    end = draft.sentence.clause_end(start)
    had = draft.sentence.word(start) in _SOMEBODY and draft.sentence.word(verb) in _HAVING
    return had and _NOT_HAD.isdisjoint(draft.sentence.words[verb:end])


def _is_sought_already(draft: Draft, thing: Mention) -> bool:
    """Tell the boots of "I wear boots" after boots, or where nothing else has been sought."""
    standing = [v for c in draft.moment.intent.constraints.on(CATEGORY) for v in c.values]
    return not standing or any(
        lies_within(one, other) or lies_within(other, one)
        for one in thing.values
        for other in standing
    )


def _is_thing(draft: Draft, mention: Mention) -> bool:
    return mention.field == CATEGORY and not is_audience(draft, mention)
