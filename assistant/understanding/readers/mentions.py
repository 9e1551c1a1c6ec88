"""Which words of a turn name brands, colours, categories and attribute values.

At each place the longest phrase the catalogue knows wins; at equal length brand,
colour, category, attribute. Guards keep words from being taken for what they are
not:

- A product word names a category only as the head of its phrase: "shoe" does not
  in "shoe laces", and not after "for", "with", "like" or "go" ("a bag for
  camping"), where it says what the thing is for.
- A category named after a place or a use ("Garden", "Hair") is meant only where
  nothing else is said.
- A brand spelled like an everyday word needs a capital or "from", "by", "brand".
- A value spelled like an everyday word ("regular", "short", "down") needs its
  attribute's name beside it ("regular fit") or a product word after it ("down
  jacket"); materials, features, patterns and colours need that only where the
  word is a function word.
"""

from itertools import pairwise
from typing import Final

from assistant.understanding.readers.audience import is_audience
from assistant.understanding.readers.draft import Draft, Mention
from assistant.understanding.readers.fields import is_use_or_taste
from assistant.understanding.readers.lexicon import LONGEST_PHRASE, Meaning
from assistant.understanding.readers.sentence import Kind
from assistant.understanding.readers.word_forms import brand_key, noun_stem
from assistant.understanding.readers.word_lists import (
    ambiguous_colours,
    coloured_things,
    common_words,
    function_words,
    listed,
)
from retrieval.constraints import BRAND, CATEGORY, PATH_SEPARATOR

_JOINING: Final = ("&", "and", "+")
_NAME_JOINTS: Final = (*_JOINING, ",")
_LONGEST_NAME: Final = 8
"""How many tokens a category's name may have, marks counted."""
_USE_BEFORE: Final = listed(
    "for go going goes like likes love loves enjoy enjoys into while when with doing matches "
    "matching who after before"
)
_PLACES: Final = listed("on under underneath beside near behind over above inside in at next")
_REDUCTIONS: Final = listed("discount discounts deal deals offer offers sale sales money")
_DETERMINERS: Final = listed("my the a an our his her their your")
_SECTIONS: Final = listed("section department aisle range collection category")
_SKIPPED_BEFORE: Final = listed("my the a an our some his her their your any of to lots")
_SEEKS_FOR: Final = listed(
    "look looking looks search searching shop shopping hunt hunting ask asking need market care "
    "looked searched wish wishing"
)
_FROM: Final = listed("from by brand brands made label")
_THEMES: Final = listed(
    "light desk hair skin baby writing building decoration storage office bath bathroom bedroom "
    "kitchen garden outdoor outdoors home living sport sports fitness strength ball trail care pet "
    "pets dog cat travel school work camping hiking yoga cycling swimming running cooking "
    "music art craft food gear beauty electronics technology"
)
_PLAIN_FIELDS: Final = listed("material materials feature features pattern")
_UNKNOWN_BRAND_LEADS: Final = listed("from brand")


def find_mentions(draft: Draft) -> None:
    """Read every mention of the turn."""
    at = 0
    while at < len(draft.sentence):
        mention = None if draft.taken[at] else _longest_at(draft, at)
        if mention is None:
            at += 1
            continue
        draft.mentions.append(mention)
        draft.take(mention.start, mention.end)
        at = mention.end
    _weigh_context(draft)
    _narrow_categories(draft)
    _give_up_themes(draft)
    draft.mentions.sort(key=lambda mention: mention.start)


def _longest_at(draft: Draft, at: int) -> Mention | None:
    if draft.sentence.is_mark(at):
        return None
    joined = _joined_brand_at(draft, at) or _whole_category_at(draft, at)
    if joined is not None:
        return joined
    for length in range(min(LONGEST_PHRASE, len(draft.sentence) - at), 0, -1):
        if draft.is_free(at, at + length):
            found = _mention_of(draft, at, at + length)
            if found is not None:
                return found
    return _unknown_brand_at(draft, at)


