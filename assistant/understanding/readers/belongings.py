"""Things told of and not sought: "my sofa is grey, I need cushions", "I wear thick socks"."""

from typing import Final

from assistant.understanding.readers.audience import is_thing
from assistant.understanding.readers.draft import Draft, Mention, is_said
from assistant.understanding.readers.fields import PLAIN_FIELDS
from assistant.understanding.readers.narrative import seeks
from assistant.understanding.readers.persons import POSSESSIVES
from assistant.understanding.readers.reasons import leave_out
from assistant.understanding.readers.word_lists import cues, function_words, listed
from retrieval.constraints import CATEGORY, lies_within

_JOINTS: Final = listed("and but so because since as cos then")
_THE: Final = POSSESSIVES | {"the"}
_BEING: Final = listed("is are was were isnt arent")
_AIMS: Final = listed("for to what which where")
_SOMEBODY: Final = listed("i we he she ive weve hes shes")
_USUALLY: Final = listed("always usually often mostly normally only already also")
_HAVING: Final = listed("wear wears have has own owns got ive weve hes shes")
_NOT_HAD: Final = listed("to mind no seen heard been for")
_TASTES: Final = listed("favourite favorite choice preference taste idea plan theme wish")
_ANOTHER: Final = listed("one ones pair replacement replace new")
_HARMING: Final = listed(
    "ate broke tore took ruined chewed lost stole wrecked bit burnt burned cracked sold scratched "
    "spilled spilt soaked dropped smashed destroyed shredded flooded stained peed puked threw "
    "melted trashed clawed borrowed"
)
_REASONS: Final = listed("because since as cos")
_WORN: Final = listed("on underneath i id im ill")
_LONGEST_THING: Final = 4
"""How many words may name what somebody has."""


def leave_out_belongings(draft: Draft) -> None:
    """Drop the clauses that tell of a thing, where something else is sought."""
    _leave_out_worn(draft)
    told = [clause for clause in draft.sentence.clauses(_JOINTS) if _tells_of(draft, *clause)]
    sought = [
        one
        for one in draft.mentions
        if is_thing(draft, one) and not any(start <= one.start < end for start, end in told)
    ]
    for start, end in told:
        things = [one for one in draft.mentions if start <= one.start < end]
        things = [one for one in things if is_thing(draft, one)]
        like_it = not _ANOTHER.isdisjoint(draft.sentence.words)  # "my tent is done, a white one"
        apart = not like_it and _is_apart(draft, things)
        if sought or apart:
            leave_out(draft, start, end)
            draft.tell(start, end)


def _leave_out_worn(draft: Draft) -> None:
    """Tell "with thick socks on I need a 43" from "with socks": what is worn along with it."""
    if not draft.moment.intent.constraints.on(CATEGORY):
        return
    for thing in [one for one in draft.mentions if is_thing(draft, one)]:
        opening = draft.sentence.words[max(0, thing.start - _LONGEST_THING) : thing.start]
        if "with" in opening and draft.sentence.word(thing.end) in _WORN:
            start = thing.start - opening[::-1].index("with") - 1
            if not any(draft.sentence.is_mark(at) for at in range(start, thing.start)):
                leave_out(draft, start, thing.end)
                draft.tell(start, thing.end + (draft.sentence.word(thing.end) == "on"))


def _tells_of(draft: Draft, start: int, end: int) -> bool:
    """Tell "our table is round" and "I have a cat" from "the table is for us" and "I have to"."""
    within = range(start, end)
    asks = draft.sentence.word(end) == "?" or is_said(draft, cues("subject.leads"), start, end)
    asks = asks or seeks(draft, start, end) or any(at in within for at, _ in draft.operations)
    if asks:
        return False
    thing = next((m for m in draft.mentions if m.start in within and is_thing(draft, m)), None)
    if thing is None:
        return _is_of_surroundings(draft, start, end)
    led = draft.sentence.word(start) in _THE or draft.sentence.is_chinese(start)
    described = draft.sentence.word(thing.end) in _BEING
    described = described and draft.sentence.word(thing.end + 1) not in _AIMS
    owned = draft.sentence.word(thing.end) in _SOMEBODY
    owned = owned and draft.sentence.word(thing.end + 1) in _HAVING
    if _is_harmed(draft, start, thing.start):
        return True
    near = thing.start - start <= _LONGEST_THING
    return near and ((led and (described or owned)) or _is_had(draft, start, end))


def _is_harmed(draft: Draft, start: int, thing: int) -> bool:
    """Tell the sofa of "the cat scratched our sofa", told of, from that of "we need the sofa"."""
    owned = draft.sentence.word(thing - 1) in _THE and thing - 1 > start
    return owned and not _HARMING.isdisjoint(draft.sentence.words[start + 1 : thing])


def _is_of_surroundings(draft: Draft, start: int, end: int) -> bool:
    """Tell "my walls are grey" from "my favourite is grey" and "the colour is grey"."""
    being = next((at for at in range(start, end) if draft.sentence.word(at) in _BEING), start)
    whose, noun = draft.sentence.word(start), draft.sentence.word(being - 1)
    plain = (*PLAIN_FIELDS, draft.lexicon.colours.field)
    coloured = any(being < m.start < end and m.field in plain for m in draft.mentions)
    fields = draft.moment.vocabulary.attributes
    asked = noun in function_words() or noun in fields or noun in _TASTES
    near = start + 1 < being <= start + _LONGEST_THING
    concluded = draft.sentence.word(end) == "so" or draft.sentence.word(start - 1) in _REASONS
    owned = whose in POSSESSIVES or (whose == "the" and (concluded or not draft.moment.shown))
    return owned and near and coloured and not asked and draft.is_free(being - 1, being)


def _is_had(draft: Draft, start: int, end: int) -> bool:
    """Tell "I usually wear socks" from "I have boots in mind"."""
    verb = start + (draft.sentence.word(start) not in _HAVING)
    while draft.sentence.word(verb) in _USUALLY:
        verb += 1
    had = draft.sentence.word(start) in _SOMEBODY and draft.sentence.word(verb) in _HAVING
    return had and _NOT_HAD.isdisjoint(draft.sentence.words[verb:end])


def _is_apart(draft: Draft, things: list[Mention]) -> bool:
    """Tell "I wear boots" after jackets from "I wear jackets", and from both said first."""
    standing = [v for c in draft.moment.intent.constraints.on(CATEGORY) for v in c.values]
    told = [value for thing in things for value in thing.values]
    return bool(standing) and not any(
        lies_within(one, other) or lies_within(other, one) for one in told for other in standing
    )
