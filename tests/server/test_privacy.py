"""What is sent leaves no trace: a word that stands nowhere else is sent in every place there is, then looked for.

A real server is asked, stopped, and everything that it printed or wrote is searched, byte by byte. Only feedback may
keep the word, as whoever sends it is told, and only until it is deleted.
"""

from __future__ import annotations

import json
import shutil
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.conftest import First
from tests.serving import Serving, serving

CANARY = "qzxcanaryvwk"
ADDRESS = "203.0.113.77"  # of a client, as a proxy names it
KEY = "qzxadminkeyvwk"
HEADERS = {
    "User-Agent": CANARY,
    "Referer": f"http://127.0.0.1/{CANARY}",
    "Cookie": f"session={CANARY}",
    "X-Forwarded-For": ADDRESS,
    "Forwarded": f"for={ADDRESS}",
    "X-Request-Id": CANARY,
    "Origin": f"https://{CANARY}.example",
    "Accept-Language": CANARY,
}
ADMIN = {"Authorization": f"Bearer {KEY}"}
JSON = {"Content-Type": "application/json"}
TURN = {"question": f"{CANARY} hurts", "answer": f"The {CANARY} rests."}

CHATS: list[dict[str, Any]] = [
    {"question": f"Which nerve supplies the {CANARY}?"},
    {"question": f"What is the {CANARY}?", "stream": True},
    {"question": f"And its nerve, {CANARY}?", "history": [TURN] * 3},
    {"question": f"My {CANARY} hurts and I cannot feel my saddle area"},
    {"question": f"How many ibuprofen for my {CANARY}?"},
    {"question": "hip", "filters": {"documents": [CANARY]}},
    {"question": "hip", "filters": {"kinds": [CANARY]}},
    {"question": "hip", "audience": CANARY},
    {"question": "hip", "locale": CANARY},
    {"question": CANARY, CANARY: CANARY},
    {"question": [CANARY]},
    {"question": CANARY * 500},
    {"question": f"{CANARY} \ud800"},
    {"question": "hip", "history": [TURN] * 51},
]
SEARCHES: list[dict[str, Any]] = [{"query": CANARY}, {"query": CANARY, "limit": 0}, {"query": {CANARY: 1}}]
BODIES = [
    b'{"question": "%s", "k": NaN}',
    b'{"question": "%s"',
    b"%s",
    b'{"question": "%s", "question": "%s"}',
    b"\xff%s",
]
PATHS = [
    f"/{CANARY}",
    f"/?q={CANARY}",
    f"/api/documents/{CANARY}",
    f"/api/documents?{CANARY}={CANARY}",
    f"/api/examples?audience={CANARY}",
    f"/api/feedback/{CANARY}",
    f"/reports/{CANARY}",
    f"/web/{CANARY}.js",
    f"/%2e%2e/{CANARY}",
    f"/metrics/{CANARY}",
    f"/health/{CANARY}?{CANARY}",
    f"/v1/{CANARY}",
]


@dataclass(frozen=True)
class Asked:
    """A server that was sent the word everywhere and has stopped: what came back, what it printed, where it wrote."""

    responses: list[httpx.Response]
    raw: bytes
    metrics: str
    kept: list[Path]
    log: str
    folders: tuple[Path, ...]


@pytest.fixture(scope="module", params=["text", "json"])
def asked(request: pytest.FixtureRequest, first: First, tmp_path_factory: pytest.TempPathFactory) -> Asked:
    work = tmp_path_factory.mktemp("privacy")
    data, scratch = work / "data", work / "scratch"
    shutil.copytree(first.data, data, ignore=shutil.ignore_patterns("models"))
    (data / "models").symlink_to(first.data / "models")
    scratch.mkdir()
    environment = {
        "PALPATE_SERVER_ADMIN_KEY": KEY,
        "PALPATE_SERVER_FEEDBACK": "on",
        "PALPATE_SERVER_LOG": request.param,
        "PALPATE_SERVER_PROXIES": "127.0.0.1" if request.param == "json" else "",  # believes who is said to ask, or not
        "PALPATE_SERVER_RATE": "100000",
        "TMPDIR": str(scratch),
    }
    with serving(data, work / "log.txt", environment=environment) as running:
        responses = list(send_everywhere(running.address))
        kept = holding(CANARY, data)
        responses += forget_all(running.address, responses)
        raw = b"".join(send_raw(running, text) for text in RAW)
        metrics = httpx.get(f"{running.address}/metrics", headers=ADMIN).text
        running.stop()
        log = running.log.read_text(encoding="utf-8")
    return Asked(responses, raw, metrics, kept, log, (data, scratch))


