"""Values told by what a thing does or is done with: "that folds", "goes in the dishwasher"."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from assistant.understanding.readers.draft import Draft
from assistant.understanding.readers.lexicon import Meaning
from assistant.understanding.readers.word_forms import Key, noun_stem, value_key
from assistant.understanding.readers.word_lists import doings, function_words, listed

_ABLE: Final = frozenset(
    (who, can) for who in listed("i we you he she one that which") for can in ("can", "could")
)
_LED: Final = 2
"""How many words "I can" has."""
_THAT: Final = ("that", "which")
_WITH: Final = ("with", "has", "have", "having")
_ARTICLES: Final = frozenset({"a", "an", "some"})
_PUTTING: Final = listed(
    "put putting go goes going pop throw chuck stick bung stuff shove run wash washed washes use "
    "used safe okay ok fine"
)
_BEARING: Final = listed(
    "survive survives handle handles withstand withstands stand stands endure cope copes"
)
_INTO: Final = listed("in into through inside for")
_BETWEEN: Final = listed(
    "the a an my our your his her their straight right safely all any it them really very super so"
)
APPLIANCES: Final[dict[Key, Key]] = {
    ("washing", "machine"): ("machine", "washable"),
    ("washer",): ("machine", "washable"),
    ("wash",): ("machine", "washable"),
    ("dishwasher",): ("dishwasher", "safe"),
    ("oven",): ("oven", "safe"),
    ("microwave",): ("microwave", "safe"),
    ("freezer",): ("freezer", "safe"),
}
"""What a thing may be put into, and the value that says so."""
_MANNERS: Final = listed("up down away flat out well in on off together small easy quick fast")
_DENIED: Final = listed("not cant cannot wont never dont doesnt shouldnt couldnt mustnt without")
_BETWEEN_DENIED: Final = listed("be ever always just really i we you it they")
_JOINTS: Final = ("and", "or", "&")
_ASKING: Final = listed("can could will would do does is are should may")
_WHICH: Final = listed("i we you it they this that these those one ones")


def told_by_use(draft: Draft, start: int, end: int) -> tuple[Meaning, ...]:
    """Return what a phrase of doing may stand for; empty where it tells of no value."""
    if is_denied(draft, start) or _is_asked(draft, start):
        return ()
    said = draft.sentence.words[start:end]
    no_use = _does_to(draft, said, end) or (said[0] == "one" and not _is_anybody(draft, start))
    able = (*(() if no_use else _able(said)), *_bearing(draft, said))
    values = (*able, *_put_into(said), *_done(said), *_fit_for_both(draft, start, end))
    return next((found for value in values if (found := draft.lexicon.attribute(value))), ())


def _does_to(draft: Draft, said: Key, end: int) -> bool:
    """Tell "a brush that washes dishes", which does it to something, from "a chair that folds"."""
    after = draft.sentence.word(end)
    spoken = draft.sentence.is_mark(end) or after in function_words() or after in _MANNERS
    return said[0] in _THAT and said[1:2] != ("can",) and not spoken and not after.endswith("ly")


def _is_anybody(draft: Draft, at: int) -> bool:
    """Tell "a bag that one can lock", as anybody can, from "the red one can fold"."""
    named = at - (draft.sentence.word(at - 1) in _THAT)
    return any(mention.end == named for mention in draft.mentions)


def is_denied(draft: Draft, start: int) -> bool:
    """Tell "that can't be put in the oven", of which nothing follows, from "put in the oven"."""
    before = start - 1
    while draft.sentence.word(before) in _BETWEEN_DENIED:
        before -= 1
    return draft.sentence.word(before) in _DENIED


def _is_asked(draft: Draft, start: int) -> bool:
    """Tell "will these go in the oven", asked of what is shown, from "that go in the oven"."""
    opens = draft.sentence.is_mark(start - 3)
    verb, whom = draft.sentence.word(start - 2), draft.sentence.word(start - 1)
    return opens and verb in _ASKING and whom in _WHICH


def _able(said: Key) -> Iterator[Key]:
    """Read "can be machine washed" as washable, "that folds" and "I can fold" as foldable."""
    if said[:2] == ("can", "be") and said[-1].endswith("ed"):
        how, stem = said[2:-1], said[-1][:-2]
    elif said[:2] in _ABLE and len(said) > _LED:
        how, stem = said[2:-1], said[-1]
    elif said[0] in _THAT and len(said) > 1 and said[-1].endswith("s"):
        how, stem = said[1:-1], noun_stem(said[-1])
    else:
        return
    for form in (stem, stem.removesuffix("e"), stem + "e", stem + stem[-1:]):
        for ending in ("able", "ible"):
            yield (*how, form + ending)


def _bearing(draft: Draft, said: Key) -> Iterator[Key]:
    """Tell "with a lock", of what is lockable, from "with a zip", a value itself."""
    part = said[1:][-1:]
    led = said[0] in _WITH and _ARTICLES.issuperset(said[1:-1])
    if led and part and not draft.lexicon.attribute(part):
        yield (noun_stem("".join(part)) + "able",)


def _put_into(said: Key) -> Iterator[Key]:
    """Read "put in the washing machine" and "go in the machine" as machine washable."""
    if said[:2] in _ABLE:
        said = said[_LED:]
    if not said or said[0] not in _PUTTING | _BEARING:
        return
    rest = tuple(word for word in said[1:] if word not in _BETWEEN)
    if rest in APPLIANCES and said[0] in _BEARING:
        yield APPLIANCES[rest]  # "survive the microwave"
    if not rest or rest[0] not in _INTO or said[-1] in _BETWEEN:
        return
    if rest[1:] == ("machine",):
        yield ("machine", "washable")
    elif rest[1:] in APPLIANCES:
        yield APPLIANCES[rest[1:]]


def _fit_for_both(draft: Draft, start: int, end: int) -> Iterator[Key]:
    """Read both of "dishwasher and microwave safe" and of "safe for the oven and freezer"."""
    safe = APPLIANCES.get(draft.sentence.words[start:end], ())
    after = draft.sentence.word(end + 1)
    leads = draft.sentence.word(end) in _JOINTS and (after,) in APPLIANCES
    before = next((m for m in draft.mentions if m.end == start - 1), None)
    told = before is not None and any(value.endswith("safe") for value in before.values)
    if safe and (leads or (told and draft.sentence.word(start - 1) in _JOINTS)):
        yield safe


def _done(said: Key) -> Iterator[Key]:
    """Read "keeps the rain out" as waterproof, "blocks RFID" as RFID-blocking."""
    if len(said) > 1 and said[-1] not in _BETWEEN:
        doing = tuple(word for word in said if word not in _BETWEEN)
        yield from _values_by_doing().get(value_key(doing), ())
        if len(doing) == len(("block", "wind")):
            use = doing[0] if doing[0].endswith("ing") else noun_stem(doing[0]) + "ing"
            yield (noun_stem(doing[1]), use)  # "that blocks RFID", "walking the dogs"


@cache
def _values_by_doing() -> Mapping[Key, tuple[Key, ...]]:
    """Return the values told by what a thing does, by the stems of that."""
    found: dict[Key, list[Key]] = defaultdict(list)
    for value, phrases in doings().items():
        for phrase in phrases:
            found[value_key(tuple(phrase.split()))].append(tuple(value.split()))
    return {told: tuple(values) for told, values in found.items()}
