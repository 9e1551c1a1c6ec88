"""Prices held against those shown: "cheaper", "more expensive", "they're a bit pricey".

"Cheaper" means strictly below a reference price: that of the item it is compared
with ("cheaper than the second", "not as pricey as that", "like the second but cheaper",
"the second one is too expensive"), else the median of the prices shown; with an even number of
items the lower of the two in the middle, so that at least half the list goes.
"More expensive" mirrors it. With nothing shown, or for another kind of thing, both are
wishes. A limit that the turn states in figures stands instead ("too expensive, 100 at
most"). "A bit more expensive is fine" lets go of an upper limit.
"""

from decimal import Decimal
from itertools import pairwise
from typing import Final

from assistant.intent import Set
from assistant.understanding.readers.cheaper_than import (
    ABOVE,
    BELOW,
    DEAR,
    DEGREES,
    cheaper_end,
    dearer_end,
    past_price,
)
from assistant.understanding.readers.draft import (
    Draft,
    Reference,
    cue_at,
    said_at,
)
from assistant.understanding.readers.likened import is_like
from assistant.understanding.readers.money import CENT
from assistant.understanding.readers.numbers import number_at
from assistant.understanding.readers.price_bounds import limits_set
from assistant.understanding.readers.price_wishes import wish
from assistant.understanding.readers.spending import let_go_of_ceiling
from assistant.understanding.readers.verdicts import BEING
from assistant.understanding.readers.word_lists import LONGEST_CUE, cues, function_words, listed
from retrieval.constraints import CATEGORY, HIGH, LOW, PRICE, Constraint, Operator, lies_within
from retrieval.items import Item

_SUBJECTS: Final = (*BEING, "theyre", "thats", "its", "theyve", "but", "and")
_EACH: Final = listed("all any every each both either")
_DENYING: Final = listed("nothing no not none")
_THAN: Final = ("than", "then", "as", "from", "of")
_SEEKING: Final = listed(
    "to want pay spend paying spending be go anything something have buy get one"
)
_SEEKERS: Final = listed("i we id wed he she they")
_WHICH: Final = listed("which whichs whats")
_SOMETHING: Final = listed("a bit little slightly something anything ones paying")
_THOSE: Final = listed("those them these some")
_FARTHEST_THAN: Final = 4
_LONGEST_SUM: Final = 5
"""How many words "at least 20 dollars" before "cheaper" may have, and one more."""
_COSTING: Final = listed("costs cost is costed goes sells")


def price_comparison_at(draft: Draft, at: int) -> int:
    """Read a comparison of prices that starts at a token; return where it ends, or 0."""
    if end := _blame_end(draft, at):
        return _compare(draft, at, end, Operator.AT_MOST, blames=True)
    if end := cheaper_end(draft, at):
        denied = draft.sentence.word(end) in _THAN and _is_denied(draft, at)
        return _compare(draft, at, end, Operator.AT_LEAST if denied else Operator.AT_MOST)
    if end := dearer_end(draft, at):
        denied = _is_denied(draft, at)
        return _compare(draft, at, end, Operator.AT_MOST if denied else Operator.AT_LEAST)
    if length := cue_at(draft, at, cues("comparatives.dearer")):
        end = at + length
        after = said_at(draft, end, cues("stances.allowed_after"))
        if (after or _is_allowed(draft, at)) and not _shows_those(draft, end + after):
            let_go_of_ceiling(draft, at, end + after)
            return end + after
        denied = _is_denied(draft, at)
        return _compare(draft, at, end, Operator.AT_MOST if denied else Operator.AT_LEAST)
    return 0


def _is_denied(draft: Draft, at: int) -> bool:
    """Tell "nothing cheaper" and "I don't want to pay more" from "isn't there anything cheaper"."""
    before = at - 1
    while draft.sentence.word(before) in _SEEKING:
        before -= 1
    stated = draft.sentence.word(before - 1) in _SEEKERS
    refused = stated and draft.sentence.word(before) in cues("prices.denials")
    return draft.sentence.word(at - 1) in _DENYING or refused


