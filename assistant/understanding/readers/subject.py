"""What is sought, in words: what no other idea has read, and product words.

The request holds each word that became no constraint and no preference, and the
product words, so that removing a chip leaves no trace of it in the request.

A turn opens a new subject (``Describe(afresh=True)``) where nothing was
understood before; where it names a category that neither contains nor lies in
the one sought; where it names a category and the request so far named something
else without one (except after "just" or "only"); and where words of asking
("show me", "do you have", "what about") or "instead" introduce a noun the
catalogue has no category for. Otherwise its words add to the request.
"""

import re
from itertools import pairwise
from typing import Final

from assistant.intent import Describe, Intent, StartOver
from assistant.understanding.readers.audience import is_audience
from assistant.understanding.readers.draft import Draft, Mention, Stance, cue_at, is_said
from assistant.understanding.readers.numbers import number_at
from assistant.understanding.readers.persons import OCCASIONS, PRONOUNS
from assistant.understanding.readers.places import ORDINAL_ENDS
from assistant.understanding.readers.sentence import Kind
from assistant.understanding.readers.word_forms import is_plural, noun_stem
from assistant.understanding.readers.word_lists import (
    broader_words,
    common_words,
    cues,
    function_words,
    listed,
    synonyms,
)
from retrieval.constraints import CATEGORY, Operator, lies_within

_AFTER_LEAD: Final = listed("a an the some any my new your nice good me for also other now")
_JOINTS: Final = listed("for with of to without")
_GIFTS: Final = listed("gift gifts present presents pressie pressies prezzie prezzies")
_PEOPLE: Final = listed(
    "person people friend friends colleague colleagues coworker coworkers bestie besties mates "
    "pals flatmate housemate roommate neighbour neighbor neighbours neighbors teacher boss cousin "
    "cousins"
)
_DROPPED: Final = _GIFTS | _PEOPLE | {"instead", "bad"}
_DEVOTEES: Final = listed(
    "lover lovers fan fans addict addicts enthusiast enthusiasts fanatic nut geek freak loving mad"
)
_FARTHEST_FOR: Final = 4
_THINGS: Final = _GIFTS | listed("something anything things stuff")
_ANY_THINGS: Final = listed("stuff ones things one options")
_NO_THINGS: Final = listed(
    "best better nicer top quality premium latest cool good classy fancy cute pretty"
)
_MASHED: Final = re.compile(
    r"asdf|sdfg|dfgh|fghj|ghjk|hjkl|zxcv|xcvb|cvbn|vbnm|rtyui|tyuio|yuiop|(.)\1{3}"
    r"|^[b-df-hj-np-tv-xz]{5,}$"
)
"""Keys struck in a row ("asdfgh"), one held down, or what nobody can say ("xkcdf")."""
_OPENINGS: Final = listed("a an some the my and now then also ok okay next so please")


def describe(draft: Draft) -> bool:
    """Note the words of the request; return whether the turn opens a subject."""
    before = _intent_before(draft)
    said = _said(draft)
    words = _new_words(draft, said, before)
    opens = _opens(draft, said, before)
    adds_use = not opens and bool(before.request) and words and _begins_with_for(draft, said[0])
    if words and (adds_use or _is_what_for(draft, said[0])):
        words.insert(0, "for")
    if not words and _seeks_anew(draft, before):
        draft.add(0, Describe("", afresh=True))
        return True
    if words:
        draft.add(said[0], Describe(" ".join(words), afresh=opens))
    return opens and bool(words)


def _seeks_anew(draft: Draft, before: Intent) -> bool:
    """Tell "a gift for mum" after shoes, and "something for dad" after what is not carried.

    "Not polyester" refines what is not carried, and seeks nothing else.
    """
    if before.request:
        return _seeks_gift(draft)
    seeking = is_said(draft, cues("subject.leads"), 0, len(draft.sentence))
    return bool(before.lacking) and (seeking or not _THINGS.isdisjoint(draft.sentence.words))


def _seeks_gift(draft: Draft) -> bool:
    """Tell "a gift for mum" after shoes: what it is for is all that is said of it."""
    opening = next(
        (word for word in draft.sentence.words if word not in (*_AFTER_LEAD, "need", "i", "want")),
        "",
    )
    return opening in _GIFTS


