"""What is said of how much is to be paid without a sum: "an expensive watch", "funds are low"."""

from typing import Final

from assistant.understanding.readers.draft import Draft
from assistant.understanding.readers.products import names_product
from assistant.understanding.readers.verdicts import BEING
from assistant.understanding.readers.word_lists import listed

_DEAR: Final = listed("expensive pricey pricy costly spenny spendy")
_DEGREES: Final = listed("really very quite rather pretty properly seriously proper so")
_BEFORE_DEAR: Final = listed("a an some want need me for buy looking after get any with")
_DENIALS: Final = listed("not no never nothing without why less too most")
_MEANS: Final = listed("budget budgets money moneys cash funds")
_HOW: Final = listed(
    "is are s a bit little super really very so pretty quite kinda rather fairly "
    "extremely too rn currently getting just"
) | frozenset(BEING)
_TIGHT: Final = listed("tight limited small tiny low short thin")


def dear_at(draft: Draft, at: int) -> int:
    """Tell "a pricey handbag" from "not an expensive one" and "expensive watches are a waste"."""
    dear = draft.sentence.word(at) == "dear" and draft.sentence.word(at - 1) in _DEGREES
    if not (dear or draft.sentence.word(at) in _DEAR) or not names_product(draft, at + 1):
        return 0
    start, end = at, draft.sentence.clause_end(at)
    while draft.sentence.word(start - 1) in _DEGREES:
        start -= 1
    led = draft.sentence.is_mark(start - 1) or draft.sentence.word(start - 1) in _BEFORE_DEAR
    said = draft.sentence.words[draft.sentence.clause_start(at) : end]
    told = any(word in BEING or word in _DENIALS or word.endswith("nt") for word in said)
    return int(led and not told)


def tight_at(draft: Draft, at: int) -> int:
    """Return the length of "budget is super tight" and "funds are low", else 0."""
    if draft.sentence.word(at) not in _MEANS:
        return 0
    end = at + 1
    while draft.sentence.word(end) in _HOW:
        end += 1
    return end + 1 - at if draft.sentence.word(end) in _TIGHT else 0
