"""What is thought of an item, told anywhere in its sentence or right after it.

"I've quite fallen for the bolster", "the third has grown on me" and "the last one! it's
gorgeous" like it; "I've gone right off the second" and "the grey one looks like a boulder no
thank you" turn it down. What stands right beside its name ``verdicts.py`` reads.
"""

from typing import Final

from assistant.understanding.readers.comparatives import is_surpassed
from assistant.understanding.readers.draft import (
    Draft,
    Reference,
    Stance,
    is_said,
    said_at,
    said_before,
)
from assistant.understanding.readers.likened import is_like
from assistant.understanding.readers.liking import is_liked
from assistant.understanding.readers.reasons import leave_out
from assistant.understanding.readers.verdicts import (
    BEING,
    Verdict,
    blame_at,
    is_degree,
    praise_at,
    verdict_after,
)
from assistant.understanding.readers.word_lists import cues, listed
from retrieval.constraints import CATEGORY

_JOINTS: Final = listed("but though although whereas while")
_DENIALS: Final = listed(
    "not never no nothing nobody hardly isnt arent wasnt dont doesnt didnt wont wouldnt cant "
    "couldnt havent hasnt"
)
_FARTHEST_DENIAL: Final = 4
_IT_IS: Final = listed("its thats theyre")
_THESE: Final = listed("it that they this")
_EXCLAIMING: Final = ("what", "such", "how", "so")
_ASKED_HOW: Final = listed(
    "good nice comfortable comfy cool smart stylish fine well useful popular"
)
_SPEAKING: Final = listed("i we he she they")
_WOULD: Final = listed("id wed hed shed theyd would could can will ill")
_OBJECTS: Final = listed("it them a an one ones something some another")
_CHOOSING: Final = listed("wear have buy choose pick use take keep own gift frame")
_OF_PRICE: Final = listed("less more cheaper dearer spend pay")
_RATHER: Final = listed("rather sooner")
_CRYING: Final = listed("oh ooh ah aw well god gosh")
_NOT_BEING: Final = ("isnt", "arent")
_WORN_IN: Final = listed("in with wearing carrying")
_FEELING: Final = listed("feel feeling look looking be felt looked")
_SAID_TO_BE: Final = BEING | {"has", "have", "makes"}
_LONGEST_VERDICT: Final = 5
_OPPOSITE: Final = {Verdict.PRAISED: Verdict.BLAMED, Verdict.BLAMED: Verdict.PRAISED}
_OFFERED: Final = listed("or if whether say says said")


def find_opinions(draft: Draft) -> None:
    """Like or turn down each item that nothing else has settled, by what is said around it."""
    for place, reference in enumerate(draft.references):
        start, end = _span_of(draft, place)
        exclaimed = _exclaimed_as_question(draft, reference)
        if exclaimed is not None:
            draft.asked[start:end] = [False] * (end - start)
        if _is_settled(draft, reference):
            continue
        verdict, told = (exclaimed, end) if exclaimed else _opinion(draft, reference, start, end)
        if verdict is None:
            continue
        if verdict is Verdict.BLAMED:
            reference.stance = Stance.REFUSED
        reference.liked = verdict is Verdict.PRAISED
        leave_out(draft, start, reference.start)
        leave_out(draft, reference.end, told)


def _exclaimed_as_question(draft: Draft, reference: Reference) -> Verdict | None:
    """Tell "isn't that one lovely!" and "how lovely is it" from "is it?" and "how good is it"."""
    start = draft.sentence.clause_start(reference.start)
    start += draft.sentence.word(start) in _CRYING
    end = draft.sentence.clause_end(reference.end)
    if draft.sentence.word(end) == "?":
        return None
    if draft.sentence.word(start) in _NOT_BEING and start + 1 == reference.start:
        verdict, told = _exclaimed(draft, reference.end)
        return verdict if told == end else None
    verdict, told = _exclaimed(draft, start + 1)
    of_it = draft.sentence.word(told) in BEING and told + 1 == reference.start
    asks = draft.sentence.word(start) == "how" and reference.end == end
    asks = asks and _ASKED_HOW.isdisjoint(draft.sentence.words[start:told])
    return verdict if asks and of_it else None


