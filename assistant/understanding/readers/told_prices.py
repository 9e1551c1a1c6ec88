"""What an item shown is said to cost: "89 for the green one?", which limits nothing."""

from decimal import Decimal
from typing import Final

from assistant.intent import Set
from assistant.understanding.readers.draft import Draft, Reference
from assistant.understanding.readers.numbers import number_at
from assistant.understanding.readers.word_lists import listed
from retrieval.constraints import PRICE

_LONGEST: Final = 4
"""How many tokens a sum may have: "one hundred and five"."""
_CURRENCIES: Final = listed("dollars bucks dollar usd")
_COSTING: Final = listed("is are costs cost at for")
_PAYING: Final = listed("pay paying spend spending want asking charging charge $ at")


def leave_out_told_prices(draft: Draft) -> None:
    """Tell "89 for the green one? cheaper than that", which costs 89, from "89 for boots"."""
    for reference in draft.references:
        start, end = told_price_start(draft, reference), _told_price_end(draft, reference)
        draft.operations[:] = [
            (at, operation)
            for at, operation in draft.operations
            if not (start <= at < end and _is_of_price(operation))
        ]
        draft.take(start, end)


def told_price_start(draft: Draft, reference: Reference) -> int:
    """Return where the "89 dollars for" of "89 dollars for the green one" begins; else the item."""
    end = reference.start - 1
    if len(reference.items) != 1 or draft.sentence.word(end) != "for":
        return reference.start
    end -= draft.sentence.word(end - 1) in _CURRENCIES
    for at in range(max(0, end - _LONGEST), end):
        number = number_at(draft.sentence, at)
        if number is None or number[1] != end:
            continue
        if _costs(reference, number[0]):
            return at - (draft.sentence.word(at - 1) in _PAYING)
        break
    return reference.start


def _told_price_end(draft: Draft, reference: Reference) -> int:
    """Return where the "at 89 dollars" of "the green one at 89 dollars" ends; else the item."""
    at = reference.end + (draft.sentence.word(reference.end) in _COSTING)
    at += draft.sentence.word(at) == "$"
    number = number_at(draft.sentence, at) if len(reference.items) == 1 else None
    if number is None or not _costs(reference, number[0]):
        return reference.end
    return number[1] + (draft.sentence.word(number[1]) in _CURRENCIES)


def _costs(reference: Reference, amount: Decimal) -> bool:
    price = reference.items[0].price
    return price is not None and amount in (price.amount, int(price.amount), round(price.amount))


def _is_of_price(operation: object) -> bool:
    return isinstance(operation, Set) and operation.constraint.field == PRICE
