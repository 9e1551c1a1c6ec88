"""A turn as tokens that remember where the shopper wrote them."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Final

READ_CHARACTERS: Final = 3_000
"""How much of a turn is read; a longer one is cut here."""

_TOKEN: Final = re.compile(
    r"(?P<cjk>[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+)"
    r"|(?P<number>\d+(?:[.,]\d+)*)"
    r"|(?P<sign>[$€£¥])"
    r"|(?P<word>(?:[^\W\d_\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]|['’](?=[^\W\d_]))+)"
    r"|(?P<mark>[.,;:?!\n()&%+/~<>=#\"、。，；：？！～–—-])"
)
_MARKS: Final = str.maketrans("、。，；：？！～–—", ",.,;:?!~--")
_HIDDEN: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_NUMERALS: Final = re.compile(
    "[零一二两三四五六七八九十百千万]*[十百千万][零一二两三四五六七八九十百千万]*"
    "|[一二两三四五六七八九](?=元|块|美元|美金|刀|人民币|欧元|英镑)"
)


class Kind(Enum):
    """What a token is."""

    WORD = auto()
    NUMBER = auto()
    SIGN = auto()
    MARK = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number, currency sign or punctuation mark.

    Attributes:
        text: As the grammar reads it: lower-case, without apostrophes, in
            English where the glossary translates it, slips corrected.
        kind: What it is.
        start: Index of its first character in the sentence's text.
        end: Index after its last.
        capital: Whether the shopper wrote its first letter as a capital.
    """

    text: str
    kind: Kind
    start: int
    end: int
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A turn's text and its tokens.

    Attributes:
        text: As the shopper wrote it, less invisible characters, cut to
            ``READ_CHARACTERS``.
        tokens: In order. Tokens that the glossary made of one foreign word
            share its place.
        words: The tokens' texts, for matching.
    """

    text: str
    tokens: tuple[Token, ...]
    words: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Derive the words once."""
        object.__setattr__(self, "words", tuple(token.text for token in self.tokens))

    def __len__(self) -> int:
        return len(self.tokens)

    def phrase(self, start: int, end: int) -> str:
        """Return what the shopper wrote for tokens ``start`` to ``end - 1``."""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end]

    def word(self, index: int) -> str:
        """Return the text at an index, empty outside the sentence."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def is_mark(self, index: int) -> bool:
        """Tell whether punctuation, or the sentence's end, stands there."""
        return not 0 <= index < len(self.tokens) or self.tokens[index].kind is Kind.MARK

    def says(self, index: int, *words: str) -> bool:
        """Tell whether these words stand at the index."""
        return self.words[index : index + len(words)] == words


def cleaned(text: str) -> str:
    """Return the text in compatibility form, without invisible characters, cut to length."""
    head = text[:READ_CHARACTERS]
    if head.isascii():
        return head
    return _HIDDEN.sub("", unicodedata.normalize("NFKC", head))[:READ_CHARACTERS]


def tokenise(text: str, glossary: Mapping[str, tuple[str, ...]] | None = None) -> Sentence:
    """Cut a text into tokens.

    Args:
        text: Any text.
        glossary: Foreign phrases to the English words they stand for; in runs
            of Chinese the longest phrase is taken first, and what it does not
            know stays one token as written.
    """
    clean = cleaned(text)
    tokens: list[Token] = []
    for match in _TOKEN.finditer(clean):
        written, start = match.group(), match.start()
        if match.lastgroup == "cjk":
            tokens.extend(_segmented(written, start, glossary or {}))
            continue
        if written == "-" and clean[start - 1 : start + 2].replace("-", "").isalpha():
            continue  # "half-zip" is two words
        kind = Kind[(match.lastgroup or "word").upper()]
        tokens.append(Token(_normal(written, kind), kind, start, match.end(), written[0].isupper()))
    return Sentence(clean, tuple(tokens))


def _normal(written: str, kind: Kind) -> str:
    if kind is Kind.MARK:
        return written.translate(_MARKS)
    if kind is Kind.WORD:
        return written.casefold().replace("'", "").replace("’", "")
    return written


def _segmented(run: str, offset: int, glossary: Mapping[str, tuple[str, ...]]) -> list[Token]:
    longest = max(map(len, glossary), default=0)
    tokens: list[Token] = []
    at = unknown = 0

    def flush() -> None:
        if unknown < at:
            tokens.append(Token(run[unknown:at], Kind.WORD, offset + unknown, offset + at))

    while at < len(run):
        if numeral := _NUMERALS.match(run, at):
            flush()
            span = (offset + at, offset + numeral.end())
            tokens.append(Token(numeral.group(), Kind.NUMBER, *span))
            at = unknown = numeral.end()
        elif size := _longest(run, at, longest, glossary):
            flush()
            span = (offset + at, offset + at + size)
            tokens.extend(_translated(glossary[run[at : at + size]], span))
            at = unknown = at + size
        else:
            at += 1
    flush()
    return tokens


def _longest(run: str, at: int, longest: int, glossary: Mapping[str, tuple[str, ...]]) -> int:
    for size in range(min(longest, len(run) - at), 0, -1):
        if run[at : at + size] in glossary:
            return size
    return 0


def _translated(words: tuple[str, ...], span: tuple[int, int]) -> list[Token]:
    return [Token(word, _kind_of(word), *span) for word in words]


def _kind_of(word: str) -> Kind:
    if word.isdigit():
        return Kind.NUMBER
    return Kind.WORD if word.isalpha() else Kind.MARK
