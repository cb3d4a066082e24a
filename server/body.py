"""Reading a JSON body strictly, and reading a question out of a body that is refused.

Python's own parser takes NaN, Infinity, doubled keys and lone surrogates; each of them means something else to the
next program. What is refused is still looked through for a question, as the gate comes before every other check.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_plus

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from answer.respond import Inquiry
from corpus.errors import PalpateError
from corpus.settings import AUDIENCES
from server.errors import JSON_HINT, ApiError, error_of

LIMIT = 2_000_000  # bytes; 50 turns of the longest question and answer in Latin letters
KEYS = 50  # of one object
LOOKED_AT = 100_000  # characters of a refused body that the gate looks at
ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|[nrt])")


class StrictRequest(Request):
    """A request whose body is JSON as RFC 8259 has it, within the limit, or an ApiError."""

    async def body(self) -> bytes:
        if not hasattr(self, "_body"):
            self._body = await self._read()
        return self._body

    async def _read(self) -> bytes:
        chunks, size = [], 0
        async for chunk in self.stream():
            chunks.append(chunk)
            if (size := size + len(chunk)) > LIMIT:
                asked = await run_in_threadpool(inquiry_in, b"".join(chunks))
                message = f"the body is larger than {LIMIT:,} bytes"
                raise ApiError(413, "too_large", message, "send fewer or shorter turns of the history", asked=asked)
        return b"".join(chunks)

    async def json(self) -> Any:
        body = await self.body()
        try:
            return await run_in_threadpool(_parse, body)
        except (ValueError, RecursionError):
            message = "the body is not JSON: no NaN, no doubled keys, no lone surrogates, no deep nesting, UTF-8 only"
            asked = await run_in_threadpool(inquiry_in, body)
            raise ApiError(400, "invalid_json", message, JSON_HINT, asked=asked) from None


class StrictRoute(APIRoute):
    """A route that reads its body as a StrictRequest, and ends in no error but those that have a body of ours."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def strictly(request: Request) -> Response:
            try:
                return await handle(StrictRequest(request.scope, request.receive))
            except (HTTPException, PalpateError, RequestValidationError):
                raise
            except Exception as error:  # noqa: BLE001 - every other error becomes one of ours
                raise error_of(error) from None

        return strictly


def _parse(body: bytes) -> Any:
    text = body.decode("utf-8")
    value = json.loads(text, parse_constant=_refuse, parse_float=_finite, object_pairs_hook=_object)
    json.dumps(value, ensure_ascii=False).encode("utf-8")  # raises where a surrogate stands alone
    return value


def _refuse(constant: str) -> Any:
    raise ValueError(constant)


def _finite(digits: str) -> float:
    value = float(digits)
    if value in (float("inf"), float("-inf")):
        raise ValueError("a number too large")
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise ValueError("a doubled key")
    if len(fields) > KEYS:
        raise ValueError("more keys than any object here has")
    return fields


@dataclass(frozen=True, slots=True)
class _Pairs:
    """An object as it was written, doubled keys and all."""

    pairs: list[tuple[str, Any]]


def inquiry_in(body: object) -> Inquiry:
    """What a refused body asks, as far as it can be made out, for the gate to look at. Never raises.

    Everything that is text counts, whatever its field is called, but for earlier answers. Of the locale and the
    audience, "" stands for one that is not named.

    >>> inquiry_in(b'{"message": ["I cannot feel my legs"], "audience": NaN}').question
    'I cannot feel my legs'
    """
    if isinstance(body, bytes):
        body = _parse_anything(body[:LIMIT].decode("utf-8", "replace"))
    texts = list(_texts(body))
    named = {name: text for name, text in texts if name in ("audience", "locale")}
    asked = " \n".join(text for name, text in texts if name not in ("answer", "audience", "locale"))
    audience = named.get("audience", "")
    return Inquiry(
        asked[:LOOKED_AT], audience=audience if audience in AUDIENCES else "", locale=named.get("locale", "")
    )


def _parse_anything(text: str) -> object:
    try:
        return json.loads(text, object_pairs_hook=_Pairs)
    except (ValueError, RecursionError):
        plain = ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else " ", text)
        return unquote_plus(plain) if "%" in plain else plain  # not JSON: all of it may be the question


def _texts(body: object) -> Iterator[tuple[str, str]]:
    """All text in a value, with the name of the field that holds it. Without recursion, as nesting may be deep."""
    waiting: list[tuple[str, object]] = [("", body)]
    while waiting:
        name, value = waiting.pop()
        if isinstance(value, str):
            yield name, value
        elif isinstance(value, _Pairs | dict):
            pairs = value.pairs if isinstance(value, _Pairs) else value.items()
            waiting += reversed(list(pairs))
        elif isinstance(value, list):
            waiting += ((name, each) for each in reversed(value))
