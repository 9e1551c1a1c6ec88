"""Comparisons with what was shown: "lighter", "not wide enough", "another colour".

"Lighter" and the like are wishes for the plain property, with the catalogue's
values for it where there are any. Prices are compared in ``price_comparisons.py``.

"Another colour" rules out the colours of the item spoken of, else those
required so far (and drops that requirement), else those of the list shown where
they are few; where they are many it is not clear which are meant.
"""

import re
from typing import Final

from assistant.intent import Clear, Exclude, Pass, Prefer
from assistant.understanding.readers.comparative_words import COMPARATIVES
from assistant.understanding.readers.draft import Draft, Reference, Stance, cue_at, said_at
from assistant.understanding.readers.lacking import leave_out_excess
from assistant.understanding.readers.places import NOUNS
from assistant.understanding.readers.price_comparisons import asks_which, price_comparison_at
from assistant.understanding.readers.references import shared_values
from assistant.understanding.readers.sentence import Kind
from assistant.understanding.readers.verdicts import BEING
from assistant.understanding.readers.wishes import is_of_a_wish
from assistant.understanding.readers.word_forms import noun_stem
from assistant.understanding.readers.word_lists import cues, function_words, listed
from retrieval.constraints import (
    BRAND,
    CATEGORY,
    Constraint,
    Operator,
    Preference,
)
from retrieval.items import Item

_FEW: Final = 3
_HELD_AGAINST: Final = re.compile(r"\bthan (?:the|that|this|it|number|no|option|what|#?\d\b)|比")
_SEEKING: Final = ("anything", "something", "any", "ones", "others")
_DEGREES: Final = ("so", "very", "that", "overly", "super")
_NEGATIONS: Final = ("not", "isnt", "arent", "wasnt", "nothing", "never")
_BETTER: Final = ("better", "higher", "finer", "superior", "nicer")
_MAKING: Final = ("quality", "made", "grade", "workmanship")
_SLIGHTLY: Final = listed("a bit little lot much way far even slightly")
_SHADES: Final = ("colour", "color", "shade", "tone", "hue")
_OF_MANY_THINGS: Final = ("long", "short")
"""Said of sleeves, of the whole, of cables: which is meant stays open."""


def find_comparatives(draft: Draft) -> None:
    """Read every comparison of the turn."""
    at = 0
    while at < len(draft.sentence):
        after = 0
        if not draft.taken[at]:
            after = (
                _stated_end(draft, at)
                or _no_longer_at(draft, at)
                or _no_bigger_at(draft, at)
                or price_comparison_at(draft, at)
                or _better_made_at(draft, at)
                or _more_at(draft, at)
                or _another_at(draft, at)
                or _not_enough_at(draft, at)
            )
        at = max(after, at + 1)


def compared_by(text: str) -> str:
    """Return the first English word that compares: "warmer", "softest"; empty without one."""
    said = re.findall(r"[a-z]+", text.casefold())
    return next((word for word in said if re.sub("est$", "er", word) in COMPARATIVES), "")


def is_held_against(text: str) -> bool:
    """Tell "warmer than the third", which seeks others, from "the third, and warmer"."""
    return _HELD_AGAINST.search(text.casefold()) is not None


def is_surpassed(draft: Draft, reference: Reference) -> bool:
    """Tell "I like the green one, anything longer?" and "warmer than those", which seek others.

    What one or some of those shown are held against is only spoken of: "warmer than the third".
    """
    word = draft.sentence.word
    if word(reference.start - 1) == "than" and word(reference.start - 2) in COMPARATIVES:
        whole = len(reference.items) == len(draft.moment.shown)
        return whole and not draft.asked[reference.start]
    return any(
        word(at) in COMPARATIVES
        and not asks_which(draft, at)
        and (word(at - 1) in _SEEKING or (word(at - 1) == "a" and word(at + 1) in NOUNS))
        for at in range(reference.end, len(draft.sentence))
    )


