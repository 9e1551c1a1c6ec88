"""Categories named beside each other: which narrows which, and which say only where or for whom."""

from itertools import pairwise
from typing import Final

from assistant.understanding.readers.audience import PETS, is_audience, keep_as_attribute
from assistant.understanding.readers.category_phrases import last_nouns
from assistant.understanding.readers.draft import Draft, Mention, Stance
from assistant.understanding.readers.persons import KIDS, MEN, WOMEN
from assistant.understanding.readers.rooms import is_room_sought
from assistant.understanding.readers.sentence import Kind
from assistant.understanding.readers.word_forms import is_plural, noun_key, noun_stem
from assistant.understanding.readers.word_lists import (
    function_words,
    listed,
)
from retrieval.constraints import CATEGORY, PATH_SEPARATOR, lies_within

THEMES: Final = listed(
    "light desk hair skin baby writing building decoration storage office bath bathroom bedroom "
    "kitchen garden outdoor outdoors home living sport sports fitness strength ball trail care pet "
    "pets dog cat puppy puppies doggy kitten kittens travel school work camping hiking yoga "
    "cycling swimming running cooking music art craft food gear beauty electronics technology"
)
_AUDIENCE_LEVELS: Final = frozenset({MEN, WOMEN, KIDS})
_QUALITIES: Final = 3
"""How many words before a thing may hold its article: "a new standing desk"."""
_TREATED: Final = listed("my myself yourself her him them our ourselves the")
_INDULGING: Final = listed("a little small nice wee lovely special cheap cheeky tiny mini")
FEASTS: Final = listed("christmas xmas easter halloween valentine valentines thanksgiving hanukkah")
SECTIONS: Final = listed(
    "section department aisle range collection category gear tackle equipment supplies essentials "
    "stuff kit"
)
"""What is said of all things of a kind: "the garden section", "fishing gear"."""

_READ: Final = ("book", "magazine", "film", "movie", "music")


def narrow_categories(draft: Draft) -> None:
    """Narrow again what stands next to an audience now: "a tank top for women"."""
    before = len(draft.mentions)
    _narrow(draft)
    if len(draft.mentions) < before and any(is_audience(draft, m) for m in draft.mentions):
        _narrow(draft)


def _narrow(draft: Draft) -> None:
    """Let a category directly before another one, or an audience level, narrow it.

    In "kitchen knives" the knives below the kitchen are meant, and in "cat toys" what
    titles call a toy there. Where neither lies below the other, a second one after the
    name of a place or a use ("desk lamp") is what is sought; other pairs the shop may
    keep under either or a third, so both are given up and stay in the request; an
    audience is asked for by attribute then, where the catalogue has one.
    """
    categories = sorted(
        (mention for mention in draft.mentions if mention.field == CATEGORY),
        key=lambda mention: mention.start,
    )
    given_up = {id(one) for one, then in pairwise(categories) if _is_told_twice(draft, one, then)}
    for first, second in pairwise(categories):
        if id(first) in given_up:
            continue
        for outer, inner in ((first, second), (second, first)):
            below = _below(inner.values, outer)
            if not below and is_audience(draft, outer):
                below = _below(_called_by_head(draft, inner), outer)
            if below:
                inner.values = below
                given_up.add(id(outer))
                if not is_audience(draft, outer):
                    give_up(draft, outer)
                break
        else:
            if any(
                is_audience(draft, each) and keep_as_attribute(draft, each)
                for each in (first, second)
            ):
                continue
            if first.end == second.start and set(first.values) != set(second.values):
                for mention in _not_meant(draft, first, second):
                    given_up.add(id(mention))
                    give_up(draft, mention)
    draft.mentions[:] = [mention for mention in draft.mentions if id(mention) not in given_up]


def _below(paths: tuple[str, ...], outer: Mention) -> tuple[str, ...]:
    return tuple(
        path
        for path in paths
        if any(path.startswith(level + PATH_SEPARATOR) for level in outer.values)
    )


def _called_by_head(draft: Draft, named: Mention) -> tuple[str, ...]:
    """Return where jackets are kept for the "running jacket" that only women's titles say."""
    if named.end - named.start == 1 or is_audience(draft, named):
        return ()
    return draft.lexicon.category((draft.sentence.word(named.end - 1),))


def _is_told_twice(draft: Draft, first: Mention, second: Mention) -> bool:
    """Tell whether the second says the same audience: "my wife wants women's leggings"."""
    both = is_audience(draft, first) and is_audience(draft, second)
    return both and set(first.values) == set(second.values)


