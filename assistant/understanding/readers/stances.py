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
"""

import re
from typing import Final

from assistant.understanding.readers.audience import is_somebody
from assistant.understanding.readers.blame import find_blamed
from assistant.understanding.readers.corrections import (
    CONDITIONS,
    LETTING_GO,
    SPEAKING_OF,
    call_off,
    dropped_end,
    is_ruled_out,
    is_taken_back,
    let_the_last_word_stand,
    put_instead,
    take_back_conditions,
    take_back_refusals,
)
from assistant.understanding.readers.denials import (
    is_alternative,
    is_of_contrast,
    is_of_dread,
    is_of_oneself,
    is_of_purpose,
    not_needed_end,
    sets_apart,
)
from assistant.understanding.readers.draft import Draft, Mention, Reference, Stance, cue_at
from assistant.understanding.readers.hedges import soften_hedged, take_hedges
from assistant.understanding.readers.lacking import leave_out_lack, leave_out_lack_of_item
from assistant.understanding.readers.leaving_out import (
    leave_out_named,
    let_back_in,
    seek_what_is_lacking,
)
from assistant.understanding.readers.numbers import measure_end
from assistant.understanding.readers.reasons import leave_out, leave_out_reasons
from assistant.understanding.readers.refused_last import find_refused_last
from assistant.understanding.readers.refused_parts import (
    CONNECTORS,
    goes_on,
    is_noun_of,
    is_refused_in_part,
    says_on,
)
from assistant.understanding.readers.sentence import Kind, tokenise
from assistant.understanding.readers.told_denials import is_of_telling
from assistant.understanding.readers.wishes import find_wishes, is_of_a_wish
from assistant.understanding.readers.word_lists import cues, function_words, listed
from retrieval.constraints import CATEGORY

_FILLERS: Final = listed(
    "a an any the anything something made of in with too very really from by is are be it its to "
    "and or nor want need like have having has that this those these thats one ones colour color "
    "colours colors brand brands please been being them me my stuff look looking either which for "
    "at all on about so overly looks got contain contains containing include includes including"
)
_ENDS: Final = listed(
    "but just only although however because though then if unless except instead so"
)
_SAYING: Final = listed(
    "i im id ive ill we its it make lets wait thats sorry ok okay yes yeah well"
)
_CALLED: Final = listed("thing bit part")
_COMMA: Final = ","
_CHINESE_DENIALS: Final = ("不", "不用")
_FARTHEST: Final = 12
"""How many words may stand between a cue and what it refuses."""


def find_stances(draft: Draft) -> None:
    """Settle the stance of every mention, reference and refused word."""
    hedged = take_hedges(draft)
    call_off(draft)
    find_blamed(draft)
    find_refused_last(draft)
    at = 0
    while at < len(draft.sentence):
        if (mention := draft.mention_at(at)) is not None:
            _find_needless_after(draft, mention)
        if draft.taken[at]:
            at += 1
        elif length := cue_at(draft, at, cues("stances.needless")):
            at = _reach(draft, at, at + length, Stance.NEEDLESS)
        elif end := not_needed_end(draft, at):
            at = _reach(draft, at, at + 1, Stance.NEEDLESS)
            draft.take(at, end)
        elif length := _no_refusal_at(draft, at):
            draft.take(at, at + length)
            at += length
        elif length := _refusal_at(draft, at):
            dreads = is_of_dread(draft, at, length) or is_of_telling(draft, at, length)
            lacks = leave_out_lack(draft, at) or leave_out_lack_of_item(draft, at)
            if dreads or lacks or is_of_purpose(draft, at):
                continue
            taking_back = draft.sentence.word(at) in (*LETTING_GO, "can", "could")
            refused = [one for one in draft.mentions if one.stance is Stance.REFUSED]
            at = _reach(draft, at, at + length, Stance.REFUSED)
            if taking_back:
                _let_go_of_standing(draft, refused)
        else:
            at += 1
    leave_out_named(draft)
    let_back_in(draft)
    seek_what_is_lacking(draft)
    leave_out_reasons(draft)
    _free_of(draft)
    take_back_conditions(draft)
    take_back_refusals(draft)
    let_the_last_word_stand(draft)
    find_wishes(draft)
    soften_hedged(draft, hedged)
    put_instead(draft)


def _let_go_of_standing(draft: Draft, refused: list[Mention]) -> None:
    """Read "forget noise cancelling" as taking that back where it was asked for before.

    Args:
        draft: The turn.
        refused: What was ruled out before these words, which stays so.
    """
    for mention in draft.mentions:
        newly = mention.stance is Stance.REFUSED and mention not in refused
        if newly and is_taken_back(draft, mention):
            mention.stance = Stance.NEEDLESS


def _find_needless_after(draft: Draft, mention: Mention) -> None:
    """Read "the hood isn't important" as taking that back."""
    called = CONDITIONS | _CALLED
    at = mention.end + (draft.sentence.word(mention.end) in called)
    length = cue_at(draft, at, cues("stances.needless_after"))
    if length and is_alternative(draft, mention):
        return
    if not length and is_ruled_out(draft, mention):
        length = cue_at(draft, at, cues("stances.allowed_after"))
    if length:
        mention.stance = Stance.NEEDLESS
        leave_out(draft, mention.end, dropped_end(draft, at + length))


def _no_refusal_at(draft: Draft, at: int) -> int:
    """Tell the "not so" of "not so dear" from that of "not so fond of", the longer cue."""
    length = cue_at(draft, at, cues("stances.no_refusal"))
    return length if length >= cue_at(draft, at, cues("stances.refusals")) else 0


def _refusal_at(draft: Draft, at: int) -> int:
    """Return the length of a refusing cue, 0 where "no" only answers."""
    length = cue_at(draft, at, cues("stances.refusals"))
    if is_of_a_wish(draft, at):
        return 0  # "I wouldn't say no to a hood"
    if sets_apart(draft, at):
        return 0
    after = draft.sentence.word(at + 1)
    answered = after == _COMMA or after in _SAYING or after in SPEAKING_OF
    if length == 1 and draft.sentence.word(at) == "no" and answered:
        return 0  # "no I'm a 42"
    if length == 1 and is_of_contrast(draft, at):
        return 0
    return 0 if length == 1 and is_of_oneself(draft, at) else length


def _reach(draft: Draft, cue: int, start: int, stance: Stance) -> int:
    """Give the stance to what a cue reaches; return where the search goes on."""
    last: Mention | Reference | None = None
    connector = ""
    refused = False
    at = start
    end = len(draft.sentence)
    while at < end and not _ends_reach(draft, at, connector, last, refused=refused):
        if not refused and at - start > _FARTHEST:
            break
        unit = draft.mention_at(at) or draft.reference_at(at)
        word = draft.sentence.word(at)
        if past := _past_unsaid(draft, at, last, stance, refused=refused):
            at = past
        elif unit is not None:
            if refused and not goes_on(draft, connector, last, unit, at):
                break
            _settle(draft, unit, stance)
            if not refused:
                draft.take(start, unit.start)
            last, connector, refused, at = unit, "", True, unit.end
        elif word in CONNECTORS or says_on(draft, at):
            connector, at = word, at + 1
        else:
            after = measure_end(draft.sentence, _content_end(draft, at))
            after = _with_value(draft, after)
            numbered = after == at + 1 and draft.sentence.is_number(at)  # "80 and not 70"
            if not (numbered or _is_of_doing(draft, cue)):
                draft.refused_words.append((at if refused else cue, after, stance))
            draft.take(at, after)
            last, connector, refused, at = None, "", True, after
    if refused:
        draft.take(cue, start)
    return max(at, start) if refused and not connector else start


def _is_of_doing(draft: Draft, cue: int) -> bool:
    """Tell the 不 of 穿着不挤的, which denies what something does, from that of 不要 and 没有."""
    denied = draft.sentence.plainly(cue, cue + 1)
    unwanted = draft.sentence.plain.startswith("不要", draft.sentence.tokens[cue].start)
    return denied in _CHINESE_DENIALS and draft.sentence.is_chinese(cue) and not unwanted


def _past_unsaid(
    draft: Draft, at: int, last: Mention | Reference | None, stance: Stance, *, refused: bool
) -> int:
    """Return the end of the "any" or "it" that a cue passes over, 0 where it passes none."""
    unit, word = draft.mention_at(at) or draft.reference_at(at), draft.sentence.word(at)
    if isinstance(unit, Reference) and word in ("it", "they") and stance is Stance.NEEDLESS:
        draft.references.remove(unit)
        return unit.end
    if unit is not None:
        return unit.end if not refused and is_refused_in_part(draft, unit) else 0
    joins = word in CONNECTORS or says_on(draft, at)
    filler = word in _FILLERS or (word in function_words() and not refused)
    passed = not joins and (filler or is_noun_of(draft, at, last)) if refused else filler
    return at + 1 if passed else 0


def _ends_reach(
    draft: Draft, at: int, connector: str, last: Mention | Reference | None, *, refused: bool
) -> bool:
    """Tell whether a cue's reach ends before the token."""
    word = draft.sentence.word(at)
    if draft.mention_at(at) is not None or draft.reference_at(at) is not None:
        return False
    if refused and (word in CONNECTORS or says_on(draft, at) or is_noun_of(draft, at, last)):
        return False
    if draft.sentence.is_mark(at) or word in _ENDS or draft.taken[at]:
        return True
    if word in _FILLERS or (word in function_words() and not refused):
        return False
    nothing_more = refused and connector not in ("or", "nor")
    return nothing_more or bool(cue_at(draft, at, cues("stances.refusals")))