def is_unheard_of(draft: Draft) -> bool:
    """Tell whether the turn holds two words or more and the shop knows none of them.

    "Unicorn saddle" and "asdf qwer" are no refinement of jackets. One such word may
    be a taste ("preppy"), which the meaning of the items speaks to, if it is a word.
    """
    words = [token for token in draft.sentence.tokens if token.kind is not Kind.MARK]
    several = len(words) > 1 or any(_MASHED.search(token.text) for token in words)
    return several and not any(
        taken
        or (len(token.text) > 1 and token.text in common_words())
        or draft.lexicon.titles.holds(token.text)
        for token, taken in zip(draft.sentence.tokens, draft.taken, strict=True)
        if token.kind is not Kind.MARK
    )


def _intent_before(draft: Draft) -> Intent:
    fresh = any(isinstance(operation, StartOver) for _, operation in draft.operations)
    return Intent() if fresh else draft.moment.intent


def _said(draft: Draft) -> list[int]:
    """Return the indices of the tokens that say what is sought."""
    named = {
        at
        for mention in _wanted_categories(draft)
        for at in range(mention.start, mention.end)
        if draft.sentence.tokens[at].kind is not Kind.MARK
    }
    content = [
        at
        for at, token in enumerate(draft.sentence.tokens)
        if at in named
        or (
            not draft.taken[at]
            and not draft.asked[at]
            and token.kind in (Kind.WORD, Kind.NUMBER)
            and token.text not in function_words()
            and token.text not in _DROPPED
            and token.text not in cues("stances.ugly")
            and not _is_devotee(draft, at)
            and not _is_occasion(draft, at)
            and not _is_times(draft, at)
        )
    ]
    return sorted({*content, *_joints(draft, content)})


def _is_devotee(draft: Draft, at: int) -> bool:
    """Tell the person who gets it from a thing: "a gift for a coffee lover"."""
    before = draft.sentence.words[max(0, at - _FARTHEST_FOR) : at]
    return draft.sentence.word(at) in _DEVOTEES and "for" in before[:-1]


def _is_occasion(draft: Draft, at: int) -> bool:
    """Tell the "birthday" of "a birthday gift" and "something for her birthday" from a thing's.

    Candles, and "birthday candles", are asked for as they are said; who "has a birthday"
    asks for neither.
    """
    led = draft.sentence.words[max(0, at - 2) : at]
    while draft.sentence.is_number(at) or draft.sentence.word(at) in ORDINAL_ENDS:
        at += 1  # "40th birthday"
    following = draft.sentence.word(at + 1)
    ends = draft.sentence.is_mark(at + 1) or following in function_words()
    given = "for" in draft.sentence.words[draft.sentence.clause_start(at) : at]
    alone = ends and given and not _THINGS.isdisjoint(draft.sentence.words)
    alone = alone and bool(draft.mentions)  # else it is all that is known
    named = draft.sentence.word(at) in OCCASIONS
    had = led[-1:] == ("a",) and led[0] in ("has", "have", "having")
    return named and (alone or had or following in (*_GIFTS, "surprise"))


def _is_times(draft: Draft, at: int) -> bool:
    """Tell the x of "2m x 3m" and "45x45" from a word."""
    is_number = draft.sentence.is_number
    measured = is_number(at - 1) or is_number(at - 2)
    return draft.sentence.word(at) == "x" and measured and is_number(at + 1)


def _joints(draft: Draft, content: list[int]) -> list[int]:
    """Return the prepositions that join one content word to the next."""
    found: list[int] = []
    for first, second in pairwise(content):
        between = range(first + 1, second)
        joints = [
            at for at in between if draft.sentence.word(at) in _JOINTS and not draft.taken[at]
        ]
        if joints and not any(draft.sentence.is_mark(at) for at in range(joints[-1], second)):
            found.append(joints[-1])
    return found


def _new_words(draft: Draft, said: list[int], before: Intent) -> list[str]:
    """Return the words, less product words that the request has in another form."""
    known = {noun_stem(word.casefold()) for word in before.request.split()}
    words = [draft.sentence.word(at) for at in said]
    opens = _opens(draft, said, before)
    return words if opens else [word for word in words if noun_stem(word) not in known]


def _wanted_categories(draft: Draft) -> list[Mention]:
    return [
        mention
        for mention in draft.mentions
        if mention.field == CATEGORY
        and not is_audience(draft, mention)
        and mention.stance in (Stance.WANTED, Stance.WISHED)
        and not draft.asked[mention.start]
    ]


