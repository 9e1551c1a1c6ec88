"""Second thoughts within a turn: "a red dress, no wait, blue", "size m. Sorry, I meant l".

Where words of correction stand between two things said of the same kind, the
first is taken back. What is said of the same value twice with a different stance
("not black. Or rather, yes, black") counts as it was said last.
"""

from typing import Final

from assistant.intent import Clear, Set
from assistant.understanding.readers.audience import is_audience
from assistant.understanding.readers.draft import Draft, Mention, Stance, cue_at, said_at
from assistant.understanding.readers.fields import SIZE_FIELDS, is_use_or_taste
from assistant.understanding.readers.persons import POSSESSIVES
from assistant.understanding.readers.settled_later import is_anothers_word, is_said_again
from assistant.understanding.readers.verdicts import HARMING
from assistant.understanding.readers.word_forms import Key, noun_key
from assistant.understanding.readers.word_lists import cues, listed
from retrieval.constraints import CATEGORY, Operator

_NAMED_CONDITIONS: Final = listed(
    "filter filters condition requirement restriction constraint criteria criterion tag limit"
)
CONDITIONS: Final = _NAMED_CONDITIONS | listed("thing bit part stuff")
"""What something asked for is called when it is taken back: "the waterproof thing"."""
_SWAPPING: Final = listed("swap swapping trade exchange switch switching change changing replace")
LETTING_GO: Final = listed("forget drop remove lose scrap ditch skip bin cancel")
"""With these what was asked for before is taken back, and else ruled out."""
_LEAVING: Final = ("leave", "take")
_OUT: Final = ("out", "off")
_FOR: Final = listed("for to into with")
_LEAVE: Final = listed(", . ; so you we can could may please just and")
_IT: Final = ("it", "that", "this")
_EVENTS: Final = listed(
    "trip holiday party do day event plan plans weekend reception class classes"
)
_FARTHEST_SWAP: Final = 4
"""How many words before what is swapped may hold the "swap"."""
_SAID: Final = listed("said typed wrote")
_SIGHS: Final = listed(
    "oh no er erm um uh ah hm hmm well ok okay but or and so then nah nope ugh oops whoops wait"
)
_BEGINNING: Final = listed("i make oops whoops wait correction scratch scrap sorry")
"""With these a second thought needs no mark before it: "size l oops xl"."""
_NO: Final = ("no", "not")
SPEAKING_OF: Final = POSSESSIVES | listed("they theyre theyd theyll he hes hed she shes it its itd")
"""With these what a "no" answers is told of: "no they'd be filthy in a week"."""
_RATHER: Final = "还是"
_SPEAKING: Final = POSSESSIVES | listed("the she he shes hes i ive we weve they theyve everyone")
_HAVING: Final = listed(
    "is are was has have had got own owns bought wears shes hes ive weve theyve"
)
_SAYING: Final = listed("said asked wrote put told chose picked")
_REGRETTED: Final = listed("silly stupid daft wrong mistake foolish hasty rash dumb")
_AFFIRMING = (Stance.WANTED, Stance.WISHED)


def take_back_corrected(draft: Draft) -> None:
    """Drop what a correction in the same turn puts something else in the place of."""
    _take_back_told(draft)
    standing: dict[tuple[str, bool], list[Mention]] = {}
    for later in sorted(draft.mentions, key=lambda mention: mention.start):
        alike = standing.setdefault((later.field, is_audience(draft, later)), [])
        if alike and (
            (
                draft.sentence.word(later.start - 1) != "not"
                and _corrects(draft, alike[-1].end, later.start)
            )
            or _swaps(draft, alike[-1], later)
            or _was_said(draft, alike[-1], later)
            or _regrets(draft, alike[-1], later)
            or _settles(draft, later)
            or _settles_at_last(draft, alike[-1], later)
            or _says_no_to_size(draft, later)
            or is_anothers_word(draft, alike[-1], later)
            or is_said_again(draft, alike, later)
        ):
            alike.clear()
        alike.append(later)
    kept = {id(mention) for alike in standing.values() for mention in alike}
    draft.mentions[:] = [mention for mention in draft.mentions if id(mention) in kept]


def _take_back_told(draft: Draft) -> None:
    """Read "in blue. No, the sofa is blue. Green." as taking the blue back and seeking no sofa."""
    named: dict[tuple[str, tuple[str, ...]], Mention] = {}
    for again in sorted(draft.mentions, key=lambda one: one.start):
        first = named.setdefault((again.field, again.values), again)
        if first is again:
            continue
        start = _told_from(draft, again)
        told = not _HAVING.isdisjoint(draft.sentence.words[start : again.start])
        if told and first.end < start and _corrects(draft, first.end, again.start):
            end = draft.sentence.clause_end(again.end, ("but", "so"))
            draft.mentions[:] = [
                one for one in draft.mentions if one is not first and not start <= one.start < end
            ]
            draft.tell(start, end)


