"""What of a request's words says what is sought, and what says something else.

The words of a price or a size, and of what is not wanted, name things that an index
would then find: "under fifty bucks" is about no buck, and "not black" no wish for black.
The conversation reads conditions from them; here they are only kept from misleading.
"""

import re
from dataclasses import dataclass
from typing import Final

from retrieval.chinese_script import simplified
from retrieval.refusals import split_refusals

_NUMBER: Final = (
    r"(?:\d[\d.,]*k?|(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty"
    r"|thirty|forty|fifty|sixty|seventy|eighty|ninety|a|hundred|thousand)(?:[\s-]+|\b))+)"
)
_MONEY: Final = r"(?:dollars?|bucks?|usd|eur|euros?|gbp|pounds?\s+sterling|quid|yuan|rmb|cny)\b"
_SIGN: Final = r"[$€£¥￥]"
_AMOUNT: Final = rf"(?:{_SIGN}\s*{_NUMBER}(?:\s*{_MONEY})?|{_NUMBER}\s*(?:{_SIGN}|{_MONEY}))"
# A bare number after one of these is a price, unless a word follows that it could be a number of.
_BOUND: Final = (
    r"(?:under|below|beneath|less\s+than|cheaper\s+than|up\s+to|at\s+most|no\s+more\s+than"
    r"|not\s+more\s+than|max(?:imum)?(?:\s+of)?|within|around|about|over|above|more\s+than"
    r"|at\s+least|for\s+less\s+than|for\s+under|for)"
)
_UNITS: Final = (
    r"(?:cm|mm|m|km|in|inch(?:es)?|ft|feet|foot|l|ml|cl|oz|ounces?|lbs?|g|kg|w|v|gb|tb|mah"
    r"|lit(?:er|re)s?|cent\w+|milli\w+|met(?:er|re)s?|gram\w*|kilo\w*|people|persons?|pieces?"
    r"|pcs?|packs?|years?|hours?|days?|%)"
)
_PRICE: Final = re.compile(
    rf"\b(?:priced?\s+)?(?:between|from)\s+(?:{_AMOUNT}|{_NUMBER})\s+(?:and|to)\s+{_AMOUNT}"
    rf"|\b(?:{_BOUND}\s+)?{_AMOUNT}(?:\s+or\s+(?:less|under|more))?"
    rf"|{_AMOUNT}(?:\s+or\s+(?:less|under|more))?"
    rf"|\b(?:under|below|less\s+than|cheaper\s+than)\s+{_NUMBER}(?![\s-]*{_UNITS}\b)(?![\w.])"
    r"|(?:低于|少于|不超过|不到|最多|预算|高于|超过|至少|大约|大概)?\s*"
    r"(?:\d[\d.]*|[一二两三四五六七八九十百千]+)\s*"
    r"(?:美元|美金|块钱|块|元|刀|欧元|英镑|人民币)(?:钱)?(?:以下|以内|之内|以上|左右)?"
    r"|(?:低于|少于|不超过)\s*\d[\d.]*(?![\d.]|\s*(?:厘米|毫米|英寸|寸|米|升|公斤|克))"
    r"|[$€£¥￥]\s*\d[\d.]*\s*(?:以下|以内|之内|以上|左右)?",
    re.IGNORECASE,
)
_SIZE: Final = re.compile(
    r"\b(?:in\s+(?:a\s+)?)?sizes?\s+(?:(?:eu|uk|us)\s*)?"
    r"(?:\d[\d.]*|x{0,3}s|m|x{0,3}l|(?:extra\s+)?(?:small|large)|medium)\b"
    r"|\b(?:eu|uk|us)\s?\d{1,2}(?:\.5)?\b"
    r"|(?<![\w'’])(?:xxs|xs|xl|xxl|xxxl|[234]xl)(?![\w'’])"
    r"|(?:尺码|码数)\s*[\da-z]+|\b[\da-z]{1,3}\s*码",
    re.IGNORECASE,
)

_LOOSE_END: Final = re.compile(r"(?:\s+(?:for|in|at|priced?|costing))+\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wording:
    """A request's words, sorted.

    Attributes:
        wanted: What is sought, without words of price, size and refusal; the
            whole request where nothing else is left.
        refused: What is not wanted, one phrase each, lower-case.
    """

    wanted: str
    refused: tuple[str, ...]


def read_wording(text: str) -> Wording:
    """Sort the words of a request, English or Chinese, the latter in simplified characters.

    >>> read_wording("backpack under fifty bucks, not black or leather")
    Wording(wanted='backpack', refused=('black', 'leather'))
    >>> read_wording("背包,不要黑色")
    Wording(wanted='背包', refused=('黑色',))
    """
    plain = simplified(text)
    rest = _SIZE.sub(" ", _PRICE.sub(" ", plain))
    wanted, refused = split_refusals(rest)
    wanted = _tidy(wanted)
    if not re.search(r"\w", wanted):
        return Wording(_tidy(plain), ())
    return Wording(wanted, refused)


def _tidy(text: str) -> str:
    """Close the gaps that the cut words left."""
    closed = re.sub(r"[\s,，、;]*([,，、;])[\s,，、;]*", r"\1 ", re.sub(r"\s+", " ", text))
    return _LOOSE_END.sub("", closed).strip(" ,，、;的")
