"""Whether a product word is the head of its phrase: what is sought, not what that is for."""

from typing import Final

from assistant.intent import Set
from assistant.understanding.readers.audience import PETS
from assistant.understanding.readers.catchwords import is_of_catchwords
from assistant.understanding.readers.corrections import is_swapped
from assistant.understanding.readers.cuts import is_cut
from assistant.understanding.readers.draft import Draft, said_at
from assistant.understanding.readers.fields import PLAIN_FIELDS, SIZE_WORDS
from assistant.understanding.readers.lexicon import LONGEST_PHRASE
from assistant.understanding.readers.narrowing import FEASTS, SECTIONS
from assistant.understanding.readers.numbers import number_at
from assistant.understanding.readers.persons import POSSESSIVES, is_relation
from assistant.understanding.readers.rooms import is_room_sought
from assistant.understanding.readers.sentence import Kind
from assistant.understanding.readers.word_forms import noun_key, noun_stem
from assistant.understanding.readers.word_lists import ambiguous_kinds, cues, function_words, listed
from retrieval.constraints import CATEGORY, PRICE
from retrieval.title_nouns import COLLECTIVES

_USE_BEFORE: Final = listed(
    "for go going goes walk walks like likes love loves enjoy enjoys into while when with doing "
    "matches matching who after before he she i we they"
)
_KEEPING: Final = listed(
    "walk walks walking feed feeding foster fostering train training breed keep keeps mind minding "
    "groom grooming adopted adopting rescued"
)
"""What is done with animals, for whom nothing need be sought."""
_PLACES: Final = listed("on under underneath beside near behind over above inside in at next")
_REDUCTIONS: Final = listed("discount discounts deal deals offer offers sale sales money")
_SPENDING: Final = listed("spend spending pay paying blow splash drop part")
_PAYING: Final = listed("pay spend paying spending")
_FARTHEST_PAID: Final = 20
"""How many words of a sum and what is thought of it may stand before "for a lamp"."""
_OWNERS: Final = POSSESSIVES | {"your"}
_DETERMINERS: Final = _OWNERS | {"the", "a", "an"}
_SKIPPED_BEFORE: Final = _DETERMINERS | listed("some any of to lots")
_WANTING: Final = listed("like want need love going something anything how able trying")
_PURPOSES: Final = listed(
    "store hold carry keep protect clean organise organize hang match accompany decorate put cover "
    "transport fix repair wash dry style polish charge mount"
)
_DOES: Final = listed("keeps holds makes fits carries stores protects suits cleans cuts cooks")
_THAT: Final = listed("that which it really also always actually")
ENDS: Final = listed(
    "died broke broken leaked leaks fell ripped tore stopped smashed shrank cracked gave packed "
    "burnt burned collapsed snapped jammed burst failed rusted chipped"
)
"""Words that tell the end of a thing: "the kettle died"."""
_SAID_OF_IT: Final = ENDS | listed("needs wore bad came went blew exploded seems sounds feels")
_SAID_AFTER: Final = PLAIN_FIELDS | listed("fit sleeve length neckline skin hair")
"""Fields whose values are said after a thing as well: "wallet slim", "dress midi"."""
_SIZED: Final = SIZE_WORDS | listed(
    "single double twin queen king superking kingsize thick thin round square oval tall narrow "
    "deep soft big tiny heavy"
)
"""What a thing's size or shape is called, also after the thing: "bedding set double"."""
HOLDING: Final = listed(
    "sleeps sleep seats seat seating fits fit holds hold accommodates accommodate houses"
)
_ADVERBS: Final = ("lly", "tely", "ntly", "enly", "bly")
_SHORTEST_ADVERB: Final = 6
_ONES: Final = ("one", "ones", "something", "anything", "things")
_LEAST_BEFORE: Final = 2
"""How many words before a thing at least name what a clause beside it tells of."""
_IN_TURN: Final = frozenset({"first", "next"})
_OPENINGS: Final = listed("just also only still really hi hello hey , . ! and so mainly")
_TELLERS: Final = listed("i im ive we were my our he she they need needs want")
_AT_HOME: Final = (("in", "bed"), ("at", "table"), ("at", "home"), ("from", "home"))
"""Where somebody is or works, which names no thing."""
_INTO: Final = listed("interested come comes available")
"""With these "in" leads to what is sought: "interested in a bag"."""
_MOST_QUALITIES: Final = 2
_LEFT: Final = listed("left over spare aside")
"""What is said of money that somebody still has."""
_PLAYING: Final = listed(
    "school church jazz rock brass marching big house cover tribute punk folk pop indie youth "
    "college blues gospel town village pipe dance ceilidh"
)
_PLAYS: Final = listed("i we he she they plays play needs rehearses practises practices tours lost")
_HERE: Final = listed("here around online")
_EVENTS: Final = listed(
    "dinner lunch breakfast brunch supper meal feast party parties do eve day morning evening "
    "night weekend week holiday holidays break dance concert play market fair visit visitors "
    "guests trip roast baking shopping disco"
)
"""What is held at a feast, for which no feast's own things are sought: "Christmas dinner"."""
_HEARTILY: Final = listed("really also very much rather quite dearly just actually so too")
_LIKING: Final = listed("id would should might could i we wed youd do")
_ASKED: Final = listed("me us him her them you")
_SEEKS_FOR: Final = listed(
    "look looking looks search searching shop shopping hunt hunting ask asking need market care "
    "asks asked begged begging looked searched wish wishes wished wishing longing range price "
    "prices but budget size limit maximum mark requirement requirements criteria specs "
    "specification wishlist"
)