def _is_settled(draft: Draft, reference: Reference) -> bool:
    if draft.asked[reference.start] or reference.vague or reference.stance is not Stance.WANTED:
        return True
    if len(reference.items) == len(draft.moment.shown) > 1 or is_like(draft, reference):
        return True
    compared = draft.sentence.word(reference.start - 1) == "than"
    compared = compared and not _is_least_wished(draft, reference)
    return compared or is_liked(draft, reference) or is_surpassed(draft, reference)


def _span_of(draft: Draft, place: int) -> tuple[int, int]:
    """Return where what may be said of an item begins and ends.

    It is its clause and those after it, up to a "but" and to what else is pointed at.
    """
    here = draft.references[place]
    before = draft.references[place - 1].end if place else 0
    later = range(place + 1, len(draft.references))
    other = (at for at in later if draft.references[at].items != here.items)
    first = next((draft.references[at].start for at in other), None)
    end = len(draft.sentence) if first is None else _clause_start(draft, first)
    turns = (at for at in range(here.end, end) if draft.sentence.word(at) in _JOINTS)
    return max(before, _clause_start(draft, here.start)), max(here.end, next(turns, end))


def _clause_start(draft: Draft, at: int) -> int:
    """Return where the words up to an index begin, after a mark or a "but"."""
    start = draft.sentence.clause_start(at)
    joints = [place for place in range(start, at) if draft.sentence.word(place) in _JOINTS]
    return joints[-1] + 1 if joints else start


def _opinion(
    draft: Draft, reference: Reference, start: int, end: int
) -> tuple[Verdict | None, int]:
    """Return what is thought of an item, and the end of what tells it."""
    clause_end = min(end, draft.sentence.clause_end(reference.end))
    if verdict := _told_in_clause(draft, reference, start, clause_end):
        return verdict, clause_end
    if is_said(draft, cues("prices.steep"), reference.end, end):
        return None, end  # "is robbery, are you joking" seeks a lower price
    at = clause_end
    while at < end:
        last = min(end, draft.sentence.clause_end(at + 1))
        asked = draft.sentence.word(last) == "?"
        if not asked and (verdict := _told_of_it(draft, at + 1, last)):
            return verdict, last
        at = max(last, at + 1)
    return (Verdict.BLAMED, end) if _ends_in_no(draft, reference, end) else (None, end)


def _told_in_clause(draft: Draft, reference: Reference, start: int, end: int) -> Verdict | None:
    """Return what the clause that points at an item tells of it."""
    if verdict := _idiom_in(draft, start, end):
        return verdict
    if _is_least_wished(draft, reference):
        return Verdict.BLAMED
    if _is_chosen(draft, reference.end):
        return Verdict.PRAISED
    return _felt_in(draft, start, reference) or _told_in_the_end(draft, reference, end)


def _idiom_in(draft: Draft, start: int, end: int) -> Verdict | None:
    """Read the idioms of a clause; "doesn't float my boat" turns down what floats it."""
    for at in range(start, end):
        if said_at(draft, at, cues("opinions.disliking")):
            return Verdict.BLAMED
        if said_at(draft, at, cues("opinions.liking")):
            before = draft.sentence.words[max(start, at - _FARTHEST_DENIAL) : at]
            return Verdict.PRAISED if _DENIALS.isdisjoint(before) else Verdict.BLAMED
    return None


def _is_chosen(draft: Draft, after: int) -> bool:
    """Tell "the mustard one I'd wear daily" from "the mustard one I'd rather have it in red"."""
    end = draft.sentence.clause_end(after)
    said = draft.sentence.words[after:end]
    if draft.sentence.word(end) == "?" or not (_DENIALS | _RATHER | _OBJECTS).isdisjoint(said):
        return False
    led = said[:1] and (said[0] in _SPEAKING or said[0] in _WOULD)
    would = not _WOULD.isdisjoint(said[:2])
    return bool(led) and would and not _CHOOSING.isdisjoint(said[1:])


