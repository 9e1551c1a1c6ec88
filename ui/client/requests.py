"""The requests of the interface, alike for both clients: what is sent, and what is tried again."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

from tenacity import (
    RetryCallState,
    retry_if_exception_type,
    stop_after_attempt,
    wait_exponential_jitter,
)

from ui.api.messages import Tap, TapsRequest, TurnRequest
from ui.client.errors import TryAgainError

TIMEOUT: Final = 60.0
"""Seconds of silence after which the line is given up; the shop sends a sign every ten."""
ATTEMPTS: Final = 4
LONGEST_WAIT: Final = 20.0

_BACKOFF: Final = wait_exponential_jitter(multiplier=0.2, max=5.0)


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn to be sent: under a key, so that sending it twice makes it count once."""

    path: str
    key: str
    fields: Mapping[str, Any]

    def arguments(self) -> dict[str, Any]:
        """Return the arguments of the HTTP client."""
        return {"headers": {"Idempotency-Key": self.key}, **self.fields}


def say(
    session_id: str, text: str, photo: bytes | None, k: int | None, trade_off: float | None
) -> Turn:
    """Return the turn of something said.

    Raises:
        ValidationError: If ``k`` or ``trade_off`` is out of bounds.
    """
    message = TurnRequest(text=text, k=k, trade_off=trade_off).model_dump(exclude_none=True)
    path = f"{session_path(session_id)}/turns"
    if photo is None:
        return Turn(path, _key(), {"json": message})
    data = {name: str(value) for name, value in message.items()}
    return Turn(path, _key(), {"data": data, "files": {"photo": photo}})


def tap(session_id: str, operations: Sequence[Tap], k: int | None, trade_off: float | None) -> Turn:
    """Return the turn of a tap.

    Raises:
        ValidationError: If something is out of bounds.
    """
    taps = TapsRequest(operations=tuple(operations), k=k, trade_off=trade_off, said="")
    return Turn(f"{session_path(session_id)}/taps", _key(), {"json": taps.model_dump(mode="json")})


def session_path(session_id: str) -> str:
    """Return the path of a conversation."""
    return f"/api/sessions/{quote(session_id, safe='')}"


def item_path(item_id: str) -> str:
    """Return the path of an item."""
    return f"/api/items/{quote(item_id, safe='')}"


def retries() -> dict[str, Any]:
    """Return how often and how patiently to try again, for tenacity."""
    return {
        "retry": retry_if_exception_type(TryAgainError),
        "stop": stop_after_attempt(ATTEMPTS),
        "wait": _wait,
        "reraise": True,
    }


def _wait(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    if isinstance(error, TryAgainError) and error.after is not None:
        return min(error.after, LONGEST_WAIT)
    return _BACKOFF(state)


def _key() -> str:
    return secrets.token_urlsafe(18)
