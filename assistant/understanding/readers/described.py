"""Items pointed at by what they are like: "the black one", "the one with the hood"."""

from collections.abc import Sequence
from typing import Final

from assistant.understanding.readers.closer_named import bearing, of_size, so_called
from assistant.understanding.readers.draft import Draft, Mention, said_at
from assistant.understanding.readers.places import COUNTS, NOUNS, POINTERS, is_one_in_figures
from assistant.understanding.readers.sentence import Kind
from assistant.understanding.readers.titles import title_words, titled_at
from assistant.understanding.readers.verdicts import BEING, DEGREES, verdict_after
from assistant.understanding.readers.word_forms import is_plural, noun_stem
from assistant.understanding.readers.word_lists import cues, function_words, listed
from retrieval.constraints import CATEGORY, Constraint, Operator, Source
from retrieval.items import Item

_AFTER_COLOUR: Final = listed("or and is are vs versus than but looks please")
_ASKING: Final = listed("do does are is can will have has would")
_SHORTEST: Final = 3
_COLOURED: Final = listed("coloured colored colour color")
_SORTS: Final = listed("ones stuff things")
_JOINTS: Final = listed("or vs versus and")
_WEIGHING: Final = listed("which versus vs compare difference better")
_ALONE: Final = listed("only just stick")
_FARTHEST_ALONE: Final = 4
_LIKING: Final = listed("like love hate dislike not dont than compare between about")
_LONGEST_TITLE: Final = 4
_MOST_ADJECTIVES: Final = 3
_BEARING: Final = listed("with in that which has have thats made of from by for the a an")


def described_at(draft: Draft, at: int) -> int:
    """Read "the black one": a pointer, mentions, and "one" or a product word."""
    pointed = draft.sentence.word(at) in (*POINTERS, "both") and not draft.taken[at]
    pointed = pointed or is_them_of_a_thing(draft, at)
    opens = draft.sentence.is_mark(at - 1) or draft.sentence.word(at - 1) in _JOINTS
    if not draft.moment.shown or not (pointed or opens):
        return 0
    count = COUNTS.get(draft.sentence.word(at + 1), 0) if pointed else 0
    start = at + (2 if count else 1) if pointed else at
    start = _past_adjectives(draft, start) if pointed else start
    described = _described(draft, start)
    end = described[-1].end if described else start
    titled = pointed and _is_of_a_title(draft, end)
    noun = titled or draft.sentence.word(end) in NOUNS or is_one_in_figures(draft, end)
    headless = bool(described) and pointed and _is_headless(draft, described[-1])
    asked = _is_asked_of(draft, end + noun)
    if not described or not (noun or headless or asked or _names_by_itself(draft, described, end)):
        return 0
    judged = asked or _is_judged(draft, end) or _is_weighed(draft, at, end)
    needless = said_at(draft, end + noun, cues("stances.needless_after"))
    if asks_for_such(draft, at, end) or needless or not (pointed or judged):
        return 0  # "the waterproof thing isn't important"
    product = described[-1].field == CATEGORY
    found = fitting(draft, described) or _called_so(draft, described)
    if titled:
        stem = noun_stem(draft.sentence.word(end))
        found = tuple(item for item in found if stem in title_words(item.title))
    if not found or (product and len(found) == len(draft.moment.shown) > 1):
        return 0
    if count and count != len(found):
        return 0
    draft.mentions[:] = [mention for mention in draft.mentions if mention not in described]
    found = of_size(draft, at, start, so_called(draft, described[-1], found))
    return draft.refer(at, *bearing(draft, end + noun, found))


def is_them_of_a_thing(draft: Draft, at: int) -> bool:
    """Tell "them sand ones" and "them wellies" from "I want them black" and "use them running"."""
    if draft.sentence.word(at) != "them" or draft.taken[at] or not draft.moment.shown:
        return False
    described = _described(draft, at + 1)
    end = described[-1].end if described else at + 1
    if draft.sentence.word(end) in NOUNS:
        return bool(described)
    last = end - 1 if described and described[-1].field == CATEGORY else end
    several = is_plural(draft.sentence.word(last)) and last > at
    return several and titled_at(draft, at + 1, pointed=True)[0] > last


def _called_so(draft: Draft, described: Sequence[Mention]) -> tuple[Item, ...]:
    """Return the blue items titled a tent for "the blue tent", whatever else they are filed as."""
    if len(described) < 2 or described[-1].field != CATEGORY:  # noqa: PLR2004 - "blue tent"
        return ()
    stem = noun_stem(draft.sentence.word(described[-1].end - 1))
    fitted = fitting(draft, described[:-1])
    return tuple(item for item in fitted if stem in title_words(item.title))


