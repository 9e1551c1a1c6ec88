"""Things left out, let back in, or lacked: "leave the blue ones out", "I have no umbrella"."""

from typing import Final

from assistant.understanding.readers.audience import is_audience
from assistant.understanding.readers.corrections import is_ruled_out
from assistant.understanding.readers.draft import Draft, Mention, Stance
from assistant.understanding.readers.word_lists import listed
from retrieval.constraints import CATEGORY

_LEAVING: Final = listed("leave leaving rule count")
_LETTING_IN: Final = listed("bring put add")
_THE: Final = listed("the those some in any")
_EXCLUDING: Final = listed("exclude skip omit avoid drop remove ban")
_THEM: Final = listed("those them these that it this both")
_POLITE: Final = listed("please pls thanks then here ta")
_JOINTS: Final = listed("and or nor , in with of the also")
_SOMEBODY: Final = listed(
    "i ive im we weve were theyre my our he hes she shes they theyve his her their"
)
_HAVING: Final = listed("have has got own owns having")
_NONE: Final = listed("no dont doesnt havent hasnt")
_NO_SUBJECT: Final = _HAVING | listed("dont havent and but still")
_NO_USE: Final = listed("use need room space time money interest wish desire patience you to")
_FARTHEST_OUT: Final = 7
"""How many words may stand between "leave" and "out"."""


def leave_out_named(draft: Draft) -> None:
    """Turn down the blue of "leave the blue ones out".

    The "those" of "she has plenty of boots, leave those out" are the boots, turned down already.
    """
    for at in range(len(draft.sentence)):
        out = _out_after(draft, at) or _excluding_end(draft, at) or _none_of_end(draft, at)
        named = [one for one in (*draft.mentions, *draft.references) if at < one.start <= out]
        them = at + 1 + (draft.sentence.word(at + 1) == "of")
        bare = at < out <= at + 2 and draft.sentence.word(them) in _THEM
        if bare and (_is_said_again(draft, them) or _turn_down_said(draft, at)):
            draft.references[:] = [one for one in draft.references if one not in named]
        elif named:
            for one in named:
                one.stance = Stance.REFUSED
        else:
            continue
        draft.take(at, out + 1)


def _excluding_end(draft: Draft, at: int) -> int:
    """Return the place of the "both" of "exclude both", which ends a clause, else 0."""
    said = draft.sentence.word(at) in _EXCLUDING and draft.sentence.word(at + 1) in _THEM
    return at + 1 if said and draft.sentence.is_mark(at + 2) else 0


def _none_of_end(draft: Draft, at: int) -> int:
    """Return the place of the "that" of "velvet rips. None of that.", which ends it, else 0."""
    said = draft.sentence.says(at, "none", "of") and draft.sentence.word(at + 2) in _THEM
    ends = draft.sentence.is_mark(at + 3) or draft.sentence.word(at + 3) in _POLITE
    return at + 2 if said and ends else 0


def let_back_in(draft: Draft) -> None:
    """Tell "bring back the leather ones", where that was ruled out, from sending them back."""
    for at in range(len(draft.sentence)):
        if draft.sentence.word(at) not in _LETTING_IN or draft.sentence.word(at + 1) != "back":
            continue
        named = at + 2
        while draft.sentence.word(named) in _THE:
            named += 1
        mention = draft.mention_at(named)
        if mention is not None and is_ruled_out(draft, mention):
            mention.stance = Stance.NEEDLESS
            draft.tell(at, named)


def seek_what_is_lacking(draft: Draft) -> None:
    """Tell "I have no umbrella", where nothing else is sought, from "no umbrellas"."""
    things = [
        one for one in draft.mentions if one.field == CATEGORY and not is_audience(draft, one)
    ]
    sought = any(one.stance is Stance.WANTED for one in things)
    if sought or not draft.moment.intent.seeks_nothing:
        return
    for mention in things:
        if mention.stance is Stance.REFUSED and _is_lacked(draft, mention.start):
            mention.stance = Stance.WANTED
    for refused in tuple(draft.refused_words):
        end = refused[1]
        if refused[2] is Stance.REFUSED and _is_lacked(draft, end):
            draft.refused_words.remove(refused)
            draft.taken[end - 1] = False


def _is_lacked(draft: Draft, at: int) -> bool:
    """Tell whether a clause says before a token that somebody has no such thing."""
    said = draft.sentence.words[draft.sentence.clause_start(at) : at]
    had = not _HAVING.isdisjoint(said) and (
        not _SOMEBODY.isdisjoint(said) or said[0] in _NO_SUBJECT
    )
    told = had and not _NONE.isdisjoint(said)
    return told and _NO_USE.isdisjoint(said)


def _out_after(draft: Draft, at: int) -> int:
    """Return the place of the "out" of "leave the blue ones out", 0 where none stands."""
    if draft.sentence.word(at) not in _LEAVING or draft.taken[at]:
        return 0
    last = min(draft.sentence.clause_end(at), at + 1 + _FARTHEST_OUT)
    return next((out for out in range(at + 2, last) if draft.sentence.word(out) == "out"), 0)


def _is_said_again(draft: Draft, start: int) -> bool:
    """Tell whether "those" follows something that the same turn turns down."""
    refused = any(one.start < start and one.stance is Stance.REFUSED for one in draft.mentions)
    return refused or any(place < start for place, _, _ in draft.refused_words)


def _turn_down_said(draft: Draft, at: int) -> bool:
    """Turn down the iron of "I can't lift iron. Leave that out", where no item is spoken of."""
    pointed = any(one.start < at for one in draft.references)
    said = [one for one in draft.mentions if one.end < at and one.field != CATEGORY]
    said = [one for one in said if not is_audience(draft, one)]
    if pointed or not said:
        return False
    for one in _joined_to(draft, said):
        one.stance = Stance.REFUSED
    return True


def _joined_to(draft: Draft, said: list[Mention]) -> list[Mention]:
    """Return both of "in wool and in mohair", and the last alone of "wool is fine, mohair"."""
    joined = [said[-1]]
    for before in reversed(said[:-1]):
        between = draft.sentence.words[before.end : joined[0].start]
        if not between or not _JOINTS.issuperset(between) or before.field != joined[0].field:
            break
        joined.insert(0, before)
    return joined
