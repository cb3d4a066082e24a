"""Who is let in: clients within their rate, bodies that are whole, and no more work at once than there are slots.

Everything else is refused at once, before it costs a thread. Health, the page and `/openapi.json` never wait.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from functools import partial
from time import perf_counter
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from corpus.settings import ServerSettings
from server.body import LIMIT
from server.errors import ApiError
from server.rates import Rates
from server.refusals import BUSY_HINT, Refusals
from server.slots import Slots

ASKING = "/api/"  # where there is something to work on
CHANGING = ("POST", "DELETE")  # of documents: takes longer than anybody would wait, and has a turn of its own
AT_ONCE = 64_000_000  # bytes of bodies that are held for the threads
GLANCE = 0.02  # seconds that the body of a refused request has to arrive, for the gate to look at


class Room:
    """What one server has room for: answers, bodies, and requests of one client. For one event loop."""

    def __init__(self, settings: ServerSettings) -> None:
        self.slots = Slots(settings.answers_at_once, settings.queue, settings.wait)
        self.held = 0  # bytes
        self._rates = Rates(settings.rate) if settings.rate else None

    @property
    def full(self) -> bool:
        """Whether there is none for another answer."""
        return self.slots.full or self.held > AT_ONCE

    def refused(self, address: str, *, changes: bool = False) -> ApiError | None:
        """Why a request is refused that comes from this address, which counts it; "" is nobody's."""
        if self._rates and address and (seconds := self._rates.seconds_to_wait(address)):
            return _too_many(seconds)
        return _overloaded() if self.full and not changes else None


class Admission:
    """Middleware around the routes."""

    def __init__(self, app: ASGIApp, *, room: Room, refusals: Refusals, settings: ServerSettings) -> None:
        self._app = app
        self._room = room
        self._slots = room.slots
        self._refusals = refusals
        self._patience = settings.patience

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(ASKING):
            await self._app(scope, receive, send)
        elif error := self._refused(scope):
            await self._refusals.busy(error, await _glance(receive))(scope, receive, send)
        elif _changes(scope):
            await self._app(scope, receive, send)
        else:
            await self._let_in(scope, receive, send)

    def _refused(self, scope: Scope) -> ApiError | None:
        client = scope.get("client")
        return self._room.refused(client[0] if client else "", changes=_changes(scope))

    async def _let_in(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = _Body(receive)
        try:
            async with asyncio.timeout(self._patience):
                await body.arrive()
        except TimeoutError:
            message = f"the body did not arrive within {self._patience:g} seconds"
            error = ApiError(408, "timeout", message, "send it again, whole")
            await self._refusals.busy(error, body.content)(scope, receive, send)
            return
        async with self._hold(body):
            if self._slots.full or not await self._slots.take(body.disconnect):
                if not body.is_gone:
                    await self._refusals.busy(_overloaded(), body.content)(scope, receive, send)
                return
            replies = _Replies(send, self._slots, self._patience)
            # for routes that have nothing to do but to wait, and then something again
            scope.setdefault("state", {}).update(
                let_go=replies.end_work, take_up=partial(replies.work_again, body.disconnect)
            )
            try:
                await self._app(scope, body.receive, replies.send)
            finally:
                replies.end_work()

    @asynccontextmanager
    async def _hold(self, body: _Body) -> AsyncIterator[None]:
        size = len(body.content)
        self._room.held += size
        try:
            yield
        finally:
            self._room.held -= size


class _Body:
    """A body that has arrived, up to the limit; read again by the routes, which refuse one that is larger."""

    def __init__(self, receive: Receive) -> None:
        self.content = b""  # what has arrived
        self.is_gone = False
        self._receive = receive
        self._more = True
        self._given = False

    async def arrive(self) -> None:
        chunks, size = [], 0
        try:
            while self._more and not self.is_gone and size <= LIMIT:
                message = await self._receive()
                self.is_gone = message["type"] == "http.disconnect"
                chunks.append(message.get("body", b""))
                size += len(chunks[-1])
                self._more = message.get("more_body", False)
        finally:
            self.content = b"".join(chunks)

    async def disconnect(self) -> None:
        """Returns when the client is gone. Of one that still sends nobody can know."""
        if self._more and not self.is_gone:
            await asyncio.Event().wait()
        while not self.is_gone:
            self.is_gone = (await self._receive())["type"] == "http.disconnect"

    async def receive(self) -> Message:
        if self._given:
            return await self._receive()
        self._given = True
        return {"type": "http.request", "body": self.content, "more_body": self._more}


class _Replies:
    """Sends on what the routes send. The slot is given back when the work is done, whether or not anybody reads it."""

    def __init__(self, send: Send, slots: Slots, patience: float) -> None:
        self._send = send
        self._slots = slots
        self._patience = patience
        self._began = perf_counter()
        self._works = True
        self._is_gone = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start" and any(
            name == b"content-length" for name, _ in message["headers"]
        ):
            self.end_work()  # its length is known, so all of it is there
        if self._is_gone:
            return
        try:
            async with asyncio.timeout(self._patience):
                await self._send(message)
        except TimeoutError:
            self._is_gone = True
            self.end_work()

    def end_work(self) -> None:
        if self._works:
            self._works = False
            self._slots.give_back(self._began)

    async def work_again(self, gone: Callable[[], Coroutine[Any, Any, object]]) -> bool:
        """Take a slot once more, in the queue behind the others; False where there is none in time."""
        if not self._works:
            self._works = not self._slots.full and await self._slots.take(gone)
            self._began = perf_counter()
        return self._works


def _changes(scope: Scope) -> bool:
    path: str = scope["path"]
    return scope["method"] in CHANGING and (path == "/api/documents" or path.startswith("/api/documents/"))


async def _glance(receive: Receive) -> bytes:
    """The body, if it has come along with the head; else b""."""
    try:
        async with asyncio.timeout(GLANCE):
            message = await receive()
    except TimeoutError:
        return b""
    return b"" if message.get("more_body", False) else message.get("body", b"")


def _overloaded() -> ApiError:
    return ApiError(503, "overloaded", "more is being asked than can be answered at once", BUSY_HINT)


def _too_many(seconds: int) -> ApiError:
    error = ApiError(429, "too_many_requests", "this address asks more often than is allowed", BUSY_HINT)
    error.headers = {"Retry-After": str(seconds)}
    return error
