"""Doings told of a life and wished of no thing: "we sleep on the floor", "I walk six dogs"."""

from typing import Final

from assistant.understanding.readers.audience import PETS, is_audience
from assistant.understanding.readers.draft import Draft, Mention
from assistant.understanding.readers.fields import is_use_or_taste
from assistant.understanding.readers.numbers import number_at
from assistant.understanding.readers.persons import POSSESSIVES, PRONOUNS
from assistant.understanding.readers.relatives import is_owner
from assistant.understanding.readers.word_lists import listed

_RUNNING: Final = listed("run runs ran running")
_RUN_SO: Final = listed(
    "small large big short long narrow wide tight true cheaper dearer pricier out low"
)
_RESTING: Final = listed("sleep sleeps slept asleep")
_FINITE: Final = listed("sleeps slept asleep")
_SUBJECTS: Final = listed("i we he she they you it who everyone everybody")
_OTHERS: Final = POSSESSIVES | listed("the he she they everyone everybody others people")
_ADVERBS: Final = listed(
    "never always usually often still only just also wont dont doesnt both all"
)
_FALLING: Final = listed("go goes going went get gets getting fall falls put puts")
_WITHIN: Final = listed("in on under with")
_MOST_BETWEEN: Final = 2
"""How many words may stand between walking and the dogs that are walked."""
_FARTHEST_WHILE: Final = 5
_EACH: Final = listed("every each his her their")
_ABOUT: Final = listed("about around 回来 回家 回国")
_HAVING: Final = listed(
    "has is was doesnt isnt opens closes says wants lets shut closed opened moved moves burnt"
)
_THROUGHOUT: Final = (("over", "the"), ("since", "the"), ("during", "the"), ("since", "last"))
_PLACES: Final = listed("office garden gym school beach")
_OF_A_PLACE: Final = listed(
    "kitchen fridge canteen lobby reception toilet door wall window building corridor hallway "
    "shed fence gate path buddy buddies mate mates friend friends colleague colleagues"
)
"""What is at a place or meets there, and is what is spoken of."""
_IN: Final = listed("in at")
_BEING_THERE: Final = listed("sat sit sitting left lost forgot stood lying lay met")
_FURNISHING: Final = listed("furnish furnishing furnished equip equipping opening moving moved")
_FARTHEST_VERB: Final = 5
"""How many words before a place may tell that somebody sits or has left a thing there."""


def leave_out_told_doings(draft: Draft) -> None:
    """Drop the uses that are told of somebody's days and are no use of the thing."""
    for mention in list(draft.mentions):
        told = is_use_or_taste(mention.field) and (
            _rests(draft, mention)
            or _is_done_to_animals(draft, mention)
            or _is_done_meanwhile(draft, mention)
            or _is_a_place_spoken_of(draft, mention)
            or _is_over(draft, mention)
            or _is_past(draft, mention)
            or _is_run_of_things(draft, mention)
        )
        if told:
            draft.mentions.remove(mention)
    _leave_out_what_animals_do(draft)


def _is_run_of_things(draft: Draft, mention: Mention) -> bool:
    """Tell "they run small", "any that run cheaper" and "it ran out" from "to run in"."""
    runs = draft.sentence.word(mention.start) in _RUNNING and mention.end == mention.start + 1
    return runs and draft.sentence.word(mention.end) in _RUN_SO


def _leave_out_what_animals_do(draft: Draft) -> None:
    """Drop the pulling of "for a dog that pulls" and the scratches of "a cat who scratches"."""
    for at in range(1, len(draft.sentence)):
        verb = draft.sentence.word(at + 1)
        whose = draft.sentence.word(at - 1) in PETS and draft.sentence.word(at) in ("that", "who")
        if whose and verb.endswith("s") and draft.is_free(at + 1, at + 2):
            draft.tell(at, draft.sentence.clause_end(at, ("and", "but", "so", "under", "for")))


def _rests(draft: Draft, mention: Mention) -> bool:
    """Tell "we sleep on the floor" and "goes to sleep" from "to sleep in" and "I can't sleep"."""
    word, after = draft.sentence.word(mention.start), draft.sentence.word(mention.end)
    if word not in _RESTING or mention.end > mention.start + 1:
        return False
    if after in _WITHIN and draft.sentence.is_mark(mention.end + 1):
        return False  # "something she sleeps in"
    before = mention.start - 1
    if draft.sentence.word(before) == "to":
        return draft.sentence.word(before - 1) in _FALLING
    while draft.sentence.word(before) in _ADVERBS:
        before -= 1
    return word in _FINITE or draft.sentence.word(before) in _SUBJECTS


def _is_done_to_animals(draft: Draft, mention: Mention) -> bool:
    """Tell the walk of "I walk six dogs" from that of "dog walking"."""
    counted = number_at(draft.sentence, mention.end) is not None
    near = draft.sentence.words[mention.end : mention.end + 1 + _MOST_BETWEEN]
    return counted and not PETS.isdisjoint(near)


def _is_done_meanwhile(draft: Draft, mention: Mention) -> bool:
    """Tell "while the kids play" from "while I run", which the thing is for."""
    start = max(0, mention.start - _FARTHEST_WHILE)
    said = draft.sentence.words[start : mention.start]
    at = start + said.index("while") + 1 if "while" in said else 0
    others = at > 0 and draft.sentence.word(at) in _OTHERS
    if others:
        within = range(at, mention.start)
        draft.mentions[:] = [
            m for m in draft.mentions if not (m.start in within and is_audience(draft, m))
        ]
    return others


def _is_over(draft: Draft, mention: Mention) -> bool:
    """Tell "after every walk", "kids running about" and 刚旅行回来 from "after running"."""
    before, after = draft.sentence.word(mention.start - 1), draft.sentence.word(mention.end)
    each = before in _EACH and draft.sentence.word(mention.start - 2) in ("after", "before")
    return each or after in _ABOUT


def _is_past(draft: Draft, mention: Mention) -> bool:
    """Tell "last summer" and "over the summer" from "for the summer"."""
    of_time = mention.field.startswith("season")
    before = draft.sentence.words[max(0, mention.start - 2) : mention.start]
    return of_time and (before[-1:] in (("last",), ("all",)) or before in _THROUGHOUT)


def _is_a_place_spoken_of(draft: Draft, mention: Mention) -> bool:
    """Tell the gym of "my gym has no lockers" from that of "for the gym"."""
    whose = draft.sentence.word(mention.start - 1)
    owned = whose in POSSESSIVES and whose not in PRONOUNS
    if owned and draft.sentence.word(mention.end) in _HAVING:
        return True
    if draft.sentence.word(mention.end - 1) not in _PLACES:
        return False
    owners = is_owner(draft, mention.start - 1)  # "my gran's garden"
    return owners or draft.sentence.word(mention.end) in _OF_A_PLACE or _is_where(draft, mention)


def _is_where(draft: Draft, mention: Mention) -> bool:
    """Tell "in our office we are ten" and "sat in the garden" from "to wear in the office"."""
    nearest = max(draft.sentence.clause_start(mention.start), mention.start - _FARTHEST_VERB)
    before = draft.sentence.words[nearest : mention.start]
    placed = not _IN.isdisjoint(before[-2:])
    happens = draft.sentence.word(mention.end) in _SUBJECTS
    led = placed and (happens or not _BEING_THERE.isdisjoint(before))
    return led or not _FURNISHING.isdisjoint(before)
