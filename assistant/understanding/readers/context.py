"""What the words around a value tell of it: its field's name, a product after it, everyday senses.

A value spelled like an everyday word ("regular", "short", "down") needs its
attribute's name beside it ("regular fit"), a product word after it ("down jacket")
or a row of catch-words around it ("jeans 32 slim"); materials, features, patterns
and colours need that only where the word is a function word. The name of a category
that is a value too ("floral") is the value where another category is named.
"""

from typing import Final

from assistant.understanding.readers.catchwords import is_of_catchwords
from assistant.understanding.readers.cuts import is_cut_of_it
from assistant.understanding.readers.draft import Draft, Mention, said_before
from assistant.understanding.readers.fields import PLAIN_FIELDS, is_use_or_taste
from assistant.understanding.readers.heads import is_head
from assistant.understanding.readers.lexicon import Meaning
from assistant.understanding.readers.narrowing import THEMES, give_up
from assistant.understanding.readers.word_forms import is_plural, value_key, words
from assistant.understanding.readers.word_lists import (
    common_words,
    cues,
    function_words,
    listed,
)
from retrieval.constraints import CATEGORY

_BEARING: Final = listed(
    "with without no not any nor has have got contain contains containing include includes from "
    "hasnt havent isnt"
)
_WORN: Final = listed("clothing clothes apparel tops bottoms shirt dresses shoes men women")
_COLOURS: Final = listed("colour colours color colors pattern patterns print prints shade shades")
_SEASONS: Final = ("season", "seasons")
_USING: Final = listed("use uses using be made of")
_WITHIN: Final = (("at", "all"), ("in", "it"), ("in", "them"), ("inside",))
_ENDING: Final = listed("please pls for or and either thanks")
_LISTING: Final = ("or", "nor", "and", ",", "/")
_LINKING: Final = listed("should must has have needs need ought to be is are really preferably :")
_PARTS: Final = {
    "fit": listed("leg legs legged cut fitting fitted"),
    "neckline": listed("neck necks necked"),
    "length": listed("cut"),
}
"""What else a field's values are said of: "wide-leg trousers"."""
_FARTHEST_NAME: Final = 4
"""How many words may link a field's name to its value: "the sleeve has to be short"."""


def read_as_values(draft: Draft) -> None:
    """Read the floral of "cushions that aren't floral" as a pattern, whatever else it names."""
    categories = [mention for mention in draft.mentions if mention.field == CATEGORY]
    for mention in categories if len(categories) > 1 else ():
        said = draft.sentence.words[mention.start : mention.end]
        options = [
            meaning
            for meaning in draft.lexicon.attribute(said)
            if meaning.field in PLAIN_FIELDS and " ".join(said) in meaning.values
        ]
        if options and set(said) - THEMES:
            mention.options = tuple(options)
            mention.field, mention.values = options[0].field, options[0].values


def weigh_context(draft: Draft) -> None:
    """Settle mentions by the attribute's name beside them, or give them up."""
    kept: list[Mention] = []
    for mention in draft.mentions:
        if _is_name_beside(draft, mention, kept):
            continue
        if not mention.options:
            kept.append(mention)
            continue
        named = _named_beside(draft, mention)
        if named is not None:
            mention.field, mention.values, mention.options = named.field, named.values, ()
            mention.by_name = True
            kept.append(mention)
        elif _is_product_word(draft, mention) or _says_other(draft, mention):
            give_up(draft, mention)
        elif not _needs_context(draft, mention) or _describes_product(draft, mention):
            kept.append(mention)
        else:
            give_up(draft, mention)
    draft.mentions[:] = kept


def _is_name_beside(draft: Draft, mention: Mention, kept: list[Mention]) -> bool:
    """Tell the strap of "padded strap", said of the bags sought, from a strap."""
    within = mention.field == CATEGORY and any(
        one.start < mention.start and mention.end <= one.end for one in kept[-1:]
    )
    sought = any(one.field == CATEGORY and one is not mention for one in draft.mentions)
    return within and (sought or bool(draft.moment.intent.constraints.on(CATEGORY)))


def is_named_beside(draft: Draft, start: int, end: int) -> bool:
    """Tell whether the name of a field stands beside words that are a value of it."""
    beside = {value_key((draft.sentence.word(at),)) for at in (start - 1, end)}
    options = draft.lexicon.attribute(draft.sentence.words[start:end])
    return any(value_key((option.field.split("_")[-1],)) in beside for option in options)


def _named_beside(draft: Draft, mention: Mention) -> Meaning | None:
    """Find the option whose attribute's name, or "leg" for fit, stands beside it; take that too."""
    for meaning in mention.options:
        name = value_key((meaning.field.split("_")[-1],))
        part = draft.sentence.word(mention.end) in _PARTS.get(meaning.field, ())
        if part or value_key((draft.sentence.word(mention.end),)) == name:
            draft.take(mention.end, mention.end + 1)
            mention.end += 1
            return meaning
        before = _linked_to(draft, mention.start)
        if value_key((draft.sentence.word(before),)) == name:
            draft.take(before, mention.start)
            if before == mention.start - 1:
                mention.start = before
            return meaning
    return None


