"""What goes with an item, where no baskets tell: other things for its use or in its style."""

import re
from dataclasses import dataclass
from typing import Final

from assistant.answers.item_names import title_without_colour
from assistant.explaining.names_zh import in_chinese
from assistant.explaining.phrasing_en import listed
from assistant.untrusted import normalise
from retrieval.constraints import (
    CATEGORY,
    PATH_SEPARATOR,
    Constraint,
    Constraints,
    Operator,
    Preference,
    Source,
)
from retrieval.items import Item

_ASKED: Final = re.compile(
    r"\bwhat(?: else)?\b(?:'s| is| do| does| would| could| should| can| will)?"
    r"(?: (?:people|i|you|we|customers|others|shoppers|most people))?"
    r"(?: (?:usually|normally|often|also|typically|best|well))*"
    r" (?:go(?:es)?|pairs?|match(?:es)?|buy|get|wear|take|use|combine)\b.*\bwith\b"
    r"|搭配什么|配什么|和.*一起买",
    re.IGNORECASE,
)
_SHARED: Final = ("activity", "occasion", "style")
"""What two things that go together may share, the most telling first."""
_AUDIENCE: Final = "audience"
_CHILDREN: Final = ("kids", "baby")


@dataclass(frozen=True, slots=True)
class Shared:
    """What an item shares with what goes with it.

    Attributes:
        field: The attribute.
        values: Its values, any of which will do.
    """

    field: str
    values: tuple[str, ...]


def asks_what_goes_with(said: str) -> bool:
    """Tell "what goes with the first?" from "does it go with jeans?"."""
    return bool(_ASKED.search(said))


def shared_by(item: Item) -> Shared | None:
    """Return what tells of the item that others go with it; None where its listing does not."""
    listed_in = (field for field in _SHARED if item.values(field))
    return next((Shared(field, item.values(field)) for field in listed_in), None)


def companions(item: Item, shared: Shared) -> tuple[Constraints, tuple[Preference, ...]]:
    """Return the conditions and wishes for what goes with an item: things of other categories.

    What is for children goes with what is for them alone.
    """
    source = Source(0, "")
    within = PATH_SEPARATOR.join(item.category).casefold()
    conditions = (
        Constraint(CATEGORY, Operator.NONE_OF, source, (within,)),
        Constraint(shared.field, Operator.ANY_OF, source, shared.values),
    )
    whose = item.values(_AUDIENCE)
    wishes = (Preference("", source, _AUDIENCE, whose),) if whose else ()
    others = tuple(one for one in _CHILDREN if one not in whose)
    if others:
        conditions = (*conditions, Constraint(_AUDIENCE, Operator.NONE_OF, source, others))
    return Constraints(conditions), wishes


def lead_goes_with(item: Item, shared: Shared, language: str) -> str:
    """Say what the things shown share with the item; every one of them does."""
    title = normalise(title_without_colour(item), 80)
    if language == "zh":
        values = "或".join(in_chinese(shared.field, value) for value in shared.values)
        return f"这些同样适合{values}，可以与{title}搭配。"
    values = listed(shared.values, "or")
    like = values if shared.field == "style" else f"listed for {values}"
    return f"These are {like} too, so they may go with the {title}."
