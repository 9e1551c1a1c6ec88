"""The client for plain code."""

from collections.abc import Iterator
from types import TracebackType
from typing import Any, Self

import httpx
from httpx_sse import EventSource
from tenacity import Retrying

from ui.api.messages import (
    ItemMessage,
    ReplyMessage,
    SearchMessage,
    SessionMessage,
    SessionOpened,
    Tap,
)
from ui.client import requests
from ui.client.errors import (
    TryAgainError,
    a_broken_line_is_tried_again,
    check,
    given_up_at_last,
)
from ui.client.events import Done, Event, Heard, read_event
from ui.client.requests import Turn


class Aisle:
    """A shop at an address.

    >>> shop = Aisle("http://localhost:7860")  # doctest: +SKIP
    >>> conversation = shop.converse()  # doctest: +SKIP
    >>> reply = conversation.say("a waterproof jacket under $120")  # doctest: +SKIP
    >>> [ranked.item.title for ranked in reply.items]  # doctest: +SKIP
    """

    def __init__(self, base_url: str, *, timeout: float = requests.TIMEOUT) -> None:
        """Take the shop's address; nothing is sent yet.

        Args:
            base_url: Such as ``http://localhost:7860``.
            timeout: Seconds of silence after which the line is given up.
        """
        self._http = httpx.Client(base_url=base_url, timeout=timeout)

    def __enter__(self) -> Self:
        """Use the client in a ``with`` block, which closes it."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close the client."""
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def converse(self, session_id: str | None = None) -> "Conversation":
        """Open a conversation, or go on with one whose id you kept."""
        if session_id is None:
            opened = SessionOpened.model_validate_json(self.ask("POST", "/api/sessions"))
            session_id = opened.session_id
        return Conversation(self, session_id)

    def search(self, text: str = "", **filters: Any) -> SearchMessage:  # noqa: ANN401 - the route checks them
        """Search without a conversation.

        Args:
            text: What is sought.
            filters: Those of ``GET /api/search``, such as ``max_price=100``,
                ``attribute="colour:green"`` or ``k=3``.
        """
        content = self.ask("GET", "/api/search", params={"q": text, **filters})
        return SearchMessage.model_validate_json(content)

    def item(self, item_id: str) -> ItemMessage:
        """Return an item as it stands now."""
        return ItemMessage.model_validate_json(self.ask("GET", requests.item_path(item_id)))

    def ask(self, method: str, path: str, **arguments: Any) -> bytes:  # noqa: ANN401 - httpx's
        """Send a request, again where that may help, and return the answer's body.

        Raises:
            AisleError: If the shop refuses, or can't be reached.
        """

        def once() -> bytes:
            with a_broken_line_is_tried_again():
                answer = self._http.request(method, path, **arguments)
            check(answer)
            return answer.content

        with given_up_at_last():
            return Retrying(**requests.retries())(once)

    def hear(self, turn: Turn, heard: Heard) -> Iterator[Event]:
        """Send a turn, or send it again, and yield what was not heard yet.

        Raises:
            TryAgainError: If the line broke.
            AisleError: If the shop refuses.
        """
        with (
            a_broken_line_is_tried_again(),
            self._http.stream("POST", turn.path, **turn.arguments()) as answer,
        ):
            if not answer.is_success:
                answer.read()
                check(answer)
            for sent in EventSource(answer).iter_sse():
                event = read_event(sent)
                if event is not None and heard.is_news(event):
                    yield event
        if not heard.done:
            raise TryAgainError("the stream ended before the turn was done")


class Conversation:
    """One conversation; whoever has its ``session_id`` has it."""

    def __init__(self, shop: Aisle, session_id: str) -> None:
        """Go on with a conversation; use ``Aisle.converse`` to open one."""
        self._shop = shop
        self.session_id = session_id

    def say(
        self,
        text: str,
        *,
        photo: bytes | None = None,
        k: int | None = None,
        trade_off: float | None = None,
    ) -> ReplyMessage:
        """Say something and wait for the whole reply; see ``stream``."""
        return _last(self.stream(text, photo=photo, k=k, trade_off=trade_off))

    def stream(
        self,
        text: str,
        *,
        photo: bytes | None = None,
        k: int | None = None,
        trade_off: float | None = None,
    ) -> Iterator[Event]:
        """Say something and hear the reply as it comes.

        A line that breaks is mended: the turn counts once, and no event is
        yielded twice.

        Args:
            text: In the shopper's words.
            photo: A picture's file.
            k: Length of the list wanted, in [1, 50].
            trade_off: Weight of variety in [0, 1].

        Yields:
            ``ItemsShown``, an ``Explained`` for each item, ``Done``.

        Raises:
            AisleError: If the shop refuses.
            AisleUnreachableError: If it can't be reached.
        """
        return self._events(requests.say(self.session_id, text, photo, k, trade_off))

    def tap(
        self, *operations: Tap, k: int | None = None, trade_off: float | None = None
    ) -> ReplyMessage:
        """Tap: post a chip's ``remove``, undo, like, dislike, start over."""
        return _last(self._events(requests.tap(self.session_id, operations, k, trade_off)))

    def look(self) -> SessionMessage:
        """Return the conversation as it stands."""
        content = self._shop.ask("GET", requests.session_path(self.session_id))
        return SessionMessage.model_validate_json(content)

    def forget(self) -> None:
        """Delete the conversation with its photos for good."""
        self._shop.ask("DELETE", requests.session_path(self.session_id))

    def _events(self, turn: Turn) -> Iterator[Event]:
        heard = Heard()
        with given_up_at_last():
            for attempt in Retrying(**requests.retries()):
                with attempt:
                    yield from self._shop.hear(turn, heard)


def _last(events: Iterator[Event]) -> ReplyMessage:
    replies = [event.reply for event in events if isinstance(event, Done)]
    return replies[-1]
