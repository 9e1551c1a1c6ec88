"""Plurals that mean whatever is sought, and none of the items shown: "I want to wear them"."""

from typing import Final

from assistant.understanding.readers.audience import is_audience
from assistant.understanding.readers.draft import Draft, is_said, said_at
from assistant.understanding.readers.numbers import number_at
from assistant.understanding.readers.places import NOUNS, POINTERS
from assistant.understanding.readers.price_bounds import limits_set
from assistant.understanding.readers.spoken_of import spoken_of
from assistant.understanding.readers.titles import title_words
from assistant.understanding.readers.verdicts import verdict_after
from assistant.understanding.readers.wishes import is_of_a_wish
from assistant.understanding.readers.word_forms import is_plural, noun_stem
from assistant.understanding.readers.word_lists import LONGEST_CUE, cues, function_words, listed

_EACH: Final = listed("of any each all every one either")
_THERE: Final = listed("are theres theyre is be were need want got")
PLURALS: Final = listed("they them these those")
_USING: Final = listed("wear wearing use using need want take carry put wash")
_PLACING: Final = ("in", "on", "with")
ASKING: Final = listed("can could would should will do does did is are may how")
_STOCKING: Final = listed("have got carry stock make do")
_SHOWING: Final = listed("show see")
_CLOSING: Final = listed("please pls instead too then first")
_MODALS: Final = listed("would will should must")
_BEING: Final = listed("are be were")
_WONDERING: Final = listed("what which how who where when why whats")
_HANDLING: Final = listed(
    "like love hate dislike compare take show see of all about between keep want buy than remove "
    "hide skip drop describe recommend reserve order both rate loving hating likes loves hates"
)
_WORN_SO: Final = listed("like prefer wear love want need")
_HOW_MUCH: Final = listed(
    "better best more most lots loads tons equally both all apart too though tho already"
)
_DEMANDS: Final = listed(
    "must should shouldnt need needs neednt dont cant have has gotta better mustnt ought"
)


def means_the_kind(draft: Draft, at: int, end: int) -> bool:
    """Tell "do you have these in a small?" and "those jackets", which ask for a list of such."""
    if _is_of_passing(draft, at) or _is_of_a_sum(draft, at) or _is_counted(draft, at, end):
        return True
    if _asks_what_sells(draft, at):
        return True
    if draft.sentence.says(at, "both") and (
        _is_both_named(draft, at, end) or _is_both_of_others(draft, at, end)
    ):
        return True
    used = draft.sentence.word(at) in PLURALS and is_of_use(draft, at, end)
    if used or _is_stated(draft, at, end):
        return True
    if _is_just_asked_for(draft, at, end) or _is_told_whose(draft, end):
        return True
    stocked = draft.sentence.word(at - 1) in _STOCKING and draft.sentence.word(end) == "in"
    named = draft.mention_at(end) is not None and draft.sentence.word(at) in ("these", "those")
    named = named and draft.sentence.word(at - 1) not in ("are", "were", "is")
    return stocked or named or is_of_a_wish(draft, at) or is_of_a_demand(draft, at, end)


def _is_stated(draft: Draft, at: int, end: int) -> bool:
    """Tell "red, so they can see me" and "pockets in them", said of anything, from "are they warm".

    What is asked, judged ("they're ugly") or handled ("compare them") is what is shown.
    """
    before = draft.sentence.word(at - 1)
    if draft.sentence.words[at:end] == ("both",):
        told = before in (*_BEING, "theyre") and not _is_asked(draft, at)
    else:
        told = draft.sentence.word(at) in ("they", "them") and before not in _HANDLING
    asked = _is_asked(draft, at) or before in ASKING or before in ("if", "whether")
    asked = asked or draft.sentence.word(draft.sentence.clause_end(end)) == "?"
    asked = asked or draft.sentence.word(draft.sentence.clause_start(at)) in _WONDERING
    if _is_told_how_worn(draft, at, end):
        return True
    if not told or asked or spoken_of(draft):
        return False
    judged = (
        verdict_after(draft, end)[0] is not None or "too" in draft.sentence.words[end : end + 4]
    )
    return not judged and not said_at(draft, end, cues("stances.away"))


def _is_told_how_worn(draft: Draft, at: int, end: int) -> bool:
    """Tell "I like them fitted", said of anything, from "I like them" and "I like them better"."""
    liked = draft.sentence.word(at - 1) in _WORN_SO and draft.sentence.word(at - 2) == "i"
    how = draft.sentence.word(end)
    plain = not draft.sentence.is_mark(end) and how not in function_words()
    told = liked and plain and how not in _HOW_MUCH and how not in POINTERS
    return (
        told and draft.sentence.words[at:end] == ("them",) and verdict_after(draft, end)[0] is None
    )


