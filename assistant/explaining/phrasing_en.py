"""Facts in English, as a good shop assistant would put them."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from assistant.explaining.facts import PARTLY, Fact, Topic, is_plain
from assistant.explaining.phrasing import Wording
from assistant.grounding.lexicon import adjectives, pairs
from assistant.grounding.numeric_claims import HIGHLY_RATED
from assistant.money import money
from retrieval.items import Item

NUMBER_WORDS: Final = (
    "none",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
_ADJECTIVE_ENDS: Final = (
    *("proof", "able", "ible", "less", "ed", "ive", "ight", "weight", "free", "safe", "dry"),
    *("stick", "slip", "fit", "some", "al", "ic", "ous", "ish", "ent", "ant", "ing", "lit"),
    *("friendly", "ready"),
)
_NOUNS: Final = ("fabric", "cotton", "lining", "coating", "piping", "ribbing")
"""Words that end like adjectives."""
_INITIALS: Final = re.compile(
    r"\b(?:bpa|gps|hd|hdmi|lcd|led|nfc|rfid|spf|tsa|tv|upf|usb(?:-[abc])?|uv)\b"
)


def count_word(number: int) -> str:
    """Return ``six`` for 6, and digits beyond twelve."""
    return NUMBER_WORDS[number] if 0 < number < len(NUMBER_WORDS) else f"{number:,}"


_COUNTED: Final = ("seats", "pieces", "players")
_PLURAL: Final = ("dimensions",)


def named_value(name: str, value: str) -> str:
    """Put a value before what it is of: "a regular fit", "3 seats", but "spf 30".

    Args:
        name: Of the attribute, as the catalogue has it.
        value: One, or several already joined.
    """
    noun = name.replace("_", " ")
    if noun in _COUNTED and value.replace("-", "").isdigit():
        return f"{value} {noun}"
    if value.replace(".", "").isdigit():
        return f"{noun} {value}"
    if noun in _PLURAL:
        return f"{noun} of {value}"
    article = "an" if value[:1] in "aeio" else "a"
    return f"{article} {value} {noun}"


def written(value: str) -> str:
    """Write a value as a label does: ``BPA-free`` for "bpa-free"."""
    return _INITIALS.sub(lambda found: found[0].upper(), value)


def listed(words: Sequence[str], last: str = "and") -> str:
    """Join words as a list: ``a, b and c``."""
    if len(words) < 2:  # noqa: PLR2004 - nothing to join
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def size_name(value: str) -> str:
    """Write a size as a label does: letters in capitals."""
    return value.upper() if len(value) <= 4 and value.strip("xsml") == "" else value  # noqa: PLR2004 - xxxl


def is_adjective(feature: str) -> bool:
    """Tell whether a feature can follow "is": waterproof can, "hood" cannot."""
    head = feature.rsplit(maxsplit=1)[-1]
    return head in adjectives() or (head.endswith(_ADJECTIVE_ENDS) and head not in _NOUNS)


def subject(item: Item) -> str:
    """Return how to speak of the item: ``this one``, or ``this pair`` for shoes."""
    words = item.title.casefold().replace(",", " ").split()
    paired = item.category[-1].casefold() in pairs() or not pairs().isdisjoint(words)
    return "this pair" if paired else "this one"


class English:
    """Puts facts into English."""

    full_stop = "."
    comma = ", "
    semicolon = "; "

    def word(self, fact: Fact) -> Wording:
        """Word one fact."""
        return _WORDINGS[fact.topic](fact)

    def sentence(self, lead: str, clauses: list[str], item: Item) -> str:
        """Join a lead and clauses: "At $89, this one is waterproof and comes in navy."."""
        if not clauses:
            return _capitalised(lead) + "."
        said = _joined(clauses)
        if not lead:
            return _capitalised(f"{subject(item)} {said}.")
        if lead.endswith((" that", " which")):
            return f"{_capitalised(lead)} {said}."
        joint = "" if lead.endswith(":") else ","
        return _capitalised(f"{lead}{joint} {subject(item)} {said}.")

    def join(self, first: str, second: str) -> str:
        """Put one sentence after another, with a space between."""
        return f"{first} {second}"

    def plain_leads(self, item: Item) -> tuple[str, ...]:
        """Return ways to begin without a fact."""
        named = (f"{item.title}:",) if is_plain(item.title) else ()
        one = "a pair" if subject(item) == "this pair" else "one"
        return ("", f"Here is {one} that", f"{_capitalised(one)} to consider:", *named)

    def last_resort(self, rank: int) -> str:
        """Return a lead that no other card of the list has."""
        return f"Pick {rank}:"

    def predicate(self, phrase: str) -> str:
        """Make a clause of a phrase: "under your $80" becomes "is under your $80"."""
        return f"is {phrase}"

    def length(self, text: str) -> int:
        """Return the number of words."""
        return len(text.split())


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _joined(clauses: Sequence[str]) -> str:
    """Join clauses, with a comma before "and" where the parts have commas of their own."""
    if len(clauses) == 1:
        return clauses[0]
    heavy = any(" and " in clause or ", " in clause for clause in clauses[:-1])
    return f"{', '.join(clauses[:-1])}{',' if heavy else ''} and {clauses[-1]}"


def _quality(fact: Fact) -> Wording:
    adjectives = [written(value) for value in fact.values if is_adjective(value)]
    nouns = [written(value) for value in fact.values if not is_adjective(value)]
    if not adjectives:
        return Wording((f"With {listed(nouns)}",), f"comes with {listed(nouns)}")
    clause = f"is {listed(adjectives)}" + (f" and comes with {listed(nouns)}" if nouns else "")
    leads = (listed(adjectives),) if not nouns else ()
    asked = (f"You asked for {written(fact.values[0])}:",) if fact.asked else ()
    return Wording(leads, clause, introductions=asked)


def _colour(fact: Fact) -> Wording:
    colour = fact.values[0]
    if fact.excluded:
        other = fact.excluded
        said = f"in {colour} rather than {other}"
        return Wording((_capitalised(said),), f"comes {said}")
    return Wording((f"In {colour}",), f"comes in {colour}")


def _price(fact: Fact) -> Wording:
    price = money(fact.amount, fact.currency)
    tail, leads = "", [f"At {price}", f"Priced at {price}", f"For {price}"]
    if fact.bound is not None:
        bound, room = money(fact.bound, fact.currency), fact.bound - fact.amount
        tail = f", {'under' if room > 0 else 'within'} your {bound}"
        leads[0] += tail
        if room > 0:
            leads.insert(1, f"{money(room, fact.currency)} under your {bound}, at {price}")
    if fact.before is None:
        return Wording(tuple(leads), f"costs {price}{tail}")
    before, off = (money(each, fact.currency) for each in (fact.before, fact.before - fact.amount))
    fallen = f"down from {before} to {price}"
    leads = [_capitalised(fallen) + tail, f"With {off} off, at {price}", *leads[1:]]
    return Wording(tuple(leads), f"is {fallen}{tail}")


def _rating(fact: Fact) -> Wording:
    ratings = "rating" if fact.count == 1 else "ratings"
    shoppers = "shopper" if fact.count == 1 else "shoppers"
    stars, count = f"{fact.amount.normalize():f}", f"{fact.count:,}"
    leads = (
        f"Rated {stars} by {count} {shoppers}",
        f"With {stars} stars from {count} {ratings}",
        f"{stars} stars from {count} {shoppers}:",
    )
    return Wording(
        leads if fact.amount >= HIGHLY_RATED else (),  # a poor rating is told, but not first
        f"is rated {stars} by {count} {shoppers}",
        f"Rated {stars} by {count} {shoppers}.",
    )


def _superlative(*phrases: str) -> Callable[[Fact], Wording]:
    def word(fact: Fact) -> Wording:
        these = f"of these {count_word(fact.count)}"
        first, *others = phrases
        return Wording(
            (f"{first} {these}", *(f"{other} here" for other in others)),
            f"is {first[0].lower()}{first[1:]} {these}",
            f"It is {first[0].lower()}{first[1:]} {these}.",
        )

    return word


def _low_stock(fact: Fact) -> Wording:
    left = f"{fact.count} left"
    return Wording((f"With only {left}",), f"has only {left}", f"Only {left}.")


_AVAILABILITY: Final = {
    "out_of_stock": "out of stock",
    "preorder": "on pre-order",
    "backorder": "on back-order",
}


def _unavailable(fact: Fact) -> Wording:
    state = _AVAILABILITY[fact.values[0]]
    return Wording((), f"is {state} at the moment", f"It is {state} at the moment.")


def _match(fact: Fact) -> Wording:
    quoted = f"“{' '.join(fact.values)}”"
    return Wording((f"A match for {quoted}",), f"matches your {quoted}")


def _quote(fact: Fact) -> Wording:
    said = f"“{fact.values[0]}.”"
    return Wording((), f"is described as follows: {said}", f"The listing says: {said}")


def _simple(lead: str, clause: str, *more: str) -> Callable[[Fact], Wording]:
    def word(fact: Fact) -> Wording:
        value = listed(fact.values)
        leads = tuple(each.format(value=value, name=fact.name) for each in (lead, *more))
        return Wording(leads, clause.format(value=value, name=fact.name))

    return word


def _size(fact: Fact) -> Wording:
    size = size_name(fact.values[0])
    yours = "your size" if fact.asked else "size"
    return Wording((f"Available in {yours} {size}",), f"comes in {yours} {size}")


def _material(fact: Fact) -> Wording:
    value = listed(fact.values)
    made = "made with" if fact.name == PARTLY else "made of"
    return Wording((f"{made.capitalize()} {value}", f"In {value}"), f"is {made} {value}")


def _pattern(fact: Fact) -> Wording:
    named = named_value("pattern", fact.values[0])
    return Wording((f"With {named}",), f"has {named}")


def _most_reduced(fact: Fact) -> Wording:
    words = f"the biggest reduction of these {count_word(fact.count)}"
    return Wording((f"With {words}", "Biggest reduction here"), f"has {words}", f"It has {words}.")


def _audience(fact: Fact) -> Wording:
    value = fact.values[0]
    if value == "unisex":
        return Wording(("Unisex",), "is unisex")
    return Wording((f"For {value}",), f"is for {value}")


_OCCASIONS: Final = {
    "gift": "as a gift",
    "office": "for the office",
    "party": "for a party",
    "wedding": "for a wedding",
}


def _other(fact: Fact) -> Wording:
    value = listed(fact.values)
    if fact.name == "occasion":
        purpose = _OCCASIONS.get(fact.values[0], f"for {fact.values[0]}")
        return Wording((f"Meant {purpose}",), f"is meant {purpose}")
    named = named_value(fact.name, value)
    if fact.name == "climate":
        return Wording((f"Made for {named}",), f"is made for {named}")
    return Wording((f"With {named}",), f"has {named}")


_WORDINGS: Final[Mapping[Topic, Callable[[Fact], Wording]]] = {
    Topic.QUALITY: _quality,
    Topic.COLOUR: _colour,
    Topic.MATERIAL: _material,
    Topic.PATTERN: _pattern,
    Topic.ACTIVITY: _simple("Meant for {value}", "is meant for {value}", "For {value}"),
    Topic.SEASON: _simple("For {value}", "is for {value}"),
    Topic.AUDIENCE: _audience,
    Topic.STYLE: _simple("{value} in style", "is {value} in style"),
    Topic.SIZE: _size,
    Topic.OTHER: _other,
    Topic.PRICE: _price,
    Topic.RATING: _rating,
    Topic.CHEAPEST: _superlative("The cheapest", "The lowest price", "Cheapest"),
    Topic.BEST_RATED: _superlative("The best rated", "Best rated", "Top rated"),
    Topic.MOST_RATED: _superlative("The most reviewed", "Most reviewed"),
    Topic.MOST_REDUCED: _most_reduced,
    Topic.LOW_STOCK: _low_stock,
    Topic.UNAVAILABLE: _unavailable,
    Topic.MATCH: _match,
    Topic.PHOTO: _simple("Close to your photo", "looks close to your photo"),
    Topic.BRAND: _simple("From {value}", "is from {value}", "By {value}"),
    Topic.QUOTE: _quote,
    Topic.CATEGORY: _simple("Listed under {value}", "is listed under {value}"),
}
