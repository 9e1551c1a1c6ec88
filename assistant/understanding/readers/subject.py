"""What is sought, in words: what no other idea has read, and product words.

The request holds each word that became no constraint and no preference, and the
product words, so that removing a chip leaves no trace of it in the request.

A turn that opens a new subject (``new_subjects.py``) starts another request; the words
of any other add to it.
"""

import re
from itertools import pairwise
from typing import Final

from assistant.intent import Describe, Intent, StartOver
from assistant.understanding.readers.added_things import is_matched
from assistant.understanding.readers.audience import is_somebody
from assistant.understanding.readers.draft import Draft, is_said
from assistant.understanding.readers.fields import is_use_or_taste
from assistant.understanding.readers.interests import DEVOTEES
from assistant.understanding.readers.new_subjects import (
    GIFTS,
    JOINTS,
    THINGS,
    begins_with_for,
    is_what_for,
    opens_subject,
    seeks_gift,
    wanted_categories,
)
from assistant.understanding.readers.persons import OCCASIONS, is_relation
from assistant.understanding.readers.places import ORDINAL_ENDS
from assistant.understanding.readers.sentence import Kind
from assistant.understanding.readers.word_forms import noun_stem
from assistant.understanding.readers.word_lists import (
    common_words,
    cues,
    function_words,
    listed,
)
from retrieval.constraints import CATEGORY

_PEOPLE: Final = listed(
    "person people friend friends colleague colleagues coworker coworkers bestie besties mates "
    "pals flatmate housemate roommate neighbour neighbor neighbours neighbors teacher boss cousin "
    "cousins parents grandparents"
)
_DROPPED: Final = (
    GIFTS
    | _PEOPLE
    | listed(
        "instead bad kidding similar shame pity surprise leaving retiring graduating expecting"
    )
)
_VARYING: Final = ("more", "less")
_TOOLS: Final = listed("saw filter filters bits parts")
"""Words of talk that a word before them makes a thing: "drill bits", "spare parts"."""
_INDEFINITE: Final = listed("a any some another new")
_AFTER_TOOL: Final = listed("for with under below in please pls that to or and thanks maybe")
_WHERE: Final = listed("on at in during")
_OF_SCENES: Final = listed("the my our his her their a")
_WEATHER: Final = listed("rain dark snow cold wind sun heat wet")
_LONGEST_SCENE: Final = 3
_WORN_AT: Final = ("over", "in", "on")
_ASSURING: Final = listed("real genuine proper actual pure true")
_DEGREES: Final = listed("degrees degree celsius fahrenheit")
_OUTINGS: Final = listed(
    "trip trips holiday holidays vacation weekend getaway outing outings break tour retreat "
    "adventure expedition season session sessions club guest guests reception ceremony"
)
_FARTHEST_FOR: Final = 4
_MASHED: Final = re.compile(
    r"asdf|sdfg|dfgh|fghj|ghjk|hjkl|zxcv|xcvb|cvbn|vbnm|rtyui|tyuio|yuiop|(.)\1{3}"
    r"|^[b-df-hj-np-tv-xz]{5,}$"
)
"""Keys struck in a row ("asdfgh"), one held down, or what nobody can say ("xkcdf")."""


def describe(draft: Draft) -> bool:
    """Note the words of the request; return whether the turn opens a subject."""
    before = _intent_before(draft)
    said = _said(draft)
    words = _new_words(draft, said, before)
    opens = opens_subject(draft, said, before)
    adds_use = not opens and bool(before.request) and words and begins_with_for(draft, said[0])
    if words and (adds_use or is_what_for(draft, said[0])):
        words.insert(0, "for")
    if not words and (draft.puts_off or _seeks_anew(draft, before)):
        draft.add(0, Describe("", afresh=True))
        return True
    if words:
        draft.add(said[0], Describe(" ".join(words), afresh=opens))
    return opens and bool(words)