def _linked_to(draft: Draft, at: int) -> int:
    """Return the place of the word before ``at``, or before what links it: "must be"."""
    before = at - 1
    while draft.sentence.word(before) in _LINKING and at - before <= _FARTHEST_NAME:
        before -= 1
    return before


def _is_product_word(draft: Draft, mention: Mention) -> bool:
    """Tell a thing that is called by a use or a taste ("a football") from the use."""
    word = draft.sentence.word(mention.end - 1)
    use = is_use_or_taste(mention.field) and draft.lexicon.titles.names(word)
    use = use and not is_cut_of_it(draft, mention)
    thing = use or _is_of_many(draft, mention, word)
    return thing and (
        draft.sentence.word(mention.start - 1) == "the"  # "lost in the woods"
        or is_head(draft, mention.start, mention.end)
    )


def _says_other(draft: Draft, mention: Mention) -> bool:
    """Tell the springs of "a mattress without springs" from the season, and solid from plain."""
    many = mention.field in _SEASONS and is_plural(draft.sentence.word(mention.end - 1))
    borne = draft.sentence.word(mention.start - 1) in _BEARING
    return (many and borne) or _is_sturdy(draft, mention)


def _is_sturdy(draft: Draft, mention: Mention) -> bool:
    """Tell the solid of "a solid phone case", which is sturdy, from "solid black" and "a solid"."""
    after = draft.sentence.word(mention.end)
    made = any(one.field in PLAIN_FIELDS for one in draft.lexicon.attribute((after,)))
    coloured = (after in draft.lexicon.colours.names and not made) or after in _COLOURS
    thing = not draft.sentence.is_mark(mention.end) and after not in function_words() - _COLOURS
    said = draft.sentence.words[mention.start : mention.end]
    worn = any(not _WORN.isdisjoint(words(path)) for path in draft.lexicon.category((after,)))
    return said == ("solid",) and thing and not (coloured or worn)


def _is_of_many(draft: Draft, mention: Mention, word: str) -> bool:
    """Tell the glasses of "wine glasses", which are things, from the feathers of "no feathers"."""
    of_body = mention.field == "length"  # "for bad knees"
    many = is_plural(word) and word not in mention.values
    many = many and (of_body or mention.field.startswith("material"))
    return many and draft.sentence.word(mention.start - 1) not in _BEARING


def _needs_context(draft: Draft, mention: Mention) -> bool:
    said = draft.sentence.words[mention.start : mention.end]
    if len(said) != 1 or len(draft.sentence) == 1:
        return False
    if _stands_alone(draft, mention) or _is_of_catchwords(draft, mention):
        return False
    if _is_listed(draft, mention):
        return False
    lenient = mention.field in PLAIN_FIELDS or is_use_or_taste(mention.field)
    everyday = function_words() if lenient else common_words()
    return said[0] in everyday


def _is_listed(draft: Draft, mention: Mention) -> bool:
    """Tell the slim of "not skinny or slim", named with its like, from a word of talk."""
    fields = {meaning.field for meaning in mention.options}
    return any(
        one.field in fields
        and first.end == then.start - 1
        and draft.sentence.word(first.end) in _LISTING
        for one in draft.mentions
        for first, then in ((one, mention), (mention, one))
    )


def _is_of_catchwords(draft: Draft, mention: Mention) -> bool:
    """Tell the slim of "jeans 32 slim", of a thing that comes in such, from a word of talk."""
    sought = draft.categories()
    fitting = any(draft.lexicon.applies(meaning.field, sought) for meaning in mention.options)
    return bool(sought) and fitting and is_of_catchwords(draft, mention.start)


def _stands_alone(draft: Draft, mention: Mention) -> bool:
    """Tell the down of "not down", "in down, please" and "something down from your coats"."""
    start = mention.start
    while draft.sentence.word(start - 1) in _BEARING | _USING:
        start -= 1
    refused = any(
        said_before(draft, at, cues("stances.refusals")) < at
        for at in range(start, mention.start + 1)
    )
    asked = draft.sentence.word(mention.start - 1) == "in"
    asked = asked and draft.sentence.is_mark(mention.start - 2)
    ends = draft.sentence.is_mark(mention.end) or draft.sentence.word(mention.end) in _ENDING
    ends = ends or any(draft.sentence.says(mention.end, *one) for one in _WITHIN)
    any_thing = draft.sentence.word(mention.start - 1) in ("something", "anything")
    from_shop = any_thing and draft.sentence.word(mention.end) == "from"
    return ((refused or asked) and ends) or from_shop


def _describes_product(draft: Draft, mention: Mention) -> bool:
    """Tell whether only mentions stand between it and a product word after it."""
    at = mention.end
    while (following := draft.mention_at(at)) is not None:
        if following.field == CATEGORY:
            return True
        at = following.end
    return False
