"""A turn as tokens that remember where the shopper wrote them."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cache
from typing import Final

from assistant.understanding.readers.chinese import cut
from assistant.understanding.readers.homophones import as_meant
from assistant.understanding.readers.plain_chinese import plain
from assistant.understanding.readers.word_lists import function_words, text_speak
from retrieval.glossary import chinese_words

READ_CHARACTERS: Final = 3_000
"""How much of a turn is read; a longer one is cut here."""

SENTENCE_MARKS: Final = frozenset(".;!?")
CLAUSE_MARKS: Final = SENTENCE_MARKS | {",", "\n"}

_CONTRACTED: Final = {
    "shed": ("she", "would"), "wed": ("we", "would"), "shell": ("she", "will"),
    "hell": ("he", "will"), "well": ("we", "will"),
}  # fmt: skip
_SHORTENED: Final = ("ca", "approx", "max", "min", "abt", "circ")
_SUM: Final = re.compile(r"\s*[$€£¥]?\s?\d")
_MARKS: Final = str.maketrans("、。，；：？！～–—", ",.,;:?!~--")
_LEADING_ON: Final = (
    "不", "要", "没", "没有", "有", "的", "喜欢", "想", "买", "给", "找", "看", "是", "和", "跟",
    "或", "或者", "用", "送", "为", "帮", "比", "在", "把", "除了", "我", "你", "他", "她", "老公",
)  # fmt: skip
"""What the next Chinese word belongs to, though a space stands between."""
_HIDDEN: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_JUDGED: Final = re.compile(
    r"\s+(?:after(?=\s+(?:a|an|some|something|new)\b)|not|fine|ok|okay|optional|essential|"
    r"unnecessary|important|alright|good|great|better|nice|"
    r"lovely|perfect|grand|ideal|preferable|out|too|no|a bit|so|off|cancelled|been|"
    r"in(?=\s*[,.;!?]|\s*$))\b",
    re.IGNORECASE,
)
"""What a thing is judged by after "is", where its s is no owner's."""


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
        plain: The same with Chinese as the glossary has it, character for character.
        tokens: In order. Tokens that the glossary made of one foreign word
            share its place.
        words: The tokens' texts, for matching.
        marks: Where punctuation stands, in order; readers ask for it at every word.
    """

    text: str
    plain: str
    tokens: tuple[Token, ...]
    words: tuple[str, ...] = field(init=False)
    marks: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Derive the words and the marks once."""
        object.__setattr__(self, "words", tuple(token.text for token in self.tokens))
        marks = (at for at, token in enumerate(self.tokens) if token.kind is Kind.MARK)
        object.__setattr__(self, "marks", tuple(marks))

    def __len__(self) -> int:
        return len(self.tokens)

    def phrase(self, start: int, end: int) -> str:
        """Return what the shopper wrote for tokens ``start`` to ``end - 1``."""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end]

    def plainly(self, start: int, end: int) -> str:
        """Return the same with Chinese as the glossary has it."""
        return self.plain[self.tokens[start].start : self.tokens[end - 1].end]

    def word(self, index: int) -> str:
        """Return the text at an index, empty outside the sentence."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def is_chinese(self, index: int) -> bool:
        """Tell whether a token was written in Chinese characters, however it reads now."""
        if not 0 <= index < len(self.tokens):
            return False
        return not self.text[self.tokens[index].start].isascii()

    def is_mark(self, index: int) -> bool:
        """Tell whether punctuation, or the sentence's end, stands there."""
        return not 0 <= index < len(self.tokens) or self.tokens[index].kind is Kind.MARK

    def is_number(self, index: int) -> bool:
        """Tell whether a number in digits stands there."""
        return 0 <= index < len(self.tokens) and self.tokens[index].kind is Kind.NUMBER

    def clause_start(self, index: int) -> int:
        """Return where the words between marks begin that lead up to an index."""
        if not 0 <= index <= len(self):
            return index
        before = bisect_left(self.marks, index)
        return self.marks[before - 1] + 1 if before else 0

    def clause_end(self, index: int, joints: Collection[str] = ()) -> int:
        """Return where the next mark or one of the joints stands, from an index on."""
        if not 0 <= index < len(self):
            return index
        after = bisect_left(self.marks, index)
        end = self.marks[after] if after < len(self.marks) else len(self)
        if not joints:
            return end
        return next((at for at in range(index, end) if self.words[at] in joints), end)

    def clauses(self, joints: Collection[str] = ()) -> Iterator[tuple[int, int]]:
        """Yield the spans between marks and joints."""
        start = 0
        for at in range(len(self) + 1):
            if self.is_mark(at) or self.words[at] in joints:
                if at > start:
                    yield start, at
                start = at + 1

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
    read = plain(clean)
    tokens: list[Token] = []
    for match in _token().finditer(read):
        written, start = match.group(), match.start()
        if match.lastgroup == "cjk":
            if _is_parted(clean, start):
                tokens.append(Token(",", Kind.MARK, start - 1, start))
            tokens.extend(_segmented(written, start, glossary or {}))
            continue
        if written == "-" and clean[start - 1 : start + 2].replace("-", "").isalpha():
            continue  # "half-zip" is two words
        shortened = written == "." and bool(tokens) and tokens[-1].text in _SHORTENED
        if shortened and _SUM.match(clean, match.end()):
            continue  # "ca. 160" and "max. $40"
        if written == '"' and not clean[start - 1 : start].isdigit():
            continue  # of 14" it is the inches, else what is quoted is said
        kind = Kind[(match.lastgroup or "word").upper()]
        named = _named_in(written, clean[match.end() :]) if kind is Kind.WORD else written
        end = start + len(named)
        tokens.extend(
            Token(word, kind, start, end, written[0].isupper())
            for word in _uncontracted(_normal(named, kind), named)
        )
        if named != written:
            tokens.append(Token("is", kind, end, match.end()))
    return Sentence(clean, read, tuple(tokens))


