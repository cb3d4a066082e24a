"""What every response has, whatever made it: headers that keep the page to itself, and a body where all else failed.

`server.watch` notes that a request was answered, and how; this says what goes with the answer.
"""

from __future__ import annotations

from collections.abc import Iterable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.errors import error_json, log_failure
from server.stream import to_json

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
RAW_HEADERS = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]


class Envelope:
    """Middleware around the routes and their errors."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = 0
        without_body = scope["method"] == "HEAD"
        inner: Scope = {**scope, "method": "GET"} if without_body else scope

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if without_body and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            if message["type"] == "http.response.start":
                status = message["status"]
                message = {**message, "headers": complete(message.get("headers", []), is_page=_is_page(scope))}
            await send(message)

        try:
            await self._app(inner, receive, send_with_headers)
        except Exception as error:  # noqa: BLE001 - the last resort
            log_failure(error)
            if not status:
                await _send_failure(send_with_headers)
        finally:
            scope["route"] = inner.get("route")


def complete(headers: Iterable[tuple[bytes, bytes]], *, is_page: bool) -> list[tuple[bytes, bytes]]:
    """The headers of a response with those that every response has; of those above, its own count."""
    own = [(name, value) for name, value in headers if name != b"cache-control"]
    named = {name for name, _ in own}
    common = [(name, value) for name, value in RAW_HEADERS if name not in named]
    return [*own, *common, (b"cache-control", b"no-cache" if is_page else b"no-store")]


def _is_page(scope: Scope) -> bool:
    path: str = scope["path"]
    return path == "/" or path.startswith("/web/")


async def _send_failure(send: Send) -> None:
    body = to_json(error_json("internal", "something went wrong here", "the server's log says where")).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 500, "headers": headers})
    await send({"type": "http.response.body", "body": body})
