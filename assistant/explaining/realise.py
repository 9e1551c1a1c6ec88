"""A true sentence or two for every item, made of facts and of nothing else."""

import re
import zlib
from collections.abc import Iterator, Sequence
from typing import Final

from assistant.explaining.facts import Fact, Topic, facts
from assistant.explaining.phrasing import Phrasing
from assistant.explaining.phrasing_en import English
from assistant.explaining.phrasing_zh import Chinese
from assistant.grounding.groundedness import check
from assistant.intent import Intent
from assistant.reply import Claim, Explanation, Origin
from ranking.ranked import RankedItem
from retrieval.items import Item

LONGEST: Final = 32
"""Words that a realised explanation has at most, unless one fact alone has more."""
MOST_CLAUSES: Final = 3
MOST_AFTERTHOUGHTS: Final = 2

# Facts drawn from words that a seller wrote; left out where they do not check.
_FROM_NUMBERS: Final = frozenset(
    {
        Topic.PRICE,
        Topic.RATING,
        Topic.CHEAPEST,
        Topic.BEST_RATED,
        Topic.MOST_RATED,
        Topic.MOST_REDUCED,
        Topic.LOW_STOCK,
        Topic.UNAVAILABLE,
    }
)
_FILLERS_ONLY: Final = frozenset({Topic.BRAND, Topic.CATEGORY, Topic.STYLE, Topic.SEASON})
_APART: Final = (Topic.CHEAPEST, Topic.BEST_RATED, Topic.MOST_REDUCED, Topic.MOST_RATED)
_NUMBER: Final = re.compile(r"\d[\d.,]*")
_OPENING: Final = re.compile(r"[^\s，。：,:]+")


def realise(ranked: RankedItem, intent: Intent, among: Sequence[RankedItem]) -> Explanation:
    """Say why the item is on the list, in true words alone.

    The sentence names what the shopper asked for and the item has, what moved
    the item up most, its price, and what sets it apart on the list. Equal inputs
    give equal sentences, and no two items of a list open alike.

    Args:
        ranked: The item in its place; it must be on the list.
        intent: What the shopper asked for; ``zh`` as its language gives Chinese.
        among: The whole list.

    Returns:
        A grounded explanation: ``check`` finds nothing unsupported in it.

    Raises:
        ValueError: If the item is not on the list.
    """
    for each in realise_list(among, intent):
        if each.item_id == ranked.item.item_id:
            return each
    raise ValueError(f"item {ranked.item.item_id!r} is not on the list it is explained among")


def realise_list(among: Sequence[RankedItem], intent: Intent) -> Iterator[Explanation]:
    """Yield one explanation an item, in the list's order (see ``realise``)."""
    phrasing: Phrasing = Chinese() if intent.language == "zh" else English()
    used: set[str] = set()
    for ranked in among:
        yield _explained(ranked, intent, among, phrasing, used)


def _explained(
    ranked: RankedItem,
    intent: Intent,
    among: Sequence[RankedItem],
    phrasing: Phrasing,
    used: set[str],
) -> Explanation:
    known = facts(ranked, intent, among)
    unquoted = [fact for fact in known if fact.topic is not Topic.QUOTE]
    from_numbers = [fact for fact in known if fact.topic in _FROM_NUMBERS]
    for chosen in (known, unquoted, from_numbers):
        text = _text(chosen, ranked, phrasing, used)
        verdict = check(text, ranked, intent, among)
        if verdict.grounded and verdict.claims:
            used.add(opening(text))
            return Explanation(ranked.item.item_id, text, verdict.claims, Origin.FACTS)
    text = phrasing.last_resort(ranked.rank).rstrip(":：")
    claim = Claim(0, len(text), "rank", ranked.item.version)
    return Explanation(ranked.item.item_id, text + phrasing.full_stop, (claim,), Origin.FACTS)


