"""Feedback over HTTP: off unless switched on, told before what is stored, deleted by token, gone after 30 days.

`server.feedback_store` keeps it. What is stored is what was sent and the day, nothing of who sent it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict
from typing import Annotated, Any, Literal, get_args

from fastapi import APIRouter, Depends, FastAPI, Path, Request
from fastapi import Response as HttpResponse
from pydantic import ConfigDict, Field
from starlette.concurrency import run_in_threadpool
from starlette.convertors import StringConvertor, register_url_convertor

from answer.disclaimers import disclaimer_for
from answer.respond import Inquiry, check
from answer.safety import Gate
from corpus.settings import Settings
from server import contract
from server.body import StrictRoute
from server.contract import LocaleTag, NoticeOut, errors
from server.errors import ApiError
from server.feedback_store import DAYS, Feedback, FeedbackFullError, FeedbackStore
from server.keys import need_admin, need_key
from server.metrics import Metrics
from server.stream import to_json

COMMENT_LIMIT = 1_000  # characters
INTERVAL = 3600  # seconds between two looks for what has expired
FIELDS = ("answer_id", "helpful", "reason", "comment", "received")
TEXT = (
    "Stored are whether the answer helped, the reason, your comment, the id of the answer and the day, for "
    f"{DAYS} days. The id says which sentences were shown. Your question is not stored, nor who you are; leave both "
    "out of the comment. You get a token that deletes it at once."
)
Reason = Literal["", "wrong", "incomplete", "off_topic", "hard_to_understand", "unsafe", "other"]
FORM = "[A-Za-z0-9_-]{32}"
Token = Annotated[str, Path(pattern=f"^{FORM}$", description="What the server gave when it was stored.")]
logger = logging.getLogger(__name__)


class FeedbackRequest(contract.Request):
    """What somebody says of an answer. `locale` says whose emergency numbers a notice names, and is not stored."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"answer_id": "0123456789abcdef", "helpful": False, "reason": "incomplete"}]}
    )

    answer_id: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
    helpful: bool
    reason: Reason = ""
    comment: Annotated[str, Field(max_length=COMMENT_LIMIT)] = ""
    locale: LocaleTag | None = None


class FeedbackOut(contract.Response):
    """One piece of feedback, as it is stored."""

    answer_id: str
    helpful: bool
    reason: str
    comment: str
    received: str


class FeedbackKept(contract.Response):
    """What was stored, until when, and the token for DELETE /api/feedback/{token}. `urgent` comes from the comment."""

    urgent: NoticeOut | None
    stored: FeedbackOut
    until: str
    token: str
    disclaimer: str


class FeedbackTerms(contract.Response):
    """Whether feedback is taken, and what would be stored: to be shown before anything is sent."""

    status: Literal["on", "off"]
    text: str
    fields: list[str]
    reasons: list[str]
    comment_limit: int
    days: int
    disclaimer: str


class FeedbackDeleted(contract.Response):
    """That it is gone."""

    deleted: Literal[True]
    disclaimer: str


class FeedbackExport(contract.Response):
    """All that is kept, the oldest day first."""

    feedback: list[FeedbackOut]
    disclaimer: str


class TokenConvertor(StringConvertor):
    """A token in an address, so that nothing else there is taken for one."""

    regex = FORM


def make_feedback(store: FeedbackStore, gate: Gate, settings: Settings, metrics: Metrics) -> APIRouter:
    """The routes of feedback. What expires is deleted now and once an hour, also where feedback is switched off."""
    register_url_convertor("token", TokenConvertor())
    store.clear_unfinished()
    store.purge()
    refusing = errors(400, 421, 429, 503)
    router = APIRouter(route_class=StrictRoute, lifespan=_purging(store), responses=refusing)
    disclaimer = disclaimer_for(settings.audience, settings.locale)
    public = [Depends(need_key(settings))] if settings.server.key else []

    @router.get(
        "/api/feedback",
        summary="Whether feedback is taken, and what would be stored",
        response_model=FeedbackTerms,
        responses=errors(401),
        dependencies=public,
    )
    def terms() -> HttpResponse:
        return _json(_terms(settings) | {"disclaimer": disclaimer})

    @router.post(
        "/api/feedback",
        summary="Say whether an answer helped",
        status_code=201,
        response_model=FeedbackKept,
        responses=errors(401, 403, 408, 413, 415, 422, 500, 507),
        dependencies=public,
    )
    def keep(body: FeedbackRequest, request: Request) -> HttpResponse:
        asked = Inquiry(body.comment, settings.audience, body.locale or settings.locale)
        request.state.asked = asked  # an error has the notice too
        if settings.server.feedback != "on":
            raise ApiError(403, "feedback_off", "feedback is off here: nothing was stored", "GET /api/feedback says so")
        urgent = check(gate, asked)
        stored, receipt = _keep(store, body)
        metrics.raised(urgent)
        metrics.feedback(helpful=body.helpful)
        shown = {"urgent": urgent.as_json() if urgent else None, "stored": asdict(stored), **asdict(receipt)}
        return _json(shown | {"disclaimer": asked.disclaimer}, status=201)

    @router.get(
        "/api/feedback/export",
        summary="Read all feedback",
        response_model=FeedbackExport,
        responses=errors(401, 403),
        dependencies=[Depends(need_admin(settings))],
    )
    def export() -> HttpResponse:
        return _json({"feedback": [asdict(each) for each in store.read()], "disclaimer": disclaimer})

    @router.delete(
        "/api/feedback/{token:token}",
        summary="Delete what was stored",
        response_model=FeedbackDeleted,
        responses=errors(401, 404),
        dependencies=public,
    )
    def forget(token: Token) -> HttpResponse:
        if not store.forget(token):
            raise ApiError(
                404, "not_found", "nothing is stored for this token", "it was deleted before, or has expired"
            )
        return _json({"deleted": True, "disclaimer": disclaimer})

    return router


def _keep(store: FeedbackStore, body: FeedbackRequest) -> tuple[Feedback, Any]:
    try:
        return store.keep(body.answer_id, helpful=body.helpful, reason=body.reason, comment=body.comment)
    except FeedbackFullError as error:
        message = f"nothing was stored: {error}"
        raise ApiError(507, "no_room", message, "whoever runs this server can make room") from None


def _terms(settings: Settings) -> dict[str, Any]:
    return {
        "status": settings.server.feedback,
        "text": TEXT,
        "fields": FIELDS,
        "reasons": get_args(Reason),
        "comment_limit": COMMENT_LIMIT,
        "days": DAYS,
    }


def _purging(store: FeedbackStore) -> Any:
    """A lifespan in which what expires is deleted every hour."""

    async def look() -> None:
        while True:
            await asyncio.sleep(INTERVAL)
            try:
                await run_in_threadpool(store.purge)
            except OSError as error:
                logger.error("expired feedback could not be deleted: %s", error.strerror)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        looking = asyncio.create_task(look())
        yield
        looking.cancel()

    return lifespan


def _json(value: object, status: int = 200) -> HttpResponse:
    return HttpResponse(to_json(value), status, media_type="application/json")