def _is_least_wished(draft: Draft, reference: Reference) -> bool:
    """Tell "I'd sooner freeze than wear the last one" from "I'd rather have 1 than 2"."""
    start = draft.sentence.clause_start(reference.start)
    said = draft.sentence.words[start : reference.start]
    other = any(start <= one.start < reference.start for one in draft.references)
    priced = not _OF_PRICE.isdisjoint(said)
    return "than" in said and not _RATHER.isdisjoint(said) and not (other or priced)


def _felt_in(draft: Draft, start: int, reference: Reference) -> Verdict | None:
    """Read "I'd feel daft in the purple one" and "I wouldn't be comfortable in the first"."""
    end = reference.start - 1
    if draft.sentence.word(end) not in _WORN_IN:
        return None
    feels = (at for at in range(start, end) if draft.sentence.word(at) in _FEELING)
    at = next(feels, end) + 1
    verdict, told = _exclaimed(draft, at)
    denied = not _DENIALS.isdisjoint(draft.sentence.words[start:at])
    return (_OPPOSITE[verdict] if denied else verdict) if verdict and told == end else None


def _told_in_the_end(draft: Draft, reference: Reference, end: int) -> Verdict | None:
    """Read "the first is a strong contender", judged by the last word of its clause."""
    said = draft.sentence.words[reference.end : end]
    if draft.sentence.word(end) == "?" or said[:1] == () or said[0] not in _SAID_TO_BE:
        return None
    free = draft.is_free(reference.end, end) and len(said) <= _LONGEST_VERDICT
    places = range(reference.end + 1, end if free else 0)
    told = next((at for at in places if _exclaimed(draft, at)[1] == end), end)
    verdict = _exclaimed(draft, told)[0] if told < end else None
    return _OPPOSITE[verdict] if verdict and not _DENIALS.isdisjoint(said) else verdict


def _told_of_it(draft: Draft, start: int, end: int) -> Verdict | None:
    """Read a clause about the item just named: "it's gorgeous", "what a beauty", "hate it"."""
    if verdict := _idiom_in(draft, start, end):
        return verdict
    for table, verdict in (
        (cues("stances.rejections"), Verdict.BLAMED),
        (cues("pointing.acceptances"), Verdict.PRAISED),
    ):
        if start + said_at(draft, start, table) == end > start:
            return verdict
    it_is = draft.sentence.word(start) in _IT_IS or (
        draft.sentence.word(start) in _THESE and draft.sentence.word(start + 1) in BEING
    )
    exclaims = draft.sentence.word(start) in _EXCLAIMING
    verdict, told = verdict_after(draft, start + it_is, alone=exclaims)
    if exclaims:
        verdict, told = _exclaimed(draft, start + 1)
    return verdict if (it_is or exclaims) and told == end else None


def _exclaimed(draft: Draft, at: int) -> tuple[Verdict | None, int]:
    """Read the "a beauty" of "what a beauty" and the "lovely" of "so lovely"."""
    while is_degree(draft, at) and not praise_at(draft, at):
        at += 1
    praised, blamed = praise_at(draft, at), blame_at(draft, at)
    verdict = Verdict.BLAMED if blamed else Verdict.PRAISED if praised else None
    return verdict, at + max(praised, blamed)


def _ends_in_no(draft: Draft, reference: Reference, end: int) -> bool:
    """Tell "looks like a boulder no thank you" from "is it wool or no" and "the black one, no"."""
    while draft.sentence.is_mark(end - 1) and end > reference.end:
        end -= 1
    at = said_before(draft, end, cues("opinions.closing_no"))
    named = any(one.start >= reference.end for one in draft.mentions if one.field == CATEGORY)
    whole = end >= len(draft.sentence) - 1 and len(draft.references) == 1
    refuses = reference.end <= at < end and draft.sentence.word(at - 1) not in _OFFERED
    return refuses and whole and not named
