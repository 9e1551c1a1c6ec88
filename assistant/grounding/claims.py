"""Every checkable thing that a sentence says, found without judging whether it is true."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from assistant.grounding import claim_patterns as patterns
from assistant.grounding.assertions import Asked, Assertion, Kind, Known
from assistant.grounding.evidence import NEGATION_REACH
from assistant.grounding.lexicon import (
    chinese_names,
    negators,
    neutral_chinese,
    neutral_stems,
    not_superlative,
    phrases,
    stem,
)
from assistant.grounding.tokens import CJK_RUN, Token, tokens

CONTEXT: Final = 48
LONGEST_CLAUSE: Final = 160
"""Characters that a negation or "you asked for" can reach at most."""

# First match wins where two overlap: what must never be said, then what compares,
# then numbers with the most telling surroundings.
_PATTERNS: Final = (
    (Kind.PROMISE, patterns.PROMISE),
    (Kind.DATE, patterns.DATE),
    (Kind.STOCK, patterns.STOCK),
    (Kind.SUPERLATIVE, patterns.SUPERLATIVE),
    (Kind.LIST_LENGTH, patterns.LIST_LENGTH),
    (Kind.MONEY, patterns.MONEY),
    (Kind.HALF_PRICE, patterns.HALF_PRICE),
    (Kind.PERCENT, patterns.PERCENT),
    (Kind.REVIEWS, patterns.REVIEWS),
    (Kind.RATING, patterns.RATING),
    (Kind.WELL_RATED, patterns.WELL_RATED),
    (Kind.REDUCED, patterns.REDUCED),
    (Kind.YOUR_FIELD, patterns.YOUR_FIELD),
    (Kind.VARIETY, patterns.VARIETY),
    (Kind.SIZE, patterns.SIZE),
    (Kind.RANK, patterns.RANK),
    (Kind.PHOTO, patterns.PHOTO),
    (Kind.BUDGET_WORD, patterns.BUDGET_WORD),
    (Kind.ASKED, patterns.ASKED),
)
_SENTENCE_END: Final = re.compile(r"[.!?。！？\n](?!\d)")
_NUMBER: Final = re.compile(r"\d")
_NUMBER_WORDS: Final = frozenset(
    stem(word)
    for word in (*patterns.COUNT_WORDS, "dozen", "hundred", "thousand", "double", "triple")
)
_CHINESE_NOT: Final = frozenset({"不", "不是", "没有", "没", "无", "非", "并非", "而非"})
_CHINESE_TURN: Final = frozenset({"而是", "但", "而", "却"})
LONGEST_CHINESE_WORD: Final = 8


def extract(text: str, known: Known) -> list[Assertion]:
    """Find everything checkable, in the text's order, without overlaps.

    What is neither found by a pattern, nor a known term, nor a word that says
    nothing comes back as a ``WORD`` to be looked for in the listing, so nothing
    slips through unread. Takes time linear in the text.
    """
    return _Reading(text, known).all()


class _Reading:
    """One pass over one text."""

    def __init__(self, text: str, known: Known) -> None:
        self._text = text
        self._known = known
        self._taken = bytearray(len(text))
        self._tokens = tokens(text)
        self._denied = bytearray(len(text))
        self._asked_for = bytearray(len(text))
        self._asked_against = bytearray(len(text))
        self._found: list[Assertion] = []

    def all(self) -> list[Assertion]:
        self._mark_denied()
        self._mark_asked()
        self._take(Kind.CONTACT, patterns.CONTACT)
        self._take(Kind.COMPARISON, patterns.COMPARISON)
        self._take_titles()
        for kind, pattern in _PATTERNS:
            self._take(kind, pattern)
        self._take_words()
        self._take_chinese()
        return sorted(self._found, key=lambda assertion: assertion.start)

    def _mark_denied(self) -> None:
        harmless = bytearray(len(self._text))
        for match in patterns.NO_NEGATION.finditer(self._text):
            _fill(harmless, *match.span())
        for at, token in enumerate(self._tokens):
            if token.stem in negators() and not harmless[token.start]:
                self._deny(at + 1)
        for match in patterns.NEGATING_PHRASE.finditer(self._text):
            after = [at for at, token in enumerate(self._tokens) if token.start >= match.end()]
            if after:
                self._deny(after[0])

    def _deny(self, first: int) -> None:
        reached = self._tokens[first : first + NEGATION_REACH]
        if reached:
            start = self._tokens[first - 1].end if first else 0
            _fill(self._denied, start, min(reached[-1].end, self._clause_end(start)))

    def _clause_end(self, start: int) -> int:
        end = patterns.CLAUSE_END.search(self._text, start, start + LONGEST_CLAUSE)
        return end.start() if end else min(start + LONGEST_CLAUSE, len(self._text))

    def _mark_asked(self) -> None:
        for match in patterns.ASKED.finditer(self._text):
            against = match["against"] or match["against_zh"]
            _fill(
                self._asked_against if against else self._asked_for,
                match.end(),
                self._clause_end(match.end()),
            )

    def _take(self, kind: Kind, pattern: re.Pattern[str]) -> None:
        for match in pattern.finditer(self._text):
            parts = {name: part for name, part in match.groupdict().items() if part}
            if not self._free(*match.span()) or _is_no_claim(kind, match.group(), parts):
                continue
            self._add(kind, *match.span(), parts=parts)

    def _take_titles(self) -> None:
        lowered = self._text.casefold()
        if len(lowered) != len(self._text):  # folding moved the characters
            return
        for title, item_id in self._known.titles.items():
            start = lowered.find(title) if title else -1
            while start >= 0:
                end = start + len(title)
                if self._free(start, end) and self._is_whole(start, end):
                    self._add(Kind.TITLE, start, end, parts={"item_id": item_id})
                start = lowered.find(title, end)

    def _is_whole(self, start: int, end: int) -> bool:
        around = self._text[max(start - 1, 0) : start] + self._text[end : end + 1]
        return not any(character.isalnum() and character.isascii() for character in around)

    def _take_words(self) -> None:
        at = 0
        while at < len(self._tokens):
            run = self._run(at)
            if run == 0:
                at += 1
                continue
            self._add_words(at, run)
            at += run

    def _run(self, at: int) -> int:
        """Return how many words from here on belong together; 0 for words taken already."""
        if not self._free(self._tokens[at].start, self._tokens[at].end):
            return 0
        for length in range(min(4, len(self._tokens) - at), 1, -1):
            words = tuple(token.stem for token in self._tokens[at : at + length])
            if self._named(words) and self._touch(self._tokens[at : at + length]):
                return length
        return 1

    def _named(self, words: tuple[str, ...]) -> bool:
        return words in self._known.brands or words in self._known.values or words in phrases()

    def _touch(self, run: Sequence[Token]) -> bool:
        return all(
            self._text[one.end : two.start] in ("", " ", "-") and self._free(two.start, two.end)
            for one, two in pairwise(run)
        )

    def _add_words(self, at: int, run: int) -> None:
        words = tuple(token.stem for token in self._tokens[at : at + run])
        start, end = self._tokens[at].start, self._tokens[at + run - 1].end
        attributes = self._known.values.get(words, frozenset()) | phrases().get(words, frozenset())
        capital = self._text[start].isupper()
        if words in self._known.brands and capital:
            kind = Kind.BRAND
        elif _NUMBER.search(words[0]) or words[0] in _NUMBER_WORDS:
            kind = Kind.QUANTITY
        elif run == 1 and words[0] in neutral_stems():
            return
        elif attributes:
            kind = Kind.TERM
        else:
            kind = Kind.WORD
        beside = self._tokens[max(at - 1, 0) : at] + self._tokens[at + run : at + run + 1]
        neighbours = frozenset(token.stem for token in beside)
        if kind is Kind.TERM:
            neighbours -= neutral_stems()
        self._add(kind, start, end, stems=words, attributes=attributes, neighbours=neighbours)

    def _take_chinese(self) -> None:
        for run in CJK_RUN.finditer(self._text):
            start, negated, unknown = run.start(), False, run.start()
            while start < run.end():
                if self._taken[start]:
                    self._add_unknown(unknown, start)
                    start, negated = start + 1, False
                    unknown = start
                    continue
                word, values = self._chinese_word(start, run.end())
                end = start + len(word)
                if values or word in neutral_chinese():
                    self._add_unknown(unknown, start)
                    unknown = end
                if values:
                    self._add(Kind.TERM, start, end, values=values, negated=negated)
                    negated = False
                elif word in _CHINESE_NOT:
                    negated = True
                elif word in _CHINESE_TURN:
                    negated = False
                start = end
            self._add_unknown(unknown, run.end())

    def _add_unknown(self, start: int, end: int) -> None:
        """Take Chinese characters that are no known word as one, whatever they mean."""
        if start < end:
            self._add(Kind.WORD, start, end)

    def _chinese_word(self, start: int, end: int) -> tuple[str, frozenset[str]]:
        """Return the longest known word from here, with what it may stand for."""
        for length in range(min(LONGEST_CHINESE_WORD, end - start), 0, -1):
            word = self._text[start : start + length]
            if not self._free(start, start + length):
                continue
            if word in chinese_names():
                return word, chinese_names()[word]
            if word in neutral_chinese():
                return word, frozenset()
        return self._text[start], frozenset()

    def _free(self, start: int, end: int) -> bool:
        return not any(self._taken[start:end])

    def _add(
        self,
        kind: Kind,
        start: int,
        end: int,
        *,
        parts: Mapping[str, str] | None = None,
        stems: tuple[str, ...] = (),
        values: frozenset[str] = frozenset(),
        attributes: frozenset[str] = frozenset(),
        neighbours: frozenset[str] = frozenset(),
        negated: bool = False,
    ) -> None:
        _fill(self._taken, start, end)
        asked = Asked.NOTHING
        if self._asked_against[start]:
            asked = Asked.AGAINST
        elif self._asked_for[start]:
            asked = Asked.FOR
        self._found.append(
            Assertion(
                kind=kind,
                start=start,
                end=end,
                text=self._text[start:end],
                before=_SENTENCE_END.split(self._text[max(start - CONTEXT, 0) : start])[-1],
                after=_SENTENCE_END.split(self._text[end : end + CONTEXT])[0],
                parts=parts or {},
                stems=stems,
                values=values,
                attributes=attributes,
                neighbours=neighbours,
                negated=negated or bool(self._denied[start]),
                asked=asked,
            )
        )


def _fill(marks: bytearray, start: int, end: int) -> None:
    marks[start:end] = b"\x01" * (max(end, start) - start)


def _is_no_claim(kind: Kind, text: str, parts: Mapping[str, str]) -> bool:
    """Tell what a pattern cannot: "forest" is no superlative, "than $50" no other item."""
    if kind is Kind.SUPERLATIVE:
        return parts.get("other", text).casefold() in not_superlative()
    if kind is Kind.COMPARISON:
        return patterns.MONEY.search(text) is not None
    return not text.strip()


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the span of every sentence, without the spaces around it, in order."""
    start = 0
    for end in (*(match.end() for match in _SENTENCE_END.finditer(text)), len(text)):
        piece = text[start:end]
        stripped = piece.strip()
        if stripped:
            left = start + len(piece) - len(piece.lstrip())
            yield left, left + len(stripped)
        start = end
