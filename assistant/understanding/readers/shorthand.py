"""Words typed by their sound or run together: "u got smth 4 my m8", "colorblack", "bootsfor".

What is run together is cut where one part is the name of a field and the other a value
of that field, or where a known word ends in a preposition. It is cut only where it is
no word itself, and what is cut keeps the places of its parts.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import zip_longest
from typing import Final

from assistant.understanding.readers.numbers import GREAT, ONES, TENS
from assistant.understanding.readers.sentence import Kind, Token
from assistant.understanding.readers.word_forms import is_plural
from assistant.understanding.readers.word_lists import function_words, listed, text_speak

_STRETCHED: Final = re.compile(r"([a-z])\1\1+")
_COUNTING: Final = ("number", "#", "option", "item")
_AFTER_FOR: Final = listed("a an the my me him her us our his their mum mom dad")
_BEFORE_TOO: Final = listed("not nothing way far is its are bit theyre thats all")
_AFTER_TOO: Final = listed(
    "pricey expensive dear steep spenny cheap big small long short tight loose bright dark heavy"
)
_BEFORE_TO: Final = listed("something anything how ready")
_SHORTEST_DOING: Final = 6
"""How many letters a word in "ing" has that tells what is done: "hiking"."""
_SHORTEST_PART: Final = 4
"""How many letters a word has that a preposition is cut from: "bootsfor"."""
_RUN_ON: Final = listed("for with without under below and from")
_PAUSES: Final = listed("um umm uh uhh uhm er erm hmm")
_GIVING: Final = listed("get gets getting give giving buy buying bought make send show bring")

Parts = Mapping[str, frozenset[str]]
"""The names of fields, each with the words that may be run together with it."""


def fluent(tokens: tuple[Token, ...]) -> Iterator[Token]:
    """Leave out the pause within a phrase, "the uh third one", and what is said again after it.

    The "um" that opens a clause stays, "um, no", and that of "not wireless um silent".
    """
    before, paused = "", False
    for token, following in zip_longest(tokens, tokens[1:]):
        goes_on = following is not None and following.kind is not Kind.MARK
        if token.text in _PAUSES and before in function_words() and goes_on:
            paused = True
        elif not (paused and token.text == before):
            before, paused = token.text, False
            yield token


def pointed(tokens: tuple[Token, ...]) -> Iterator[Token]:
    """Yield "those boots" for "them boots", and not for the "them" of "get them boots"."""
    for at, token in enumerate(tokens):
        following = [one.text for one in tokens[at + 1 : at + 4]]
        goods = [word for word in following[:1] if is_plural(word) and word not in function_words()]
        named = bool(goods) or "ones" in following
        given = at > 0 and tokens[at - 1].text in _GIVING
        yield (
            replace(token, text="those") if token.text == "them" and named and not given else token
        )


def spoken(tokens: tuple[Token, ...]) -> Iterator[Token]:
    """Yield the tokens as they are spoken: the "u" as "you", the 4 of "4 my mum" as "for"."""
    before = ""
    for token, following in zip_longest(tokens, tokens[1:]):
        led = following is not None and (following.text in _AFTER_FOR or _is_doing(following.text))
        led = led and before not in _COUNTING
        earlier, before = before, text_speak().get(token.text, (token.text,))[-1]
        excess = following is not None and following.text in _AFTER_TOO and earlier in _BEFORE_TOO
        if token.text == "minus" and following is not None and following.kind is Kind.NUMBER:
            continue  # how cold it gets, and no refusal
        if led and token.text == "4":
            yield replace(token, text="for", kind=Kind.WORD)
        elif excess and token.text == "2":
            yield replace(token, text="too", kind=Kind.WORD)
        elif earlier in _BEFORE_TO and following is not None and token.text == "2":
            yield replace(token, text="to", kind=Kind.WORD)
        elif token.kind is Kind.WORD:
            for word in text_speak().get(token.text, (token.text,)):
                yield replace(token, text=word)
        else:
            yield token


def unstretched(token: Token, known: frozenset[str]) -> Token:
    """Return "so" for "soooo" and "love" for "looove": a word said with a letter drawn out."""
    if not _STRETCHED.search(token.text) or set(token.text) <= set("xsl"):
        return token
    doubled = _STRETCHED.sub(r"\1\1", token.text)
    single = _STRETCHED.sub(r"\1", token.text)
    return replace(token, text=doubled if doubled in known else single)


def counted(tokens: Iterable[Token]) -> Iterator[Token]:
    """Yield 32 for "thirty two" by itself, and not for that of "a hundred and thirty two"."""
    tens: Token | None = None
    before = ""
    for token in tokens:
        ones = ONES.get(token.text)
        if tens is not None and ones is not None:
            number = str(TENS[tens.text] + ones)
            yield replace(tens, text=number, kind=Kind.NUMBER, end=token.end)
            tens, before = None, number
            continue
        if tens is not None:
            yield tens
            tens = None
        if token.text in TENS and before not in (*GREAT, "and"):
            tens = token
        else:
            yield token
        before = token.text
    if tens is not None:
        yield tens


def together(tokens: Iterable[Token], values: frozenset[str]) -> Iterator[Token]:
    """Yield "lightweight" for "light weight": a value of the catalogue written as two words."""
    before: Token | None = None
    for token in tokens:
        whole = before is not None and before.text + token.text in values
        if before is not None and whole and before.kind is token.kind is Kind.WORD:
            before = replace(before, text=before.text + token.text, end=token.end)
            continue
        if before is not None:
            yield before
        before = token
    if before is not None:
        yield before


def _is_doing(word: str) -> bool:
    """Tell the hiking of "boots 4 hiking" from a ring."""
    return len(word) >= _SHORTEST_DOING and word.endswith("ing")


def apart(token: Token, parts: Parts, known: frozenset[str]) -> tuple[Token, ...]:
    """Return the parts of a word that was run together; the word alone where it is none.

    Args:
        token: It.
        parts: What may be run together with the names of fields.
        known: Words that a preposition may be run together with.
    """
    word = token.text
    cuttable = token.kind is Kind.WORD and token.end - token.start == len(word)
    if not cuttable or not word.isascii() or not word.isalpha():
        return (token,)
    for at in range(1, len(word)):
        first, then = word[:at], word[at:]
        named = then in parts.get(first, ()) or first in parts.get(then, ())
        led = then in _RUN_ON and at >= _SHORTEST_PART and first in known
        if named or led:
            middle = token.start + at
            return (
                replace(token, text=first, end=middle),
                replace(token, text=then, start=middle, capital=False),
            )
    return (token,)
