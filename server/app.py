"""The application: routes, the page, errors, headers and the log, put together over one library."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, MutableMapping
from contextlib import asynccontextmanager
from functools import partial
from html import escape
from http import HTTPStatus
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.responses import HTMLResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Match, Mount

from answer.respond import Inquiry
from answer.safety import load_gate
from answer.scope import load_scope
from answer.writing import load_writer
from corpus.errors import PalpateError
from corpus.settings import ServerSettings, Settings, listed
from corpus.version import palpate_version
from index.embedder import Embedder
from server.admission import Admission, Room
from server.body import inquiry_in
from server.door import Door
from server.envelope import Envelope
from server.errors import JSON_HINT, ApiError, error_of, field_error, http_error
from server.feedback import make_feedback
from server.feedback_store import FeedbackStore
from server.hosts import Hosts, Names
from server.library import Library
from server.metrics import Metrics, make_metrics
from server.refusals import Refusals
from server.reports import make_reports
from server.routes import make_router
from server.uploads import make_uploads
from server.watch import METHODS, Watch

WEB = Path(__file__).parent / "web"
NO_NOTICE = " hidden><"  # the one element that waits for words
DESCRIPTION = (
    "Answers about muscles, pain and manual therapy, each sentence quoted from a library of notes. General "
    "information, put together by software: it cannot assess anybody and does not replace a health professional."
)
SILENT: Any = {"tracing": False, "metrics": False, "logs": False, "operation_spans": False, "auto_configure": False}
logger = logging.getLogger(__name__)


def create_app(data: Path, embedder: Embedder, settings: Settings | None = None) -> FastAPI:
    """The application over the library in `data`.

    What is published in `data` later is served as soon as it is there. Where nothing is, or what is cannot be opened,
    the application starts none the less: the gate works without a library, and /health/ready says what is missing.
    Raises SafetyError where the settings name rules that cannot be read, PalpateError where they name a language model
    and its client is not installed.
    """
    settings = settings or Settings()
    scope = load_scope(Path(settings.safety.scope) if settings.safety.scope else None)
    gate = load_gate(Path(settings.safety.rules) if settings.safety.rules else None, scope_version=scope.version)
    library = Library(data, embedder, settings, scope)
    library.refresh()
    writer = load_writer(settings.language_model, embedder)
    metrics, feedback = Metrics(gate.rules, scope.rules), FeedbackStore(data / "feedback")

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        library.watch(lambda name: logger.info("serving generation %s", name))
        yield
        library.close()
        logger.info("stopped")

    app = FastAPI(
        title="Palpate",
        version=palpate_version(),
        description=DESCRIPTION,
        lifespan=lifespan,
        docs_url=None,  # these two pages load scripts from elsewhere
        redoc_url=None,
        redirect_slashes=False,  # it would redirect to whatever host the caller names
        telemetry=SILENT,  # it would keep bodies
    )
    refusals = Refusals(gate, settings, metrics.raised)
    room, names = Room(settings.server), Names(listed(settings.server.hosts))
    app.state.door = Door(room, names, refusals, metrics, settings.server)
    _add_layers(app, room, names, refusals, settings.server)
    app.add_middleware(Watch, metrics=metrics)  # around all others, so that it sees whoever is turned away
    metrics.watch_slots(room.slots)
    _add_error_handlers(app, refusals)
    app.include_router(make_router(library, gate, settings, metrics, writer))
    app.include_router(make_feedback(feedback, gate, settings, metrics))
    app.include_router(make_metrics(metrics, library, feedback, settings))
    app.include_router(make_reports(data / "reports", settings))
    app.include_router(make_uploads(library, data, embedder, settings))
    _add_page(app, writer.notice if writer else "")
    return app


def _add_layers(app: FastAPI, room: Room, names: Names, refusals: Refusals, settings: ServerSettings) -> None:
    """What every request passes on its way in; what is added last it meets first."""
    app.add_middleware(Admission, room=room, refusals=refusals, settings=settings)
    app.add_middleware(Hosts, names=names, refusals=refusals)
    if settings.origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=listed(settings.origins),
            allow_methods=["GET", "POST"],
            allow_headers=["Authorization", "Content-Type"],
            expose_headers=["Retry-After", "Server-Timing"],
        )
    app.add_middleware(Envelope)


def _add_page(app: FastAPI, notice: str) -> None:
    """The page with its modules, which go out compressed: answers do not, as a stream would wait for its end.

    The notice stands in the page itself, so that it is there before anything can be asked.
    """
    files = StaticFiles(directory=WEB)
    shown = (WEB / "index.html").read_text(encoding="utf-8").replace(NO_NOTICE, f">{escape(notice)}<")

    @app.get("/", include_in_schema=False)
    async def page(request: Request) -> Response:
        return HTMLResponse(shown) if notice else await files.get_response("index.html", request.scope)

    app.mount("/web", GZipMiddleware(files), name="web")


def _add_error_handlers(app: FastAPI, refusals: Refusals) -> None:
    """Every error gets the body of `server.errors`, with the notice where what was refused tells of an urgent sign."""

    async def answer(request: Request, error: ApiError, asked: Inquiry | None) -> Response:
        asked = asked or getattr(request.state, "asked", None)
        asked = None if error.code == "gate_failed" else asked
        counted = getattr(request.state, "followed", False)  # the metrics saw the notice before it failed
        return await run_in_threadpool(partial(refusals.response, error, asked, counted=counted))

    async def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)  # noqa: S101 - what it is registered for
        asked = inquiry_in(error.body)
        if isinstance(error.body, bytes):
            wrong_type = ApiError(415, "unsupported_media_type", "the body is not declared as JSON", JSON_HINT)
            return await answer(request, wrong_type, asked)
        return await answer(request, field_error(error.errors()[0], asked), asked)

    async def failed(request: Request, error: Exception) -> Response:
        shown = error_of(error)
        return await answer(request, shown, shown.asked)

    async def from_framework(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)  # noqa: S101 - what it is registered for
        response = await answer(request, http_error(error.status_code), None)
        response.headers.update(error.headers or {})
        if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED and (allowed := _allowed(app, request.scope)):
            response.headers["Allow"] = allowed
        return response

    app.add_exception_handler(RequestValidationError, refused)
    app.add_exception_handler(ApiError, failed)
    app.add_exception_handler(PalpateError, failed)
    app.add_exception_handler(HTTPException, from_framework)


def _allowed(app: FastAPI, scope: MutableMapping[str, Any]) -> str:
    """All methods of an address; where it has routes of its own for each, the framework names those of the first."""
    routes = [route for route in app.routes if not isinstance(route, Mount)]
    possible = {method: {**scope, "method": method} for method in sorted(METHODS)}
    return ", ".join(
        method for method, asked in possible.items() if any(route.matches(asked)[0] is Match.FULL for route in routes)
    )
