"""Talk to a shop from Python: ``Aisle`` for plain code, ``AsyncAisle`` for asyncio."""

from ui.client.asynchronous import AsyncAisle, AsyncConversation
from ui.client.errors import AisleError, AisleUnreachableError
from ui.client.events import Done, Event, Explained, ItemsShown
from ui.client.synchronous import Aisle, Conversation

__all__ = [
    "Aisle",
    "AisleError",
    "AisleUnreachableError",
    "AsyncAisle",
    "AsyncConversation",
    "Conversation",
    "Done",
    "Event",
    "Explained",
    "ItemsShown",
]
