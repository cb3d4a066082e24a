"""The application: routes, the page, errors, headers and the log, put together over one library."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from fastapi.staticfiles import StaticFiles
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from answer.respond import Inquiry, check
from answer.safety import Gate, load_gate
from answer.scope import load_scope
from corpus.errors import PalpateError
from corpus.settings import Settings
from corpus.version import palpate_version
from index.embedder import Embedder
from server.body import inquiry_in
from server.envelope import Envelope
from server.errors import JSON_HINT, ApiError, error_of, field_error, http_error
from server.feedback import make_feedback
from server.feedback_store import FeedbackStore
from server.library import Library
from server.metrics import Metrics, make_metrics
from server.reports import make_reports
from server.routes import make_router
from server.stream import to_json
from server.watch import Watch

WEB = Path(__file__).parent / "web"
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
    Raises SafetyError where the settings name rules that cannot be read.
    """
    settings = settings or Settings()
    scope = load_scope(Path(settings.safety.scope) if settings.safety.scope else None)
    gate = load_gate(Path(settings.safety.rules) if settings.safety.rules else None, scope_version=scope.version)
    library = Library(data, embedder, settings, scope)
    library.refresh()
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
    app.add_middleware(Envelope)
    app.add_middleware(Watch, metrics=metrics)  # the last one added stands around all others
    _add_error_handlers(app, gate, settings, metrics)
    app.include_router(make_router(library, gate, settings, metrics))
    app.include_router(make_feedback(feedback, gate, settings, metrics))
    app.include_router(make_metrics(metrics, library, feedback, settings))
    app.include_router(make_reports(data / "reports", settings))
    _add_page(app)
    return app


def _add_page(app: FastAPI) -> None:
    files = StaticFiles(directory=WEB)

    @app.get("/", include_in_schema=False)
    async def page(request: Request) -> Response:
        return await files.get_response("index.html", request.scope)

    app.mount("/web", files, name="web")


def _add_error_handlers(app: FastAPI, gate: Gate, settings: Settings, metrics: Metrics) -> None:
    """Every error gets the body of `server.errors`, with the notice where what was refused tells of an urgent sign."""

    async def answer(request: Request, error: ApiError, asked: Inquiry | None) -> Response:
        asked = asked or getattr(request.state, "asked", None)
        if error.code == "gate_failed":
            asked = None
        placed = _placed(asked or Inquiry("", "", ""), settings)
        urgent = await run_in_threadpool(check, gate, placed) if asked else None
        if not getattr(request.state, "followed", False):
            metrics.raised(urgent)
        headers = {"Retry-After": "2"} if error.status_code == 503 else {}
        body = to_json(error.as_json(urgent, disclaimer=placed.disclaimer))
        return Response(body, error.status_code, headers, media_type="application/json")

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
        return response

    app.add_exception_handler(RequestValidationError, refused)
    app.add_exception_handler(ApiError, failed)
    app.add_exception_handler(PalpateError, failed)
    app.add_exception_handler(HTTPException, from_framework)


def _placed(asked: Inquiry, settings: Settings) -> Inquiry:
    """A refused body may not say where it comes from, and from whom."""
    return replace(asked, locale=asked.locale or settings.locale, audience=asked.audience or settings.audience)