def _seeks_anew(draft: Draft, before: Intent) -> bool:
    """Tell "a gift for mum" after shoes, and "something for dad" after what is not carried.

    "Not polyester" and "something more personal" refine what is not carried.
    """
    if before.request:
        return seeks_gift(draft)
    seeking = is_said(draft, cues("subject.leads"), 0, len(draft.sentence))
    following = (after for thing, after in pairwise(draft.sentence.words) if thing in THINGS)
    varied = any(after in _VARYING or after.endswith("er") for after in following)
    named = not THINGS.isdisjoint(draft.sentence.words)
    return bool(before.lacking) and (seeking or named) and not varied


def is_unheard_of(draft: Draft) -> bool:
    """Tell whether the turn holds two words or more and the shop knows none of them.

    "Unicorn saddle" and "asdf qwer" are no refinement of jackets. One such word may
    be a taste ("preppy"), which the meaning of the items speaks to, if it is a word.
    """
    words = [token for token in draft.sentence.tokens if token.kind is not Kind.MARK]
    several = len(words) > 1 or any(_MASHED.search(token.text) for token in words)
    return several and not any(
        taken
        or (len(token.text) > 1 and token.text in common_words())
        or draft.lexicon.titles.holds(token.text)
        for token, taken in zip(draft.sentence.tokens, draft.taken, strict=True)
        if token.kind is not Kind.MARK
    )


def _intent_before(draft: Draft) -> Intent:
    fresh = any(isinstance(operation, StartOver) for _, operation in draft.operations)
    return Intent() if fresh else draft.moment.intent


def _said(draft: Draft) -> list[int]:
    """Return the indices of the tokens that say what is sought."""
    named = {
        at
        for mention in wanted_categories(draft)
        for at in range(mention.start, mention.end)
        if draft.sentence.tokens[at].kind is not Kind.MARK
    }
    content = [
        at
        for at, token in enumerate(draft.sentence.tokens)
        if at in named
        or (
            not draft.taken[at]
            and not draft.asked[at]
            and token.kind in (Kind.WORD, Kind.NUMBER)
            and (token.text not in function_words() or _is_tool(draft, at, named))
            and token.text not in _DROPPED
            and token.text not in cues("stances.ugly")
            and not _is_devotee(draft, at)
            and not _is_occasion(draft, at)
            and not _is_outing(draft, at)
            and not _is_times(draft, at)
            and not _is_assurance(draft, at)
            and not _is_temperature(draft, at)
            and not is_matched(draft, at)
            and not _is_scene(draft, at)
        )
    ]
    worn = [at - 1 for at in content if _is_worn_at_the_ear(draft, at)]
    return sorted({*content, *worn, *_joints(draft, content)})


def _is_scene(draft: Draft, at: int) -> bool:
    """Tell the train of "something to read on the train" from the wall of "something for a wall".

    What it is for was read already, so where that happens is nothing that is sought.
    """
    start = at
    while at - start < _LONGEST_SCENE and draft.sentence.word(start - 1) not in _WHERE:
        start -= 1
    place = start - 1
    articled = draft.sentence.word(start) in _OF_SCENES and start < at
    told = next((one for one in draft.mentions if one.end == place), None)
    led = told is not None and draft.sentence.word(place) in _WHERE and not is_somebody(draft, told)
    led = led and draft.sentence.word(at) not in _WEATHER
    sought = any(mention.field == CATEGORY for mention in draft.mentions)
    return articled and led and not sought and not THINGS.isdisjoint(draft.sentence.words[:place])


def _is_worn_at_the_ear(draft: Draft, at: int) -> bool:
    """Tell "over ear", "on-ear" and "in ear", of headphones, from "in my ear"."""
    return draft.sentence.word(at) == "ear" and draft.sentence.word(at - 1) in _WORN_AT


