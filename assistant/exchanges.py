"""A conversation retold: every exchange with its reply, as a face shows it again."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from assistant.dialogue import Dialogue, Role, Turn
from assistant.intent import Intent
from assistant.reply import Reply
from ranking.ranked import RankedItem
from retrieval.items import Item


@dataclass(frozen=True, slots=True)
class KeptReply:
    """A reply as it was given.

    Attributes:
        said: What a tap was called, where it counts as a turn of its own.
        reply: Whole, or without the explanations that were never finished.
    """

    said: str
    reply: Reply


@dataclass(frozen=True, slots=True)
class Exchange:
    """What was said, and what was answered.

    Attributes:
        key: The key the turn came with, or ``turn-N`` by its place in the dialogue.
        said: The shopper's words. Empty for a tap without a name, whose list
            takes the place of the one before it, and for an agent who writes
            unasked.
        photo_id: Id of the photo that came with it, or None.
        agent: Name of the agent who answered, empty where the assistant did.
        reply: The answer; None where none has come yet.
    """

    key: str
    said: str
    photo_id: str | None = None
    agent: str = ""
    reply: Reply | None = None


def retell(
    dialogue: Dialogue, kept: Mapping[str, KeptReply], items: Mapping[str, Item]
) -> tuple[Exchange, ...]:
    """Tell a conversation again, with its items as they stand now.

    A reply that was not kept is told by its text and its items. An item that is
    no longer sold is left out; so is the explanation of one that has changed,
    since it was checked against what the item was.

    Args:
        dialogue: The conversation.
        kept: Replies that were kept, by their turn's key.
        items: The items ever shown that are still sold, by id.

    Returns:
        The exchanges in order. A turn that follows an answered one without the
        shopper speaking, as an agent's may, is an exchange of its own.
    """
    told: list[Exchange] = []
    for place, turn in enumerate(dialogue):
        if turn.role is Role.SHOPPER:
            told.append(Exchange(turn.key or f"turn-{place}", turn.text, turn.photo_id))
            continue
        if not told or told[-1].reply is not None:
            told.append(Exchange(f"turn-{place}", ""))
        asked = told[-1]
        known = kept.get(asked.key) if turn.role is Role.ASSISTANT else None
        reply = _bare(turn, items) if known is None else current(known.reply, items)
        told[-1] = replace(
            asked,
            said=asked.said or (known.said if known else ""),
            agent=turn.name,
            reply=reply,
        )
    return tuple(told)


def current(reply: Reply, items: Mapping[str, Item]) -> Reply:
    """Return the reply with its items as they stand now; see ``retell``."""
    versions = {ranked.item.item_id: ranked.item.version for ranked in reply.items}
    unchanged = {i for i, version in versions.items() if i in items and items[i].version == version}
    return replace(
        reply,
        items=tuple(
            replace(ranked, item=items[ranked.item.item_id])
            for ranked in reply.items
            if ranked.item.item_id in items
        ),
        explanations=tuple(e for e in reply.explanations if e.item_id in unchanged),
    )


def _bare(turn: Turn, items: Mapping[str, Item]) -> Reply:
    shown = [items[item_id] for item_id in turn.shown if item_id in items]
    ranked = tuple(
        RankedItem(item, rank, relevance=0.0, novelty=0.0, contributions={})
        for rank, item in enumerate(shown, start=1)
    )
    return Reply(turn.text, Intent(), ranked)
