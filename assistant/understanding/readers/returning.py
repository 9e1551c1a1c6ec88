"""Going back to what was sought before: "go back to the dresses", "return to those tents"."""

from typing import Final

from assistant.intent import Return
from assistant.understanding.readers.audience import is_audience
from assistant.understanding.readers.draft import Draft, Mention, Stance
from assistant.understanding.readers.reasons import leave_out
from assistant.understanding.readers.word_lists import listed
from retrieval.constraints import CATEGORY

_THE: Final = listed("the those my these our")
_BACK: Final = listed("back return returning")
_LATER: Final = listed("later afterwards tomorrow tonight")


def find_returning(draft: Draft) -> None:
    """Tell "back to the dresses", as they stood, from "show me dresses" and "all dresses".

    "Back to boots or dresses" seeks both, and so nothing as it stood.
    """
    sought = [mention for mention in draft.mentions if _is_sought(draft, mention)]
    for mention in sought:
        if not _is_gone_back_to(draft, mention):
            continue
        end = draft.sentence.clause_end(mention.end)
        if not _LATER.isdisjoint(draft.sentence.words[mention.end : end]):
            leave_out(draft, _clause_start(draft, mention.start), end)
        elif all(one.values == mention.values for one in sought):
            draft.add(mention.start, Return(mention.values))


def _is_sought(draft: Draft, mention: Mention) -> bool:
    """Tell a thing that is wanted from one refused and from whom it is for."""
    wanted = mention.field == CATEGORY and mention.stance is Stance.WANTED
    return wanted and not is_audience(draft, mention)


def _is_gone_back_to(draft: Draft, mention: Mention) -> bool:
    """Tell the dresses of "back to the dresses" from those of "boots to the dresses"."""
    at = mention.start - 1
    while draft.sentence.word(at) in _THE:
        at -= 1
    return draft.sentence.word(at) == "to" and draft.sentence.word(at - 1) in _BACK


def _clause_start(draft: Draft, at: int) -> int:
    """Return where the clause begins in which a token stands."""
    while not draft.sentence.is_mark(at - 1):
        at -= 1
    return at
