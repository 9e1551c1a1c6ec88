"""Words of a text with where they stand, split the same way on both sides of a check."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from assistant.grounding.lexicon import phrases, stem

CJK: Final = "\u3400-\u4dbf\u4e00-\u9fff\u3040-\u30ff\uac00-\ud7af"
_LETTER: Final = rf"[^\W_{CJK}]"
_WORD: Final = re.compile(rf"\d+(?:[.,]\d+)+|{_LETTER}+(?:[-'’]{_LETTER}+)*")
CJK_RUN: Final = re.compile(rf"[{CJK}]+")
_NUMBER_AND_UNIT: Final = re.compile(r"(\d+(?:[.,]\d+)*)([^\W\d_]+)")

# Stems that turn the material beside them into something else: faux leather is
# no leather, and neither is a leather-look bag.
_HEADS: Final = frozenset({"faux", "vegan", "imit", "artifici", "mock", "synthet", "fake"})
_TAILS: Final = frozenset({"look", "style", "effect", "like", "inspir", "free"})
_PREFIXES: Final = frozenset({"non", "anti", "un"})


@dataclass(frozen=True, slots=True)
class Token:
    """One word.

    Attributes:
        start: Index of its first character.
        end: Index after its last.
        stem: English stem, lower-case; parts of a compound that must not be
            parted are joined by ``-``.
    """

    start: int
    end: int
    stem: str


def tokens(text: str) -> list[Token]:
    """Return the words of the text, in order; Chinese characters are left out.

    A hyphenated word is parted ("water-resistant" is two words), and a number
    from its unit ("30L"), but what negates or imitates stays whole: ``pvc-free``,
    ``faux-leather``, ``non-stick``.
    """
    return _joined(text, _parts(text))


def stems(text: str) -> list[str]:
    """Return the stems of the text's words, in order (see ``tokens``)."""
    return [token.stem for token in tokens(text)]


def _parts(text: str) -> Iterator[Token]:
    for match in _WORD.finditer(text):
        word, start = match.group(), match.start()
        pieces = word.split("-")
        ends = stem(pieces[0]), stem(pieces[-1])
        if len(pieces) > 1 and (ends[0] in _PREFIXES | _HEADS or ends[1] in _TAILS):
            yield Token(start, match.end(), "-".join(stem(piece) for piece in pieces))
            continue
        for piece in pieces:
            yield from _number_parted(piece, start)
            start += len(piece) + 1


def _number_parted(piece: str, start: int) -> Iterator[Token]:
    measure = _NUMBER_AND_UNIT.fullmatch(piece)
    if measure is None:
        yield Token(start, start + len(piece), stem(piece))
        return
    number, unit = measure.groups()
    yield Token(start, start + len(number), number)
    yield Token(start + len(number), start + len(piece), stem(unit))


def _joined(text: str, parts: Iterable[Token]) -> list[Token]:
    """Join a head or tail to the material it changes."""
    joined: list[Token] = []
    for token in parts:
        before = joined[-1] if joined else None
        if before and text[before.end : token.start] == " " and _changes(before.stem, token.stem):
            joined[-1] = Token(before.start, token.end, f"{before.stem}-{token.stem}")
        else:
            joined.append(token)
    return joined


def _changes(first: str, second: str) -> bool:
    return (first in _HEADS and _is_material(second)) or (second in _TAILS and _is_material(first))


def _is_material(word: str) -> bool:
    return "material" in phrases().get((word,), frozenset())
