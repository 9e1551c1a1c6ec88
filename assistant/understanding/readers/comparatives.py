"""Comparisons with what was shown: "cheaper", "lighter", "another colour".

"Cheaper" means strictly below a reference price: that of the item it is compared
with ("cheaper than the second", "like the second but cheaper", "the second one
is too expensive"), else the median of the prices shown; with an even number of
items the lower of the two in the middle, so that at least half the list goes.
"More expensive" mirrors it. With nothing shown both are wishes.

"Lighter" and the like are wishes for the plain property, with the catalogue's
values for it where there are any.

"Another colour" rules out the colours of the item spoken of, else those
required so far (and drops that requirement), else those of the list shown where
they are few; where they are many it is not clear which are meant.
"""

from decimal import Decimal
from typing import Final

from assistant.intent import Clear, Exclude, Prefer, Set
from assistant.understanding.readers.draft import Draft, Reference, Stance, cue_at
from assistant.understanding.readers.prices import wish
from assistant.understanding.readers.references import shared_values
from assistant.understanding.readers.word_forms import noun_stem
from assistant.understanding.readers.word_lists import Cues, cues, function_words
from retrieval.constraints import (
    BRAND,
    CATEGORY,
    HIGH,
    LOW,
    PRICE,
    Constraint,
    Operator,
    Preference,
)
from retrieval.items import Item

_FEW: Final = 3
_CENT: Final = Decimal("0.01")
_COMPARED: Final = {
    "lighter": "lightweight", "warmer": "warm", "softer": "soft", "brighter": "bright",
    "darker": "dark", "thicker": "thick", "thinner": "thin", "longer": "long", "shorter": "short",
    "bigger": "big", "larger": "large", "smaller": "small", "looser": "relaxed", "tighter": "slim",
    "slimmer": "slim", "wider": "wide", "narrower": "narrow", "stronger": "strong",
    "sturdier": "sturdy", "simpler": "minimal", "smarter": "smart", "dressier": "smart",
    "nicer": "nice", "cosier": "cosy", "quieter": "quiet", "faster": "fast", "heavier": "heavy",
    "comfier": "comfortable", "stretchier": "stretch", "baggier": "oversized", "plainer": "plain",
    "sportier": "sporty", "cooler": "cool", "fresher": "fresh", "cuter": "cute", "finer": "fine",
    "prettier": "pretty", "taller": "tall", "newer": "new", "safer": "safe", "easier": "easy",
}  # fmt: skip


def find_comparatives(draft: Draft) -> None:
    """Read every comparison of the turn."""
    at = 0
    while at < len(draft.sentence):
        after = 0
        if not draft.taken[at]:
            after = (
                _price_at(draft, at, cues("comparatives.cheaper"), Operator.AT_MOST)
                or _price_at(draft, at, cues("comparatives.dearer"), Operator.AT_LEAST)
                or _more_at(draft, at)
                or _another_at(draft, at)
            )
        at = max(after, at + 1)


def _price_at(draft: Draft, at: int, words: Cues, operator: Operator) -> int:
    length = cue_at(draft, at, words)
    if not length:
        return 0
    end = at + length
    compared = _compared(draft, at, end)
    if draft.sentence.words[at:end] == ("cheap",) and compared is None:
        return 0
    reference = _reference_price(compared.items if compared else draft.moment.shown, operator)
    if compared is not None and compared.start == end + 1:
        end = compared.end
    if reference is None:
        wish(draft, at, end, LOW if operator is Operator.AT_MOST else HIGH)
        return end
    bound = reference - _CENT if operator is Operator.AT_MOST else reference + _CENT
    source = draft.source(at, end)
    draft.add(at, Set(Constraint(PRICE, operator, source, bound=max(bound, Decimal(0)))))
    draft.take(at, end)
    return end


def _compared(draft: Draft, start: int, end: int) -> Reference | None:
    """Return the reference that the comparison is made with; None for the list."""
    sentence = draft.sentence
    for reference in draft.references:
        follows = sentence.word(end) == "than" and reference.start == end + 1
        precedes = sentence.word(reference.start - 1) == "than" and reference.end == start
        blamed = sentence.word(start) in ("too", "out", "over", "above", "cant", "bit") and (
            _same_clause(draft, reference, start)
        )
        if follows or precedes or blamed or is_like(draft, reference):
            return reference
    return None


