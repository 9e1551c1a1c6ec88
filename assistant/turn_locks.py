"""One turn at a time in each conversation."""

import threading
from contextlib import AbstractContextManager
from weakref import WeakValueDictionary


class TurnLocks:
    """Locks by session id: two tabs must not overwrite each other."""

    def __init__(self) -> None:
        """Begin with none; each is made when it is first asked for."""
        self._locks: WeakValueDictionary[str, _Lock] = WeakValueDictionary()
        self._guard = threading.Lock()

    def of(self, session_id: str) -> AbstractContextManager[object]:
        """Return the conversation's lock, to be held for a turn."""
        with self._guard:
            lock = self._locks.get(session_id)
            if lock is None:
                lock = self._locks[session_id] = _Lock()
        return lock


class _Lock:
    """A lock that lives as long as somebody holds or awaits it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()

    def __enter__(self) -> None:
        self._lock.acquire()

    def __exit__(self, *_: object) -> None:
        self._lock.release()
