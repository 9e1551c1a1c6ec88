"""What items are held against each other by: price, rating, weight, size, warmth."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from math import prod
from typing import Final

from assistant.grounding.list_claims import price_of, rating_of
from assistant.measures import Quantity, attribute_measure, sides
from assistant.money import price_text
from assistant.untrusted import normalise
from retrieval.constraints import PRICE, RATING
from retrieval.items import Item


@dataclass(frozen=True, slots=True)
class Scale:
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
        says_untold: Whether it is said where listings do not tell; else others may answer.
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
    says_untold: bool = True


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


def _of_price(asked: str, most: tuple[str, str], most_zh: str, *, highest: bool) -> Scale:
    pattern = re.compile(asked, re.IGNORECASE)
    return Scale(pattern, most, most_zh, "price", "价格", (PRICE,), _price, _price_written, highest)


def _of_attribute(
    asked: str, most: tuple[str, str], most_zh: str, noun: tuple[str, str], *fields: str,
    highest: bool = True,
) -> Scale:  # fmt: skip
    def written(item: Item) -> str:
        return next((normalise(item.values(f)[0], 40) for f in fields if item.values(f)), "")

    pattern, measure = re.compile(asked, re.IGNORECASE), attribute_measure(*fields)
    return Scale(pattern, most, most_zh, *noun, fields, measure, written, highest)


def _extent(item: Item) -> Quantity | None:
    """Return the area or the volume of an item whose sides are told, by how many there are."""
    written = _sides_written(item)
    told = sides(written)
    counted = [told[name] for name in ("width", "depth", "height") if name in told]
    several = len(counted) > 1 and len(counted) == len(told) - 1
    return (f"{len(counted)} sides", prod(counted, start=Decimal(1))) if several else None


def _side(name: str) -> Callable[[Item], Quantity | None]:
    """Return what reads one side of an item: its height."""

    def read(item: Item) -> Quantity | None:
        told = sides(_sides_written(item))
        return (name, told[name]) if name in told else None

    return read


def _sides_written(item: Item) -> str:
    values = item.values("dimensions")
    return normalise(values[0], 40) if len(values) == 1 else ""


def _of_sides(
    asked: str, most: tuple[str, str], most_zh: str, noun: tuple[str, str],
    measure: Callable[[Item], Quantity | None], *, highest: bool = True,
) -> Scale:  # fmt: skip
    return Scale(
        re.compile(asked, re.IGNORECASE), most, most_zh, *noun, ("dimensions",), measure,
        _sides_written, highest, says_untold=False,
    )  # fmt: skip


def _comfort(item: Item) -> Quantity | None:
    """Return the cold down to which an item keeps warm; None of what is told of heat."""
    told = _COLD.match(_comfort_written(item).casefold())
    if told is None or Decimal(told[1]) > _COOLEST[told[2]]:
        return None
    return told[2], Decimal(told[1])


def _comfort_written(item: Item) -> str:
    values = item.values("temperature")
    return normalise(values[0], 40).upper() if len(values) == 1 else ""


_COLD: Final = re.compile(r"^([-\u2212]?\d+(?:\.\d+)?) ?°? ?([cf])$")
_COOLEST: Final = {"c": Decimal(20), "f": Decimal(68)}
"""Above it a temperature is none that something keeps warm down to."""
_LARGE: Final = r"\b(?:larg|bigg)(?:est|er)\b|最大"
_SMALL: Final = r"\bsmall(?:est|er)\b|最小"
SCALES: Final = (
    _of_price(
        r"\bcheap(?:est|er)\b|\bleast expensive\b|\bcosts? (?:the )?least\b|最便宜|价格?最低",
        ("cheapest", "cheaper"), "最便宜", highest=False,
    ),
    _of_price(
        r"\b(?:most|more) expensive\b|\b(?:price|pric|dear)i?(?:est|er)\b|最贵",
        ("dearest", "dearer"), "最贵", highest=True,
    ),
    Scale(
        re.compile(
            r"\bmost (?:reviews|ratings|reviewed|popular)\b|最受欢迎|评价最多", re.IGNORECASE
        ),
        ("most reviewed", "more reviewed"), "评价最多", "number of ratings", "评价数",
        ("rating_count",), _count, _count_written, highest=True,
    ),
    Scale(
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
        rf"\bholds? (?:the )?(?:most|more)\b|\broom(?:iest|ier)\b|{_LARGE}|最能装|容量最大",
        ("largest", "larger"), "最大", ("capacity", "容量"), "capacity",
    ),
    _of_sides(_LARGE, ("largest", "larger"), "最大", ("size", "尺寸"), _extent),
    _of_attribute(
        _SMALL,
        ("smallest", "smaller"), "最小", ("capacity", "容量"), "capacity", highest=False,
    ),
    _of_sides(
        _SMALL, ("smallest", "smaller"), "最小", ("size", "尺寸"), _extent, highest=False
    ),
    _of_sides(
        r"\b(?:tall|high)(?:est|er)\b(?! rat|[- ]review)|最高", ("tallest", "taller"), "最高",
        ("height", "高度"), _side("height"),
    ),
    _of_sides(
        r"\bwid(?:est|er)\b|最宽", ("widest", "wider"), "最宽", ("width", "宽度"), _side("width")
    ),
    Scale(
        re.compile(r"\bwarm(?:est|er)\b|最(?:保)?暖|更暖", re.IGNORECASE), ("warmest", "warmer"),
        "最暖", "temperature", "温度", ("temperature",), _comfort, _comfort_written,
        highest=False, says_untold=False,
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
