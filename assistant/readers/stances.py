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

from assistant.readers.draft import Draft, Mention, Reference, Stance, cue_at, cues
from assistant.readers.sentence import Kind, tokenise
from assistant.readers.word_lists import function_words, listed
from retrieval.constraints import CATEGORY

_NO_REFUSAL: Final = cues(
    "not sure|im not sure|not only|not just|not bad|why not|no problem|no thanks|no thank you|no idea"
    "|no matter|no worries|no need to|no preference|not really|not yet|not fussy|not picky"
    "|cant wait|not necessarily|no rush|no more than|not too|not very|not so|no wait|not at all"
    "|dont mind|doesnt mind|not in stock|no longer"
)
_NEEDLESS: Final = cues(
    "doesnt have to be|does not have to be|dont have to be|doesnt need to be|dont need to be"
    "|does not need to be|need not be|neednt be|no need for|doesnt have to have|dont need|do not need"
    "|doesnt need|dont care about|not necessarily|dont mind|doesnt mind|doesnt have to come in"
    "|dont insist on|dont need it to be|doesnt matter if it is|doesnt matter if its|doesnt need to have"
)
_REFUSALS: Final = cues(
    "not|no|never|without|w / o|except|except for|excluding|besides|other than|apart from"
    "|anything but|anything except|everything but|everything except|all but|avoid|avoiding|hate|hates|hating"
    "|dislike|dislikes|detest|detests|loathe|dont want|doesnt want|do not want|dont like|doesnt like"
    "|do not like|does not like|didnt like|dont wear|doesnt wear|cant stand|cannot stand|cant wear|allergic to"
    "|rather not|nothing|none of|isnt|arent|not a fan of|not a big fan of|sick of|tired of|instead of"
    "|rather than|not into|minus|free of|skip|leave out|ditch|nor|neither|dont show me|dont show|stop showing me"
    "|dont give me|no more|not interested in|hide|dont love|doesnt love|wont wear|dont have|not want|hated"
    "|isnt made of|not made of|wouldnt wear|cant have|get rid of|lose the|remove|exclude|drop|fed up with"
)
_WISHES: Final = cues(
    "ideally|preferably|prefer|prefers|preferring|i prefer|id prefer|would prefer|maybe|perhaps|possibly"
    "|hopefully|preference for|likes|loves|like to have|id love|would love|bonus if|bonus points for"
    "|rather have|nice to have|if possible|if you have|would be nice if|it would be nice if|i like|i love"
)
_WISHES_AFTER: Final = cues(
    "would be nice|would be great|would be good|would be a plus|would be lovely|would be ideal"
    "|would be a bonus|would be perfect|is a plus|if possible|is nice to have|preferred|if you have it"
    "|if you have them|a bonus|ideally|if available|nice to have|preferably|is a bonus|would be cool|if you can"
)
_FILLERS: Final = listed(
    "a an any the anything something made of in with too very really from by is are be it its to and or nor "
    "want need like have having has that this those these thats one ones colour color colours colors brand brands "
    "please been being them me my stuff look looking either which are made for at all on about so overly"
)
_ENDS: Final = listed(
    "but just only although however because though then if unless except instead so"
)
_COMMA: Final = ","


def find_stances(draft: Draft) -> None:
    """Settle the stance of every mention, reference and refused word."""
    at = 0
    while at < len(draft.sentence):
        if draft.taken[at]:
            at += 1
        elif length := cue_at(draft, at, _NEEDLESS):
            at = _reach(draft, at, at + length, Stance.NEEDLESS)
        elif length := cue_at(draft, at, _NO_REFUSAL):
            draft.take(at, at + length)
            at += length
        elif length := _refusal_at(draft, at):
            at = _reach(draft, at, at + length, Stance.REFUSED)
        else:
            at += 1
    _free_of(draft)
    _find_wishes(draft)


def _refusal_at(draft: Draft, at: int) -> int:
    """Return the length of a refusing cue, 0 where "no" only answers."""
    length = cue_at(draft, at, _REFUSALS)
    if length == 1 and draft.sentence.word(at) == "no" and draft.sentence.word(at + 1) == _COMMA:
        return 0
    return length


def _reach(draft: Draft, cue: int, start: int, stance: Stance) -> int:
    """Give the stance to what a cue reaches; return where the search goes on."""
    last: Mention | Reference | None = None
    connector = ""
    refused = False
    at = start
    while at < len(draft.sentence):
        word = draft.sentence.word(at)
        unit = draft.mention_at(at) or draft.reference_at(at)
        if unit is not None:
            if refused and not _goes_on(draft, connector, last, unit, at):
                break
            _settle(draft, unit, stance)
            last, connector, refused = unit, "", True
            at = unit.end
        elif word == _COMMA and refused:
            connector, at = _COMMA, at + 1
        elif word in ("or", "nor", "and") and refused:
            connector, at = word, at + 1
        elif draft.sentence.is_mark(at) or word in _ENDS or draft.taken[at]:
            break
        elif word in _FILLERS or (word in function_words() and not refused):
            at += 1
        elif (refused and connector not in ("or", "nor")) or cue_at(draft, at, _REFUSALS):
            break
        else:
            end = _content_end(draft, at)
            draft.refused_words.append((cue, end, stance))
            draft.take(at, end)
            refused, connector, last = True, "", None
            at = end
    if refused:
        draft.take(cue, start)
        return max(at, start) if connector == "" else at
    return start


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
        length = cue_at(draft, at, _WISHES_AFTER)
        start = _clause_start(draft, at)
        if length and start < at and _clause_end(draft, at) <= at + length:
            soften(draft, start, at)
            draft.take(at, at + length)
        elif length := cue_at(draft, at, _WISHES):
            soften(draft, at + length, _clause_end(draft, at + length))
            draft.take(at, at + length)


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
        for cue in _REFUSALS.get(sentence.word(index), ())
        if not any(sentence.says(index, *other) for other in _NO_REFUSAL.get(cue[0], ()))
    )
