"""Where a turn asks about items shown: "is the second one waterproof?".

What such a clause names is asked of the item, not required of what is sought.
"""

import re
from typing import Final

from assistant.intent import Clear, Prefer, Set
from assistant.understanding.readers.added_things import seeks_match
from assistant.understanding.readers.asked_after import asks_after_naming, offers_answers
from assistant.understanding.readers.draft import Draft, is_said, said_at
from assistant.understanding.readers.likened import is_like
from assistant.understanding.readers.parts import asks_for_part
from assistant.understanding.readers.price_spans import PRICE_WORDS, span_at
from assistant.understanding.readers.sentence import CLAUSE_MARKS
from assistant.understanding.readers.told_prices import told_price_start
from assistant.understanding.readers.unnamed import asks_of_unnamed, refer_to_unnamed
from assistant.understanding.readers.word_lists import cues, listed

_MEASURED: Final = listed("much many big long heavy wide tall thick")
_FARTHEST_VERB: Final = 4
"""How many words after the "how" its verb may stand: "how many pockets does"."""
_ASKING_VERBS: Final = listed(
    "is are does do did will can was were would could should might must shall"
)
_NEGATED_VERBS: Final = listed("isnt arent doesnt dont wont cant wouldnt couldnt wasnt shouldnt")
_OF_US: Final = listed("i you we they anyone somebody someone")
_HAVING: Final = ("has", "have", "had")
_SOUGHT: Final = listed(
    "anything something similar more other others another else cheaper pricier alternatives like"
)
_GETTING: Final = listed(
    "see have get show find order try buy make do send give go recommend suggest remove hide skip "
    "drop swap change add save keep exclude filter sort bring offer pick choose list search look "
    "compare leave lose ditch forget stop reserve hold"
)
_ENDS: Final = CLAUSE_MARKS | {":", "-", "~", "but"}
_LEADING: Final = listed("up to from for until at in with by of under down")
"""Before "what" and "which": "from what age is the second"."""
_WHAT: Final = listed("what which how")
_OPENERS: Final = listed("and so ok okay but also hm hmm well oh wait sorry actually um please")
_CLOSING: Final = listed("please pls thanks maybe perhaps then now again too though right ok okay")
_TAGGED: Final = listed("they it")
_TAG: Final = 2
"""How many words a question at the end of a statement has: "does it"."""
_NARROWING: Final = listed("in with for from like that of")
"""After "any", what asks for others: "any in blue"."""
_HELD_BY: Final = ("in", "on", "inside", "with", "under")
"""Before an item, what it may have: "is there a zip on the third?"."""
_OFFERED: Final = re.compile("是.+还是|[能会可].*不$")
_CHINESE_ASKING: Final = listed("what how whether why where who do")


def find_questions(draft: Draft) -> None:
    """Mark the clauses that ask about items shown: what they name is asked, not required."""
    at = 0
    asking = False
    while at < len(draft.sentence):
        start = at
        while at < len(draft.sentence) and draft.sentence.word(at) not in _ENDS:
            at += 1
        at = _past_tag(draft, at)
        asking = _asks_about_item(draft, start, at) or (asking and _goes_on(draft, start, at))
        first = _past_openers(draft, start)
        if not asking and (asks_of_unnamed(draft, first, at) or offers_answers(draft, first, at)):
            refer_to_unnamed(draft, first)
            asking = True
        if asking:
            if draft.sentence.word(first) in _NEGATED_VERBS:
                draft.take(first, first + 1)  # "isn't it too short?" refuses nothing
            draft.asked[start:at] = [True] * (at - start)
            draft.operations[:] = [
                (place, operation)
                for place, operation in draft.operations
                if not start <= place < at or not isinstance(operation, Set | Prefer | Clear)
            ]
        at += 1


def _past_tag(draft: Draft, at: int) -> int:
    """Return the end of the ", does it" of "the tweed one folds, does it?"; the place if none."""
    end = at + 1 + _TAG
    verb, whom = draft.sentence.word(at + 1), draft.sentence.word(at + _TAG)
    tag = verb in (*_ASKING_VERBS, *_NEGATED_VERBS, *_HAVING, "hasnt") and whom in _TAGGED
    return end if tag and draft.sentence.word(at) == "," and draft.sentence.is_mark(end) else at


def _goes_on(draft: Draft, start: int, end: int) -> bool:
    """Tell the answers offered to a question before: "how does it close, buttons or a zip?"."""
    first = start + (draft.sentence.word(start) in ("a", "an", "with"))
    named = draft.mention_at(first) is not None and draft.sentence.word(start - 1) == ","
    return named and "or" in draft.sentence.words[start:end] and draft.sentence.word(end) == "?"


