"""What happens on the shopper's page: each event becomes patches of the page.

A patch is cumulative: it holds the last exchanges whole, so that one lost or
overtaken on its way to the browser does no harm.
"""

import base64
import binascii
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, Final

from pydantic import Field

from assistant.dialogue import Role, Turn
from assistant.intent import Intent, StartOver
from assistant.memory import UnknownSessionError
from assistant.reply import Event, Explained, Finished, Reply, Shown
from ranking.ranked import RankedItem
from retrieval.catalog_errors import CatalogueError
from retrieval.photos import PhotoError
from ui.api.messages import TapsRequest, TurnRequest
from ui.shopper_html import checked_html, chips_html, reply_html, why_html
from ui.shopper_thread import Exchange, Threads, as_sold
from ui.wording import writer_note

if TYPE_CHECKING:
    from assistant.assistant import Assistant

Patch = dict[str, Any]
"""JSON that the page's script understands."""

_LATEST: Final = 2
_AGENT: Final = "agent-"
"""Begins the key of an exchange that a person of the shop began."""

_EXPIRED: Final = "Your earlier conversation is no longer kept, so this begins a new one."
_BROKEN_PHOTO: Final = "The photo did not arrive whole. Please try again."
_KEY: Final = r"^[\w-]{1,64}$"


class Said(TurnRequest):
    """The shopper sent a message; ``photo`` in base64."""

    key: str = Field(pattern=_KEY)
    photo: str | None = None


class Tapped(TapsRequest):
    """The shopper tapped; ``said`` names the tap where it is a turn of its own."""

    key: str = Field(pattern=_KEY)
    said: str = Field("", max_length=500)


