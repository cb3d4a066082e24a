"""The routes that change the library: files and addresses in, documents out. Each needs the admin key.

One change at a time: while one is received or stored, every other is refused at once. The work is done in a thread that
goes on to its end whoever listens, and that a stopping server leaves behind: what it was building is swept away later.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Request
from fastapi import Path as InPath
from fastapi.responses import Response, StreamingResponse
from fastapi.sse import format_sse_event

from answer.disclaimers import disclaimer_for
from corpus.errors import NotFoundError, PalpateError
from corpus.settings import Settings
from index.embedder import Embedder
from index.errors import BusyError, DiskFullError
from pipeline import Outcome, Report, update
from server.body import StrictRoute
from server.contract import errors
from server.errors import ApiError, error_of
from server.incoming import Incoming, disk_full, receive
from server.keys import need_admin
from server.library import Library
from server.stored import BODY, STREAMED, NothingStored, Stored, source_json, stored_json
from server.stream import MEDIA_TYPE, to_json

Tell = Callable[["Event"], None]
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that is told of a change: `progress`, or its end, `done` or `error`, with its status."""

    name: str
    data: dict[str, Any]
    status: int = 200


def make_uploads(library: Library, data: Path, embedder: Embedder, settings: Settings) -> APIRouter:
    """The routes over the library in `data`."""
    changes = Changes(library, data, embedder, settings)
    refusals = errors(400, 401, 403, 408, 413, 415, 421, 429, 500, 503, 507)
    router = APIRouter(route_class=StrictRoute, dependencies=[Depends(need_admin(settings))], responses=refusals)

    @router.post(
        "/api/documents",
        summary="Add files, or a page by its address; what is known already is replaced",
        response_model=Stored,
        status_code=201,
        responses=STREAMED | {422: {"model": NothingStored, "description": "Nothing could be stored."}},
        openapi_extra=BODY,
    )
    async def add(request: Request, accept: Annotated[str, Header()] = "") -> Response:
        changes.begin()
        try:
            incoming = await receive(request, settings)
        except BaseException:
            changes.end()
            raise
        told = changes.run(incoming, [])
        return await _stream(told) if MEDIA_TYPE in accept else await _whole(told)

    @router.delete(
        "/api/documents/{id}",
        summary="Remove a document",
        response_model=Stored,
        responses=errors(404, 422),
    )
    async def remove(id: Annotated[str, InPath(max_length=200)]) -> Response:
        changes.begin()
        return await _whole(changes.run(Incoming(), [id]))

    return router


class Changes:
    """Changes to one library, one at a time."""

    def __init__(self, library: Library, data: Path, embedder: Embedder, settings: Settings) -> None:
        self._library = library
        self._data = data
        self._embedder = embedder
        self._settings = settings
        self._disclaimer = disclaimer_for(settings.audience, settings.locale)
        self._turn = threading.Lock()

    def begin(self) -> None:
        """Take the turn, until `run` is over or `end` is called. Raises ApiError where somebody else has it."""
        if not self._turn.acquire(blocking=False):
            raise _busy()

    def end(self) -> None:
        """Give the turn back."""
        self._turn.release()

    async def run(self, incoming: Incoming, remove: Sequence[str]) -> AsyncIterator[Event]:
        """Change the library, in a thread; what is told of it, the end last."""
        loop, told = asyncio.get_running_loop(), asyncio.Queue[Event]()

        def tell(event: Event) -> None:
            if not loop.is_closed():
                loop.call_soon_threadsafe(told.put_nowait, event)

        threading.Thread(target=self._work, args=(incoming, remove, tell), name="palpate-change", daemon=True).start()
        while (event := await told.get()).name == "progress":
            yield event
        yield event

    def _work(self, incoming: Incoming, remove: Sequence[str], tell: Tell) -> None:
        try:
            last = self._change(incoming, remove, tell)
        except Exception as error:  # noqa: BLE001 - the thread ends here; what is foreseen is told, the rest logged
            last = self._failure(_error(error))
        finally:
            incoming.close()
            self.end()
        tell(last)

    def _change(self, incoming: Incoming, remove: Sequence[str], tell: Tell) -> Event:
        steps = _Steps(tell)
        report = update(
            self._data,
            add=incoming.additions,
            remove=remove,
            embedder=self._embedder,
            settings=self._settings.ingest,
            progress=steps.progress,
            told=steps.told,
        )
        self._library.refresh()
        return self._end_of(report, [*incoming.refused, *report.outcomes])

    def _end_of(self, report: Report, outcomes: Sequence[Outcome]) -> Event:
        statuses = {outcome.status for outcome in outcomes}
        if statuses == {"failed"}:
            error = ApiError(422, "nothing_stored", "nothing that was sent can be stored", "sources says why")
            return self._failure(error, outcomes)
        body = stored_json(report, outcomes, self._disclaimer)
        return Event("done", body, 201 if statuses & {"added", "replaced"} else 200)

    def _failure(self, error: ApiError, outcomes: Sequence[Outcome] = ()) -> Event:
        body = error.as_json(disclaimer=self._disclaimer)
        more = {"sources": [source_json(outcome) for outcome in outcomes]} if outcomes else {}
        return Event("error", body | more, error.status_code)


class _Steps:
    """The pipeline's progress as events: each step, and with each source that was read what became of it."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._at: dict[str, Any] = {"stage": "reading", "done": 0, "total": 0}

    def progress(self, stage: str, done: int, total: int) -> None:
        self._at = {"stage": stage, "done": done, "total": total}
        self._tell(Event("progress", self._at | {"source": None}))

    def told(self, outcome: Outcome) -> None:
        self._at["done"] = min(self._at["done"] + 1, self._at["total"])
        self._tell(Event("progress", self._at | {"source": source_json(outcome)}))


def _busy() -> ApiError:
    return ApiError(503, "busy", "the library is being changed already", "try again when that is done")


def _error(error: Exception) -> ApiError:
    """The error for a change that could not be made at all."""
    if isinstance(error, BusyError):
        return _busy()
    if isinstance(error, DiskFullError):
        return disk_full()
    if isinstance(error, PalpateError) and not isinstance(error, NotFoundError):
        logger.error("the library was not changed: %s", error)
        hint = "`palpate doctor` and the server's log say why"
        return ApiError(500, "not_stored", "the library cannot be changed", hint)
    return error_of(error)


async def _whole(told: AsyncIterator[Event]) -> Response:
    """The end as an ordinary response."""
    *_, event = [each async for each in told]
    headers = {"Retry-After": "5"} if event.status == 503 else {}
    return Response(to_json(event.data), event.status, headers, media_type="application/json")


async def _stream(told: AsyncIterator[Event]) -> Response:
    """All of it as server-sent events; what fails before it began is an error, not a stream."""
    first = await anext(told)
    if first.name == "error":
        return await _whole(_one(first))

    async def events() -> AsyncIterator[bytes]:
        yield _encode(first)
        async for event in told:
            yield _encode(event)

    return StreamingResponse(events(), media_type=MEDIA_TYPE)


async def _one(event: Event) -> AsyncIterator[Event]:
    yield event


def _encode(event: Event) -> bytes:
    return format_sse_event(event=event.name, data_str=to_json(event.data))
