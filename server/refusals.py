"""Saying no: every error as a response, with the notice where what was refused tells of an urgent sign."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from time import perf_counter, thread_time

from fastapi.responses import Response

from answer.respond import Inquiry, check
from answer.safety import Gate
from answer.types import Notice
from corpus.settings import Settings
from server.body import inquiry_in
from server.errors import ApiError
from server.stream import to_json

RETRY = "2"  # seconds
SHARE = 0.05  # of a core's time, for the gate to look at what is refused for want of time
LOOKED_AT = 20_000  # bytes of such a body: the longest question in Latin letters, and a few turns
BUSY_HINT = "try again in some seconds; in an emergency call your local emergency number"


class Refusals:
    """Makes the responses. Threads may share it, but for `busy`, which belongs to the event loop."""

    def __init__(self, gate: Gate, settings: Settings, raised: Callable[[Notice | None], None]) -> None:
        """`raised` learns of every notice that goes with an error."""
        self._gate = gate
        self._raised = raised
        self._settings = settings
        self._saved = SHARE  # seconds that the gate may spend now
        self._since = perf_counter()
        self._disclaimer = self._placed(Inquiry("", "", "")).disclaimer
        self._made: dict[tuple[str, str], Response] = {}  # by the error's code and the disclaimer, few of each

    def response(self, error: ApiError, asked: Inquiry | None = None, *, counted: bool = False) -> Response:
        """The response for an error. `asked` is what was refused, for the gate to look at."""
        placed = self._placed(asked or Inquiry("", "", ""))
        urgent = check(self._gate, placed) if asked else None
        if not counted:
            self._raised(urgent)
        return self._response(error, placed.disclaimer, urgent)

    def busy(self, error: ApiError, body: bytes) -> Response:
        """The response where there is no time for more.

        The gate, which takes well under a millisecond for most questions, is asked none the less, here and now, as long
        as that takes no more than its share of the time. What was made once is kept where it is the same for many.
        """
        disclaimer, urgent = self._glance(body)
        if urgent or error.headers:
            return self._response(error, disclaimer, urgent)
        key = error.code, disclaimer
        if key not in self._made:
            self._made[key] = self._response(error, disclaimer, None)
        return self._made[key]

    def _glance(self, body: bytes) -> tuple[str, Notice | None]:
        now = perf_counter()
        self._saved = min(SHARE, self._saved + SHARE * (now - self._since))
        self._since = now
        if not body or len(body) > LOOKED_AT or self._saved <= 0:
            return self._disclaimer, None
        began = thread_time()
        try:
            placed = self._placed(inquiry_in(body))
            urgent = check(self._gate, placed)
            self._raised(urgent)
            return placed.disclaimer, urgent
        finally:
            self._saved -= thread_time() - began  # the time of others, who hold this thread up, is not the gate's

    def _response(self, error: ApiError, disclaimer: str, urgent: Notice | None) -> Response:
        headers = {"Retry-After": RETRY} if error.status_code == 503 else {}
        body = to_json(error.as_json(urgent, disclaimer=disclaimer))
        return Response(body, error.status_code, headers | dict(error.headers or {}), media_type="application/json")

    def _placed(self, asked: Inquiry) -> Inquiry:
        """A refused body may not say where it comes from, and from whom."""
        settings = self._settings
        return replace(asked, locale=asked.locale or settings.locale, audience=asked.audience or settings.audience)
