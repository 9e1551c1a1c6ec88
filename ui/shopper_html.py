"""A reply as HTML; every word of a seller or a shopper is escaped by the templates."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from jinja2 import Environment
from markupsafe import Markup

from assistant.intent import Intent
from assistant.money import price_text
from assistant.reply import Explanation, Reply
from ranking.ranked import RankedItem
from retrieval.items import Item
from ui.api.messages import chip_messages, photo_url
from ui.html import template_environment
from ui.labels.labels import read_aloud, text, tip
from ui.wording import few_left, percent_off

_TEMPLATES: Final = Path(__file__).parent / "templates"


_BARS: Final = frozenset(
    "words meaning photo joint caption preferences rating popularity price availability".split()  # noqa: SIM905
)
"""Contributions that have a label of their own; a name beyond them is shown as it is."""

_LEAST_TOLD: Final = 0.005
"""What moved an item by less, of two decimals shown, moved it by nothing."""

# Drawn for this page on a 24 by 24 grid, as strokes.
_ICONS: Final = {
    "heart": "M12 20C5 15 3 11.5 3 8.5A4.5 4.5 0 0 1 12 7a4.5 4.5 0 0 1 9 1.5C21 11.5 19 15 12 20Z",
    "down": "M5 5l14 14M12 3a9 9 0 1 1 0 18a9 9 0 0 1 0-18",
    "thumb": "M7 11v9H4v-9ZM7 11l4-8c2 0 2.5 2 2 6h6l1.5 2-2 8-1.5 1H7",
    "photo": "M4 4h16v16H4ZM4 16l5-5 4 4 3-3 4 4M15.5 7a1.5 1.5 0 1 1 0 3a1.5 1.5 0 0 1 0-3",
    "camera": "M3 7h4l2-3h6l2 3h4v13H3ZM12 9a4 4 0 1 1 0 8a4 4 0 0 1 0-8M18 10h.5",
    "send": "M12 19V5M6 11l6-6 6 6",
    "undo": "M8 5L4 9l4 4M4 9h10a5 5 0 0 1 0 10h-3",
    "restart": "M5 12a7 7 0 1 0 2.5-5.4M7 3v4h4",
    "theme": "M12 3a9 9 0 1 0 0 18ZM12 3a9 9 0 0 1 0 18",
}


@dataclass(frozen=True, slots=True)
class Bar:
    """One contribution, to be drawn.

    Attributes:
        name: For people.
        value: As the ranker gave it.
        share: Length in percent of the longest bar, in [0, 100].
        label: Key of its label, empty where it has none.
    """

    name: str
    value: float
    share: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of an explanation, and the field it rests on if it is a claim."""

    text: str
    field: str | None = None


def bars(ranked: RankedItem) -> list[Bar]:
    """Return the contributions that moved it, largest first, ties by name."""
    longest = max((abs(value) for value in ranked.contributions.values()), default=0.0)
    told = [pair for pair in ranked.contributions.items() if abs(pair[1]) >= _LEAST_TOLD]
    ordered = sorted(told, key=lambda pair: (-abs(pair[1]), pair[0]))
    return [
        Bar(
            name=name.replace("_", " ").capitalize(),
            value=value,
            share=round(abs(value) / longest * 100) if longest else 0,
            label=f"bar_{name}" if name in _BARS else "",
        )
        for name, value in ordered
    ]


def parts(explanation: Explanation) -> Iterator[Part]:
    """Cut an explanation at its claims; one that overlaps an earlier one is left out."""
    end = 0
    for claim in sorted(explanation.claims, key=lambda claim: (claim.start, claim.end)):
        if not end <= claim.start < claim.end <= len(explanation.text):
            continue
        if claim.start > end:
            yield Part(explanation.text[end : claim.start])
        yield Part(explanation.text[claim.start : claim.end], claim.field)
        end = claim.end
    if end < len(explanation.text):
        yield Part(explanation.text[end:])


def web_link(item: Item) -> str | None:
    """Return the item's link if a browser may follow it: http or https, nothing else."""
    if item.link is None:
        return None
    return item.link if urlsplit(item.link).scheme in ("http", "https") else None


def reply_html(reply: Reply, *, with_why: bool = True, notice: str = "") -> str:
    """Return a reply without its explanations, which are put into it as they come.

    Args:
        reply: What to show.
        with_why: Whether explanations will follow.
        notice: A line above it, such as why the conversation began anew.
    """
    return _render("reply", reply=reply, with_why=with_why, notice=notice)


def why_html(explanation: Explanation) -> str:
    """Return an explanation with its claims marked."""
    return _render("why", parts=parts(explanation))


def checked_html(explanation: Explanation) -> str:
    """Return the list of facts an explanation rests on; empty without any."""
    found = list(parts(explanation))
    return _render("checked", parts=found) if any(part.field for part in found) else ""


def chips_html(intent: Intent, currency: str | None) -> str:
    """Return what was understood as list items, limits of price in the currency."""
    return _render("chips", request=intent.request, chips=chip_messages(intent, currency))


def page_html(trade_off: float) -> str:
    """Return the page's frame, with the dial at the trade-off."""
    return _render("page", trade_off=trade_off)


def _render(name: str, **values: Any) -> str:  # noqa: ANN401 - whatever a template takes
    return _environment().get_template(f"{name}.html.jinja").render(values).strip()


@cache
def _environment() -> Environment:
    helpers: dict[str, Any] = {
        "aloud": read_aloud,
        "bars": bars,
        "few_left": few_left,
        "icon": _icon,
        "percent_off": percent_off,
        "photo_url": photo_url,
        "price_text": price_text,
        "t": text,
        "tip": tip,
        "web_link": web_link,
    }
    environment = template_environment(_TEMPLATES, helpers)
    environment.filters["json"] = json.dumps
    return environment


def _icon(name: str) -> Markup:
    return Markup(  # noqa: S704 - a drawing from the table above
        f'<svg viewBox="0 0 24 24" aria-hidden="true"><path d="{_ICONS[name]}"/></svg>'
    )
