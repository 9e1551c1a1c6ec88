"""One-tap refinements of the list that was shown.

Each says, when tapped, what the shopper could have typed, and is offered only
where the reader reads it as meant and some candidate would be left.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from assistant.answers.clarify import reads_back
from assistant.intent import Intent
from assistant.reply import Suggestion
from assistant.understanding.readers.colours import COLOUR_FIELDS, Colours
from assistant.understanding.reading import Reader
from retrieval.constraints import BRAND, Constraint, Operator, Source
from retrieval.items import Item
from retrieval.query import Candidate
from retrieval.vocabulary import Vocabulary

MOST: Final = 5
"""How many refinements are offered at most."""

_OF_A_KIND: Final = 2
_NOWHERE: Final = Source(0, "")
_FEATURES: Final = ("feature", "features", "material")


def suggest(
    intent: Intent,
    shown: Sequence[Item],
    candidates: Sequence[Candidate],
    *,
    vocabulary: Vocabulary,
    reader: Reader,
) -> tuple[Suggestion, ...]:
    """Return refinements that would change the list and leave something.

    Args:
        intent: What is understood; no field it has a condition on is suggested
            again, except the price.
        shown: The items of the list, in order.
        candidates: What the list was chosen from.
        vocabulary: The words of the catalogue.
        reader: Reads the texts back; the deterministic one.

    Returns:
        At most ``MOST``: "Cheaper" first where prices differ, then features,
        colours and brands that part of the candidates have, most first; empty
        where nothing was shown.
    """
    if not shown:
        return ()
    found = list(_cheaper(shown, candidates))
    items = [candidate.item for candidate in candidates] or list(shown)
    said = {constraint.field for constraint in intent.constraints}
    for field in (*_FEATURES, *COLOUR_FIELDS, BRAND):
        if field in said or (field != BRAND and field not in vocabulary.attributes):
            continue
        options = _options(field, items, intent, vocabulary, reader)
        found.extend(option for option, _ in zip(options, range(_OF_A_KIND), strict=False))
    return tuple(found[:MOST])


def _cheaper(shown: Sequence[Item], candidates: Sequence[Candidate]) -> Iterator[Suggestion]:
    """Suggest "cheaper" where a candidate costs less than the middle of the list."""
    prices = sorted(item.price.amount for item in shown if item.price is not None)
    if not prices:
        return
    middle = prices[(len(prices) - 1) // 2]
    others = [*shown, *(candidate.item for candidate in candidates)]
    if any(item.price is not None and item.price.amount < middle for item in others):
        yield Suggestion("Cheaper", "Cheaper")


def _options(
    field: str,
    items: Sequence[Item],
    intent: Intent,
    vocabulary: Vocabulary,
    reader: Reader,
) -> Iterator[Suggestion]:
    """Yield the values that some but not all of the items have, most first."""
    counts = Counter(value for item in items for value in set(_values(item, field)))
    for value, number in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        wanted = Constraint(field, Operator.ANY_OF, _NOWHERE, _meant(field, value, vocabulary))
        suggestion = _worded(field, value)
        if _OF_A_KIND <= number < len(items) and reads_back(
            suggestion.text, wanted, intent, vocabulary, reader
        ):
            yield suggestion


def _meant(field: str, value: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return what the value takes in when said: a colour its finer ones."""
    if field in COLOUR_FIELDS:
        return Colours(vocabulary).values(value)
    return (value.casefold(),)


def _worded(field: str, value: str) -> Suggestion:
    if field == BRAND:
        return Suggestion(value, f"Only from {value}")
    if field in COLOUR_FIELDS:
        return Suggestion(f"In {value}", f"In {value}")
    return Suggestion(value.capitalize(), value.capitalize())


def _values(item: Item, field: str) -> tuple[str, ...]:
    if field == BRAND:
        return (item.brand,) if item.brand is not None else ()
    return item.values(field)
