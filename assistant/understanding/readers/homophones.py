"""Chinese typed by its sound: 皮代 for 皮带, put right where a word of the shop is said so."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import Final

from assistant.understanding.readers.chinese import Piece, cut
from assistant.understanding.readers.word_lists import real_words_zh, sounds
from retrieval.glossary import chinese_words

_LENGTHS: Final = (4, 3, 2)


def as_meant(run: str, glossary: Mapping[str, tuple[str, ...]]) -> str:
    """Return a run of Chinese with words of the shop put right, character for character.

    One character of a word may be another that sounds alike, where nothing knows what is
    written: 黑涩 is 黑色, and 携带 no 鞋带.
    """
    pieces = tuple(cut(run, glossary))
    unknown = [one for one in pieces if one.words == (run[one.start : one.end],)]
    for piece in unknown:
        run = _put_right(run, piece, pieces, glossary)
    return run


def _put_right(
    run: str, piece: Piece, pieces: tuple[Piece, ...], glossary: Mapping[str, tuple[str, ...]]
) -> str:
    inside = {
        at
        for one in pieces
        if one.words[:1] != (run[one.start : one.end],)
        for at in range(one.start + 1, one.end)
    }
    for length in _LENGTHS:
        for start in range(max(0, piece.start - length + 1), piece.end):
            end = start + length
            if end > len(run) or {start, end} & inside or run[start:end] in glossary:
                continue
            if meant := _sounding_like(run[start:end]):
                return run[:start] + meant + run[end:]
    return run


def _sounding_like(written: str) -> str:
    """Return the shop's word that differs in one character and sounds the same; else nothing."""
    if written in real_words_zh():
        return ""
    said = tuple(sounds().get(character, character) for character in written)
    near = (
        word
        for word in _by_sound().get(said, ())
        if sum(one != other for one, other in zip(word, written, strict=True)) == 1
    )
    return next(near, "")


@cache
def _by_sound() -> Mapping[tuple[str, ...], tuple[str, ...]]:
    alike: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for word in chinese_words():
        if len(word) in _LENGTHS:
            alike[tuple(sounds().get(one, one) for one in word)].append(word)
    return {said: tuple(found) for said, found in alike.items()}
