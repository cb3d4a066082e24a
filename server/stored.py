"""What goes over the wire where the library is changed: what may be sent, and what became of it.

Unlike errors, these bodies name files: they go to whoever sent them, with the admin key, and into no log.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import Field

from pipeline import Outcome, Report
from server.contract import ErrorBody, Request, Response
from server.stream import MEDIA_TYPE

URL_LIMIT = 2_000  # characters


class PageIn(Request):
    """An address to fetch."""

    url: Annotated[str, Field(min_length=1, max_length=URL_LIMIT)]


class SourceOut(Response):
    """What became of one file, address or document. `name` is what the library knows it by; `reason` is one line."""

    name: str
    status: Literal["added", "replaced", "unchanged", "removed", "failed"]
    id: str
    title: str
    reason: str
    warnings: list[str]


class Stored(Response):
    """What became of each source, and what the library holds now."""

    sources: list[SourceOut]
    documents: int
    passages: int
    sentences: int
    generation: str
    disclaimer: str


class NothingStored(ErrorBody):
    """An error; where none of what was sent could be stored, with the reason for each."""

    sources: Annotated[list[SourceOut], Field(default_factory=list)]


BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["files"],
                    "properties": {
                        "files": {"type": "array", "minItems": 1, "items": {"type": "string", "format": "binary"}}
                    },
                }
            },
            "application/json": {"schema": PageIn.model_json_schema()},
        },
    }
}
DESCRIPTION = (
    "What was stored. With `Accept: text/event-stream` the same as server-sent events: `progress` with `stage`, "
    "`done`, `total` and, once a source was read, what became of it as `source`; then `done` with the whole object, or "
    "`error`."
)
EVENT: dict[str, Any] = {
    "type": "object",
    "properties": {
        "event": {"type": "string", "enum": ["progress", "done", "error"]},
        "data": {"type": "string", "contentMediaType": "application/json"},
    },
}
STREAMED: dict[int | str, dict[str, Any]] = {
    status: {"description": DESCRIPTION, "model": Stored, "content": {MEDIA_TYPE: {"itemSchema": EVENT}}}
    for status in (200, 201)
}


def stored_json(report: Report, outcomes: Iterable[Outcome], disclaimer: str) -> dict[str, Any]:
    """The body of `Stored`."""
    return {
        "sources": [source_json(outcome) for outcome in outcomes],
        "documents": report.documents,
        "passages": report.passages,
        "sentences": report.sentences,
        "generation": report.generation,
        "disclaimer": disclaimer,
    }


def source_json(outcome: Outcome) -> dict[str, Any]:
    """The object of `SourceOut`."""
    return {
        "name": outcome.key,
        "status": outcome.status,
        "id": outcome.document_id,
        "title": outcome.title,
        "reason": outcome.reason,
        "warnings": list(outcome.warnings),
    }
