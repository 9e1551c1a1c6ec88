"""English noun phrases: "a waterproof navy jacket in size M under $120, not black"."""

from collections.abc import Sequence

from eval.simulator.needs import (
    AUDIENCE,
    COLOUR,
    CostsAtMost,
    HasValue,
    LacksValue,
    Need,
    NotOfBrand,
    OfKind,
)
from eval.simulator.wording import is_adjective


class EnglishPhrases:
    """How English joins what is wanted."""

    def short(self, need: Need, money: str) -> str:  # noqa: PLR0911 - one case a need
        """Return the need in a few words."""
        match need:
            case OfKind(kind=kind, path=path):
                return kind.plural if kind else path[-1].lower()
            case CostsAtMost():
                return f"under {money}"
            case NotOfBrand(brand):
                return f"not from {brand}"
            case LacksValue(value=value):
                return f"not {value}"
            case HasValue(field="size", values=values):
                return f"size {' or '.join(_size(value) for value in values)}"
            case HasValue(field=field, values=values):
                if field == AUDIENCE:
                    return f"for {values[0]}"
                said = " or ".join(values)
                return said if _stands_alone(field) else f"{said} {field.replace('_', ' ')}"

    def thing(self, kind: OfKind, needs: Sequence[Need], money: str) -> str:
        """Return a noun phrase with every need in it."""
        before = [need for need in needs if _goes_before(need)]
        after = sorted(
            (need for need in needs if not _goes_before(need)),
            key=lambda need: isinstance(need, LacksValue),
        )
        described = " ".join(self.short(need, money) for need in sorted(before, key=_order))
        if kind.kind is None:
            section = f"from your {kind.path[-1]} section"
            phrase = f"something {described} {section}" if described else f"something {section}"
        elif kind.kind.is_plural:
            phrase = f"{described} {kind.kind.plural}".strip()
        else:
            phrase = _with_article(f"{described} {kind.kind.name}".strip())
        return "".join((phrase, *(_joined(self.short(n, money), n) for n in after)))


def _stands_alone(field: str) -> bool:
    return field in (COLOUR, "material", "pattern", "feature")


def _goes_before(need: Need) -> bool:
    if not isinstance(need, HasValue):
        return False
    if need.field == "feature":
        return is_adjective(need.values[0])
    return need.field in (COLOUR, "pattern", "material") and len(need.values) == 1


def _order(need: Need) -> int:
    return ("feature", COLOUR, "pattern", "material").index(need.field)


def _joined(short: str, need: Need) -> str:
    match need:
        case LacksValue():
            return f", {short}"
        case HasValue(field="size"):
            return f" in {short}"
        case HasValue(field=field) if field == COLOUR:
            return f" in {short}"
        case HasValue(field=field) if field != AUDIENCE:
            return f" with {short}"
        case _:
            return f" {short}"


def _size(value: str) -> str:
    return value.upper() if value.isalpha() else value


def _with_article(phrase: str) -> str:
    return f"{'an' if phrase[:1] in 'aeiou' else 'a'} {phrase}"
