"""Questions that name no item: "is the bulb included?", "what are the dimensions".

They are asked of the item spoken of last, and of all shown where none was.
"""

from typing import Final

from assistant.understanding.readers.bare_questions import MEASURES, asks_barely
from assistant.understanding.readers.draft import Draft, Reference
from assistant.understanding.readers.products import names_product
from assistant.understanding.readers.sentence import Kind
from assistant.understanding.readers.spoken_of import spoken_of
from assistant.understanding.readers.titles import title_words
from assistant.understanding.readers.word_forms import noun_stem, words
from assistant.understanding.readers.word_lists import function_words, listed
from retrieval.constraints import CATEGORY
from retrieval.items import Item

_ASKING: Final = listed(
    "is are does do will can was were isnt arent doesnt dont wont cant has have"
)
_ARTICLES: Final = listed("the its their")
_OF_PARTS: Final = listed("what whats how hows")
_FARTHEST_VERB: Final = 4
"""How many words after the "how" its verb may stand: "how many hours does the battery"."""
_INCLUDED: Final = listed("included provided supplied")
_REQUIRED: Final = listed("required needed necessary")
_PACKED_IN: Final = listed("box pack packet package packaging bundle")
_SET_BY_ASKING: Final = listed("price colour color size budget")
_NOT_OF_AN_ITEM: Final = listed(
    "you we other others another else more different difference differences best top most newest "
    "latest popular cheaper dearer pricier bigger smaller larger cheapest options choices "
    "alternatives rest deals offers brands left results budget limit with without like my your one "
    "ones any some there in no not same"
)
_OF_THE_WORLD: Final = listed(
    "weather time date day news meaning point plan catch matter problem story use idea damage "
    "shop store website site sale list page order delivery"
)
_MOST_BARE: Final = 3
"""How many words a question without a verb may have: "duvet cover size?"."""
_HOW_MANY: Final = ("how", "many")


def asks_of_unnamed(draft: Draft, start: int, end: int) -> bool:
    """Tell "is the lid included?" and "how many cups" from "is there one with a lid?"."""
    if not draft.moment.shown or any(start <= at < end for at, _ in draft.pointed()):
        return False
    said = draft.sentence.words[start:end]
    if asks_barely(draft, start, end):
        return True
    if not said or draft.sentence.is_chinese(start):
        return False
    if said[0] in ("what", "whats") and said[-1] in _PACKED_IN:
        return True  # "what comes in the box"
    likened = said[0] in ("what", "whats") and said[-1] == "like"  # "what are the reviews like"
    ranged = said[-2:] in (("come", "in"), ("comes", "in"))  # "what colours does the lamp come in"
    if not _NOT_OF_AN_ITEM.isdisjoint(said[1 : len(said) - likened - ranged]):
        return False
    return (
        _asks_if_any(draft, start, end)
        or _asks_of_part(draft, start, end)
        or _counts(draft, start, end)
        or _asks_if_included(draft, start, end)
        or _names_measure(draft, start, end)
        or _asks_of_the_one_spoken_of(draft, start, end)
    )


def refer_to_unnamed(draft: Draft, at: int) -> None:
    """Let a question that names no item stand for what was spoken of, or for all shown."""
    if not draft.references:
        items = spoken_of(draft) or draft.moment.shown
        draft.references.append(Reference(at, at + 1, items))


def _asks_if_any(draft: Draft, start: int, end: int) -> bool:
    """Tell "any pockets?", which a listing shown speaks of, from "any sandals?" of the shop."""
    said = draft.sentence.words[start:end]
    asked = said[:1] == ("any",) and draft.sentence.word(end) == "?"
    if not asked or not 1 < len(said) <= _MOST_BARE or any(draft.taken[start + 1 : end]):
        return False
    part = noun_stem(said[-1])
    told = (f"{item.title} {item.description}" for item in draft.moment.shown)
    return not names_product(draft, start + 1) and any(
        part == noun_stem(word) for text in told for word in words(text)
    )