def _settle(draft: Draft, unit: Mention | Reference, stance: Stance) -> None:
    """Give a unit its stance; a product word right after a refused attribute keeps its own.

    A person cannot be ruled out: "not for my dad" takes back that it is for him.
    """
    if isinstance(unit, Mention) and unit.field == CATEGORY:
        before = next((m for m in draft.mentions if m.end == unit.start), None)
        if before is not None and before.stance is stance:
            return
    somebody = isinstance(unit, Mention) and is_somebody(draft, unit)
    unit.stance = Stance.NEEDLESS if somebody else stance


def _content_end(draft: Draft, at: int) -> int:
    """Return the end of the run of words from ``at`` that name nothing known."""
    end = at + 1
    while (
        end < len(draft.sentence)
        and not draft.taken[end]
        and draft.sentence.tokens[end].kind is Kind.WORD
        and draft.sentence.word(end) not in function_words()
        and not _is_parted(draft, end)
    ):
        end += 1
    return end


def _is_parted(draft: Draft, at: int) -> bool:
    """Tell whether a Chinese 的 stands before a token: 不含酒精的护肤品 refuses no skincare."""
    token = draft.sentence.tokens[at]
    return draft.sentence.plain[token.start - 1 : token.start] == "的"


def _with_value(draft: Draft, end: int) -> int:
    """Take the leather of "no fake leather" with its words: it is not leather that is refused."""
    mention = draft.mention_at(end)
    if mention is None or mention.field == CATEGORY:
        return end
    draft.mentions.remove(mention)
    return mention.end


def _free_of(draft: Draft) -> None:
    """Read "leather-free" as refusing leather."""
    for mention in draft.mentions:
        if mention.stance is Stance.WANTED and draft.sentence.word(mention.end) == "free":
            mention.stance = Stance.REFUSED
            draft.take(mention.end, mention.end + 1)


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
