"""What some place lacks or is too much of: "the lanes have no lights" wishes no lights away."""

from typing import Final

from assistant.understanding.readers.audience import is_audience
from assistant.understanding.readers.draft import Draft, is_said
from assistant.understanding.readers.fields import is_use_or_taste
from assistant.understanding.readers.narrative import seeks
from assistant.understanding.readers.persons import POSSESSIVES, is_relation
from assistant.understanding.readers.reasons import leave_out
from assistant.understanding.readers.word_lists import cues, function_words, listed
from retrieval.constraints import CATEGORY

_JOINERS: Final = listed("because since cos coz cuz bc and but so though although")
_ENDS: Final = listed("but so and")
_DENIALS: Final = listed("no not isnt arent never without")
_DENIED_HAVING: Final = listed("dont doesnt havent hasnt didnt")
_OF_WEATHER: Final = listed("hot cold loud damp")
"""What a town is whose name nothing knows: 广州太热."""
_CHINESE_DENIALS: Final = ("没有", "没", "不")
_OF_TASTE: Final = listed("into keen fond mad crazy bothered allowed allergic interested after")
_SOMEBODY: Final = listed("i we he she ive weve hes shes im everyone everybody")
_THERE: Final = listed("there theres")
_HAVING: Final = listed("have has had got ive weve hes shes theres")
_BEING: Final = listed("is are was were isnt arent im hes shes")
_MODALS: Final = listed("should must shall ought need needs")
_CARES: Final = listed("interest use love need desire")
_GETTING: Final = listed("gets get got feels feel seems")
_SPEAKERS: Final = listed("i im we")
_ALL: Final = listed("everything everyone nothing")
_PLACES: Final = listed(
    "room rooms bedroom kitchen bathroom flat apartment house home dorm office street road hall "
    "hallway stairs balcony classroom library train bus tube commute weather winter winters summer "
    "summers nights mornings evenings climate city"
)
_WISHED: Final = listed("sure if that when long")
_THE: Final = POSSESSIVES | {"the"}
_PLACED: Final = listed("on in at along across over through near from to for")
_ARTICLES: Final = _THE | {"a", "an"}
_OF_THE_THING: Final = listed(
    "it they them this that these those one ones something anything which who if long where whose "
    "sure provided colour color size price thing things"
)
_ASKING: Final = listed("where is are if when whether and or but")
_FARTHEST_PLACE: Final = 4
"""How many words before "without" may name the place that lacks something."""


def leave_out_lack(draft: Draft, at: int) -> bool:
    """Tell "our drive has no tarmac", and take it as read, from "a coat that has no hood"."""
    start, end = _clause_start(draft, at), _clause_end(draft, at + 1)
    if _is_of_a_place(draft, at):
        start = at
    elif not _tells(draft, start, at, end):
        return False
    if seeks(draft, start, end) or _is_sought_here(draft, at, end):
        return False
    people = [one for one in draft.mentions if start <= one.start < at and is_audience(draft, one)]
    leave_out(draft, start, end)
    draft.tell(start, end)
    draft.mentions.extend(people)
    return True


def leave_out_lack_of_item(draft: Draft, at: int) -> bool:
    """Tell "the third has no hood", said of one shown and left out, from "it should have no hood".

    "It" stands for one that the turn has named before.
    """
    verb = at - (draft.sentence.word(at - 1) in _HAVING)
    lacking = draft.sentence.word(at) in _DENIED_HAVING or verb < at
    told = draft.sentence.word(verb - 1) == "it" and draft.sentence.word(verb - 2) not in _WISHED
    told = told and any(one.end < verb - 1 for one in draft.references)
    if not lacking or not (told or any(one.end == verb for one in draft.references)):
        return False
    end = draft.sentence.clause_end(at, _ENDS)
    leave_out(draft, verb, end)
    draft.tell(verb, end)
    return True


def leave_out_excess(draft: Draft, at: int) -> int:
    """Return the end of "my room is too dark", told of no item; 0 where "too" may be said of one.

    Of a list shown, "the sleeves are too long" is said; of rooms and streets nothing is sold.
    """
    start, end = _clause_start(draft, at), _clause_end(draft, at)
    said = draft.sentence.words[start:at]
    if not _is_of_somewhere(draft, said, at) or seeks(draft, start, end):
        return 0
    if _is_sought_here(draft, at, end):
        end = min(m.start for m in draft.mentions if at <= m.start < end)
    told = at if _speaks_of_things(draft, start, at) else start
    leave_out(draft, told, end)
    draft.tell(told, end)
    return end


def _is_of_somewhere(draft: Draft, said: tuple[str, ...], at: int) -> bool:
    """Tell the subject of "my flat is too loud" from that of "the black one is too loud"."""
    if not said or not _OF_THE_THING.isdisjoint(said):
        return False
    somewhere = not _PLACES.isdisjoint(said)
    if draft.sentence.is_chinese(at):
        unread = len(said) == 1 and not said[0].isascii()
        return somewhere or (unread and draft.sentence.word(at + 1) in _OF_WEATHER)
    anew = draft.moment.intent.seeks_nothing and not draft.moment.shown
    whose = (
        said[0] in POSSESSIVES
        or said[0] in _SPEAKERS
        or (said[0] in _ALL and not draft.moment.shown)
    )
    opening = anew and said[0] == "the"
    return said[-1] in (*_BEING, *_GETTING) and (whose or opening or somewhere)