def _joined_brand_at(draft: Draft, at: int) -> Mention | None:
    """Read a brand of several words, "&" and "and" within it alike."""
    for end in range(min(at + LONGEST_PHRASE, len(draft.sentence)), at + 1, -1):
        said = draft.sentence.words[at:end]
        brand = draft.lexicon.brands.get(brand_key(said))
        whole = said[0] not in _JOINING and said[-1] not in _JOINING
        if brand is not None and whole and not any(draft.taken[at:end]):
            return Mention(at, end, BRAND, (brand,))
    return None


def _whole_category_at(draft: Draft, at: int) -> Mention | None:
    """Read a category called by its whole name: "Bedroom & Bathroom", "Garden Tools"."""
    for end in range(min(at + _LONGEST_NAME, len(draft.sentence)), at + 1, -1):
        said = draft.sentence.words[at:end]
        whole = said[0] not in _NAME_JOINTS and said[-1] not in _NAME_JOINTS
        if not whole or any(draft.taken[at:end]):
            continue
        paths = draft.lexicon.whole_category(tuple(word for word in said if word != ","))
        if paths and _is_head(draft, at, end):
            return Mention(at, end, CATEGORY, paths)
    return None


def _mention_of(draft: Draft, start: int, end: int) -> Mention | None:
    lexicon, said = draft.lexicon, draft.sentence.words[start:end]
    brand = lexicon.brands.get(said)
    if brand is not None and _is_meant_as_brand(draft, start, end):
        return Mention(start, end, BRAND, (brand,))
    name = " ".join(said)
    if lexicon.colours.field is not None and _is_colour(draft, start, end):
        return Mention(start, end, lexicon.colours.field, lexicon.colours.values(name))
    options = lexicon.attribute(said)
    paths = lexicon.compound(said) or lexicon.category(said)
    theme = set(said) <= _THEMES and bool(options) and len(draft.sentence) > end - start
    theme = theme and draft.sentence.word(end) not in _SECTIONS
    if paths and not theme and _is_head(draft, start, end):
        return Mention(start, end, CATEGORY, paths)
    if options:
        return Mention(start, end, options[0].field, options[0].values, options)
    return None


def _is_colour(draft: Draft, start: int, end: int) -> bool:
    """Tell a colour from a thing of the same name: "face cream", "dark chocolate"."""
    name = " ".join(draft.sentence.words[start:end])
    if name not in draft.lexicon.colours.names:
        return False
    around = draft.sentence.words[max(0, start - 1) : end + 1]
    if any(" ".join(around).find(thing) >= 0 for thing in coloured_things()):
        return False
    if name not in ambiguous_colours() or not draft.lexicon.titles.names(name):
        return True
    last = draft.sentence.is_mark(end) or draft.sentence.word(end) in function_words()
    led = draft.sentence.word(start - 1) in ("in", "not", "something", "anything")
    led = led or _stands_among_colours(draft, start, end) or _tells_what_like(draft, start)
    return not last or led or _answers_alone(draft, start, end)


def _tells_what_like(draft: Draft, start: int) -> bool:
    """Tell the cream of "something organic cream" from one for the skin."""
    while any(mention.end == start for mention in draft.mentions):
        start = next(mention.start for mention in draft.mentions if mention.end == start)
    return draft.sentence.word(start - 1) in ("something", "anything", "one", "ones")


def _stands_among_colours(draft: Draft, start: int, end: int) -> bool:
    """Tell the olive of "in tan or olive" and of "olive or blue"."""
    joints = ("or", "and", ",")
    before = draft.mentions[-1] if draft.mentions else None
    follows = (
        before is not None
        and before.field == draft.lexicon.colours.field
        and before.end == start - 1
        and draft.sentence.word(start - 1) in joints
    )
    after = draft.sentence.word(end + 1)
    leads = draft.sentence.word(end) in joints and after in draft.lexicon.colours.names
    return follows or leads