def send_everywhere(address: str) -> Iterator[httpx.Response]:
    """The word in every field, header, address and name."""
    with httpx.Client(base_url=address, headers=HEADERS, timeout=60) as client:
        for body in CHATS:
            yield client.post("/api/chat", content=json.dumps(body), headers=JSON)
        for body in SEARCHES:
            yield client.post("/api/search", content=json.dumps(body), headers=JSON)
        for text in BODIES:
            for path in ("/api/chat", "/api/search", "/api/feedback"):
                yield client.post(path, content=text.replace(b"%s", CANARY.encode()), headers=JSON)
        yield client.post("/api/chat", content=CANARY, headers={"Content-Type": f"text/{CANARY}"})
        for path in PATHS:
            for method in ("GET", "POST", "DELETE"):
                yield client.request(method, path)
        yield client.get("/", headers={"Host": f"{CANARY}.example"})
        yield client.get("/api/documents", headers={"Authorization": f"Bearer {CANARY}"})
        yield client.get("/metrics", headers={"Authorization": f"Bearer {CANARY}"})
        yield client.get("/reports", headers={"Authorization": f"Basic {CANARY}"})
        file = {"file": (f"{CANARY}.png", b"\x89PNG\r\n\x1a\n" + bytes(2_000_000), f"image/{CANARY}")}
        yield client.post("/api/documents", files=file, headers=ADMIN)
        yield client.post("/api/documents", json={"url": f"file:///{CANARY}"}, headers=ADMIN)
        for fields in (
            {"comment": f"{CANARY} is wrong"},
            {"comment": CANARY * 100},
            {"answer_id": CANARY},
            {CANARY: 1},
        ):
            yield client.post("/api/feedback", json={"answer_id": "0123456789abcdef", "helpful": False} | fields)


def forget_all(address: str, responses: list[httpx.Response]) -> list[httpx.Response]:
    """Delete what was stored, each by its token."""
    tokens = [response.json()["token"] for response in responses if response.status_code == 201]
    assert len(tokens) == 1
    return [httpx.delete(f"{address}/api/feedback/{token}") for token in tokens]


RAW = [
    f"{CANARY.upper()} / HTTP/1.1\r\nHost: localhost\r\n\r\n",
    f"GET /{CANARY} HTTP/9.9\r\nHost: localhost\r\n\r\n",
    f"GET / HTTP/1.1\r\nHost: {CANARY}/admin?\r\n\r\n",
    f"GET / HTTP/1.1\r\n{CANARY}\r\n\r\n",
    f"GET / HTTP/1.1\r\nHost: localhost\r\nX: {CANARY * 10_000}\r\n\r\n",
    f"POST /api/chat HTTP/1.1\r\nHost: localhost\r\nContent-Length: {CANARY}\r\n\r\n",
    f"POST /api/chat HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{CANARY}",
]


def send_raw(running: Serving, text: str) -> bytes:
    """What comes back where it is not HTTP, or where the client leaves before it has said all."""
    host, port = running.address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=20) as connection:
        connection.sendall(text.encode())
        connection.shutdown(socket.SHUT_WR)
        received = b""
        try:
            while chunk := connection.recv(65_536):
                received += chunk
        except ConnectionResetError:
            pass
        return received


def holding(text: str, *folders: Path) -> list[Path]:
    """The files that hold it anywhere, or have it in their name."""
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file() and "models" not in path.parts]
    return [path for path in files if text.encode() in path.read_bytes() or text in path.name]


def test_it_was_really_sent(asked: Asked) -> None:
    """Else all the rest would prove nothing."""
    assert CANARY in asked.responses[0].json()["interpreted_question"]
    statuses = {response.status_code for response in asked.responses}
    assert statuses >= {200, 201, 400, 401, 404, 405, 415, 421, 422}
    assert asked.log.count("/api/chat") >= len(CHATS)
    assert asked.raw.startswith(b"HTTP/1.1 ")


@pytest.mark.parametrize("secret", [CANARY, CANARY.upper(), ADDRESS, KEY])
def test_nothing_that_is_printed_holds_it(secret: str, asked: Asked) -> None:
    assert secret not in asked.log


@pytest.mark.parametrize("secret", [CANARY, CANARY.upper(), ADDRESS, KEY])
def test_no_metric_holds_it(secret: str, asked: Asked) -> None:
    assert "palpate_requests_total" in asked.metrics
    assert secret not in asked.metrics


def test_no_error_holds_it(asked: Asked) -> None:
    """Whoever adds files is told under `sources`, and there alone, what became of each by its name."""
    refused = [response for response in asked.responses if response.status_code >= 400]
    assert len(refused) > 50
    for response in refused:
        body = {name: value for name, value in response.json().items() if name != "sources"}
        assert CANARY not in json.dumps(body), response.request.url.path.replace(CANARY, "…")
        assert CANARY not in str(response.headers)
    assert CANARY.encode() not in asked.raw.lower()


@pytest.mark.parametrize("secret", [CANARY, ADDRESS, KEY])
def test_no_file_holds_it(secret: str, asked: Asked) -> None:
    assert not holding(secret, *asked.folders)


def test_feedback_alone_was_kept_until_it_was_deleted(asked: Asked) -> None:
    assert [path.parent.name for path in asked.kept] == ["feedback"]


def test_nothing_that_is_answered_may_be_kept_on_the_way(asked: Asked) -> None:
    """The page and its modules are the same for all and may be asked for again; everything else holds what was sent."""
    for response in asked.responses:
        path = response.request.url.path
        expected = "no-cache" if path == "/" or path.startswith("/web/") else "no-store"
        assert response.headers["cache-control"] == expected