def _is_of_a_sum(draft: Draft, at: int) -> bool:
    """Tell "not more than 35 for any of them", whatever is bought, from "is 35 for both"."""
    while draft.sentence.word(at - 1) in _EACH:
        at -= 1
    limited = any(place < at for place, _ in limits_set(draft))
    return limited and draft.sentence.word(at - 1) == "for" and draft.taken[at - 2]


def _is_counted(draft: Draft, at: int, end: int) -> bool:
    """Tell the "them" of "there are seven of them", who are given it, from "two of them"."""
    number = number_at(draft.sentence, at - 2) if at > 1 else None
    if draft.sentence.word(at - 1) != "of" or number is None:
        return False
    many = number[0] > len(draft.moment.shown) and not spoken_of(draft)  # "I'm buying 34 of them"
    if draft.sentence.word(at - 3) not in _THERE and not many:
        return False
    draft.take(at - 2, end)
    return True


def _is_both_named(draft: Draft, at: int, end: int) -> bool:
    """Tell "both the parka and the trench" and "mugs. or bowls? both?" from "are both warm?"."""
    alone = draft.sentence.is_mark(at - 1) and draft.sentence.word(end) == "?" and at > 0
    alone = alone or _are_two_named(draft, at)
    return draft.sentence.word(end) in POINTERS or (alone and not draft.references)


def _is_both_of_others(draft: Draft, at: int, end: int) -> bool:
    """Tell "both wrists" and "both ovens" from "both boots" of boots, and "both warm"."""
    word = draft.sentence.word(end)
    shown = any(noun_stem(word) in title_words(item.title) for item in draft.moment.shown)
    named = draft.is_named(end) or word in (*NOUNS, *function_words())
    return end == at + 1 and is_plural(word) and not (shown or named)


def _are_two_named(draft: Draft, at: int) -> bool:
    """Tell the "both" of "between M and L, show me both", two values, from that of two items."""
    named = [one for one in draft.mentions if one.end <= at]
    return len(named) > 1 and named[-1].field == named[-2].field


def _is_just_asked_for(draft: Draft, at: int, end: int) -> bool:
    """Tell the "those" of "I need socks too, show me those", just asked for, from those shown.

    What is shown nobody asks to be shown, unless it was spoken of.
    """
    start = draft.sentence.clause_start(at)
    shows = not _SHOWING.isdisjoint(draft.sentence.words[start:at])
    closes = draft.sentence.is_mark(end) or draft.sentence.word(end) in _CLOSING
    return shows and closes and start > 0 and not spoken_of(draft)


def _is_told_whose(draft: Draft, at: int) -> bool:
    """Tell "these are for a man", said of what is sought, from "are these for men?"."""
    verb = at + (draft.sentence.word(at) in _MODALS)
    mention = draft.mention_at(verb + 1)
    if draft.sentence.word(verb) not in _BEING or mention is None:
        return False
    return is_audience(draft, mention) and draft.sentence.word(mention.end) != "?"


def _is_of_passing(draft: Draft, at: int) -> bool:
    """Tell the "them" of "keep them coming", which asks for others, from "keep them"."""
    return any(
        said_at(draft, start, cues("pointing.passing")) > at - start
        for start in range(max(0, at - LONGEST_CUE), at)
    )


def is_of_use(draft: Draft, at: int, end: int) -> bool:
    """Tell "I want to wear them for gardening", said of whatever is bought, from "I want them".

    Where an item has been spoken of, it is that one that is worn.
    """
    used = draft.sentence.word(at - 1) in _USING and not draft.sentence.is_mark(end)
    placed = draft.sentence.word(at - 1) in _PLACING and draft.sentence.word(at - 3) == "to"
    used = used or placed  # "I want to walk in them"
    return used and not _is_asked(draft, at) and not spoken_of(draft)


def _is_asked(draft: Draft, at: int) -> bool:
    """Tell whether the clause up to a token opens as a question."""
    return draft.sentence.word(draft.sentence.clause_start(at)) in ASKING


def is_of_a_demand(draft: Draft, at: int, end: int) -> bool:
    """Tell "they must be waterproof" and "one like this", which speak of what is sought."""
    asked = draft.sentence.word(at - 1) in ("do", "did", "will", "would", "can")
    demanded = draft.sentence.word(at) == "they" and draft.sentence.word(end) in _DEMANDS
    demanded = demanded and not asked
    return demanded or draft.sentence.says(at - 2, "one", "like")


def _asks_what_sells(draft: Draft, at: int) -> bool:
    """Tell "which of these sells best", asked of the shop, from "which of these is warmest"."""
    start, end = draft.sentence.clause_start(at), draft.sentence.clause_end(at)
    asked = draft.sentence.word(start) in _WONDERING
    return asked and is_said(draft, cues("acts.popular"), start, end)
