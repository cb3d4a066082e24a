"""What a monitor reads at GET /metrics: counts and times, in the format of Prometheus.

No label holds anything that was sent: routes are those of the code, rules those of the rules' files, and all else that
a caller can choose becomes "unknown" or "other". `server.watch` counts requests, this module everything else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from ipaddress import ip_address

from fastapi import APIRouter, Depends, Request, Response
from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector

from answer.respond import Event, Found
from answer.stopwatch import Stopwatch
from answer.types import Answer, Notice, Status
from corpus.settings import Settings
from server.contract import errors
from server.errors import ApiError
from server.feedback_store import FeedbackStore
from server.keys import need_admin
from server.library import Library
from server.slots import Slots

THROUGH = ("forwarded", "via", "x-forwarded-for", "x-real-ip")  # what proxies add
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """The counters of one application, in a registry of their own.

    Rules count from 0 on, so that a monitor notices the first time that one is raised.
    """

    def __init__(self, urgent_rules: Sequence[str] = (), scope_rules: Sequence[str] = ()) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call]  # they would say to the millisecond when a rule was first raised
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self.requests = Counter(
            "palpate_requests", "Requests, by route and status.", ("method", "route", "status"), registry=self.registry
        )
        self.seconds = Histogram(
            "palpate_request_seconds",
            "From the first byte of a request to the last of its response.",
            ("route",),
            registry=self.registry,
            buckets=SECONDS,
        )
        self.in_flight = Gauge("palpate_requests_in_flight", "Requests being served now.", registry=self.registry)
        self._working = Gauge("palpate_requests_working", "Requests that have a slot.", registry=self.registry)
        self._waiting = Gauge("palpate_requests_waiting", "Requests that wait for a slot.", registry=self.registry)
        self._stages = Histogram(
            "palpate_stage_seconds",
            "What each stage of an answer or a search took.",
            ("task", "stage"),
            registry=self.registry,
            buckets=SECONDS,
        )
        self._answers = Counter("palpate_answers", "Answers, by status.", ("status",), registry=self.registry)
        self._urgent = Counter("palpate_urgent", "Urgent notices, by rule.", ("rule",), registry=self.registry)
        self._declined = Counter("palpate_declined", "Questions declined, by rule.", ("rule",), registry=self.registry)
        self._feedback = Counter("palpate_feedback", "Feedback stored.", ("helpful",), registry=self.registry)
        self._writings = Counter(
            "palpate_writings", "What a language model made of answers.", ("outcome",), registry=self.registry
        )
        for status in Status:
            self._answers.labels(status)
        for rule in urgent_rules:
            self._urgent.labels(rule)
        for rule in scope_rules:
            self._declined.labels(rule)

    def watch_slots(self, slots: Slots) -> None:
        """Ask these at every look how much is worked on, and how much waits."""
        self._working.set_function(lambda: slots.working)
        self._waiting.set_function(lambda: slots.waiting)

    def follow(self, events: Iterator[Event], watch: Stopwatch) -> Iterator[Event]:
        """Pass the events of an answer on, and count what came of it, also where it fails midway."""
        notice: Notice | None = None
        try:
            for event in events:
                if isinstance(event, Notice):
                    notice = event
                elif isinstance(event, Answer):
                    self._answered(event)
                yield event
        finally:
            self.raised(notice)
            self.timed("chat", watch)

    def found(self, found: Found, watch: Stopwatch) -> None:
        """Count a search."""
        self.raised(found.urgent)
        self.timed("search", watch)

    def raised(self, notice: Notice | None) -> None:
        """Count a notice, if it is one."""
        if notice is not None:
            self._urgent.labels(notice.rule).inc()

    def timed(self, task: str, watch: Stopwatch) -> None:
        """Count what the stages of a task took."""
        for stage, spent in watch.stages.items():
            self._stages.labels(task, stage).observe(spent / 1000)

    def feedback(self, *, helpful: bool) -> None:
        """Count one piece of feedback."""
        self._feedback.labels("yes" if helpful else "no").inc()

    def _answered(self, answer: Answer) -> None:
        self._answers.labels(answer.status).inc()
        if answer.writing is not None:
            self._writings.labels(answer.writing.fell_back or "written").inc()
        if answer.refusal is not None:
            self._declined.labels(answer.refusal.rule).inc()


class State(Collector):
    """What is looked up when a monitor asks: the generation that is served, and how much feedback is kept."""

    def __init__(self, library: Library, store: FeedbackStore) -> None:
        self._library = library
        self._store = store

    def describe(self) -> Iterable[Metric]:
        return ()

    def collect(self) -> Iterator[Metric]:
        name = self._library.generation
        generation = GaugeMetricFamily("palpate_generation_info", "What is served.", labels=["generation"])
        generation.add_metric([name], 1 if name else 0)
        yield generation
        yield GaugeMetricFamily("palpate_ready", "Whether questions can be answered.", 1 if name else 0)
        problem = 1 if self._library.problem else 0
        yield GaugeMetricFamily("palpate_generation_problem", "Whether what was published last is not served.", problem)
        yield GaugeMetricFamily("palpate_feedback_kept", "Feedback on the disk.", self._store.count())


def make_metrics(metrics: Metrics, library: Library, store: FeedbackStore, settings: Settings) -> APIRouter:
    """The route. With an admin key only who has it may read; without one, only this machine."""
    metrics.registry.register(State(library, store))
    allowed = need_admin(settings) if settings.server.admin_key else _from_this_machine
    router = APIRouter()

    @router.get(
        "/metrics",
        summary="Counts and times, for Prometheus",
        response_class=Response,
        responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}, **errors(400, 401, 403, 421)},
        dependencies=[Depends(allowed)],
    )
    def read() -> Response:
        return Response(generate_latest(metrics.registry), media_type=CONTENT_TYPE_PLAIN_0_0_4)

    return router


def _from_this_machine(request: Request) -> None:
    """A proxy on this machine is no reader of its own: what came through one came from anywhere."""
    came_through = any(name in request.headers for name in THROUGH)
    if came_through or not request.client or not _is_loopback(request.client.host):
        raise ApiError(
            403, "admin_off", "without an admin key only this machine may read this", "set PALPATE_SERVER_ADMIN_KEY"
        )


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