def opening(text: str) -> str:
    """Return how a text opens: its first two words, numbers masked, lower-case."""
    words = _OPENING.findall(text[:80])
    return " ".join(_NUMBER.sub("#", word) for word in words[:2]).casefold()


def _text(known: Sequence[Fact], ranked: RankedItem, phrasing: Phrasing, used: set[str]) -> str:
    main, second = _chosen(known, phrasing)
    if not main and not second:
        return ""
    begun = _beginnings(main, second, ranked, phrasing)
    for fact, lead in begun:
        text = _composed(fact, lead, (main, second), ranked.item, phrasing)
        if opening(text) not in used and (fact is not None or main):
            return text
    lead = phrasing.last_resort(ranked.rank)
    return _composed(None, lead, (main, second), ranked.item, phrasing)


def _chosen(known: Sequence[Fact], phrasing: Phrasing) -> tuple[list[Fact], list[Fact]]:
    """Part what is said into the first sentence's facts and the second's."""
    second = [fact for fact in known if phrasing.word(fact).own_sentence]
    main = [fact for fact in known if fact not in second]
    priced = [fact for fact in main if fact.topic is Topic.PRICE]
    kept = [fact for fact in main if fact.asked and fact not in priced][:MOST_CLAUSES]
    for fact in main:
        wanted = fact.topic not in _FILLERS_ONLY or not kept
        if len(kept) < MOST_CLAUSES - 1 and wanted and fact not in (*kept, *priced):
            kept.append(fact)
    return [*kept, *priced], second


def _beginnings(
    main: Sequence[Fact], second: Sequence[Fact], ranked: RankedItem, phrasing: Phrasing
) -> Iterator[tuple[Fact | None, str]]:
    """Yield ways to begin; they turn with the rank, so that neighbours differ."""
    apart = [fact for fact in second if fact.topic in _APART]
    turned: list[tuple[Fact | None, str]] = [
        (None, lead) for lead in phrasing.plain_leads(ranked.item)
    ]
    for fact in (*main, *(fact for fact in second if fact not in apart)):
        wording = phrasing.word(fact)
        turned += [(fact, lead) for lead in wording.leads]
        turned += [(None, lead) for lead in wording.introductions]
    first = [(fact, lead) for fact in apart[:1] for lead in phrasing.word(fact).leads]
    if ranked.rank % 2:  # else it makes the second sentence, for variety
        yield from first
    shift = (ranked.rank * 3 + zlib.crc32(ranked.item.item_id.encode()) % 3) % len(turned)
    yield from turned[shift:]
    yield from turned[:shift]


def _composed(
    led_by: Fact | None,
    lead: str,
    parts: tuple[list[Fact], list[Fact]],
    item: Item,
    phrasing: Phrasing,
) -> str:
    main, second = parts
    said = [fact for fact in main if fact != led_by]
    text = phrasing.sentence(lead, [phrasing.word(fact).clause for fact in said], item)
    while phrasing.length(text) > LONGEST and len(said) > 1:
        needless = [fact for fact in said if not fact.asked and fact.topic is not Topic.PRICE]
        said.remove(needless[-1] if needless else said[-2])
        text = phrasing.sentence(lead, [phrasing.word(fact).clause for fact in said], item)
    for fact in _afterthoughts(second, led_by):
        whole = phrasing.join(text, phrasing.word(fact).own_sentence)
        if phrasing.length(whole) <= LONGEST:
            text = whole
    return text


def _afterthoughts(second: Sequence[Fact], led_by: Fact | None) -> list[Fact]:
    """Return what is worth a sentence of its own: of what sets the item apart, one thing."""
    kept: list[Fact] = []
    apart = led_by is not None and led_by.topic in _APART
    for fact in second:
        if fact == led_by or (fact.topic in _APART and apart):
            continue
        apart = apart or fact.topic in _APART
        kept.append(fact)
    return kept[:MOST_AFTERTHOUGHTS]