def _told_from(draft: Draft, mention: Mention) -> int:
    """Return where what is told of a thing begins: "the" of "no wait, the sofa is blue"."""
    start = draft.sentence.clause_start(mention.start)
    chinese = draft.sentence.is_chinese(start)
    while not chinese and start < mention.start and draft.sentence.word(start) not in _SPEAKING:
        start += 1
    return start


def _says_no_to_size(draft: Draft, later: Mention) -> bool:
    """Tell "in l no xl", of which one can be worn, from "blue no green"; and read its "no"."""
    before = later.start - 1
    told = draft.sentence.word(before) == "no" and later.field in SIZE_FIELDS
    if told:
        draft.take(before, later.start)
    return told


def _settles(draft: Draft, later: Mention) -> bool:
    """Tell "orange it is", which settles it, from "is it orange"."""
    it = draft.sentence.says(later.end, "it", "is")
    it = it or draft.sentence.says(later.end, "it", "shall", "be")
    opens = (
        draft.sentence.is_mark(later.start - 1) or draft.sentence.word(later.start - 1) in _SIGHS
    )
    return it and opens


def _settles_at_last(draft: Draft, first: Mention, later: Mention) -> bool:
    """Tell the L of M码，最近胖了，L吧, which it is to be, from 黑色或者白色吧."""
    start = draft.sentence.clause_start(later.start)
    apart = first.end <= start and later.field != CATEGORY and not is_use_or_taste(later.field)
    last = draft.sentence.tokens[draft.sentence.clause_end(later.end) - 1].end
    told = draft.sentence.plain[last : last + 3].lstrip("码号")
    return apart and later.field != "feature" and told.startswith(("吧", "好了", "得了"))


def _regrets(draft: Draft, first: Mention, later: Mention) -> bool:
    """Tell "I said blue but grey is safer" and "blue was silly, grey" from "blue and grey".

    So does who says what becomes of it: "blue fades, so grey".
    """
    between = draft.sentence.words[first.end : later.start]
    said = _SAYING.intersection(draft.sentence.words[max(0, first.start - 3) : first.start])
    harmed = bool(between) and between[0] in HARMING and first.field != CATEGORY
    return (
        harmed
        or bool(said and "but" in between)
        or (between[:1] in (("was",), ("were",)) and not _REGRETTED.isdisjoint(between))
    )


def take_back_conditions(draft: Draft) -> None:
    """Tell "remove the black filter", which takes black back, from "no black stuff".

    "No black thing" takes it back too where black was asked for.
    """
    for mention in draft.mentions:
        word = draft.sentence.word(mention.end)
        called = word in _NAMED_CONDITIONS
        called = called or (word in CONDITIONS and is_taken_back(draft, mention))
        if called and mention.stance is Stance.REFUSED and mention.field != CATEGORY:
            mention.stance = Stance.NEEDLESS
            draft.take(mention.end, mention.end + 1)


def take_back_refusals(draft: Draft) -> None:
    """Read "not waterproof is fine", where it was asked for, as taking that back.

    So is "not white, no longer needed", where white was ruled out, and 不防水也可以 always.
    """
    for mention in draft.mentions:
        if mention.stance is not Stance.REFUSED:
            continue
        at, table = mention.end, cues("stances.allowed_after")
        if is_ruled_out(draft, mention):
            at, table = at + (draft.sentence.word(at) == ","), cues("stances.needless_after")
        elif not (is_taken_back(draft, mention) or draft.sentence.is_chinese(at)):
            continue
        length = cue_at(draft, at, table)
        if length and draft.sentence.word(at + length) != "?":
            mention.stance = Stance.NEEDLESS
            draft.take(mention.end, at + length)


def dropped_end(draft: Draft, at: int) -> int:
    """Return the end of the "you can drop it" or "leave it out" that may follow what is let go."""
    start = at
    while draft.sentence.word(start) in _LEAVE:
        start += 1
    verb, it, out = (draft.sentence.word(start + place) for place in range(3))
    if it in _IT and verb in LETTING_GO:
        return start + 2
    return start + 3 if it in _IT and verb in _LEAVING and out in _OUT else at


def call_off(draft: Draft) -> None:
    """Read "the wedding's off" and "the hiking trip got cancelled" as letting go of that use."""
    for mention in draft.mentions:
        at = mention.end + (draft.sentence.word(mention.end) in _EVENTS)
        length = cue_at(draft, at, cues("stances.called_off"))
        if length and is_use_or_taste(mention.field):
            mention.stance = Stance.NEEDLESS
            draft.take(mention.end, at + length)


def is_ruled_out(draft: Draft, mention: Mention) -> bool:
    """Tell whether some of what a mention names was ruled out before this turn."""
    before = draft.moment.intent.constraints.on(mention.field)
    return any(
        c.operator is Operator.NONE_OF and set(c.values) & set(mention.values) for c in before
    )


def is_taken_back(draft: Draft, mention: Mention) -> bool:
    """Tell "forget the leather" after leather was asked for from "forget leather"."""
    before = draft.moment.intent.constraints.on(mention.field)
    asked = any(
        c.operator is Operator.ANY_OF and set(mention.values) <= set(c.values) for c in before
    )
    asked = asked or _is_wished(draft, mention)
    return asked and mention.field != CATEGORY


