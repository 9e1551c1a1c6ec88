"""What a later word settles: "a green vase. My wife says blue", "teal or plum, oh, teal"."""

from typing import Final

from assistant.understanding.readers.audience import is_audience
from assistant.understanding.readers.draft import Draft, Mention
from assistant.understanding.readers.fields import PLAIN_FIELDS
from assistant.understanding.readers.persons import is_relation
from assistant.understanding.readers.word_lists import listed
from retrieval.constraints import CATEGORY

_SAYS: Final = listed("says said reckons prefers suggests insists thinks wants")
_PRONOUNS: Final = listed("he she they")
_DENIALS: Final = listed("not no never nothing hates against")
_SIGHS: Final = listed("know yes yeah yep definitely ok okay well so hmm um uh oh go then")
_ADDING: Final = listed("too also another well")
_NEAR: Final = 4
"""How many words before a value may tell who says it."""


def is_anothers_word(draft: Draft, first: Mention, later: Mention) -> bool:
    """Tell "a green vase. My wife says blue" and "grey, he says" from "he says a blue vase".

    Another thing, and what each of two wants, is added: "boots, my son wants a backpack".
    """
    start = draft.sentence.clause_start(later.start)
    other = later.field == CATEGORY or is_audience(draft, later)
    if first.end > start or other or _adds(draft, first, later):
        return False
    before = draft.sentence.words[max(start, later.start - _NEAR) : later.start]
    asserted = not _SAYS.isdisjoint(before) and _DENIALS.isdisjoint(before)
    somebody = any(word in _PRONOUNS or is_relation(word) for word in before)
    return (asserted and somebody) or _is_followed_by_sayer(draft, later.end)


def _adds(draft: Draft, first: Mention, later: Mention) -> bool:
    """Tell "she wants a pink one, he wants a blue one" and "blue too" from "she says blue"."""
    said = draft.sentence.words[draft.sentence.clause_start(first.start) : first.start]
    after = draft.sentence.words[later.end : draft.sentence.clause_end(later.end)]
    return "wants" in said or not _ADDING.isdisjoint(after)


def _is_followed_by_sayer(draft: Draft, at: int) -> bool:
    """Tell the "he says" of "grey, he says" and the "says my wife" of "grey says my wife"."""
    at += draft.sentence.word(at) == ","
    said = draft.sentence.words[at : at + _NEAR - 1]
    return not _SAYS.isdisjoint(said[:2]) or (
        len(said) == _NEAR - 1 and said[-1] in _SAYS and is_relation(said[1])
    )


def is_said_again(draft: Draft, standing: list[Mention], later: Mention) -> bool:
    """Tell "teal or plum, oh, teal", which settles it, from "blue or green, the blue one big"."""
    plain = later.field in (draft.lexicon.colours.field, *PLAIN_FIELDS)
    again = any(one.values == later.values for one in standing[:-1])
    before = draft.sentence.word(later.start - 1)
    opens = draft.sentence.is_mark(later.start - 1) or before in _SIGHS
    return plain and again and opens and draft.sentence.is_mark(later.end)
