"""Ratings ("at least 4 stars") and stock ("in stock only").

"Four stars" alone means four or better: nobody seeks the worse. "Well rated"
names no number and so is a wish.
"""

from decimal import Decimal
from typing import Final

from assistant.intent import Prefer, Set
from assistant.understanding.readers.draft import Draft, cue_at
from assistant.understanding.readers.numbers import number_at
from assistant.understanding.readers.spending import denial_end, skip_end
from assistant.understanding.readers.word_lists import cues
from retrieval.constraints import AVAILABILITY, HIGH, RATING, Constraint, Operator, Preference
from retrieval.items import Availability

_BEST: Final = Decimal(5)
_STARS: Final = ("star", "stars")
_ASKING_OF_SHOWN: Final = ("which", "what", "whats", "who", "is", "are", "does", "has")
_RATING: Final = ("rat", "review", "scor")


def find_quality(draft: Draft) -> None:
    """Read every rating and demand for stock of the turn."""
    at = 0
    while at < len(draft.sentence):
        after = 0
        if not draft.taken[at]:
            after = _stars_at(draft, at) or _well_rated_at(draft, at) or _in_stock_at(draft, at)
        at = max(after, at + 1)


def _stars_at(draft: Draft, at: int) -> int:
    sentence = draft.sentence
    if sentence.word(at - 1) in ("under", "below", "than"):
        return 0  # nobody seeks the worse
    before = _past_worse(draft, at) or cue_at(draft, at, cues("quality.before"))
    number = _stars(draft, at + before)
    if number is None or number[0] > _BEST:
        return 0
    bound, end = number
    after = cue_at(draft, end, cues("quality.after"))
    starred = sentence.word(end + after) in _STARS or sentence.word(end) in _STARS
    if sentence.word(end) in _STARS:
        end += 1
        after = cue_at(draft, end, cues("quality.after"))
    elif starred:
        end, after = end + after + 1, 0
    rated = any(word.startswith(_RATING) for word in sentence.words[at : at + before])
    rated = rated and sentence.word(at + before) != "one"  # "the highest rated one"
    if not (starred or rated):
        return 0
    end += after
    draft.add(at, Set(Constraint(RATING, Operator.AT_LEAST, draft.source(at, end), bound=bound)))
    draft.take(at, end)
    return end


def _past_worse(draft: Draft, at: int) -> int:
    """Return the length of the "nothing below" of "nothing below 4 stars"; 0 where none starts."""
    end = denial_end(draft, at) or skip_end(draft, at)
    worse = cue_at(draft, end, cues("quality.worse")) if end else 0
    return end + worse - at if worse else 0


def _stars(draft: Draft, at: int) -> tuple[Decimal, int] | None:
    """Read "4" and "four and a half"; return the number and where it ends."""
    number = number_at(draft.sentence, at)
    if number is None or not draft.sentence.says(number[1], "and", "a", "half"):
        return number
    return number[0] + Decimal("0.5"), number[1] + 3


def _well_rated_at(draft: Draft, at: int) -> int:
    length = cue_at(draft, at, cues("quality.well_rated"))
    length = length or (_compares(draft, at) and cue_at(draft, at, cues("quality.better_rated")))
    if not length:
        return 0
    pointing = (draft.sentence.word(at - 1), draft.sentence.word(at + length))
    if draft.moment.shown and (pointing[0] == "the" or pointing[1] in ("one", "ones")):
        return 0  # it points at one of those shown
    source = draft.source(at, at + length)
    draft.add(at, Prefer(Preference(source.phrase, source, RATING, HIGH)))
    draft.take(at, at + length)
    return at + length


def _compares(draft: Draft, at: int) -> bool:
    """Tell "anything with better reviews" from "which has better reviews?"."""
    return draft.sentence.word(draft.sentence.clause_start(at)) not in _ASKING_OF_SHOWN


def _in_stock_at(draft: Draft, at: int) -> int:
    length = cue_at(draft, at, cues("quality.in_stock"))
    if not length or _asks(draft, at):
        return 0
    source = draft.source(at, at + length)
    value = (Availability.IN_STOCK.value,)
    draft.add(at, Set(Constraint(AVAILABILITY, Operator.ANY_OF, source, value)))
    draft.take(at, at + length)
    return at + length


def _asks(draft: Draft, at: int) -> bool:
    """Tell whether it is a question about an item: "is it in stock?"."""
    return draft.sentence.word(0) in ("is", "are") or draft.asked[at]
