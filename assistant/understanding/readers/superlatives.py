"""Items shown that are the cheapest, the dearest, the best rated, ties all meant."""

from decimal import Decimal
from typing import Final

from assistant.understanding.readers.draft import Draft, cue_at
from assistant.understanding.readers.places import COUNTS, NOUNS
from assistant.understanding.readers.word_lists import cues, function_words, listed
from retrieval.items import Item

_THEM: Final = listed("these those them all")


def superlative_at(draft: Draft, at: int) -> int:
    """Read "the cheapest", "the best rated one"; return where it ends, 0 where none stands."""
    count = COUNTS.get(draft.sentence.word(at + 1), 0) if draft.sentence.word(at) == "the" else 0
    if count and (end := _ranked_at(draft, at, count)):
        return end
    length = cue_at(draft, at, cues("references.superlatives"))
    end = at + length
    if not length or not draft.moment.shown:
        return 0
    if draft.sentence.word(end) in NOUNS:
        end += 1
    elif length_of := _of_them(draft, end):
        end += length_of
    elif not (draft.sentence.is_mark(end) or draft.sentence.word(end) in function_words()):
        return 0
    said = " ".join(draft.sentence.words[at : at + length])
    return draft.refer(at, end, _extremes(_choice(draft), said))


def _of_them(draft: Draft, at: int) -> int:
    """Return the length of "of these" and "of the two" at a token; 0 if none stands."""
    if draft.sentence.word(at) != "of":
        return 0
    the = draft.sentence.word(at + 1) == "the"
    counted = draft.sentence.word(at + 2) in COUNTS
    return (3 if counted else 0) if the else 2 * (draft.sentence.word(at + 1) in _THEM)


def _choice(draft: Draft) -> tuple[Item, ...]:
    """Return what is chosen among: several named before ("the first two: the cheaper?"), or all."""
    named = {item.item_id for reference in draft.references for item in reference.items}
    among = tuple(item for item in draft.moment.shown if item.item_id in named)
    return among if len(among) > 1 else draft.moment.shown


def _ranked_at(draft: Draft, at: int, count: int) -> int:
    """Read "the two cheapest" and "the three most expensive" of those shown."""
    after = draft.sentence.words[at + 2 : at + 4]
    dear = after in (("most", "expensive"), ("most", "pricey")) or after[:1] in (
        ("priciest",),
        ("dearest",),
    )
    if not draft.moment.shown or not (dear or after[:1] == ("cheapest",)):
        return 0
    priced = [item for item in draft.moment.shown if item.price is not None]
    ordered = sorted(priced, key=_amount, reverse=dear)[:count]
    end = at + 3 + (after[:1] == ("most",))
    return draft.refer(at, end + (draft.sentence.word(end) in NOUNS), tuple(ordered))


def _amount(item: Item) -> Decimal:
    return item.price.amount if item.price is not None else Decimal(0)


def _extremes(shown: tuple[Item, ...], said: str) -> tuple[Item, ...]:
    if "rated" in said or "reviewed" in said:
        measures = [(item, item.rating) for item in shown if item.rating is not None]
        best = max((value for _, value in measures), default=None)
        return tuple(item for item, value in measures if value == best)
    if "popular" in said:
        most = max(item.rating_count for item in shown)
        return tuple(item for item in shown if item.rating_count == most)
    prices = [(item, item.price.amount) for item in shown if item.price is not None]
    if not prices:
        return ()
    dear = any(word in said for word in ("most expensive", "priciest", "dearest", "highest"))
    extreme = (max if dear else min)(amount for _, amount in prices)
    return tuple(item for item, amount in prices if amount == extreme)