def _is_tool(draft: Draft, at: int, named: set[int]) -> bool:
    """Tell the saw of "a circular saw" and the filter of "coffee filter" from doings."""
    before, after = draft.sentence.word(at - 1), draft.sentence.word(at + 1)
    ends = draft.sentence.is_mark(at + 1) or after in _AFTER_TOOL
    sawing = draft.sentence.word(at) == "saw" and before in _INDEFINITE
    token = draft.sentence.tokens[at - 1]
    qualified = (
        at > 0
        and token.kind is Kind.WORD
        and before not in function_words()
        and not draft.told[at - 1]
        and not is_relation(before)
        and (not draft.taken[at - 1] or at - 1 in named)
    )
    return draft.sentence.word(at) in _TOOLS and ends and (sawing or qualified)


def _is_devotee(draft: Draft, at: int) -> bool:
    """Tell the person who gets it from a thing: "a gift for a coffee lover"."""
    before = draft.sentence.words[max(0, at - _FARTHEST_FOR) : at]
    return draft.sentence.word(at) in DEVOTEES and "for" in before[:-1]


def _is_occasion(draft: Draft, at: int) -> bool:
    """Tell the "birthday" of "a birthday gift" and "something for her birthday" from a thing's.

    Candles, and "birthday candles", are asked for as they are said; who "has a birthday"
    asks for neither.
    """
    led, led_at = draft.sentence.words[max(0, at - 2) : at], at
    while draft.sentence.is_number(at) or draft.sentence.word(at) in ORDINAL_ENDS:
        at += 1  # "40th birthday"
    following = draft.sentence.word(at + 1)
    ends = draft.sentence.is_mark(at + 1) or following in function_words()
    given = "for" in draft.sentence.words[draft.sentence.clause_start(at) : at]
    alone = ends and given and not THINGS.isdisjoint(draft.sentence.words)
    alone = alone and bool(draft.mentions)  # else it is all that is known
    named = draft.sentence.word(at) in OCCASIONS
    receiver = any(is_somebody(draft, one) and one.end <= at for one in draft.mentions)
    alone = alone or (ends and receiver and draft.sentence.is_mark(led_at - 1))
    had = led[-1:] == ("a",) and led[0] in ("has", "have", "having")
    return named and (alone or had or following in (*GIFTS, "surprise"))


def _is_outing(draft: Draft, at: int) -> bool:
    """Tell the trip of "a camping trip", which says what for, from a thing."""
    before = next((one for one in draft.mentions if one.end == at), None)
    return (
        draft.sentence.word(at) in _OUTINGS and before is not None and is_use_or_taste(before.field)
    )


def _is_temperature(draft: Draft, at: int) -> bool:
    """Tell the "10 degrees" of how cold it gets from a thing."""
    counted = draft.sentence.is_number(at) and draft.sentence.word(at + 1) in _DEGREES
    return counted or (draft.sentence.word(at) in _DEGREES and draft.sentence.is_number(at - 1))


def _is_assurance(draft: Draft, at: int) -> bool:
    """Tell the real of "real leather" from that of "a real bargain"."""
    after = draft.mention_at(at + 1)
    return draft.sentence.word(at) in _ASSURING and after is not None and after.field != CATEGORY


def _is_times(draft: Draft, at: int) -> bool:
    """Tell the x of "2m x 3m" and "45x45" from a word."""
    is_number = draft.sentence.is_number
    measured = is_number(at - 1) or is_number(at - 2)
    return draft.sentence.word(at) == "x" and measured and is_number(at + 1)


def _joints(draft: Draft, content: list[int]) -> list[int]:
    """Return the prepositions that join one content word to the next."""
    found: list[int] = []
    for first, second in pairwise(content):
        between = range(first + 1, second)
        joints = [at for at in between if draft.sentence.word(at) in JOINTS and not draft.taken[at]]
        if joints and not any(draft.sentence.is_mark(at) for at in range(joints[-1], second)):
            found.append(joints[-1])
    return found


def _new_words(draft: Draft, said: list[int], before: Intent) -> list[str]:
    """Return the words, less product words that the request has in another form."""
    known = {noun_stem(word.casefold()) for word in before.request.split()}
    words = [draft.sentence.word(at) for at in said]
    opens = opens_subject(draft, said, before)
    return words if opens else [word for word in words if noun_stem(word) not in known]
