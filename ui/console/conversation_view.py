"""What the page of a conversation shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING, Any, Final

from assistant.dialogue import Role, Turn
from assistant.intent import Intent
from assistant.memory import UnknownSessionError
from assistant.service.conversations import Conversation, UnknownConversationError
from assistant.service.drafts import DraftCheck, check_draft
from assistant.service.service import Service
from assistant.service.shown_lists import ShownList
from ranking.curve import Point, variety
from ranking.ranked import RankedItem
from retrieval.items import Item
from retrieval.knowledge import Passage
from ui.api.messages.replies import chip_messages

if TYPE_CHECKING:
    from assistant.assistant import Assistant

PASSAGES: Final = 4
DRAFTED_ITEMS: Final = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One turn of the transcript.

    Attributes:
        number: Its place in the dialogue.
        turn: The turn.
        items: The items shown that are still sold, in order.
        liked: The shopper's thumb on it; None without one.
    """

    number: int
    turn: Turn
    items: tuple[Item, ...]
    liked: bool | None


class Views:
    """Looks conversations up for their page."""

    def __init__(self, assistant: "Assistant", service: Service) -> None:
        """Take who converses, and the desk."""
        self._assistant = assistant
        self._service = service

    def transcript(self, conversation: Conversation) -> dict[str, Any]:
        """Return what the transcript shows.

        Raises:
            UnknownConversationError: If it was deleted meanwhile.
        """
        turns = self._turns(conversation)
        found = self._assistant.items({i for turn in turns for i in turn.shown})
        thumbs = self._service.journal.ratings(conversation.session_id)
        lines = [
            Line(
                number,
                turn,
                tuple(found[i] for i in turn.shown if i in found),
                thumbs.get(number),
            )
            for number, turn in enumerate(turns)
            # A tap has no words; its answer speaks for it.
            if turn.role is not Role.SHOPPER or turn.text or turn.photo_id
        ]
        return {"conversation": conversation, "lines": lines}

    def panel(self, conversation: Conversation) -> dict[str, Any]:
        """Return what stands beside the transcript."""
        turns = self._turns(conversation)
        intent = self._intent(conversation)
        number, shown = self._latest_list(conversation, turns)
        ranked = self._ranked(shown, turns[number].shown if number >= 0 else ())
        return {
            "conversation": conversation,
            "intent": intent,
            "chips": chip_messages(intent, self._assistant.currency()),
            "ranked": ranked,
            "trade_off": shown.trade_off if shown else None,
            "points": self._curve(conversation, intent, len(ranked)),
            "current": _current(shown, ranked),
            "notes": self._service.journal.notes(conversation.session_id),
        }

    def draft(self, conversation: Conversation, text: str, attached: Sequence[str]) -> DraftCheck:
        """Hold a draft against the items attached, or else those shown last, and the policy."""
        turns = self._turns(conversation)
        last = next((turn.shown for turn in reversed(turns) if turn.shown), ())
        found = self._assistant.items(attached or last)
        items = [
            RankedItem(item, rank, 0.0, 0.0, {}) for rank, item in enumerate(found.values(), 1)
        ]
        return check_draft(text, items, self._intent(conversation), self._policy(text))

    def prefilled(
        self, conversation: Conversation, attached: Sequence[str], quote: str, *, drafted: bool
    ) -> tuple[str, list[str]]:
        """Return what the reply box begins with: text, and ids of items."""
        if drafted:
            reply = self._assistant.draft(conversation.session_id)
            ids = [ranked.item.item_id for ranked in reply.items[:DRAFTED_ITEMS]]
            return reply.text, ids
        known = self._assistant.items(attached)
        quoted = [p for p, _ in self._assistant.shelf.passages(quote, 20) if p.passage_id == quote]
        text = f"From “{quoted[0].title}”: {quoted[0].text}" if quoted else ""
        return text, list(known)

    def _policy(self, text: str) -> list[Passage]:
        found = [passage for passage, _ in self._assistant.shelf.passages(text, PASSAGES)]
        today = self._service.now().astimezone().date()
        for promotion in self._assistant.shelf.promotions(today):
            code = f" with the code {promotion.code}" if promotion.code else ""
            said = f"{promotion.percent_off} % off{code}, until {promotion.ends:%-d %B %Y}."
            title = promotion.title
            found.append(Passage(promotion.promotion_id, "promotion", title, f"{title}: {said}"))
        return found

    def _turns(self, conversation: Conversation) -> list[Turn]:
        try:
            return list(self._assistant.dialogue(conversation.session_id))
        except UnknownSessionError:
            raise UnknownConversationError("The shopper has deleted this conversation.") from None

    def _intent(self, conversation: Conversation) -> Intent:
        return self._assistant.state(conversation.session_id).intent

    def _latest_list(
        self, conversation: Conversation, turns: Sequence[Turn]
    ) -> tuple[int, ShownList | None]:
        """Return the place of the last turn with items, and how they were ranked."""
        lists = self._service.desk.lists(conversation.session_id)
        number = next((n for n in range(len(turns) - 1, -1, -1) if turns[n].shown), -1)
        return number, lists.get(number)

    def _ranked(self, shown: ShownList | None, ids: Sequence[str]) -> list[RankedItem]:
        found = self._assistant.items(ids)
        why: Mapping[str, Any] = {each.item_id: each for each in shown.items} if shown else {}
        return [
            RankedItem(
                item,
                rank,
                why[item_id].relevance if item_id in why else 0.0,
                why[item_id].novelty if item_id in why else 0.0,
                why[item_id].contributions if item_id in why else {},
            )
            for rank, (item_id, item) in enumerate(found.items(), 1)
        ]

    def _curve(self, conversation: Conversation, intent: Intent, k: int) -> tuple[Point, ...]:
        if not k:
            return ()
        photo = None
        if intent.photo_id is not None:
            photo = self._assistant.photo(conversation.session_id, intent.photo_id)
        return self._assistant.shelf.curve(intent, photo, k=k)


def _current(shown: ShownList | None, ranked: Sequence[RankedItem]) -> Point | None:
    if shown is None or not ranked:
        return None
    relevance = fmean(each.relevance for each in ranked)
    return Point(shown.trade_off, relevance, variety([each.item for each in ranked]))
