"""Items turned down by what is said of them: "the third isn't for me", "the first two are ugly".

Also by an answer: "the pink ones? over my dead body".
"""

from typing import Final

from assistant.understanding.readers.audience import is_audience
from assistant.understanding.readers.blame_before import (
    HARDLY,
    SPEAKING,
    blame_start,
)
from assistant.understanding.readers.corrections import is_taken_back
from assistant.understanding.readers.draft import (
    Draft,
    Mention,
    Reference,
    Stance,
    is_said,
    said_at,
    said_before,
)
from assistant.understanding.readers.excess import excess_end, excess_of_item_end
from assistant.understanding.readers.likenesses import laughed_at_end, likeness_end, mocks
from assistant.understanding.readers.places import NOUNS
from assistant.understanding.readers.reasons import leave_out
from assistant.understanding.readers.verdicts import (
    CRIES,
    DEGREES,
    Verdict,
    answer_end,
    bare_answer_end,
    blame_at,
    closing_answer_end,
    verdict_after,
)
from assistant.understanding.readers.word_forms import is_plural
from assistant.understanding.readers.word_lists import cues, function_words, listed
from retrieval.constraints import CATEGORY

_JOINED: Final = ("and", "&")
_OF_SEVERAL: Final = listed("are arent look dont do both were")
_SENDING: Final = listed("take get put throw keep kick send chuck toss move strike cross leave")
_JOINTS: Final = ("but", "and", "so")
_IT: Final = ("it", "them", "that")
_SOME: Final = listed("half some most few many couple")
_WITHIN: Final = listed("in on for with a an my the")
_OF_SOME: Final = 2
"""How many words "half of" has."""


def find_blamed(draft: Draft) -> None:
    """Read "the third one isn't for me" as turning that one down."""
    for reference in tuple(draft.references):
        if draft.sentence.word(reference.start - 1) == "than":
            continue  # "nicer than the second one"
        alone = len(reference.items) == 1
        verdict, praised = verdict_after(draft, reference.end, alone=alone)
        if _is_of_some(draft, reference):
            draft.references.remove(reference)  # which of them cannot be told
            draft.take(reference.start - _OF_SOME, praised)
            continue
        if verdict is Verdict.PRAISED and not _is_doubted(draft, reference):
            leave_out(draft, reference.end, praised)  # "isn't bad", "do it for me"
            continue
        doubted = praised if verdict is Verdict.PRAISED else 0
        end = doubted or _blame_end(draft, reference.end, alone=alone)
        end = end or answer_end(draft, reference.end, cues("stances.rejections"))
        end = end or bare_answer_end(draft, reference.end, cues("stances.rejections"))
        end = end or _rejected_in_the_end(draft, reference)
        end = end or _sent_away_end(draft, reference) or _disliked_at_last(draft, reference)
        end = end or excess_of_item_end(draft, reference)
        end = end or laughed_at_end(draft, reference.end)
        likened = likeness_end(draft, end or reference.end)
        if end or mocks(draft, reference.end, likened):
            end = max(end, likened)
        else:
            leave_out(draft, reference.end, likened)  # "like a bargain" describes it
        start = reference.start if end else blame_start(draft, reference)
        if end or start < reference.start:
            reference.stance = Stance.REFUSED
            if end and draft.sentence.word(reference.end) in _OF_SEVERAL:
                _turn_down_joined(draft, reference)
            draft.asked[reference.end : end] = [False] * max(0, end - reference.end)
            leave_out(draft, start, reference.start)
            leave_out(draft, reference.end, end)
    if draft.moment.shown:
        _find_all_blamed(draft)
    _find_turned_down(draft)
    _take_cries(draft)


def _is_doubted(draft: Draft, reference: Reference) -> bool:
    """Tell "I don't think the red one is me" from "I think the red one is me"."""
    return said_before(draft, reference.start, cues("pointing.doubting")) < reference.start


