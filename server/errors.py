"""What goes wrong, as HTTP says it: `{"error": {"code", "message", "hint"}}`, naming field and limit, never content.

Nothing of what was sent comes back in an error, not even the name of an unknown field: questions are health data, and
bodies of errors end up in logs. Where a body was refused that tells of an urgent sign, the notice comes with the error.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import HTTPException

from answer.disclaimers import disclaimer_for
from answer.errors import GateError
from answer.respond import Inquiry
from answer.types import Notice
from corpus.errors import NotFoundError, PalpateError
from server.contract import NOT_BLANK

JSON_HINT = "send one JSON object, encoded in UTF-8, with the header Content-Type: application/json"
EMERGENCY_HINT = "in an emergency call your local emergency number"
DOCUMENTATION = "/openapi.json describes every route, field and limit"


logger = logging.getLogger(__name__)


class ApiError(HTTPException):
    """A request that cannot be served. `asked` is what a refused body asks, for the gate to look at."""

    def __init__(self, status: int, code: str, message: str, hint: str = "", *, asked: Inquiry | None = None) -> None:
        super().__init__(status, code)
        self.code = code
        self.message = message
        self.hint = hint
        self.asked = asked

    def as_json(self, urgent: Notice | None = None, *, disclaimer: str = "") -> dict[str, Any]:
        """The body of the response."""
        return error_json(self.code, self.message, self.hint, urgent, disclaimer=disclaimer)


def error_json(
    code: str, message: str, hint: str = "", urgent: Notice | None = None, *, disclaimer: str = ""
) -> dict[str, Any]:
    """The body that every error has, with the notice first where one is raised.

    The disclaimer is that for clients anywhere, where none is given: so it is where nobody knows who asks.
    """
    body = {
        "error": {"code": code, "message": message, "hint": hint},
        "disclaimer": disclaimer or disclaimer_for("client", ""),
    }
    return {"urgent": urgent.as_json(), **body} if urgent else body


def http_error(status: int) -> ApiError:
    """The error for a status that the framework decided on: no such route, no such method, a body too large."""
    known = {
        HTTPStatus.NOT_FOUND: ("not_found", "there is nothing at this address", DOCUMENTATION),
        HTTPStatus.METHOD_NOT_ALLOWED: ("method_not_allowed", "this address does not take this method", DOCUMENTATION),
    }
    code, message, hint = known.get(
        HTTPStatus(status), ("bad_request", HTTPStatus(status).phrase.lower(), DOCUMENTATION)
    )
    return ApiError(status, code, message, hint)


def error_of(error: Exception) -> ApiError:
    """The error for what a room says could not be done."""
    if isinstance(error, ApiError):
        return error
    if isinstance(error, NotFoundError):
        return ApiError(404, "not_found", "the library holds no document with this id", "GET /api/documents lists them")
    if isinstance(error, GateError):
        return ApiError(500, "gate_failed", "the check for urgent signs failed, so no answer is shown", EMERGENCY_HINT)
    if not isinstance(error, PalpateError):
        log_failure(error)
        return ApiError(500, "internal", "something went wrong here", "the server's log says where")
    return ApiError(503, "not_ready", "no library is open", "GET /health/ready says why; try again in a moment")


def log_failure(error: Exception) -> None:
    """Log what nobody foresaw by its type and place, as its message may quote what was sent."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    logger.error("unforeseen %s at %s:%d", type(error).__name__, last.name, last.lineno or 0)


def field_error(problem: Mapping[str, Any], asked: Inquiry) -> ApiError:
    """The error for one field: its name and what it may be. Left out are the input and names that are not ours."""
    where = problem["loc"][1:]
    if problem["type"] == "extra_forbidden":
        parent = _name(where[:-1]) or "the body"
        message = f"{parent} has a field that is not known here"
        return ApiError(422, "unknown_field", message, DOCUMENTATION, asked=asked)
    if problem["type"] == "missing" and where:
        return ApiError(422, "missing_field", f"{_name(where)} is missing", DOCUMENTATION, asked=asked)
    name = _name(where) or "the body"
    hint = f"shorten {name}" if problem["type"] == "string_too_long" else DOCUMENTATION
    return ApiError(422, "invalid_field", f"{name} {_fault(problem)}", hint, asked=asked)


def _fault(problem: Mapping[str, Any]) -> str:
    """What is wrong with a value, as a sentence goes on after its name. The framework's words are for programmers."""
    limits = problem.get("ctx", {})
    if limits.get("pattern") == NOT_BLANK:
        return "is empty"
    said = {
        "string_too_long": f"has more than {limits.get('max_length', 0):,} characters",
        "string_too_short": "is empty",
        "string_pattern_mismatch": "is empty, or not written as it should be",
        "too_long": f"holds more than {limits.get('max_length', 0):,} entries",
        "string_type": "must be text",
        "list_type": "must be a list",
        "bool_type": "must be true or false",
        "int_type": "must be a whole number",
        "greater_than_equal": f"must be at least {limits.get('ge')}",
        "less_than_equal": f"must be at most {limits.get('le')}",
        "literal_error": f"must be {limits.get('expected')}",
        "model_attributes_type": "must be an object",
        "missing": "is missing",
    }
    return said.get(problem["type"], "is not what it should be")


def _name(where: tuple[str | int, ...]) -> str:
    """A field's name as one would write it: `history[2].question`."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in where).lstrip(".")
