"""What is worth saying of an item, most important first, before any language."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Final

from assistant.bounds import is_stated
from assistant.grounding.evidence import (
    CATEGORY,
    DESCRIPTION,
    Evidence,
    gather,
    is_aside,
    normalise_lines,
    sentences,
)
from assistant.grounding.lexicon import broader, neutral_stems
from assistant.grounding.list_claims import (
    Measure,
    count_of,
    price_of,
    rating_of,
    reduction_of,
    stands_out,
)
from assistant.grounding.numeric_claims import LOW_STOCK
from assistant.grounding.price_claims import percent_off
from assistant.grounding.tokens import tokens
from assistant.intent import Intent
from assistant.understanding.readers.fields import MEASURES
from ranking.ranked import RankedItem
from retrieval.constraints import PRICE, Constraint, Operator
from retrieval.items import Availability, Item
from retrieval.title_nouns import title_nouns


class Topic(StrEnum):
    """What a fact is about."""

    QUALITY = "feature"
    COLOUR = "colour"
    MATERIAL = "material"
    PATTERN = "pattern"
    ACTIVITY = "activity"
    SEASON = "season"
    AUDIENCE = "audience"
    STYLE = "style"
    SIZE = "size"
    OTHER = "other"
    PRICE = "price"
    RATING = "rating"
    CHEAPEST = "cheapest"
    BEST_RATED = "best_rated"
    MOST_RATED = "most_rated"
    MOST_REDUCED = "most_reduced"
    LOW_STOCK = "low_stock"
    UNAVAILABLE = "unavailable"
    MATCH = "match"
    PHOTO = "photo"
    BRAND = "brand"
    CATEGORY = "category"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is true of an item.

    Attributes:
        topic: What it is about.
        values: The words that fill it: feature values, a brand, ...
        name: The attribute, for ``OTHER``.
        excluded: For a colour: the colour that the shopper ruled out.
        amount: The price, or the rating.
        before: The price before its reduction.
        bound: What the shopper would pay at most, if the price is within it.
        currency: Of the amounts, where they are money.
        count: Ratings, pieces left, percent of reduction, or the list's length.
        asked: Whether the shopper asked for it.
    """

    topic: Topic
    values: tuple[str, ...] = ()
    name: str = ""
    excluded: str = ""
    amount: Decimal = Decimal(0)
    before: Decimal | None = None
    bound: Decimal | None = None
    currency: str = ""
    count: int = 0
    asked: bool = False


MOST_QUALITIES: Final = 3
# "Green rather than black" on every card of a list would weary a reader.
_NAMED_EVERY: Final = 3
PARTLY: Final = "partly"
"""Name of a material fact where the item has other materials too."""
_TOPIC_OF: Final = {
    "feature": Topic.QUALITY,
    "colour": Topic.COLOUR,
    "material": Topic.MATERIAL,
    "pattern": Topic.PATTERN,
    "activity": Topic.ACTIVITY,
    "season": Topic.SEASON,
    "audience": Topic.AUDIENCE,
    "style": Topic.STYLE,
    "size": Topic.SIZE,
}
# What fills a sentence that the request leaves short, in this order.
_UNREMARKABLE: Final = frozenset({"plain", "solid"})
_FILLERS: Final = ("feature", "colour", "material", "activity", "pattern", "style", "season")
# Values and names fit to stand in our own sentence: a few plain words.
# A quotation of the listing, for items of which little else is known.
_QUOTED_WORDS: Final = range(4, 17)
_PLAIN: Final = re.compile(r"[^\W_](?:[^\W_]| & |[ '’&%.-](?=[^\W_]|%)|%){0,39}")
_MOST_WORDS: Final = 5
_SUPERLATIVES: Final[tuple[tuple[Topic, Measure, bool], ...]] = (
    (Topic.CHEAPEST, price_of, False),
    (Topic.BEST_RATED, rating_of, True),
    (Topic.MOST_REDUCED, reduction_of, True),
    (Topic.MOST_RATED, count_of, True),
)


def is_plain(words: str) -> bool:
    """Tell whether a seller's value can be put into a sentence as it stands."""
    return _PLAIN.fullmatch(words) is not None and len(words.split()) <= _MOST_WORDS