def _disliked_at_last(draft: Draft, reference: Reference) -> int:
    """Return the end of the "too bright, don't like it" of "the third too bright, don't like it".

    "The second, don't want red" turns something else down; then it is 0.
    """
    at = draft.sentence.clause_end(reference.end)
    at += draft.sentence.word(at) == ","
    at += draft.sentence.word(at) in SPEAKING
    length = said_at(draft, at, cues("stances.refusals"))
    end = at + length
    end += length > 0 and draft.sentence.word(end) in _IT
    shown = len(reference.items) < len(draft.moment.shown)
    return end if length > 1 and shown and draft.sentence.is_mark(end) else 0


def _rejected_in_the_end(draft: Draft, reference: Reference | Mention) -> int:
    """Return the end of "slippers, at a wedding? I think not", which opens a turn; else 0."""
    said = draft.sentence.words[: reference.start]
    opens = all(word in DEGREES or word == "," for word in said)
    whole = isinstance(reference, Mention) or len(reference.items) < len(draft.moment.shown)
    end = closing_answer_end(draft, reference.end, cues("stances.rejections"))
    dear = is_said(draft, cues("prices.steep"), reference.end, end)  # "is robbery, are you joking"
    return end if opens and whole and not dear else 0


def _take_cries(draft: Draft) -> None:
    """Mark the "ugh" of "ugh, not the red one" as read, where something is turned down."""
    if any(one.stance is Stance.REFUSED for one in draft.references):
        for at, word in enumerate(draft.sentence.words):
            if word in CRIES:
                draft.take(at, at + 1)


def _is_of_some(draft: Draft, reference: Reference) -> bool:
    """Tell "half of these are a joke" from "all of these" and "none of them"."""
    some = draft.sentence.word(reference.start - _OF_SOME) in _SOME
    of = draft.sentence.word(reference.start - 1) == "of"
    return some and of and len(reference.items) > 1


def _turn_down_joined(draft: Draft, last: Reference, joints: tuple[str, ...] = _JOINED) -> None:
    """Read "the first, the second and the third are not my taste" as turning all down.

    "I like the first, the others are too plain" joins nothing.
    """
    before = next((one for one in draft.references if one.end == last.start - 1), None)
    if before is not None and draft.sentence.word(before.end) in joints:
        before.stance = Stance.REFUSED
        _turn_down_joined(draft, before, (*_JOINED, ","))


def _find_turned_down(draft: Draft) -> None:
    """Read "pink? no way" and "leather is a no" as ruling that out."""
    answered: set[int] = set()
    for mention in tuple(draft.mentions):
        if mention.end in answered:
            continue  # the shorts of "wool in shorts? no thanks"
        settled = mention.field == CATEGORY or is_audience(draft, mention)
        end = 0 if settled else _blame_end(draft, _past_thing(draft, mention))
        said = said_at(draft, mention.end, cues("stances.rejections"))
        if said and draft.sentence.is_mark(mention.end + said) and not settled:
            end = mention.end + said  # "skinny no way"
        if not settled:
            end = end or excess_end(draft, mention)
        asked = mention.end if settled else _past_place(draft, mention)
        if draft.sentence.word(asked) == "?":
            end = answer_end(draft, asked, cues("stances.rejections"))
        if not settled:
            end = end or _rejected_in_the_end(draft, mention)
        if end:
            answered.add(asked)
            let_go = draft.sentence.says(end - 2, "can", "go") and is_taken_back(draft, mention)
            for one in () if _is_priced(draft, mention) else _joined(draft, mention):
                one.stance = Stance.NEEDLESS if let_go else Stance.REFUSED
            leave_out(draft, asked if draft.sentence.word(asked) == "?" else mention.end, end)


def _is_priced(draft: Draft, mention: Mention) -> bool:
    """Tell "98 for a kettle? no way", where the price is turned down, from "a kettle? no way"."""
    for_a = mention.start - 2
    led = draft.sentence.word(for_a) == "for" and draft.sentence.word(for_a + 1) in ("a", "an")
    return led and draft.taken[for_a - 1] and for_a > 0


