"""Sums said of a limit that stands: "it's 300 now", "500 was meant as the minimum".

Where a limit of the same order stands, a sum by which a clause ends takes its place.
"""

from decimal import Decimal
from typing import Final

from assistant.intent import Remove
from assistant.understanding.readers.draft import Draft, cue_at
from assistant.understanding.readers.money import SMALLEST_BARE, Money, each_at, is_a_size, money_at
from assistant.understanding.readers.price_bounds import is_standing, set_one
from assistant.understanding.readers.verdicts import BEING
from assistant.understanding.readers.word_lists import cues, listed
from retrieval.constraints import CATEGORY, PRICE, Constraint, Operator

_LEADS: Final = listed(
    "to so its it thats that now only just get got have with then at realistically honestly really "
    "actually probably go going say says said allows gives"
)
_ABOUT_THE_LIMIT: Final = listed("it budget limit price max maximum that ceiling cap allowance")
_SHRINKING: Final = listed("budget limit allowance funds ceiling cap")
_TRAILING: Final = listed(
    "now then instead please pls plz thanks really only though each today sorry lol will would can "
    "have do be it me us enough ok fine plenty"
)
_EACH: Final = ("a", "an", "per", "for")
_LONGEST_EACH: Final = 4
_ORDER: Final = 10
"""How many times as much as the limit, or as little, what replaces it may be."""
_NEAR: Final = 12
"""How many words around a sum may name another thing than is sought."""
_LEAST: Final = listed("minimum min least lowest floor")
_MOST: Final = listed("maximum max most highest ceiling limit top")
_DENIALS: Final = ("not", "no", "never")
_NEGATED: Final = listed(
    "not no never dont doesnt didnt cant cannot wont wouldnt couldnt isnt wasnt havent hasnt aint"
)
_FARTHEST_NAME: Final = 7
"""How many words after the sum may tell which limit it is."""


def put_instead_at(draft: Draft, at: int, money: Money) -> int:
    """Read "it's 300 now" where 500 stands, and "my budget has shrunk to 300"; or 0."""
    end = _clause_ends_at(draft, money.end)
    fits = money.marked or (money.amount >= SMALLEST_BARE and not is_a_size(draft, money))
    if not end or not fits or not _leads(draft, at) or _is_shown_or_new(draft, at, money):
        return 0
    stands = _comparable(draft, money)
    start = draft.sentence.clause_start(at)
    named = not _SHRINKING.isdisjoint(draft.sentence.words[start:at])
    if not (stands or named) or _is_denied(draft, start, at):
        return 0
    least = stands and not any(old.operator is Operator.AT_MOST for old in stands)
    after = end + (draft.sentence.word(end) == ",")
    length = cue_at(draft, after, cues("prices.replacing"))
    old = money_at(draft, after + length) if length else None
    end = old.end if old is not None and is_standing(draft, old) else end
    since = start if named else at
    return set_one(draft, since, money, end, Operator.AT_LEAST if least else Operator.AT_MOST)


def turned_round_at(draft: Draft, at: int) -> int:
    """Read "500 was meant as the minimum" and "minimum, not maximum" of the limit; or 0."""
    money = money_at(draft, at)
    start = at if money is None else money.end
    stands = [
        one
        for one in draft.moment.intent.constraints.on(PRICE)
        if one.bound is not None and (money is None or one.bound == money.amount)
    ]
    if len(stands) != 1 or (money is not None and draft.sentence.word(start) not in BEING):
        return 0
    names, operator = (
        (_LEAST, Operator.AT_LEAST)
        if stands[0].operator is Operator.AT_MOST
        else (_MOST, Operator.AT_MOST)
    )
    farthest = start + (1 if money is None else _FARTHEST_NAME)
    told = (n for n in range(start, farthest) if draft.sentence.word(n) in names)
    named = next(told, None)
    if named is None or draft.sentence.word(named - 1) in _DENIALS:
        return 0
    end = _denied_name_end(draft, named + 1)
    if not end and money is None:
        return 0
    told_sum = Money(stands[0].bound or Decimal(0), start, "", marked=True)
    draft.add(at, Remove(stands[0]))
    return set_one(draft, at, told_sum, end or named + 1, operator)


def _denied_name_end(draft: Draft, at: int) -> int:
    """Return where the ", not the maximum" ends that stands at a token, or 0."""
    at += draft.sentence.word(at) == ","
    if draft.sentence.word(at) not in _DENIALS:
        return 0
    at += 1
    while draft.sentence.word(at) in ("the", "a", "at", "my"):
        at += 1
    return at + 1 if draft.sentence.word(at) in _LEAST | _MOST else 0


def _comparable(draft: Draft, money: Money) -> list[Constraint]:
    """Return the limits that stand and are of the order of the sum, but not the sum itself."""
    return [
        one
        for one in draft.moment.intent.constraints.on(PRICE)
        if one.bound
        and one.bound != money.amount
        and one.bound / _ORDER <= money.amount <= one.bound * _ORDER
    ]


def _clause_ends_at(draft: Draft, at: int) -> int:
    """Return where the clause ends after "each now", "a chair" and the like; 0 if more is said."""
    at += each_at(draft, at)
    if draft.sentence.word(at) in _EACH:
        end = draft.sentence.clause_end(at)
        at = end if end - at <= _LONGEST_EACH else at
    while draft.sentence.word(at) in _TRAILING:
        at += 1
    return at if draft.sentence.is_mark(at) and draft.sentence.word(at) not in ("-", "/") else 0


def _leads(draft: Draft, at: int) -> bool:
    """Tell the "it's" of "it's 300 now" and a mark from the "she's" of an age."""
    word, before = draft.sentence.word(at - 1), draft.sentence.word(at - 2)
    if word in ("is", "was"):
        return before in _ABOUT_THE_LIMIT
    spanned = word in ("to", "at") and draft.sentence.is_number(at - 2)
    return (draft.sentence.is_mark(at - 1) or word in _LEADS) and not spanned


def _is_shown_or_new(draft: Draft, at: int, money: Money) -> bool:
    """Tell the price of an item shown, and a number said of another kind of thing."""
    prices = (item.price.amount for item in draft.moment.shown if item.price is not None)
    sought = {v for one in draft.moment.intent.constraints.on(CATEGORY) for v in one.values}
    near = draft.sentence.words[max(0, at - _NEAR) : money.end + _NEAR]
    named = (draft.lexicon.category((word,)) for word in near)
    other = bool(sought) and any(paths and sought.isdisjoint(paths) for paths in named)
    return other or any(int(price) == money.amount for price in prices)


def _is_denied(draft: Draft, start: int, end: int) -> bool:
    return not _NEGATED.isdisjoint(draft.sentence.words[start:end])