def _not_meant(draft: Draft, first: Mention, second: Mention) -> tuple[Mention, ...]:
    """Return which of two categories named in a row, neither below the other, is not meant."""
    if draft.sentence.word(first.start) in FEASTS:
        return (second,)  # "Christmas decorations" are kept with Christmas
    return (first,) if _is_for_a_place(draft, first, second) else (first, second)


def _is_for_a_place(draft: Draft, first: Mention, second: Mention) -> bool:
    """Tell the lamp of "desk lamp" as what is sought, and "cat toys" as toys among the cats'."""
    called = draft.lexicon.titles.paths(draft.sentence.word(second.end - 1))
    there = tuple(path for path in called if any(lies_within(path, v) for v in first.values))
    if not there and draft.sentence.word(first.start) in PETS:
        tops = {path.partition(PATH_SEPARATOR)[0] for path in first.values}
        near = (path for path in second.values if path.partition(PATH_SEPARATOR)[0] in tops)
        there = tuple(near) or first.values  # a "dog coat" is for nobody else
    if there:
        second.values = there
        return True
    if set(draft.sentence.words[first.start : first.end]) <= THEMES:
        return bool(called)
    named = tuple(path for path in called if any(lies_within(path, v) for v in second.values))
    if named and _is_one_thing(draft, first):
        second.values = named
        return True
    return False


def _is_one_thing(draft: Draft, first: Mention) -> bool:
    """Tell the board of "board games", in the singular before what is meant, from "boards"."""
    word = draft.sentence.word(first.end - 1)
    return first.end == first.start + 1 and not is_plural(word)


def give_up_themes(draft: Draft) -> None:
    """Give up a category that names a place or a use, unless it is all that is said."""
    for mention in list(draft.mentions):
        said = draft.sentence.words[mention.start : mention.end]
        called = draft.sentence.word(mention.end) in SECTIONS and not _is_read(mention)
        several = is_plural(said[-1]) and noun_stem(said[-1]) in THEMES
        if mention.field != CATEGORY or called or not (several or set(said) <= THEMES):
            continue
        if several or _is_one_of_many(draft, mention):
            _keep_things_called_so(draft, mention)
            continue
        alone = not any(one.field == CATEGORY and one is not mention for one in draft.mentions)
        if alone and is_room_sought(draft, mention.start, mention.end):
            continue
        others = (
            at
            for at, token in enumerate(draft.sentence.tokens)
            if not mention.start <= at < mention.end and token.kind is Kind.WORD
        )
        if any(draft.sentence.word(at) not in function_words() for at in others):
            give_up(draft, mention)
            draft.mentions.remove(mention)


def _keep_things_called_so(draft: Draft, mention: Mention) -> None:
    """Tell "desks", things that titles call so, from the "Desk" of all that stands on one."""
    called = draft.lexicon.titles.categories(
        noun_key(draft.sentence.words[mention.end - 1 : mention.end])
    )
    mention.values = tuple(v for v in mention.values if v in called) or mention.values


def _is_read(mention: Mention) -> bool:
    """Tell the travel of books on travel, which is no travel gear, from the outdoors' camping."""
    return all(path.startswith(_READ) for path in mention.values)


def _is_one_of_many(draft: Draft, mention: Mention) -> bool:
    """Tell "a standing desk", a thing that titles call so, from "desk organisers"."""
    word = draft.sentence.word(mention.end - 1)
    before = draft.sentence.words[max(0, mention.start - _QUALITIES) : mention.start]
    following = draft.sentence.word(mention.end)
    ends = draft.sentence.is_mark(mention.end) or following in function_words()
    ends = ends or draft.sentence.is_number(mention.end)  # "an exercise ball 65 cm"
    led = bool({"a", "an"} & set(before)) or _is_qualified(draft, mention.start)
    return ends and led and draft.lexicon.titles.names(word)


def _is_qualified(draft: Draft, at: int) -> bool:
    """Tell the desk of "standing desk" and of a turn that opens with it from "for the desk"."""
    return draft.sentence.is_mark(at - 1) or draft.sentence.word(at - 1) not in function_words()


def give_up_indulgences(draft: Draft) -> None:
    """Tell "a little treat for myself" and "to treat my wife" from "treats" and "a dog treat"."""
    for mention in list(draft.mentions):
        word, before = draft.sentence.word(mention.start), draft.sentence.word(mention.start - 1)
        alone = mention.field == CATEGORY and mention.end == mention.start + 1
        verb = draft.sentence.word(mention.end) in _TREATED
        somebodys = draft.sentence.word(mention.end) in ("for", "to", "4")
        led = before in _INDULGING or (somebodys and draft.sentence.is_mark(mention.start - 1))
        indulged = word == "treat" and alone and (led or verb)
        if indulged and not _is_for_a_pet(draft, mention.end + 1):
            give_up(draft, mention)
            draft.mentions.remove(mention)


