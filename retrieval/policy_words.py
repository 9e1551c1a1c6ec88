"""A shop's own words in the place of a shopper's, in questions about its rules."""

import re
from typing import Final

# Shops write of delivery, shoppers ask of shipping; a small encoder does not bring them together.
_POLICY_WORDS: Final = {
    "shipping": "delivery", "ship": "deliver", "ships": "delivers", "shipped": "delivered",
    "shipment": "delivery", "postage": "delivery", "courier": "delivery", "freight": "delivery",
    "package": "parcel", "packages": "parcels",
    "overseas": "abroad", "internationally": "abroad",
    "swap": "exchange", "swapping": "exchanging", "installments": "instalments",
    "window": "how long", "deadline": "how long",
    "guarantee": "warranty", "guarantees": "warranty", "guaranteed": "under warranty",
    "tomorrow": "by next-day delivery", "breaks": "has a fault", "broke": "has a fault",
    "defective": "faulty", "store": "shop", "stores": "shops",
}  # fmt: skip
_WORD: Final = re.compile(r"[\w'’]+")
_PHRASES: Final = (
    (r"\b(?:send|post|bring|take|give)((?: \w+){0,3}?) back\b", r"return\1"),
    (r"\breturn (?:shipping|postage|delivery)\b", "returns"),
    (r"\bpick(?:ing)?((?: \w+){0,3}?) up\b", r"collect\1"),
    (r"\b(?:(?:do|does|did|will)(?:n['’]?t| not)) fit\b", "need exchanging for another size"),
    (r"\b(?:the )?wrong (size|colour|color)\b", r"to exchange for another \1"),
    (r"\b(?:is|are|'s|'re) too (?:small|big|large|tight|loose|short|long)\b",
     " need exchanging for another size"),
    (r"\bchanges? (?:my|her|his|their|our) minds?\b", "don't like it"),
    (r"\b(?:stops?|stopped) working\b", "has a fault"),
)  # fmt: skip
_READ: Final = tuple((re.compile(said), meant) for said, meant in _PHRASES)


def in_policy_words(text: str) -> str:
    """Return the question with a shop's own words in the place of a shopper's.

    >>> in_policy_words("How much is shipping?")
    'how much is delivery?'
    >>> in_policy_words("Can I send these back?")
    'can i return these?'
    """
    text = text.casefold()
    for said, meant in _READ:
        text = said.sub(meant, text)
    return _WORD.sub(lambda word: _POLICY_WORDS.get(word.group(), word.group()), text)