def _asks_about_item(draft: Draft, start: int, end: int) -> bool:
    """Tell whether a clause opens with a question and points at an item shown.

    "What about the second one in green?" and "do you have it in green?" ask for a
    variant and so name what is wanted; "does it come in green?" asks about it.
    """
    start = _past_openers(draft, start)
    if (
        said_at(draft, start, cues("pointing.misplacing"))
        or seeks_match(draft, start, end)
        or _holds_to_prices(draft, start, end)
    ):
        return False  # "why is there a backpack in here"
    start = _past_leading(draft, start)
    if (
        _is_stated_question(draft, start, end)
        or _asks_of(draft, start)
        or _asks_which(draft, start, end)
        or _asks_in_chinese(draft, start, end)
        or _asks_curtly(draft, start, end)
        or _ends_in_tag(draft, start, end)
        or _asks_by_verb(draft, start, end)
        or asks_after_naming(draft, start, end)
        or asks_for_part(draft, start, end)
    ):
        return True
    length = said_at(draft, start, cues("acts.about")) or _asks_how(draft, start)
    pointed = any(start <= at < end for at, _ in draft.pointed())
    if not pointed and not _asks_of_it(draft, start, end):
        return False
    if _asks_how_much(draft, start, end) or _asks_how_many(draft, start, end):
        return True
    return length > 0 and _asks_by_opening(draft, start, start + length, end)


def _holds_to_prices(draft: Draft, start: int, end: int) -> bool:
    """Tell "is there one between 1 and 3 on price?" and "68 for the red one??" from questions."""
    named = [one for one in draft.references if start <= one.start < end]
    told = any(told_price_start(draft, one) < one.start for one in named)
    return told or any(span_at(draft, at) is not None for at in range(start, end))


def _past_openers(draft: Draft, start: int) -> int:
    """Return where the "is" of "ok so is it warm" stands."""
    while draft.sentence.word(start) in _OPENERS:
        start += 1
    return start


def _past_leading(draft: Draft, start: int) -> int:
    """Return where the "what" of "up to what height is the second" stands; the start if none."""
    at = start
    while draft.sentence.word(at) in _LEADING:
        at += 1
    return at if draft.sentence.word(at) in _WHAT else start


def _ends_in_tag(draft: Draft, start: int, end: int) -> bool:
    """Tell "none of these have a mic, do they" and "the first is real leather isn't it"."""
    verb, whom = draft.sentence.word(end - 2), draft.sentence.word(end - 1)
    tagged = verb in (*_ASKING_VERBS, *_NEGATED_VERBS, *_HAVING) and whom in _TAGGED
    pointed = any(start <= at < end - _TAG for at, _ in draft.pointed())
    return tagged and pointed


def _asks_by_verb(draft: Draft, start: int, end: int) -> bool:
    """Tell "will my laptop fit in the second" from "can we see the second in red"."""
    said = draft.sentence.words[start:end]
    if said[:1] == () or said[0] not in _ASKING_VERBS or said[1:2] == ("there",):
        return False
    pointed = next((one for one in draft.references if start < one.start < end), None)
    if pointed is None or pointed.vague or is_like(draft, pointed):
        return False
    if not _SOUGHT.isdisjoint(said) or is_said(draft, cues("acts.policy"), start, end):
        return False
    return said[1] not in _OF_US or _GETTING.isdisjoint(said[1:])


def _asks_by_opening(draft: Draft, start: int, after: int, end: int) -> bool:
    """Tell "can you tell me of the second" from "can you get me the second in green"."""
    opening = draft.sentence.words[start:after]
    if opening[0] in ("what", "how") and opening[-1] == "about":
        return not any(start <= m.start < end for m in draft.mentions)
    if opening[-1] in _HAVING and draft.sentence.word(after) == "you":
        return False  # "what have you got that's dearer"
    if opening[1:] in (("i",), ("you",)):
        of_the_shop = is_said(draft, cues("acts.policy"), after, end)
        return not of_the_shop and draft.sentence.word(after) not in _GETTING
    if opening[:2] in (("is", "there"), ("are", "there")):
        return any(
            draft.sentence.word(one.start - 1) in _HELD_BY
            for one in draft.references
            if start <= one.start < end
        )
    return True


def _asks_of_it(draft: Draft, start: int, end: int) -> bool:
    """Tell "what are its dimensions", said of what the turn or the one before speaks of."""
    spoken = draft.references or draft.moment.intent.references
    return bool(spoken) and any(
        draft.sentence.word(at) in ("its", "their") and draft.sentence.word(at - 1) in _ASKING_VERBS
        for at in range(start + 1, end)
    )


def _asks_which(draft: Draft, start: int, end: int) -> bool:
    """Tell "1 and 2, which is waterproof?", said of several that the turn points at."""
    asked = any(
        draft.sentence.word(at) == "which" and draft.sentence.word(at + 1) in _ASKING_VERBS
        for at in range(start, end)
    )
    return asked and points_at_several(draft)


