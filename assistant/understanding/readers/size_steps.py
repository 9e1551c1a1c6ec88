"""A size told by the one that stands: "a size up", "up two sizes", "wait, 8.5" after 7.5."""

from decimal import Decimal
from typing import Final

from assistant.understanding.readers.draft import Draft, Mention, cue_at
from assistant.understanding.readers.fields import LETTER_ROW, SIZE_FIELDS
from assistant.understanding.readers.word_lists import cues, listed
from retrieval.constraints import Operator

_TWO: Final = listed("two 2 couple")
_NEAR: Final = 4
"""How far another size may lie from the one that stands."""


def find_size_steps(draft: Draft) -> None:
    """Read "a size up" as the size after the one that stands; as nothing where none stands."""
    for at in range(len(draft.sentence)):
        for direction, table in ((1, cues("sizes.up")), (-1, cues("sizes.down"))):
            length = cue_at(draft, at, table)
            if not length:
                continue
            two = bool(_TWO & set(draft.sentence.words[at : at + length]))
            for field, size in _standing(draft):
                if other := _stepped(draft, field, size, direction * (1 + two)):
                    draft.mentions.append(Mention(at, at + length, field, (other,)))
                    draft.take(at, at + length)


def is_near_standing(draft: Draft, number: str) -> bool:
    """Tell the 8.5 of "wait, 8.5" after size 7.5 from a price, whatever sizes the shop has."""
    return any(
        abs(Decimal(number) - Decimal(size)) <= _NEAR
        for _, size in _standing(draft)
        if _is_decimal(size) and _is_decimal(number)
    )


def _is_decimal(text: str) -> bool:
    return text.replace(".", "", 1).isdecimal() and text.isascii()


def _standing(draft: Draft) -> list[tuple[str, str]]:
    """Return the one size required so far with its field; none where there are several."""
    stands = [
        (field, c.values[0])
        for field in SIZE_FIELDS
        for c in draft.moment.intent.constraints.on(field)
        if c.operator is Operator.ANY_OF and len(c.values) == 1
    ]
    return stands[:1]


def _stepped(draft: Draft, field: str, size: str, steps: int) -> str | None:
    """Return the size some steps from another in its row, None where the row ends."""
    carried = draft.moment.vocabulary.attributes.get(field, {})
    numbers = sorted((value for value in carried if value.isdigit()), key=int)
    row: list[str] = numbers if size.isdigit() else list(LETTER_ROW)
    place = row.index(size) + steps if size in row else -1
    return row[place] if 0 <= place < len(row) else None
