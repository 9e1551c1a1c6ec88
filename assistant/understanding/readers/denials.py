"""What "no" and "not" deny without ruling a thing out: "I'm not the bride", "no hood needed"."""

from itertools import pairwise
from typing import Final

from assistant.understanding.readers.audience import is_audience
from assistant.understanding.readers.draft import Draft, Mention
from assistant.understanding.readers.reasons import leave_out
from assistant.understanding.readers.word_lists import function_words, listed

_SPEAKERS: Final = listed("im hes shes were theyre youre am")
_ABLE: Final = listed("good great able used")
_TELLING: Final = _SPEAKERS | listed("its this thats i")
_JOINING: Final = listed("as because cos since and")
_AIMING: Final = listed(
    "want need going like love plan planning hoping trying meant mean here have"
)
_IT: Final = ("it", "them", "this", "that")
_OBJECTS: Final = listed("the my our his her their a an up everyone everybody people")
_ARTICLES: Final = listed("a an the that so very exactly really your some")
_NEEDED: Final = listed("needed necessary required")
_SUFFERED: Final = listed("how when way")
_DREADED: Final = (
    ("look", "like"), ("looking", "like"), ("feel", "like"), ("feeling", "like"),
    ("smell", "like"), ("sound", "like"), ("end", "up"), ("ending", "up"), ("be", "mistaken"),
    ("be", "taken", "for"), ("come", "across"), ("stick", "out"), ("stand", "out"),
)  # fmt: skip
"""What nobody wants to become, which says nothing of the thing."""
_SETTING: Final = listed("sets set tells tell telling")
_FARTHEST_SET: Final = 6
_MOST_NEEDED: Final = 3
"""How many words may name what is not needed."""


def not_needed_end(draft: Draft, at: int) -> int:
    """Return the end of "no hood needed", which rules no hood out, 0 where none starts."""
    if draft.sentence.word(at) != "no":
        return 0
    last = draft.sentence.clause_end(at, ("but", "and", "just")) - 1
    needed = draft.sentence.word(last) in _NEEDED and at + 1 < last <= at + 1 + _MOST_NEEDED
    return last + 1 if needed else 0


def is_of_contrast(draft: Draft, at: int) -> bool:
    """Tell "it's a tent, not a traffic cone", and take it as read, from "not a heavy tent".

    It says what somebody or something is and what not; neither is sought or ruled out.
    """
    start = draft.sentence.clause_start(at - (draft.sentence.word(at - 1) == ","))
    while draft.sentence.word(start) in _JOINING:
        start += 1
    told = draft.sentence.word(start) in _TELLING and start < at - 1
    told = told and draft.sentence.word(start + 1) in _ARTICLES
    end = draft.sentence.clause_end(at, ("but", "so"))
    denies = draft.sentence.word(at) == "not" and draft.sentence.word(at + 1) in ("a", "an")
    named = any(at < one.start < end for one in (*draft.mentions, *draft.references))
    if not (told and denies) or named:
        return False
    draft.take(start, end)
    return True


def is_of_purpose(draft: Draft, at: int) -> bool:
    """Tell "to walk in, not muck out a stable", and take it as read, from "to wear, not woollen".

    So is "I don't want it to scratch the floor": what a thing should do is no kind of thing.
    """
    verb = _denied_doing(draft, at)
    end = draft.sentence.clause_end(max(verb, at), ("but", "so"))
    named = any(at < one.start < end and not is_audience(draft, one) for one in draft.mentions)
    named = named or any(verb < start < end for start, _ in draft.pointed())
    if not verb or named or draft.sentence.word(verb) in function_words():
        return False
    leave_out(draft, at, end)
    draft.tell(at, end)
    return True


def is_of_dread(draft: Draft, at: int, length: int) -> bool:
    """Tell "I hate how they pinch" and "don't want to look like a clown" from "I hate zips"."""
    after = at + length + (draft.sentence.word(at + length) in (*_IT, "the"))
    suffered = draft.sentence.word(after) in _SUFFERED
    after += draft.sentence.word(after) == "to"
    dreaded = next((one for one in _DREADED if draft.sentence.says(after, *one)), ())
    end = draft.sentence.clause_end(after, ("but", "so"))
    compared = "like" in dreaded and draft.sentence.word(after + len(dreaded)) in ("a", "an", "my")
    named = any(at < one.start < end for one in (*draft.mentions, *draft.references))
    if not (suffered or dreaded) or (named and not compared):
        return False
    leave_out(draft, at, end)
    draft.tell(at, end)
    return True


def _denied_doing(draft: Draft, at: int) -> int:
    """Return the place of the verb of "not muck out a stable", which has an object, or 0."""
    word = draft.sentence.word
    if draft.sentence.says(at, "dont", "want") and word(at + 2) in _IT:
        verb = at + 4
        return verb if word(at + 3) == "to" and word(verb + 1) in _OBJECTS else 0
    verb = at + 1 + (word(at + 1) == "to")
    if word(at) != "not" or word(at - 1) != "," or draft.sentence.is_mark(verb + 1):
        return 0
    led = draft.sentence.words[draft.sentence.clause_start(at - 1) : at - 1]
    aimed = any(first in _AIMING and then == "to" for first, then in pairwise(led))
    return verb if aimed else 0


def is_of_oneself(draft: Draft, at: int) -> bool:
    """Tell "I'm not the bride", and take it as read, from "I'm not after leather"."""
    spoken = draft.sentence.word(at - 1) in _SPEAKERS or draft.sentence.says(at - 2, "i", "am")
    if not spoken or draft.sentence.word(at) != "not":
        return False
    end = at + 1
    while draft.sentence.word(end) in _ARTICLES:
        end += 1
    word = draft.sentence.word(end)
    known = draft.mention_at(end) is not None or draft.reference_at(end) is not None
    if word in _ABLE:  # "I'm not good with zips"
        stop = draft.sentence.clause_end(end)
        known = known or any(end <= one.start < stop for one in draft.mentions)
    spoken = word in function_words() and word not in _ABLE
    if known or spoken or word.endswith("ing") or draft.sentence.is_mark(end):
        return False
    draft.take(at - 1, draft.sentence.clause_end(end, ("but",)))
    return True


def is_alternative(draft: Draft, mention: Mention) -> bool:
    """Tell "copper or gold, doesn't matter", where either will do, from "gold doesn't matter"."""
    first = next((one for one in draft.mentions if one.end == mention.start - 1), None)
    joined = draft.sentence.word(mention.start - 1) == "or"
    return first is not None and joined and first.field == mention.field


def sets_apart(draft: Draft, at: int) -> bool:
    """Tell "what sets it apart from the second" from "anything apart from the second"."""
    start = max(draft.sentence.clause_start(at), at - _FARTHEST_SET)
    setting = not _SETTING.isdisjoint(draft.sentence.words[start:at])
    return draft.sentence.word(at) == "apart" and setting
