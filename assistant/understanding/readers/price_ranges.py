"""Ranges of price: "between 40 and 60", "50-80 dollars", "in the 50 to 80 range"."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from assistant.understanding.readers.draft import Draft, said_before
from assistant.understanding.readers.fields import SIZE_FIELDS
from assistant.understanding.readers.money import (
    JUDGING,
    SMALLEST_BARE,
    Money,
    buys,
    each_at,
    has_unit,
    is_foreign,
    money_at,
)
from assistant.understanding.readers.numbers import GREAT
from assistant.understanding.readers.price_bounds import limits_set, set_both
from assistant.understanding.readers.price_wishes import wish
from assistant.understanding.readers.receivers import SAYING
from assistant.understanding.readers.word_lists import cues, listed
from retrieval.constraints import HIGH, LOW, PRICE

_CHOOSING: Final = listed(
    "difference differences diff choose choosing choice torn decide deciding stuck differ toss"
)
_INDEFINITE: Final = listed(
    "anything something say like maybe ones what how about so ok okay try perhaps"
)
_BEFORE_RANGE: Final = listed("between from price budget range spend window bracket")
_AFTER_RANGE: Final = listed("range bracket region ballpark mark")
_TRAILING: Final = listed("maybe please perhaps ideally then or so say pls actually now instead")
_SIZES: Final = listed(
    "size sizes sized waist age aged old inches cm wide tall fit fits year years"
)
_ROUGHLY: Final = listed(
    "about around roughly approximately approx maybe say perhaps circa ca like"
)
_AROUND: Final = listed("around about roughly approximately approx circa ca")
SMALLEST_OF_A_THING: Final = 50
"""Below it a bare number right after a thing is as likely its size."""
_LARGEST_MEASURE: Final = 70
"""Up to which two bare numbers that lie close may be sizes or how wide a thing is."""
_SOMEWHERE: Final = listed("somewhere anywhere in at priced costing for like say maybe")
_AIMING: Final = listed(
    "go thinking aiming aim looking hoping happy comfortable budgeting pitching id guess ideally"
)
_BEFORE_AIM: Final = _SOMEWHERE | listed("with of to")
_HOLDING: Final = listed(
    "backpack backpacks rucksack rucksacks daypack daypacks pack duffel holdall"
)
_FARTHEST_THING: Final = 12
"""How many words before a range may name what it is of."""
_PAID: Final = listed("pay spend budget range price afford")
_FARTHEST_PAID: Final = 5
"""How many words after "70 to 100 is" may tell that it is what is paid."""
_FOOTWEAR: Final = listed(
    "socks shoes boots sneakers trainers sandals slippers loafers heels wellies tights footwear"
)
_SHOE_SIZES: Final = range(30, 51)
_WIDEST_SPAN: Final = 5
"""How many sizes a pair may be told to fit: "36-40"; nobody is sought clothes 40 to 60 for."""
_LEANING: Final = ("closer", "nearer")
_RANGING: Final = ("-", "to", "and", "&", "~", "till", "until", "up")


def range_at(draft: Draft, at: int) -> int:
    """Read a range that starts at a token; return where it ends, 0 where none does."""
    opened = draft.sentence.word(at) in _BEFORE_RANGE
    found = _sums_at(draft, at, opened=opened)
    if found is None:
        return 0
    low, high = found
    called = draft.sentence.word(high.end) in _AFTER_RANGE
    joint = draft.sentence.words[low.end : high.end]
    marked = opened or called or low.marked or high.marked or buys(draft, high)
    each = each_at(draft, high.end) if high.amount >= SMALLEST_BARE else 0
    marked = marked or each > 0  # "20 to 35 each"
    roughly = draft.sentence.word(at) in _AROUND or not _ROUGHLY.isdisjoint(joint)
    paid = _is_what_to_pay(draft, high.end) or _is_to_spend(draft, at, high)
    marked = marked or roughly or paid
    counted = not called and (has_unit(draft, high) or _is_worn_span(draft, at, low, high))
    told = marked or _is_a_clause(draft, at, low, high) or _is_of_a_thing(draft, at, low, high)
    told = told or _is_of_a_thing_behind(draft, low, high)
    if counted or not told:
        return 0
    end = high.end + (called or each)
    if not (is_foreign(draft, low, at, end) or is_foreign(draft, high, at, end)):
        lower, upper = sorted((low.amount, high.amount))
        set_both(draft, at, end, lower, upper)
        draft.take(end, _judged_end(draft, end))
    return end


def _is_worn_span(draft: Draft, at: int, low: Money, high: Money) -> bool:
    """Tell "socks, 39-42", sizes whether the shop tells them or not, from "socks, 10-20"."""
    request = draft.moment.intent.request.casefold().split()
    on_feet = not _FOOTWEAR.isdisjoint({*draft.sentence.words, *request})
    bare = not (low.marked or high.marked) and draft.sentence.word(at) not in _PAID
    narrow = abs(high.amount - low.amount) <= _WIDEST_SPAN
    return on_feet and bare and narrow and {low.amount, high.amount} <= set(_SHOE_SIZES)


def _is_what_to_pay(draft: Draft, at: int) -> bool:
    """Tell "70 to 100 is what I'd pay" and "50-80 is my budget"."""
    said = draft.sentence.words[at + 1 : at + 1 + _FARTHEST_PAID]
    return draft.sentence.word(at) in ("is", "would") and not _PAID.isdisjoint(said)


def _is_to_spend(draft: Draft, at: int, high: Money) -> bool:
    """Tell "I can do 60 to 80 on a watch" from "I have 20 to 30 in my class"."""
    led = said_before(draft, at, cues("prices.at_most")) < at
    ends = draft.sentence.is_mark(high.end) or draft.sentence.word(high.end) in ("for", "on")
    return led and ends and high.amount >= SMALLEST_BARE


def _is_of_a_thing(draft: Draft, at: int, low: Money, high: Money) -> bool:
    """Tell "sofa 800-1500", "rug in red 60 to 90" and "I'd go 40 to 90" from "it's 30 to 40"."""
    before = at - 1
    while draft.sentence.word(before) in _BEFORE_AIM or _is_a_value(draft, before):
        before -= 1
    word = draft.sentence.word(before)
    thing = bool(draft.lexicon.category((word,))) or draft.lexicon.titles.names(word)
    sums = low.amount >= SMALLEST_BARE and not is_measured(draft, at, low, high)
    return (thing or word in _AIMING) and sums


def _is_of_a_thing_behind(draft: Draft, low: Money, high: Money) -> bool:
    """Tell 一百到两百的靴子 from 30到32的牛仔裤, of which both may be sizes."""
    if high.end >= len(draft.sentence) or not draft.sentence.is_chinese(high.end):
        return False
    last, behind = draft.sentence.tokens[high.end - 1], high.end
    while _is_a_value(draft, behind):
        behind += 1
    word = draft.sentence.word(behind)
    thing = bool(draft.lexicon.category((word,))) or draft.lexicon.titles.names(word)
    sums = low.amount >= SMALLEST_BARE and not _may_measure((word,), low, high, draft)
    return thing and sums and draft.sentence.plain[last.end : last.end + 1] == "的"


def _is_a_value(draft: Draft, at: int) -> bool:
    word = draft.sentence.word(at)
    named = word in draft.lexicon.colours.names or bool(draft.lexicon.attribute((word,)))
    return named and not draft.lexicon.category((word,))


def is_measured(draft: Draft, at: int, low: Money, high: Money) -> bool:
    """Tell "jeans 30-32", "backpack 20-30" and "pan 28-30" from the sums of "jeans 30-50"."""
    if low.marked or high.marked:
        return False
    return _may_measure(draft.sentence.words[max(0, at - _FARTHEST_THING) : at], low, high, draft)


def _may_measure(things: Sequence[str], low: Money, high: Money, draft: Draft) -> bool:
    """Tell whether two bare numbers may be the sizes of one of the things, or what it holds."""
    paths = [path for word in things for path in draft.lexicon.category((word,))]
    paths = paths or list(draft.categories())
    sized = any(draft.lexicon.applies(field, paths) for field in SIZE_FIELDS)
    held = not _HOLDING.isdisjoint(things) and low.amount < SMALLEST_OF_A_THING
    span = abs(high.amount - low.amount)
    narrow = span <= _WIDEST_SPAN if sized else span < _WIDEST_SPAN
    return held or (narrow and high.amount <= _LARGEST_MEASURE)


def opens_range(draft: Draft, at: int) -> bool:
    """Tell the 50 of "50 to 70" from a sum by itself."""
    return _sums_at(draft, at, opened=False) is not None


def _sums_at(draft: Draft, at: int, *, opened: bool) -> tuple[Money, Money] | None:
    """Read "40 to 60": both sums as they were said, None where no two are joined."""
    start = at + 1 if opened else at
    start += draft.sentence.word(start) in ("of", "is", ":", "=")
    proposed = draft.sentence.word(at - 1) in ("what", "how")  # "what about 50 to 70"
    low = money_at(draft, start if proposed else past_roughly(draft, start))
    if low is None or draft.sentence.word(low.end) not in _RANGING or _counts_items(draft, at, low):
        return None
    if draft.sentence.word(low.end) in ("and", "&") and draft.sentence.word(at) != "between":
        return None
    joint = 2 if draft.sentence.says(low.end, "up", "to") else 1
    high = money_at(draft, past_roughly(draft, low.end + joint))
    return None if high is None else (_in_units_of(draft, low, high), high)


def leaning_at(draft: Draft, at: int, money: Money) -> int:
    """Read "closer to 100" after "100 to 150" as a wish for its lower or its higher end.

    Returns:
        Where it ends; 0 where it leans to neither end of a range.
    """
    said = [limit for _, limit in limits_set(draft)]
    limits = said or draft.moment.intent.constraints.on(PRICE)
    bounds = sorted(limit.bound for limit in limits if limit.bound is not None)
    leans = draft.sentence.word(at) in _LEANING and len(bounds) > 1
    if not leans or not bounds[0] <= money.amount <= bounds[-1]:
        return 0
    lower = 2 * money.amount <= bounds[0] + bounds[-1]
    wish(draft, at, money.end, LOW if lower else HIGH)
    return money.end


def past_roughly(draft: Draft, at: int) -> int:
    """Step over the "about" of "40 to about 60" and of "max about 60"."""
    while draft.sentence.word(at) in _ROUGHLY:
        at += 1
    return at


def _in_units_of(draft: Draft, low: Money, high: Money) -> Money:
    """Read the 2 of "2 to 4 hundred" as two hundred."""
    said = draft.sentence.words[low.end : high.end]
    unit = next((GREAT[word] for word in reversed(said) if word in GREAT), 1)
    alike = low.amount < SMALLEST_BARE <= high.amount
    return replace(low, amount=low.amount * unit) if alike else low


def _counts_items(draft: Draft, at: int, low: Money) -> bool:
    """Tell "the difference between 1 and 2", which are places in the list shown."""
    return not low.marked and draft.sentence.word(at - 1) in _CHOOSING


def _judged_end(draft: Draft, at: int) -> int:
    """Return the end of an "is more realistic", and no "is my size", after a range; or ``at``."""
    end = draft.sentence.clause_end(at, ("and", "but", "for"))
    judged = draft.sentence.word(at) in JUDGING
    return end if judged and _SIZES.isdisjoint(draft.sentence.words[at:end]) else at


def _is_a_clause(draft: Draft, at: int, low: Money, high: Money) -> bool:
    """Tell "headphones, 100 to 200" from "boots, 38-40", which are sizes."""
    if at == 0 and high.end == len(draft.sentence):
        return True
    start = said_before(draft, at, cues("prices.instead"))  # "let's say 30 to 60"
    while draft.sentence.word(start - 1) in _INDEFINITE:
        start -= 1
    end = high.end
    while draft.sentence.word(end) in _TRAILING:
        end += 1
    end = _judged_end(draft, end)
    opens = draft.sentence.is_mark(start - 1) or draft.sentence.word(start - 1) in SAYING
    alone = opens and (
        draft.sentence.is_mark(end) or draft.sentence.word(end) in ("and", "but", "for")
    )
    sums = high.amount >= SMALLEST_BARE and not is_measured(draft, at, low, high)
    return alone and sums
