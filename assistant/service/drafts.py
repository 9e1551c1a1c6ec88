"""Whether a person's draft says anything of the shop that the shop does not support.

The same judges that hold the assistant to the facts (see ``grounding``) read
the draft sentence by sentence. A person writes freely, so a word that only the
listing lacks is a hint; a price, date, promise, number, rating or feature that
nothing supports is a claim to be mended or answered for.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from assistant.grounding.assertions import Kind
from assistant.grounding.case import REQUEST
from assistant.grounding.claims import extract, sentences
from assistant.grounding.evidence import contains
from assistant.grounding.groundedness import LONGEST_TEXT, Unsupported, Verdict, check, known
from assistant.grounding.lexicon import negators, neutral_stems
from assistant.grounding.tokens import Token, stems, tokens
from assistant.intent import Intent
from assistant.reply import Claim
from ranking.ranked import RankedItem
from retrieval.knowledge import Passage

LONGEST_DRAFT: Final = LONGEST_TEXT

_ORDINALS: Final = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6,
}  # fmt: skip
_ORDINAL: Final = re.compile(
    r"\b(?:the|your)\s+(first|second|third|fourth|fifth|sixth)\b", re.IGNORECASE
)
_END: Final = re.compile(r"[.!?]+(?=\s|$)|[。！？\n]")
# What a person says of the talk rather than of an item.
_NO_CLAIM: Final = frozenset[str]({Kind.LIST_LENGTH, Kind.ASKED, Kind.PHOTO})
_REASONS: Final[dict[str, str]] = {
    Kind.CONTACT: "neither the listing nor the policy gives this address",
    Kind.DATE: "neither the listing nor the policy names this time",
    Kind.PROMISE: "neither the listing nor the policy promises this",
}
# Of which the words alone say too little: "$3" is not "3 days".
_AS_WRITTEN: Final = frozenset[str]({Kind.MONEY, Kind.PERCENT, Kind.CONTACT, Kind.RATING})
_SHARE_SHARED: Final = 0.5
"""Of a sentence's telling words, how many a passage must have to speak of the same."""


class Weight(StrEnum):
    """How much an unsupported span matters."""

    CLAIM = "claim"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A span of a draft that nothing supports.

    Attributes:
        start: Index of its first character.
        end: Index after its last.
        text: The span.
        kind: What sort of claim, such as ``money``.
        reason: Why it is not supported, in a few words.
        weight: Whether it takes a reason to send it all the same.
    """

    start: int
    end: int
    text: str
    kind: str
    reason: str
    weight: Weight


@dataclass(frozen=True, slots=True)
class Support:
    """A span of a draft that something supports.

    Attributes:
        start: Index of its first character.
        end: Index after its last.
        text: The span.
        rests_on: The item's title and field, or the title of a policy passage.
    """

    start: int
    end: int
    text: str
    rests_on: str


@dataclass(frozen=True, slots=True)
class DraftCheck:
    """What a check of a draft found, in the draft's order."""

    doubts: tuple[Doubt, ...]
    support: tuple[Support, ...]

    @property
    def claims(self) -> tuple[Doubt, ...]:
        """The doubts that take a reason."""
        return tuple(doubt for doubt in self.doubts if doubt.weight is Weight.CLAIM)

    @property
    def may_go(self) -> bool:
        """Whether the draft may be sent without a reason."""
        return not self.claims


def check_draft(
    text: str,
    items: Sequence[RankedItem],
    intent: Intent,
    passages: Sequence[Passage],
) -> DraftCheck:
    """Hold a draft against the items it may speak of and the shop's policy.

    A sentence is read as being about the item that it names by title or by its
    place ("the second"), else about the one named before it, else about
    whichever item supports most of it.

    Args:
        text: What the agent is about to send; at most ``LONGEST_DRAFT`` long.
        items: The items attached, or else shown last, best first.
        intent: What the shopper asked for.
        passages: The policy passages and promotions nearest to the draft.
    """
    doubts: list[Doubt] = []
    support: list[Support] = []
    titles = {each.item.title.casefold() for each in items}
    named: RankedItem | None = None
    for start, end in _sentences(text):
        sentence = text[start:end]
        named = _named(sentence, items) or named
        found = _read(sentence, [named] if named else items, items, intent)
        policy = _Policy(sentence, passages)
        held = [_supported(claim, sentence, start, found.title) for claim in found.claims]
        open_: list[Doubt] = []
        for each in found.unsupported:
            span = sentence[slice(*each.span)]
            title = policy.title_supporting(each)
            if title:
                held.append(Support(start + each.span[0], start + each.span[1], span, title))
            elif span.casefold() not in titles and each.kind not in _NO_CLAIM:
                open_.append(_doubt(each, span, start))
        if not held and all(doubt.weight is Weight.HINT for doubt in open_):
            open_ = []  # it speaks of no item
        doubts += open_
        support += held
    return DraftCheck(tuple(doubts), tuple(sorted(support, key=lambda each: each.start)))


