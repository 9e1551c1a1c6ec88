"""Reasons given for turning something down: "not the pearl one, too posh", "no wool, it itches".

A reason speaks against what was turned down and asks nothing of others.
"""

from itertools import pairwise
from typing import Final

from assistant.intent import Pass, Prefer, Set
from assistant.understanding.readers.corrections import is_second_thought
from assistant.understanding.readers.draft import Draft, Mention, Reference, Stance, is_said
from assistant.understanding.readers.fields import SIZE_FIELDS
from assistant.understanding.readers.narrative import seeks
from assistant.understanding.readers.persons import POSSESSIVES
from assistant.understanding.readers.verdicts import BEING, DEGREES, HARMING, blame_at
from assistant.understanding.readers.wishes import REASONS
from assistant.understanding.readers.word_forms import noun_stem
from assistant.understanding.readers.word_lists import cues, listed
from retrieval.constraints import CATEGORY

_OF_IT: Final = listed("it its that thats they theyre theyd itd theyll itll")
_BECAUSE: Final = REASONS | {"as"}
_WHOSE: Final = listed("it that they itd theyd itll theyll i he she we you")
_OWNED: Final = listed("all mine my everything most half")
_WHY: Final = listed("too bit way far much so very a just")
_ENDS: Final = listed("but and so")
_WHO: Final = listed("it he she they i we hes shes im")
_TASTES: Final = listed(
    "like likes love loves prefer prefers adore adores enjoy enjoys collect collects play plays "
    "wear wears use uses"
)
_FAILING: Final = listed("never wont dont doesnt cant always")
_CALLED: Final = listed("thing bit part one ones requirement stuff")
_HAVING: Final = listed("has have had owns got")
_REFUSED: Final = (Stance.REFUSED, Stance.WISHED_AWAY)


def leave_out_reasons(draft: Draft) -> None:
    """Drop what the reasons name for which items and values are turned down."""
    for reference in tuple(draft.references):
        if reference.stance is Stance.REFUSED:
            leave_out(draft, *_reason_after(draft, reference.end))
            leave_out(draft, *_reason_before(draft, reference))
    for refused in [one for one in draft.mentions if one.stance in _REFUSED]:
        leave_out(draft, *_said_again_of(draft, refused))
    for at in range(len(draft.sentence)):
        if _gives_reason(draft, at) or _adds_reason(draft, at) or _blames_it(draft, at):
            degree = draft.sentence.word(at) == "so"  # "nothing orange, so loud"
            leave_out(draft, at, draft.sentence.clause_end(at + degree, _ENDS))


def _said_again_of(draft: Draft, refused: Mention) -> tuple[int, int]:
    """Return the clause that tells why: "no wool, wool itches"; an empty span without any.

    "Not black. Or rather, yes, black" thinks better of it.
    """
    nothing = (refused.end, refused.end)
    again = next((one for one in draft.mentions if _says_again(draft, refused, one)), None)
    if again is None:
        return nothing
    start = draft.sentence.clause_start(again.start)
    start = next((at for at in range(again.start, start, -1) if _joins(draft, at - 1)), start)
    end = draft.sentence.clause_end(again.end, _ENDS)
    apart = refused.end <= start and (start, end) != (again.start, again.end)
    better = any(is_second_thought(draft, at) for at in range(refused.end, again.start))
    return (start, end) if apart and not better and not _allows(draft, start, end) else nothing


def _says_again(draft: Draft, refused: Mention, one: Mention) -> bool:
    """Tell "no boots, boots pinch" from "not a beanie, a scarf", of one category."""
    if one.start < refused.end or one.stance in _REFUSED or one.field != refused.field:
        return False
    alike = set(one.values) <= set(refused.values)
    nouns = {noun_stem(draft.sentence.word(mention.end - 1)) for mention in (refused, one)}
    return alike and (one.field != CATEGORY or len(nouns) == 1)


def _joins(draft: Draft, at: int) -> bool:
    return draft.sentence.word(at) in _BECAUSE | _ENDS


def _allows(draft: Draft, start: int, end: int) -> bool:
    """Tell "but wool socks are fine" and "I'd like wool" from "wool itches"."""
    tables = ("stances.allowed_after", "stances.wishes", "stances.wishes_after", "subject.leads")
    allowed = any(is_said(draft, cues(table), start, end) for table in tables)
    return allowed or seeks(draft, start, end)


def leave_out(draft: Draft, start: int, end: int) -> None:
    """Mark a span as read and drop what it names or passes over; a price it asks for stands."""
    within = range(start, end)
    draft.mentions[:] = [one for one in draft.mentions if one.start not in within]
    draft.references[:] = [one for one in draft.references if one.start not in within]
    draft.refused_words[:] = [one for one in draft.refused_words if one[0] not in within]
    draft.operations[:] = [
        (at, operation)
        for at, operation in draft.operations
        if at not in within or not isinstance(operation, Prefer | Pass)
    ]
    draft.take(start, end)