def _blame_end(draft: Draft, at: int) -> int:
    """Return where "too expensive" or "a bit pricey" ends that starts at a token, or 0."""
    if length := cue_at(draft, at, cues("comparatives.blamed")):
        end = at + length
        if said_at(draft, end, cues("prices.asking")) or draft.sentence.word(at - 1) == "asking":
            return 0  # "is that too much to ask?"
        if draft.sentence.says(end - 2, "than", draft.sentence.word(end - 1)):
            return draft.sentence.clause_end(end, ("and", "but"))  # "cost more than my car"
        alone = draft.sentence.is_mark(end) or draft.sentence.word(end) in ("for", "to")
        alone = alone and not _is_of_a_value(draft, at, end)
        return end if alone or draft.sentence.word(end - 1) != "much" else 0  # "too much lace"
    end = at
    while draft.sentence.word(end) in DEGREES:
        end += 1
    if draft.sentence.word(end) not in DEAR or draft.asked[end] or not draft.moment.shown:
        return 0
    before = draft.sentence.word(at - 1)
    told = before in _SUBJECTS or any(one.end == at for one in draft.references)
    opens = end > at and draft.sentence.is_mark(at - 1)
    after = draft.sentence.word(end + 1)
    said = draft.sentence.is_mark(end + 1) or after in function_words() or draft.taken[end + 1]
    return end + 1 if said and (told or opens) else 0


def _is_of_a_value(draft: Draft, at: int, end: int) -> bool:
    """Tell "yellow is a bit much", said of a colour, from "the yellow one is a bit much"."""
    while draft.sentence.word(at - 1) in DEGREES or draft.sentence.word(at - 1) in BEING:
        at -= 1
    return draft.sentence.word(end - 1) == "much" and any(one.end == at for one in draft.mentions)


def _shows_those(draft: Draft, at: int) -> bool:
    """Tell "a bit more expensive is fine, show me those", which seeks the dearer ones."""
    at += draft.sentence.is_mark(at)
    shown = ("show", "me"), ("lets", "see"), ("let", "me", "see")
    return any(
        draft.sentence.says(at, *words) and draft.sentence.word(at + len(words)) in _THOSE
        for words in shown
    )


def _is_allowed(draft: Draft, at: int) -> bool:
    """Tell "I don't mind a bit pricier"."""
    while draft.sentence.word(at - 1) in _SOMETHING:
        at -= 1
    return any(
        said_at(draft, start, cues("comparatives.allowing")) == at - start
        for start in range(max(0, at - LONGEST_CUE), at)
    )


def _compare(draft: Draft, at: int, end: int, operator: Operator, *, blames: bool = False) -> int:
    """Note what the comparison asks for; return where it ends, 0 where it is none.

    Args:
        draft: The turn.
        at: Index of its first token.
        end: Index after its last.
        operator: Whether less or more is to be paid.
        blames: Whether it says that something costs too much.
    """
    less_by = _take_difference(draft, at)
    if draft.asked[at] or asks_which(draft, at) or _states_limit(draft, operator):
        draft.take(at, end)
        return end
    compared = _compared(draft, at, end)
    if draft.sentence.words[at:end] == ("cheap",) and compared is None:
        return 0
    compared = compared or (_blamed(draft, at) if blames else _praised(draft, at))
    beside = () if _names_another_kind(draft) else draft.moment.shown
    reference = _reference_price(compared.items if compared else beside, operator)
    if compared is not None and _is_of_each(draft, compared):
        reference = _extreme_price(compared.items, operator)
    if compared is not None and reference is not None and "half" in draft.sentence.words[at:end]:
        reference /= 2
    if compared is not None and compared.start == past_price(draft, end + 1):
        end = compared.end + (draft.sentence.word(compared.end) in _COSTING)
    if reference is None:
        wish(draft, at, end, LOW if operator is Operator.AT_MOST else HIGH)
        return end
    bound = reference - CENT if operator is Operator.AT_MOST else reference + CENT
    if less_by and operator is Operator.AT_MOST:
        bound = reference - less_by
    source = draft.source(at, end)
    draft.add(at, Set(Constraint(PRICE, operator, source, bound=max(bound, Decimal(0)))))
    draft.take(at, end)
    return end


def _names_another_kind(draft: Draft) -> bool:
    """Tell the "cheaper socks" that go with shoes, whose prices say nothing of socks."""
    named = [path for one in draft.mentions if one.field == CATEGORY for path in one.values]
    standing = draft.moment.intent.constraints.on(CATEGORY)
    sought = [path for one in standing if one.operator is Operator.ANY_OF for path in one.values]
    alike = any(lies_within(a, b) or lies_within(b, a) for a in named for b in sought)
    told = "than" in draft.sentence.words  # "cheaper sandals than these boots"
    return bool(named and sought) and not (alike or told)


