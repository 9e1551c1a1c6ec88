"""Questions about the sizes an item comes in."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from assistant.answers.asked_item import AskedItem, Found
from assistant.explaining.phrasing_en import listed, size_name
from assistant.intent import Intent
from assistant.shoe_sizes import MEN, WOMEN, european

_ONE_SIZE: Final = re.compile(
    r"\bsize\s+((?:x{0,3}|[2-6]x)[sl]|m|medium|small|large|\d{1,3}(?:[./]\d+)?)\b"
    r"|\b(?:in|an?|my)\s+((?:x{0,3}|[2-6]x)[sl]|m|medium|small|large|\d{1,2}(?:\.5)?)\b"
    r"(?![- ]?(?:years?|yrs?|yo|months?)\b)"
    r"|((?:x{0,3}|[2-6]x)[sl]|m|\d{2})\s?码",
    re.IGNORECASE,
)
_SIZE_WORDS: Final = {"small": "s", "medium": "m", "large": "l"}
_FOREIGN_SIZE: Final = re.compile(
    r"(?<![a-z\d.])(?:(uk|us)\s?(\d{1,2}(?:\.5)?)|(\d{1,2}(?:\.5)?)\s?(uk|us))(?![a-z\d])",
    re.IGNORECASE,
)
_AGE: Final = re.compile(
    r"(\d{1,2})[- ]?(?:years?|yrs?)[- ]?olds?\b|\b(?:aged?|turning|turns)\s(\d{1,2})\b"
    r"|(\d{1,2})\s?岁",
    re.IGNORECASE,
)
_YEARS: Final = re.compile(r"(\d{1,2})(?:\s?[-\u2013]\s?(\d{1,2}))?\s?(?:years?|yrs?|岁)\b")
_BARE_AGE: Final = re.compile(r"\d{1,2}")


def age_told(question: str, intent: Intent) -> int | None:
    """Return how old the child is that it is for, as asked or as told before; None if untold."""
    if asked := _AGE.search(question):
        return int(next(filter(None, asked.groups())))
    phrases = [one.source.phrase for one in intent.constraints.on("audience")]
    found = next(filter(None, map(_BARE_AGE.search, phrases)), None)
    return int(found[0]) if found else None


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
        said = asked.say(f"It comes in {every}", f"有{every}码")
        return f"{said}{_for_age(asked, sizes)}{asked.say('.', '。')}", ("size",)
    wanted = next(filter(None, one.groups())).casefold()
    wanted = wanted if wanted in sizes else _SIZE_WORDS.get(wanted, wanted)
    name = size_name(wanted)
    if wanted in sizes:
        return asked.say(f"Yes, it comes in {name}.", f"有{name}码。"), ("size",)
    return asked.say(f"No, not in {name}; it comes in {every}.", f"没有{name}码；有{every}码。"), (
        "size",
    )


def _for_age(asked: AskedItem, sizes: Sequence[str]) -> str:
    """Return which of the sizes are for the child's age; "" where these name no years."""
    spans = [(size, found) for size in sizes if (found := _YEARS.search(size))]
    if asked.age is None or not spans:
        return ""
    fitting = [size for size, span in spans if int(span[1]) <= asked.age <= int(span[2] or span[1])]
    english = f"for age {asked.age} that is {listed(fitting)}"
    english = english if fitting else f"none of them is for age {asked.age}"
    chinese = f"{asked.age}岁对应{'、'.join(fitting)}" if fitting else f"没有{asked.age}岁的"
    return asked.say(f"; {english}", f"；{chinese}")


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
