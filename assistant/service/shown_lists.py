"""The lists of a conversation as they were shown, kept so that an agent sees the same."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, insert, select

from assistant.attendance import Turned
from assistant.service.tables import LISTS
from ranking.ranked import RankedItem


@dataclass(frozen=True, slots=True)
class ListedItem:
    """An item of a list as it was shown; see ``RankedItem``."""

    item_id: str
    rank: int
    relevance: float
    novelty: float
    contributions: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class ShownList:
    """A list as it was shown.

    Attributes:
        turn: Index of the reply in the dialogue.
        trade_off: Weight of variety that it was chosen by, in [0, 1].
        items: Best first.
    """

    turn: int
    trade_off: float
    items: tuple[ListedItem, ...]


def listed(items: Sequence[RankedItem]) -> tuple[ListedItem, ...]:
    """Return what is kept of a list."""
    return tuple(
        ListedItem(
            each.item.item_id,
            each.rank,
            round(each.relevance, 4),
            round(each.novelty, 4),
            {name: round(value, 4) for name, value in each.contributions.items()},
        )
        for each in items
    )


def keep_list(connection: Connection, turned: Turned) -> None:
    """Keep the list of a reply, which must have items; a turn has at most one."""
    content = [
        [each.item_id, each.rank, each.relevance, each.novelty, dict(each.contributions)]
        for each in listed(turned.reply.items)
    ]
    connection.execute(
        insert(LISTS).values(
            session_id=turned.session_id,
            turn=turned.turn,
            trade_off=turned.trade_off,
            content=json.dumps(content),
        )
    )


def kept_lists(connection: Connection, session_id: str) -> dict[int, ShownList]:
    """Return the lists shown in a conversation, by the turn of their reply, in order."""
    query = select(LISTS).where(LISTS.c.session_id == session_id).order_by(LISTS.c.turn)
    rows = connection.execute(query).mappings()
    return {row["turn"]: _shown(row) for row in rows}


def _shown(row: RowMapping) -> ShownList:
    items = tuple(ListedItem(*fields) for fields in json.loads(row["content"]))
    return ShownList(row["turn"], row["trade_off"], items)
