"""Refusing what things are sold free of: "without perfume" asks for the fragrance-free."""

from typing import Final

from assistant.understanding.readers.draft import Draft, Mention, Stance, said_at
from assistant.understanding.readers.word_lists import cues, listed, synonyms
from retrieval.constraints import CATEGORY

_ANY: Final = listed("a any added of")
_ASKED: Final = {Stance.REFUSED: Stance.WANTED, Stance.WISHED_AWAY: Stance.WISHED}


def find_free_from(draft: Draft) -> None:
    """Ask for what the shop calls free of the very word that is refused.

    The perfume of "no perfume, a face cream" may name a part of the shop too.
    """
    for refused in tuple(draft.refused_words):
        start, end, stance = refused
        at = start + said_at(draft, start, cues("stances.refusals"))
        while draft.sentence.word(at) in _ANY:
            at += 1
        free = _free_of(draft, at, end, stance)
        if free is not None:
            draft.refused_words.remove(refused)
            draft.mentions.append(free)
    for mention in tuple(draft.mentions):
        free = _free_of(draft, mention.start, mention.end, mention.stance)
        if free is not None and mention.field == CATEGORY:
            draft.mentions.remove(mention)
            draft.mentions.append(free)
    draft.mentions.sort(key=lambda mention: mention.start)


def _free_of(draft: Draft, start: int, end: int, stance: Stance) -> Mention | None:
    """Return the fragrance-free for a refused perfume, None where nothing is free of it."""
    said = draft.sentence.word(start)
    for word in (said, *synonyms().get(said, ())) if end == start + 1 and stance in _ASKED else ():
        if options := draft.lexicon.attribute((word, "free")):
            field, values = options[0].field, options[0].values
            return Mention(start, end, field, values, options, stance=_ASKED[stance])
    return None
