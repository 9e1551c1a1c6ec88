"""What is told and not asked for, in a turn that tells a story.

"I've been running for years, my physio says I should change more often. Running
shoes, cushioned": of a long turn the clauses that tell (about oneself, or in the
past) and seek nothing are left out, as long as another clause says what is sought.
"""

from collections.abc import Iterator
from typing import Final

from assistant.intent import Prefer
from assistant.understanding.readers.audience import is_audience, is_somebody
from assistant.understanding.readers.draft import Draft, Mention, is_said, said_at
from assistant.understanding.readers.fields import PLAIN_FIELDS, SIZE_FIELDS
from assistant.understanding.readers.heads import ENDS
from assistant.understanding.readers.interests import is_loved
from assistant.understanding.readers.persons import (
    POSSESSIVES,
    PRONOUNS,
    relation,
    sex_of_child,
)
from assistant.understanding.readers.receivers import is_given_to_pronoun
from assistant.understanding.readers.sentence import Kind
from assistant.understanding.readers.word_lists import cues, listed
from retrieval.constraints import CATEGORY

_LONG: Final = 18
"""How many words make a turn long enough for a story."""
_SEEKING: Final = listed(
    "need needs want wants looking look show find buy get prefer preferably please must should "
    "budget ideally recommend suggest searching hunting after would like max under rather thought "
    "buying purchasing ordering market"
)
_PAST: Final = listed(
    "was were did had been said says told got went came saw took made thought gave found bought "
    "lost broke wore began turned started moved promised argued kept left felt knew met put ran "
    "sat grew insisted tried died signed"
)
_TELLERS: Final = listed(
    "my our his her their he she they we the everyone everybody nobody noone no it its who"
)
_OTHERS: Final = POSSESSIVES | listed("he she they everyone everybody nobody noone every")
_LEAST_TOLD: Final = 3
"""How many words a clause has at least that tells of somebody."""
_STATES: Final = listed(
    "is are isnt arent does doesnt do dont has always never keeps likes loves hates feels gets "
    "hurts adores enjoys tells warns says knows mentions have wears smells sleeps lives works"
)
_WISHING: Final = listed("id would i we it they must you")
_SUGGESTING: Final = listed("a an maybe perhaps some of about something")
_GETTING: Final = listed("rid married there up out wet cold lost to home back away on off into")
_LIKING: Final = listed("likes loves prefers hates adores wants")
_OVER: Final = ENDS | listed("bought lost worn outgrew outgrown")
_FARTHEST_THING: Final = 4
"""How many words after "the" the "thing" may stand, and after "is" what is sought."""
_ALL_BUT: Final = listed("nothing anything everything all none")
_OWN: Final = POSSESSIVES | {"old", "last"}
_PLACED: Final = listed("on in at to into onto under over from with by of for near behind beside")
_FARTHEST_OWNER: Final = 2
"""How many words before a thing it may be told whose it is."""
_OPENERS: Final = listed("so and anyway ok okay well honestly because but which then anyways also")


def leave_out_narrative(draft: Draft) -> None:
    """Mark the telling clauses of a long turn as read, and drop what they name."""
    if sum(token.kind is Kind.WORD for token in draft.sentence.tokens) < _LONG:
        return
    clauses = list(_clauses(draft))
    telling = [clause for clause in clauses if tells(draft, *clause)]
    if any(_seeks_thing(draft, *clause) for clause in clauses if clause not in telling):
        telling = [one for one in clauses if one in telling or tells_of_others(draft, *one)]
    seeking = [clause for clause in clauses if clause not in telling]
    meant = _meant_by_one(draft, telling, seeking)
    asked = [m.start for m in draft.mentions] + [at for at, _ in draft.operations]
    if not meant and not any(start <= at < end for at in asked for start, end in seeking):
        return
    named = any(start <= m.start < end for m in _things(draft) for start, end in seeking)
    for start, end in telling:
        kept = [*_replaced(draft, start, end), *_loved(draft, start, end), *meant]
        kept = _taken_up(draft, start, end) if named else kept
        draft.mentions[:] = [m for m in draft.mentions if m in kept or not start <= m.start < end]
        if named:
            draft.operations[:] = [op for op in draft.operations if not start <= op[0] < end]
        draft.tell(start, end)


