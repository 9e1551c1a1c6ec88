"""A turn's events, typed."""

from dataclasses import dataclass

import httpx_sse

from ui.api.messages import ExplanationMessage, ReplyMessage


@dataclass(frozen=True, slots=True)
class ItemsShown:
    """The list is there; its explanations are still missing."""

    reply: ReplyMessage


@dataclass(frozen=True, slots=True)
class Explained:
    """One explanation is ready, in no fixed order."""

    explanation: ExplanationMessage


@dataclass(frozen=True, slots=True)
class Done:
    """The reply is whole."""

    reply: ReplyMessage


Event = ItemsShown | Explained | Done


def read_event(sent: httpx_sse.ServerSentEvent) -> Event | None:
    """Return the event; None for a kind that a newer shop may send.

    Raises:
        ValidationError: If its data are not what they should be.
    """
    match sent.event:
        case "items":
            return ItemsShown(ReplyMessage.model_validate_json(sent.data))
        case "explanation":
            return Explained(ExplanationMessage.model_validate_json(sent.data))
        case "done":
            return Done(ReplyMessage.model_validate_json(sent.data))
        case _:
            return None


class Heard:
    """What of a turn has been passed on, so that a second hearing repeats nothing."""

    def __init__(self) -> None:
        """Begin with nothing heard."""
        self._shown = False
        self._explained: set[str] = set()
        self.done = False

    def is_news(self, event: Event) -> bool:
        """Tell whether the event is new, and note it."""
        match event:
            case ItemsShown():
                new, self._shown = not self._shown, True
            case Explained(explanation):
                new = explanation.item_id not in self._explained
                self._explained.add(explanation.item_id)
            case Done():
                new, self.done = not self.done, True
        return new