def _is_of_a_title(draft: Draft, at: int) -> bool:
    """Tell the ornaments of "the glass ornaments", so called by a title shown, from other words."""
    word = draft.sentence.word(at)
    unread = at < len(draft.sentence) and not draft.taken[at] and word not in function_words()
    held = (title_words(item.title) for item in draft.moment.shown)
    return unread and len(word) > _SHORTEST and any(noun_stem(word) in title for title in held)


def _described(draft: Draft, start: int) -> list[Mention]:
    """Return the mentions that stand side by side from a token on."""
    described: list[Mention] = []
    while (mention := draft.mention_at(start)) is not None:
        described.append(mention)
        start = mention.end + (draft.sentence.word(mention.end) in _COLOURED)
        if mention.field == CATEGORY:
            break  # "is the blue tent waterproof"
    if described and draft.sentence.word(described[-1].end) in _COLOURED:
        described[-1].end += 1  # "the sand coloured ones"
    return described


def _past_adjectives(draft: Draft, start: int) -> int:
    """Return where the black of "that spindly black thing" stands, past what else it is called."""
    at = start
    while at - start < _MOST_ADJECTIVES and _may_be_adjective(draft, at):
        at += 1
    colour = draft.mention_at(at)
    if colour is None or colour.field != draft.lexicon.colours.field:
        return start
    return at if draft.sentence.word(colour.end) in NOUNS else start


def _may_be_adjective(draft: Draft, at: int) -> bool:
    if at >= len(draft.sentence) or draft.taken[at]:
        return False
    token = draft.sentence.tokens[at]
    said = token.text not in function_words() or token.text in DEGREES
    return said and token.kind is Kind.WORD


def _names_by_itself(draft: Draft, described: Sequence[Mention], end: int) -> bool:
    """Tell "the green jacket" and "the green or the yellow" from "the waterproof"."""
    return described[-1].field == CATEGORY or _is_colour_alone(draft, described, end)


def _is_colour_alone(draft: Draft, described: Sequence[Mention], end: int) -> bool:
    """Tell "the green or the yellow" from "the green jacket" and "in the black"."""
    of_colour = {mention.field for mention in described} == {draft.lexicon.colours.field}
    before = draft.sentence.word(described[0].start - 2)
    ends = draft.sentence.is_mark(end) or draft.sentence.word(end) in _AFTER_COLOUR
    needless = said_at(draft, end, cues("stances.needless_after"))
    return of_colour and ends and before != "in" and not needless


def _is_judged(draft: Draft, noun: int) -> bool:
    """Tell "pink ones? no way", "green one is nice" and "red one slaps" from "pink ones?"."""
    if draft.sentence.word(noun) not in NOUNS:
        return False
    word, after = draft.sentence.word(noun + 1), noun + 2
    answered = said_at(draft, after, cues("stances.rejections")) or said_at(
        draft, after, cues("pointing.acceptances")
    )
    verdict, end = verdict_after(draft, noun + 1, alone=True)
    told = verdict is not None and draft.sentence.is_mark(end)  # "gray one slaps"
    told = told or verdict_after(draft, noun + 1)[0] is not None  # "the gray one's a keeper"
    told = told or word in BEING or _is_said_to_be(draft, noun)
    return told or (word == "?" and answered > 0)


def _is_weighed(draft: Draft, start: int, noun: int) -> bool:
    """Tell "oak one or pine one, which is lighter" from "an oak one or a pine one"."""
    if draft.sentence.word(noun) not in NOUNS or _WEIGHING.isdisjoint(draft.sentence.words):
        return False
    after = draft.sentence.word(noun + 1) in _JOINTS
    before = draft.sentence.word(start - 1) in _JOINTS
    return after or (before and any(one.end == start - 1 for one in draft.references))


def _is_said_to_be(draft: Draft, noun: int) -> bool:
    """Tell the "one's" of "orange one's cute" from "orange ones"."""
    return noun < len(draft.sentence) and draft.sentence.phrase(noun, noun + 1)[-2:-1] in ("'", "’")


def _is_asked_of(draft: Draft, end: int) -> bool:
    """Tell "grey loafers, do they run small" from "grey loafers, do you have any"."""
    parted = draft.sentence.is_mark(end) and draft.sentence.word(end + 2) in ("they", "it")
    return parted and draft.sentence.word(end + 1) in _ASKING


def asks_for_such(draft: Draft, start: int, end: int) -> bool:
    """Tell "show me the black ones", which asks for a list of them, from pointing at some.

    So do "I only want the foam things" and "gimme the handmade stuff only".
    """
    first = max(draft.sentence.clause_start(start), start - _FARTHEST_ALONE)
    clause = draft.sentence.words[first:start]
    led = clause[-1:] in (("me",), ("see",)) or not _ALONE.isdisjoint(clause)
    led = led and _LIKING.isdisjoint(clause)
    some = draft.sentence.word(end) in _SORTS
    return some and (led or draft.sentence.word(end + 1) in _ALONE)


