"""What stands before every route: a bound on the body, and headers on the answer."""

from http import HTTPStatus
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.api.messages import Problem
from ui.api.problems import problem_response_at

JSON_LIMIT: Final = 2_000_000
FORM_LIMIT: Final = 16_000_000
"""Bytes; a form may carry a photo straight from a camera."""
CHAT_LIMIT: Final = 48_000_000
"""Bytes of a chat completion's request, which repeats every photo of the conversation."""

_API_POLICY: Final = "default-src 'none'; frame-ancestors 'none'"
# Gradio's page compiles its templates with `Function` and carries inline
# scripts and styles; everything it loads still has to come from this server.
_PAGE_POLICY: Final = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'self'"
)
_EVERYWHERE: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class SecurityHeaders:
    """Adds the headers that keep a browser from doing what no page here needs."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before ``app``."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        policy = _policy(scope["path"])

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("Content-Security-Policy", policy)
                for name, value in _EVERYWHERE.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_guarded)


def _policy(path: str) -> str:
    is_data = path.startswith(("/api/", "/v1/", "/mcp"))
    return _API_POLICY if is_data else _PAGE_POLICY


class BodyLimit:
    """Refuses a body that is too large, by its announced length or as it arrives."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before ``app``."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        limit = _limit(scope["path"], headers.get("content-type", ""))
        announced = headers.get("content-length", "0")
        if announced.isdigit() and int(announced) > limit:
            await _too_large(scope["path"], limit)(scope, receive, send)
            return
        await self._serve_counting(scope, receive, send, limit)

    async def _serve_counting(self, scope: Scope, receive: Receive, send: Send, limit: int) -> None:
        arrived = 0
        started = False

        async def receive_counting() -> Message:
            nonlocal arrived
            message = await receive()
            arrived += len(message.get("body", b""))
            if arrived > limit:
                raise _BodyTooLargeError
            return message

        async def send_noting(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive_counting, send_noting)
        except _BodyTooLargeError:
            if not started:
                await _too_large(scope["path"], limit)(scope, receive, send)


class _BodyTooLargeError(Exception):
    pass


def _limit(path: str, content_type: str) -> int:
    if path == "/v1/chat/completions":
        return CHAT_LIMIT
    return FORM_LIMIT if content_type.startswith("multipart/form-data") else JSON_LIMIT


def _too_large(path: str, limit: int) -> ASGIApp:
    return problem_response_at(
        path,
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        Problem(
            code="too_large",
            message=f"The request is larger than {limit // 1_000_000} MB.",
            remedy="Send a smaller photo, or a shorter message.",
        ),
    )
