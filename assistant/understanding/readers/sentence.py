"""A turn as tokens that remember where the shopper wrote them."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cache
from typing import Final

from assistant.understanding.readers.word_lists import function_words, text_speak

READ_CHARACTERS: Final = 3_000
"""How much of a turn is read; a longer one is cut here."""

SENTENCE_MARKS: Final = frozenset(".;!?")
CLAUSE_MARKS: Final = SENTENCE_MARKS | {",", "\n"}

_CONTRACTED: Final = {
    "shed": ("she", "would"), "wed": ("we", "would"), "shell": ("she", "will"),
    "hell": ("he", "will"), "well": ("we", "will"),
}  # fmt: skip
_MARKS: Final = str.maketrans("、。，；：？！～–—", ",.,;:?!~--")
_HIDDEN: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_JUDGED: Final = re.compile(
    r"\s+(?:not|fine|ok|okay|optional|essential|unnecessary|important|alright|good|great|better|nice|"
    r"lovely|perfect|ideal|preferable|out|too|no|a bit|so|off|cancelled|been|"
    r"in(?=\s*[,.;!?]|\s*$))\b",
    re.IGNORECASE,
)
"""What a thing is judged by after "is", where its s is no owner's."""
_NUMERALS: Final = re.compile(
    "[零一二两三四五六七八九十百千万]*[十百千万][零一二两三四五六七八九十百千万]*"
    "|[一二两三四五六七八九](?=元|块|美元|美金|刀|人民币|欧元|英镑|岁|寸|升|毫升|公斤|厘米|米|星)"
)
_MEASURE: Final = "[个件款条双只把张顶台盏套种瓶本块辆副部支对枚幅盒袋包杯朵束]"
_CHINESE_DIGITS: Final = {
    digit: str(place) for place, digit in enumerate("一二三四五六七八九十", 1)
} | {"两": "2"}
_PATTERNS: Final = (
    (re.compile(f"第([一二三四五六七八九十]){_MEASURE}?"), "number {}"),
    (re.compile("([一二三四五六七八九十])号"), "number {}"),
    (re.compile(f"(?:倒数第一|最后[一那这]){_MEASURE}"), "the last one"),
    (re.compile(f"倒数第二{_MEASURE}"), "the second to last one"),
    (re.compile(f"中间[那这]?一?{_MEASURE}"), "the middle one"),
    (re.compile(f"前([两二三四五]){_MEASURE}"), "the first {}"),
    (re.compile(f"后([两二三四五]){_MEASURE}"), "the last {}"),
    (re.compile(f"那{_MEASURE}"), "that one"),
    (re.compile(f"这{_MEASURE}"), "this one"),
    (re.compile(f"就要?[这那]{_MEASURE}"), "ill take this"),
    (re.compile(f"最便宜的是哪一?{_MEASURE}"), "which is the cheapest one"),
    (re.compile(f"最贵的是哪一?{_MEASURE}"), "which is the most expensive one"),
    (re.compile(f"送一?{_MEASURE}"), "buy a"),
    (re.compile("坐([两三四五六])个?人"), "{} seater"),
    (re.compile("([两三四五六七八])个人(?=[坐用住睡])"), "{} person"),
    (re.compile("还是(?=[^，。？]{1,6}吧)"), "rather"),
    (re.compile(f"最?便宜的那{_MEASURE}"), "the cheapest one"),
    (re.compile(f"最?贵的那{_MEASURE}"), "the most expensive one"),
    (re.compile(f"哪一?{_MEASURE}最"), "which is the most"),
    (re.compile(f"哪一?{_MEASURE}(?:更|比较)"), "which is more"),
    (re.compile(f"哪一?{_MEASURE}"), "which"),
    (re.compile("(?<![这那前后好])几(?:[根年档层天种格寸米]|小时|公斤|毫米|厘米)"), "how many"),
    (re.compile("(?<=[的色])都不(?:要|行|喜欢|考虑)"), "dont want"),
    (re.compile("有没有(?=[^，。？！]*(?:都行|都可以|无所谓|没关系|没所谓))"), "dont care whether"),
    (re.compile(r"(\w)不(?=\1)"), "whether"),
    (re.compile(r"(\w\w)不(?=\1(?:都行|都可以|无所谓|没关系|没所谓))"), "whether"),
)
"""Too many to list: what has a measure word for every sort of thing in it, and what is asked by
saying a word twice with "not" between (会不会, 重不重). The first that fits is taken."""


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
        marks: Where punctuation stands, in order; readers ask for it at every word.
    """

    text: str
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
    tokens: list[Token] = []
    for match in _token().finditer(clean):
        written, start = match.group(), match.start()
        if match.lastgroup == "cjk":
            tokens.extend(_segmented(written, start, glossary or {}))
            continue
        if written == "-" and clean[start - 1 : start + 2].replace("-", "").isalpha():
            continue  # "half-zip" is two words
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
    return Sentence(clean, tuple(tokens))


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


def _segmented(run: str, offset: int, glossary: Mapping[str, tuple[str, ...]]) -> list[Token]:
    longest = max(map(len, glossary), default=0)
    tokens: list[Token] = []
    at = unknown = 0

    def flush() -> None:
        if unknown < at:
            tokens.append(Token(run[unknown:at], Kind.WORD, offset + unknown, offset + at))

    while at < len(run):
        if (numeral := _numeral(run, at, longest, glossary)) and not _pattern(run, at):
            flush()
            span = (offset + at, offset + numeral.end())
            tokens.append(Token(numeral.group(), Kind.NUMBER, *span))
            at = unknown = numeral.end()
        elif (found := _pattern(run, at)) and found[0] >= _longest(run, at, longest, glossary):
            flush()
            tokens.extend(_translated(found[1], (offset + at, offset + at + found[0])))
            at += found[0]
            unknown = at
        elif size := _longest(run, at, longest, glossary):
            flush()
            span = (offset + at, offset + at + size)
            tokens.extend(_translated(glossary[run[at : at + size]], span))
            at = unknown = at + size
        else:
            at += 1
    flush()
    return tokens


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


def _pattern(run: str, at: int) -> tuple[int, tuple[str, ...]] | None:
    """Return how many characters one of the patterns covers, and the English for them."""
    for pattern, english in _PATTERNS:
        if found := pattern.match(run, at):
            count = "".join(_CHINESE_DIGITS.get(digit, "") for digit in found.groups())
            return len(found.group()), tuple(english.format(count).split())
    return None


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
