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
    unknown = [one for one in pieces if one.words == _as_written(run, one)]
    known = (one for one in pieces if one.words != _as_written(run, one))
    within = frozenset(at for one in known for at in range(one.start + 1, one.end))
    characters = list(run)
    for piece in unknown:
        _put_right(characters, piece, within, glossary)
    return "".join(characters)


def _as_written(run: str, piece: Piece) -> tuple[str, ...]:
    return (run[piece.start : piece.end],)


def _put_right(
    characters: list[str],
    piece: Piece,
    within: frozenset[int],
    glossary: Mapping[str, tuple[str, ...]],
) -> None:
    """Put a word right that holds something unknown and cuts no known word in two."""
    for length in _LENGTHS:
        for start in range(max(0, piece.start - length + 1), piece.end):
            end = start + length
            written = "".join(characters[start:end])
            if end > len(characters) or {start, end} & within or written in glossary:
                continue
            if meant := _sounding_like(written):
                characters[start:end] = meant
                return


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
