"""Cuts text into the words it is indexed and searched by."""

import re
import threading
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from snowballstemmer.english_stemmer import EnglishStemmer

from retrieval.chinese_script import simplified

# Chinese and Japanese (with kana) and Korean: written without spaces between words, or with
# endings that no stemmer here knows.
_CJK: Final = "぀-ヿ㐀-䶿一-鿿豈-﫿가-힯\U00020000-\U0003134f"
_RUN: Final = re.compile(rf"[{_CJK}]+|[^\W_{_CJK}]+(?:['’\-][^\W_{_CJK}]+)*")
_IS_CJK: Final = re.compile(rf"[{_CJK}]")
_JOINT: Final = re.compile(r"['’\-]")

# Words that stand in any sentence. A number, a negation or a word such as "under" says
# something of the item or not; those that do not help to find are rare enough to do no harm.
_FUNCTION_WORDS: Final = """
    a an and any are as at be but by can could do for from get give have i if in into is it its
    like looking me my need of on or our please show so some something that the their them there
    these they this those to want was we what which with would you your
"""
FUNCTION_WORDS: Final = frozenset(_FUNCTION_WORDS.split())

_stemmers_lock = threading.Lock()


def words(text: str) -> list[str]:
    """Return the surface words: lower-case, as spelt, CJK runs whole, in simplified characters.

    >>> words("Men's T-Shirt, 100% cotton; 防水外套, 無線")
    ['men', 't-shirt', '100', 'cotton', '防水外套', '无线']
    """
    plain = simplified(unicodedata.normalize("NFKC", text).casefold())
    return [re.sub(r"['’]s$", "", run) for run in _RUN.findall(plain)]


def index_terms(text: str) -> list[str]:
    """Return the terms a text is found under, with repetitions, in order.

    A Latin word gives its stem; a compound gives its parts and the whole
    without the joint; a CJK run gives every character and every pair of
    neighbours. Function words give none.

    >>> index_terms("the rain-jackets 雨衣")
    ['rain', 'jacket', 'rainjacket', '雨', '衣', '雨衣']
    """
    return [term for word in words(text) for term in _terms(word, characters=True)]


def query_terms(word: str) -> list[str]:
    """Return the terms that one surface word looks for.

    As ``index_terms``, but a CJK run of two or more looks for pairs only: single
    characters are in too many words.

    >>> query_terms("雨衣"), query_terms("衣"), query_terms("jackets")
    (['雨衣'], ['衣'], ['jacket'])
    """
    return list(_terms(word, characters=False))


def is_cjk(word: str) -> bool:
    """Tell whether a surface word is a CJK run."""
    return bool(_IS_CJK.match(word))


def has_cjk(text: str) -> bool:
    """Tell whether any character of the text is CJK."""
    return bool(_IS_CJK.search(text))


def _terms(word: str, *, characters: bool) -> Iterator[str]:
    if is_cjk(word):
        if characters or len(word) == 1:
            yield from word
        yield from (word[i : i + 2] for i in range(len(word) - 1))
    elif word not in FUNCTION_WORDS:
        parts = _JOINT.split(word)
        yield from (stem(part) for part in parts)
        if len(parts) > 1:
            yield stem("".join(parts))


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return the English stem of a lower-case word."""
    with _stemmers_lock:  # a stemmer keeps its place in the word in itself
        return str(_english().stemWord(word))


@cache
def _english() -> EnglishStemmer:
    return EnglishStemmer()