def is_like(draft: Draft, reference: Reference) -> bool:
    """Tell whether the likes of the item are asked for: "like the second"."""
    before = draft.sentence.word(reference.start - 1)
    earlier = draft.sentence.word(reference.start - 2)
    if before == "like":
        return earlier not in ("i", "dont", "we", "really", "doesnt", "she", "he", "also", "not")
    return before == "to" and earlier in (
        "similar",
        "close",
        "closer",
        "alternatives",
        "comparable",
    )


def _same_clause(draft: Draft, reference: Reference, at: int) -> bool:
    low, high = sorted((reference.end, at))
    return not any(draft.sentence.is_mark(i) for i in range(low, high))


def _reference_price(items: tuple[Item, ...], operator: Operator) -> Decimal | None:
    prices = sorted(item.price.amount for item in items if item.price is not None)
    if not prices:
        return None
    return prices[(len(prices) - 1) // 2 if operator is Operator.AT_MOST else len(prices) // 2]


def _more_at(draft: Draft, at: int) -> int:
    """Read "lighter", "more formal", "less bright"."""
    word = draft.sentence.word(at)
    if word in _COMPARED:
        plain = _COMPARED[word]
        return _wish_for(draft, at, at + 1, plain)
    if word in ("more", "less", "too"):
        named = draft.mention_at(at + 1)
        if named is None:
            return _wish_in_words(draft, at, averse=word != "more")
        if named.field in (CATEGORY, BRAND):
            return 0
        stance = Stance.WISHED if word == "more" else Stance.WISHED_AWAY
        named.stance = stance
        named.start = at
        draft.take(at, at + 1)
        return named.end
    return 0


def _wish_in_words(draft: Draft, at: int, *, averse: bool) -> int:
    """Read "more pockets" and "too bright", which the catalogue has no value for."""
    end = at + 1
    while draft.is_free(end, end + 1) and draft.sentence.word(end) not in function_words():
        end += 1
    if end == at + 1:
        return 0
    source = draft.source(at, end)
    draft.add(at, Prefer(Preference(source.phrase, source, averse=averse)))
    draft.take(at, end)
    return end


def _wish_for(draft: Draft, start: int, end: int, plain: str) -> int:
    meanings = draft.lexicon.attribute((plain,))
    source = draft.source(start, end)
    field, values = (meanings[0].field, meanings[0].values) if meanings else (None, ())
    draft.add(start, Prefer(Preference(source.phrase, source, field, values)))
    draft.take(start, end)
    return end


def _another_at(draft: Draft, at: int) -> int:
    length = cue_at(draft, at, cues("comparatives.another"))
    if not length:
        return 0
    end = at + length
    noun = noun_stem(draft.sentence.word(end))
    colour = draft.lexicon.colours.field
    field = {"colour": colour, "color": colour, "brand": BRAND, "make": BRAND}.get(noun)
    if field is None or (draft.sentence.word(at) == "more" and field == BRAND):
        return 0
    _change(draft, at, end + 1, field)
    return end + 1


def _change(draft: Draft, start: int, end: int, field: str) -> None:
    """Rule out the values that the shopper wants others than."""
    required = tuple(
        value
        for constraint in draft.moment.intent.constraints.on(field)
        if constraint.operator is Operator.ANY_OF
        for value in constraint.values
    )
    spoken = draft.references[-1].items if draft.references else ()
    ruled_out = shared_values(spoken, field) or required
    ruled_out = ruled_out or _few_values(draft.moment.shown, field)
    source = draft.source(start, end)
    draft.take(start, end)
    if required:
        draft.add(start, Clear(field))
    if ruled_out:
        draft.add(start, Exclude(Constraint(field, Operator.NONE_OF, source, ruled_out)))
    elif not required:
        draft.unresolved.append(source.phrase)


def _few_values(items: tuple[Item, ...], field: str) -> tuple[str, ...]:
    """Return the values all the items have between them, if they are few."""
    values = tuple(
        dict.fromkeys(value for item in items for value in shared_values((item,), field))
    )
    return values if len(values) <= _FEW else ()
