"""What leads up to a request and is no part of it: "moving house and need a sofa".

Of a turn that tells why and then asks, the words that tell are no words of the request,
and a thing they name is not sought where the request names its own. What they tell of
people, uses and sizes still counts: "my son starts school, he needs a backpack".
"""

from collections.abc import Iterator
from typing import Final

from assistant.understanding.readers.audience import PETS, is_thing
from assistant.understanding.readers.draft import Draft, Mention, Stance, is_said, said_at
from assistant.understanding.readers.narrative import seeks, tells, tells_of_others
from assistant.understanding.readers.persons import POSSESSIVES
from assistant.understanding.readers.word_forms import words
from assistant.understanding.readers.word_lists import cues, function_words, listed

_JOINTS: Final = listed("and so but because cos cuz")
_SEEKING: Final = listed("need needs want wants after could would looking fancy")
_SUBJECTS: Final = listed("i im id ive we were she he they now just also really am")
_FIRST: Final = listed("i im id we")
_ARTICLES: Final = listed("a an some any")
_LIKE_IT: Final = listed(
    "one ones new pair replacement replacements it them left more others ideas recommendations "
    "suggestions advice tips"
)
_OPENING: Final = listed("just got had have been so um uh well ok okay and i im we my hi hello")
_AFTER_DOING: Final = listed("in into to my our a an the for up on at out next this off from with")
_STUFFED: Final = listed("with for")
"""After a participle they tell what a thing has: "scented with vanilla", "padded for"."""
_THINGS: Final = listed("something anything nothing everything bed red")
_HOB: Final = listed("induction hob")
_SERVED: Final = PETS | _HOB | listed("phone laptop tablet camera bike car")
"""What is bought for them is another thing: "my dog is cold and needs a coat"."""
_LIKING: Final = listed("like likes")
_LEAST: Final = 3
"""How many words a clause has at least that leads up to a request."""
_FARTHEST: Final = 3
"""How many words may stand between "and" and its "need", and between "a" and its noun."""


def leave_out_lead_ins(draft: Draft) -> None:
    """Tell "my cat claws my sofa, need a cover", which seeks no sofa, from "my sofa needs one"."""
    clauses = list(_clauses(draft))
    asking = [clause for clause in clauses if _asks_for_thing(draft, *clause)]
    if not asking:
        return
    served = _served(draft, asking)
    for start, end in clauses:
        if (start, end) in asking or not _leads_up(draft, start, end):
            continue
        told = [one for one in draft.mentions if _is_told_of(draft, one, start, end)]
        draft.mentions[:] = [one for one in draft.mentions if one not in told]
        kept = frozenset() if told else served
        for at in range(start, end if start < asking[0][0] else start):
            if draft.sentence.word(at) in _LIKING:
                break  # "my kids like dinosaurs"
            if not draft.taken[at] and draft.sentence.word(at) not in kept:
                draft.tell(at, at + 1)


def _served(draft: Draft, asking: list[tuple[int, int]]) -> frozenset[str]:
    """Tell the cat of "my cat is bored, need toys" from that of "I have a cat, need boots"."""
    things = [
        one
        for one in draft.mentions
        if is_thing(draft, one) and any(start <= one.start < end for start, end in asking)
    ]
    theirs = any(not PETS.isdisjoint(words(path)) for one in things for path in one.values)
    theirs = theirs or any(draft.sentence.says(start, "and", "needs") for start, _ in asking)
    return _SERVED if theirs or not things else _HOB


def _is_told_of(draft: Draft, mention: Mention, start: int, end: int) -> bool:
    """Tell the sofa of "my cat claws my sofa" from "the sofa is for my son" and "no sofa"."""
    if not (start <= mention.start < end and is_thing(draft, mention)):
        return False
    verb = any(
        draft.is_free(at, at + 1) and draft.sentence.word(at) not in function_words()
        for at in range(start, mention.start)
    )
    return verb and mention.stance is Stance.WANTED


def _clauses(draft: Draft) -> Iterator[tuple[int, int]]:
    """Yield the spans between marks, and those that "and need" and "i need" begin."""
    start = 0
    for at in range(len(draft.sentence) + 1):
        mark = draft.sentence.is_mark(at)
        if mark or _begins_request(draft, at):
            if at > start:
                yield start, at
            start = at + mark


def _begins_request(draft: Draft, at: int) -> bool:
    """Tell the "and" of "and need a sofa" and the "i" of "it broke i need one" from others."""
    word, before = draft.sentence.word(at), draft.sentence.word(at - 1)
    if word == "so" and (draft.sentence.word(at + 1) in _ARTICLES or draft.is_named(at + 1)):
        return True
    if word not in _JOINTS and (word not in _FIRST or before in _JOINTS | _SUBJECTS):
        return False
    after = range(at + (word in _JOINTS), at + 1 + _FARTHEST)
    verb = next((one for one in after if draft.sentence.word(one) not in _SUBJECTS), at)
    return draft.sentence.word(verb) in _SEEKING or said_at(draft, verb, cues("subject.leads")) > 0


def _asks_for_thing(draft: Draft, start: int, end: int) -> bool:
    """Tell "need a cover" and "coat please" from "need a new one" and "it was a coat"."""
    named = any(start <= one.start < end and is_thing(draft, one) for one in draft.mentions)
    if seeks(draft, start, end) or is_said(draft, cues("subject.leads"), start, end):
        return named or any(_names_noun(draft, at) for at in range(start, end))
    return named and not any(_is_more_than_named(draft, at) for at in range(start, end))


def _names_noun(draft: Draft, at: int) -> bool:
    """Tell the "a" of "a washable cover" from that of "a new one"."""
    if draft.sentence.word(at) not in _ARTICLES:
        return False
    last = min(draft.sentence.clause_end(at), at + 1 + _FARTHEST)
    after = range(at + 1, last)
    unread = (one for one in after if draft.is_free(one, one + 1))
    noun = any(draft.sentence.word(one) not in function_words() for one in unread)
    return noun and _LIKE_IT.isdisjoint(draft.sentence.words[at + 1 : last])


def _is_more_than_named(draft: Draft, at: int) -> bool:
    """Tell the words of "it snows" from those of "so a coat please"."""
    word = draft.sentence.word(at)
    return word in POSSESSIVES or (not draft.taken[at] and word not in function_words())


def _leads_up(draft: Draft, start: int, end: int) -> bool:
    """Tell "my cat claws my sofa" and "moving in june" from "black boots" and "size 40"."""
    if end - start < _LEAST:
        return False
    if tells(draft, start, end) or tells_of_others(draft, start, end):
        return True
    asks = seeks(draft, start, end) or any(start <= at < end for at, _ in draft.operations)
    while start < end and draft.sentence.word(start) in _OPENING:
        start += 1
    begins, after = draft.sentence.word(start), draft.sentence.word(start + 1)
    doing = begins.endswith(("ing", "ed")) and begins not in _THINGS and after in _AFTER_DOING
    doing = doing and not (begins.endswith("ed") and after in _STUFFED)
    weather = begins == "it" and not draft.moment.shown
    weather = weather and draft.sentence.word(start + 2) != "for"  # "it is for my kitchen"
    return (doing or weather) and not asks
