"""A reply as Markdown, piece by piece as it streams, with its items as annotations.

The list comes first and the reasons after it, so that nobody waits for a
sentence to see what was found.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from assistant.answers.compare import Comparison
from assistant.money import price_text
from assistant.reply import Event, Explained, Explanation, Finished, Reply, Shown
from ranking.ranked import RankedItem
from retrieval.items import Item
from ui.api.messages import RankedItemMessage, item_url
from ui.api.openai.responses import Annotation, Extras, URLCitation
from ui.wording import stock_note

_MARKS: Final = re.compile(r"([\\`*_\[\]<>|])")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the message.

    Attributes:
        text: To be added to what came before.
        annotations: The items that the text names, placed in the whole message.
        extras: What else the reply holds; only in the last piece.
    """

    text: str
    annotations: tuple[Annotation, ...] = ()
    extras: Extras | None = None


def pieces(events: Iterator[Event], base_url: str) -> Iterator[Piece]:
    """Word a turn's events; joined, the pieces are the whole message.

    Args:
        events: From ``Assistant.respond``.
        base_url: Where the shop answers, without a slash at the end; for the
            links of items whose page is not known.
    """
    waiting: dict[str, Explanation] = {}
    ranked: tuple[RankedItem, ...] = ()
    said = 0
    for event in events:
        match event:
            case Shown(reply):
                ranked = reply.items
                yield _opening(reply, base_url)
            case Explained(explanation):
                waiting[explanation.item_id] = explanation
            case Finished(reply):
                waiting |= {e.item_id: e for e in reply.explanations}
        while said < len(ranked) and ranked[said].item.item_id in waiting:
            reason = waiting[ranked[said].item.item_id].text
            said += 1
            before = "\n\n" if said == 1 else "\n"
            yield Piece(f"{before}**{said}.** {_plain(reason)}")
        if isinstance(event, Finished):
            yield _closing(event.reply)


def _opening(reply: Reply, base_url: str) -> Piece:
    text = _plain(reply.text)
    annotations: list[Annotation] = []
    for ranked in reply.items:
        url = item_url(ranked.item, base_url)
        text += f"\n\n{ranked.rank}. " if ranked.rank == 1 else f"\n{ranked.rank}. "
        link = f"[{_plain(ranked.item.title)}]({quote(url, safe=':/?&=#%,;+@~!$')})"
        place = URLCitation(
            start_index=len(text), end_index=len(text) + len(link), title=ranked.item.title, url=url
        )
        annotations.append(
            Annotation(type="url_citation", url_citation=place, item=RankedItemMessage.of(ranked))
        )
        text += link + "".join(f", {_plain(fact)}" for fact in _facts(ranked.item))
    if reply.comparison is not None:
        text += _table(reply.comparison)
    return Piece(text, tuple(annotations))


def _facts(item: Item) -> Iterator[str]:
    if item.price is not None:
        yield price_text(item.price)
    if item.rating is not None:
        yield f"★ {item.rating:g} ({item.rating_count})"
    yield stock_note(item).lower()


def _table(comparison: Comparison) -> str:
    heads = ["", *(_plain(title) for title in comparison.titles)]
    rows = [[row.label, *row.values] for row in comparison.rows]
    lines = [heads, ["---"] * len(heads), *([_plain(cell) for cell in row] for row in rows)]
    return "\n\n" + "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _closing(reply: Reply) -> Piece:
    extras = Extras.of(reply)
    if reply.question is None:
        return Piece("", extras=extras)
    answers = " / ".join(_plain(answer.label) for answer in reply.question.answers)
    return Piece(f"\n\n{_plain(reply.question.text)} ({answers})", extras=extras)


def _plain(text: str) -> str:
    """Escape what Markdown would read as more than words: sellers write what they like."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))