def _more_at(draft: Draft, at: int) -> int:
    """Read "lighter", "more formal", "less bright"."""
    word = draft.sentence.word(at)
    if draft.asked[at] or asks_which(draft, at) or draft.sentence.word(at - 1) == "no":
        return 0  # "which is lighter?" and "no bigger than a book" wish for nothing of it
    if word.endswith("est"):
        word = word.removesuffix("st") + "r"  # "the warmest you have"
    if word in COMPARATIVES and not (
        len(draft.sentence) == 1 and draft.moment.intent.seeks_nothing
    ):
        return 0 if is_of_a_wish(draft, at) else _wish_for(draft, at, at + 1, COMPARATIVES[word])
    negated = draft.sentence.word(at - 1) in _NEGATIONS
    if word in _DEGREES and negated and draft.sentence.word(at + 1) not in function_words():
        return _more_of_at(draft, at)  # "not so bright"
    if word == "more" and draft.sentence.word(at - 1) == "one":
        return 0  # "if I see one more candle"
    if word in ("less", "too") and (length := said_at(draft, at + 1, cues("complaints.words"))):
        return _bored_at(draft, at, at + 1 + length)
    return _more_of_at(draft, at) if word in ("more", "less", "fewer", "too") else 0


def _stated_end(draft: Draft, at: int) -> int:
    """Tell "the first is warmer than the second", which asks for nothing, from "warmer than it"."""
    before = at - 1
    while draft.sentence.word(before) in _SLIGHTLY:
        before -= 1
    stated = draft.sentence.word(before) in BEING and any(
        one.end == before for one in draft.references
    )
    priced = cue_at(draft, at, cues("comparatives.cheaper")) or cue_at(
        draft, at, cues("comparatives.dearer")
    )
    end = at + (priced or draft.sentence.word(at) in COMPARATIVES)
    against = draft.sentence.word(end) == "than" and draft.pointed_end(end + 1) > 0
    if not (stated and against and end > at):
        return 0
    draft.take(at, end)
    return end


def _better_made_at(draft: Draft, at: int) -> int:
    """Tell "of better quality", a wish, from "better" alone, which compares nothing."""
    told = draft.sentence.word(at) in _BETTER and draft.sentence.word(at + 1) in _MAKING
    return _wish_for(draft, at, at + 2, "well made") if told and not draft.asked[at] else 0


def _no_bigger_at(draft: Draft, at: int) -> int:
    """Tell the "no wider than" of "no wider than 55 cm" from "no wider than the second"; or 0."""
    than = draft.sentence.word(at + 1) in COMPARATIVES and draft.sentence.word(at + 2) == "than"
    denied = draft.sentence.word(at) in ("no", "not")
    number = at + 3 < len(draft.sentence) and draft.sentence.tokens[at + 3].kind is Kind.NUMBER
    if not (denied and than and number):
        return 0
    draft.take(at, at + 3)
    return at + 3


def _no_longer_at(draft: Draft, at: int) -> int:
    """Tell "I don't need it any longer" from "any longer ones?"."""
    if not draft.sentence.says(at, "any", "longer") or not draft.sentence.is_mark(at + 2):
        return 0
    said = draft.sentence.words[draft.sentence.clause_start(at) : at]
    if not any(word in ("not", "no", "never") or word.endswith("nt") for word in said):
        return 0
    draft.take(at, at + 2)
    return at + 2


def _more_of_at(draft: Draft, at: int) -> int:
    more = draft.sentence.word(at) == "more"
    many = draft.sentence.word(at + 1) in ("many", "much")
    named = draft.mention_at(at + 1 + many)
    if named is None:
        return _wish_in_words(draft, at, averse=not more)
    if named.field in (CATEGORY, BRAND):
        return 0
    named.stance = Stance.WISHED if more else Stance.WISHED_AWAY
    named.start = at
    draft.take(at, at + 1)
    return named.end


def _not_enough_at(draft: Draft, at: int) -> int:
    """Read "not wide enough" as a wish for what is missing."""
    if draft.sentence.word(at) not in _NEGATIONS or draft.asked[at]:
        return 0
    end = at + 1
    while draft.sentence.word(end) in _DEGREES or draft.sentence.word(end) == "quite":
        end += 1
    named = draft.mention_at(end)
    after = named.end if named is not None else end + 1
    if draft.sentence.word(after) != "enough":
        return 0
    if named is not None:
        named.stance, named.start = Stance.WISHED, at
    elif draft.is_free(end, after):
        source = draft.source(end, after)
        draft.add(end, Prefer(Preference(source.phrase, source)))
    draft.take(at, after + 1)
    return after + 1


