"""What is noted of each request, whatever answers it: a count, a time, and one line in the log.

Noted are the method, the route as it is written in the code, the status and the time: no address, no question, no name
of anything. `server.envelope` adds headers; this stands around it and around whatever turns requests away.
"""

from __future__ import annotations

import logging
from time import perf_counter

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.metrics import Metrics

METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))
UNKNOWN, OTHER = "unknown", "OTHER"
logger = logging.getLogger("palpate.requests")


class Watch:
    """Middleware around everything else."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = perf_counter(), 0

        async def send_and_note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        with self._metrics.in_flight.track_inprogress():
            try:
                await self._app(scope, receive, send_and_note)
            finally:
                self._note(scope, status, perf_counter() - began)

    def _note(self, scope: Scope, status: int, spent: float) -> None:
        """A status of 0 stands for a caller who had gone before anything was sent."""
        method = scope["method"] if scope["method"] in METHODS else OTHER
        route = _route(scope)
        note(self._metrics, method, route, status, spent)


def note(metrics: Metrics, method: str, route: str, status: int, spent: float) -> None:
    """Count one request and log it; `spent` is in seconds."""
    metrics.requests.labels(method, route, str(status)).inc()
    metrics.seconds.labels(route).observe(spent)
    fields = {"method": method, "route": route, "status": status, "ms": round(1000 * spent, 1)}
    logger.info("%s %s %d %.0f ms", method, route, status, 1000 * spent, extra={"fields": fields})


def _route(scope: Scope) -> str:
    """The route as /openapi.json has it; files of the page have none of their own."""
    route: str = getattr(scope.get("route"), "path_format", "/web" if scope["path"].startswith("/web/") else UNKNOWN)
    return route