def _take_difference(draft: Draft, at: int) -> Decimal | None:
    """Take back the limit of 20 that the "20" of "20 cheaper than the third" was read as."""
    before = range(at - 1, max(-1, at - 3), -1)
    number = next((one for i in before if (one := number_at(draft.sentence, i))), None)
    if number is None or any(one.end == at for one in draft.references):
        return None
    for start in range(max(0, at - _LONGEST_SUM), at):
        found = next((one for place, one in limits_set(draft) if place == start), None)
        if found is None or not all(draft.taken[start:at]):
            continue
        draft.operations[:] = [
            (place, one)
            for place, one in draft.operations
            if not (place == start and isinstance(one, Set) and one.constraint.field == PRICE)
        ]
        return number[0]
    return None


def asks_which(draft: Draft, at: int) -> bool:
    """Tell "which of the two is cheaper?", which sets no bound, from "what do you have cheaper"."""
    if "than" in draft.sentence.words[at : at + _FARTHEST_THAN]:
        return False  # "what's cheaper than the third"
    before = draft.sentence.words[draft.sentence.clause_start(at) : at]
    asked = not _WHICH.isdisjoint(before) or any(
        said == "what" and then in BEING for said, then in pairwise(before)
    )
    return asked and bool(draft.references)


def _states_limit(draft: Draft, operator: Operator) -> bool:
    return any(limit.operator is operator for _, limit in limits_set(draft))


def seeks_dearer(draft: Draft) -> bool:
    """Tell "these look cheap, any pricier?" from "these look cheap, what else is there?"."""
    return any(limit.operator is Operator.AT_LEAST for _, limit in limits_set(draft))


def _compared(draft: Draft, start: int, end: int) -> Reference | None:
    """Return the reference that the comparison is made with; None for the list."""
    sentence = draft.sentence
    if sentence.word(end) in _THAN:
        named = draft.reference_at(past_price(draft, end + 1))
    elif start < end and sentence.word(end - 1) in BELOW | ABOVE:
        named = draft.reference_at(past_price(draft, end))
    else:
        named = None
    if named is not None:
        return named
    for reference in draft.references:
        precedes = sentence.word(reference.start - 1) == "than" and reference.end == start
        varied = reference.end + 1 == start and sentence.word(reference.end) == "but"
        if precedes or varied or is_like(draft, reference):
            return reference
    return None


def _blamed(draft: Draft, at: int) -> Reference | None:
    """Return what costs too much: what the clause points at, else the turn before it."""
    same = [one for one in draft.references if _same_clause(draft, one, at)]
    before = [one for one in draft.references if one.end <= at]
    return next(iter([*same, *reversed(before)]), None)


def _praised(draft: Draft, at: int) -> Reference | None:
    """Return the one item of "the red one is lovely, anything for less?" and of "but 89??"."""
    before = [one for one in draft.references if one.end <= at and len(one.items) == 1]
    alone = len(before) == 1 and len(draft.references) == 1
    return before[0] if alone and not draft.asked[before[0].start] else None


def _same_clause(draft: Draft, reference: Reference, at: int) -> bool:
    low, high = sorted((reference.end, at))
    return not any(draft.sentence.is_mark(i) for i in range(low, high))


def _is_of_each(draft: Draft, compared: Reference) -> bool:
    """Tell "cheaper than any of these", which is below them all, from "cheaper than these"."""
    said = draft.sentence.words[compared.start - 1 : compared.end]
    return not _EACH.isdisjoint(said)


def _extreme_price(items: tuple[Item, ...], operator: Operator) -> Decimal | None:
    """Return the lowest of the prices for what is to cost less, the highest for what more."""
    prices = [item.price.amount for item in items if item.price is not None]
    extreme = min if operator is Operator.AT_MOST else max
    return extreme(prices, default=None)


def _reference_price(items: tuple[Item, ...], operator: Operator) -> Decimal | None:
    prices = sorted(item.price.amount for item in items if item.price is not None)
    if not prices:
        return None
    return prices[(len(prices) - 1) // 2 if operator is Operator.AT_MOST else len(prices) // 2]
