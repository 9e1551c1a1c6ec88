"""Whether words refuse something by themselves."""

import re
from typing import Final

_REFUSAL: Final = re.compile(r"(?:not|no|without|nothing|never)\b|不|别|没|无", re.IGNORECASE)


def says_no(words: str) -> bool:
    """Tell whether the words begin by refusing: "not synthetic", "不要黑色"."""
    return _REFUSAL.match(words) is not None
