"""An answer as server-sent events: `urgent` first, then every `sentence`, then `done` with the whole answer.

Where it fails midway, `error` with the body of any other error stands in the place of `done`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from fastapi.sse import format_sse_event

from answer.respond import Event, Waiting
from answer.stopwatch import Stopwatch
from answer.types import Answer, Said
from server.errors import error_of

MEDIA_TYPE = "text/event-stream"


def stream_events(events: Iterator[Event], watch: Stopwatch, disclaimer: str) -> Iterator[bytes]:
    """The events of one answer, encoded. The timings, which differ each time, come last and as a comment.

    So does that a model is waited for: with it the stream begins, before there is anything to show.
    The disclaimer stands in the whole answer; where it fails midway, in the error.
    """
    try:
        for event in events:
            yield _encode(event)
    except Exception as error:  # noqa: BLE001 - the stream has begun: this is the last place to say that it failed
        yield format_sse_event(event="error", data_str=to_json(error_of(error).as_json(disclaimer=disclaimer)))
    yield format_sse_event(comment=f"Server-Timing: {server_timing(watch)}")


def _encode(event: Event) -> bytes:
    if isinstance(event, Waiting):
        return format_sse_event(comment="a language model is asked")
    if isinstance(event, Said):
        sentence = asdict(event.sentence) | {"new_citations": [asdict(citation) for citation in event.citations]}
        return format_sse_event(event="sentence", data_str=to_json(sentence))
    return format_sse_event(event="done" if isinstance(event, Answer) else "urgent", data_str=to_json(event.as_json()))


def to_json(value: Any) -> str:
    """JSON without needless white space; NaN would be a defect of ours."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def server_timing(watch: Stopwatch) -> str:
    """The stages as the `Server-Timing` header has them, in milliseconds.

    >>> server_timing(Stopwatch())
    'total;dur=0.0'
    """
    stages = [*watch.stages.items(), ("total", sum(watch.stages.values()))]
    return ", ".join(f"{name};dur={spent:.1f}" for name, spent in stages)
