"""Which language a turn is in."""

import re
from typing import Final

from assistant.understanding.readers.sentence import tokenise
from assistant.understanding.readers.word_lists import function_words, glossary, listed

_SCRIPTS: Final = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
)
_WORDS: Final = {
    "es": listed(
        "el la los las una un para quiero busco con sin por más que de y necesito tienes barato"
    ),
    "fr": listed("le la les une un pour je cherche avec sans des et moins plus veux est du besoin"),
    "de": listed("der die das ein eine für ich suche mit ohne und nicht unter bitte brauche einen"),
    "it": listed("il lo gli una un per vorrei cerco con senza di e meno più che ho bisogno"),
    "pt": listed("o os uma um para quero com sem por mais que de e preciso não barato procuro"),
    "nl": listed("de het een voor ik zoek met zonder en niet onder graag wil"),
}
_ENGLISH: Final = listed(
    "i the a an and for with without under not in of to is it me my something need want show do "
    "you have looking what how can one please cheaper about that this like than or second first"
)
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_ENOUGH: Final = 3
_SHARE: Final = 0.15


def language_of(text: str, before: str) -> str:
    """Return the ISO 639-1 code of a text's language.

    A script decides where it makes up a fair part of the letters (product names
    stay Latin in a Chinese sentence); among Latin texts function words decide,
    and English stands unless another language has more of them. A text without
    letters, or a lone word, keeps the language spoken before.

    Args:
        text: What was said, cut to a length that is read.
        before: The language of the turn before.
    """
    letters = [character for word in _LETTERS.findall(text) for character in word]
    if not letters:
        return before
    for code, script in _SCRIPTS:
        if len(script.findall(text)) >= max(1, _SHARE * len(letters)):
            return code
    said = [word.casefold() for word in _LETTERS.findall(text)]
    counts = {code: sum(word in words for word in said) for code, words in _WORDS.items()}
    best = max(counts, key=lambda code: counts[code])
    english = sum(word in _ENGLISH for word in said)
    if counts[best] >= _ENOUGH - 1 and counts[best] > english:
        return best
    if len(said) < _ENOUGH and not english and before in _WORDS:
        return before
    return "en"


def in_english(text: str) -> str:
    """Return the English words the glossary has for a Chinese text; empty without telling ones."""
    said = [word for word in tokenise(text, glossary()).words if word.isascii()]
    telling = any(word.isalpha() and word not in function_words() for word in said)
    return " ".join(said) if telling else ""
