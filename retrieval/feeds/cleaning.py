"""Turning a shop's text into plain text: markup, control and invisible characters."""

import re
import unicodedata
from html.parser import HTMLParser
from typing import Final

_NEWLINE: Final = "\n"
_BLOCKS: Final = frozenset(
    {"p", "div", "br", "li", "ul", "ol", "tr", "table", "section", "article", "blockquote"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "hr"}
)
_UNSPOKEN: Final = frozenset({"script", "style", "template", "noscript", "iframe", "svg"})
_MARKUP: Final = re.compile(r"<[a-zA-Z/!]|&[#a-zA-Z]")
_SECTION: Final = re.compile(r"<!\[(?:CDATA\[)?|\]\]>")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
# Zero-width and direction marks, and the tag letters that spell unseen text.
_INVISIBLE: Final = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
# A joiner is part of an emoji or of several scripts; in Latin text it only hides.
_STRAY_JOINER: Final = re.compile("(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])")
_TRADE_MARKS: Final = re.compile("[\u00ae\u00a9\u2122\u2120]")
_SPACE: Final = re.compile(r"[^\S\n]+")

_NAMES: Final = {
    "color": "colour",
    "colors": "colour",
    "colours": "colour",
    "color_pattern": "colour",
    "sizes": "size",
    "shoe_size": "size",
    "clothing_size": "size",
    "materials": "material",
    "fabric": "material",
    "fabrics": "material",
    "patterns": "pattern",
    "features": "feature",
    "gender": "audience",
    "target_gender": "audience",
    "age_group": "audience",
    "activities": "activity",
    "seasons": "season",
    "styles": "style",
    "tags": "tag",
}


def visible(text: str) -> str:
    """Drop what cannot be seen: control, zero-width and direction characters."""
    spaced = _CONTROL.sub(" ", text.replace("\r\n", _NEWLINE).replace("\r", _NEWLINE))
    return _STRAY_JOINER.sub("", _INVISIBLE.sub("", spaced))


def plain_text(text: str) -> str:
    """Turn HTML or plain text into plain paragraphs.

    Tags go, character references are resolved, scripts and styles are dropped,
    a list item begins with a bullet, and runs of blanks become one.
    """
    if _MARKUP.search(text):
        reader = _Reader()
        # Python's parser refuses some sections that begin like this.
        reader.feed(_SECTION.sub("", text))
        reader.close()
        text = "".join(reader.parts)
    lines = (_SPACE.sub(" ", line).strip() for line in visible(text).split(_NEWLINE))
    return _NEWLINE.join(line for line in lines if line and line != "•")


def one_line(text: str) -> str:
    """Turn HTML or plain text into a single line of plain text."""
    return " ".join(plain_text(text).split())


def attribute_name(name: str) -> str:
    """Bring an attribute's name to the catalogue's form.

    >>> attribute_name("Color (product.metafields.shopify.color-pattern)")
    'colour'
    >>> attribute_name("Heel Height")
    'heel_height'
    """
    bare = unicodedata.normalize("NFKC", one_line(name).partition("(")[0]).lower()
    joined = "_".join(re.findall(r"\w+", bare)).strip("_")
    return _NAMES.get(joined, joined)


def attribute_value(value: str) -> str:
    """Bring an attribute's value to the catalogue's form: lower-case and NFKC.

    >>> attribute_value("LumaTech&trade; &frac14; Zip")
    'lumatech 1/4 zip'
    """
    bare = _TRADE_MARKS.sub("", one_line(value))
    # NFKC writes a fraction with a slash that no keyboard has.
    composed = unicodedata.normalize("NFKC", bare).replace("\u2044", "/")
    return " ".join(composed.lower().split())


class _Reader(HTMLParser):
    """Collects the text of markup in ``parts``."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unspoken = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in _UNSPOKEN:
            self._unspoken += 1
        elif tag in _BLOCKS:
            self.parts.append(_NEWLINE + "• " * (tag == "li"))

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSPOKEN:
            self._unspoken = max(0, self._unspoken - 1)
        elif tag in _BLOCKS:
            self.parts.append(_NEWLINE)

    def handle_data(self, data: str) -> None:
        if not self._unspoken:
            self.parts.append(data)
