"""Questions that there is no room for, turned away by the connection as soon as they are there.

What comes back is what the application sends (`server.admission`, `server.envelope`), to the byte. It is only made
without a task and without the layers of the application, which cost several times as much, and a server that is asked
for too much would miss that for its answers. Whatever is not plain is left to the application.
"""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from corpus.settings import ServerSettings
from server.admission import Room
from server.envelope import complete
from server.errors import ApiError
from server.hosts import Names
from server.metrics import Metrics
from server.refusals import LOOKED_AT, Refusals
from server.watch import UNKNOWN, note

Headers = Sequence[tuple[bytes, bytes]]
QUESTIONS = {b"/api/chat": "/api/chat", b"/api/search": "/api/search"}  # addresses as they come, and their paths
APART = frozenset((b"transfer-encoding", b"expect", b"upgrade"))  # headers of what is not plain


class Door:
    """Belongs to the event loop. `refusals` have the gate look at what is turned away, as far as there is time."""

    def __init__(
        self, room: Room, names: Names, refusals: Refusals, metrics: Metrics, settings: ServerSettings
    ) -> None:
        self.room = room
        self._names = names
        self._refusals = refusals
        self._metrics = metrics
        self._apart = APART | {b"origin"} if settings.origins else APART
        self._proxies = _trusted(settings.proxies) if settings.proxies else None

    def refused(self, method: bytes, address: bytes, headers: Headers, connected: str) -> ApiError | None:
        """Why a request with this head is turned away, which counts it; None where that is the application's business.

        Names of headers are in lower case; `connected` is the address of the other end, or "".
        """
        if not self.room.full or method != b"POST" or address not in QUESTIONS:
            return None
        fields = dict(headers)
        length = fields.get(b"content-length", b"0")
        if not self._apart.isdisjoint(fields) or not length.isdigit() or int(length) > LOOKED_AT:
            return None
        asked = {"path": QUESTIONS[address], "http_version": "1.1", "headers": headers}
        return None if self._names.refused(asked) else self.room.refused(self._client(headers, connected))

    def response(self, error: ApiError, body: bytes, common: Headers, *, closes: bool) -> bytes:
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

    def _client(self, headers: Headers, connected: str) -> str:
        """Who asks: as a proxy says that is trusted, else whoever is connected."""
        if self._proxies is None or connected not in self._proxies:
            return connected
        named = b", ".join(value for name, value in headers if name == b"x-forwarded-for").decode("latin-1")
        host: str = self._proxies.get_trusted_client_address(named)[0]
        return host or connected


def _trusted(proxies: str) -> Any:
    """What uvicorn's own middleware makes of the setting; it is asked whom it believes, and for nothing else."""
    nobody: Any = None
    return ProxyHeadersMiddleware(nobody, proxies).trusted_hosts
