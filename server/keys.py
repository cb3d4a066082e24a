"""Keys: who may ask, where that is not everybody, and who may change the library.

A key travels in the header `Authorization: Bearer KEY`. It is compared in constant time and never logged or echoed.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.concurrency import run_in_threadpool

from answer.respond import Inquiry
from corpus.settings import Settings
from server.body import inquiry_in
from server.errors import ApiError

_admin = HTTPBearer(scheme_name="adminKey", auto_error=False)
_public = HTTPBearer(scheme_name="key", auto_error=False)
HINT = "send the header Authorization: Bearer KEY"


def need_admin(settings: Settings) -> Callable[..., None]:
    """A dependency of the routes that change or export something: 403 without a configured key, 401 for another."""
    wanted = settings.server.admin_key

    def check(given: Annotated[HTTPAuthorizationCredentials | None, Security(_admin)]) -> None:
        if not wanted:
            raise ApiError(403, "admin_off", "no admin key is configured", "set PALPATE_SERVER_ADMIN_KEY and restart")
        if given is None or not same_key(given.credentials, wanted):
            raise _unauthorised("this needs the admin key")

    return check


def need_key(settings: Settings) -> Callable[..., Awaitable[None]]:
    """A dependency of the routes that everybody may use where no key is configured; the admin key opens them too."""
    allowed = [key for key in (settings.server.key, settings.server.admin_key) if key]

    async def check(request: Request, given: Annotated[HTTPAuthorizationCredentials | None, Security(_public)]) -> None:
        if settings.server.key and not (given and any(same_key(given.credentials, key) for key in allowed)):
            asked = await run_in_threadpool(inquiry_in, await request.body())  # the gate comes before the key
            raise _unauthorised("this needs a key", asked)

    return check


def _unauthorised(message: str, asked: Inquiry | None = None) -> ApiError:
    error = ApiError(401, "unauthorised", message, HINT, asked=asked)
    error.headers = {"WWW-Authenticate": "Bearer"}
    return error


def same_key(given: str, wanted: str) -> bool:
    """Whether two keys are the same, in a time that does not say where they differ."""
    return secrets.compare_digest(given.encode(), wanted.encode())
