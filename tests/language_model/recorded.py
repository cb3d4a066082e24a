"""Answer over HTTP as a language model's server does, with what a real one said before; or record one that is asked.

    python -m tests.language_model.recorded FILE.jsonl                       replays
    python -m tests.language_model.recorded FILE.jsonl --from http://…/v1    asks the real one, and keeps what it says

A line of the file is one exchange: the message that was asked, the pieces that came in answer, why they ended, and of
the first piece how likely it and others were. A request gets the exchange whose message is most like its own, so that a
prompt may be reworded and the same question on the same evidence still finds its answer; one that asks for
log-probabilities gets an exchange that has some, if there is any. `small` serves a real model.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import threading
import urllib.request
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import FrameType
from typing import Any

from rapidfuzz import fuzz, process

PATIENCE = 600  # seconds for a real model to answer


@dataclass(frozen=True, slots=True)
class Exchange:
    """What was asked of a model, the pieces in which it answered, and why it ended: "stop" or "length".

    `likely` are the likeliest first tokens with their log-probabilities.
    """

    model: str
    asked: str
    pieces: tuple[str, ...]
    finish: str
    likely: tuple[tuple[str, float], ...] = ()


class Server(ThreadingHTTPServer):
    """Replays the exchanges of a file; with a `source` it asks there and adds to the file."""

    daemon_threads = True

    def __init__(self, file: Path, source: str, port: int) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.file, self.source = file, source
        self.exchanges = read_exchanges(file) if file.exists() else []
        self.lock = threading.Lock()

    def answer(self, request: dict[str, Any]) -> Exchange:
        """The recorded answer to a request, or a new one."""
        asked = asked_in(request)
        if self.source:
            return self._ask(request, asked)
        judged = [one for one in self.exchanges if bool(one.likely) == bool(request.get("logprobs"))]
        return most_like(asked, judged or self.exchanges)

    def _ask(self, request: dict[str, Any], asked: str) -> Exchange:
        chunks = list(_stream(self.source, request | {"stream": True}))
        choices = [chunk["choices"][0] for chunk in chunks if chunk["choices"]]
        pieces = [choice["delta"].get("content") or "" for choice in choices]
        finish = next((choice["finish_reason"] for choice in choices if choice["finish_reason"]), "stop")
        model = Path(chunks[0]["model"]).stem
        exchange = Exchange(model, asked, tuple(filter(None, pieces)), finish, _likely(choices))
        with self.lock:
            write_exchanges(self.file, [exchange])
        return exchange


class Handler(BaseHTTPRequestHandler):
    """The two addresses of the API that a client calls."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        names = {exchange.model for exchange in self.server.exchanges}
        models = [{"id": name, "object": "model"} for name in sorted(names)]
        self._send({"object": "list", "data": models} if self.path == "/v1/models" else None)

    def do_POST(self) -> None:
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path != "/v1/chat/completions":
            self._send(None)
        elif request.get("stream"):
            self._send_stream(self.server.answer(request))
        else:
            self._send(whole(self.server.answer(request)))

    def _send(self, body: dict[str, Any] | None) -> None:
        content = json.dumps(body or {"error": {"message": "no such address", "code": 404}}).encode()
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _send_stream(self, exchange: Exchange) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for event in [*(json.dumps(chunk) for chunk in chunks(exchange)), "[DONE]"]:
            line = f"data: {event}\n\n".encode()
            self.wfile.write(b"%x\r\n%s\r\n" % (len(line), line))
            self.wfile.flush()
        self.wfile.write(b"0\r\n\r\n")

    def log_message(self, *_: Any) -> None:
        """Requests hold questions, which no log may."""


