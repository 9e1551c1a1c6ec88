"""Whether a turn opens a new subject: "tea instead", "now a blue mug", "books for him?".

It does where nothing was understood before; where it names a category that neither
contains nor lies in the one sought; where it names a category and the request so far
named something else without one (except after "just" or "only"); and where words of
asking ("show me", "do you have", "what about") or "instead" introduce a noun the
catalogue has no category for. A thing added to what is sought ("and a lead") does too,
whatever their categories (``added_things.py``). Otherwise its words add to the request.
"""

from typing import Final

from assistant.intent import Intent
from assistant.understanding.readers.added_things import (
    is_added,
    is_apart,
    shares_place,
    wider_names,
)
from assistant.understanding.readers.audience import is_audience
from assistant.understanding.readers.draft import Draft, Mention, Stance, cue_at
from assistant.understanding.readers.fields import MEASURES, is_use_or_taste
from assistant.understanding.readers.numbers import number_at
from assistant.understanding.readers.persons import PRONOUNS
from assistant.understanding.readers.things_apart import is_of_thing_apart
from assistant.understanding.readers.word_forms import is_plural, noun_stem
from assistant.understanding.readers.word_lists import cues, listed
from retrieval.constraints import CATEGORY, Operator, lies_within

_TOLD_OF_THINGS: Final = listed("reviews ratings photos pictures pics details prices options ideas")
_AFTER_LEAD: Final = listed("a an the some any my new your nice good me for also other now")
JOINTS: Final = listed("for with of to without")
GIFTS: Final = listed("gift gifts present presents pressie pressies prezzie prezzies")
THINGS: Final = GIFTS | listed("something anything things stuff")
_ANY_THINGS: Final = listed("stuff ones things one options")
_HOW_SOLD: Final = listed(
    "set sets pack packs multipack pair pairs bundle bundles box boxed single singles piece pieces"
)
_NO_THINGS: Final = listed(
    "best better nicer top quality premium latest cool good classy fancy cute pretty"
)
_OWN: Final = listed("the my our a an")
_FRACTIONS: Final = ("half", "quarter", "third")
_OPENINGS: Final = listed("a an some the my and now then also ok okay next so please")


def seeks_gift(draft: Draft) -> bool:
    """Tell "a gift for mum" after shoes: what it is for is all that is said of it.

    But 送我妈, which names no gift, says of the shoes who is given them.
    """
    leads = (*_AFTER_LEAD, "need", "i", "want")
    words = draft.sentence.words
    at = next((at for at, word in enumerate(words) if word not in leads), len(words))
    told = at < len(words) and draft.sentence.phrase(at, at + 1).startswith("送")
    return draft.sentence.word(at) in GIFTS and not told


def wanted_categories(draft: Draft) -> list[Mention]:
    """Return the mentions that name what is sought."""
    return [
        mention
        for mention in draft.mentions
        if mention.field == CATEGORY
        and not is_audience(draft, mention)
        and mention.stance in (Stance.WANTED, Stance.WISHED)
        and not draft.asked[mention.start]
    ]


def opens_subject(draft: Draft, said: list[int], before: Intent) -> bool:
    """Tell "boots" after lamps, and "now a blue mug", from words that add to what is sought.

    Args:
        draft: The turn.
        said: The indices of the tokens that say what is sought.
        before: What was understood before it.
    """
    if before.seeks_nothing or draft.puts_off or seeks_gift(draft):
        return True
    sought = [
        v
        for c in before.constraints.on(CATEGORY)
        if c.operator is Operator.ANY_OF
        for v in c.values
    ]
    if wanted_categories(draft):
        return _names_another(draft, sought, before)
    return (
        bool(said)
        and not _is_how_sold(draft, said)
        and not _asks_for_such_ones(draft, before)
        and not _is_one_of_them(draft, said[-1], before)
        and (
            _is_introduced(draft, said[0])
            or is_of_thing_apart(draft, said[-1])
            or _is_another_thing(draft, said, before)
            or _is_for_somebody(draft, said[0])
            or _is_for_another_place(draft, said, sought)
        )
    )


