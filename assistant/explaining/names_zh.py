"""What values of the catalogue are called in Chinese where they are shown."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from assistant.grounding.lexicon import terms
from retrieval.constraints import CATEGORY

_JOINTS: Final = re.compile("[&,/]")


def in_chinese(attribute: str, value: str) -> str:
    """Return the value's first Chinese name, or the value itself where it has none.

    A category that joins nouns ("Pots & Pans") is named by all of theirs.

    Args:
        attribute: Its name; empty for a value of whichever attribute.
        value: As the catalogue has it; only a category's may have capitals.
    """
    if attribute == CATEGORY:
        return _category_in_chinese(value.casefold()) or value
    return _name(attribute, value) or value


def _category_in_chinese(category: str) -> str | None:
    if named := _name(CATEGORY, category):
        return named
    names = _names()
    parts = [part.strip() for part in _JOINTS.split(category) if part.strip()]
    nouns = [names.get((CATEGORY, part)) or names.get((CATEGORY, _one(part))) for part in parts]
    known = list(dict.fromkeys(filter(None, nouns)))
    if not known or not all(nouns):
        return None
    return "与".join(filter(None, ("、".join(known[:-1]), known[-1])))


def _one(noun: str) -> str:
    """Return the singular of a category's noun, as the file has it."""
    return noun[:-2] if noun.endswith(("sses", "ches", "xes")) else noun.removesuffix("s")


def _name(attribute: str, value: str) -> str | None:
    return _names().get((attribute, value)) or _names().get(("", value))


@cache
def _names() -> Mapping[tuple[str, str], str]:
    """Return the names by attribute and value; by value alone where the attribute is empty."""
    names = {(attribute, value): name for attribute, value, name in _listed()}
    for term in terms():
        if term.chinese:
            names[term.attribute, term.value] = term.chinese[0]
            names.setdefault(("", term.value), term.chinese[0])
    return names


def _listed() -> Iterator[tuple[str, str, str]]:
    text = files("assistant.explaining").joinpath("names_zh.tsv").read_text("utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            attribute, value, name = line.split("\t")
            yield attribute, value, name
