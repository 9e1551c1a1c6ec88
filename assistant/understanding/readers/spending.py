"""Limits told as what the shopper will spend: "I can't go over 50", "the most I'd pay is 60".

A denial turns the comparison after it around, where nothing but words of spending and
of things at large stands between the two: "don't show me anything under 40". "I don't
mind paying over 50" and "I could go a bit higher" deny nothing: they let go of an upper
limit said before.
"""

from typing import Final

from assistant.intent import Clear, Remove
from assistant.understanding.readers.draft import Draft, cue_at, said_at
from assistant.understanding.readers.money import (
    SMALLEST_BARE,
    Money,
    each_at,
    has_unit,
    is_a_size,
    money_at,
)
from assistant.understanding.readers.numbers import number_at
from assistant.understanding.readers.price_bounds import limits_set, set_one
from assistant.understanding.readers.word_lists import cues, function_words, listed
from retrieval.constraints import PRICE, Operator

_BETWEEN: Final = listed(
    "a able about accept afford all everything am any anything are at be being bit budget buy "
    "buying comfortable consider cost costing costs do doing feel for get getting give go "
    "going gonna got happy have having if im in interested is it keen keep like look looking "
    "manage me much need needs on one ones pay paying planning prepared price priced rated "
    "really see set show spend spending stretch stretching stuff that thats the them they "
    "theyre thing things think thinking to touch trust us want wanting was were which willing "
    "wish with"
)
_OPENING_ANEW: Final = listed(
    "and but or so because if unless though mind you matter find just problem issue issues worries "
    "bothered bother"
)
"""Words past which a denial says nothing of a sum: "not black and over 50"."""
_FARTHEST_DENIED: Final = 9
"""How many words may stand between the "don't" and the "over" of a sum denied."""
_PAYING: Final = listed(
    "i id we wed ill can could would want to like spend spending pay paying go afford manage do am "
    "im willing prepared happy for on it this that a one really be is"
)
_MOST: Final = listed("most max highest maximum")
_LIMITS: Final = listed("limit budget cap ceiling maximum")
_PAID: Final = listed("pay spend go paying spending")
_PAID_ONCE: Final = listed("paid spent owes owed charged lent borrowed")
_WHOM: Final = listed("me us him her them")
_ABOUT_PAID: Final = _WHOM | listed(
    "about around over under nearly almost just only like at least more than a for it them roughly"
)
_FARTHEST_MOST: Final = 9
"""How many words before the "is" of "the most I'd pay for a lamp is 60" are looked at."""
_MOVING: Final = listed(
    "raise up increase bump lower drop reduce cut change set move extend stretch push bring put "
    "switch adjust take knock"
)
_MOVED: Final = listed("it that the my budget limit price max maximum ceiling cap up down to a bit")
_EXISTENCE: Final = listed("have got there theres is are do really youve")
_MORE: Final = listed("more higher over above further farther extra upwards pricier dearer beyond")
_DEGREES: Final = listed("a bit little even slightly somewhat touch tad far way much lot up it")
_SUCH_AS: Final = listed("like say maybe perhaps to up eg around about")
_COSTLY: Final = listed("expensive pricey money cash costly")
_THINGS: Final = listed("anything everything all any those these things stuff items ones")
_NOT: Final = listed("not never isnt arent aint")
_MY: Final = listed("my our the about as a what all")
_HEDGES: Final = listed("about just only pretty much")
_NAMED_LIMITS: Final = _LIMITS | listed("max most top utmost far high cutoff")
_FARTHEST_NAMED: Final = 5
"""How many words after the "is" of "60 is my very hard limit" may name the limit."""
_KEPT: Final = listed(
    "aside by saved budgeted allowed allocated earmarked gave given granted got have manage afford "
    "spend do pay spare"
)
_GRANTING: Final = listed(
    "giving gives give gave given grants granted pays allows allow allowed allocated approved "
    "collected raised pooled saved scraped have has get gets got budgeted sent offers offered "
    "reimburses"
)
_HAVING: Final = listed("has have get gets got sent")
_ABOUT_GRANTED: Final = listed("me us him her them about only just together up exactly of each")
_A_SINGLE: Final = listed("a one even single paying spending adding putting going")
_OF_RANGE: Final = listed("of that this those it range bracket window limits limit budget")
_COINS: Final = listed("cent penny dollar buck pound quid euro")