def _is_how_sold(draft: Draft, said: list[int]) -> bool:
    """Tell "a set if possible", of what is sought, from "a tea set"."""
    things = [at for at in said if draft.sentence.word(at) not in JOINTS]
    return all(
        draft.sentence.word(at) in _HOW_SOLD or draft.sentence.is_number(at) for at in things
    )


def _asks_for_such_ones(draft: Draft, before: Intent) -> bool:
    """Tell 有没有带字母的, of what is sought, from 有没有项链."""
    said = draft.sentence.plain.rstrip("吗嗎？?！!。 ")
    return bool(before.request) and said.endswith("的") and draft.sentence.is_chinese(0)


def _names_another(draft: Draft, sought: list[str], before: Intent) -> bool:
    """Tell whether the categories named are others than those sought."""
    if _is_narrowing(draft):
        return False
    if not sought:
        return _names_subject(before.request) or bool(before.lacking)
    if _is_put_instead(draft, before) or _is_put_beside(draft, sought, before):
        return True
    named = [value for mention in wanted_categories(draft) for value in mention.values]
    return not any(_overlaps(new, old) for new in named for old in sought)


def _is_one_of_them(draft: Draft, noun: int, before: Intent) -> bool:
    """Tell "do you have backpacks?" after bags, which no category names, from another thing."""
    known = {noun_stem(word.casefold()) for word in before.request.split()}
    return not known.isdisjoint(wider_names(draft.sentence.word(noun)))


def _is_put_instead(draft: Draft, before: Intent) -> bool:
    """Tell "tea instead" after coffee, which a shop may keep in one category.

    So does "make it an armchair" after a sofa; a parka after jackets is one of them.
    """
    known = {noun_stem(word.casefold()) for word in before.request.split()}
    return any(
        known.isdisjoint(wider_names(draft.sentence.word(mention.end - 1)))
        and (draft.sentence.word(mention.end) == "instead" or _is_made(draft, mention.start))
        for mention in wanted_categories(draft)
    )


def _is_put_beside(draft: Draft, sought: list[str], before: Intent) -> bool:
    """Tell "and a chair" after a desk, kept in one category, from more said of the desk."""
    first = min(wanted_categories(draft), key=lambda mention: mention.start)
    another = is_apart(draft.sentence.word(first.end - 1), before.request)
    added = is_added(draft, first.start, first.end)
    return added and another and shares_place(first.values, sought)


def _is_made(draft: Draft, at: int) -> bool:
    """Tell whether "make it a" stands before a token."""
    at -= draft.sentence.word(at - 1) in ("a", "an", "some")
    return draft.sentence.words[max(0, at - 2) : at] in (("make", "it"), ("make", "that"))


def _is_for_somebody(draft: Draft, first: int) -> bool:
    """Tell "books for him?", for which there is no word, from "softer" and "reviews for her?"."""
    mention = draft.mention_at(first + 1)
    whose = mention is not None and is_audience(draft, mention)
    whose = whose or draft.sentence.word(first + 2) in PRONOUNS
    whose = whose and draft.sentence.word(first + 1) == "for"
    told = draft.sentence.word(first) in _TOLD_OF_THINGS
    return whose and first == 0 and not told and is_plural(draft.sentence.word(first))


def _is_narrowing(draft: Draft) -> bool:
    """Tell whether "only" or "just" picks from what is sought: "just jackets"."""
    return draft.sentence.word(0) in ("only", "just")


def _overlaps(one: str, other: str) -> bool:
    return lies_within(one, other) or lies_within(other, one)


def _names_subject(request: str) -> bool:
    return bool(request) and request.split(maxsplit=1)[0] not in JOINTS