def _is_wished(draft: Draft, mention: Mention) -> bool:
    wishes = (one for one in draft.moment.intent.preferences if one.field == mention.field)
    return any(set(mention.values) & set(one.values) and not one.averse for one in wishes)


def let_the_last_word_stand(draft: Draft) -> None:
    """Drop a mention whose values are named again later, with another stance.

    "A coat, but no parka" names two things that a shop may keep in one category.
    """
    kept: list[Mention] = []
    said_later: dict[tuple[str, Key, bool], set[tuple[str, ...]]] = {}
    for one in sorted(draft.mentions, key=lambda mention: -mention.start):
        affirms = one.stance in _AFFIRMING
        called = noun_key(draft.sentence.words[one.start : one.end])
        thing = called if one.field == CATEGORY and not is_audience(draft, one) else ()
        otherwise = said_later.get((one.field, thing, not affirms), set())
        if not any(set(one.values) <= set(values) for values in otherwise):
            kept.append(one)
        said_later.setdefault((one.field, thing, affirms), set()).add(one.values)
    draft.mentions[:] = kept[::-1]


def put_instead(draft: Draft) -> None:
    """Tell "for cycling instead", which lets go of the hiking wished for, from "and cycling"."""
    wished = {wish.field for wish in draft.moment.intent.preferences}
    uses = {one.field for one in draft.mentions if one.stance in _AFFIRMING}
    for mention in draft.mentions:
        used = is_use_or_taste(mention.field) and mention.field in uses
        if used and mention.stance is Stance.REFUSED and _is_wished(draft, mention):
            mention.stance = Stance.NEEDLESS  # "for gardening rather than walking"
        end = draft.sentence.clause_end(mention.end)
        instead = "instead" in draft.sentence.words[mention.end : end]
        if instead and mention.stance in _AFFIRMING and mention.field in wished:
            draft.add(mention.start, Clear(mention.field))


def leave_out_released(draft: Draft) -> None:
    """Drop the blue of "blue, or any colour", which is let go of in the same breath."""
    released = {
        operation.field: at for at, operation in draft.operations if isinstance(operation, Clear)
    }
    draft.operations[:] = [
        (at, operation)
        for at, operation in draft.operations
        if not isinstance(operation, Set) or at >= released.get(operation.constraint.field, at)
    ]


def _swaps(draft: Draft, first: Mention, later: Mention) -> bool:
    """Tell "swap the boots for sandals" and "change it from black to navy"."""
    between = draft.sentence.words[first.end : later.start]
    return is_swapped(draft, first.start) and bool(_FOR & set(between))


def _was_said(draft: Draft, first: Mention, later: Mention) -> bool:
    """Tell "I said black but brown is better" from "I said black but not shiny black"."""
    between = draft.sentence.words[first.end : later.start]
    return draft.sentence.word(first.start - 1) in _SAID and "but" in between[:2]


def is_swapped(draft: Draft, at: int) -> bool:
    """Tell whether words of swapping stand shortly before a token."""
    return bool(_SWAPPING & set(draft.sentence.words[max(0, at - _FARTHEST_SWAP) : at]))


def _corrects(draft: Draft, start: int, end: int) -> bool:
    """Tell whether a clause of correction begins between two tokens."""
    return any(is_second_thought(draft, at) for at in range(start, end))


def is_second_thought(draft: Draft, at: int) -> bool:
    """Tell the "no" of "black. No, brown" and the "hang on" of ", oh hang on," from others."""
    length = said_at(draft, at, cues("corrections.words"))
    begins = _opens_a_clause(draft, at) or draft.sentence.word(at) in _BEGINNING
    answers = length == 1 and draft.sentence.word(at) in _NO and not _is_explained(draft, at + 1)
    return (length > 0 and begins and not answers) or _turns_to(draft, at)


def _is_explained(draft: Draft, at: int) -> bool:
    """Tell the "no" of "white, no, black" and "white, no they'd stain, black" from "no green"."""
    return draft.sentence.is_mark(at) or draft.sentence.word(at) in SPEAKING_OF


def _turns_to(draft: Draft, at: int) -> bool:
    """Tell 还是绿色吧, which settles for green, from 绿色还是蓝色, which asks."""
    if not draft.sentence.is_chinese(at) or not draft.sentence.is_mark(at - 1):
        return False
    clause = draft.sentence.plainly(at, draft.sentence.clause_end(at))
    after = draft.sentence.plain[draft.sentence.tokens[at].start :]
    return clause.startswith(_RATHER) and after[len(clause) :][:1] in ("吧", "好")


def _opens_a_clause(draft: Draft, at: int) -> bool:
    """Tell the "hang on" of ", oh hang on," from one within a clause."""
    while draft.sentence.word(at - 1) in _SIGHS:
        at -= 1
    return draft.sentence.is_mark(at - 1)