@cache
def _token() -> re.Pattern[str]:
    """Return what a token is; of words with a digit in them only those of shorthand are one."""
    spoken = "|".join(word for word in text_speak() if not word.isalpha())
    return re.compile(
        r"(?P<cjk>[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+)"
        r"|(?P<number>\d+(?:[.,]\d+)*)"
        r"|(?P<sign>[$€£¥])"
        rf"|(?P<word>(?i:{spoken})\b"
        r"|(?:[^\W\d_\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]|['’](?=[^\W\d_]))+)"
        r"|(?P<mark>[.,;:?!\n(){}\[\]&%+/~<>=#\"、。，；：？！～–—-])"
    )


def _is_parted(text: str, at: int) -> bool:
    """Tell "短裤 速干", parted by a space as if by a comma, from "T恤 black" and "不要 羊毛"."""
    before = text[:at].rstrip(" ") if text[at - 1 : at] == " " else ""
    leads_on = before.endswith(_LEADING_ON)
    return "\u3400" <= before[-1:] <= "\u9fff" and not leads_on


def _named_in(written: str, rest: str) -> str:
    """Return the purple of "purple's not essential", else the word: "women's", "it's"."""
    stem = re.sub("['’]s$", "", written)
    said = stem != written and stem.casefold() not in function_words()
    return stem if said and _JUDGED.match(rest) else written


def _normal(written: str, kind: Kind) -> str:
    if kind is Kind.MARK:
        return written.translate(_MARKS)
    if kind is Kind.WORD:
        return written.casefold().replace("'", "").replace("’", "")
    return written


def _uncontracted(normal: str, written: str) -> tuple[str, ...]:
    """Return "she would" for the "she'd" that would else read as a shed."""
    return _CONTRACTED.get(normal, (normal,)) if len(written) > len(normal) else (normal,)


def _segmented(run: str, offset: int, glossary: Mapping[str, tuple[str, ...]]) -> Iterator[Token]:
    """Yield the words of a run of Chinese; 钢 alone, as what is asked for is named, is a word."""
    named = glossary.get(f"{run}的") if offset == 0 and run in chinese_words() else None
    if named and run not in glossary:
        glossary = {**glossary, run: named}
    for piece in cut(as_meant(run, glossary), glossary):
        span = (offset + piece.start, offset + piece.end)
        for word in piece.words:
            yield Token(word, _kind_of(word), *span)


def _kind_of(word: str) -> Kind:
    if word.isdigit():
        return Kind.NUMBER
    return Kind.WORD if word.isalpha() else Kind.MARK