def _things(draft: Draft) -> list[Mention]:
    return [m for m in draft.mentions if m.field == CATEGORY and not is_audience(draft, m)]


def _replaced(draft: Draft, start: int, end: int) -> list[Mention]:
    """Return what a clause tells the end of and no other clause names: "my kettle died"."""
    over = any(word in _OVER for word in draft.sentence.words[start:end])
    return [m for m in _things(draft) if over and start <= m.start < end]


def _meant_by_one(
    draft: Draft, telling: list[tuple[int, int]], seeking: list[tuple[int, int]]
) -> list[Mention]:
    """Return the bags of "he has one of those roll-top bags ... so one of those, in green"."""
    alike = any(is_said(draft, cues("narrative.alike"), *clause) for clause in seeking)
    anew = any(is_said(draft, cues("narrative.anew"), *clause) for clause in seeking)
    if not (alike or anew):
        return []
    for start, end in reversed(telling):
        within = [
            m for m in _things(draft) if start <= m.start < end and (alike or _is_own(draft, m))
        ]
        if within:
            return within[:1]
    return []


def _is_own(draft: Draft, mention: Mention) -> bool:
    """Tell "my left slipper" and "the tent", which a new one is for, from "on the carpet"."""
    before = draft.sentence.words[max(0, mention.start - _FARTHEST_OWNER) : mention.start]
    told_of = before[-1:] == ("the",) and before[0] not in _PLACED
    return told_of or not _OWN.isdisjoint(before)


def _taken_up(draft: Draft, start: int, end: int) -> list[Mention]:
    """Return whom a clause tells of and a later one seeks for: "my aunt swims. find her ..."."""
    given = {
        PRONOUNS.get(draft.sentence.word(at))
        for at in range(end, len(draft.sentence))
        if is_given_to_pronoun(draft, at)
    } - {None}
    told = [m for m in draft.mentions if start <= m.start < end and is_somebody(draft, m)]
    called = ((m, draft.sentence.word(m.end - 1)) for m in told)
    return [m for m, who in called if {sex_of_child(who), relation(who)} & given]


def _loved(draft: Draft, start: int, end: int) -> list[Mention]:
    """Return what a clause says is loved, which is all that is known: "he's mad about camping"."""
    return [m for m in draft.mentions if start <= m.start < end and is_loved(draft, m)]


def _clauses(draft: Draft) -> Iterator[tuple[int, int]]:
    """Yield the spans between marks, and before and after "so", "anyway" and "but"."""
    start = 0
    for at in range(len(draft.sentence) + 1):
        joint = draft.sentence.word(at) in ("so", "anyway", "but") and at > start
        joint = joint and draft.sentence.word(at - 1) not in _ALL_BUT
        if draft.sentence.is_mark(at) or joint:
            if at > start:
                yield start, at
            start = at if joint else at + 1


def tells(draft: Draft, start: int, end: int) -> bool:
    """Tell whether a clause tells something and seeks nothing."""
    said = draft.sentence.words[start:end]
    if any(_leads(draft, at) for at in range(start, end)):
        return False
    if seeks(draft, start, end) or _asks(draft, start, end) or _supposes(draft, start, end):
        return False
    while start < end and draft.sentence.word(start) in _OPENERS:
        start += 1
    if said_at(draft, start, cues("narrative.advice")):
        return True  # "never let a grandson near the machine"
    if _tells_taste(draft, start, end) or _names_what_is_sought(draft, start, end):
        return False
    past = any(word in _PAST or (len(word) > 4 and word.endswith("ed")) for word in said)  # noqa: PLR2004 - "red"
    about = draft.sentence.word(start) in _TELLERS and any(word in _STATES for word in said)
    wearer = any(
        (m.field in SIZE_FIELDS or is_audience(draft, m)) and start <= m.start < end
        for m in draft.mentions
    )
    oneself = draft.sentence.word(start) in ("i", "ive", "im", "id") and not wearer
    return (past and _has_subject(draft, start, end)) or about or oneself


