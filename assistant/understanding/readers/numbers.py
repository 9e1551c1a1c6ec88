"""Numbers in digits and in English words."""

import re
from decimal import Decimal
from typing import Final

from assistant.understanding.readers.sentence import Kind, Sentence

_SMALL: Final = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13,
    "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
TENS: Final = {word: value for word, value in _SMALL.items() if value in range(20, 100, 10)}
ONES: Final = {word: value for word, value in _SMALL.items() if value in range(1, 10)}
_SLANG: Final = {"fiver": 5, "tenner": 10, "hundo": 100, "hundy": 100}
GREAT: Final = {"hundred": 100, "thousand": 1000, "grand": 1000, "k": 1000}
"""What a number before such a word is multiplied by."""

_THOUSANDS: Final = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?:[.,]\d{1,2})?")
_HALF: Final = Decimal("0.5")
_LARGEST: Final = Decimal(10_000_000)
_COMPARED: Final = (("more", "than"), ("less", "than"), ("over",), ("above",), ("under",))


def measure_end(sentence: Sentence, at: int) -> int:
    """Return the end of the "more than 3 kilos" that stands at a token; the token if none does."""
    for said in _COMPARED:
        number = number_at(sentence, at + len(said)) if sentence.says(at, *said) else None
        if number is not None:
            return number[1] + (not sentence.is_mark(number[1]))
    return at


def number_at(sentence: Sentence, index: int) -> tuple[Decimal, int] | None:
    """Read the number that starts at a token.

    Returns:
        The number, at most ten million, and the index after its last token; None
        where no number starts.
    """
    if index >= len(sentence):
        return None
    token = sentence.tokens[index]
    read = None
    if token.kind is Kind.NUMBER:
        written = _digits(token.text)
        read = (written, index + 1) if written is not None else None
        if written is not None and sentence.word(index + 1) in GREAT:
            read = (written * GREAT[sentence.word(index + 1)], index + 2)
    elif token.kind is Kind.WORD:
        read = _spelled(sentence, index)
    if read is None or read[0] > _LARGEST:
        return None
    value, after = read
    if sentence.says(after, "and", "a", "half") or sentence.says(after, "and", "half"):
        value, after = value + _HALF, sentence.words.index("half", after) + 1
    return (value.to_integral_value() if value == value.to_integral_value() else value), after


def _digits(text: str) -> Decimal | None:
    """Read 1200, 1,200, 1.200,50, 49.99 and 49,99."""
    if len(text) > 16 or not text.replace(".", "").replace(",", "").isascii():  # noqa: PLR2004 - no price is longer
        return None
    if _THOUSANDS.fullmatch(text):
        last = max(text.rfind("."), text.rfind(","))
        if len(text) - last - 1 <= 2:  # noqa: PLR2004 - cents
            whole, cents = text[:last], text[last + 1 :]
        else:
            whole, cents = text, "0"
        return Decimal(whole.replace(",", "").replace(".", "") + "." + cents)
    plain = text.replace(",", ".")
    return Decimal(plain) if plain.count(".") <= 1 else None


def _is_hundreds(said: int, then: int) -> bool:
    """Tell the two of "two fifty", which is 250, from that of "two five"."""
    return 0 < said < 10 and then >= 20  # noqa: PLR2004 - digits and tens


def _goes_on(sentence: Sentence, at: int) -> bool:
    """Tell "one hundred and twenty" from "between one hundred and two hundred"."""
    said = _SMALL.get(sentence.word(at))
    then = sentence.word(at + 1)
    hundreds = then == "hundred" or _is_hundreds(said or 0, _SMALL.get(then, 0))
    return said is not None and not hundreds


def _spelled(sentence: Sentence, index: int) -> tuple[Decimal, int] | None:
    """Read "fifty", "a hundred", "one hundred and twenty", "two grand"."""
    at = index + (sentence.word(index) == "a" and sentence.word(index + 1) in _SLANG)
    if sentence.word(at) in _SLANG:
        return Decimal(_SLANG[sentence.word(at)]), at + 1
    at, total, current, seen = index, 0, 0, False
    if sentence.word(at) == "a" and sentence.word(at + 1) in ("hundred", "thousand", "grand"):
        at, current = at + 1, 1
    while at < len(sentence):
        word = sentence.words[at]
        if word in _SMALL:
            if _is_hundreds(current, _SMALL[word]):  # "two fifty"
                current *= 100
            if current % 100 and (current % 10 or _SMALL[word] > 9):  # noqa: PLR2004 - "twenty one"
                break
            current += _SMALL[word]
        elif word in ("hundred", "thousand", "grand") and (seen or current):
            great = GREAT[word]
            total, current = (
                (total, max(current, 1) * great)
                if great == GREAT["hundred"]
                else (total + max(current, 1) * great, 0)
            )
        elif word == "and" and seen and current >= 100 and _goes_on(sentence, at + 1):  # noqa: PLR2004 - "and" joins hundreds only
            at += 1
            continue
        else:
            break
        seen = True
        at += 1
    return (Decimal(total + current), at) if seen else None
