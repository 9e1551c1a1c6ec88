"""What the turn before spoke of, and this one has named."""

from assistant.understanding.readers.draft import Draft
from retrieval.items import Item


def spoken_of(draft: Draft) -> tuple[Item, ...]:
    """Return the shown items that this turn, else the turn before, speaks of."""
    if draft.references:
        return draft.references[-1].items
    spoken = draft.moment.intent.references
    return tuple(item for item in draft.moment.shown if item.item_id in spoken)


def all_spoken_of(draft: Draft) -> tuple[Item, ...]:
    """Return all that this turn, else the turn before, speaks of, in the order shown."""
    named = {item.item_id for reference in draft.references for item in reference.items}
    spoken = named or set(draft.moment.intent.references)
    return tuple(item for item in draft.moment.shown if item.item_id in spoken)