def read_exchanges(file: Path) -> list[Exchange]:
    """The exchanges of a file, in order."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [
        Exchange(
            row["model"], row["asked"], tuple(row["pieces"]), row["finish"], tuple(map(tuple, row.get("likely", ())))
        )
        for row in rows
    ]


def write_exchanges(file: Path, exchanges: Iterable[Exchange]) -> None:
    """Add exchanges to a file."""
    with file.open("a", encoding="utf-8") as out:
        out.writelines(json.dumps(asdict(each), ensure_ascii=False) + "\n" for each in exchanges)


def asked_in(request: dict[str, Any]) -> str:
    """The last message of a request: the question with its evidence."""
    return str(request["messages"][-1]["content"])


def most_like(asked: str, exchanges: list[Exchange]) -> Exchange:
    """The exchange whose message is most like this one, or a part of it; of equals the first."""
    _, _, place = process.extractOne(asked, [exchange.asked for exchange in exchanges], scorer=fuzz.partial_ratio)
    return exchanges[place]


def chunks(exchange: Exchange) -> Iterator[dict[str, Any]]:
    """The objects of a stream, one for each piece and a last one that says why it ended."""
    parts: list[tuple[dict[str, str], str | None]] = [({"role": "assistant", "content": ""}, None)]
    parts += [({"content": piece}, None) for piece in exchange.pieces]
    for delta, finish in [*parts, ({}, exchange.finish)]:
        choice: dict[str, Any] = {"index": 0, "delta": delta, "finish_reason": finish}
        if exchange.likely and delta.get("content"):
            choice["logprobs"] = {"content": [_told(exchange)]}
        yield _envelope(exchange, "chat.completion.chunk") | {"choices": [choice]}


def whole(exchange: Exchange) -> dict[str, Any]:
    """The answer to a request that wants no stream."""
    message = {"role": "assistant", "content": "".join(exchange.pieces)}
    choice = {"index": 0, "message": message, "finish_reason": exchange.finish}
    return _envelope(exchange, "chat.completion") | {"choices": [choice]}


def _told(exchange: Exchange) -> dict[str, Any]:
    """How likely the tokens were that might have come first, as OpenAI's protocol has it."""
    top = [{"token": token, "logprob": logprob, "bytes": list(token.encode())} for token, logprob in exchange.likely]
    return {**top[0], "top_logprobs": top}


def _likely(choices: Iterable[dict[str, Any]]) -> tuple[tuple[str, float], ...]:
    """The likeliest first tokens of a stream, where it tells them."""
    told = [one["logprobs"]["content"][0] for one in choices if (one.get("logprobs") or {}).get("content")]
    return tuple((one["token"], one["logprob"]) for one in told[0]["top_logprobs"]) if told else ()


def _envelope(exchange: Exchange, kind: str) -> dict[str, Any]:
    return {"id": "recorded", "object": kind, "created": 0, "model": exchange.model}


def _stream(source: str, request: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The objects that a real server streams in answer to a request."""
    body = json.dumps(request).encode()
    asking = urllib.request.Request(  # noqa: S310 - an address that whoever records has named
        f"{source}/chat/completions", body, {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(asking, timeout=PATIENCE) as lines:  # noqa: S310
        for line in lines:
            field, _, event = line.decode().partition(":")  # a line without a field is a comment: "still here"
            if field == "data" and event.strip() != "[DONE]":
                yield json.loads(event)


def main() -> None:
    """Parse the arguments, say where, serve until told to stop."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, help="recorded exchanges, one JSON object a line")
    parser.add_argument("--from", dest="source", default="", metavar="ADDRESS", help="the server to record")
    parser.add_argument("--port", type=int, default=0, help="0 takes any that is free")
    options = parser.parse_args()
    with Server(options.file, options.source, options.port) as server:
        signal.signal(signal.SIGTERM, _leave)
        sys.stdout.write(f"ready http://127.0.0.1:{server.server_address[1]}/v1\n")
        sys.stdout.flush()
        server.serve_forever()


def _leave(_signal: int, _frame: FrameType | None) -> None:
    sys.exit(0)


if __name__ == "__main__":
    main()