def _clause_start(draft: Draft, at: int) -> int:
    start = draft.sentence.clause_start(at)
    joined = (one for one in range(at, start, -1) if _joins(draft, one))
    return next(joined, start)


def _joins(draft: Draft, at: int) -> bool:
    """Tell "no hammocks there's no tree", which tells why, from "one where there's no zip"."""
    before = draft.sentence.word(at - 1)
    tells = draft.sentence.word(at) in _THERE and before not in _OF_THE_THING | _ASKING
    return before in _JOINERS or tells


def _clause_end(draft: Draft, at: int) -> int:
    """Return the end of "no shade and no water"."""
    end = draft.sentence.clause_end(at, _ENDS)
    goes_on = draft.sentence.says(end, "and", "no") and not draft.sentence.is_mark(end + 2)
    return _clause_end(draft, end + 2) if goes_on else end


def _tells(draft: Draft, start: int, at: int, end: int) -> bool:
    """Tell whether the clause up to a denial speaks of anything but the thing sought."""
    said = draft.sentence.words[start:at]
    if said and said[0] in _THE and said[-1] == "had":
        return True  # "the last one had no pockets"
    if not said or not _MODALS.isdisjoint(said) or not _OF_THE_THING.isdisjoint(said):
        return False
    if _speaks_of_things(draft, start, at) or draft.sentence.word(at + 1) in _CARES:
        return False
    within = [one for one in draft.mentions if at <= one.start < end]
    named = any(one.field != CATEGORY for one in within)
    if draft.sentence.is_chinese(at):
        return not named and draft.sentence.plainly(at, at + 1) in _CHINESE_DENIALS
    whose = said[0] in _THE or said[0] in _SOMEBODY or said[0] in _THERE
    return whose and (_has(draft, at, said) or _is_or_never(draft, at, said, named=bool(within)))


def _has(draft: Draft, at: int, said: tuple[str, ...]) -> bool:
    """Tell "has no", "there is no" and "doesn't have a"."""
    word, after = draft.sentence.word(at), draft.sentence.word(at + 1)
    there = said[0] in _THERE and word in _DENIALS
    denied = word in _DENIED_HAVING and after in ("have", "got")
    return there or denied or (said[-1] in _HAVING and word in _DENIALS)


def _is_or_never(draft: Draft, at: int, said: tuple[str, ...], *, named: bool) -> bool:
    """Tell "my ankle isn't stable" and "he never listens" from "my mum isn't into pink".

    "He never travels" tells what he does not do; "she never wears pink" turns that down.
    """
    word, after = draft.sentence.word(at), draft.sentence.word(at + 1)
    use = draft.mention_at(at + 1)
    idle = word == "never" and is_use_or_taste(use.field) if use else not named
    being = word in _DENIALS and (word in _BEING or said[-1] in _BEING) and after not in _OF_TASTE
    person = said[0] in _SOMEBODY or any(map(is_relation, said))
    return (being and not (person and named)) or (word in ("never", "without") and idle)


def _speaks_of_things(draft: Draft, start: int, end: int) -> bool:
    """Tell whether a span names what is sought, points at items or asks for something."""
    things = (one for one in draft.mentions if one.field == CATEGORY)
    named = any(start <= one.start < end and not is_audience(draft, one) for one in things)
    pointed = any(start <= first < end for first, _ in draft.pointed())
    return named or pointed or is_said(draft, cues("subject.leads"), start, end)


def _is_sought_here(draft: Draft, start: int, end: int) -> bool:
    """Tell the umbrella of "I have no umbrella", where nothing else is sought; or a Chinese 的."""
    within = [one for one in draft.mentions if start <= one.start < end and one.field == CATEGORY]
    others = [one for one in draft.mentions if one.field == CATEGORY and one not in within]
    stands = others or not draft.moment.intent.seeks_nothing
    last = draft.sentence.tokens[end - 1].end
    return bool(within and not stands) or draft.sentence.plain[last : last + 1] == "的"


def _is_of_a_place(draft: Draft, at: int) -> bool:
    """Tell "on a road without a pavement" from "sandals without a heel"."""
    if draft.sentence.says(at - 1, "with", "no"):
        at -= 1
    elif draft.sentence.word(at) != "without":
        return False
    placed = any(
        draft.sentence.word(one) in _PLACED
        and draft.sentence.word(one + 1) in _ARTICLES
        and not seeks(draft, max(0, one - 2), one)
        for one in range(max(0, at - _FARTHEST_PLACE), at - 1)
    )
    noun = draft.sentence.word(at - 1)
    thing = draft.is_named(at - 1) or noun in function_words()
    end = _clause_end(draft, at + 1)
    lacked = any(at < one.start < end and one.field != CATEGORY for one in draft.mentions)
    sought = any(one.field == CATEGORY for one in draft.mentions)
    return placed and not thing and not lacked and sought
