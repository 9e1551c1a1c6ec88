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
- A value spelled like an everyday word is weighed by what stands around it
  (``context.py``).
"""

from collections.abc import Collection, Iterable
from typing import Final

from assistant.understanding.readers.category_phrases import last_nouns
from assistant.understanding.readers.childrens_sections import seek_in_childrens_section
from assistant.understanding.readers.childrens_things import widen_for_children
from assistant.understanding.readers.context import read_as_values, weigh_context
from assistant.understanding.readers.corrections import take_back_corrected
from assistant.understanding.readers.cuts import thing_in
from assistant.understanding.readers.draft import Draft, Mention, said_before
from assistant.understanding.readers.fields import PLAIN_FIELDS
from assistant.understanding.readers.heads import is_another_thing, is_head
from assistant.understanding.readers.lexicon import LONGEST_PHRASE, Meaning
from assistant.understanding.readers.named_colours import is_colour
from assistant.understanding.readers.narrowing import (
    SECTIONS,
    THEMES,
    give_up_indulgences,
    give_up_themes,
    give_up_wider,
    keep_audience_level,
    keep_to_section,
    move_audience_level,
    narrow_categories,
)
from assistant.understanding.readers.persons import POSSESSIVES
from assistant.understanding.readers.qualities import safe_for, said_of_it
from assistant.understanding.readers.rooms import is_room_sought
from assistant.understanding.readers.sentence import Kind
from assistant.understanding.readers.settling import settle
from assistant.understanding.readers.things_apart import is_of_thing_apart
from assistant.understanding.readers.uses import told_by_use
from assistant.understanding.readers.wishes import is_of_a_wish
from assistant.understanding.readers.word_forms import brand_key, noun_key, noun_stem
from assistant.understanding.readers.word_lists import (
    common_words,
    cues,
    listed,
)
from retrieval.constraints import BRAND, CATEGORY, lies_within

_JOINING: Final = ("&", "and", "+")
_NAME_JOINTS: Final = (*_JOINING, ",")
_BEARING: Final = listed("with without no not nor has have want hate hates less")
_LONGEST_NAME: Final = 8
"""How many tokens a category's name may have, marks counted."""
_ALL: Final = listed("any anything all every everything")
_FROM: Final = listed("from by brand brands made label")
_RUNNING: Final = listed("run runs ran running")
_RUN_SO: Final = listed("out late low short errands small dry amok")
_RUN_SIZED: Final = listed("big large wide narrow tight")
_LOOKING: Final = listed("i ive we weve just have she he")
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
    read_as_values(draft)
    weigh_context(draft)
    settle(draft)
    take_back_corrected(draft)
    seek_in_childrens_section(draft)
    narrow_categories(draft)
    move_audience_level(draft)
    keep_audience_level(draft)
    give_up_wider(draft)
    give_up_themes(draft)
    give_up_indulgences(draft)
    widen_for_children(draft)
    keep_to_section(draft)
    draft.mentions.sort(key=lambda mention: mention.start)


def _longest_at(draft: Draft, at: int) -> Mention | None:
    woods = draft.sentence.says(at - 1, "the", "woods")  # where one walks, and no wood
    woods = woods or _is_no_sport(draft, at)
    if draft.sentence.is_mark(at) or woods or is_of_a_wish(draft, at) or _is_of_a_kind(draft, at):
        return None
    if _excludes(draft, at) or _is_looked_up(draft, at) or is_of_thing_apart(draft, at):
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


def _is_no_sport(draft: Draft, at: int) -> bool:
    """Tell the run of "run out of holes", "running late" and "runs small" from the sport."""
    after = draft.sentence.word(at + 1)
    sized = after in _RUN_SIZED and draft.sentence.word(at) != "running"  # "running wide shoes"
    return draft.sentence.word(at) in _RUNNING and (after in _RUN_SO or sized)


def _excludes(draft: Draft, at: int) -> bool:
    """Tell the bar of "any colour bar black", which excludes, from a bar of chocolate."""
    refusals = cues("stances.refusals")
    before = said_before(draft, at + 1, refusals)
    return before < at and draft.sentence.word(before) in _ALL


def _is_looked_up(draft: Draft, at: int) -> bool:
    """Tell "I checked my account" from "a checked shirt"."""
    led = draft.sentence.word(at - 1) in _LOOKING or draft.sentence.word(at + 1) in POSSESSIVES
    return draft.sentence.word(at) == "checked" and led


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
        refused = said_before(draft, at, cues("stances.refusals")) < at
        whole = whole and not ("," in said and refused)  # "not shorts, leggings"
        if not whole or any(draft.taken[at:end]):
            continue
        paths = draft.lexicon.whole_category(tuple(word for word in said if word != ","))
        if paths and is_head(draft, at, end):
            return Mention(at, end, CATEGORY, paths)
    return None