def _supposes(draft: Draft, start: int, end: int) -> bool:
    """Tell "if there happened to be one in green", which wishes, from "if it rained"."""
    wishes = cues("stances.wishes")
    supposed = (at for at in range(start, end) if draft.sentence.word(at) == "if")
    return any(said_at(draft, at, wishes) for at in supposed)


def _seeks_thing(draft: Draft, start: int, end: int) -> bool:
    """Tell whether a clause asks in so many words for a thing that it names."""
    named = any(start <= one.start < end for one in _things(draft))
    return named and (
        seeks(draft, start, end) or any(_leads(draft, at) for at in range(start, end))
    )


def tells_of_others(draft: Draft, start: int, end: int) -> bool:
    """Tell "my aunt knits socks", whatever she does, from "my budget is 50" and "my size 40"."""
    while start < end and draft.sentence.word(start) in _OPENERS:
        start += 1
    sized = any(one.field in SIZE_FIELDS and start <= one.start < end for one in draft.mentions)
    others = draft.sentence.word(start) in _OTHERS and end - start >= _LEAST_TOLD
    led = any(_leads(draft, at) for at in range(start, end))
    quiet = not (sized or led or seeks(draft, start, end) or _asks(draft, start, end))
    return others and quiet and not _tells_taste(draft, start, end)


def _asks(draft: Draft, start: int, end: int) -> bool:
    """Tell a clause that sets a price from one that tells at most what somebody loves."""
    return any(
        start <= at < end and not (isinstance(operation, Prefer) and not operation.preference.field)
        for at, operation in draft.operations
    )


def _leads(draft: Draft, at: int) -> bool:
    """Tell "any boots?" from "doesn't drink any more"."""
    more = draft.sentence.says(at, "any", "more")
    return not more and said_at(draft, at, cues("subject.leads")) > 0


def _names_what_is_sought(draft: Draft, start: int, end: int) -> bool:
    """Tell "the thing I still haven't got is a rug" and "all I'm after is a rug"."""
    after = draft.sentence.words[start + 1 : start + 1 + _FARTHEST_THING]
    the_thing = draft.sentence.word(start) == "the" and not {"thing", "one"}.isdisjoint(after)
    opened = the_thing or draft.sentence.word(start) in ("what", "all")
    named = {m.start for m in _things(draft)}
    return opened and any(
        draft.sentence.word(at) in ("is", "was")
        and not named.isdisjoint(range(at + 1, min(end, at + 1 + _FARTHEST_THING)))
        for at in range(start, end)
    )


def _tells_taste(draft: Draft, start: int, end: int) -> bool:
    """Tell "she likes purple", which wishes, from "he likes camping"."""
    return any(
        start <= m.start < end
        and draft.sentence.word(m.start - 1) in _LIKING
        and m.field in (draft.lexicon.colours.field, *PLAIN_FIELDS)
        for m in draft.mentions
    )


def seeks(draft: Draft, start: int, end: int) -> bool:
    """Tell whether a clause seeks; "even like camping" and "I thought so" do not."""
    for at in range(start, end):
        word = draft.sentence.word(at)
        if word not in _SEEKING or (word == "get" and draft.sentence.word(at + 1) in _GETTING):
            continue
        if word == "thought" and draft.sentence.word(at + 1) not in _SUGGESTING:
            continue
        if word in ("look", "looking") and draft.sentence.word(at + 1) in ("like", "at", "good"):
            continue  # "I look like a traffic cone"
        if word.endswith("ing") and draft.sentence.word(at - 1) in ("was", "were", "been"):
            continue  # "while I was buying bread"
        wishes = word not in ("like", "should") or draft.sentence.word(at - 1) in _WISHING
        if wishes:
            return True
    return any(
        draft.sentence.word(at) in ("has", "have", "got") and draft.sentence.word(at + 1) == "to"
        for at in range(start, end)
    )


def _has_subject(draft: Draft, start: int, end: int) -> bool:
    """Tell "they argued" and "we moved" from "insulated" and "striped, lined"."""
    if draft.sentence.word(start) in _PAST:
        return True  # "started at school"
    return any(
        word in _TELLERS or word in ("i", "ive", "there", "that")
        for word in draft.sentence.words[start:end]
    )
