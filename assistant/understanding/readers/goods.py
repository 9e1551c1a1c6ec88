"""Goods that are called by what they are made of: "wrapping paper", "knitting wool"."""

from typing import Final

from assistant.understanding.readers.draft import Draft, Mention, said_before
from assistant.understanding.readers.sentence import Kind
from assistant.understanding.readers.word_lists import cues, function_words, listed
from retrieval.constraints import CATEGORY

_GOODS: Final = listed("paper wool glass foil")
_AFTER: Final = listed("for in with and or please under")


def find_goods(draft: Draft) -> None:
    """Take back the paper of "wrapping paper", which is sought itself, and not "made of paper"."""
    for mention in tuple(draft.mentions):
        if _is_a_good(draft, mention):
            draft.mentions.remove(mention)
            draft.taken[mention.start : mention.end] = [False] * (mention.end - mention.start)


def _is_a_good(draft: Draft, mention: Mention) -> bool:
    """Tell "gift wrapping paper" from "lined paper lampshades" and "something in paper"."""
    at = mention.end - 1
    kind = draft.sentence.word(at - 1)
    called = draft.sentence.word(at) in _GOODS and mention.start == at
    led = called and at > 0 and draft.is_free(at - 1, at) and kind not in function_words()
    ends = draft.sentence.is_mark(at + 1) or draft.sentence.word(at + 1) in _AFTER
    sought = any(one.field == CATEGORY for one in draft.mentions)
    refused = said_before(draft, at, cues("stances.refusals")) < at
    word = draft.sentence.tokens[at - 1].kind is Kind.WORD
    return led and ends and word and not (refused or sought)