def denial_end(draft: Draft, at: int) -> int:
    """Return where the "I can't go" of "I can't go over 50" ends; 0 where none starts.

    It reaches the "over" past whatever else is said but a value of the catalogue ("not black
    over 50"), and the "under" past words of paying and of things alone ("not too big under 50").
    "There's nothing under 50?" and "don't you have anything under 50?" deny no sum.
    """
    length = cue_at(draft, at, cues("prices.denials"))
    exists = draft.sentence.word(at) in ("nothing", "none") and (
        draft.sentence.word(at - 1) in _EXISTENCE
    )
    return _compared_from(draft, at + length) if length and not exists else 0


def _compared_from(draft: Draft, start: int) -> int:
    """Return where the next "over" or "under" stands of which a denial before it speaks, or 0."""
    farthest = min(draft.sentence.clause_end(start), start + _FARTHEST_DENIED)
    for at in range(start, farthest):
        if cue_at(draft, at, cues("prices.over")):
            return at
        if cue_at(draft, at, cues("prices.under")):
            plain = _past(draft, start, _BETWEEN | _THINGS) == at
            return at if plain or draft.sentence.word(at - 1) in _THINGS else 0
        if _says_else(draft, at):
            return 0
    return 0


def _says_else(draft: Draft, at: int) -> bool:
    """Tell the "and" and the "black" of "not black and over 50" from words of paying."""
    word = draft.sentence.word(at)
    values = draft.lexicon.attribute((word,)) or word in draft.lexicon.colours.names
    return draft.taken[at] or word in _OPENING_ANEW or bool(values)


def skip_end(draft: Draft, at: int) -> int:
    """Tell the "drop anything" of "drop anything over 50" from "drop it below 50" and from a bin.

    Returns:
        Where it ends; 0 where none starts.
    """
    length = cue_at(draft, at, cues("prices.skips"))
    things = at + length + (draft.sentence.word(at + length) == "the")
    skipped = length and draft.sentence.word(things) in _THINGS
    return _compared_from(draft, things) if skipped else 0


def told_end(draft: Draft, at: int) -> int:
    """Return where the "owes me 90 bucks" ends of what was paid or is owed; 0 where none starts."""
    if draft.sentence.word(at) not in _PAID_ONCE and not (
        draft.sentence.word(at) in ("cost", "costs") and draft.sentence.word(at + 1) in _WHOM
    ):
        return 0
    money = money_at(draft, _past(draft, at + 1, _ABOUT_PAID))
    if money is None or has_unit(draft, money):
        return 0
    draft.take(at, money.end)
    return money.end


def below_zero_end(draft: Draft, at: int) -> int:
    """Tell how cold it is, "minus thirty" and "below zero", from a sum; return its end, or 0."""
    zero = draft.sentence.word(at) in ("below", "under") and draft.sentence.word(at + 1) == "zero"
    number = number_at(draft.sentence, at + 1)
    if number is None or not (zero or draft.sentence.word(at) == "minus"):
        return 0
    draft.take(at, number[1])
    return number[1]


def most_end(draft: Draft, at: int) -> int:
    """Return where the "most I'd pay is" of "the most I'd pay is 60" ends; 0 where none starts.

    In "the most I'd pay for a lamp is 60" and "the limit for the chair would be 400" only
    the "is" is read so.
    """
    if draft.sentence.word(at) in ("is", "be"):
        said = frozenset(draft.sentence.words[max(0, at - _FARTHEST_MOST) : at])
        limits = bool(_LIMITS & said) or bool(_MOST & said and _PAID & said)
        return at + 1 if limits and "minimum" not in said else 0
    end = _past(draft, at + 1, _PAYING)
    told = draft.sentence.word(at) in _MOST and end > at + 1
    return end if told and draft.sentence.word(end - 1) in ("is", "be", *_PAID) else 0


def named_limit_end(draft: Draft, at: int) -> int:
    """Tell "is my hard limit" and "is honestly all I've got" of a sum from "is my size"; or 0."""
    led = draft.sentence.word(at) in ("is", "was") or draft.sentence.says(at, "would", "be")
    at += draft.sentence.word(at) == "would"
    while draft.sentence.word(at + 1).endswith("ly") or draft.sentence.word(at + 1) in _HEDGES:
        at += 1
    if not led or draft.sentence.word(at + 1) not in _MY:
        return 0
    end = min(draft.sentence.clause_end(at), at + 1 + _FARTHEST_NAMED)
    kept = draft.sentence.word(at + 1) in ("what", "all")
    names = _KEPT if kept else _NAMED_LIMITS
    return next((n + 1 for n in range(at + 2, end) if draft.sentence.word(n) in names), 0)