def is_head(draft: Draft, start: int, end: int) -> bool:
    """Tell whether a product word is what is sought and not what it is for or part of."""
    before = start - 1
    while draft.sentence.word(before) in _SKIPPED_BEFORE or _counts(draft, before):
        before -= 1
    lead = "" if before >= 0 and draft.taken[before] else draft.sentence.word(before)
    if lead == "matching" and before == start - 1 and not _follows_a_thing(draft, before):
        lead = ""  # "a matching tank"
    compared = lead == "than" and draft.sentence.word(start - 1) in _OWNERS
    kept = draft.sentence.word(before) in _KEEPING and draft.sentence.word(start) in PETS
    shared = lead == "and" and before > 1 and draft.sentence.word(before - 2) == "for"
    ranked = draft.sentence.word(start) == "top" and number_at(draft.sentence, end) is not None
    used = lead in _USE_BEFORE and not is_room_sought(draft, start, end)
    if compared or shared or kept or ranked or (used and not _is_sought(draft, before)):
        return False  # "for me and the dog", "cost more than my car", "the top 5"
    if (
        _is_place(draft, before, start, end)
        or _is_of_a_purpose(draft, before, start)
        or _is_in_a_relative_clause(draft, start)
    ):
        return False
    refuses = said_at(draft, end, cues("stances.refusals")) > 0  # "a coat minus the fur"
    times = draft.sentence.word(end) == "x" and draft.sentence.is_number(end + 1)  # "cable x10"
    compares = draft.sentence.word(end + 1) == "than"  # "a tent lighter than 3 kg"
    if draft.sentence.is_mark(end) or draft.taken[end] or times or refuses or compares:
        return True
    if _tells_of_it(draft, end) or _leads_all(draft, start, end) or _is_no_part(draft, end):
        return True
    following = draft.sentence.tokens[end]
    if following.kind is not Kind.WORD or following.text in function_words() | _IN_TURN:
        return True
    return _names_something(draft, end)


def _counts(draft: Draft, at: int) -> bool:
    """Tell the number of "with two dogs" and "I walk two dogs" from that of "for 2 chairs"."""
    led = draft.sentence.word(at - 1) == "with" or draft.sentence.word(at - 1) in _KEEPING
    return led and number_at(draft.sentence, at) is not None


def _follows_a_thing(draft: Draft, at: int) -> bool:
    """Tell "a rug matching curtains" from "matching curtains" and "a matching rug"."""
    return any(one.end == at and one.field == CATEGORY for one in draft.mentions)