def facts(ranked: RankedItem, intent: Intent, among: Sequence[RankedItem]) -> list[Fact]:
    """Return what is worth saying of an item, most important first.

    First what the shopper showed or asked for and the item has, with the price;
    then what presses, what moved the item up most, what sets it apart on the
    list, and what else moved it; last whatever else the listing says. Every fact
    is true of the listing.
    """
    evidence = gather(ranked.item)
    found = [*_asked(evidence, intent, ranked.rank), *_wished(evidence, intent)]
    found += [*_requested(evidence, intent, found), *_price(ranked.item, intent)]
    reasons = list(_reasons(ranked, evidence, intent, found))
    found += [*_pressing(ranked.item), *reasons[:1], *_apart(ranked.item, among), *reasons[1:]]
    found += [*_rating(ranked.item), *_fillers(evidence, found)]
    seen = [fact for fact in found if fact.topic is Topic.PHOTO]
    return _merged([*seen, *found])


def _merged(found: Sequence[Fact]) -> list[Fact]:
    """Join the features into one fact, and drop what is said twice."""
    merged: dict[tuple[Topic, str], Fact] = {}
    for fact in found:
        key = (fact.topic, fact.name if fact.topic is Topic.OTHER else "")
        earlier = merged.get(key)
        if earlier is None:
            merged[key] = fact
        elif fact.topic is Topic.QUALITY:
            new = [value for value in fact.values if value not in earlier.values]
            values = (*earlier.values, *new)[:MOST_QUALITIES]
            merged[key] = Fact(fact.topic, values, asked=earlier.asked or fact.asked)
    return list(merged.values())


def _asked(evidence: Evidence, intent: Intent, rank: int) -> Iterator[Fact]:
    for constraint in intent.constraints:
        if constraint.operator is Operator.ANY_OF:
            met = _met(evidence.item, constraint.field, constraint.values)
            if met:
                yield _attribute(evidence.item, constraint.field, met, asked=True)
            elif constraint.field == "brand" and constraint.allows(evidence.item):
                yield from _brand(evidence.item, asked=True)
        elif constraint.operator is Operator.NONE_OF and constraint.field == "colour":
            yield from _colour_instead(evidence, constraint, name_it=rank % _NAMED_EVERY == 1)


def _attribute(item: Item, name: str, values: Sequence[str], *, asked: bool = False) -> Fact:
    """Make a fact of the values an item has; all of them for features, else the first."""
    topic = _TOPIC_OF.get(name, Topic.OTHER)
    if topic is Topic.QUALITY:
        return Fact(topic, tuple(values), asked=asked)
    label = name if topic is Topic.OTHER else ""
    if topic is Topic.MATERIAL and len(item.values(name)) > 1:
        label = PARTLY
    return Fact(topic, tuple(values[:1]), name=label, asked=asked)


def _met(item: Item, name: str, values: Sequence[str]) -> tuple[str, ...]:
    return tuple(value for value in item.values(name) if value in values and is_plain(value))


def _colour_instead(evidence: Evidence, constraint: Constraint, *, name_it: bool) -> Iterator[Fact]:
    colours = [value for value in evidence.item.values("colour") if is_plain(value)]
    if not colours:
        return
    implied = {colours[0]}.union(*(broader().get(word, ()) for word in (colours[0], *colours)))
    excluded = next(
        (value for value in constraint.values if is_plain(value) and value not in implied), ""
    )
    if not name_it or evidence.attribute_saying((excluded,)):
        excluded = ""
    yield Fact(Topic.COLOUR, (colours[0],), excluded=excluded, asked=True)


def _wished(evidence: Evidence, intent: Intent) -> Iterator[Fact]:
    for preference in intent.preferences:
        if preference.averse or preference.field is None:
            continue
        met = _met(evidence.item, preference.field, preference.values)
        if met:
            yield _attribute(evidence.item, preference.field, met, asked=True)


def _requested(evidence: Evidence, intent: Intent, found: Sequence[Fact]) -> Iterator[Fact]:
    """Find attribute values that the request names in passing ("for hiking")."""
    said = {value for fact in found for value in fact.values}
    wanted = {token.stem for token in tokens(intent.request[:400])} - neutral_stems()
    for value in evidence.values:
        topic = _TOPIC_OF.get(value.attribute)
        if topic is None or topic is Topic.SIZE or not wanted.issuperset(value.stems):
            continue
        listed = evidence.item.values(value.attribute)
        for written in listed:
            words = tuple(token.stem for token in tokens(written))
            is_news = written not in said and not _says_only_the_kind(written, evidence)
            if words == value.stems and is_news and is_plain(written):
                yield _attribute(evidence.item, value.attribute, (written,), asked=True)


def _price(item: Item, intent: Intent) -> Iterator[Fact]:
    if item.price is None:
        return
    bounds = [
        constraint.bound
        for constraint in intent.constraints.on(PRICE)
        if constraint.operator is Operator.AT_MOST
        and constraint.bound is not None
        and is_stated(constraint)
    ]
    amount = item.price.amount
    before = item.list_price.amount if item.list_price else None
    yield Fact(
        Topic.PRICE,
        amount=amount,
        before=before if before is not None and before > amount else None,
        bound=next((bound for bound in bounds if amount <= bound), None),
        currency=item.price.currency,
        count=int(percent_off(item) or 0),
        asked=any(amount <= bound for bound in bounds),
    )