def no_more_end(draft: Draft, at: int) -> int:
    """Return where the ", but not a cent over" and "nothing outside that" end, or 0."""
    start = at + (draft.sentence.word(at) == ",")
    start += draft.sentence.word(start) in ("and", "but")
    end = start + 1
    if draft.sentence.word(start) in ("not", "without"):
        end = _past(draft, end, _A_SINGLE)
        end += draft.sentence.word(end) in _COINS
    denied = draft.sentence.word(start) in ("no", "not", "without", "nothing")
    told = denied and draft.sentence.word(end) in _MORE
    if denied and draft.sentence.word(end) == "outside":
        end, told = _past(draft, end + 1, _OF_RANGE) - 1, True
    return end + 1 if told and draft.sentence.is_mark(end + 1) else 0


def utmost_end(draft: Draft, at: int) -> int:
    """Read ", not a cent more" and "without paying a cent more" after a limit; its end, or 0."""
    closes = draft.sentence.is_mark(at - 1) or draft.sentence.word(at) == "without"
    end = no_more_end(draft, at) if closes and limits_set(draft) else 0
    draft.take(at, end or at)
    return end


def granted_end(draft: Draft, at: int, money: Money) -> int:
    """Tell the "$25 a head" that "the club gives me" from the "$25" of a thing; its end, or 0."""
    before = at - 1
    while draft.sentence.word(before) in _ABOUT_GRANTED:
        before -= 1
    end = money.end + each_at(draft, money.end)
    more = not draft.sentence.is_mark(end) and draft.sentence.word(end) not in function_words()
    grants = draft.sentence.word(before) in (_GRANTING if money.marked else _giving(draft, money))
    return end if grants and not more else 0


def _giving(draft: Draft, money: Money) -> frozenset[str]:
    """Return what grants a bare sum where a limit stands, less what may say who has what."""
    limited = draft.moment.intent.constraints.on(PRICE) and money.amount >= SMALLEST_BARE
    return _GRANTING - _HAVING if limited and not is_a_size(draft, money) else frozenset()


def take_name_of_limit(draft: Draft, at: int) -> None:
    """Mark the "limit" of "the limit for the chair would be 400" as read."""
    for before in range(max(0, at - _FARTHEST_MOST), at):
        if draft.sentence.word(before) in _LIMITS:
            draft.take(before, before + 1)


def moving_end(draft: Draft, at: int) -> int:
    """Return where the "drop it" of "drop it below 80" ends, or 0."""
    return _past(draft, at + 1, _MOVED) if draft.sentence.word(at) in _MOVING else 0


def moved_end(draft: Draft, at: int) -> int:
    """Return where the "raise the budget to" of "raise the budget to 200" ends, or 0."""
    end = moving_end(draft, at)
    return end if draft.sentence.word(end - 1) == "to" else 0


def allowance_at(draft: Draft, at: int) -> int:
    """Read "whatever it costs" and "I don't mind paying more than 50": no upper limit.

    "A bit higher, like 110" sets another one.

    Returns:
        Where it ends; 0 where none starts.
    """
    if length := cue_at(draft, at, cues("prices.whatever")):
        let_go_of_ceiling(draft, at, at + length)
        return at + length
    length = cue_at(draft, at, cues("prices.willing"))
    end = _past(draft, at + length, _DEGREES)
    if not length or draft.sentence.word(at - 1) in _NOT or draft.sentence.word(end) not in _MORE:
        return 0
    end = _past(draft, end + 1, _COSTLY)
    money = money_at(draft, end + (draft.sentence.word(end) == "than"))
    if money is not None:
        end = money.end
    elif said_at(draft, end, cues("comparatives.price_of")):
        return 0  # "I could go above the price of the third"
    elif not (draft.sentence.is_mark(end) or draft.sentence.word(end) in function_words()):
        return 0  # "I can spend more time on it"
    named = _past(draft, end + (draft.sentence.word(end) == ","), _SUCH_AS)
    limit = money_at(draft, named) if money is None and named > end else None
    if limit is not None and not has_unit(draft, limit):
        return set_one(draft, at, limit, limit.end, Operator.AT_MOST)
    let_go_of_ceiling(draft, at, end)
    return end


def let_go_of_ceiling(draft: Draft, start: int, end: int) -> None:
    """Note that items may cost more than was said, and mark the words as read."""
    prices = draft.moment.intent.constraints.on(PRICE)
    ceilings = [price for price in prices if price.operator is Operator.AT_MOST]
    let_go = [Remove(ceiling) for ceiling in ceilings]
    if not (let_go or limits_set(draft)):
        let_go = [Clear(PRICE)]
    draft.add(start, *let_go)
    draft.take(start, end)


def _past(draft: Draft, at: int, words: frozenset[str]) -> int:
    while draft.sentence.word(at) in words:
        at += 1
    return at
