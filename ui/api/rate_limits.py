"""How often one client may ask: a bound on requests, by key or else by address."""

import logging
import math
import time
from collections.abc import Collection, Sequence
from hashlib import sha256
from http import HTTPStatus
from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import Final

from limits import RateLimitItem, parse_many
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.api.keys import has_good_key, presented_key
from ui.api.messages import Problem
from ui.api.problems import problem_response_at

_log = logging.getLogger(__name__)

_COUNTED: Final = ("/api", "/v1", "/mcp")
# A page of results asks for dozens of photos at once, and they cost next to nothing.
_FREE: Final = ("/api/photos",)
_HOME_NETWORK: Final = 64
"""Bits of an IPv6 address that are one customer's; the rest are theirs to choose."""


class RateLimit:
    """Turns a client away that asks more often than the shop allows.

    A client is whoever presents one good key, else an address. Counting is by a
    sliding window of two counters a client (the last whole window weighs as much
    as of it still lies within reach), in the memory of this process.
    """

    def __init__(self, app: ASGIApp, *, rate: str, keys: Collection[str]) -> None:
        """Stand before ``app``.

        Args:
            app: What is asked.
            rate: Such as ``120/minute``, several joined by ``;``; every one must
                be kept. Empty bounds nothing.
            keys: The good ones, each a client of its own.
        """
        self._app = app
        self._rates: Sequence[RateLimitItem] = parse_many(rate) if rate else ()
        self._keys = [key.encode() for key in keys]
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._has_warned = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if not self._rates or scope["type"] != "http" or not _is_counted(scope["path"]):
            await self._app(scope, receive, send)
            return
        client = self._client(scope)
        over = next((r for r in self._rates if not self._limiter.test(r, client)), None)
        if over is None:
            for rate in self._rates:
                self._limiter.hit(rate, client)
            await self._app(scope, receive, send)
            return
        wait = self._seconds(over, client)
        answer = problem_response_at(
            scope["path"],
            HTTPStatus.TOO_MANY_REQUESTS,
            Problem(
                code="rate_limited",
                message=f"More than {over.amount} requests came in {_window(over)}.",
                remedy=f"Wait {wait} s, as Retry-After says, and ask less often.",
            ),
            {"Retry-After": str(wait)},
        )
        await answer(scope, receive, send)

    def _client(self, scope: Scope) -> str:
        headers = Headers(scope=scope)
        if has_good_key(headers, self._keys):
            return f"key:{sha256(presented_key(headers)).hexdigest()[:32]}"
        # Once the server trusts the proxy, the address is one of those named in the header.
        if not self._has_warned and _is_hidden(scope, headers):
            self._has_warned = True
            _log.warning(
                "Requests come through the proxy %s and count as one client; "
                "name it in AISLE_TRUSTED_PROXIES.",
                scope["client"][0],
            )
        return f"address:{_network(scope)}"

    def _seconds(self, rate: RateLimitItem, client: str) -> int:
        reset_at = self._limiter.get_window_stats(rate, client).reset_time
        return max(1, math.ceil(reset_at - time.time()))


def _is_hidden(scope: Scope, headers: Headers) -> bool:
    """Tell whether a proxy that is not trusted stands before the client."""
    named = [one.strip() for one in headers.get("x-forwarded-for", "").split(",")]
    return bool(named[0] and scope.get("client") and scope["client"][0] not in named)


def _network(scope: Scope) -> str:
    host = scope["client"][0] if scope.get("client") else "unknown"
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if not isinstance(address, IPv6Address):
        return host
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(IPv6Network((address, _HOME_NETWORK), strict=False))


def _is_counted(path: str) -> bool:
    return _is_under(path, _COUNTED) and not _is_under(path, _FREE)


def _is_under(path: str, firsts: Collection[str]) -> bool:
    return any(path == first or path.startswith(f"{first}/") for first in firsts)


def _window(rate: RateLimitItem) -> str:
    name = rate.GRANULARITY.name
    return f"a {name}" if rate.multiples == 1 else f"{rate.multiples} {name}s"
