"""Waiting for news of a conversation, within an event loop."""

import asyncio
from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

from assistant.service.notices import Notices

LOOK_AGAIN: Final = 1.5
"""Seconds after which a listener looks by itself: news from another process rings no bell."""


class News:
    """Rings when there may be something new; for the loop it was made in."""

    def __init__(self) -> None:
        """Begin silent."""
        self._loop = asyncio.get_running_loop()
        self._event = asyncio.Event()

    def ring(self) -> None:
        """Wake who waits; from any thread."""
        self._loop.call_soon_threadsafe(self._event.set)

    async def wait(self, seconds: float = LOOK_AGAIN) -> None:
        """Wait for a ring, or for ``seconds`` at most."""
        try:
            await asyncio.wait_for(self._event.wait(), seconds)
        except TimeoutError:
            return
        self._event.clear()


@contextmanager
def listening(notices: Notices, topic: str) -> Generator[News]:
    """Give the news of a topic while the block lasts."""
    news = News()
    leave = notices.listen(topic, news.ring)
    try:
        yield news
    finally:
        leave()