class ShopperTurns:
    """Serves the events of every open page."""

    def __init__(self, assistant: "Assistant", *, is_staffed: bool = False) -> None:
        """Answer with ``assistant``.

        Args:
            assistant: Answers everything, unless a person has the conversation.
            is_staffed: Whether there is a service desk, whose people may answer.
        """
        self._assistant = assistant
        self._is_staffed = is_staffed
        self._threads = Threads()

    def open(self, session_id: str | None) -> tuple[Patch, str | None]:
        """Show a conversation as it stands, or the welcome where there is none.

        Returns:
            The patch, and the session id to remember (None if it is unknown).
        """
        if session_id is None:
            return self._blank(), None
        try:
            thread = self._threads.of(session_id) or self._rebuilt(session_id)
            thread = self._with_agents(session_id, thread)
        except UnknownSessionError:
            return self._blank(), None
        thread = self._as_sold(thread)
        self._threads.keep(session_id, thread)
        return self._patch(session_id, thread) | {"whole": True}, session_id

    def say(self, session_id: str | None, said: Said) -> Iterator[tuple[Patch, str | None]]:
        """Answer a message, card list first; opens a session where needed."""
        exchange = Exchange(said.key, said.text, with_photo=said.photo is not None)
        try:
            photo = None if said.photo is None else base64.b64decode(said.photo, validate=True)
        except binascii.Error:
            yield self._refused(exchange, _BROKEN_PHOTO), session_id
            return
        known, session_id = self._session(session_id)
        if not known:
            exchange.notice = _EXPIRED
        events = self._assistant.respond(
            session_id, said.text, photo=photo, k=said.k, trade_off=said.trade_off
        )
        yield from self._play(session_id, exchange, events)

    def tap(self, session_id: str | None, tapped: Tapped) -> Iterator[tuple[Patch, str | None]]:
        """Do what was tapped; its list takes the place of the last one.

        A tap that counts as a turn ("more like this") gets an exchange of its
        own, and starting over begins another conversation.
        """
        operations = [one.operation() for one in tapped.operations]
        if any(isinstance(operation, StartOver) for operation in operations):
            # A conversation of its own, so that not even a rebuilt page shows the old one.
            yield self._blank(), None
            return
        known, session_id = self._session(session_id)
        events = self._assistant.tap(session_id, operations, k=tapped.k, trade_off=tapped.trade_off)
        exchange = self._tapped_exchange(session_id, tapped)
        if not known:
            exchange.notice = _EXPIRED
        yield from self._play(session_id, exchange, events)

    def _session(self, session_id: str | None) -> tuple[bool, str]:
        """Return whether the session is the one asked for, and a session to use."""
        if session_id is None:
            return True, self._assistant.open_session()
        try:
            self._assistant.state(session_id)
        except UnknownSessionError:
            return False, self._assistant.open_session()
        return True, session_id

    def _tapped_exchange(self, session_id: str, tapped: Tapped) -> Exchange:
        thread = self._threads.of(session_id)
        if tapped.said or not thread:
            return Exchange(tapped.key, tapped.said)
        last = thread[-1]
        return Exchange(last.key, last.said, last.with_photo)

    def _play(
        self, session_id: str, exchange: Exchange, events: Iterator[Event]
    ) -> Iterator[tuple[Patch, str]]:
        """Yield a patch for every event; the turn goes on to its end whoever still listens."""
        patches: SimpleQueue[Patch | None] = SimpleQueue()

        def play() -> None:
            try:
                for event in events:
                    _take(exchange, event)
                    self._threads.put(session_id, exchange)
                    patches.put(self._patch(session_id, self._latest(session_id)))
            finally:
                patches.put(None)

        # A generator that nobody reads any more stands still; a thread does not.
        apart = ThreadPoolExecutor(max_workers=1, thread_name_prefix="turn")
        played = apart.submit(play)
        apart.shutdown(wait=False)
        try:
            while (patch := patches.get()) is not None:
                yield patch, session_id
            played.result()
        except PhotoError as error:
            yield self._refused(exchange, f"That photo can't be used: {error}."), session_id
        except CatalogueError as error:
            yield self._refused(exchange, str(error)), session_id

    @staticmethod
    def _refused(exchange: Exchange, problem: str) -> Patch:
        return {"problem": problem, "key": exchange.key, "said": exchange.said}

    def _latest(self, session_id: str) -> list[Exchange]:
        latest = (self._threads.of(session_id) or [])[-_LATEST:]
        return [*self._as_sold(latest[:-1]), *latest[-1:]]

    def _as_sold(self, exchanges: list[Exchange]) -> list[Exchange]:
        """Return the exchanges with their items as they are now, less those no longer sold.

        A sentence about an item that changed is left out: it rests on what the
        item said before.
        """
        shown = {r.item.item_id for e in exchanges if e.reply for r in e.reply.items}
        items = self._assistant.items(sorted(shown)) if shown else {}
        return [as_sold(exchange, items) for exchange in exchanges]

    def _blank(self) -> Patch:
        blank: Patch = {"whole": True, "turns": [], "chips": "", "can_undo": False}
        return blank | self._status() | self._line(None)

    def _patch(self, session_id: str, exchanges: list[Exchange]) -> Patch:
        state = self._assistant.state(session_id)
        return {
            "turns": [_turn(exchange) for exchange in exchanges],
            "chips": chips_html(state.intent, self._assistant.currency()),
            "can_undo": bool(state.past),
        } | (self._status() | self._line(session_id))

    def _status(self) -> Patch:
        status = self._assistant.model_status()
        return {"status": writer_note(status) or "", "readiness": status.readiness}

    def _line(self, session_id: str | None) -> Patch:
        """Tell the page where to listen for a person, and what it has heard already."""
        if not self._is_staffed:
            return {}
        thread = self._threads.of(session_id) if session_id else None
        heard = [int(e.key.removeprefix(_AGENT)) for e in thread or () if e.agent]
        return {"session": session_id, "heard": max(heard, default=-1)}

    def _with_agents(self, session_id: str, thread: list[Exchange]) -> list[Exchange]:
        """Return the thread with what people of the shop have said since."""
        known = {exchange.key for exchange in thread}
        dialogue = self._assistant.dialogue(session_id)
        return [
            *thread,
            *(
                self._of_agent(place, turn)
                for place, turn in enumerate(dialogue)
                if turn.role is Role.AGENT and f"{_AGENT}{place}" not in known
            ),
        ]

    def _of_agent(self, place: int, turn: Turn) -> Exchange:
        key, reply = f"{_AGENT}{place}", self._told(turn)
        return Exchange(key, reply=reply, notice=turn.name, agent=turn.name, busy=False)

    def _rebuilt(self, session_id: str) -> list[Exchange]:
        """Return the exchanges that the dialogue remembers, without their reasons."""
        exchanges: list[Exchange] = []
        for index, turn in enumerate(self._assistant.dialogue(session_id)):
            if turn.role is Role.AGENT:
                exchanges.append(self._of_agent(index, turn))
            elif turn.role is Role.ASSISTANT and exchanges and not exchanges[-1].agent:
                exchanges[-1].reply = self._told(turn)
            elif turn.text or turn.photo_id or not exchanges:
                # A tap has no words: its list takes the place of the last one.
                key, with_photo = f"past-{index}", turn.photo_id is not None
                exchanges.append(Exchange(key, turn.text, with_photo, busy=False))
        return exchanges

    def _told(self, turn: Turn) -> Reply:
        """Return the reply that a turn was, as far as the dialogue remembers it."""
        return Reply(turn.text, Intent(), self._shown(turn.shown))

    def _shown(self, item_ids: tuple[str, ...]) -> tuple[RankedItem, ...]:
        found = self._assistant.items(item_ids)
        return tuple(
            RankedItem(found[item_id], rank, relevance=0.0, novelty=0.0, contributions={})
            for rank, item_id in enumerate(item_ids, start=1)
            if item_id in found
        )


def _take(exchange: Exchange, event: Event) -> None:
    """Bring an exchange on; what others may be reading is replaced, never changed."""
    match event:
        case Shown(reply):
            exchange.reply = reply
            if reply.attended_by:  # the assistant is silent: a line, and no answer
                exchange.notice, exchange.reply = reply.text, replace(reply, text="")
        case Explained(explanation):
            exchange.explanations = exchange.explanations | {explanation.item_id: explanation}
        case Finished(reply):
            exchange.reply = replace(reply, text="") if reply.attended_by else reply
            told = {e.item_id: e for e in reply.explanations}
            exchange.explanations = exchange.explanations | told
            exchange.busy = False


def _turn(exchange: Exchange) -> Patch:
    reply = exchange.reply
    with_why = exchange.busy or bool(exchange.explanations)
    return {
        "key": exchange.key,
        "said": exchange.said,
        "with_photo": exchange.with_photo,
        "busy": exchange.busy,
        "reply": ""
        if reply is None
        else reply_html(reply, with_why=with_why, notice=exchange.notice),
        "announce": "" if reply is None else reply.text,
        "why": {i: why_html(e) for i, e in exchange.explanations.items()},
        "checked": {i: checked_html(e) for i, e in exchange.explanations.items()},
    }
