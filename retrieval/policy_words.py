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
_WRAPPING: Final = (
    r"(?<!gift )(?<!gift-)\b(?:wrap(?= (?:it|this|that|them|these|those|things?|up)\b)|wrapped\b)"
)
_WRITING: Final = (
    r"\b(write|put|print|add|include|message|note|words?)\b([^.?!]{0,40}?)"
    r"(?<!gift )(?<!credit )(?<!debit )\b(?:card|message|note)\b"
)
_PHRASES: Final = (
    (r"\b(?:send|post|bring|take|give)((?: \w+){0,3}?) back\b", r"return\1"),
    (r"\breturn (?:shipping|postage|delivery)\b", "returns"),
    (r"\bpick(?:ing)?((?: \w+){0,3}?) up\b", r"collect\1"),
    (r"\b(?:the )?wrong (size|colour|color)\b", r"to exchange for another \1"),
    (r"\bchanges? (?:my|her|his|their|our) minds?\b", "don't like it"),
    (r"\b(?:stops?|stopped) working\b", "has a fault"),
    (_WRAPPING, "gift wrap"), (_WRITING, r"\1\2gift note"),
)  # fmt: skip
_RETURNED: Final = re.compile(r"\b(?:return(?:s|ed|ing)?|refund(?:s|ed)?|money back)\b")
_UNFIT: Final = (
    r"(?:\b(?:do|does|did|will)(?:n['’]?t| not) fit\b"
    r"|(?:\b(?:is|are|was|were)|['’]s|['’]re) too (?:small|big|large|tight|loose|short|long)\b)"
)
_NEEDS_ANOTHER: Final = re.compile(rf" ?{_UNFIT}")
_SINCE_UNFIT: Final = re.compile(
    rf",? ?(?:\b(?:if|when|because|since|as|that|which|but)\b[^,.?]{{0,25}}?)?{_UNFIT}"
)
_WORN: Final = re.compile(
    r"\b(?:(?:i|we|she|he|they)(?:['’]?ve|['’]?s)?|have|has|had|already|after|been)"
    r"(?: (?:have|has|had|been|already|just|only|once))*"
    r" (?:ran|run|walked|hiked|jogged|danced|slept|played|wore|worn|wearing|used|using|washed"
    r"|washing)\b(?: (?:in|on))?"
)
"""What has been done with what is to go back."""
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
    returned = _RETURNED.search(text)
    text = _SINCE_UNFIT.sub("", text) if returned else text
    text = _NEEDS_ANOTHER.sub(" need exchanging for another size", text)
    text = _WORN.sub("in what condition, worn or unworn", text) if returned else text
    return _WORD.sub(lambda word: _POLICY_WORDS.get(word.group(), word.group()), text)