def _opens(draft: Draft, said: list[int], before: Intent) -> bool:
    if before.seeks_nothing or _seeks_gift(draft):
        return True
    sought = [
        v
        for c in before.constraints.on(CATEGORY)
        if c.operator is Operator.ANY_OF
        for v in c.values
    ]
    named = [value for mention in _wanted_categories(draft) for value in mention.values]
    if named:
        if _is_narrowing(draft):
            return False
        if sought and _is_put_instead(draft, before):
            return True
        if sought:
            return not any(_overlaps(new, old) for new in named for old in sought)
        return _names_subject(before.request) or bool(before.lacking)
    return bool(said) and (
        _is_introduced(draft, said[0])
        or _is_another_thing(draft, said, before)
        or _is_for_somebody(draft, said[0])
        or _is_for_another_place(draft, said, sought)
    )


def _is_put_instead(draft: Draft, before: Intent) -> bool:
    """Tell "tea instead" after coffee, which a shop may keep in one category.

    So does "make it an armchair" after a sofa; a parka after jackets is one of them.
    """
    known = {noun_stem(word.casefold()) for word in before.request.split()}
    return any(
        known.isdisjoint(_wider(draft.sentence.word(mention.end - 1)))
        and (draft.sentence.word(mention.end) == "instead" or _is_made(draft, mention.start))
        for mention in _wanted_categories(draft)
    )


def _wider(noun: str) -> frozenset[str]:
    """Return what a thing is called in a word, also by what it is one of: a parka, a jacket."""
    stem = noun_stem(noun)
    names = (stem, *broader_words().get(stem, ()), *synonyms().get(stem, ()))
    return frozenset(noun_stem(name) for name in names)


def _is_made(draft: Draft, at: int) -> bool:
    """Tell whether "make it a" stands before a token."""
    at -= draft.sentence.word(at - 1) in ("a", "an", "some")
    return draft.sentence.words[max(0, at - 2) : at] in (("make", "it"), ("make", "that"))


def _is_for_somebody(draft: Draft, first: int) -> bool:
    """Tell "books for him?", a thing the shop has no word for, from "softer for him"."""
    mention = draft.mention_at(first + 1)
    whose = mention is not None and is_audience(draft, mention)
    whose = whose or draft.sentence.word(first + 2) in PRONOUNS
    whose = whose and draft.sentence.word(first + 1) == "for"
    return whose and first == 0 and is_plural(draft.sentence.word(first))


def _is_narrowing(draft: Draft) -> bool:
    """Tell whether "only" or "just" picks from what is sought: "just jackets"."""
    return draft.sentence.word(0) in ("only", "just")


def _overlaps(one: str, other: str) -> bool:
    return lies_within(one, other) or lies_within(other, one)


def _names_subject(request: str) -> bool:
    return bool(request) and request.split(maxsplit=1)[0] not in _JOINTS


def _is_another_thing(draft: Draft, said: list[int], before: Intent) -> bool:
    """Tell "now a blue mug" after bottles: a thing the shop's titles name, and another one."""
    noun, at = draft.sentence.word(said[-1]), said[-1]
    named = noun_stem(before.request.split()[-1]) if before.request else ""
    paths = draft.lexicon.titles.paths(noun)
    if compound := draft.lexicon.titles.paths(draft.sentence.word(at - 1), noun):
        paths, at = compound, at - 1  # "a coffee set"
    if not draft.lexicon.titles.names(noun) or noun_stem(noun) == named:
        return False
    sought = before.constraints.on(CATEGORY)
    if sought:
        return _has_article(draft, at) and not any(
            _overlaps(path, old)
            for path in paths
            for constraint in sought
            for old in constraint.values
        )
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
    return _is_what_for(draft, said[0]) and bool(paths) and apart


def _is_what_for(draft: Draft, first: int) -> bool:
    """Tell what the thing is for and not what it is: "something for the kitchen"."""
    at = first - 1
    while draft.sentence.word(at) in ("the", "my", "our", "a"):
        at -= 1
    return draft.sentence.word(at) == "for" and draft.sentence.word(at - 1) in _THINGS


def _begins_with_for(draft: Draft, first: int) -> bool:
    """Tell "for a labrador" after a dog bed, which names no other thing."""
    at = first - 1
    while draft.sentence.word(at) in ("the", "my", "our", "a", "an"):
        at -= 1
    return at == 0 and draft.sentence.word(at) == "for"


def _is_introduced(draft: Draft, first: int) -> bool:
    """Tell whether words of asking stand right before the first content word."""
    word = draft.sentence.word(first)
    if word in _NO_THINGS or word.endswith("est") or number_at(draft.sentence, first):
        return False  # "I want the best" is no other thing, nor is "I want two"
    if "instead" in draft.sentence.words[first:]:
        return draft.lexicon.titles.names(word) or draft.sentence.word(first + 1) != "instead"
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