def _reasons(
    ranked: RankedItem, evidence: Evidence, intent: Intent, found: Sequence[Fact]
) -> Iterator[Fact]:
    """Yield the facts behind the largest contributions, the largest first."""
    moved = sorted(ranked.contributions.items(), key=lambda each: (-each[1], each[0]))
    for name, weight in moved:
        if weight <= 0:
            return
        if name == "photo" and intent.photo_id is not None:
            yield Fact(Topic.PHOTO, asked=True)
        elif name in ("words", "meaning"):
            yield from _match(evidence, intent, found)
        elif name in ("rating", "popularity"):
            yield from _rating(ranked.item)


def _match(evidence: Evidence, intent: Intent, found: Sequence[Fact]) -> Iterator[Fact]:
    """Quote the words of the request that the item's own name or attributes have.

    That it is of the kind that was asked for goes without saying: a list of chairs
    is headed so.
    """
    said = {token.stem for fact in found for value in fact.values for token in tokens(value)}
    request = intent.request[:400]
    words = [
        request[token.start : token.end]
        for token in tokens(request)
        if token.stem not in neutral_stems()
        and token.stem not in said
        and token.stem not in evidence.denied
        and evidence.fields.get(token.stem, DESCRIPTION) != DESCRIPTION
        and is_plain(request[token.start : token.end])
        and not request[token.start : token.end].isdecimal()
        and request[token.start : token.end].casefold() not in MEASURES
    ]
    if _says_only_the_kind(" ".join(words), evidence):
        return
    if len(words) > 1 or not any(fact.asked and fact.values for fact in found):
        yield Fact(Topic.MATCH, tuple(dict.fromkeys(words))[:4], asked=True)


def _says_only_the_kind(words: str, evidence: Evidence) -> bool:
    """Tell whether words say no more than the item's category or its title's noun does."""
    nouns = (token.stem for noun in title_nouns(evidence.item.title)[:1] for token in tokens(noun))
    return {token.stem for token in tokens(words)} <= {*evidence.category, *nouns}


def _pressing(item: Item) -> Iterator[Fact]:
    if item.availability is not Availability.IN_STOCK:
        yield Fact(Topic.UNAVAILABLE, (item.availability.value,))
    elif item.stock is not None and 0 < item.stock <= LOW_STOCK:
        yield Fact(Topic.LOW_STOCK, count=item.stock)


def _apart(item: Item, among: Sequence[RankedItem]) -> Iterator[Fact]:
    others = [each.item for each in among if each.item.item_id != item.item_id]
    for topic, measure, highest in _SUPERLATIVES:
        if topic is Topic.MOST_REDUCED and item.list_price is None:
            continue
        if stands_out(item, others, measure, highest=highest):
            yield Fact(topic, count=len(among))


def _rating(item: Item) -> Iterator[Fact]:
    if item.rating is not None and item.rating_count > 0:
        rating = Decimal(str(item.rating)).quantize(Decimal("0.1"), ROUND_HALF_UP)
        yield Fact(Topic.RATING, amount=rating, count=item.rating_count)


def _brand(item: Item, *, asked: bool = False) -> Iterator[Fact]:
    if item.brand and is_plain(item.brand):
        yield Fact(Topic.BRAND, (item.brand,), asked=asked)


def _fillers(evidence: Evidence, found: Sequence[Fact]) -> Iterator[Fact]:
    item = evidence.item
    topics = {fact.topic for fact in found}
    for name in _FILLERS:
        values = [
            value
            for value in item.values(name)
            if is_plain(value) and not _says_only_the_kind(value, evidence)
        ]
        if values and values[0] not in _UNREMARKABLE and _TOPIC_OF[name] not in topics:
            yield _attribute(item, name, values[: MOST_QUALITIES - 1])
    if not any(item.values(name) for name in _FILLERS):
        yield from _quote(item)
    yield from _brand(item)
    if is_plain(item.category[-1]):
        yield Fact(Topic.CATEGORY, (item.category[-1],), name=CATEGORY)


def _quote(item: Item) -> Iterator[Fact]:
    """Find a short sentence of the description that speaks of the item."""
    for sentence in sentences(normalise_lines(item.description))[:5]:
        said = sentence.strip(' •"“”')
        if len(said.split()) in _QUOTED_WORDS and not is_aside(said):
            yield Fact(Topic.QUOTE, (said,))
            return
