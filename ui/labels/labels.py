"""Reads the words of the shopper's page and puts them into its HTML.

The page is drawn in English. Every label names its key (``data-t`` for text,
``data-t-label`` for what is read aloud), so that the page's script can put another
language in its place without asking again.
"""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final

from markupsafe import Markup

LANGUAGES: Final = ("en", "zh")
DRAWN_IN: Final = "en"


@cache
def labels(language: str) -> Mapping[str, str]:
    """Return every label of a language by key; in braces stands what is filled in.

    Raises:
        KeyError: If there is no such language.
    """
    if language not in LANGUAGES:
        raise KeyError(f"the page has no labels in {language!r}; it has {', '.join(LANGUAGES)}")
    return json.loads(files("ui.labels").joinpath(f"{language}.json").read_text(encoding="utf-8"))


def text(key: str, **values: object) -> Markup:
    """Return a label as a span that names its key."""
    said = _filled(key, values)
    return Markup('<span data-t="{}"{}>{}</span>').format(key, _arguments(values), said)


def read_aloud(key: str, **values: object) -> Markup:
    """Return a label as the ``aria-label`` of an element, which may have only one."""
    said = _filled(key, values)
    return Markup('aria-label="{}" data-t-label="{}"{}').format(said, key, _arguments(values))


def tip(key: str) -> Markup:
    """Return a label as the ``title`` of an element; takes no values."""
    return Markup('title="{}" data-t-title="{}"').format(labels(DRAWN_IN)[key], key)


def _filled(key: str, values: Mapping[str, object]) -> str:
    spoken = {
        name: f"{value:%-d %B}" if isinstance(value, date) else value
        for name, value in values.items()
    }
    return labels(DRAWN_IN)[key].format(**spoken)


def _arguments(values: Mapping[str, object]) -> Markup:
    if not values:
        return Markup("")
    return Markup(' data-t-values="{}"').format(json.dumps(values, default=date.isoformat))
