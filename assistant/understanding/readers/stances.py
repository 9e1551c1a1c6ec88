"""Negation, wishes, and how far they reach.

A cue ("no", "without", "hates", "anything but") reaches over what follows it:
determiners and fillers are skipped, then the first thing named is refused. It
reaches on over a list: through "or" and "nor" to anything, through "and" and a
comma only to more of the same field (a comma only if an "or" or "and" follows
in the list). It ends at other punctuation, at "but" and "just", and at the first
word that is neither named nor a connector. In "no leather boots" the leather is
refused and the boots are not: an attribute before a product word refuses itself
alone. Words that name nothing in the catalogue ("without a zipper") are kept as
refused words.

"Not sure", "not only", "not bad", "no problem" and a "no" that answers ("no, the
black one") refuse nothing. "Doesn't have to be waterproof" takes a requirement
back instead of ruling the value out.

Wish words ("ideally", "maybe", "would be nice") reach over their clause, both
ways where they stand at its end.
"""

import re
from typing import Final

from assistant.understanding.readers.draft import Draft, Mention, Reference, Stance, cue_at
from assistant.understanding.readers.sentence import Kind, tokenise
from assistant.understanding.readers.word_lists import cues, function_words, listed
from retrieval.constraints import CATEGORY

_FILLERS: Final = listed(
    "a an any the anything something made of in with too very really from by is are be it its to "
    "and or nor want need like have having has that this those these thats one ones colour color "
    "colours colors brand brands please been being them me my stuff look looking either which for "
    "at all on about so overly"
)
_ENDS: Final = listed(
    "but just only although however because though then if unless except instead so"
)
_COMMA: Final = ","
_FARTHEST: Final = 12
"""How many words may stand between a cue and what it refuses."""
_CONNECTORS: Final = (_COMMA, "or", "nor", "and")


def find_stances(draft: Draft) -> None:
    """Settle the stance of every mention, reference and refused word."""
    _find_refused_before(draft)
    at = 0
    while at < len(draft.sentence):
        if draft.taken[at]:
            at += 1
        elif length := cue_at(draft, at, cues("stances.needless")):
            at = _reach(draft, at, at + length, Stance.NEEDLESS)
        elif length := cue_at(draft, at, cues("stances.no_refusal")):
            draft.take(at, at + length)
            at += length
        elif length := _refusal_at(draft, at):
            at = _reach(draft, at, at + length, Stance.REFUSED)
        else:
            at += 1
    _free_of(draft)
    _find_wishes(draft)


def _find_refused_before(draft: Draft) -> None:
    """Read "the third one isn't for me" as turning that one down."""
    for reference in draft.references:
        if length := cue_at(draft, reference.end, cues("stances.refused_after")):
            reference.stance = Stance.REFUSED
            draft.take(reference.end, reference.end + length)


def _refusal_at(draft: Draft, at: int) -> int:
    """Return the length of a refusing cue, 0 where "no" only answers."""
    length = cue_at(draft, at, cues("stances.refusals"))
    if length == 1 and draft.sentence.word(at) == "no" and draft.sentence.word(at + 1) == _COMMA:
        return 0
    return length


def _reach(draft: Draft, cue: int, start: int, stance: Stance) -> int:
    """Give the stance to what a cue reaches; return where the search goes on."""
    last: Mention | Reference | None = None
    connector = ""
    refused = False
    at = start
    end = len(draft.sentence)
    while at < end and not _ends_reach(draft, at, connector, refused=refused):
        if not refused and at - start > _FARTHEST:
            break
        unit = draft.mention_at(at) or draft.reference_at(at)
        word = draft.sentence.word(at)
        if unit is not None:
            if refused and not _goes_on(draft, connector, last, unit, at):
                break
            _settle(draft, unit, stance)
            last, connector, refused, at = unit, "", True, unit.end
        elif refused and word in _CONNECTORS:
            connector, at = word, at + 1
        elif word in _FILLERS or (word in function_words() and not refused):
            at += 1
        else:
            after = _content_end(draft, at)
            draft.refused_words.append((cue, after, stance))
            draft.take(at, after)
            last, connector, refused, at = None, "", True, after
    if refused:
        draft.take(cue, start)
    return max(at, start) if refused and not connector else start


def _ends_reach(draft: Draft, at: int, connector: str, *, refused: bool) -> bool:
    """Tell whether a cue's reach ends before the token."""
    word = draft.sentence.word(at)
    if draft.mention_at(at) is not None or draft.reference_at(at) is not None:
        return False
    if refused and word in _CONNECTORS:
        return False
    if draft.sentence.is_mark(at) or word in _ENDS or draft.taken[at]:
        return True
    if word in _FILLERS or (word in function_words() and not refused):
        return False
    nothing_more = refused and connector not in ("or", "nor")
    return nothing_more or bool(cue_at(draft, at, cues("stances.refusals")))


