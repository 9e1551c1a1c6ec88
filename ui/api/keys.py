"""Keys for programs: who may call what no shopper's browser calls."""

import secrets
from collections.abc import Collection
from http import HTTPStatus
from typing import Final

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.api.messages import Problem
from ui.api.problems import problem_response_at

GUARDED: Final = ("/v1", "/mcp")
"""First parts of the paths that want a key."""

_LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})
_CHALLENGE: Final = {"WWW-Authenticate": 'Bearer realm="aisle"'}


class KeyGuard:
    """Lets programs in by key.

    Without any key set, programs on this very machine are let in and others are
    not. A shopper's browser can keep no secret, so ``/api`` wants no key.
    """

    def __init__(self, app: ASGIApp, *, keys: Collection[str], host: str) -> None:
        """Stand before ``app``.

        Args:
            app: What is guarded.
            keys: Every one of them is good.
            host: The address the app listens on.
        """
        self._app = app
        self._keys = [key.encode() for key in keys]
        self._open = not keys and host in _LOOPBACK

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        guarded = scope["type"] == "http" and is_guarded(scope["path"])
        if self._open or not guarded or has_good_key(Headers(scope=scope), self._keys):
            await self._app(scope, receive, send)
            return
        answer = problem_response_at(
            scope["path"], HTTPStatus.UNAUTHORIZED, self._problem(), _CHALLENGE
        )
        await answer(scope, receive, send)

    def _problem(self) -> Problem:
        if not self._keys:
            return Problem(
                code="no_keys_set",
                message="Programs on other machines need a key, and this shop has set none.",
                remedy="Set AISLE_API_KEYS to one or more keys, separated by commas.",
            )
        return Problem(
            code="invalid_api_key",
            message="The key is missing or not known here.",
            remedy="Send `Authorization: Bearer KEY`, with one of the shop's AISLE_API_KEYS.",
        )


def is_guarded(path: str) -> bool:
    """Tell whether a path wants a key."""
    return any(path == first or path.startswith(f"{first}/") for first in GUARDED)


def presented_key(headers: Headers) -> bytes:
    """Return the key that a request bears, empty for none."""
    scheme, _, token = headers.get("authorization", "").partition(" ")
    given = token if scheme.lower() == "bearer" else headers.get("x-api-key", "")
    return given.strip().encode()


def has_good_key(headers: Headers, keys: Collection[bytes]) -> bool:
    """Tell whether a request bears one of the keys."""
    given = presented_key(headers)
    # All are compared, so that the time taken tells nothing.
    matches = [secrets.compare_digest(given, key) for key in keys]
    return any(matches)
