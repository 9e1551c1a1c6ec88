"""How old somebody is, and who that makes them: "10 year old", "my niece, aged 12"."""

from decimal import Decimal
from typing import Final

from assistant.understanding.readers.draft import Draft, cue_at
from assistant.understanding.readers.fields import LETTER_SIZES, size_field
from assistant.understanding.readers.numbers import number_at
from assistant.understanding.readers.persons import (
    ADULTS,
    CHILDREN,
    KIDS,
    OCCASIONS,
    TODDLER,
    grown_relation,
    is_relation,
    sex_of_child,
)
from assistant.understanding.readers.word_lists import cues, function_words, listed

TEENS: Final = listed("teen teenage teenaged adult grown")
_GROWN_LIFE: Final = listed(
    "university uni college abroad graduated graduation graduating shifts married fiance "
    "fiancee beard"
)
GROWN_UP: Final = 15
"""Years up to which somebody wears and plays with what is made for children."""
OLDEST: Final = 110
_SIZED: Final = listed("size takes wears wear take age aged")
_GROWN_SHOES: Final = range(40, 51)
_TODDLING: Final = 2
"""Years up to which somebody may still wear and play with what is made for babies."""
_NEAR_CHILD: Final = 12
"""How many words before or after a child may tell how old it is."""
_ATTENDING: Final = listed(
    "in at to into starts starting started start begins her his their of from"
)
_SCHOOLS: Final = listed("school kindergarten reception primary preschool kindy playgroup")
_FORMS: Final = listed("class grade year form")
_RANKS: Final = listed(
    "first second third fourth fifth sixth 1st 2nd 3rd 4th 5th 6th junior senior infant"
)
_YEARS: Final = listed("years yrs yr year y")
_AGED: Final = ("aged", "age", "turning", "turned")
_NEARLY: Final = ("nearly", "almost", "only", "just")


def aged_at(draft: Draft, at: int) -> tuple[str, int] | None:
    """Read "10 year old" of a child with no thing after it: who that is, and where it ends."""
    number = number_at(draft.sentence, at)
    if number is None:
        return None
    if draft.sentence.word(number[1]) in ("-", "to", "or"):
        number = number_at(draft.sentence, number[1] + 1) or number  # "my 4-5 year old"
    months = cue_at(draft, number[1], cues("audience.months"))
    if number[0] > GROWN_UP and not months:
        return None
    end = number[1] + (months or cue_at(draft, number[1], cues("audience.years")))
    ends = draft.sentence.is_mark(end) or draft.sentence.word(end) in function_words() | OCCASIONS
    if not ends or (end == number[1] and not is_somebodys_age(draft, at)):
        return None
    return TODDLER if months or number[0] <= _TODDLING else KIDS, end


def is_somebodys_age(draft: Draft, at: int) -> bool:
    """Tell the 12 of "she's 12", "my son, 12 years old" and "just turned 12" from other numbers."""
    told = (number_at(draft.sentence, at) or (0, at))[1]
    while draft.sentence.word(at - 1) in _NEARLY:
        at -= 1
    before, earlier = draft.sentence.word(at - 1), draft.sentence.word(at - 2)
    if before in _AGED:
        return True
    named = is_relation(earlier) or earlier in CHILDREN or earlier in ("she", "he", "who")
    child = is_relation(before) or before in CHILDREN
    if _stands_behind_child(draft, at, told):
        return True
    aged = child and cue_at(draft, told, cues("audience.years")) > 0
    return aged or before in ("hes", "shes") or (before in ("is", "turns") and named)


def grown_age_at(draft: Draft, at: int) -> int:
    """Return where the 65 of "he is 65" and "she's 80 years old" ends; 0 where none is told."""
    number = number_at(draft.sentence, at)
    if number is None or not GROWN_UP < number[0] <= OLDEST or not is_somebodys_age(draft, at):
        return 0
    end = number[1] + cue_at(draft, number[1], cues("audience.years"))
    ends = draft.sentence.is_mark(end) or draft.sentence.word(end) in function_words()
    return end if ends and not any(draft.taken[at:end]) else 0


