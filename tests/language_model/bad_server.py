"""A server of language models as one meets them: slow, garbled, cut off, busy. The address says how it behaves.

    python -m tests.language_model.bad_server        prints "ready http://127.0.0.1:PORT"

`http://127.0.0.1:PORT/BEHAVIOUR/TEXT/v1` behaves as the function `BEHAVIOUR` below, where it says anything with the
words of TEXT, percent-encoded. GET /count/BEHAVIOUR tells how often it was asked so, and GET /left how many went away
while it was still saying something.
"""

from __future__ import annotations

import gzip
import json
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import FrameType
from typing import Any
from urllib.parse import unquote, urlsplit

PAUSE = 0.02  # seconds between two pieces of what never ends
counts: Counter[str] = Counter()
left: list[str] = []


class Handler(BaseHTTPRequestHandler):
    """HTTP/1.0: what is said ends where the connection does, so that one cut off looks like that too."""

    def do_POST(self) -> None:
        path = urlsplit(self.path).path  # whoever takes this server for a proxy sends the whole address
        _, behaviour, *text = path.removesuffix("/v1/chat/completions").split("/")
        self.asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        counts[behaviour] += 1
        try:
            BEHAVIOURS[behaviour](self, unquote(text[0]) if text else "")
        except (BrokenPipeError, ConnectionResetError):
            left.append(behaviour)

    def do_GET(self) -> None:
        _, what, *which = self.path.split("/")
        self.whole(200, str(counts[which[0]] if what == "count" else len(left)))

    def whole(self, status: int, body: str, kind: str = "text/plain", **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body.encode())), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body.encode())

    def begin(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()

    def send(self, *lines: str | bytes) -> None:
        for line in lines:
            self.wfile.write(line if isinstance(line, bytes) else f"{line}\n\n".encode())
            self.wfile.flush()

    def say(self, text: str) -> None:
        self.begin()
        self.send(*(chunk(f"{word} ") for word in text.split(" ")))

    def for_ever(self, line: Callable[[], str]) -> None:
        while True:
            self.send(line())
            time.sleep(PAUSE)

    def log_message(self, *_: Any) -> None:
        """Requests hold questions, which no log may."""


def chunk(text: Any, finish: str | None = None, logprobs: Any = None) -> str:
    """One event of a stream."""
    choice = {"index": 0, "delta": {"content": text}, "finish_reason": finish, "logprobs": logprobs}
    body = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "bad", "choices": [choice]}
    return f"data: {json.dumps(body)}"


def says(one: Handler, text: str) -> None:
    """What every good server does."""
    one.say(text)
    one.send(chunk("", "stop"), "data: [DONE]")


def echoes(one: Handler, text: str) -> None:
    """Says what it was told, with the numbers that stand in it."""
    says(one, " ".join([text, *(message["content"] for message in one.asked["messages"])]))


def breaks_off(one: Handler, text: str) -> None:
    one.say(text)


def stalls(one: Handler, text: str) -> None:
    """Says something, then only that it is still there."""
    one.say(text)
    one.for_ever(lambda: ": still here")


def never_ends(one: Handler, text: str) -> None:
    one.begin()
    one.for_ever(lambda: chunk(f"{text} "))


def is_silent(one: Handler, _: str) -> None:
    """Takes the request and says nothing at all."""
    while one.rfile.read(1):
        pass


def sends_only_comments(one: Handler, _: str) -> None:
    one.begin()
    one.for_ever(lambda: ": still here")


def sends_a_page(one: Handler, _: str) -> None:
    one.whole(200, "<h1>Welcome to the router</h1>", "text/html")


def sends_nothing(one: Handler, _: str) -> None:
    one.begin()


def sends_no_json(one: Handler, _: str) -> None:
    one.begin()
    one.send("data: {not json")


def sends_no_text(one: Handler, _: str) -> None:
    one.begin()
    one.send(b"data: \xff\xfe\x00\n\n")


def never_ends_a_line(one: Handler, _: str) -> None:
    one.begin()
    while True:
        one.send(b"x" * 1_000_000)


def fails_at_length(one: Handler, _: str) -> None:
    """Fails, and does not come to the end of saying why."""
    one.send_response(400)
    one.end_headers()
    while True:
        one.send(b"x" * 1_000_000)


def sends_packed(one: Handler, text: str) -> None:
    """Packs what nobody asked it to pack."""
    one.send_response(200)
    one.send_header("Content-Type", "text/event-stream")
    one.send_header("Content-Encoding", "gzip")
    one.end_headers()
    one.send(gzip.compress(f"{chunk(text)}\n\n".encode()))


def says_all_at_once(one: Handler, text: str) -> None:
    one.begin()
    one.send(chunk(text * 100_000, "stop"))


