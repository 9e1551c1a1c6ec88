"""A circuit breaker: stop asking what keeps failing, and try again later."""

import threading
import time
from collections.abc import Callable
from typing import Final

FAILURES: Final = 3
REST_SECONDS: Final = 20.0


class Circuit:
    """Closed while calls succeed, open for a while after several failures in a row.

    Once the rest is over, one call is let through as a trial: its success
    closes the circuit, its failure opens it for another rest. Safe to use from
    several threads.

    Args:
        failures: Failures in a row that open it, at least 1.
        rest: Seconds it stays open before a trial, above 0.
        clock: Seconds since any fixed moment, never going back.
    """

    def __init__(
        self,
        failures: int = FAILURES,
        rest: float = REST_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        if failures < 1 or rest <= 0:
            raise ValueError(f"failures ({failures}) must be at least 1 and rest ({rest}) above 0")
        self._most = failures
        self._rest = rest
        self._clock = clock
        self._lock = threading.Lock()
        self._failed = 0
        self._trial_due: float | None = None

    def admit(self) -> bool:
        """Ask to make a call; False while it rests or another's trial is on.

        Every admitted call must end in ``succeeded`` or ``failed``. A trial
        that never does is forgotten after another rest.
        """
        with self._lock:
            if self._trial_due is None:
                return True
            now = self._clock()
            if now < self._trial_due:
                return False
            self._trial_due = now + self._rest
            return True

    def succeeded(self) -> None:
        """Note that a call was answered; closes the circuit."""
        with self._lock:
            self._failed = 0
            self._trial_due = None

    def failed(self) -> None:
        """Note that a call was not answered; may open the circuit."""
        with self._lock:
            self._failed += 1
            if self._failed >= self._most:
                self._trial_due = self._clock() + self._rest

    def resting(self) -> float:
        """Return the seconds until a call is let through again; 0 if one is now."""
        with self._lock:
            if self._trial_due is None:
                return 0.0
            return max(0.0, self._trial_due - self._clock())