def _is_for_a_pet(draft: Draft, at: int) -> bool:
    """Tell the dog of "a treat for my old dog"."""
    return not PETS.isdisjoint(draft.sentence.words[at : at + 1 + _QUALITIES])


def keep_to_section(draft: Draft) -> None:
    """Seek baby bottles in the section for babies, where all is for a baby and no older child."""
    things = [m for m in draft.mentions if m.field == CATEGORY and not is_audience(draft, m)]
    for whose in draft.mentions:
        if whose.field == CATEGORY or not is_audience(draft, whose):
            continue
        for thing in things:
            theirs = tuple(p for p in thing.values if p.split(PATH_SEPARATOR)[-1] in whose.values)
            if theirs:
                thing.values = theirs
                whose.values = tuple(dict.fromkeys(p.split(PATH_SEPARATOR)[-1] for p in theirs))


def give_up_wider(draft: Draft) -> None:
    """Let "clutch" after handbags stand in the request and not widen what is sought to bags.

    A word that the catalogue does not use, known by a broader name alone, never
    widens what is sought.
    """
    sought = [v for c in draft.moment.intent.constraints.on(CATEGORY) for v in c.values]
    for mention in list(draft.mentions) if sought else ():
        said = noun_key(draft.sentence.words[mention.start : mention.end])
        if mention.field != CATEGORY or said in draft.lexicon.categories:
            continue
        wider = all(any(lies_within(path, v) for v in mention.values) for path in sought)
        if wider and not set(mention.values) <= set(sought) and not is_audience(draft, mention):
            give_up(draft, mention)
            draft.mentions.remove(mention)


def keep_audience_level(draft: Draft) -> None:
    """Read "and a tank" after women's pants as women's tanks, where no other audience is named.

    Whom it is for is true of the shopper and outlives the subject, also where a shop
    keeps it as a level of its categories.
    """
    sought = [v for c in draft.moment.intent.constraints.on(CATEGORY) for v in c.values]
    levels = {path.partition(PATH_SEPARATOR)[0] for path in sought}
    if len(levels) != 1 or not levels <= _AUDIENCE_LEVELS:
        return
    if any(is_audience(draft, mention) for mention in draft.mentions):
        return
    for mention in draft.mentions:
        if mention.field == CATEGORY:
            top = (*levels,)[0] + PATH_SEPARATOR
            mention.values = tuple(v for v in mention.values if v.startswith(top)) or mention.values


def move_audience_level(draft: Draft) -> None:
    """Read "for my girlfriend" after men's hoodies as women's hoodies.

    Where a shop keeps the audience as a level of its categories, naming another
    level alone moves what is sought there, as far as that level has such a thing;
    what the shop keeps elsewhere is asked for by the audience's attribute.
    """
    categories = [mention for mention in draft.mentions if mention.field == CATEGORY]
    if len(categories) != 1 or not is_audience(draft, categories[0]):
        return
    level = categories[0]
    sought = draft.moment.intent.constraints.on(CATEGORY)
    nouns = {key for c in sought for path in c.values for key in last_nouns(path)}
    moved = tuple(
        path
        for path in draft.moment.vocabulary.categories
        if nouns & set(last_nouns(path))
        and any(path.startswith(top + PATH_SEPARATOR) for top in level.values)
    )
    if moved:
        level.values, level.stance = moved, Stance.WANTED
    elif sought or _is_kept_elsewhere(draft, level):
        keep_as_attribute(draft, level)


def _is_kept_elsewhere(draft: Draft, level: Mention) -> bool:
    """Tell "a ball for women" where balls stand by no audience, from "capris for women"."""
    titled = {
        path
        for at, token in enumerate(draft.sentence.tokens)
        if not draft.taken[at] and draft.lexicon.titles.names(token.text)
        for path in draft.lexicon.titles.paths(token.text)
    }
    return bool(titled) and not any(
        path.startswith(top + PATH_SEPARATOR) for path in titled for top in level.values
    )


def give_up(draft: Draft, mention: Mention) -> None:
    """Leave a mention's words to the request."""
    for at in range(mention.start, mention.end):
        draft.taken[at] = False
