"""Questions about the sizes an item comes in."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from assistant.answers.asked_item import AskedItem, Found
from assistant.explaining.phrasing_en import listed, size_name
from assistant.shoe_sizes import MEN, WOMEN, european

_ONE_SIZE: Final = re.compile(
    r"\bsize\s+(?!(?:is|are|was|do|does|it|in|of|for|and|or|to)\b)([a-z0-9./]{1,6})\b"
    r"|\b(?:in|an?|my)\s+((?:x{0,3}|[2-6]x)[sl]|m|medium|small|large|\d{1,2}(?:\.5)?)\b"
    r"|((?:x{0,3}|[2-6]x)[sl]|m|\d{2})\s?码",
    re.IGNORECASE,
)
_SIZE_WORDS: Final = {"small": "s", "medium": "m", "large": "l"}
_FOREIGN_SIZE: Final = re.compile(
    r"(?<![a-z\d.])(?:(uk|us)\s?(\d{1,2}(?:\.5)?)|(\d{1,2}(?:\.5)?)\s?(uk|us))(?![a-z\d])",
    re.IGNORECASE,
)


def names_size(question: str) -> bool:
    """Tell whether a question names one size: "does it come in an M?"."""
    return bool(_ONE_SIZE.search(question) or _FOREIGN_SIZE.search(question))


def on_size(asked: AskedItem) -> Found | None:
    """Return whether it comes in the size named, or all that it comes in; None without any."""
    sizes = asked.item.values("size")
    if not sizes:
        return None
    if (foreign := _foreign_size(asked, sizes)) is not None:
        return foreign
    shown = [size_name(size) for size in sizes]
    every = asked.say(listed(shown), "、".join(shown))
    one = _ONE_SIZE.search(asked.question)
    if one is None:
        return asked.say(f"It comes in {every}.", f"有{every}码。"), ("size",)
    wanted = next(filter(None, one.groups())).casefold()
    wanted = wanted if wanted in sizes else _SIZE_WORDS.get(wanted, wanted)
    name = size_name(wanted)
    if wanted in sizes:
        return asked.say(f"Yes, it comes in {name}.", f"有{name}码。"), ("size",)
    return asked.say(f"No, not in {name}; it comes in {every}.", f"没有{name}码；有{every}码。"), (
        "size",
    )


def _foreign_size(asked: AskedItem, sizes: Sequence[str]) -> Found | None:
    """Answer "does it come in a uk 8?" of shoes that are marked as in Europe."""
    said = _FOREIGN_SIZE.search(asked.question)
    shoes = any("shoe" in name.casefold() for name in asked.item.category)
    if said is None or not shoes or any(said[0].casefold() in size for size in sizes):
        return None
    system, number = (said[1] or said[4]).casefold(), said[2] or said[3]
    worn = asked.item.values("audience")
    wearers = tuple(who for who in (WOMEN, MEN) if who in worn) or (WOMEN, MEN)
    there = european(system, Decimal(number), wearers, sizes)
    name = f"{system.upper()} {number}"
    if there:
        which = (" or ".join(there), "或".join(there))
        yes = asked.say(f"Yes: {name} is {which[0]}.", f"有，{name}相当于{which[1]}码。")
        return yes, ("size",)
    every = asked.say(listed(sizes), "、".join(sizes))
    no = asked.say(f"Not in {name}; it comes in {every}.", f"没有{name}；有{every}码。")
    return no, ("size",)