def _asks_of_part(draft: Draft, start: int, end: int) -> bool:
    """Tell "what does the set include" and "is the paint safe" from "where are the boots"."""
    verb = _verb_of(draft, start)
    after = draft.sentence.words[verb + 1 : end]
    part = draft.sentence.word(verb + 2) if len(after) > 1 else ""
    names = bool(part) and draft.sentence.word(verb + 1) in _ARTICLES and part not in _OF_THE_WORLD
    names = names and "of" not in after  # "what's the capital of France"
    if names and draft.sentence.word(verb) == "can" and part in _SET_BY_ASKING:
        return False  # "can the price be under 50"
    return verb >= 0 and names and not _names_another_kind(draft, start, end)


def _verb_of(draft: Draft, start: int) -> int:
    """Return where the verb of "how long does the battery last" stands; -1 if none."""
    opening = draft.sentence.word(start)
    if opening in _ASKING or opening in ("whats", "hows"):
        return start
    if opening not in _OF_PARTS:
        return -1
    places = range(start + 1, start + 1 + _FARTHEST_VERB)
    return next((at for at in places if draft.sentence.word(at) in _ASKING), -1)


def _names_another_kind(draft: Draft, start: int, end: int) -> bool:
    """Tell "what are the headphones like" after lamps from "duvet cover size?" after bedding."""
    standing = {v for one in draft.moment.intent.constraints.on(CATEGORY) for v in one.values}
    return any(
        start <= one.start < end
        and one.field == CATEGORY
        and standing.isdisjoint(one.values)
        and not _is_in_titles(draft, one.end - 1)
        for one in draft.mentions
    )


def _is_in_titles(draft: Draft, at: int) -> bool:
    """Tell the chair of "is the chair adjustable" that is shown, whatever its section is."""
    noun = noun_stem(draft.sentence.word(at))
    return any(noun in title_words(item.title) for item in draft.moment.shown)


def _counts(draft: Draft, start: int, end: int) -> bool:
    """Tell "how many cups" and "how many litres" from "how many are there"."""
    said = draft.sentence.words[start:end]
    counted = said[2:]
    named = counted and (counted[0] == "people" or counted[0] not in function_words())
    return said[:2] == _HOW_MANY and bool(named) and len(counted) < _MOST_BARE


def _asks_if_included(draft: Draft, start: int, end: int) -> bool:
    """Tell "lid included?" and "is assembly required" from "with the lid included"."""
    said = draft.sentence.words[start:end]
    ending = (*_INCLUDED, *_REQUIRED) if said[0] in _ASKING else _INCLUDED
    short = 1 < len(said) <= _MOST_BARE + 1
    return short and said[-1] in ending and said[0] not in ("with", "everything", "all")


def _names_measure(draft: Draft, start: int, end: int) -> bool:
    """Tell "duvet cover size?" from "size?" of nothing and "bigger size?"."""
    said = draft.sentence.words[start:end]
    asked = draft.sentence.word(end) == "?" and 1 < len(said) <= _MOST_BARE
    plain = all(draft.sentence.tokens[at].kind is Kind.WORD for at in range(start, end))
    free = not any(word in function_words() for word in said[1:-1]) and said[0] not in _ASKING
    named = asked and plain and free and said[-1] in MEASURES
    return named and said[0] not in _NOT_OF_AN_ITEM and not _names_another_kind(draft, start, end)


def _asks_of_the_one_spoken_of(draft: Draft, start: int, end: int) -> bool:
    """Tell "dishwasher?" said of a pan spoken of from "black?" said of a list."""
    alone = end == start + 1 and draft.sentence.word(end) == "?" and start == 0
    plain = draft.sentence.tokens[start].kind is Kind.WORD
    content = draft.sentence.word(start) not in function_words()
    said = alone and plain and content and _is_a_quality(draft, start)
    return said and bool(_spoken_of_apart(draft))


def _spoken_of_apart(draft: Draft) -> tuple[Item, ...]:
    """Return what was spoken of last where it is not all that is shown."""
    spoken = spoken_of(draft)
    return spoken if len(spoken) < max(len(draft.moment.shown), 2) else ()


def _is_a_quality(draft: Draft, at: int) -> bool:
    """Tell "waterproof?" and an unknown word from "shoes?", "black?" and "cheaper?"."""
    mention = draft.mention_at(at)
    if mention is None:
        return not draft.taken[at] and draft.sentence.word(at) not in _NOT_OF_AN_ITEM
    return mention.field == "feature"