def _past_thing(draft: Draft, mention: Mention) -> int:
    """Return the end of the "skinny jeans" of "skinny jeans are dead", where skinny is blamed."""
    if draft.sentence.word(mention.end) in NOUNS:
        return mention.end + 1  # "the beige one is gross", of a list without one
    after = draft.mention_at(mention.end)
    if after is None and draft.is_free(mention.end, mention.end + 1):
        word = draft.sentence.word(mention.end)
        several = is_plural(word) and word not in function_words()
        return mention.end + several  # "wooden flowers aren't for me"
    return after.end if after is not None and after.field == CATEGORY else mention.end


def _past_place(draft: Draft, mention: Mention) -> int:
    """Return the end of the "wool in shorts" of "wool in shorts? no thanks"."""
    at = mention.end
    while draft.sentence.word(at) in _WITHIN:
        at += 1
    thing = draft.mention_at(at)
    return thing.end if thing is not None and thing.field == CATEGORY else mention.end


def _joined(draft: Draft, last: Mention) -> list[Mention]:
    """Return all of "purple or red? he would never", which turns down each of them.

    So does "leather and suede are useless", of which the leather opens the clause.
    """
    before = next((m for m in draft.mentions if m.end == last.start - 1), None)
    if before is None or before.field != last.field:
        return [last]
    opens = draft.sentence.clause_start(before.start) == before.start
    joint = draft.sentence.word(last.start - 1)
    joined = joint == "or" or (joint == "and" and opens)
    return [last, *(_joined(draft, before) if joined else [])]


def _blame_end(draft: Draft, after: int, *, alone: bool = False) -> int:
    """Return the end of what turns a thing down right after its name, 0 where nothing does."""
    if end := _refused_behind(draft, after):
        return end
    verdict, end = verdict_after(draft, after, alone=alone)
    return _past_judge(draft, end) if verdict is Verdict.BLAMED else 0


def _past_judge(draft: Draft, end: int) -> int:
    """Return the end of the "from the mother-in-law" behind "is a no"; else the end given."""
    judged = "from" in draft.sentence.words[end - 1 : end + 1]
    return draft.sentence.clause_end(end, _JOINTS) if judged else end


def _refused_behind(draft: Draft, after: int) -> int:
    """Read "the messenger one I don't like" and "leather I can't stand"; return its end, or 0."""
    at = after + (draft.sentence.word(after) == ",")
    if draft.sentence.word(at) not in SPEAKING:
        return 0
    at += 1
    while draft.sentence.word(at) in DEGREES:
        at += 1
    end = at + said_at(draft, at, cues("stances.refusals"))
    while end > at and draft.sentence.word(end) in HARDLY:
        end += 1
    return end if end > at and draft.sentence.is_mark(end) else 0


def _find_all_blamed(draft: Draft) -> None:
    """Read "they're all plain" as turning down whatever is shown, and as seeking nothing plain.

    That "they're too plain" speaks against what is plain stands.
    """
    for at in range(len(draft.sentence)):
        if draft.taken[at] or draft.sentence.word(at) != "theyre":
            continue
        told = at + 1
        while draft.sentence.word(told) in DEGREES:
            told += 1
        if length := blame_at(draft, told):
            end = told + length
            leave_out(draft, told, end)
            draft.take(at, told)
            draft.references.append(Reference(at, end, draft.moment.shown, Stance.REFUSED))


def _sent_away_end(draft: Draft, reference: Reference) -> int:
    """Read "take the black one away" and "get that out of here"; return its end, or 0."""
    sent = draft.sentence.word(reference.start - 1) in _SENDING
    length = said_at(draft, reference.end, cues("stances.away")) if sent else 0
    return reference.end + length if length else 0
