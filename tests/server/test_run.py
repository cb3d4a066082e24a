"""`palpate serve` as a process: what it says, what it logs, how it stops."""

from __future__ import annotations

import json
import shutil
import socket
import time
from pathlib import Path
from signal import SIGTERM

import httpx

from tests.conftest import STARTER_NOTES, First, run_palpate
from tests.server.test_chat import EMERGENCY
from tests.serving import Serving, serving

CANARY = "qzxcanary"


def test_a_port_that_is_taken_is_one_clear_line(first: First, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = run_palpate("serve", "--data", first.data, "--port", str(port), folder=tmp_path)
    assert ran.status == 1
    assert f"cannot listen on 127.0.0.1, port {port}" in ran.err.splitlines()[-1]
    assert "Traceback" not in ran.err


def test_a_host_that_is_none_is_one_clear_line(first: First, tmp_path: Path) -> None:
    ran = run_palpate("serve", "--data", first.data, "--host", "a..b", folder=tmp_path)
    assert ran.status == 1
    assert "cannot listen on a..b" in ran.err
    assert "Traceback" not in ran.err


def test_a_damaged_library_leaves_the_gate(first: First, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(first.data, data)
    store = next((data / "generations").glob("*/store.sqlite"))
    store.write_bytes(store.read_bytes()[:-1] + b"x")
    with serving(data, tmp_path / "log.txt") as running:
        assert httpx.get(f"{running.address}/health/ready").status_code == 503
        answer = httpx.post(f"{running.address}/api/chat", json={"question": EMERGENCY}).json()
    assert answer["status"] == "declined"
    assert "store.sqlite" in running.log.read_text(encoding="utf-8")


def test_a_port_that_is_none_is_wrong_usage(tmp_path: Path) -> None:
    ran = run_palpate("serve", "--port", "70000", folder=tmp_path)
    assert ran.status == 2
    assert "'70000' is not a port" in ran.err


def test_it_stops_when_it_is_told_to(first: First, tmp_path: Path) -> None:
    with serving(first.data, tmp_path / "log.txt") as running:
        assert httpx.get(f"{running.address}/health/ready").status_code == 200
        assert running.stop() in (0, -SIGTERM)  # the signal itself, handed on once all is closed
    log = running.log.read_text(encoding="utf-8")
    assert "stopped" in log
    assert "Traceback" not in log


def test_an_empty_folder_is_filled_from_the_starter_library(first: First, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "models").symlink_to(first.data / "models")
    with serving(data, tmp_path / "log.txt") as running:
        assert len(httpx.get(f"{running.address}/api/documents").json()["documents"]) == STARTER_NOTES
    assert "building one from the starter notes" in running.log.read_text(encoding="utf-8")


def test_nothing_of_what_is_asked_reaches_the_log(server: Serving, client: httpx.Client) -> None:
    before = len(server.log.read_text(encoding="utf-8").splitlines())
    bodies = [
        {"question": CANARY},
        {"question": CANARY, "stream": True},
        {"question": CANARY, CANARY: 1},
        {"question": [CANARY]},
    ]
    for body in bodies:
        client.post("/api/chat", json=body)
    client.post(
        "/api/chat", content=f'{{"question": "{CANARY}", "limit": NaN}}', headers={"content-type": "application/json"}
    )
    client.post("/api/search", json={"query": CANARY})
    for path in (f"/{CANARY}", f"/api/documents/{CANARY}", f"/?q={CANARY}", f"/web/{CANARY}.js"):
        client.get(path, headers={"referer": f"http://127.0.0.1/{CANARY}", "user-agent": CANARY})
    client.post("/api/chat", content=json.dumps({"question": CANARY}), headers={"content-type": CANARY})
    until = time.monotonic() + 10
    while (text := server.log.read_text(encoding="utf-8")).count("\n") < before + len(bodies) + 7:
        assert time.monotonic() < until, "not a line for each request"
        time.sleep(0.05)
    assert CANARY not in text
