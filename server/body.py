"""Reading a JSON body strictly, and reading a question out of a body that is refused.

Python's own parser takes NaN, Infinity, doubled keys and lone surrogates; each of them means something else to the
next program. What is refused is still looked through for a question, as the gate comes before every other check.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute

from answer.respond import Inquiry
from answer.types import Turn
from corpus.settings import AUDIENCES
from server.errors import JSON_HINT, ApiError

LIMIT = 2_000_000  # bytes; 50 turns of the longest question and answer in Latin letters
TOO_LARGE_HINT = "send fewer or shorter turns of the history"
QUESTIONS = ("question", "query")


class StrictRequest(Request):
    """A request whose body is JSON as RFC 8259 has it and within the limit, or an ApiError."""

    async def body(self) -> bytes:
        if not hasattr(self, "_body"):
            declared = self.headers.get("content-length", "")
            if declared.isdigit() and int(declared) > LIMIT:
                raise _too_large()
            chunks, size = [], 0
            async for chunk in self.stream():
                chunks.append(chunk)
                if (size := size + len(chunk)) > LIMIT:
                    raise _too_large()
            self._body = b"".join(chunks)
        return self._body

    async def json(self) -> Any:
        body = await self.body()
        try:
            return _parse(body.decode("utf-8"))
        except (ValueError, RecursionError):
            message = "the body is not JSON: no NaN, no doubled keys, no lone surrogates, no deep nesting, UTF-8 only"
            raise ApiError(400, "invalid_json", message, JSON_HINT, asked=inquiry_in(body)) from None


def _too_large() -> ApiError:
    return ApiError(413, "too_large", f"the body is larger than {LIMIT:,} bytes", TOO_LARGE_HINT)


class StrictRoute(APIRoute):
    """A route that reads its body as a StrictRequest."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def strictly(request: Request) -> Response:
            return await handle(StrictRequest(request.scope, request.receive))

        return strictly


def _parse(text: str) -> Any:
    value = json.loads(text, parse_constant=_refuse, parse_float=_finite, object_pairs_hook=_without_doubles)
    json.dumps(value, ensure_ascii=False).encode("utf-8")  # raises where a surrogate stands alone
    return value


def _refuse(constant: str) -> Any:
    raise ValueError(constant)


def _finite(digits: str) -> float:
    value = float(digits)
    if value in (float("inf"), float("-inf")):
        raise ValueError("a number too large")
    return value


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise ValueError("a doubled key")
    return fields


def inquiry_in(body: object) -> Inquiry:
    """What a refused body asks, as far as it can be made out, for the gate to look at. Never raises.

    >>> inquiry_in(b'{"question": "I cannot feel my legs", "audience": NaN}').question
    'I cannot feel my legs'
    """
    if isinstance(body, bytes):
        body = _parse_anything(body.decode("utf-8", "replace"))
    if not isinstance(body, dict):
        return Inquiry(body if isinstance(body, str) else "")
    history = body.get("history")
    turns = [turn.get("question") for turn in history if isinstance(turn, dict)] if isinstance(history, list) else []
    locale, audience = body.get("locale"), body.get("audience")
    return Inquiry(
        " ".join(value for name in QUESTIONS if isinstance(value := body.get(name), str)),
        audience=audience if audience in AUDIENCES else "client",
        locale=locale if isinstance(locale, str) else "",
        history=tuple(Turn(question) for question in turns if isinstance(question, str)),
    )


def _parse_anything(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text  # not JSON: all of it may be the question
