"""Text from sellers and shoppers made safe to stand in a prompt or a sentence.

Nothing here judges meaning. It removes what a person would not see (zero-width,
bidirectional and control characters, tag characters, blobs), folds look-alike
letters, bounds length, and fences the rest so that it reads as data.
"""

import re
import unicodedata
from typing import Final

FENCE_OPEN: Final = "<data {label}>"
FENCE_CLOSE: Final = "</data>"

# A word longer than any of a natural language: base64, hex, a key.
LONGEST_WORD: Final = 60
# Accents stacked on one letter beyond this are decoration ("zalgo").
MOST_MARKS: Final = 2
# Characters of one visible character that we are ready to read past.
_READ_PER_KEPT: Final = 8

_BLOB: Final = re.compile(rf"[A-Za-z0-9+/=_\-]{{{LONGEST_WORD},}}")
_SPACES: Final = re.compile(r"[ \t\u00a0]+")
_BREAKS: Final = re.compile(r"\s*\n\s*")
_ANGLES: Final = str.maketrans({"<": "‹", ">": "›"})
_LETTERS: Final = re.compile(r"[^\W\d_]+")

# Cyrillic and Greek letters that pass for Latin ones; folded only inside a word
# that also has Latin letters, so honest Greek and Russian stay what they are.
_LOOKALIKES: Final = str.maketrans(
    "аеорсухіјѕԁһԛԝАВЕКМНОРСТУХІЈЅαεοορτυνικΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aeopcyxijsdhqwABEKMHOPCTYXIJSaeooptuvikABEZHIKMNOPTYX",
)


def normalise(text: str, limit: int) -> str:
    """Return the text as a person would see it, on one line, at most ``limit`` long.

    Compatibility forms become plain ones (full-width digits, ligatures). A text
    that is too long ends at a word, with an ellipsis. Normalising twice changes
    nothing more. Takes time linear in ``limit``, not in the text.

    Args:
        text: Anything, of any length.
        limit: Characters at most, at least 1.

    Returns:
        Printable text without line breaks, with single spaces.
    """
    read = text[: limit * _READ_PER_KEPT]
    if read.isascii() and read.isprintable():
        return shorten(_SPACES.sub(" ", _BLOB.sub("…", read.replace("...", "…"))).strip(), limit)
    seen = unicodedata.normalize("NFKC", read)
    # NFKC spells an ellipsis out; put it back, so that a cut text stays as it is.
    seen = "".join(_visible(seen)).replace("...", "…")
    seen = _BREAKS.sub(" ", seen)
    seen = _BLOB.sub("…", seen)
    seen = _LETTERS.sub(_latinised, seen)
    seen = _SPACES.sub(" ", seen).strip()
    return shorten(seen, limit)


def shorten(text: str, limit: int) -> str:
    """Cut the text at the last word that fits, marking the cut with an ellipsis."""
    if len(text) <= limit:
        return text
    kept = text[: max(limit - 1, 0)]
    at_word = kept.rsplit(" ", 1)[0] if " " in kept and not text[limit - 1].isspace() else kept
    # Dots before the ellipsis would count towards it when the text is read again.
    return (at_word.rstrip(" .…") + "…")[:limit]


def fence(label: str, text: str, limit: int) -> str:
    """Return the normalised text between markers that it cannot forge.

    Args:
        label: What the text is, in our own words, such as ``title``.
        text: Untrusted text.
        limit: Characters kept of it at most, at least 1.
    """
    inside = normalise(text, limit).translate(_ANGLES)
    return f"{FENCE_OPEN.format(label=label)}{inside}{FENCE_CLOSE}"


def has_hidden(text: str) -> bool:
    """Tell whether the text holds characters that a person would not see."""
    return any(_is_hidden(character) for character in text)


def _is_hidden(character: str) -> bool:
    if character in "\n\t\r ":
        return False
    category = unicodedata.category(character)
    return category in ("Cc", "Cf", "Co", "Cs", "Cn") or character in "\u115f\u1160\u3164\u034f"


def _visible(text: str) -> list[str]:
    kept: list[str] = []
    marks = 0
    for character in text:
        if character in "\r\n\u2028\u2029\u0085\v\f":
            kept.append("\n")
        elif character == "\t":
            kept.append(" ")
        elif "\ufe00" <= character <= "\ufe0f" or _is_hidden(character):
            continue
        elif unicodedata.combining(character):
            marks += 1
            if marks <= MOST_MARKS:
                kept.append(character)
            continue
        else:
            kept.append(character)
        marks = 0
    return kept


def _latinised(word: re.Match[str]) -> str:
    letters = word.group()
    if letters.isascii() or not any(letter.isascii() for letter in letters):
        return letters
    return letters.translate(_LOOKALIKES)
