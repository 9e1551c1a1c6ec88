"""What points at items shown: "the second one", "the first two", "the black one", "it".

Ordinals count the items shown last, from 1. Superlatives of price and rating
choose among them, ties all meant. "The black one" is every shown item that is
black: ambiguity is kept. "It" and "that" are what the turn before spoke of, else
the only item shown, else all of them. A distinctive word of one shown title
("the Fellside") points at it. What points at nothing ("the ninth" of six) is
left unresolved and never taken for a description.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Final

from assistant.understanding.readers.draft import Draft, Mention, Reference, cue_at
from assistant.understanding.readers.numbers import number_at
from assistant.understanding.readers.sentence import Kind
from assistant.understanding.readers.word_forms import words
from assistant.understanding.readers.word_lists import common_words, cues, function_words, listed
from retrieval.constraints import BRAND, CATEGORY, Constraint, Operator, Source
from retrieval.items import Item

_ORDINALS: Final = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "last": -1, "1st": 1, "2nd": 2, "3rd": 3,
}  # fmt: skip
_COUNTS: Final = {"two": 2, "three": 3, "four": 4, "five": 5, "2": 2, "3": 3, "4": 4, "5": 5}
_SUFFIXES: Final = listed("st nd rd th")
_NOUNS: Final = listed(
    "one ones item items option options product products result results pair choice"
)
_POINTERS: Final = listed("the that this those these your")
_ORDINAL_LEADS: Final = listed(
    "compare number no option item and or vs versus with than to like choice"
)


def find_references(draft: Draft) -> None:
    """Read every reference of the turn."""
    readers: tuple[Callable[[Draft, int], int], ...] = (
        _superlative_at,
        _counted_at,
        _ordinal_at,
        _described_at,
        _plural_at,
        _singular_at,
    )
    titles = _title_words(draft)
    at = 0
    while at < len(draft.sentence):
        after = next((end for reader in readers if (end := reader(draft, at))), 0)
        after = after or _titled_at(draft, at, titles)
        at = max(after, at + 1)
    draft.references.sort(key=lambda reference: reference.start)


def _point(draft: Draft, start: int, end: int, items: tuple[Item, ...]) -> int:
    if not items:
        draft.unresolvable(start, end)
        return end
    draft.references.append(Reference(start, end, items))
    draft.take(start, end)
    return end


def _superlative_at(draft: Draft, at: int) -> int:
    length = cue_at(draft, at, cues("references.superlatives"))
    end = at + length
    if not length or not draft.moment.shown:
        return 0
    if draft.sentence.word(end) in _NOUNS:
        end += 1
    elif not (draft.sentence.is_mark(end) or draft.sentence.word(end) in function_words()):
        return 0
    said = " ".join(draft.sentence.words[at : at + length])
    return _point(draft, at, end, _extremes(draft.moment.shown, said))


def _extremes(shown: tuple[Item, ...], said: str) -> tuple[Item, ...]:
    if "rated" in said or "reviewed" in said:
        measures = [(item, item.rating) for item in shown if item.rating is not None]
        best = max((value for _, value in measures), default=None)
        return tuple(item for item, value in measures if value == best)
    if "popular" in said:
        most = max(item.rating_count for item in shown)
        return tuple(item for item in shown if item.rating_count == most)
    prices = [(item, item.price.amount) for item in shown if item.price is not None]
    if not prices:
        return ()
    dear = any(word in said for word in ("most expensive", "priciest", "dearest", "highest"))
    extreme = (max if dear else min)(amount for _, amount in prices)
    return tuple(item for item, amount in prices if amount == extreme)


def _counted_at(draft: Draft, at: int) -> int:
    """Read "the first two" and "the last 3"."""
    start = at
    if draft.sentence.word(at) == "the":
        at += 1
    which, count = draft.sentence.word(at), _COUNTS.get(draft.sentence.word(at + 1), 0)
    if which not in ("first", "last") or not count or not draft.is_free(start, at + 2):
        return 0
    shown = draft.moment.shown
    end = at + 2 + (draft.sentence.word(at + 2) in _NOUNS)
    return _point(draft, start, end, shown[:count] if which == "first" else shown[-count:])


def _ordinal_at(draft: Draft, at: int) -> int:
    """Read "the second one", "#2", "option 3", "2nd", "the last"."""
    sentence, start = draft.sentence, at
    pointed = sentence.word(at) in _POINTERS
    if (
        pointed
        or sentence.word(at) == "#"
        or (sentence.word(at) in ("number", "option", "item", "no") and at + 1 < len(sentence))
    ):
        at += 1
        if sentence.word(at) == ".":
            at += 1
        counted = not pointed and number_at(sentence, at)
        if counted and not draft.taken[at]:
            return _point_at_place(draft, start, counted[1], int(counted[0]))
    if _compares_numbers(draft, at):
        return _point_at_place(draft, start, at + 1, int(sentence.word(at)))
    place = _ORDINALS.get(sentence.word(at), 0)
    end = at + 1
    suffixed = number_at(sentence, at) if sentence.word(at + 1) in _SUFFIXES else None
    if suffixed:
        place, end, pointed = int(suffixed[0]), at + 2, True
    if not place or any(draft.taken[start:end]):
        return 0
    return _ordinal_end(draft, start, end, place, pointed=pointed)


def _compares_numbers(draft: Draft, at: int) -> bool:
    """Tell whether a bare digit is a place in the list: "compare 1 and 3"."""
    digit = draft.sentence.word(at)
    if not digit.isdigit() or len(digit) > 1 or draft.taken[at]:
        return False
    return any(word in draft.sentence.words for word in ("compare", "versus", "vs"))


def _ordinal_end(draft: Draft, start: int, end: int, place: int, *, pointed: bool) -> int:
    sentence = draft.sentence
    following = sentence.word(end)
    if following in _NOUNS:
        return _point_at_place(draft, start, end + 1, place)
    led = sentence.word(start - 1) in _ORDINAL_LEADS or len(sentence) == end - start
    if not (pointed or led):
        return 0
    mention = draft.mention_at(end)
    if mention is not None and mention.field == CATEGORY:
        draft.mentions.remove(mention)
        return _point_at_place(draft, start, mention.end, place)
    if following in ("time", "of", "class", "hand", "thing") or following in _COUNTS:
        return 0
    free = sentence.is_mark(end) or draft.taken[end] or following in function_words()
    return _point_at_place(draft, start, end, place) if free else 0


def _point_at_place(draft: Draft, start: int, end: int, place: int) -> int:
    shown = draft.moment.shown
    index = place - 1 if place > 0 else len(shown) - 1
    return _point(draft, start, end, shown[index : index + 1] if 0 <= index < len(shown) else ())


def _described_at(draft: Draft, at: int) -> int:
    """Read "the black one": a pointer, mentions, and "one" or a product word."""
    if draft.sentence.word(at) not in _POINTERS or draft.taken[at] or not draft.moment.shown:
        return 0
    described: list[Mention] = []
    end = at + 1
    while (mention := draft.mention_at(end)) is not None:
        described.append(mention)
        end = mention.end
    product = bool(described) and described[-1].field == CATEGORY
    if not described or (draft.sentence.word(end) not in _NOUNS and not product):
        return 0
    if draft.sentence.word(end) == "ones" and draft.sentence.word(at - 1) in ("me", "see", "only"):
        return 0  # "show me the black ones" asks for a list of them
    found = tuple(item for item in draft.moment.shown if all(_fits(m, item) for m in described))
    if not found or (product and len(found) == len(draft.moment.shown) > 1):
        return 0
    draft.mentions[:] = [mention for mention in draft.mentions if mention not in described]
    return _point(draft, at, end if product else end + 1, found)


def _fits(mention: Mention, item: Item) -> bool:
    blank = Source(0, "")
    meanings = [(m.field, m.values) for m in mention.options] or [(mention.field, mention.values)]
    return any(
        Constraint(field, Operator.ANY_OF, blank, values).allows(item) for field, values in meanings
    )


def _plural_at(draft: Draft, at: int) -> int:
    length = cue_at(draft, at, cues("references.plural"))
    if not length or not draft.moment.shown:
        return 0
    end = at + length
    if draft.sentence.word(at) == "which" and cue_at(draft, end, cues("references.superlatives")):
        return 0
    if draft.mention_at(end) is not None and draft.sentence.word(at) in ("these", "those"):
        return 0
    shown = draft.moment.shown
    if draft.sentence.word(at) == "both":
        earlier = _spoken_of(draft)
        return _point(draft, at, end, earlier if len(earlier) == 2 else shown[:2])  # noqa: PLR2004 - both
    if draft.sentence.says(at, "the", "others"):
        spoken = _spoken_of(draft)
        return _point(draft, at, end, tuple(item for item in shown if item not in spoken))
    earlier = _spoken_of(draft)
    return _point(draft, at, end, earlier if len(earlier) > 1 else shown)


def _singular_at(draft: Draft, at: int) -> int:
    length = cue_at(draft, at, cues("references.singular"))
    if not length or not draft.moment.shown:
        return 0
    end = at + length
    said = draft.sentence.words[at:end]
    if draft.sentence.word(end) in ("brand", "colour", "color"):
        return 0
    if said in (("that",), ("this",)) and not _stands_for_an_item(draft, at, end):
        return 0
    if said == ("it",) and _is_empty_it(draft, at):
        return 0
    spoken = _spoken_of(draft)
    after = _point(draft, at, end, spoken or draft.moment.shown)
    draft.references[-1].vague = not spoken and len(draft.moment.shown) > 1
    return after


def _stands_for_an_item(draft: Draft, at: int, end: int) -> bool:
    """Tell "anything but that" from "jackets that are warm" and "that brand"."""
    following = draft.sentence.word(end)
    if draft.sentence.is_mark(end):
        return True
    if draft.sentence.word(at - 1) in ("is", "does", "are", "about", "like", "than", "but", "with"):
        return following in function_words() and following not in ("brand", "colour", "color")
    return at == 0 and following in ("one", "in")


def _is_empty_it(draft: Draft, at: int) -> bool:
    """Tell the "it" that points at nothing: "keep it under 50", "is it possible"."""
    before, after = draft.sentence.word(at - 1), draft.sentence.word(at + 1)
    return (
        before in ("keep", "make", "forget", "need", "needs", "want", "if", "as", "when", "about")
        and (before != "about" or after not in ("", "?"))
    ) or after in (
        "rains",
        "snows",
        "possible",
        "matter",
        "matters",
        "would",
        "has",
        "should",
        "must",
    )


def _spoken_of(draft: Draft) -> tuple[Item, ...]:
    """Return the shown items that this turn, else the turn before, speaks of."""
    if draft.references:
        return draft.references[-1].items
    spoken = draft.moment.intent.references
    return tuple(item for item in draft.moment.shown if item.item_id in spoken)


def find_borrowed(draft: Draft) -> None:
    """Read "that brand" and "the same colour" as naming what the item spoken of has."""
    for at in range(len(draft.sentence)):
        length = cue_at(draft, at, cues("references.borrowing"))
        noun = draft.sentence.word(at + length)
        colour = draft.lexicon.colours.field
        field = {"brand": BRAND, "colour": colour, "color": colour}.get(noun)
        if not length or field is None or draft.taken[at + length]:
            continue
        values = shared_values(_spoken_of(draft) or draft.moment.shown, field)
        end = at + length + 1
        if values:
            draft.mentions.append(Mention(at, end, field, values))
            draft.take(at, end)
        else:
            draft.unresolvable(at, end)
    draft.mentions.sort(key=lambda mention: mention.start)


def shared_values(items: tuple[Item, ...], field: str) -> tuple[str, ...]:
    """Return the field's values that all the items have, lower-case."""
    held = [_values(item, field) for item in items]
    if not held:
        return ()
    return tuple(value for value in held[0] if all(value in other for other in held[1:]))


def _values(item: Item, field: str) -> tuple[str, ...]:
    if field == BRAND:
        return (item.brand.casefold(),) if item.brand is not None else ()
    return item.values(field)


def _titled_at(draft: Draft, at: int, titles: Mapping[str, frozenset[str]]) -> int:
    if draft.taken[at] or draft.sentence.tokens[at].kind is not Kind.WORD:
        return 0
    families = titles.get(draft.sentence.word(at), frozenset[str]())
    if len(families) != 1:
        return 0
    items = tuple(item for item in draft.moment.shown if item.family_id in families)
    start = at - 1 if draft.sentence.word(at - 1) == "the" else at
    return _point(draft, start, at + 1, items)


def _title_words(draft: Draft) -> dict[str, frozenset[str]]:
    """Map the distinctive words of the shown titles to the families they stand in."""
    families: dict[str, set[str]] = defaultdict(set)
    for item in draft.moment.shown:
        for word in words(item.title):
            if len(word) > 3 and word not in common_words():  # noqa: PLR2004 - short words say little
                families[word].add(item.family_id)
    return {word: frozenset(found) for word, found in families.items()}