def _asks_curtly(draft: Draft, start: int, end: int) -> bool:
    """Tell "second one - dimmable?" and "the green one, any reviews?", asked right after an item.

    "The green one, anything similar?" asks for others.
    """
    after_item = any(end == start - 1 for _, end in draft.pointed())
    after_item = after_item and draft.sentence.is_mark(start - 1)
    said = draft.sentence.words[start:end]
    if not after_item or not said:
        return False
    if draft.sentence.word(end) != "?" and not _asks_without_mark(draft, start):
        return False
    if all(word in PRICE_WORDS or word == "wise" for word in said):
        return False  # "between the first and the last, price wise?"
    seeks = is_said(draft, cues("subject.leads"), start, start + 1) and said[0] != "any"
    return not seeks and _SOUGHT.isdisjoint(said) and said[0] != "but"


def _asks_without_mark(draft: Draft, start: int) -> bool:
    """Tell "what are the measurements" and "how heavy", asked of an item named just before."""
    measured = draft.sentence.word(start + 1) in _MEASURED
    return _asks_how(draft, start) > 0 or (draft.sentence.word(start) == "how" and measured)


def _asks_in_chinese(draft: Draft, start: int, end: int) -> bool:
    """Read 黄色那双防滑吗 and 第三条是什么材质的: what is asked stands behind the item.

    So do 第一款是真皮还是人造的 and 能水洗不. Words of seeking stand before: 有没有像它的.
    """
    named = next((one for one in draft.references if start <= one.start < end), None)
    if named is not None and draft.sentence.word(named.start - 1) == "than":
        return False  # 比第一个便宜的有吗
    if named is None or is_said(draft, cues("subject.leads"), start, named.start):
        return False
    asks = any(
        draft.sentence.word(at) in _CHINESE_ASKING and draft.sentence.is_chinese(at)
        for at in range(start, end)
    )
    asks = asks or (draft.sentence.word(end) == "?" and draft.sentence.is_chinese(end))
    asks = asks or bool(_OFFERED.search(draft.sentence.plainly(start, end)))
    return asks and not is_like(draft, named)


def _tells_price(draft: Draft, start: int, end: int) -> bool:
    """Tell "the green one is 89??", which is known to cost that, from "the green one for men?"."""
    said = draft.sentence.words[start:end]
    if end + 1 >= len(draft.sentence):
        return False  # "the second costs 89?"
    prices = (item.price for item in draft.moment.shown if item.price is not None)
    return any(str(int(price.amount)) in said for price in prices)


def _asks_how(draft: Draft, start: int) -> int:
    """Read "how long does", "how thick are", "which sizes do": return its length or 0."""
    opens = draft.sentence.word(start) in ("how", "which", "what", "who", "where", "when")
    verb = next(
        (
            at
            for at in range(start + 1, start + 1 + _FARTHEST_VERB)
            if draft.sentence.word(at) in (*_ASKING_VERBS, *_HAVING)
        ),
        None,
    )
    return verb + 1 - start if opens and verb is not None else 0


def _asks_of(draft: Draft, start: int) -> bool:
    """Read "is number three waterproof": a verb, and what it is asked of."""
    whose = draft.reference_at(start)
    if draft.sentence.word(start) == "which" and whose is not None:
        return len(whose.items) > 1  # "which one's made of wool?"
    if draft.sentence.word(start) not in (*_ASKING_VERBS, *_NEGATED_VERBS, *_HAVING):
        return False
    return draft.pointed_end(start + 1) > 0


def _asks_how_much(draft: Draft, start: int, end: int) -> bool:
    """Tell "the third how much" and "the second, how heavy": a price or a measure, in any order."""
    return any(
        draft.sentence.word(at) == "how" and draft.sentence.word(at + 1) in _MEASURED
        for at in range(start, end)
    )


def _asks_how_many(draft: Draft, start: int, end: int) -> bool:
    """Tell "how many stems in the tulip one", asked without a verb, from "how many are there"."""
    counted = draft.sentence.words[start : start + 2] in (("how", "many"), ("what", "size"))
    return counted and any(
        draft.sentence.word(one.start - 1) in (*_HELD_BY, "of", "for", "per")
        for one in draft.references
        if start <= one.start < end
    )


def _is_stated_question(draft: Draft, start: int, end: int) -> bool:
    """Tell "the second good for travel?" and "2nd any good in snow" from "the second please?"."""
    after = draft.pointed_end(start)
    said = draft.sentence.words[after:end]
    of_it = said[:1] == ("any",) and _NARROWING.isdisjoint(said[1:2])
    if not after or not said or (draft.sentence.word(end) != "?" and not of_it):
        return False
    beside = all(word in _CLOSING for word in said)
    seeks = is_said(draft, cues("subject.leads"), after + of_it, end)
    answered = said_at(draft, after, cues("stances.rejections")) or _tells_price(draft, after, end)
    joined = said[0] in ("or", "and", "vs", "versus")
    return not (beside or seeks or answered or joined) and _SOUGHT.isdisjoint(said)


def points_at_several(draft: Draft) -> bool:
    """Tell whether the turn's references name two items or more between them."""
    pointed = {item.item_id for reference in draft.references for item in reference.items}
    return len(pointed) > 1
