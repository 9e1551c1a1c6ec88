"""Amounts of money: "$120", "120 dollars", "120 bucks", "120ish", and what is no money.

A bare number may be money too; ``has_unit`` tells where it counts something else.
A price in another currency than the shop's is left unresolved and never read as
if it were the shop's.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from rapidfuzz.distance import OSA

from assistant.understanding.readers.draft import Draft, said_at
from assistant.understanding.readers.fields import LARGEST_WORN, SIZE_FIELDS
from assistant.understanding.readers.numbers import number_at
from assistant.understanding.readers.sentence import Kind
from assistant.understanding.readers.size_steps import is_near_standing
from assistant.understanding.readers.word_lists import cues, function_words, listed

SMALLEST_BARE: Final = 10
"""Below it a number without a currency counts things rather than money."""

CENT: Final = Decimal("0.01")
_SHORTEST_SLIP: Final = 4
_UNITS: Final = listed(
    "cm mm m km inch inches in ft feet foot kg g gram grams kilo kilos lb lbs oz l litre litres "
    "liter liters ml year years yr yrs month months week weeks day days hour hours hrs minute "
    "minutes min mins star stars people persons person percent gb tb mb mah w watt watts v volts "
    "mp piece pieces pcs pack packs item items th st nd rd degree degrees mile miles pair pairs "
    "colour colours color colors pocket pockets compartment compartments shelves time times x "
    "season seasons player players"
)
_EXTENTS: Final = listed("wide long tall high deep thick across x by waist diameter")
_CURRENCIES: Final = {
    "$": "dollar", "usd": "dollar", "dollar": "dollar", "dollars": "dollar",
    "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR",
    "£": "GBP", "gbp": "GBP", "quid": "GBP", "pound": "GBP", "pounds": "GBP",
    "¥": "yuan or yen", "yuan": "yuan or yen", "rmb": "yuan or yen", "cny": "yuan or yen",
    "yen": "yuan or yen", "jpy": "yuan or yen", "bucks": "", "buck": "",
    "smackers": "", "greenbacks": "", "clams": "",
}  # fmt: skip
JUDGING: Final = listed(
    "is was would should sounds seems feels looks works suits thats might ought will could"
)
"""After a sum these say what the shopper thinks of it: "60 to 90 seems fair"."""
_BEFORE_GOODS: Final = listed("a an the some my new nice good")
_LIMITS: Final = ("most", "least", "about")
_NAMED: Final = {"yuan or yen": ("CNY", "JPY")}


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in the sentence.

    Attributes:
        amount: It.
        end: Index after its last token.
        currency: ISO code, "dollar" or "yuan or yen"; empty where none is named.
        marked: Whether a currency stands beside it, or "ish".
    """

    amount: Decimal
    end: int
    currency: str
    marked: bool


def money_at(draft: Draft, at: int) -> Money | None:
    """Read "$120", "120 dollars", "USD 120", "120 bucks" or a bare "120"."""
    sentence = draft.sentence
    currency = _CURRENCIES.get(sentence.word(at))
    start = at + 1 if currency is not None else at
    if start >= len(sentence) or draft.taken[start]:
        return None
    number = number_at(sentence, start)
    if number is None:
        return None
    amount, end = number
    after = _CURRENCIES.get(_unslipped(draft, end))
    if currency is None and after is not None:
        currency, end = _meant_currency(draft, after, end + 1)
    hyphen = sentence.says(end, "-", "ish")
    vague = (hyphen or sentence.word(end) == "ish") and amount >= SMALLEST_BARE
    end += 2 if hyphen else sentence.word(end) == "ish"
    return Money(amount, end, currency or "", marked=vague or currency is not None)


def _meant_currency(draft: Draft, currency: str, end: int) -> tuple[str, int]:
    """Read "250 quid, I mean dollars": what is meant, and where it ends; else what was said."""
    at = end
    while length := said_at(draft, at, cues("corrections.words")) or _is_pause(draft, at):
        at += length
    meant = _CURRENCIES.get(draft.sentence.word(at)) if at > end else None
    follows = meant is not None and number_at(draft.sentence, at + 1) is None
    return (meant, at + 1) if meant is not None and follows else (currency, end)


