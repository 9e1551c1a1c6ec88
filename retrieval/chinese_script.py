"""Chinese in one script: traditional characters as the simplified ones that word lists are in."""

import re
from functools import cache
from typing import Final

from opencc import OpenCC

_RUN: Final = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")


def simplified(text: str) -> str:
    """Return the text with traditional characters in simplified ones, character for character.

    >>> simplified("黑色的無線耳機 size M")
    '黑色的无线耳机 size M'
    """
    return text if text.isascii() else _RUN.sub(_converted, text)


def _converted(run: re.Match[str]) -> str:
    plain = _converter().convert(run.group())
    return plain if len(plain) == len(run.group()) else run.group()


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s", include_tofu_risk_dictionaries=False)