def _answers_alone(draft: Draft, start: int, end: int) -> bool:
    """Tell whether a word is all that is said, or all that is added to a request."""
    if len(draft.sentence) == end - start:
        return True
    while start > 0 and draft.sentence.word(start - 1) in function_words():
        start -= 1
    while draft.sentence.word(end) in function_words():
        end += 1
    alone = draft.sentence.is_mark(start - 1) and draft.sentence.is_mark(end)
    return alone and bool(draft.moment.intent.request)


def _is_meant_as_brand(draft: Draft, start: int, end: int) -> bool:
    if end - start > 1 or draft.sentence.word(start) not in common_words():
        return True
    led = draft.sentence.word(start - 1) in _FROM
    shouted = draft.sentence.text.isupper()
    return led or (draft.sentence.tokens[start].capital and start > 0 and not shouted)


def _unknown_brand_at(draft: Draft, at: int) -> Mention | None:
    """Read "from Patagonia" as a brand although the catalogue has none of that name."""
    token = draft.sentence.tokens[at]
    led = draft.sentence.word(at - 1) in _UNKNOWN_BRAND_LEADS
    if not led or not token.capital or token.kind is not Kind.WORD or token.text in common_words():
        return None
    if draft.sentence.text.isupper() or not draft.moment.vocabulary.brands:
        return None
    return Mention(at, at + 1, BRAND, (token.text,))


def _is_head(draft: Draft, start: int, end: int) -> bool:
    """Tell whether a product word is what is sought and not what it is for or part of."""
    before = start - 1
    while draft.sentence.word(before) in _SKIPPED_BEFORE:
        before -= 1
    lead = draft.sentence.word(before)
    if lead in _USE_BEFORE and not _is_sought(draft, before):
        return False
    if _is_place(draft, before, start, end):
        return False
    if draft.sentence.is_mark(end) or draft.taken[end]:
        return True
    following = draft.sentence.tokens[end]
    if following.kind is not Kind.WORD or following.text in function_words():
        return True
    return _names_something(draft, end)


def _is_place(draft: Draft, before: int, start: int, end: int) -> bool:
    """Tell where a thing goes from what is sought: "a throw for on the sofa"."""
    reduced = draft.sentence.word(before - 1) in _REDUCTIONS
    placed = draft.sentence.word(before) in _PLACES and before > 0 and not reduced
    pointed = draft.sentence.word(start - 1) in _DETERMINERS
    return placed and pointed and draft.sentence.word(end) not in _SECTIONS


def _is_sought(draft: Draft, at: int) -> bool:
    """Tell whether "for", "like" or "go" belongs to words of seeking: "looking for"."""
    word, before = draft.sentence.word(at), draft.sentence.word(at - 1)
    if word == "for":
        return before in _SEEKS_FOR or before == ""
    if word == "after":
        return before in ("im", "am", "are", "were", "is", "hes", "shes")
    if word == "with":
        return before in ("over", "again", "scratch", "afresh")
    if word in ("like", "love"):
        return before in ("id", "would", "i", "we", "something", "anything")
    return False


def _names_something(draft: Draft, at: int) -> bool:
    for length in range(min(LONGEST_PHRASE, len(draft.sentence) - at), 0, -1):
        said = draft.sentence.words[at : at + length]
        if (
            said in draft.lexicon.brands
            or " ".join(said) in draft.lexicon.colours.names
            or draft.lexicon.category(said)
            or any(m.field in _PLAIN_FIELDS for m in draft.lexicon.attribute(said))
        ):
            return True
    return False


