"""Questions for a count or for contents: "how many cups", "what does the set include"."""

import re
from typing import Final

from assistant.answers.asked_item import AskedItem, Found
from assistant.grounding.claims import sentences as sentence_spans
from assistant.grounding.evidence import READ_OF_DESCRIPTION, is_aside, normalise_lines
from assistant.grounding.tokens import stems
from assistant.untrusted import normalise, shorten

_LONGEST_QUOTE: Final = 220
_COUNTED: Final = re.compile(r"\bhow many (?P<what>[a-z]+)", re.IGNORECASE)
_UNITS: Final = {
    "litre": ("l",), "liter": ("l",), "millilitre": ("ml",), "inch": ("in", '"'),
    "watt": ("w",), "centimetre": ("cm",), "kilo": ("kg",), "gram": ("g",),
    "hour": ("h", "hr"), "gigabyte": ("gb",),
}  # fmt: skip
"""How a listing writes a unit for short."""
_NUMBER: Final = (
    r"(?:\d+(?:\.\d+)?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty)"
)
_INCLUDING: Final = re.compile(
    r"\b(?:includ(?:es?|ed|ing)|comes? with|supplied with|set of|pack of)\b", re.IGNORECASE
)
_COUNTING: Final = re.compile(
    r"\band (?:an?|two|three|four|five|six|eight|ten|twelve) [a-z-]+", re.IGNORECASE
)
"""What counts the things in a set: "a duvet cover and two pillowcases"."""


def how_many(asked: AskedItem) -> Found | None:
    """Answer by the value, the title or the sentence that counts it; None where none does."""
    found = _COUNTED.search(asked.question)
    if found is None:
        return None
    pattern = _counting(found["what"].casefold())
    for field, values in asked.item.attributes.items():
        for value in values:
            if pattern.search(value):
                said = normalise(value, 60)
                name = field.replace("_", " ")
                return asked.say(f"It is listed with {name} {said}.", f"标明{said}。"), (field,)
    if counted := pattern.search(normalise(asked.item.title, 200)):
        said = counted[0]
        return asked.say(f"Its title says: {said}.", f"商品名写明：{said}。"), ("title",)
    return _told(asked, _sentence(asked, pattern))


def what_is_included(asked: AskedItem) -> Found | None:
    """Answer "what does the set include" by the sentence that says or counts what is in it."""
    return _told(asked, _sentence(asked, _INCLUDING) or _sentence(asked, _COUNTING))


def _told(asked: AskedItem, quoted: str) -> Found | None:
    if not quoted:
        return None
    return asked.say(f"The listing says: “{quoted}”", f"商品描述说：“{quoted}”"), ("description",)


def _counting(what: str) -> re.Pattern[str]:
    """Return what finds "6 cups" and "1.7 L" by the "cups" and the "litres" asked for."""
    stem = stems(what)[0] if stems(what) else what
    singular = what.removesuffix("s")
    short = [re.escape(unit) for unit in _UNITS.get(singular, ())]
    named = "|".join([rf"{re.escape(stem)}\w{{0,3}}", re.escape(what), *short])
    return re.compile(rf"\b{_NUMBER}[ -]?(?:{named})(?![a-z])", re.IGNORECASE)


def _sentence(asked: AskedItem, pattern: re.Pattern[str]) -> str:
    """Return the sentence of the description that counts it of the item itself."""
    description = normalise_lines(asked.item.description)[:READ_OF_DESCRIPTION]
    for start, end in sentence_spans(description):
        sentence = description[start:end].strip(" •")
        if pattern.search(sentence) and not is_aside(sentence):
            return shorten(sentence, _LONGEST_QUOTE)
    return ""
