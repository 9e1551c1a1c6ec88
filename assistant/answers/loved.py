"""What somebody who is given a thing loves, and none of what is shown speaks of."""

from collections.abc import Sequence
from typing import Final

from assistant.answers.item_names import same_names
from assistant.intent import Intent
from assistant.understanding.readers.word_forms import is_plural, value_key, words
from assistant.untrusted import normalise
from ranking.ranked import RankedItem
from retrieval.constraints import CATEGORY
from retrieval.items import Item

_LONGEST_NAMED: Final = 60


def lead_unspoken(intent: Intent, items: Sequence[RankedItem]) -> str:
    """Say which love, told where no thing was named, no item speaks of; empty where there is none.

    Args:
        intent: What is wanted.
        items: What is shown for it.
    """
    if intent.request or intent.constraints.on(CATEGORY):
        return ""
    loved = (
        wish.text for wish in intent.preferences if not (wish.field or wish.averse) and wish.text
    )
    missing = [
        normalise(text, _LONGEST_NAMED)
        for text in loved
        if _is_loved(text) and not any(_speaks_of(ranked.item, text) for ranked in items)
    ]
    if not missing:
        return ""
    if intent.language == "zh":
        return f"以下商品都没有提到{'、'.join(f'“{text}”' for text in missing)}。"
    return f"Nothing here speaks of {' or '.join(f'“{text}”' for text in missing)}."


def _is_loved(text: str) -> bool:
    """Tell trains and cooking, which somebody loves, from "warm" and "bigger"."""
    last = words(text)[-1:]
    return any(is_plural(word) or word.endswith("ing") for word in last)


def _speaks_of(item: Item, text: str) -> bool:
    said = " ".join((item.title, *item.category, item.description))
    told = set(value_key(words(said)))
    names = (value_key(words(text)[-1:]), *(value_key(name) for name in same_names(text)))
    return any(told.issuperset(name) for name in names)