def _bored_at(draft: Draft, at: int, end: int) -> int:
    """Read "anything less boring" and "too naff" of the list as asking for others."""
    shown = tuple(item.item_id for item in draft.moment.shown)
    if not shown or draft.references:
        return 0
    draft.add(at, Pass(shown))
    draft.take(at, end)
    return end


def _wish_in_words(draft: Draft, at: int, *, averse: bool) -> int:
    """Read "more pockets" and "too bright", which the catalogue has no value for.

    The "so fond" of "not so fond of purple" is said of the shopper.
    """
    if averse and draft.sentence.word(at) == "too" and (told := leave_out_excess(draft, at)):
        return told
    if averse and not draft.sentence.word(at + 1).isascii():
        return _leave_out_unheard(draft, at)
    end = at + 1
    plain = draft.sentence.word(end) in COMPARATIVES.values()
    while draft.is_free(end, end + 1) and (
        plain or draft.sentence.word(end) not in function_words()
    ):
        end, plain = end + 1, False
    if end == at + 1 or (averse and draft.sentence.word(end) == "of"):
        return 0
    source = draft.source(at, end)
    draft.add(at, Prefer(Preference(source.phrase, source, averse=averse)))
    draft.take(at, end)
    return end


def _leave_out_unheard(draft: Draft, at: int) -> int:
    """Read past 太烫手: how something is that no word of the shop tells rules nothing out."""
    end = at + 1
    while draft.is_free(end, end + 1) and draft.sentence.word(end) not in function_words():
        end += 1
    draft.take(at, end)
    return end


def _wish_for(draft: Draft, start: int, end: int, plain: str) -> int:
    shade = noun_stem(draft.sentence.word(end)) in _SHADES  # "a lighter colour" weighs the same
    end += shade
    clear = plain not in _OF_MANY_THINGS and not shade
    meanings = draft.lexicon.attribute((plain,)) if clear else ()
    source = draft.source(start, end)
    field, values = (meanings[0].field, meanings[0].values) if meanings else (None, ())
    draft.add(start, Prefer(Preference(source.phrase, source, field, values)))
    draft.take(start, end)
    return end


def _another_at(draft: Draft, at: int) -> int:
    length = cue_at(draft, at, cues("comparatives.another"))
    if not length or draft.asked[at]:  # "does it come in other colours?"
        return 0
    end = at + length
    noun = noun_stem(draft.sentence.word(end))
    colour = draft.lexicon.colours.field
    field = {"colour": colour, "color": colour, "brand": BRAND, "make": BRAND}.get(noun)
    if field is None or (draft.sentence.word(at) == "more" and field == BRAND):
        return 0
    _change(draft, at, end + 1, field)
    return end + 1


def _change(draft: Draft, start: int, end: int, field: str) -> None:
    """Rule out the values that the shopper wants others than."""
    required = tuple(
        value
        for constraint in draft.moment.intent.constraints.on(field)
        if constraint.operator is Operator.ANY_OF
        for value in constraint.values
    )
    spoken = draft.references[-1].items if draft.references else ()
    ruled_out = shared_values(spoken, field) or required
    ruled_out = ruled_out or _few_values(draft.moment.shown, field)
    source = draft.source(start, end)
    draft.take(start, end)
    if required:
        draft.add(start, Clear(field))
    if ruled_out:
        draft.add(start, Exclude(Constraint(field, Operator.NONE_OF, source, ruled_out)))
    elif not required:
        draft.unresolved.append(source.phrase)


def _few_values(items: tuple[Item, ...], field: str) -> tuple[str, ...]:
    """Return the values all the items have between them, if they are few."""
    values = tuple(
        dict.fromkeys(value for item in items for value in shared_values((item,), field))
    )
    return values if len(values) <= _FEW else ()
