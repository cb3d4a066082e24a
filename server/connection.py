"""One connection: how long and how large what comes before a request may be, and how many connections there are.

uvicorn bounds none of this: a client that connects and sends nothing, or headers without end, keeps its connection and
what was read of it for ever, until no more can be opened. What is asked and answered is left to uvicorn.
"""

from __future__ import annotations

import asyncio
from functools import partial
from http import HTTPStatus
from typing import Any

from uvicorn import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle
from uvicorn.server import ServerState

from corpus.settings import ServerSettings
from server.envelope import HEADERS
from server.errors import error_json
from server.stream import to_json

HEAD = 65_536  # bytes of the first line and all headers
FIELDS = 100  # headers
GRACE = 0.5  # seconds that an open connection may still bring a request once the server is told to stop


class Connection(HttpToolsProtocol):
    """uvicorn's own, bounded."""

    def __init__(
        self, *, limits: ServerSettings, arriving: dict[Connection, None], config: Config, server_state: ServerState,
        app_state: dict[str, Any], _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:  # fmt: skip
        super().__init__(config, server_state, app_state, _loop)
        self._limits = limits
        self._arriving = arriving  # those that have no whole request yet, the one that waits longest first
        self._deadline: asyncio.TimerHandle | None = None
        self._head = 0  # bytes, while one arrives
        self._in_head = False
        self._is_too_large = False
        self._is_stopping = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait()
        if len(self.connections) > self._limits.connections:
            oldest = next(iter(self._arriving))
            oldest.transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        self._wait_no_more()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        self._head += len(data)
        super().data_received(data)
        if self._in_head and self._head > HEAD and not self.transport.is_closing():
            self._is_too_large = True
            self.send_400_response("")

    def on_message_begin(self) -> None:
        self._in_head, self._head = True, 0
        self._wait()
        super().on_message_begin()

    def on_header(self, name: bytes, value: bytes) -> None:
        super().on_header(name, value)
        if len(self.headers) > FIELDS:
            self._is_too_large = True
            raise ValueError("too many headers")  # the parser stops, and uvicorn sends its 400

    def on_headers_complete(self) -> None:
        self._in_head = False
        self._stop_clock()
        super().on_headers_complete()
        if self._is_stopping:
            self.cycle.keep_alive = False

    def on_message_complete(self) -> None:
        self._arriving.pop(self, None)
        super().on_message_complete()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if not self.transport.is_closing():
            self._wait()  # for the next request, or for the rest of a body that is refused

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - uvicorn's words are not used
        """What uvicorn says when it cannot read a request, in the form of every other error."""
        if self._is_too_large:
            status, code, message = (
                HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
                "headers_too_large",
                "the headers are too large",
            )
            hint = f"send at most {FIELDS} headers with {HEAD:,} bytes in all"
        else:
            status, code, message = HTTPStatus.BAD_REQUEST, "bad_request", "this is not HTTP as RFC 9112 has it"
            hint = "/openapi.json describes every route"
        body = to_json(error_json(code, message, hint)).encode()
        own = {"Content-Type": "application/json", "Content-Length": len(body), "Connection": "close"}
        fields = {**HEADERS, "Cache-Control": "no-store", **own}
        head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
        self.transport.write(f"HTTP/1.1 {status.value} {status.phrase}\r\n{head}\r\n".encode() + body)
        self.transport.close()

    def shutdown(self) -> None:
        """A request that is on its way when the server is told to stop is still answered."""
        self._is_stopping = True
        if self._is_idle():
            self.loop.call_later(GRACE, self._end)
        else:
            super().shutdown()

    def _end(self) -> None:
        if self._is_idle():
            self.transport.close()

    def _is_idle(self) -> bool:
        cycle: RequestResponseCycle | None = self.cycle  # None before the first request
        return cycle is None or cycle.response_complete

    def _wait(self) -> None:
        self._stop_clock()
        self._arriving.setdefault(self)
        self._deadline = self.loop.call_later(self._limits.patience, self.transport.close)

    def _wait_no_more(self) -> None:
        self._stop_clock()
        self._arriving.pop(self, None)

    def _stop_clock(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None


def connections(limits: ServerSettings) -> Any:
    """What makes the connections of one server, for uvicorn to call as it would the class."""
    return partial(Connection, limits=limits, arriving={})
