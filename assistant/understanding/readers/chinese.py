"""Runs of Chinese, cut into the words that the grammar reads them as."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from assistant.understanding.readers.chinese_patterns import PATTERNS

_NUMERALS: Final = re.compile(
    "[零一二两三四五六七八九十百千万]*[十百千万][零一二两三四五六七八九十百千万]*"
    "|[一二两三四五六七八九](?=元|块|美元|美金|刀|人民币|欧元|英镑|岁|寸|升|毫升|公斤|厘米|公分|米|星|颗"
    "|英尺|英寸|磅|斤|克|瓦|小时)|(?<![大小])[一二两三四五六七八九](?=码)"
)
_SPAN: Final = re.compile("([一二两三四五六七八九])([二三四五六七八九])([十百千万])")
"""What is put somewhere between two numbers: 三四百."""
_CHINESE_DIGITS: Final = {
    digit: str(place) for place, digit in enumerate("一二三四五六七八九十", 1)
} | {"两": "2"}
_DIGITS: Final = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}
_UNITS: Final = {"十": 10, "百": 100, "千": 1000, "万": 10_000}


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a run.

    Attributes:
        words: In English, a numeral in digits, or as written where nothing knows it.
        start: Index of its first character in the run.
        end: Index after its last.
    """

    words: tuple[str, ...]
    start: int
    end: int


def cut(run: str, glossary: Mapping[str, tuple[str, ...]]) -> Iterator[Piece]:
    """Yield the pieces of a run of Chinese in simplified characters, the longest phrase first."""
    longest = max(map(len, glossary), default=0)
    at = unknown = 0
    while at < len(run):
        piece = _piece(run, at, longest, glossary)
        if piece is None:
            at += 1
            continue
        if unknown < at:
            yield Piece((run[unknown:at],), unknown, at)
        yield piece
        at = unknown = piece.end
    if unknown < at:
        yield Piece((run[unknown:at],), unknown, at)


def _piece(
    run: str, at: int, longest: int, glossary: Mapping[str, tuple[str, ...]]
) -> Piece | None:
    """Return the number, the pattern or the longest phrase that stands there."""
    pattern = _pattern(run, at)
    if pattern is None and (numeral := _numeral(run, at, longest, glossary)):
        return Piece(_in_digits(numeral.group()), at, numeral.end())
    size = _longest(run, at, longest, glossary)
    if pattern is not None and pattern[0] >= size:
        return Piece(pattern[1], at, at + pattern[0])
    return Piece(glossary[run[at : at + size]], at, at + size) if size else None


def _numeral(
    run: str, at: int, longest: int, glossary: Mapping[str, tuple[str, ...]]
) -> re.Match[str] | None:
    """Find a number, and not the "one piece of" that has the word for money in it."""
    found = _NUMERALS.match(run, at)
    if found is None:
        return None
    size = _longest(run, at, longest, glossary)
    counted = size > len(found.group()) and run[at + size : at + size + 1] != "钱"
    return None if counted else found


def _in_digits(numeral: str) -> tuple[str, ...]:
    """Return 150 for 一百五, and "300 - 400" for 三四百."""
    if span := _SPAN.fullmatch(numeral):
        low, high, unit = span.groups()
        return str(_valued(low + unit)), "-", str(_valued(high + unit))
    return (str(_valued(numeral)),)


def _valued(numeral: str) -> int:
    """Read 一百零五 and, of 150, the spoken 一百五."""
    total = current = 0
    unit = 1
    for character in numeral:
        if character in _DIGITS:
            unit = unit if _DIGITS[character] else _UNITS["十"]
            current = _DIGITS[character]
        else:
            unit = _UNITS[character]
            total += max(current, 1) * unit
            current = 0
    return total + current * max(unit // 10, 1)


def _pattern(run: str, at: int) -> tuple[int, tuple[str, ...]] | None:
    """Return how many characters one of the patterns covers, and the English for them."""
    for pattern, english in PATTERNS:
        if found := pattern.match(run, at):
            count = "".join(_CHINESE_DIGITS.get(digit, "") for digit in found.groups())
            return len(found.group()), tuple(english.format(count).split())
    return None


def _longest(run: str, at: int, longest: int, glossary: Mapping[str, tuple[str, ...]]) -> int:
    for size in range(min(longest, len(run) - at), 0, -1):
        if run[at : at + size] in glossary:
            return size
    return 0