@dataclass(frozen=True, slots=True)
class _Reading:
    """A sentence as read of one item."""

    title: str
    claims: tuple[Claim, ...]
    unsupported: tuple[Unsupported, ...]


def _read(
    sentence: str, candidates: Sequence[RankedItem], among: Sequence[RankedItem], intent: Intent
) -> _Reading:
    """Read a sentence of the item that leaves least of it unsupported."""
    if not candidates:
        nothing = "no item is attached or shown that it could be true of"
        found = extract(sentence, known(()))
        return _Reading(
            "", (), tuple(Unsupported((a.start, a.end), a.kind, nothing) for a in found)
        )
    readings = [(each, check(sentence, each, intent, among)) for each in candidates]
    item, verdict = min(readings, key=lambda pair: _claims(pair[1]))
    return _Reading(item.item.title, verdict.claims, verdict.unsupported)


def _claims(verdict: Verdict) -> int:
    return sum(each.kind != Kind.WORD for each in verdict.unsupported)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the span of every sentence; a dot within an address ends none."""
    start = 0
    for end in (*(match.end() for match in _END.finditer(text)), len(text)):
        if text[start:end].strip():
            yield start, end
        start = end


def _named(sentence: str, items: Sequence[RankedItem]) -> RankedItem | None:
    lowered = sentence.casefold()
    for each in items:
        if each.item.title.casefold() in lowered:
            return each
    ordinal = _ORDINAL.search(sentence)
    place = _ORDINALS[ordinal[1].casefold()] if ordinal else 0
    return items[place - 1] if 0 < place <= len(items) else None


def _doubt(each: Unsupported, span: str, offset: int) -> Doubt:
    in_words = each.kind == Kind.QUANTITY and not any(map(str.isdigit, span))
    is_hint = each.kind == Kind.WORD or in_words
    return Doubt(
        start=offset + each.span[0],
        end=offset + each.span[1],
        text=span,
        kind=each.kind,
        reason=_REASONS.get(each.kind, each.reason),
        weight=Weight.HINT if is_hint else Weight.CLAIM,
    )


def _supported(claim: Claim, sentence: str, offset: int, title: str) -> Support:
    span = sentence[claim.start : claim.end]
    rests_on = "what the shopper asked for" if claim.field == REQUEST else f"{title}: {claim.field}"
    return Support(offset + claim.start, offset + claim.end, span, rests_on)


class _Policy:
    """A sentence of a draft beside what the shop's policy says."""

    def __init__(self, sentence: str, passages: Sequence[Passage]) -> None:
        self._sentence = sentence
        self._tokens = tokens(sentence)
        self._denies = self._is_denial([token.stem for token in self._tokens])
        telling = {token.stem for token in self._tokens} - neutral_stems()
        self._telling = telling
        shared = [
            (len(telling & set(stems(f"{passage.title} {passage.text}"))), passage)
            for passage in passages
        ]
        near = [pair for pair in shared if pair[0] >= _SHARE_SHARED * len(telling)]
        self._clauses = [
            (passage.title, clause)
            for _, passage in sorted(near, key=lambda pair: -pair[0])
            for clause in self._stated(passage)
        ]

    def title_supporting(self, doubt: Unsupported) -> str | None:
        """Return the title of the passage that says the span in the same sense, or None."""
        inside = [at for at, token in enumerate(self._tokens) if _lies_in(token, doubt.span)]
        if not inside:
            return None
        # A number says nothing without what it counts.
        last = inside[-1] + (doubt.kind == Kind.QUANTITY)
        words = [token.stem for token in self._tokens[inside[0] : last + 1]]
        span = _closed_up(self._sentence[slice(*doubt.span)])
        saying = [
            (len(self._telling & set(said)), title, said)
            for title, clause in self._clauses
            if contains(said := stems(clause), words)
            and (doubt.kind not in _AS_WRITTEN or span in _closed_up(clause))
        ]
        if not saying:
            return None
        # The clause that says most of the same decides: it may be a denial.
        _, title, said = max(saying, key=lambda each: each[0])
        return title if self._is_denial(said) is self._denies else None

    @staticmethod
    def _stated(passage: Passage) -> list[str]:
        whole = f"{passage.title}.\n{passage.text}"
        return [whole[start:end] for start, end in sentences(whole)]

    @staticmethod
    def _is_denial(words: Sequence[str]) -> bool:
        return any(word in negators() for word in words)


def _closed_up(text: str) -> str:
    """Return the text without spaces, as "20 %" and "20%" are the same."""
    return "".join(text.casefold().split())


def _lies_in(token: Token, span: tuple[int, int]) -> bool:
    return span[0] < token.end and token.start < span[1]
