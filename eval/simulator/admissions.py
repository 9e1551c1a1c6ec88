"""Whether an answer says that nothing fits, and what was in the way."""

import re
from collections.abc import Iterable
from typing import Final

from eval.simulator.needs import (
    AUDIENCE,
    CostsAtMost,
    HasValue,
    LacksValue,
    Need,
    NotOfBrand,
    OfKind,
)

_ADMITS: Final = re.compile(
    r"\bnothing\b|\bnone (?:of these|fit|match|under|that)\b"
    r"|\bno (?:such|exact|match|results|others?|more)\b"
    r"|\bno [\w&' -]{1,40}\b(?:fit|match|under|in|with|below|that)\b"
    r"|\b(?:do|does)(?:n't|n’t| not)(?: seem to)? (?:have|carry|stock|sell|come|offer)\b"
    r"|\b(?:could|can)(?:n't|n’t|not| not) find\b|\bnearest\b|\bclosest\b"
    r"|\bonly (?:in|from|comes)\b"
    r"|\b(?:out of stock|sold out)\b|\bthat is all\b|\bthat's all\b"
    r"|没有|没找到|找不到|未找到|最接近|暂无|售完|缺货|就这些",
    re.IGNORECASE,
)


def admits_nothing_fits(text: str) -> bool:
    """Tell whether the words say that nothing, or no more, meets what was asked."""
    return _ADMITS.search(text) is not None


def names_obstacle(text: str, needs: Iterable[Need]) -> bool:
    """Tell whether the words name a need that was said: its value, bound or field."""
    folded = text.casefold()
    return any(word in folded for need in needs for word in _names_of(need))


def _names_of(need: Need) -> list[str]:
    match need:
        case CostsAtMost(bound):
            return [f"{bound.normalize():f}", "price", "价"]
        case HasValue(field=field, values=values):
            return [*values, field] if field != AUDIENCE else [*values, "for "]
        case LacksValue(field=field, value=value):
            return [value, field]
        case NotOfBrand(brand):
            return [brand.casefold(), "brand"]
        case OfKind(kind=kind, path=path):
            return [path[-1].casefold(), *([kind.name, kind.plural] if kind else [])]