def _is_another_thing(draft: Draft, said: list[int], before: Intent) -> bool:
    """Tell "now a blue mug" after bottles: a thing the shop's titles name, and another one."""
    noun, at = draft.sentence.word(said[-1]), said[-1]
    named = noun_stem(before.request.split()[-1]) if before.request else ""
    paths = draft.lexicon.titles.paths(noun)
    if compound := draft.lexicon.titles.paths(draft.sentence.word(at - 1), noun):
        paths, at = compound, at - 1  # "a coffee set"
    counted = noun in MEASURES or noun in _FRACTIONS
    if counted or not draft.lexicon.titles.names(noun) or noun_stem(noun) == named:
        return False
    sought = before.constraints.on(CATEGORY)
    if sought:
        elsewhere = _has_article(draft, at) and not any(
            _overlaps(path, old)
            for path in paths
            for constraint in sought
            for old in constraint.values
        )
        return elsewhere or is_added(draft, said[0], at + 1 + (at < said[-1]))
    return _begins(draft, said[0]) and draft.lexicon.titles.names(named)


def _has_article(draft: Draft, noun: int) -> bool:
    """Tell "a blue mug" from "with mug holder"."""
    at = noun - 1
    while draft.is_named(at):
        at -= 1
    return draft.sentence.word(at) in ("a", "an", "some", "now")


def _begins(draft: Draft, first: int) -> bool:
    """Tell whether nothing but an opening and qualities stands before a word."""
    return all(draft.sentence.word(at) in _OPENINGS or draft.is_named(at) for at in range(first))


def _is_for_another_place(draft: Draft, said: list[int], sought: list[str]) -> bool:
    """Tell "something for the kitchen" after jackets: a part of the shop, and another one."""
    paths = draft.lexicon.category((draft.sentence.word(said[0]),))
    apart = not any(_overlaps(path, old) for path in paths for old in sought)
    return is_what_for(draft, said[0]) and bool(paths) and apart


def is_what_for(draft: Draft, first: int) -> bool:
    """Tell what the thing is for and not what it is: "something for the kitchen"."""
    at = first - 1
    while draft.sentence.word(at) in ("the", "my", "our", "a"):
        at -= 1
    return draft.sentence.word(at) == "for" and draft.sentence.word(at - 1) in THINGS


def begins_with_for(draft: Draft, first: int) -> bool:
    """Tell "for a labrador" after a dog bed, which names no other thing."""
    at = first - 1
    while at > 0 and (draft.is_named(at) or draft.sentence.word(at) in _OWN):
        at -= 1
    return at == 0 and draft.sentence.word(at) == "for"


def _is_use(draft: Draft, first: int) -> bool:
    """Tell "it has to be for the city instead" from "looking for a lamp instead"."""
    at = first - 1
    while draft.sentence.word(at) in _AFTER_LEAD or draft.is_named(at):
        at -= 1
    led = draft.sentence.word(at - 1).endswith("ing")
    return draft.sentence.word(at) == "for" and not led


def _is_use_put_instead(draft: Draft, first: int) -> bool:
    """Tell "we're throwing a party instead", which says what for, from "lamps instead"."""
    at = draft.sentence.words.index("instead", first)
    uses = (one for one in draft.mentions if is_use_or_taste(one.field))
    return any(one.end == at for one in uses)


def _is_introduced(draft: Draft, first: int) -> bool:
    """Tell whether words of asking stand right before the first content word."""
    word = draft.sentence.word(first)
    if word in _NO_THINGS or word.endswith("est") or number_at(draft.sentence, first):
        return False  # "I want the best" is no other thing, nor is "I want two"
    if "instead" in draft.sentence.words[first : draft.sentence.clause_end(first)]:
        if _is_use(draft, first) or _is_use_put_instead(draft, first):
            return False
        if draft.lexicon.titles.names(word) or draft.sentence.word(first + 1) != "instead":
            return True
    at = first + 1
    if draft.sentence.word(at) in _ANY_THINGS:
        return False  # "how about sustainable stuff"
    at = first - 1
    if draft.sentence.words[max(0, first - 2) : first] == ("any", "for"):
        return False  # "any for trails" says what for
    while at >= 0 and (draft.sentence.word(at) in _AFTER_LEAD or draft.is_named(at)):
        at -= 1
    return any(
        (length := cue_at(draft, start, cues("subject.leads"))) and at < start + length <= first
        for start in range(max(0, at - 4), first)
    )