def bearing_at(draft: Draft, at: int) -> int:
    """Read "the one with the hood" and "the one in green": one of those shown that has it."""
    end = at + 2 if draft.sentence.word(at) in POINTERS else at
    if end == at or draft.sentence.word(at + 1) not in NOUNS or not draft.is_free(at, end):
        return 0
    start = end
    while draft.sentence.word(end) in _BEARING or _is_of_that(draft, end):
        end += 1
    mention = draft.mention_at(end)
    if end > start and mention is None:
        return _titled(draft, at, end)
    if end == start or mention is None or mention.field == CATEGORY:
        return 0
    found = fitting(draft, [mention])
    if not found or len(found) == len(draft.moment.shown):
        return 0
    draft.mentions.remove(mention)
    return draft.refer(at, mention.end, found)


def _titled(draft: Draft, at: int, start: int) -> int:
    """Read "the one with the storm hood", which a title shown has in it."""
    end, items = titled_at(draft, start, pointed=True)
    return draft.refer(at, end, items) if items else 0


def _is_of_that(draft: Draft, at: int) -> bool:
    """Tell "the one that is leather" from "that one is leather"."""
    return draft.sentence.word(at) == "is" and draft.sentence.word(at - 1) in ("that", "which")


def described_before_at(draft: Draft, at: int) -> int:
    """Read "black that one" and "that one black", as Chinese says them.

    Where none is called all that is said, what stands before "that one" points: 黑色那个皮的.
    """
    said = draft.sentence.words[at : at + 2] in (("that", "one"), ("this", "one"))
    chinese = said and draft.sentence.is_chinese(at)
    if not chinese or draft.taken[at] or not draft.moment.shown:
        return 0
    start, end = at, at + 2
    described: list[Mention] = []
    while before := next((m for m in draft.mentions if m.end == start), None):
        described.append(before)
        start = before.start
    led = tuple(described)
    while (after := draft.mention_at(end)) is not None:
        if not _describes(draft, after) or (start < at and not _is_headless(draft, after)):
            break
        described.append(after)
        end = after.end
    coloured = [one for one in described if one.field == draft.lexicon.colours.field]
    found = next(filter(None, (fitting(draft, s) for s in (described, led, coloured) if s)), ())
    if not found:
        return _titled_beside(draft, at)
    draft.mentions[:] = [mention for mention in draft.mentions if mention not in described]
    return draft.refer(start, end, found)


def _titled_beside(draft: Draft, at: int) -> int:
    """Read 洋甘菊那款 and 那款 Cora, whose title is told by the words beside "that one"."""
    end, items = titled_at(draft, at + 2, pointed=True)
    if items:
        draft.mentions[:] = [one for one in draft.mentions if not at <= one.start < end]
        return draft.refer(at, end, items)
    for start in range(max(0, at - _LONGEST_TITLE), at):
        end, items = titled_at(draft, start, pointed=True)
        if items and end == at:
            draft.mentions[:] = [one for one in draft.mentions if not start <= one.start < at]
            return draft.refer(start, at + 2, items)
    return 0


def _describes(draft: Draft, mention: Mention) -> bool:
    """Tell the black of 那双黑色的 from what 这件透气吗 asks."""
    behind = draft.sentence.tokens[mention.end - 1].end
    led = draft.sentence.plain[behind - 1 : behind + 1]
    return "的" in led or mention.field == draft.lexicon.colours.field


def _is_headless(draft: Draft, mention: Mention) -> bool:
    """Tell the 灰色的 of 两个灰色的哪个大, a thing so called, from what 那双黑色的吗 asks."""
    end = draft.sentence.tokens[mention.end - 1].end
    behind = draft.sentence.plain[end - 1 : end + 2]
    return draft.sentence.is_chinese(mention.end - 1) and "的" in behind and "吗" not in behind


def fitting(draft: Draft, described: Sequence[Mention]) -> tuple[Item, ...]:
    """Return the items shown that fit; of a beige and a cream one the beige is "the beige one"."""
    found = tuple(item for item in draft.moment.shown if all(fits(m, item) for m in described))
    field = draft.lexicon.colours.field
    said = {" ".join(draft.sentence.words[m.start : m.end]) for m in described if m.field == field}
    exact = tuple(item for item in found if field and said & set(item.values(field)))
    return exact or found


def fits(mention: Mention, item: Item) -> bool:
    """Tell whether an item has what a mention names, in any of its meanings."""
    blank = Source(0, "")
    meanings = [(m.field, m.values) for m in mention.options] or [(mention.field, mention.values)]
    return any(
        Constraint(field, Operator.ANY_OF, blank, values).allows(item) for field, values in meanings
    )