def _weigh_context(draft: Draft) -> None:
    """Settle mentions by the attribute's name beside them, or give them up."""
    kept: list[Mention] = []
    for mention in draft.mentions:
        if not mention.options:
            kept.append(mention)
            continue
        named = _named_beside(draft, mention)
        if named is not None:
            mention.field, mention.values, mention.options = named.field, named.values, ()
            kept.append(mention)
        elif _is_product_word(draft, mention):
            _give_up(draft, mention)
        elif not _needs_context(draft, mention) or _describes_product(draft, mention):
            kept.append(mention)
        else:
            _give_up(draft, mention)
    draft.mentions[:] = kept


def _named_beside(draft: Draft, mention: Mention) -> Meaning | None:
    """Find the option whose attribute's name stands beside the value; take that word too."""
    for meaning in mention.options:
        name = noun_stem(meaning.field.split("_")[-1])
        if noun_stem(draft.sentence.word(mention.end)) == name:
            draft.take(mention.end, mention.end + 1)
            mention.end += 1
            return meaning
        if noun_stem(draft.sentence.word(mention.start - 1)) == name:
            mention.start -= 1
            draft.take(mention.start, mention.start + 1)
            return meaning
    return None


def _is_product_word(draft: Draft, mention: Mention) -> bool:
    """Tell a thing that a catalogue files under style ("backpack") from a style."""
    word = draft.sentence.word(mention.end - 1)
    use = is_use_or_taste(mention.field) and draft.lexicon.titles.names(word)
    return use and _is_head(draft, mention.start, mention.end)


def _needs_context(draft: Draft, mention: Mention) -> bool:
    said = draft.sentence.words[mention.start : mention.end]
    if len(said) != 1 or len(draft.sentence) == 1:
        return False
    lenient = mention.field in _PLAIN_FIELDS or is_use_or_taste(mention.field)
    everyday = function_words() if lenient else common_words()
    return said[0] in everyday


def _describes_product(draft: Draft, mention: Mention) -> bool:
    """Tell whether only mentions stand between it and a product word after it."""
    at = mention.end
    while (following := draft.mention_at(at)) is not None:
        if following.field == CATEGORY:
            return True
        at = following.end
    return False


def _narrow_categories(draft: Draft) -> None:
    """Let a category directly before another one, or an audience level, narrow it.

    In "kitchen knives" the knives below the kitchen are meant. Where neither lies
    below the other ("garden chair", "dog bed") the shop may keep the thing under
    either or a third, so both are given up and stay in the request.
    """
    categories = sorted(
        (mention for mention in draft.mentions if mention.field == CATEGORY),
        key=lambda mention: mention.start,
    )
    given_up: set[int] = set()
    for first, second in pairwise(categories):
        if id(first) in given_up:
            continue
        for outer, inner in ((first, second), (second, first)):
            below = tuple(
                path
                for path in inner.values
                if any(path.startswith(level + PATH_SEPARATOR) for level in outer.values)
            )
            if below:
                inner.values = below
                given_up.add(id(outer))
                if not is_audience(draft, outer):
                    _give_up(draft, outer)
                break
        else:
            if first.end == second.start and set(first.values) != set(second.values):
                for mention in (first, second):
                    given_up.add(id(mention))
                    _give_up(draft, mention)
    draft.mentions[:] = [mention for mention in draft.mentions if id(mention) not in given_up]


def _give_up_themes(draft: Draft) -> None:
    """Give up a category that names a place or a use, unless it is all that is said."""
    for mention in list(draft.mentions):
        said = draft.sentence.words[mention.start : mention.end]
        called = draft.sentence.word(mention.end) in _SECTIONS
        if mention.field != CATEGORY or called or not set(said) <= _THEMES:
            continue
        others = (
            at
            for at, token in enumerate(draft.sentence.tokens)
            if not mention.start <= at < mention.end and token.kind is Kind.WORD
        )
        if any(draft.sentence.word(at) not in function_words() for at in others):
            _give_up(draft, mention)
            draft.mentions.remove(mention)


def _give_up(draft: Draft, mention: Mention) -> None:
    """Leave a mention's words to the request."""
    for at in range(mention.start, mention.end):
        draft.taken[at] = False
