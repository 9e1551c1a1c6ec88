"""Chinese noun phrases: "一件防水的藏青色夹克，120美元以内，不要黑色的"."""

import re
from collections.abc import Sequence
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
from eval.simulator.wording import Wording

_AUDIENCES: Final = {"women": "女款", "men": "男款", "kids": "儿童", "baby": "宝宝"}
_MEASURED: Final = re.compile(r"(一.)(.+)")


class ChinesePhrases:
    """How Chinese joins what is wanted."""

    def __init__(self, wording: Wording) -> None:
        """Take the words."""
        self._wording = wording

    def short(self, need: Need, money: str) -> str:  # noqa: PLR0911 - one case a need
        """Return the need in a few words."""
        match need:
            case OfKind(kind=kind, path=path):
                return self._wording.kind(kind.name)[2:] if kind else path[-1]
            case CostsAtMost():
                return f"{money}以内"
            case NotOfBrand(brand):
                return f"不要{brand}的"
            case LacksValue(value=value):
                return f"不要{self._wording.word(value)}的"
            case HasValue(field="size", values=values):
                return f"{values[0].upper()}码"
            case HasValue(field=field, values=values):
                if field == AUDIENCE:
                    return _AUDIENCES.get(values[0], values[0])
                said = "或者".join(self._wording.word(value) for value in values)
                alone = field in ("colour", "material", "pattern", "feature")
                return said if alone else f"{self._wording.field(field)}{said}"

    def thing(self, kind: OfKind, needs: Sequence[Need], money: str) -> str:
        """Return a noun phrase with every need in it."""
        before = [n for n in needs if isinstance(n, HasValue) and n.field != "size"]
        after = [n for n in needs if n not in before]
        described = "".join(f"{self.short(need, money)}的" for need in before)
        if kind.kind is None:
            phrase = f"“{kind.path[-1]}”里{described or '的'}东西"
        elif measured := _MEASURED.fullmatch(self._wording.kind(kind.kind.name)):
            phrase = f"{measured[1]}{described}{measured[2]}"
        else:
            phrase = f"{described}{kind.kind.name}"
        return "，".join((phrase, *(self.short(need, money) for need in after)))
