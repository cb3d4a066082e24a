"""Questions turned away by the connection: what comes back, and that whoever comes next finds nothing changed.

The server runs in a thread, so that its room can be filled, and what reaches the application be counted.
"""

from __future__ import annotations

import json
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from corpus.settings import ServerSettings, Settings
from server.admission import Room
from server.app import create_app
from server.connection import connections
from server.run import Server
from tests.demo_embedder import DemoEmbedder
from tests.raw import PATIENCE, Reply, connect, exchange, is_closed, question, read, request
from tests.server.test_chat import EMERGENCY

HEALTH = request("GET", "/health/live")
METRICS = request("GET", "/metrics")
DATE = re.compile(rb"\r\ndate: [^\r]+")
FULL = ServerSettings(queue=0, hosts="127.0.0.1", patience=2)
REFUSED = 'palpate_requests_total{method="POST",route="unknown",status="503"}'


@dataclass
class Full:
    """A server that has no room for any question."""

    address: str
    server: Server
    room: Room
    reached: list[str] = field(default_factory=list)  # paths that came as far as the application

    def count(self, sample: str = REFUSED) -> float:
        """What a monitor reads."""
        lines = exchange(self.address, METRICS).body.decode().splitlines()
        return sum(float(line.rpartition(" ")[2]) for line in lines if line.startswith(sample))


@contextmanager
def full_server(data: Path, settings: ServerSettings = FULL) -> Iterator[Full]:
    app = create_app(data, DemoEmbedder(), Settings(server=settings))
    door = app.state.door
    for _ in range(settings.answers_at_once):
        door.room.slots.working += 1
    with socket.create_server(("127.0.0.1", 0)) as listener:
        full = Full(f"http://127.0.0.1:{listener.getsockname()[1]}", Server(uvicorn.Config(app)), door.room)
        config = uvicorn.Config(
            noting(app, full.reached), http=connections(settings, door), ws="none", log_config=None, access_log=False,
            server_header=False, proxy_headers=bool(settings.proxies), forwarded_allow_ips=settings.proxies,
        )  # fmt: skip
        full.server = Server(config)
        thread = threading.Thread(target=full.server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield full
        finally:
            full.server.should_exit = True
            thread.join(PATIENCE)


def noting(app: ASGIApp, reached: list[str]) -> ASGIApp:
    async def note(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            reached.append(scope["path"])
        await app(scope, receive, send)

    return note


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Full]:
    with full_server(tmp_path_factory.mktemp("full")) as running:
        yield running


@pytest.fixture(autouse=True)
def _nothing_reached(full: Full) -> None:
    full.reached.clear()


def post(body: bytes, *, path: str = "/api/chat", **headers: str) -> bytes:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return request("POST", path, {"Content-Type": "application/json", **named}, body)


def asked(text: str, **fields: object) -> bytes:
    return json.dumps({"question": text, **fields}).encode()


def bytes_of(address: str, sent: bytes) -> bytes:
    """All that comes back until the server closes the connection, but for the time of day."""
    with connect(address) as opened:
        opened.sendall(sent)
        received = b""
        while piece := opened.recv(65_536):
            received += piece
    assert DATE.search(received)
    return DATE.sub(b"", received)


BODIES = [
    pytest.param(asked("Why does my hip hurt?"), id="question"),
    pytest.param(asked(EMERGENCY), id="emergency"),
    pytest.param(asked(EMERGENCY, locale="en-US"), id="emergency-elsewhere"),
    pytest.param(asked("Why does my hip hurt?", locale="en-US", audience="therapist"), id="therapist-elsewhere"),
    pytest.param(b'{"question": NaN', id="no-json"),
    pytest.param(b"", id="nothing"),
]


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("path", ["/api/chat", "/api/search"])
def test_what_comes_back_is_what_the_application_sends(path: str, body: bytes, full: Full) -> None:
    by_the_door = bytes_of(full.address, post(body, path=path, Connection="close"))
    assert full.reached == []
    by_the_application = bytes_of(full.address, post(body, path=f"{path}?", Connection="close"))
    assert full.reached == [path]
    assert by_the_door.startswith(b"HTTP/1.1 503 ")
    assert by_the_door == by_the_application


def test_every_one_is_counted_and_logged(full: Full, caplog: pytest.LogCaptureFixture) -> None:
    before = full.count()
    with caplog.at_level("INFO", "palpate.requests"):
        for _ in range(3):
            assert exchange(full.address, question("qzxcanary")).status == 503
    assert full.count() == before + 3
    lines = [record.getMessage() for record in caplog.records if record.name == "palpate.requests"]
    assert len([line for line in lines if line.startswith("POST unknown 503 ")]) == 3
    assert "qzxcanary" not in caplog.text


def test_an_emergency_is_counted_though_there_is_no_room(full: Full) -> None:
    before = full.count("palpate_urgent_total")
    assert exchange(full.address, question(EMERGENCY)).json()["urgent"]["level"] == "emergency"
    assert full.count("palpate_urgent_total") == before + 1


def test_the_next_request_on_a_connection_is_answered(full: Full) -> None:
    with connect(full.address) as opened:
        for sent, status in ((question("hip"), 503), (HEALTH, 200), (question("hip"), 503), (HEALTH, 200)):
            opened.sendall(sent)
            assert read(opened).status == status
    assert full.reached == ["/health/live"] * 2


def test_a_body_that_comes_late_is_dropped(full: Full) -> None:
    head, _, body = question(EMERGENCY).partition(b"\r\n\r\n")
    with connect(full.address) as opened:
        opened.sendall(head + b"\r\n\r\n" + body[:10])
        reply = read(opened)
        assert (reply.status, reply.json().get("urgent")) == (503, None)
        opened.sendall(body[10:] + HEALTH)
        assert read(opened).status == 200
    assert full.reached == ["/health/live"]


def test_a_body_that_comes_in_pieces_is_looked_at(full: Full) -> None:
    with connect(full.address) as opened:
        opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sent = question(EMERGENCY)
        for begin in range(0, len(sent), 40):
            opened.sendall(sent[begin : begin + 40])
        assert read(opened).json()["urgent"]["level"] == "emergency"
    assert full.reached == []


def test_requests_sent_without_waiting_are_answered_in_their_order(full: Full) -> None:
    sent = [question("hip"), question(EMERGENCY), HEALTH, question("hip"), HEALTH]
    with connect(full.address) as opened:
        opened.sendall(b"".join(sent))
        replies = [read_one(opened) for _ in sent]
    assert [reply.status for reply in replies] == [503, 503, 200, 503, 200]
    assert replies[1].json()["urgent"]["level"] == "emergency"


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param(post(asked("hip"), Expect="100-continue"), id="expects-to-be-asked-for-it"),
        pytest.param(
            post(b"", Content_Length="", Transfer_Encoding="chunked") + b"5\r\nhello\r\n0\r\n\r\n", id="in-chunks"
        ),
        pytest.param(question("hip").replace(b"HTTP/1.1", b"HTTP/1.0"), id="older"),
        pytest.param(post(asked("hip " * 9_000)), id="long"),
        pytest.param(post(asked("hip"), path="/api/feedback"), id="no-question"),
        pytest.param(post(asked("hip"), path="/api/%63hat"), id="written-otherwise"),
        pytest.param(post(asked("hip"), Host="127.0.0.1, evil.example"), id="no-host"),
        pytest.param(post(asked("hip"), Host="evil.example"), id="another-host"),
    ],
)
def test_what_is_not_plain_is_left_to_the_application(sent: bytes, full: Full) -> None:
    with connect(full.address) as opened:
        opened.sendall(sent)
        reply = read(opened)
    expected = {b"evil": 421, b", evil": 400}
    assert reply.status == next((status for word, status in reversed(expected.items()) if word in sent), 503)
    assert len(full.reached) == 1


