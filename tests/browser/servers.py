"""Servers for the browser: Palpate itself as a process, and a scripted one for what Palpate does too fast to be seen.

The scripted server sends the same page and answers in the same events, but stops between them until it is told to go
on, and cuts the stream where the test says.
"""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.request import Request, urlopen

from server.app import WEB
from server.envelope import HEADERS
from tests.conftest import ROOT

SECONDS = 60  # for a server to come up
SAYS = "Palpate is at "
END = b""


@dataclass(frozen=True)
class Running:
    """A server process and where it listens."""

    address: str
    process: subprocess.Popen[str]

    def call(self, path: str, body: dict[str, Any] | None = None) -> Any:
        """What a program gets from this server."""
        data = None if body is None else json.dumps(body).encode()
        request = Request(f"{self.address}{path}", data, {"Content-Type": "application/json"})  # noqa: S310
        with urlopen(request, timeout=SECONDS) as response:  # noqa: S310
            return json.load(response)

    def ask(self, question: str) -> Any:
        """The whole answer, as the API gives it."""
        return self.call("/api/chat", {"question": question})

    def pause(self) -> None:
        """The process stands still; who connects waits."""
        self.process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        self.process.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(timeout=SECONDS)


@contextmanager
def running(data: Path, folder: Path, *, port: int = 0, settings: dict[str, str] | None = None) -> Iterator[Running]:
    """`palpate serve` over `data` with these PALPATE_… variables, from when it listens until the block ends."""
    command = [sys.executable, str(ROOT / "palpate.py"), "serve", "--data", str(data), "--port", str(port)]
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PALPATE_")}
    log = folder / f"server-{monotonic()}.log"
    with (
        log.open("w") as to,
        subprocess.Popen(
            command,
            cwd=folder,
            env=inherited | {"HF_HUB_OFFLINE": "1"} | (settings or {}),
            stderr=to,
            stdout=to,
            text=True,
        ) as process,
    ):
        try:
            yield Running(_address(process, log), process)
        finally:
            process.send_signal(signal.SIGCONT)
            process.kill()


def _address(process: subprocess.Popen[str], log: Path) -> str:
    until = monotonic() + SECONDS
    while monotonic() < until and process.poll() is None:
        for line in log.read_text().splitlines():
            if SAYS in line:
                return line.split(SAYS)[1].split()[0]
        threading.Event().wait(0.05)
    raise AssertionError(f"the server did not come up:\n{log.read_text()}")


@dataclass
class Scripted:
    """A server that sends the page, and for a question what the test puts into `pieces`, until `END`."""

    address: str
    pieces: queue.Queue[bytes] = field(default_factory=queue.Queue)
    asked: list[dict[str, Any]] = field(default_factory=list)
    document: dict[str, Any] = field(default_factory=dict)  # the only one

    def send(self, event: str, data: dict[str, Any]) -> None:
        self.pieces.put(f"event: {event}\ndata: {json.dumps(data)}\n\n".encode())

    def end(self) -> None:
        self.pieces.put(END)

    def end_stopped(self) -> None:
        """End the answer to a question that the page has stopped listening to, before the next question is asked."""
        self.end()
        until = monotonic() + SECONDS
        while not self.pieces.empty() and monotonic() < until:
            threading.Event().wait(0.01)


@contextmanager
def scripted() -> Iterator[Scripted]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    server.script = Scripted(f"http://127.0.0.1:{server.server_address[1]}")  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.script  # type: ignore[attr-defined]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path.startswith("/api/"):
            script: Scripted = self.server.script  # type: ignore[attr-defined]
            is_document = self.path.startswith("/api/documents/")
            self._begin("application/json")
            self.wfile.write(json.dumps(script.document if is_document else {"questions": []}).encode())
            return
        file = WEB / ("index.html" if self.path == "/" else self.path.removeprefix("/web/"))
        types = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
        self._begin(types[file.suffix])
        self.wfile.write(file.read_bytes())

    def do_POST(self) -> None:
        script: Scripted = self.server.script  # type: ignore[attr-defined]
        script.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self._begin("text/event-stream")
        try:
            while piece := script.pieces.get(timeout=SECONDS):
                self.wfile.write(piece)
                self.wfile.flush()
        except (BrokenPipeError, ConnectionResetError):
            pass  # the page has stopped listening

    def _begin(self, content_type: str) -> None:
        self.send_response(200)
        for name, value in {"Content-Type": content_type, **HEADERS}.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""
