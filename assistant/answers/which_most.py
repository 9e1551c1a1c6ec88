"""Which of several items is the lightest, the cheapest, the best rated: a verdict over all.

What the listings do not tell is said so, with how many of them do not.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from assistant.answers.item_names import short_titles
from assistant.answers.which_scales import SCALES, Scale
from assistant.explaining.phrasing_en import count_word, listed
from assistant.measures import Quantity
from retrieval.items import Item

_WHICH: Final = re.compile(
    r"\bwhich|\bwhat(?:'s|s| is| are)\b|\bwho\b|哪"
    r"|^\W*(?:(?:and|so|ok|then|the)\s)*"
    r"(?:\w+est|most \w+|(?:best|top|highest) rated)(?: one)?\W*\?",
    re.IGNORECASE,
)
"""What asks for one of several: "which is lightest", "cheapest one?"."""
_OF_IT: Final = re.compile(
    r"\bmade (?:of|from)\b|\bcomes? in\b|\b(?:sizes?|feet|colou?rs?|shades?|materials?)\b"
    r"|材质|颜色|尺码",
    re.IGNORECASE,
)
"""What is asked of the one meant, and no verdict: "what is the cheapest one made of?"."""
_TWO: Final = 2


@dataclass(frozen=True, slots=True)
class Most:
    """A verdict.

    Attributes:
        text: In the shopper's language.
        fields: The fields it rests on; none where the listings do not tell.
        best: The items it speaks for, ties all meant.
    """

    text: str
    fields: tuple[str, ...] = ()
    best: tuple[Item, ...] = ()


def which_most(question: str, items: Sequence[Item], *, chinese: bool) -> Most | None:
    """Say which of the items is the most of what is asked: "which of these is lightest?".

    Args:
        question: The shopper's words.
        items: All that are held against each other.
        chinese: Whether to answer in Chinese.

    Returns:
        The verdict; None where no such question is asked, or where there is but one item
        and the listing does not tell.
    """
    if not items or not _WHICH.search(question) or _OF_IT.search(question):
        return None
    scale = _scale(question, items)
    if scale is None:
        return None
    if len(items) < _TWO:
        return _only(scale, items[0], chinese=chinese)
    known = _known(scale, items)
    if not known:
        return Most(_untold_zh(scale) if chinese else _untold(scale)) if scale.says_untold else None
    extreme = (max if scale.highest else min)(amount for _, amount in known.values())
    best = tuple(item for item in items if known.get(item.item_id, ("", None))[1] == extreme)
    say = _told_zh if chinese else _told
    return Most(say(scale, items, best, len(items) - len(known)), scale.fields, best)


def _scale(question: str, items: Sequence[Item]) -> Scale | None:
    """Return the first scale asked for that tells of the items, else the first asked for."""
    asked = [each for each in SCALES if each.asked.search(question)]
    return next((each for each in asked if _known(each, items)), asked[0] if asked else None)


def _known(scale: Scale, items: Sequence[Item]) -> dict[str, Quantity]:
    """Return what is told of the items by id, where it can be held against each other."""
    known = {item.item_id: found for item in items if (found := scale.measure(item)) is not None}
    of_one_kind = len({kind for kind, _ in known.values()}) == 1
    return known if of_one_kind and len(known) >= min(_TWO, len(items)) else {}


def _only(scale: Scale, item: Item, *, chinese: bool) -> Most | None:
    """Say of the only item what it would be held against others by."""
    if scale.measure(item) is None:
        return None
    value = scale.written(item)
    said = f"只有这一款（{value}）。" if chinese else f"It is the only one here, at {value}."
    return Most(said, scale.fields, (item,))


def _told(scale: Scale, items: Sequence[Item], best: Sequence[Item], unknown: int) -> str:
    value = scale.written(best[0])
    several, of_two = scale.most
    if len(best) == len(items):
        return f"They are alike in {scale.noun}: {value} each."
    titles = listed(short_titles(best, items))
    most = of_two if len(items) == _TWO else f"the {several}"
    said = f"{titles} {f'is {most}' if len(best) == 1 else f'are {most}'}, at {value}"
    said += "." if len(best) == 1 else " each."
    if unknown:
        left = f"{count_word(unknown)} of the {count_word(len(items))}"
        said += f" The {scale.noun} of {left} is not known."
    return said


def _told_zh(scale: Scale, items: Sequence[Item], best: Sequence[Item], unknown: int) -> str:
    value = scale.written(best[0])
    if len(best) == len(items):
        return f"它们的{scale.noun_zh}相同：{value}。"
    titles = "、".join(short_titles(best, items))
    said = f"{titles}{scale.most_zh}（{'均为' if len(best) > 1 else ''}{value}）。"
    return said + (f"另有{unknown}款没有写明{scale.noun_zh}。" if unknown else "")


def _untold(scale: Scale) -> str:
    return f"The listings do not give enough on {scale.noun} to tell which is {scale.most[0]}."


def _untold_zh(scale: Scale) -> str:
    return f"商品信息没有足够的{scale.noun_zh}说明，无法判断哪款{scale.most_zh}。"