def _is_in_a_relative_clause(draft: Draft, start: int) -> bool:
    """Tell the cats of "a sofa that my cats can't climb" from "show me that sofa"."""
    if draft.sentence.word(start - 1) == "that" and draft.sentence.word(start - 2) in _ONES:
        return True  # "dark ones that block light"
    owned = draft.sentence.word(start - 1) in _OWNERS
    return owned and draft.sentence.word(start - 2) in ("that", "which") and start > _LEAST_BEFORE


def _leads_all(draft: Draft, start: int, end: int) -> bool:
    """Tell "knife set", "fishing gear", "Easter eggs", "the kettle died" from "shoe laces"."""
    following = draft.sentence.word(end)
    how = len(following) >= _SHORTEST_ADVERB and following.endswith(_ADVERBS)
    how = how or draft.sentence.word(end + 1) == "enough"  # "a blanket big enough for two"
    collected = noun_stem(following) in COLLECTIVES or following in SECTIONS
    feast = draft.sentence.word(start) in FEASTS and following not in _EVENTS
    return how or collected or feast


def _is_of_a_purpose(draft: Draft, before: int, start: int) -> bool:
    """Tell "to store shoes" and "to treat myself" from "to buy shoes" and "switch to boots"."""
    if draft.sentence.word(start - 1) == "to":
        return draft.sentence.word(start - 2) in _WANTING
    if draft.sentence.word(before) in _DOES and draft.sentence.word(before - 1) in _THAT:
        return True  # "a mug that keeps tea warm"
    return draft.sentence.word(before - 1) == "to" and draft.sentence.word(before) in _PURPOSES


def _is_place(draft: Draft, before: int, start: int, end: int) -> bool:
    """Tell where a thing goes from what is sought: "a throw for on the sofa"."""
    reduced = draft.sentence.word(before - 1) in _REDUCTIONS
    reduced = reduced or any(word in _SPENDING for word in draft.sentence.words[:before])
    if any(draft.sentence.says(start - 1, *place) for place in _AT_HOME):
        return True
    reduced = reduced or _is_paid(draft, before)  # "a hundred on a watch"
    pointed = _determiner_before(draft, start)
    before = before if pointed == start - 1 else pointed - 1
    placed = draft.sentence.word(before) in _PLACES and before > 0 and not reduced
    placed = placed and draft.sentence.word(before - 1) not in _INTO
    return placed and pointed > 0 and draft.sentence.word(end) not in SECTIONS


def _determiner_before(draft: Draft, start: int) -> int:
    """Return the place of the "a" of "in a small bag", where something else is sought; else 0."""
    at = start - 1
    sought = bool(draft.moment.intent.constraints.on(CATEGORY))
    while sought and start - at <= _MOST_QUALITIES and _is_quality(draft, at):
        at -= 1
    return at if draft.sentence.word(at) in _DETERMINERS else 0


def _is_quality(draft: Draft, at: int) -> bool:
    word = draft.sentence.word(at)
    return not draft.sentence.is_mark(at) and word not in function_words()


def _is_sought(draft: Draft, at: int) -> bool:
    """Tell whether "for", "like" or "go" belongs to words of seeking: "looking for"."""
    word, before = draft.sentence.word(at), draft.sentence.word(at - 1)
    if word == "for" and before in _HERE | _ASKED:
        before = draft.sentence.word(at - 2)  # "look here for boots", "asked me for boots"
    if word == "for":
        seeks = before in _SEEKS_FOR or before == ""
        return seeks or is_swapped(draft, at) or _is_paid(draft, at) or _is_said_of_it(draft, at)
    if word == "after":
        wanting = before in ("im", "am", "are", "were", "is", "hes", "shes")
        wanting = wanting or is_relation(before)  # "my gran's after a scarf"
        return wanting or _opens_with_it(draft, at)
    if word == "with":
        helped = before == "help" or draft.sentence.word(at - 2) == "help"
        return helped or before in ("over", "again", "scratch", "afresh", "do")
    if word in ("like", "love"):
        while before in _HEARTILY:
            at -= 1
            before = draft.sentence.word(at - 1)
        return before in _LIKING | {"something", "anything"}
    return False