def _reason_after(draft: Draft, at: int) -> tuple[int, int]:
    """Return the span of the reason that follows a reference; an empty one without any."""
    start = at
    while draft.sentence.word(start) in (*",-.", *_BECAUSE, *_OF_IT, *BEING):
        start += 1
    led = draft.sentence.words[at:start]
    given = any(first in _BECAUSE and then in _OF_IT for first, then in pairwise(led))
    end = draft.sentence.clause_end(start, _ENDS)
    denied = draft.sentence.word(start) == "not" and not _OF_IT.isdisjoint(led)
    told = denied or draft.sentence.word(start) in _WHY or blame_at(draft, start)
    told = told or (draft.sentence.word(start) in POSSESSIVES and not seeks(draft, start, end))
    return (at, end) if led and (told or given) else (at, at)


def _reason_before(draft: Draft, refused: Reference) -> tuple[int, int]:
    """Return the span of the "is too loud" of "the red one is too loud, not that one"."""
    named = (one for one in draft.references if one.end < refused.start)
    first = next((one for one in named if one.items == refused.items), refused)
    return first.end, refused.start


def _gives_reason(draft: Draft, at: int) -> bool:
    """Tell the "as it makes me sweat" of "no polyester, as it makes me sweat".

    What it is like ("because it's too warm") is read as such by others.
    """
    whose = draft.sentence.word(at + 1)
    joined = draft.sentence.word(at) in _BECAUSE and whose in _WHOSE | _OWNED
    if not joined or (whose in _WHOSE and draft.sentence.word(at + 2) in BEING):
        return False
    said = range(draft.sentence.clause_start(at - (draft.sentence.word(at - 1) == ",")), at)
    told = range(at, draft.sentence.clause_end(at, _ENDS))
    refused = _is_refused_within(draft, said)
    sets = any(place in told for place, _ in draft.operations)
    sets = sets or any(one.start in told and one.field in SIZE_FIELDS for one in draft.mentions)
    return refused and not sets and not seeks(draft, told.start, told.stop)


def _adds_reason(draft: Draft, at: int) -> bool:
    """Tell the "she's allergic" of "no nuts she's allergic" from what is sought instead.

    What names a value may be sought ("no wool, she likes silk"), unless it is what they have
    or what becomes of the thing ("not clear, goes yellow", "no white, it never stays clean").
    """
    verb = draft.sentence.word(at + 1)
    who = draft.sentence.word(at) in _WHO
    harms = draft.sentence.word(at) in HARMING or (who and {verb, f"{verb}s"} & HARMING)
    harms = harms or (draft.sentence.word(at) in ("it", "they") and verb in _FAILING)
    who = who and verb not in (*BEING, *_TASTES)
    if not ((harms or who) and _follows_a_refusal(draft, at)):
        return False
    told = range(at, draft.sentence.clause_end(at, _ENDS))
    had = verb in _HAVING and draft.sentence.word(at) in ("he", "she", "they")
    named = any(one.start in told and not (had or harms) for one in draft.mentions)
    named = named or any(place in told and not harms for place, _, _ in draft.refused_words)
    sets = named or (not harms and any(place in told for place, _ in draft.operations))
    return not sets and not any(draft.asked[at : told.stop]) and not seeks(draft, at, told.stop)


def _follows_a_refusal(draft: Draft, at: int) -> bool:
    refused = at - (draft.sentence.word(at - 1) == ",")
    said = refused - (draft.sentence.word(refused - 1) in _CALLED)
    let_go = (*_REFUSED, Stance.NEEDLESS)
    named = any(one.end == said and one.stance in let_go for one in draft.mentions)
    return named or any(end == refused for _, end, _ in draft.refused_words)


def _blames_it(draft: Draft, at: int) -> bool:
    """Tell the "too dark for that room" of "no walnut, too dark for that room" from a wish.

    So are "no black mugs, boring" and "nothing orange, so loud"; "just plain" is a wish.
    """
    if draft.sentence.word(at - 1) != ",":
        return False
    refused = _is_refused_within(draft, range(draft.sentence.clause_start(at - 1), at - 1))
    why = at
    while draft.sentence.word(why) in DEGREES and draft.sentence.word(why) not in ("too", "just"):
        why += 1
    blame = blame_at(draft, why)
    told = draft.sentence.word(why) == "too" or (blame > 0 and draft.sentence.is_mark(why + blame))
    clause = range(at, draft.sentence.clause_end(at, _ENDS))
    sets = any(place in clause and isinstance(op, Set) for place, op in draft.operations)
    return refused and told and not sets


def _is_refused_within(draft: Draft, said: range) -> bool:
    refused = any(one.start in said and one.stance in _REFUSED for one in draft.mentions)
    return refused or any(place in said for place, _, _ in draft.refused_words)
