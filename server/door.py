"""Questions that there is no room for, turned away by the connection as soon as they are there.

What comes back is what the application sends (`server.admission`, `server.envelope`), to the byte. It is only made
without a task and without the layers of the application, which cost several times as much, and a server that is asked
for too much would miss that for its answers. Whatever is not plain is left to the application.
"""

from __future__ import annotations

from http import HTTPStatus

from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from corpus.settings import ServerSettings
from server.admission import Room
from server.envelope import complete
from server.errors import ApiError
from server.hosts import Names
from server.metrics import Metrics
from server.refusals import LOOKED_AT, Refusals
from server.watch import UNKNOWN, note

QUESTIONS = {b"/api/chat": "/api/chat", b"/api/search": "/api/search"}  # addresses as they come, and their paths
APART = frozenset((b"transfer-encoding", b"expect", b"upgrade"))  # headers of what is not plain


class Door:
    """Belongs to the event loop. `refusals` have the gate look at what is turned away, as far as there is time."""

    def __init__(self, room: Room, names: Names, refusals: Refusals, metrics: Metrics, settings: ServerSettings) -> None:
        self._room = room
        self._names = names
        self._refusals = refusals
        self._metrics = metrics
        self._apart = APART | {b"origin"} if settings.origins else APART
        self._proxies = ProxyHeadersMiddleware(_nobody, settings.proxies).trusted_hosts if settings.proxies else None

    def refused(self, method: bytes, address: bytes, scope: Scope) -> ApiError | None:
        """Why a request with this head is turned away, which counts it; None where that is the application's business.

        The scope needs no more than `client` and `headers`, with names in lower case.
        """
        if not self._room.full or method != b"POST" or address not in QUESTIONS:
            return None
        fields = dict(scope["headers"])
        length = fields.get(b"content-length", b"0")
        if not self._apart.isdisjoint(fields) or not length.isdigit() or int(length) > LOOKED_AT:
            return None
        asked = {"path": QUESTIONS[address], "http_version": "1.1", "headers": scope["headers"]}
        return None if self._names.refused(asked) else self._room.refused(self._client(scope))

    def response(self, error: ApiError, body: bytes, common: list[tuple[bytes, bytes]], *, closes: bool) -> bytes:
        """What goes over the wire; `common` are the headers that the server gives to every response."""
        made = self._refusals.busy(error, body)
        headers = [*common, *complete(made.raw_headers, is_page=False)]
        if closes:
            headers.append((b"connection", b"close"))
        status = HTTPStatus(made.status_code)
        lines = [b"%b: %b\r\n" % each for each in headers]
        return b"HTTP/1.1 %d %b\r\n%b\r\n%b" % (status, status.phrase.encode(), b"".join(lines), bytes(made.body))

    def note(self, error: ApiError, spent: float) -> None:
        """Count and log a request that was turned away `spent` seconds after its head was there."""
        note(self._metrics, "POST", UNKNOWN, error.status_code, spent)

    def _client(self, scope: Scope) -> str:
        """Who asks: as a proxy says that is trusted, else whoever is connected."""
        host: str = scope["client"][0] if scope["client"] else ""
        if self._proxies is None or host not in self._proxies:
            return host
        named = b", ".join(value for name, value in scope["headers"] if name == b"x-forwarded-for").decode("latin-1")
        return self._proxies.get_trusted_client_address(named)[0] or host


async def _nobody(scope: Scope, receive: Receive, send: Send) -> None:
    """The application of a middleware that is asked for nothing but whom it trusts."""
