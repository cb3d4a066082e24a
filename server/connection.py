"""One connection: how long and how large what comes before a request may be, and how many connections there are.

uvicorn bounds none of this: a client that connects and sends nothing, or headers without end, keeps its connection and
what was read of it for ever, until no more can be opened. What is asked and answered is left to uvicorn, but for
questions that there is no room for: those are turned away here (`server.door`).
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from time import perf_counter
from typing import Any

from uvicorn import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle
from uvicorn.server import ServerState

from corpus.settings import ServerSettings
from server.admission import GLANCE
from server.door import Door
from server.envelope import HEADERS
from server.errors import ApiError, error_json
from server.stream import to_json

HEAD = 65_536  # bytes of the first line and all headers
FIELDS = 100  # headers
GRACE = 0.5  # seconds that an open connection may still bring a request once the server is told to stop


@dataclass(slots=True)
class TurnedAway:
    """A request that is not let in, until all of it has arrived."""

    error: ApiError
    keep_alive: bool
    late: asyncio.TimerHandle  # until when the body may arrive for the gate to look at
    began: float = field(default_factory=perf_counter)
    body: bytes = b""
    is_told: bool = False


class Connection(HttpToolsProtocol):
    """uvicorn's own, bounded."""

    def __init__(
        self, *, limits: ServerSettings, door: Door, arriving: dict[Connection, None], config: Config,
        server_state: ServerState, app_state: dict[str, Any], _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:  # fmt: skip
        super().__init__(config, server_state, app_state, _loop)
        self._limits = limits
        self._door = door
        self._turned_away: TurnedAway | None = None
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
        if error := self._refused():
            late = self.loop.call_later(GLANCE, self._turn_away)
            self._turned_away = TurnedAway(error, self.parser.should_keep_alive(), late)
            return
        super().on_headers_complete()
        if self._is_stopping:
            self.cycle.keep_alive = False

    def on_body(self, body: bytes) -> None:
        if self._turned_away is None:
            super().on_body(body)
        elif not self._turned_away.is_told:
            self._turned_away.body += body

    def on_message_complete(self) -> None:
        self._arriving.pop(self, None)
        if self._turned_away is None:
            super().on_message_complete()
        else:
            self._turn_away(self._turned_away.body)
            self._turned_away = None

    def _refused(self) -> ApiError | None:
        """Why this request is turned away at once; None where the application decides, as for all that is not plain."""
        if self._is_answering() or self.transport.get_write_buffer_size() or self.parser.get_http_version() != "1.1":
            return None
        connected = self.client[0] if self.client else ""
        return self._door.refused(self.parser.get_method(), self.url, self.headers, connected)

    def _turn_away(self, body: bytes = b"") -> None:
        """Say no to the request that is arriving, if that is to be said and was not."""
        away = self._turned_away
        if away is None or away.is_told:
            return
        away.is_told = True
        away.late.cancel()
        if not self.transport.is_closing():
            closes = self._is_stopping or not away.keep_alive
            common = self.server_state.default_headers
            self.transport.write(self._door.response(away.error, body, common, closes=closes))
            if closes:
                self.transport.close()
            self.on_response_complete()
        self._door.note(away.error, perf_counter() - away.began)

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
        return self._turned_away is None and not self._is_answering()

    def _is_answering(self) -> bool:
        cycle: RequestResponseCycle | None = self.cycle  # None before the first request
        return cycle is not None and not cycle.response_complete

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


def connections(limits: ServerSettings, door: Door) -> Any:
    """What makes the connections of one server, for uvicorn to call as it would the class."""
    return partial(Connection, limits=limits, door=door, arriving={})
