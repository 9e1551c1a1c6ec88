"""Sizes that are told as a span: "6-12 months", "4 to 5 years", "socks 36-38"."""

from collections.abc import Container
from typing import Final

from assistant.understanding.readers.draft import Draft, Mention
from assistant.understanding.readers.fields import size_field
from assistant.understanding.readers.numbers import number_at

_UNITS: Final = {
    "years": "years", "year": "years", "yrs": "years", "yr": "years", "y": "years", "yo": "years",
    "months": "months", "month": "months", "mths": "months", "mth": "months", "mos": "months",
    "mo": "months", "m": "months", "cm": "cm",
}  # fmt: skip
_LEADS: Final = ("size", "sizes", "age", "aged", "ages")
_JOINTS: Final = ("-", "to", "/")


def find_size_spans(draft: Draft) -> None:
    """Read every span that the catalogue has a size of."""
    field = size_field(draft.moment.vocabulary)
    if field is None:
        return
    for at in range(len(draft.sentence)):
        if found := _span_at(draft, at, draft.moment.vocabulary.attributes[field]):
            size, end = found
            start = at - (draft.sentence.word(at - 1) in _LEADS)
            draft.mentions.append(Mention(start, end, field, (size,)))
            draft.take(start, end)


def _span_at(draft: Draft, at: int, carried: Container[str]) -> tuple[str, int] | None:
    """Return which of the sizes carried a span means, and where it ends; None if it means none.

    Without a unit it means the size of that span alone; after "size" or "age" the years,
    months or centimetres of that span as well, in this order.
    """
    sentence = draft.sentence
    low = _unread_number(draft, at)
    if low is None:
        return None
    joint = low[1] + (sentence.word(low[1]) in _UNITS)  # "6m-12m"
    high = _unread_number(draft, joint + 1)
    if high is None or sentence.word(joint) not in _JOINTS:
        return None
    span, end = f"{low[0]}-{high[0]}", high[1]
    unit = _UNITS.get(sentence.word(end))
    old = sentence.word(end + 1) in ("old", "olds")
    if old and not sentence.is_chinese(end):
        return None  # how old somebody is, and not what fits; in Chinese both are 岁
    if unit is not None:
        return (f"{span} {unit}", end + 1 + old) if f"{span} {unit}" in carried else None
    led = sentence.word(at - 1) in _LEADS
    units = dict.fromkeys(_UNITS.values()) if led else ()
    meant = next((one for one in (span, *(f"{span} {u}" for u in units)) if one in carried), None)
    return None if meant is None else (meant, end)


def _unread_number(draft: Draft, at: int) -> tuple[str, int] | None:
    """Return the number that stands unread at a token, "six" as 6, and where it ends."""
    number = None if draft.taken[at : at + 1] == [True] else number_at(draft.sentence, at)
    if number is None:
        return None
    written = draft.sentence.is_number(at)
    return draft.sentence.word(at) if written else str(number[0]), number[1]