def _stands_behind_child(draft: Draft, at: int, end: int) -> bool:
    """Tell the 10 of "boots for my son, 10", unless the shop counts a size so."""
    field = size_field(draft.moment.vocabulary)
    sizes = draft.moment.vocabulary.attributes[field] if field is not None else ()
    child = draft.sentence.word(at - 2)
    child_named = child in CHILDREN or grown_relation(child) is not None
    apart = draft.sentence.word(at - 1) in (",", "(") and draft.sentence.is_mark(end)
    return apart and child_named and draft.sentence.word(at) not in sizes


def told_from(draft: Draft, at: int) -> int:
    """Return where what tells an age begins: the "just turned" of "she's just turned 12"."""
    while draft.sentence.word(at - 1) in (*_AGED, *_NEARLY) and not draft.taken[at - 1]:
        at -= 1
    return at


def is_grown(draft: Draft, start: int, end: int) -> bool:
    """Tell "my teenage son" and "her 30 year old niece" from children."""
    aged = any(age > GROWN_UP for age in _ages(draft, start, end))
    return aged or not TEENS.isdisjoint(draft.sentence.words[start:end])


def leads_grown_life(draft: Draft, at: int, called: str) -> bool:
    """Tell a son in law, one at university and one who is "a men's medium" from a child."""
    if draft.sentence.says(at + 1, "in", "law"):
        return True
    sex = sex_of_child(called)
    of_sex = any(ADULTS.get(word) == sex for word in draft.sentence.words) and sex is not None
    sized = any(_is_grown_size(draft, near) for near in range(len(draft.sentence)))
    young = any(age <= GROWN_UP for age in _ages(draft, max(0, at - 4), at))
    return not young and (of_sex or sized or not _GROWN_LIFE.isdisjoint(draft.sentence.words))


def _is_grown_size(draft: Draft, at: int) -> bool:
    """Tell "takes an L", "shoes, 43" and "who is 17" from what is told of a child."""
    word = draft.sentence.word(at)
    if not draft.sentence.is_number(at):
        return word in LETTER_SIZES and not draft.sentence.is_number(at - 1)
    years = number_at(draft.sentence, at)
    if years is not None and years[0] > GROWN_UP and is_somebodys_age(draft, at):
        return True
    sized = {"size", "takes", "wears", "wear"} & {
        draft.sentence.word(at - 1),
        draft.sentence.word(at - 2),
    }
    return word.isdecimal() and int(word) in _GROWN_SHOES and bool(sized)


def is_past_toddling(draft: Draft, start: int, end: int) -> bool:
    """Tell "my 8 year old daughter" from "my 8 month old daughter" and from one of any age.

    One who goes to school, or takes "6-7 years", is, too.
    """
    months = "month" in draft.sentence.words[start:end]
    aged = any(age > _TODDLING for age in _ages(draft, start, end))
    near = range(max(0, start - _NEAR_CHILD), min(len(draft.sentence), end + _NEAR_CHILD))
    told = any(_is_at_school(draft, at) or _takes_years(draft, at) for at in near)
    return not months and (aged or told)


def _is_at_school(draft: Draft, at: int) -> bool:
    """Tell "is in first class", "in year 2" and "starts school" from "first class leather"."""
    word, before = draft.sentence.word(at), draft.sentence.word(at - 1)
    ranked = before in _RANKS and draft.sentence.word(at - 2) in _ATTENDING
    numbered = draft.sentence.is_number(at + 1) and before in _ATTENDING
    if word in _FORMS:
        return ranked or numbered
    return word in _SCHOOLS and before in _ATTENDING


def _takes_years(draft: Draft, at: int) -> bool:
    """Tell "takes 6-7 years" and "wears 4 yrs", a child's size, from "for 6 years"."""
    number = number_at(draft.sentence, at)
    if number is None or not _TODDLING < number[0] <= GROWN_UP:
        return False
    spanned = draft.sentence.word(number[1]) == "-"
    later = number_at(draft.sentence, number[1] + 1) if spanned else None
    years = draft.sentence.word((later or number)[1]) in _YEARS
    before = draft.sentence.word(at - 1)
    return years and (before in _SIZED or later is not None)


def _ages(draft: Draft, start: int, end: int) -> list[Decimal]:
    numbers = (number_at(draft.sentence, at) for at in range(start, end))
    return [number[0] for number in numbers if number is not None]