def _opens_with_it(draft: Draft, at: int) -> bool:
    """Tell "just after a mug", all that is said, from "after a run I need a drink"."""
    opens = all(word in _OPENINGS for word in draft.sentence.words[:at])
    return opens and _TELLERS.isdisjoint(draft.sentence.words)


def _is_paid(draft: Draft, at: int) -> bool:
    """Tell "two hundred bucks left for a suitcase" and "what I'd pay for a lamp is 60"."""
    while draft.sentence.word(at - 1) in _LEFT:
        at -= 1
    prices = [
        start
        for start, operation in draft.operations
        if isinstance(operation, Set) and operation.constraint.field == PRICE
    ]
    pays = bool(prices) and draft.sentence.word(at - 1) in _PAYING
    near = (start for start in prices if 0 < at - start <= _FARTHEST_PAID)
    return pays or any(all(draft.taken[start:at]) for start in near)


def _is_said_of_it(draft: Draft, at: int) -> bool:
    """Tell "size l, it's for a jacket", where nothing else says what is sought."""
    named = any(mention.field == CATEGORY for mention in draft.mentions)
    led = draft.sentence.word(at - 1) == "its" or draft.sentence.says(at - 2, "it", "is")
    return led and not named and draft.moment.intent.seeks_nothing


def _tells_of_it(draft: Draft, at: int) -> bool:
    """Tell "the kettle died" and "sleeping bag weight under 1 kg" from "watch strap"."""
    if draft.sentence.word(at) in _SAID_OF_IT | _DOES:
        return True
    if draft.sentence.word(at) in HOLDING and number_at(draft.sentence, at + 1) is not None:
        return True  # "table seats 6"
    limits = (cues("prices.under"), cues("prices.over"), cues("prices.at_most"))
    told = any(said_at(draft, at + 1, table) for table in limits)
    told = told or draft.sentence.is_number(at + 1)  # "dining table seats 6"
    return draft.sentence.word(at) in draft.moment.vocabulary.attributes and told


def _is_no_part(draft: Draft, at: int) -> bool:
    """Tell the trainers of "trainers comfy for work", in the plural, from "trainer socks"."""
    word = draft.sentence.word(at - 1)
    many = noun_stem(word) != word and word not in FEASTS
    return many and not draft.lexicon.titles.names(draft.sentence.word(at))


def _names_something(draft: Draft, at: int) -> bool:
    for length in range(min(LONGEST_PHRASE, len(draft.sentence) - at), 0, -1):
        said = draft.sentence.words[at : at + length]
        if (
            said in draft.lexicon.brands
            or " ".join(said) in draft.lexicon.colours.names
            or draft.lexicon.category(said)
            or (said[0] in _SIZED and is_of_catchwords(draft, at))
            or any(
                m.field in _SAID_AFTER or is_cut(m.field, m.values)
                for m in draft.lexicon.attribute(said)
            )
        ):
            return True
    return False


def is_another_thing(draft: Draft, start: int, end: int) -> bool:
    """Tell the pumps of "bicycle pumps" and the cans of "cans of paint" from shoes and headphones.

    Where the catalogue itself uses the word, it means what the catalogue does.
    """
    said = draft.sentence.words[start:end]
    if said in (("band",), ("choir",)):
        return _is_of_players(draft, start)
    if said == ("electronic",):  # a quality, whatever the shop calls "Electronics"
        return not draft.sentence.is_mark(end)
    if (
        end - start > 1
        or said[0] not in ambiguous_kinds()
        or noun_key(said) in draft.lexicon.categories
    ):
        return False
    before = draft.sentence.tokens[start - 1] if start else None
    qualified = (
        before is not None
        and before.kind is Kind.WORD
        and not draft.taken[start - 1]
        and before.text not in function_words()
    )
    return qualified or draft.sentence.word(end) == "of"


def _is_of_players(draft: Draft, at: int) -> bool:
    """Tell the band of "our school band" and "my band plays", people, from "a gold band"."""
    before, after = draft.sentence.word(at - 1), draft.sentence.word(at + 1)
    return before in _PLAYING or (before in _DETERMINERS and after in _PLAYS)
