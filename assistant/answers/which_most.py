"""Which of several items is the lightest, the cheapest, the best rated: a verdict over all.

What the listings do not tell is said so, with how many of them do not.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from assistant.answers.item_names import short_titles
from assistant.explaining.phrasing_en import count_word, listed
from assistant.grounding.list_claims import price_of, rating_of
from assistant.measures import Quantity, attribute_measure
from assistant.money import price_text
from assistant.untrusted import normalise
from retrieval.constraints import PRICE, RATING
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
class _Scale:
    """What items are held against each other by.

    Attributes:
        asked: What asks for it.
        most: What the one is of several, and of two.
        most_zh: The same in Chinese.
        noun: What is measured.
        noun_zh: The same in Chinese.
        fields: The fields it rests on.
        measure: Reads it from an item.
        written: Says it of an item.
        highest: Whether the highest is asked for, and not the lowest.
    """

    asked: re.Pattern[str]
    most: tuple[str, str]
    most_zh: str
    noun: str
    noun_zh: str
    fields: tuple[str, ...]
    measure: Callable[[Item], Quantity | None]
    written: Callable[[Item], str]
    highest: bool


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
    scale = next((each for each in _SCALES if each.asked.search(question)), None)
    if scale is None or not items or not _WHICH.search(question) or _OF_IT.search(question):
        return None
    if len(items) < _TWO:
        return _only(scale, items[0], chinese=chinese)
    known = {item.item_id: found for item in items if (found := scale.measure(item)) is not None}
    of_one_kind = len({kind for kind, _ in known.values()}) == 1
    if len(known) < _TWO or not of_one_kind:
        return Most(_untold_zh(scale) if chinese else _untold(scale))
    extreme = (max if scale.highest else min)(amount for _, amount in known.values())
    best = tuple(item for item in items if known.get(item.item_id, ("", None))[1] == extreme)
    say = _told_zh if chinese else _told
    return Most(say(scale, items, best, len(items) - len(known)), scale.fields, best)


def _only(scale: _Scale, item: Item, *, chinese: bool) -> Most | None:
    """Say of the only item what it would be held against others by."""
    if scale.measure(item) is None:
        return None
    value = scale.written(item)
    said = f"只有这一款（{value}）。" if chinese else f"It is the only one here, at {value}."
    return Most(said, scale.fields, (item,))


def _told(scale: _Scale, items: Sequence[Item], best: Sequence[Item], unknown: int) -> str:
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


def _told_zh(scale: _Scale, items: Sequence[Item], best: Sequence[Item], unknown: int) -> str:
    value = scale.written(best[0])
    if len(best) == len(items):
        return f"它们的{scale.noun_zh}相同：{value}。"
    titles = "、".join(short_titles(best, items))
    said = f"{titles}{scale.most_zh}（{'均为' if len(best) > 1 else ''}{value}）。"
    return said + (f"另有{unknown}款没有写明{scale.noun_zh}。" if unknown else "")


def _untold(scale: _Scale) -> str:
    return f"The listings do not give enough on {scale.noun} to tell which is {scale.most[0]}."


def _untold_zh(scale: _Scale) -> str:
    return f"商品信息没有足够的{scale.noun_zh}说明，无法判断哪款{scale.most_zh}。"


def _price(item: Item) -> Quantity | None:
    amount = price_of(item)
    return (item.price.currency, amount) if item.price and amount is not None else None


def _rating(item: Item) -> Quantity | None:
    rated = rating_of(item)
    return (RATING, rated) if rated is not None else None


def _count(item: Item) -> Quantity:
    return RATING, Decimal(item.rating_count)


def _price_written(item: Item) -> str:
    return price_text(item.price) if item.price else ""


def _rating_written(item: Item) -> str:
    return f"{item.rating:g}" if item.rating is not None else ""


def _count_written(item: Item) -> str:
    return f"{item.rating_count:,}"


def _of_price(asked: str, most: tuple[str, str], most_zh: str, *, highest: bool) -> _Scale:
    pattern = re.compile(asked, re.IGNORECASE)
    return _Scale(
        pattern, most, most_zh, "price", "价格", (PRICE,), _price, _price_written, highest
    )


def _of_attribute(
    asked: str, most: tuple[str, str], most_zh: str, noun: tuple[str, str], *fields: str,
    highest: bool = True,
) -> _Scale:  # fmt: skip
    def written(item: Item) -> str:
        return next((normalise(item.values(f)[0], 40) for f in fields if item.values(f)), "")

    pattern, measure = re.compile(asked, re.IGNORECASE), attribute_measure(*fields)
    return _Scale(pattern, most, most_zh, *noun, fields, measure, written, highest)


_SCALES: Final = (
    _of_price(
        r"\bcheap(?:est|er)\b|\bleast expensive\b|\bcosts? (?:the )?least\b|最便宜|价格?最低",
        ("cheapest", "cheaper"), "最便宜", highest=False,
    ),
    _of_price(
        r"\b(?:most|more) expensive\b|\b(?:price|pric|dear)i?(?:est|er)\b|最贵",
        ("dearest", "dearer"), "最贵", highest=True,
    ),
    _Scale(
        re.compile(
            r"\bmost (?:reviews|ratings|reviewed|popular)\b|最受欢迎|评价最多", re.IGNORECASE
        ),
        ("most reviewed", "more reviewed"), "评价最多", "number of ratings", "评价数",
        ("rating_count",), _count, _count_written, highest=True,
    ),
    _Scale(
        re.compile(
            r"\b(?:best|better|highest|higher|top)[ -](?:rat(?:ed|ings?)|review(?:ed|s)?|scores?)\b"
            r"|\bbest (?:customer |shopper )?reviews\b|评[价分](?:最|更)[好高]|口碑最好|好评最多",
            re.IGNORECASE,
        ),
        ("best rated", "better rated"), "评分最高", "rating", "评分", (RATING,),
        _rating, _rating_written, highest=True,
    ),
    _of_attribute(
        r"\blight(?:est|er)\b(?! colou?r| shade)|\bweighs? (?:the )?least\b|最轻|更轻",
        ("lightest", "lighter"), "最轻", ("weight", "重量"), "weight", highest=False,
    ),
    _of_attribute(
        r"\bheav(?:iest|ier)\b|\bweighs? (?:the )?most\b|最重|更重",
        ("heaviest", "heavier"), "最重", ("weight", "重量"), "weight",
    ),
    _of_attribute(
        r"\bburns? (?:the )?longest\b|\blongest burn", ("longest burning", "longer burning"),
        "燃烧最久", ("burning time", "燃烧时间"), "burn",
    ),
    _of_attribute(
        r"\b(?:best|longest|better|longer|most) batter(?:y|ies)\b"
        r"|\bbatter(?:y|ies)\b.*\b(?:best|long(?:est|er))\b"
        r"|电池最|续航最|最耐用|最长续航",
        ("longest lasting on a charge", "longer lasting on a charge"), "续航最长",
        ("battery life", "续航时间"), "battery",
    ),
    _of_attribute(
        r"\bholds? (?:the )?(?:most|more)\b|\broom(?:iest|ier)\b|\b(?:larg|bigg)(?:est|er)\b"
        r"|最大|最能装|容量最大",
        ("largest", "larger"), "最大", ("capacity", "容量"), "capacity",
    ),
    _of_attribute(
        r"\bsmall(?:est|er)\b|最小",
        ("smallest", "smaller"), "最小", ("capacity", "容量"), "capacity", highest=False,
    ),
    _of_attribute(
        r"\bbright(?:est|er)\b(?! colou?r)|最亮", ("brightest", "brighter"), "最亮",
        ("brightness", "亮度"), "brightness",
    ),
    _of_attribute(
        r"\b(?:most|more) powerful\b|功率最大", ("most powerful", "more powerful"),
        "功率最大", ("power", "功率"), "power",
    ),
)  # fmt: skip
