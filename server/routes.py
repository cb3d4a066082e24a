"""The routes that programs call. Each passes its question through `answer.respond`, which asks the gate first.

They are plain functions, which the framework runs in threads, as the rooms below are synchronous; but for those that
ask no room, which need not wait for a thread.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from itertools import chain
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Path, Request
from fastapi.responses import Response, StreamingResponse

from answer.answerer import Answerer
from answer.disclaimers import disclaimer_for
from answer.respond import Inquiry, look_up, respond
from answer.safety import Gate
from answer.stopwatch import Stopwatch
from answer.types import Answer
from answer.writing import Writer
from corpus.errors import NotFoundError
from corpus.settings import Settings
from index.search import Searcher
from server.body import StrictRoute
from server.caller import caller_of
from server.contract import (
    EVENT_SCHEMA,
    Audience,
    ChatAnswer,
    ChatRequest,
    DocumentList,
    DocumentOut,
    Examples,
    Health,
    SearchRequest,
    SearchResults,
    errors,
)
from server.examples import find_examples
from server.keys import need_key
from server.library import Held, Library
from server.metrics import Metrics
from server.stream import MEDIA_TYPE, server_timing, stream_events, to_json

DESCRIPTION = (
    "The answer; with `stream: true` or `Accept: text/event-stream` the same as server-sent events: `urgent` (if any) "
    "first, a `sentence` event per sentence (the object of `sentences` with `new_citations`, those it is the first to "
    "use), then `done` with the whole object; `error` if it fails midway."
)
STREAMED: dict[int | str, dict[str, Any]] = {
    200: {"description": DESCRIPTION, "content": {MEDIA_TYPE: {"itemSchema": EVENT_SCHEMA}}}
}


def make_router(
    library: Library, gate: Gate, settings: Settings, metrics: Metrics, writer: Writer | None = None
) -> APIRouter:
    """The routes over this library; answers are written by `writer`, where there is one."""
    keyed = bool(settings.server.key)
    router = APIRouter(route_class=StrictRoute)
    asking = APIRouter(
        route_class=StrictRoute,
        dependencies=[Depends(need_key(settings))] if keyed else [],
        responses=errors(400, 421, 429, 503) | (errors(401) if keyed else {}),
    )
    disclaimer = disclaimer_for(settings.audience, settings.locale)  # where a route does not know who asks

    @asking.post(
        "/api/chat",
        summary="Answer a question",
        response_model=ChatAnswer,
        responses=STREAMED | errors(404, 408, 413, 415, 422, 500),
    )
    def chat(body: ChatRequest, request: Request, accept: Annotated[str, Header()] = "") -> Response:
        inquiry, watch = body.inquiry(settings), Stopwatch()
        request.state.asked, request.state.followed = inquiry, True
        answering = respond(
            inquiry, gate, lambda: _answerer(library, inquiry), watch, writer=writer, caller=caller_of(request)
        )
        events = metrics.follow(answering, watch)
        if body.stream or MEDIA_TYPE in accept:
            first = next(events)  # what cannot be answered at all is an error, not a stream
            return StreamingResponse(
                stream_events(chain([first], events), watch, inquiry.disclaimer), media_type=MEDIA_TYPE
            )
        *_, answer = events
        assert isinstance(answer, Answer)  # noqa: S101 - what `respond` ends with
        return _json(answer.as_json(), watch)

    @asking.post(
        "/api/search",
        summary="Find passages, and why they were found",
        response_model=SearchResults,
        responses=errors(404, 408, 413, 415, 422, 500),
    )
    def search(body: SearchRequest, request: Request) -> Response:
        inquiry, watch = body.inquiry(settings), Stopwatch()
        request.state.asked = inquiry
        found = look_up(inquiry, gate, lambda: _searcher(library, inquiry), limit=body.limit, watch=watch)
        metrics.found(found, watch)
        return _json(found.as_json(), watch)

    @asking.get(
        "/api/documents",
        summary="List the documents of the library",
        response_model=DocumentList,
    )
    def documents() -> Response:
        with library.lend() as held:
            return _json({"documents": _summaries(held), "disclaimer": disclaimer, "generation": held.name})

    @asking.get(
        "/api/documents/{id}",
        summary="Read one document: its text, its sections, its terms in plain words, and what was dropped",
        response_model=DocumentOut,
        responses=errors(404, 422),
    )
    def document(id: Annotated[str, Path(max_length=200)]) -> Response:
        with library.lend() as held:
            found, generation = held.searcher.generation.store.document(id), held.name
            terms = held.searcher.glossary.used_in(found.text)
        more = {"text": found.text, "glossary": [{"term": entry.shown, "plain": entry.plain} for entry in terms]}
        return _json(found.as_json() | more | {"disclaimer": disclaimer, "generation": generation})

    @asking.get(
        "/api/examples",
        summary="Questions to begin with, which this library answers",
        response_model=Examples,
        responses=errors(422),
    )
    def examples(audience: Audience = "client") -> Response:
        with library.lend() as held, held.examples_turn:  # found once, however many ask meanwhile
            if audience not in held.examples:
                held.examples[audience] = find_examples(held, gate, audience)
            questions = held.examples[audience]
        said = disclaimer_for(audience, settings.locale)
        return _json({"audience": audience, "questions": questions, "disclaimer": said})

    @router.get("/health/live", summary="Whether the server runs", response_model=Health)
    async def live() -> Response:
        return _json(_health(library, "live"))

    @router.get(
        "/health/ready",
        summary="Whether questions can be answered",
        response_model=Health,
        responses={503: {"model": Health, "description": "No library is open."}},
    )
    async def ready() -> Response:
        is_ready = bool(library.generation)
        return _json(_health(library, "ready" if is_ready else "not_ready"), status=200 if is_ready else 503)

    router.include_router(asking)
    return router


@contextmanager
def _lend(library: Library, inquiry: Inquiry) -> Iterator[Held]:
    with library.lend() as held:
        if inquiry.filters.documents - held.documents:
            raise NotFoundError("filters.documents")
        yield held


@contextmanager
def _answerer(library: Library, inquiry: Inquiry) -> Iterator[Answerer]:
    with _lend(library, inquiry) as held:
        yield held.answerer


@contextmanager
def _searcher(library: Library, inquiry: Inquiry) -> Iterator[Searcher]:
    with _lend(library, inquiry) as held:
        yield held.searcher


def _summaries(held: Held) -> list[dict[str, object]]:
    store = held.searcher.generation.store
    kinds: dict[str, Counter[str]] = {}
    for identity, kind in store.facets():
        kinds.setdefault(identity, Counter())[kind] += 1
    return [
        {"id": identity, **asdict(source), "kinds": dict(sorted(kinds.get(identity, Counter()).items()))}
        for identity, source in store.sources().items()
    ]


def _health(library: Library, status: str) -> dict[str, str]:
    """`problem` names no path: whoever can reach the server can read this."""
    problem = "what was published last cannot be opened; the server's log says why" if library.problem else ""
    return {"status": status, "generation": library.generation, "problem": problem}


def _json(value: object, watch: Stopwatch | None = None, *, status: int = 200) -> Response:
    headers = {"Server-Timing": server_timing(watch)} if watch else {}
    return Response(to_json(value), status, headers, media_type="application/json")
