"""Which names the server goes by. A page elsewhere that points a name of its own at this server is refused.

Starlette's TrustedHostMiddleware does the same, but answers in plain text, and where any host is allowed it takes a
`Host` that is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from starlette.types import ASGIApp, Receive, Scope, Send

from server.errors import ApiError
from server.refusals import Refusals

HOST = re.compile(rb"(\[[0-9a-fA-F:.]{2,45}\]|[A-Za-z0-9._-]{1,253})(?::\d{1,5})?")


class Names:
    """The names; any where there are none. `*.clinic.example` stands for every name below it.

    Health is told by any name, as those who ask know only addresses.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self._names = frozenset(name.lower() for name in names if not name.startswith("*."))
        self._endings = tuple(name[1:].lower() for name in names if name.startswith("*."))

    def refused(self, scope: Scope) -> ApiError | None:
        """Why a request is refused that is sent to whatever its `Host` names; None where it goes by that name."""
        named = [value for name, value in scope["headers"] if name == b"host"]
        if not named and scope["http_version"] == "1.0":
            return None
        found = HOST.fullmatch(named[0]) if len(named) == 1 else None
        if found is None:
            return ApiError(
                400, "bad_host", "the header Host does not name a host", "send one host, as in example.org:80"
            )
        host = found[1].decode("ascii").lower()
        open_to_all = not (self._names or self._endings) or scope["path"].startswith("/health/")
        if open_to_all or host in self._names or host.endswith(self._endings):
            return None
        hint = "add it to PALPATE_SERVER_HOSTS and restart"
        return ApiError(421, "unknown_host", "this server does not go by the name that the header Host has", hint)


class Hosts:
    """Middleware that lets pass what is sent to one of these names."""

    def __init__(self, app: ASGIApp, *, names: Names, refusals: Refusals) -> None:
        self._app = app
        self._names = names
        self._refusals = refusals

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        error = self._names.refused(scope) if scope["type"] == "http" else None
        app = self._refusals.response(error) if error else self._app
        await app(scope, receive, send)
