"""What a person must help with: a delivery that came smashed, and "who do I ring?"."""

from itertools import pairwise
from typing import Final

from assistant.understanding.readers.draft import Draft, is_said
from assistant.understanding.readers.sentence import CLAUSE_MARKS, SENTENCE_MARKS
from assistant.understanding.readers.word_lists import cues, listed

_SENT: Final = listed("parcel parcels package packages delivery order box courier driver postman")
_COMING: Final = listed("came arrived turned got received sent delivered left brought opened gave")
_HARMED: Final = listed(
    "smashed broken damaged ruined cracked shattered crushed dented ripped torn soaked leaking "
    "scratched missing faulty incomplete pieces wrong"
)
_BUYING: Final = listed("bought ordered purchased got")
_FAILING: Final = _HARMED | listed(
    "leaks leaked broke breaks died failed cracked tore ripped snapped stopped shrank faded fell"
)
_CALLING: Final = listed("ring call phone contact email speak talk tell complain write")
_WHOM: Final = listed("who whom")
_FARTHEST_CALL: Final = 4
_SUPPOSING: Final = listed("if unless do does can could will")


def tells_of_mishap(draft: Draft) -> bool:
    """Tell "my parcel came smashed, I need it" from "what if it comes smashed" and a new mug."""
    if draft.mentions and is_said(draft, cues("subject.leads"), 0, len(draft.sentence)):
        return False
    if is_said(draft, cues("acts.mishap"), 0, len(draft.sentence)):
        return _SUPPOSING.isdisjoint(draft.sentence.words[:2])
    return any(_is_mishap(draft.sentence.words[start:end]) for start, end in _sentences(draft))


def asks_whom_to_call(draft: Draft) -> bool:
    """Tell "who do I ring" and "what number do I call" from "who is it for"."""
    words = draft.sentence.words
    for at, word in enumerate(words):
        whom = word in _WHOM and words[at + 1 : at + 2] != ("i",)  # "my aunt, who I talk to"
        asked = whom or words[at : at + 2] in (("what", "number"), ("which", "number"))
        following = words[at + 1 : at + 2 + _FARTHEST_CALL]
        ends = next((i for i, one in enumerate(following) if one in CLAUSE_MARKS), None)
        said = following[:ends]
        if asked and "i" in said and not _CALLING.isdisjoint(said):
            return True
    return False


def _sentences(draft: Draft) -> list[tuple[int, int]]:
    marks = [at for at in range(len(draft.sentence)) if draft.sentence.word(at) in SENTENCE_MARKS]
    edges = [-1, *marks, len(draft.sentence)]
    return [(start + 1, end) for start, end in pairwise(edges)]


def _is_mishap(said: tuple[str, ...]) -> bool:
    """Tell whether a sentence says that something of ours came, and came to harm."""
    if not _SUPPOSING.isdisjoint(said):
        return False
    if not _BUYING.isdisjoint(said) and not _FAILING.isdisjoint(said):
        return _is_of_us(said)  # "I bought a kettle from you and it leaks"
    ours = _is_of_us(said) or not _SENT.isdisjoint(said)
    return ours and not _COMING.isdisjoint(said) and not _HARMED.isdisjoint(said)


def _is_of_us(said: tuple[str, ...]) -> bool:
    return any(pair in (("from", "you"), ("you", "sent")) for pair in pairwise(said))