def _is_pause(draft: Draft, at: int) -> int:
    return int(at < len(draft.sentence) and draft.sentence.is_mark(at))


def _unslipped(draft: Draft, at: int) -> str:
    """Return the word at a token, a slip of a currency's name put right: "bukcs"."""
    word = draft.sentence.word(at)
    if len(word) < _SHORTEST_SLIP or draft.sentence.is_mark(at) or draft.lexicon.titles.names(word):
        return word
    likely = (name for name in _CURRENCIES if name[0] == word[0] and len(name) >= _SHORTEST_SLIP)
    return next((name for name in likely if OSA.distance(name, word) <= 1), word)


def has_unit(draft: Draft, money: Money) -> bool:
    """Tell whether the number counts something else than money; a marked one never does."""
    if money.marked:
        return False
    word = draft.sentence.word(money.end)
    if draft.sentence.is_mark(money.end):
        return word == "%"
    told = draft.taken[money.end] or word == "mark" or word in JUDGING
    if told or each_at(draft, money.end):
        return False  # "max 1200 mate", "around the 200 mark", "20 apiece"
    if word in _UNITS:
        extent = draft.sentence.word(money.end + 1) in _EXTENTS
        return word != "in" or extent or draft.sentence.is_mark(money.end + 1)  # "200 in black"
    if any(said_at(draft, money.end, cues(f"prices.{limit}_after")) for limit in _LIMITS):
        return money.amount < SMALLEST_BARE and bool(draft.lexicon.category((word,)))
    token = draft.sentence.tokens[money.end]
    known = word in function_words() or draft.lexicon.category((word,)) != ()
    named = known or bool(draft.lexicon.attribute((word,))) or word in draft.lexicon.colours.names
    named = named or (money.amount >= SMALLEST_BARE and draft.lexicon.titles.names(word))
    return token.kind is Kind.WORD and not named


def each_at(draft: Draft, at: int) -> int:
    """Return the length of "each" and of the "per flat" of "600 per flat"; 0 where none stands."""
    said = said_at(draft, at, cues("prices.each"))
    counted = draft.sentence.word(at) == "per" and not draft.sentence.is_mark(at + 1)
    return said or (2 if counted and draft.sentence.word(at + 1) != "cent" else 0)


def is_a_size(draft: Draft, money: Money) -> bool:
    """Tell whether the catalogue has such a size for what is sought, or one like it stands.

    A marked sum is never a size.
    """
    if money.marked:
        return False
    if is_near_standing(draft, str(money.amount)):
        return True
    told = [one for one in SIZE_FIELDS if draft.lexicon.applies(one, draft.categories())]
    if told and draft.categories() and money.amount <= LARGEST_WORN:
        return True
    sizes = (draft.moment.vocabulary.attributes.get(field, {}) for field in told)
    return any(str(money.amount) in carried for carried in sizes)


def is_foreign(draft: Draft, money: Money, start: int, end: int) -> bool:
    """Tell whether the price is in another currency; if so note it as unresolved."""
    shop = draft.moment.vocabulary.currency
    if shop is None or not money.currency:
        return False
    ours = (
        shop.endswith("D")
        if money.currency == "dollar"
        else shop in _NAMED.get(money.currency, (money.currency,))
    )
    if not ours:
        draft.foreign = True
        draft.unresolvable(start, end)
    return not ours


def buys(draft: Draft, money: Money) -> bool:
    """Tell "80 for boots", where what the money is for follows it."""
    at = money.end + 1
    while draft.sentence.word(at) in _BEFORE_GOODS:
        at += 1
    word = draft.sentence.word(at)
    goods = bool(draft.lexicon.category((word,))) or draft.lexicon.titles.names(word)
    return draft.sentence.word(money.end) == "for" and goods and money.amount >= SMALLEST_BARE