def says_what_it_heard(one: Handler, _: str) -> None:
    """Says the headers of the request."""
    one.say("; ".join(f"{name}: {value}" for name, value in one.headers.items()))
    one.send(chunk("", "stop"), "data: [DONE]")


def sends_other_types(one: Handler, _: str) -> None:
    one.begin()
    one.send('data: {"choices": 7}', 'data: {"choices": [null]}', chunk({"a": 1}))


def sends_no_words(one: Handler, _: str) -> None:
    one.begin()
    one.send(chunk(["It hurts."]))


def tells_what_was_used(one: Handler, text: str) -> None:
    """Some servers send a chunk of its own for it, without anything that was said."""
    one.say(text)
    one.send(b'data: {"choices": [], "usage": {"total_tokens": 7}}\n\n', chunk("", "stop"), "data: [DONE]")


def sends_an_error(one: Handler, _: str) -> None:
    """A failure midway, as several servers tell it."""
    one.say("It is")
    one.send('data: {"error": {"message": "out of memory", "code": 500}}')


def answers(status: int, **headers: str) -> Callable[[Handler, str], None]:
    """Answers every request with this status."""
    return lambda one, _: one.whole(status, '{"error": {"message": "no"}}', "application/json", **headers)


def is_busy_once(one: Handler, text: str) -> None:
    """Refuses the first request, and takes the next ones."""
    first = counts["is_busy_once"] == 1
    answers(429, Retry_After="1")(one, text) if first else says(one, text)


def judges(*top: Any) -> Callable[[Handler, str], None]:
    """Says what every good server does; where it is asked how likely its first word was, these tokens could be it."""

    def judge(one: Handler, text: str) -> None:
        if one.asked.get("logprobs") and one.asked["max_tokens"] == 1:
            one.begin()
            one.send(
                chunk("", None, {"content": []}), chunk("yes", "length", {"content": [{"top_logprobs": list(top)}]})
            )
        else:
            says(one, text)

    return judge


def token(text: Any, logprob: Any) -> dict[str, Any]:
    return {"token": text, "logprob": logprob}


def judges_slowly(one: Handler, text: str) -> None:
    """Writes at once, and does not come to the end of a judgement."""
    is_silent(one, text) if one.asked.get("logprobs") else says(one, text)


BEHAVIOURS: dict[str, Callable[[Handler, str], None]] = {
    "says": says,
    "echoes": echoes,
    "breaks_off": breaks_off,
    "stalls": stalls,
    "never_ends": never_ends,
    "is_silent": is_silent,
    "sends_only_comments": sends_only_comments,
    "sends_a_page": sends_a_page,
    "sends_nothing": sends_nothing,
    "sends_no_json": sends_no_json,
    "sends_no_text": sends_no_text,
    "never_ends_a_line": never_ends_a_line,
    "fails_at_length": fails_at_length,
    "sends_packed": sends_packed,
    "says_all_at_once": says_all_at_once,
    "says_what_it_heard": says_what_it_heard,
    "sends_other_types": sends_other_types,
    "sends_no_words": sends_no_words,
    "tells_what_was_used": tells_what_was_used,
    "sends_an_error": sends_an_error,
    "agrees": judges(token("Yes", -0.2), token(" yes", -2.5), token("No", -3.5), token("The", -4.0)),
    "disagrees": judges(token("No", -0.05), token("Yes", -3.1)),
    "wavers": judges(token("yes", -0.6), token("no", -0.9)),
    "says_something_else": judges(token("The", -0.1), token("yes", -3.0), token("no", -6.0)),
    "agrees_without_an_alternative": judges(token("yes", -0.01)),
    "judges_in_words": judges(token("yes", "surely"), token("no", "hardly")),
    "judges_beyond_measure": judges(token("yes", 700.5), token("no", -1.0)),
    "judges_by_no_number": judges(token("yes", float("nan")), token("no", -1.0)),
    "judges_other_types": judges("yes", 7, None),
    "judges_nothing": judges(),
    "judges_slowly": judges_slowly,
    "is_busy_once": is_busy_once,
    "is_busy": answers(429),
    "is_busy_for_long": answers(429, Retry_After="100"),
    "fails": answers(500),
    "wants_a_key": answers(401),
    "knows_no_such_model": answers(404),
    "wants_less": answers(400),
    "moved": answers(307, Location="/says/It%20moved.%20%5B1%5D/v1/chat/completions"),
}


def main() -> None:
    """Serve until told to stop."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True

    def stop(_: int, __: FrameType | None) -> None:
        threading.Thread(target=server.shutdown).start()

    signal.signal(signal.SIGTERM, stop)
    sys.stdout.write(f"ready http://127.0.0.1:{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()
    server.server_close()


if __name__ == "__main__":
    main()