def _goes_on(
    draft: Draft, connector: str, last: Mention | Reference | None, unit: object, at: int
) -> bool:
    """Tell whether a cue reaches from what it refused last on to the next thing."""
    same = isinstance(last, Mention) and isinstance(unit, Mention) and last.field == unit.field
    pointed = isinstance(last, Reference) and isinstance(unit, Reference)
    match connector:
        case "or" | "nor":
            return True
        case "and":
            return same or pointed
        case ",":
            return (same or pointed) and _list_is_closed(draft, at)
        case _:
            return isinstance(unit, Mention) and unit.field != CATEGORY and same


def _list_is_closed(draft: Draft, at: int) -> bool:
    """Tell whether an "or" or "and" follows before the clause ends."""
    while at < len(draft.sentence):
        word = draft.sentence.word(at)
        if word in ("or", "nor", "and"):
            return True
        if draft.mention_at(at) is None and draft.reference_at(at) is None and word != _COMMA:
            return False
        unit = draft.mention_at(at) or draft.reference_at(at)
        at = unit.end if unit is not None else at + 1
    return False


def _settle(draft: Draft, unit: Mention | Reference, stance: Stance) -> None:
    """Give a unit its stance; a product word right after a refused attribute keeps its own."""
    if isinstance(unit, Mention) and unit.field == CATEGORY:
        before = next((m for m in draft.mentions if m.end == unit.start), None)
        if before is not None and before.stance is stance:
            return
    unit.stance = stance


def _content_end(draft: Draft, at: int) -> int:
    """Return the end of the run of words from ``at`` that name nothing known."""
    end = at + 1
    while (
        end < len(draft.sentence)
        and not draft.taken[end]
        and draft.sentence.tokens[end].kind is Kind.WORD
        and draft.sentence.word(end) not in function_words()
    ):
        end += 1
    return end


def _free_of(draft: Draft) -> None:
    """Read "leather-free" as refusing leather."""
    for mention in draft.mentions:
        if mention.stance is Stance.WANTED and draft.sentence.word(mention.end) == "free":
            mention.stance = Stance.REFUSED
            draft.take(mention.end, mention.end + 1)


def _find_wishes(draft: Draft) -> None:
    for at in range(len(draft.sentence)):
        if draft.taken[at]:
            continue
        length = cue_at(draft, at, cues("stances.wishes_after"))
        if length and _closes_clause(draft, at, at + length):
            soften(draft, _clause_start(draft, at), at)
            draft.take(at, at + length)
        elif length := cue_at(draft, at, cues("stances.wishes")):
            soften(draft, at + length, _clause_end(draft, at + length))
            draft.take(at, at + length)


def _closes_clause(draft: Draft, start: int, end: int) -> bool:
    """Tell whether a cue stands at the end of a clause and not at its beginning too."""
    return _clause_start(draft, start) < start and _clause_end(draft, start) <= end


def soften(draft: Draft, start: int, end: int) -> None:
    """Turn requirements within a span into wishes; product words stay what is sought."""
    softer = {Stance.WANTED: Stance.WISHED, Stance.REFUSED: Stance.WISHED_AWAY}
    for mention in draft.mentions:
        if start <= mention.start < end and mention.field != CATEGORY:
            mention.stance = softer.get(mention.stance, mention.stance)
    draft.refused_words[:] = [
        (s, e, softer.get(stance, stance) if start <= s < end else stance)
        for s, e, stance in draft.refused_words
    ]


def _clause_end(draft: Draft, at: int) -> int:
    while at < len(draft.sentence) and not _is_clause_mark(draft, at):
        at += 1
    return at


def _clause_start(draft: Draft, at: int) -> int:
    while at > 0 and not _is_clause_mark(draft, at - 1):
        at -= 1
    return at


def _is_clause_mark(draft: Draft, at: int) -> bool:
    return draft.sentence.tokens[at].text in (*".,;?!\n", "but")


def is_refused(text: str, phrase: str) -> bool:
    """Tell whether a refusing cue stands in or before a phrase, within its clause.

    A rougher question than ``find_stances`` answers, for phrases another reader
    proposes: the whole clause before the phrase counts.

    Args:
        text: The turn.
        phrase: Words of it; the first place they occur is looked at.
    """
    at = text.casefold().find(phrase.casefold())
    if at < 0:
        return False
    clause = re.split(r"[.;!?\n]|\bbut\b", text[:at].casefold())[-1]
    sentence = tokenise(clause + phrase)
    return any(
        sentence.says(index, *cue)
        for index in range(len(sentence))
        for cue in cues("stances.refusals").get(sentence.word(index), ())
        if not any(
            sentence.says(index, *other) for other in cues("stances.no_refusal").get(cue[0], ())
        )
    )