def test_who_leaves_before_the_body_is_counted_and_forgotten(full: Full) -> None:
    before = full.count()
    for end in (10, 200):
        with connect(full.address) as opened:
            opened.sendall(question("hip" * 100)[:-end])
    until = time.monotonic() + PATIENCE
    while full.count() < before + 2:
        assert time.monotonic() < until, "not counted"
    assert full.reached == ["/metrics"] * len(full.reached)


def test_a_body_that_never_ends_closes_the_connection(full: Full) -> None:
    with connect(full.address) as opened:
        opened.sendall(question("hip" * 100)[:-10])
        assert read(opened).status == 503
        assert is_closed(opened)


def test_one_client_is_counted_at_the_door_as_behind_it(tmp_path: Path) -> None:
    settings = ServerSettings(queue=0, rate=5, proxies="127.0.0.1")
    with full_server(tmp_path, settings) as full:
        for client in ("203.0.113.1", "2001:db8::1"):
            by_turns = [
                post(asked("hip"), path=f"/api/chat{'?' * (turn % 2)}", X_Forwarded_For=client) for turn in range(7)
            ]
            replies = [exchange(full.address, sent) for sent in by_turns]
            assert [reply.status for reply in replies] == [503] * 5 + [429] * 2
            assert all(0 < int(reply.headers["retry-after"]) <= 120 for reply in replies)
            assert [reply.json()["error"]["code"] for reply in replies[5:]] == ["too_many_requests"] * 2
        assert full.reached == ["/api/chat"] * 6
        assert exchange(full.address, question("hip")).status == 503  # this machine itself is not counted


def test_another_site_may_read_what_it_may_read(tmp_path: Path) -> None:
    settings = ServerSettings(queue=0, origins="https://clinic.example")
    with full_server(tmp_path, settings) as full:
        reply = exchange(full.address, post(asked("hip"), Origin="https://clinic.example"))
        assert (reply.status, reply.headers["access-control-allow-origin"]) == (503, "https://clinic.example")
        assert exchange(full.address, question("hip")).status == 503
        assert full.reached == ["/api/chat"]


def test_as_soon_as_there_is_room_again_questions_are_let_in(tmp_path: Path) -> None:
    with full_server(tmp_path) as full, connect(full.address) as opened:
        for working, code in ((full.room.slots.working, "overloaded"), (0, "not_ready")):
            full.room.slots.working = working
            opened.sendall(question("hip"))
            assert read(opened).json()["error"]["code"] == code


def test_told_to_stop_it_says_no_once_more_and_closes(tmp_path: Path) -> None:
    with full_server(tmp_path) as full, connect(full.address) as opened:
        opened.sendall(HEALTH)
        assert read(opened).status == 200
        full.server.should_exit = True
        while takes_connections(full.address):
            time.sleep(0.01)  # or so many stand open that the oldest has to go
        opened.sendall(question("hip"))
        assert read(opened).status == 503
        assert is_closed(opened)


def takes_connections(address: str) -> bool:
    try:
        connect(address).close()
    except OSError:
        return False
    return True


def read_one(opened: socket.socket) -> Reply:
    """The next response of several: no byte more."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        head += opened.recv(1)
    lines = head.decode("latin-1").split("\r\n")
    headers = dict(line.lower().split(": ", 1) for line in lines[1:] if line)
    return Reply(int(lines[0].split()[1]), headers, opened.recv(int(headers["content-length"]), socket.MSG_WAITALL))