def _mention_of(draft: Draft, start: int, end: int) -> Mention | None:
    lexicon, said = draft.lexicon, draft.sentence.words[start:end]
    brand = lexicon.brands.get(said)
    if brand is not None and _is_meant_as_brand(draft, start, end):
        return Mention(start, end, BRAND, (brand,))
    options = () if _is_thing_of_a_use(draft, start, end) else lexicon.attribute(said)
    options = options or _shown_on_it(draft, start, end) or told_by_use(draft, start, end)
    options = options or safe_for(draft, start, end)
    if not any(option.field in PLAIN_FIELDS for option in options):
        options = said_of_it(draft, start, end) or options
    answer = next((m for m in options if m.field == draft.moment.question), None)
    if answer is not None:
        return Mention(start, end, answer.field, answer.values)
    name = " ".join(said)
    if lexicon.colours.field is not None and is_colour(draft, start, end):
        return Mention(start, end, lexicon.colours.field, lexicon.colours.values(name))
    styled = lexicon.style_called(said) is not None  # "capris", which "find_called" seeks
    paths = lexicon.compound(said, fewest=2) or (() if styled else lexicon.category(said))
    paths = paths or lexicon.compound(said) or lexicon.thing_within(said)
    if draft.sentence.word(end) in SECTIONS or is_room_sought(draft, start, end):
        paths = tuple(path for path in paths if last_nouns(path) == (noun_key(said),)) or paths
    other = _is_of_another_section(draft, said, paths)
    theme = set(said) <= THEMES and bool(options) and len(draft.sentence) > end - start
    theme = theme and draft.sentence.word(end) not in SECTIONS
    theme = theme or is_another_thing(draft, start, end)
    if paths and not (theme or other) and is_head(draft, start, end):
        return Mention(start, end, CATEGORY, paths)
    thing = thing_in(draft, start, end, options) or end
    if (
        options
        and not other
        and (thing < end or not (paths and _is_part_of_a_name(draft, start, end, options)))
    ):
        return Mention(start, thing, options[0].field, options[0].values, options)
    return None


def _is_of_another_section(draft: Draft, said: tuple[str, ...], paths: tuple[str, ...]) -> bool:
    """Tell the men's jackets of "men's running jacket" from those sold to women."""
    named = [v for one in draft.mentions if one.field == CATEGORY for v in one.values]
    sections = {value for value in named if " > " not in value}
    if len(said) == 1 or not paths or not sections or _lie_in(paths, sections):
        return False
    return _lie_in(draft.lexicon.category(said[-1:]), sections)


def _lie_in(paths: Iterable[str], sections: Collection[str]) -> bool:
    return any(lies_within(path, section) for path in paths for section in sections)


def _is_of_a_kind(draft: Draft, at: int) -> bool:
    """Tell the gear of "camping gear", which names no kind itself, from that of "trail gear"."""
    kind = draft.mentions[-1] if draft.mentions else None
    after = kind is not None and kind.field == CATEGORY and kind.end == at
    return after and draft.sentence.word(at) in SECTIONS


def _is_part_of_a_name(draft: Draft, start: int, end: int, options: tuple[Meaning, ...]) -> bool:
    """Tell the cushion of "cushion covers", which are not cushioned, from "garden gloves"."""
    said = " ".join(draft.sentence.words[start:end])
    plain = any(option.field in PLAIN_FIELDS for option in options)
    return plain and not any(said in option.values for option in options)


def _is_thing_of_a_use(draft: Draft, start: int, end: int) -> bool:
    """Tell the fish of "no fish", to be eaten, from the fishing of "not for fishing"."""
    led = draft.sentence.word(start - 1) in _BEARING and end == start + 1
    use = noun_stem(draft.sentence.word(start)) + "ing"
    named = draft.lexicon.attribute(draft.sentence.words[start:end]) if led else ()
    return any(use in meaning.values for meaning in named)


def _shown_on_it(draft: Draft, start: int, end: int) -> tuple[Meaning, ...]:
    """Read "no flowers" and "with flowers on it" as what the shop calls floral."""
    led = draft.sentence.word(start - 1) in _BEARING and end == start + 1
    led = led and not _is_thing_of_a_use(draft, start, end)
    return draft.lexicon.attribute((noun_stem(draft.sentence.word(start)),)) if led else ()


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
