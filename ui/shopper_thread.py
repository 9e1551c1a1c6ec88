"""The conversations that the page shows, so that a reload finds them again."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Final

from assistant.reply import Explanation, Reply
from retrieval.items import Item

CONVERSATIONS: Final = 1_000
"""Kept in memory, the latest used; older ones are rebuilt from the dialogue."""

EXCHANGES: Final = 200
"""Kept of one conversation, the latest."""


@dataclass(slots=True)
class Exchange:
    """What the shopper said and what the page shows for it.

    Attributes:
        key: Identifies it on the page.
        said: The shopper's words; empty after a tap.
        with_photo: Whether a photo came with them.
        reply: The answer, None until it is there.
        notice: A line above the answer.
        agent: Name of the person of the shop who says it unasked; empty otherwise.
        explanations: By item id, as far as they have come.
        busy: Whether more will come.
    """

    key: str
    said: str = ""
    with_photo: bool = False
    reply: Reply | None = None
    notice: str = ""
    agent: str = ""
    explanations: dict[str, Explanation] = field(default_factory=dict[str, Explanation])
    busy: bool = True


def as_sold(exchange: Exchange, items: Mapping[str, Item]) -> Exchange:
    """Return an exchange with its items as they are now.

    Args:
        exchange: Left as it is.
        items: Those of its items that are still sold, by id.
    """
    if exchange.reply is None:
        return exchange
    then = {ranked.item.item_id: ranked.item.version for ranked in exchange.reply.items}
    same = {item_id for item_id, item in items.items() if then.get(item_id) == item.version}
    if len(same) == len(then):
        return exchange
    kept = tuple(
        replace(ranked, item=items[ranked.item.item_id])
        for ranked in exchange.reply.items
        if ranked.item.item_id in items
    )
    explanations = tuple(e for e in exchange.reply.explanations if e.item_id in same)
    return replace(
        exchange,
        reply=replace(exchange.reply, items=kept, explanations=explanations),
        explanations={i: e for i, e in exchange.explanations.items() if i in same},
    )


class Threads:
    """Exchanges by session id; safe to use from several threads."""

    def __init__(self) -> None:
        """Begin with none."""
        self._threads: OrderedDict[str, list[Exchange]] = OrderedDict()
        self._lock = Lock()

    def of(self, session_id: str) -> list[Exchange] | None:
        """Return the exchanges in order, None where the conversation is not kept."""
        with self._lock:
            thread = self._threads.get(session_id)
            if thread is None:
                return None
            self._threads.move_to_end(session_id)
            return list(thread)

    def keep(self, session_id: str, exchanges: list[Exchange]) -> None:
        """Keep a conversation in place of what was kept of it."""
        with self._lock:
            self._threads[session_id] = exchanges[-EXCHANGES:]
            self._threads.move_to_end(session_id)
            while len(self._threads) > CONVERSATIONS:
                self._threads.popitem(last=False)

    def put(self, session_id: str, exchange: Exchange) -> None:
        """Add an exchange, in place of the one of its key if there is one."""
        with self._lock:
            thread = self._threads.setdefault(session_id, [])
            for index, kept in enumerate(thread):
                if kept.key == exchange.key:
                    thread[index] = exchange
                    return
            thread.append(exchange)
            del thread[:-EXCHANGES]
