"""The client for asyncio; what each method does stands in ``synchronous.py``."""

from collections.abc import AsyncIterator
from types import TracebackType
from typing import Any, Self

import httpx
from httpx_sse import EventSource
from tenacity import AsyncRetrying

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


class AsyncAisle:
    """A shop at an address; see ``Aisle``."""

    def __init__(self, base_url: str, *, timeout: float = requests.TIMEOUT) -> None:
        """Take the shop's address; nothing is sent yet."""
        self._http = httpx.AsyncClient(base_url=base_url, timeout=timeout)

    async def __aenter__(self) -> Self:
        """Use the client in an ``async with`` block, which closes it."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close the client."""
        await self.close()

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def converse(self, session_id: str | None = None) -> "AsyncConversation":
        """Open a conversation, or go on with one whose id you kept."""
        if session_id is None:
            opened = SessionOpened.model_validate_json(await self.ask("POST", "/api/sessions"))
            session_id = opened.session_id
        return AsyncConversation(self, session_id)

    async def search(self, text: str = "", **filters: Any) -> SearchMessage:  # noqa: ANN401 - the route checks them
        """Search without a conversation; see ``Aisle.search``."""
        content = await self.ask("GET", "/api/search", params={"q": text, **filters})
        return SearchMessage.model_validate_json(content)

    async def item(self, item_id: str) -> ItemMessage:
        """Return an item as it stands now."""
        return ItemMessage.model_validate_json(await self.ask("GET", requests.item_path(item_id)))

    async def ask(self, method: str, path: str, **arguments: Any) -> bytes:  # noqa: ANN401 - httpx's
        """Send a request, again where that may help, and return the answer's body.

        Raises:
            AisleError: If the shop refuses, or can't be reached.
        """

        async def once() -> bytes:
            with a_broken_line_is_tried_again():
                answer = await self._http.request(method, path, **arguments)
            check(answer)
            return answer.content

        with given_up_at_last():
            return await AsyncRetrying(**requests.retries())(once)

    async def hear(self, turn: Turn, heard: Heard) -> AsyncIterator[Event]:
        """Send a turn, or send it again, and yield what was not heard yet.

        Raises:
            TryAgainError: If the line broke.
            AisleError: If the shop refuses.
        """
        with a_broken_line_is_tried_again():
            async with self._http.stream("POST", turn.path, **turn.arguments()) as answer:
                if not answer.is_success:
                    await answer.aread()
                    check(answer)
                async for sent in EventSource(answer).aiter_sse():
                    event = read_event(sent)
                    if event is not None and heard.is_news(event):
                        yield event
        if not heard.done:
            raise TryAgainError("the stream ended before the turn was done")


class AsyncConversation:
    """One conversation; see ``Conversation``."""

    def __init__(self, shop: AsyncAisle, session_id: str) -> None:
        """Go on with a conversation; use ``AsyncAisle.converse`` to open one."""
        self._shop = shop
        self.session_id = session_id

    async def say(
        self,
        text: str,
        *,
        photo: bytes | None = None,
        k: int | None = None,
        trade_off: float | None = None,
    ) -> ReplyMessage:
        """Say something and wait for the whole reply."""
        return await _last(self.stream(text, photo=photo, k=k, trade_off=trade_off))

    def stream(
        self,
        text: str,
        *,
        photo: bytes | None = None,
        k: int | None = None,
        trade_off: float | None = None,
    ) -> AsyncIterator[Event]:
        """Say something and hear the reply as it comes; see ``Conversation.stream``."""
        return self._events(requests.say(self.session_id, text, photo, k, trade_off))

    async def tap(
        self, *operations: Tap, k: int | None = None, trade_off: float | None = None
    ) -> ReplyMessage:
        """Tap: post a chip's ``remove``, undo, like, dislike, start over."""
        return await _last(self._events(requests.tap(self.session_id, operations, k, trade_off)))

    async def look(self) -> SessionMessage:
        """Return the conversation as it stands."""
        content = await self._shop.ask("GET", requests.session_path(self.session_id))
        return SessionMessage.model_validate_json(content)

    async def forget(self) -> None:
        """Delete the conversation with its photos for good."""
        await self._shop.ask("DELETE", requests.session_path(self.session_id))

    async def _events(self, turn: Turn) -> AsyncIterator[Event]:
        heard = Heard()
        with given_up_at_last():
            async for attempt in AsyncRetrying(**requests.retries()):
                with attempt:
                    async for event in self._shop.hear(turn, heard):
                        yield event


async def _last(events: AsyncIterator[Event]) -> ReplyMessage:
    replies = [event.reply async for event in events if isinstance(event, Done)]
    return replies[-1]
