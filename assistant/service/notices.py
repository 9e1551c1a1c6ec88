"""Who is to be woken when a conversation changes."""

import threading
from collections import defaultdict
from collections.abc import Callable
from typing import Final

QUEUE: Final = "queue"
"""The topic of everything that changes the lists of conversations."""

Wake = Callable[[], None]


class Notices:
    """Topics and their listeners, within this process; safe for several threads.

    A notice carries nothing: who is woken looks for what is new. So a notice
    that is missed, or comes from another process, only delays until the
    listener looks by itself.
    """

    def __init__(self) -> None:
        """Begin with nobody listening."""
        self._listeners: dict[str, list[Wake]] = defaultdict(list)
        self._lock = threading.Lock()

    def listen(self, topic: str, wake: Wake) -> Callable[[], None]:
        """Have ``wake`` called at every notice of a topic; return what ends that."""
        with self._lock:
            self._listeners[topic].append(wake)

        def leave() -> None:
            with self._lock:
                self._listeners[topic].remove(wake)
                if not self._listeners[topic]:
                    del self._listeners[topic]

        return leave

    def tell(self, *topics: str) -> None:
        """Wake everybody who listens to one of the topics."""
        with self._lock:
            wakes = [wake for topic in topics for wake in self._listeners.get(topic, ())]
        for wake in wakes:
            wake()
