"""What somebody who is given a thing loves: "she adores knitting", "he's mad about trains".

It is a wish and no thing that is sought: what is found need not be a train. Who is
always cold is given something warm.
"""

from typing import Final

from assistant.intent import Prefer
from assistant.understanding.readers.draft import Draft, Mention, cue_at, said_before
from assistant.understanding.readers.persons import is_relation
from assistant.understanding.readers.sentence import Kind
from assistant.understanding.readers.wishes import soften
from assistant.understanding.readers.word_lists import cues, function_words, listed
from retrieval.constraints import CATEGORY, Preference

_SOMEBODY: Final = listed(
    "he she hes shes they theyre who whos friend friends teacher boss parents folks kids children "
    "grandparents grandkids family couple"
)
_ADVERBS: Final = listed(
    "really absolutely totally always just also so very is are been quite a bit and both all "
    "properly simply completely rather he she hes shes they theyre who whos of big huge"
)
_SKIPPED: Final = listed("the his her their all any anything everything about to of with playing")
_WARM: Final = "warm"
DEVOTEES: Final = listed(
    "lover lovers fan fans addict addicts enthusiast enthusiasts fanatic nut geek freak loving mad "
    "snob buff junkie aficionado connoisseur obsessive nerd"
)
_JOINING: Final = ("and", "or", "&")
_ENDS: Final = ("but", "so", "under", "for")
_ARTICLES: Final = listed("a an such")
_FARTHEST_DEVOTEE: Final = 4
"""How many words may stand between the article and the "lover"."""


def find_interests(draft: Draft) -> None:
    """Note what somebody loves, and that somebody is cold, as wishes."""
    for at in range(len(draft.sentence)):
        if length := cue_at(draft, at, cues("interests.loving")):
            if _tells_of_somebody(draft, at):
                _note_loved(draft, at, at + length)
        elif length := cue_at(draft, at, cues("interests.cold")):
            _wish(draft, at, at + length, _WARM)
        elif draft.sentence.word(at) in DEVOTEES and (start := _devotion_start(draft, at)):
            _note_loved(draft, start, start)
            draft.take(start, at + 1)


def is_loved(draft: Draft, mention: Mention) -> bool:
    """Tell the gardening of "mad about gardening" from that of "garden gloves"."""
    return said_before(draft, mention.start, cues("interests.loving")) < mention.start


def _devotion_start(draft: Draft, at: int) -> int:
    """Return where the "coffee" of "she's a coffee snob" begins; 0 where nobody is called so."""
    led = range(at - 1, max(0, at - 1 - _FARTHEST_DEVOTEE), -1)
    article = next((one for one in led if draft.sentence.word(one) in _ARTICLES), 0)
    return article + 1 if article and _tells_of_somebody(draft, article) else 0


def _note_loved(draft: Draft, start: int, at: int) -> None:
    if any(start < pointed < draft.sentence.clause_end(at) for pointed, _ in draft.pointed()):
        return  # "she loves the second one"
    draft.take(start, at)
    soften(draft, at, draft.sentence.clause_end(at))
    _wish_for_things(draft, at)
    last = draft.sentence.clause_end(at, _ENDS)
    while at < last:
        while draft.sentence.word(at) in _SKIPPED:
            at += 1
        end = at
        while draft.is_free(end, end + 1) and _is_content(draft, end):
            end += 1
        if end > at:
            _wish(draft, at, end, " ".join(draft.sentence.words[at:end]))
        at = _next_loved(draft, end, last)


def _next_loved(draft: Draft, at: int, last: int) -> int:
    """Return where the whisky of "gardening and whisky" begins; the end where no more is loved."""
    while at < last and draft.is_named(at):
        at += 1
    return at + 1 if at < last and draft.sentence.word(at) in _JOINING else last


def _wish_for_things(draft: Draft, at: int) -> None:
    """Wish for coffee in "she loves cooking and coffee", which seeks none."""
    end = draft.sentence.clause_end(at, _ENDS)
    named = [one for one in draft.mentions if one.field == CATEGORY and at < one.start < end]
    for mention in named:
        if draft.sentence.word(mention.start - 1) in ("and", "or"):
            draft.mentions.remove(mention)
            _wish(
                draft, mention.start, mention.end, draft.sentence.phrase(mention.start, mention.end)
            )


def _is_content(draft: Draft, at: int) -> bool:
    token = draft.sentence.tokens[at]
    return (
        token.kind is Kind.WORD
        and token.text not in function_words()
        and not draft.is_named(at)
        and not draft.sentence.is_chinese(at)
    )


def _wish(draft: Draft, start: int, end: int, text: str) -> None:
    draft.add(start, Prefer(Preference(text, draft.source(start, end))))
    draft.take(start, end)


def _tells_of_somebody(draft: Draft, at: int) -> bool:
    """Tell "he's 8 and loves trains" from "I'm keen on the green one"."""
    start = at
    while draft.sentence.word(start - 1) in _ADVERBS:
        start -= 1
    before = draft.sentence.words[max(0, start - 1) : at]
    if not _SOMEBODY.isdisjoint(before) or any(map(is_relation, before)):
        return True
    joined = "and" in before
    return joined and not _SOMEBODY.isdisjoint(draft.sentence.words[:at])
