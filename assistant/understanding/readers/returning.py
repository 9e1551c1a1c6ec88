"""Going back to what was sought before: "go back to the dresses", "return to those tents"."""

from typing import Final

from assistant.intent import Return
from assistant.understanding.readers.audience import is_audience
from assistant.understanding.readers.draft import Draft, Stance
from assistant.understanding.readers.word_lists import listed
from retrieval.constraints import CATEGORY

_THE: Final = listed("the those my these our")
_BACK: Final = listed("back return returning")


def find_returning(draft: Draft) -> None:
    """Tell "back to the dresses", as they stood, from "show me dresses" and "all dresses"."""
    for mention in draft.mentions:
        sought = mention.field == CATEGORY and mention.stance is Stance.WANTED
        if not sought or is_audience(draft, mention):
            continue
        at = mention.start - 1
        while draft.sentence.word(at) in _THE:
            at -= 1
        if draft.sentence.word(at) == "to" and draft.sentence.word(at - 1) in _BACK:
            draft.add(mention.start, Return(mention.values))
