"""The application where something is missing or fails: no library, an embedder that breaks, a stream cut short."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from answer.respond import EARLIER
from answer.safety import Gate
from answer.safety_rules import OWN_RULES, read_rules
from answer.types import Notice
from corpus.settings import Settings
from index.embedder import Vector
from pipeline import update
from server.app import create_app
from server.envelope import Envelope
from tests.demo_embedder import DemoEmbedder
from tests.server.test_chat import EMERGENCY, URGENT, events_of

CANARY = "qzxcanary"


class FailingEmbedder(DemoEmbedder):
    """Breaks on every question, and says the question in its message as libraries do."""

    def embed_question(self, text: str) -> Vector:
        raise RuntimeError(f"cannot embed {text!r}")


def client_over(data: Path, embedder: DemoEmbedder | None = None, settings: Settings | None = None) -> TestClient:
    return TestClient(create_app(data, embedder or DemoEmbedder(), settings), raise_server_exceptions=False)


def test_without_a_library_the_gate_still_works(tmp_path: Path) -> None:
    client = client_over(tmp_path / "empty")
    declined = client.post("/api/chat", json={"question": EMERGENCY}).json()
    assert (declined["status"], declined["urgent"]["level"]) == ("declined", "emergency")
    response = client.post("/api/chat", json={"question": URGENT})
    assert response.status_code == 503
    assert response.headers["retry-after"]
    assert response.json()["urgent"]["level"] == "urgent"
    assert response.json()["error"]["code"] == "not_ready"


def test_readiness_says_that_there_is_no_library_and_no_path(tmp_path: Path) -> None:
    client = client_over(tmp_path / "empty")
    response = client.get("/health/ready")
    assert (response.status_code, response.json()["status"]) == (503, "not_ready")
    assert response.json()["problem"]
    assert str(tmp_path) not in response.text
    assert client.get("/health/live").status_code == 200


@pytest.mark.parametrize("stream", [False, True])
def test_a_failure_that_nobody_foresaw_keeps_the_notice_and_quotes_nothing(
    stream: bool, data: Path, caplog: pytest.LogCaptureFixture
) -> None:
    client = client_over(data, FailingEmbedder())
    with caplog.at_level(logging.INFO):
        response = client.post("/api/chat", json={"question": f"{URGENT} {CANARY}", "stream": stream})
    if stream:
        assert [name for name, _ in events_of(response.text)] == ["urgent", "error"]
    else:
        assert response.status_code == 500
        assert response.json()["urgent"]["level"] == "urgent"
    assert '"code":"internal"' in response.text
    logged = "\n".join(logging.Formatter().format(record) for record in caplog.records)
    assert "unforeseen RuntimeError" in logged
    assert CANARY not in logged + response.text


class FailingGate(Gate):
    """Breaks on every question, and says the question in its message."""

    def check(self, question: str, *_: object, **__: object) -> Notice | None:
        raise RuntimeError(f"cannot read {question!r}")


def test_where_the_gate_fails_no_answer_is_shown_and_the_emergency_number_is_named(
    data: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("server.app.load_gate", lambda *_, **__: FailingGate(read_rules(OWN_RULES)))
    response = client_over(data).post("/api/chat", json={"question": f"soleus {CANARY}"})
    error = response.json()["error"]
    assert (response.status_code, error["code"]) == (500, "gate_failed")
    assert "emergency number" in error["hint"]
    assert CANARY not in response.text + caplog.text
    assert "flexes" not in response.text


def test_what_fails_outside_of_the_routes_has_the_form_of_every_error(caplog: pytest.LogCaptureFixture) -> None:
    async def fails(*_: object) -> None:
        raise RuntimeError(CANARY)

    response = TestClient(Envelope(fails)).get("/")
    assert (response.status_code, response.json()["error"]["code"]) == (500, "internal")
    assert response.json()["disclaimer"]
    assert response.headers["x-content-type-options"] == "nosniff"
    assert "unforeseen RuntimeError" in caplog.text
    assert CANARY not in response.text + caplog.text


def test_over_a_damaged_generation_the_one_before_answers_and_health_says_so(data: Path, tmp_path: Path) -> None:
    before = client_over(data).get("/health/ready").json()["generation"]
    note = tmp_path / "psoas.md"
    note.write_text("# Psoas\n\nThe psoas flexes the hip.\n", encoding="utf-8")
    newest = update(data, add=[str(note)], embedder=DemoEmbedder()).generation
    (data / "generations" / newest / "store.sqlite").write_bytes(b"SQLite format 3")
    client = client_over(data)
    response = client.get("/health/ready")
    assert (response.status_code, response.json()["status"], response.json()["generation"]) == (200, "ready", before)
    assert response.json()["problem"].startswith("what was published last cannot be opened")
    assert client.post("/api/search", json={"query": "soleus"}).json()["hits"]


def test_a_refusal_has_the_wording_and_the_contacts_of_the_installation(data: Path) -> None:
    client = client_over(data, settings=Settings(audience="therapist", locale="en-US"))
    refused = client.post("/api/chat", json={"question": EMERGENCY, "colour": "red"}).json()
    answered = client.post("/api/chat", json={"question": EMERGENCY}).json()
    assert refused["urgent"] == answered["urgent"]
    assert "911" in json.dumps(refused["urgent"])
    assert EARLIER not in refused["urgent"]["message"]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(json.dumps({"question": [EMERGENCY]}), id="list"),
        pytest.param(json.dumps({"messages": [{"role": "user", "content": EMERGENCY}]}), id="another-contract"),
        pytest.param(f'{{"question": "{EMERGENCY}", "question": "hip"}}', id="doubled-key"),
        pytest.param(json.dumps({"question": "and now?", "history": [EMERGENCY]}), id="history-of-texts"),
        pytest.param(json.dumps({"question": EMERGENCY})[:-2].replace(" ", "\\u0020"), id="cut-off-with-escapes"),
        pytest.param(json.dumps({"question": EMERGENCY, "history": [{"question": "b" * 2_000_000}]}), id="too-large"),
    ],
)
def test_a_refused_body_is_looked_through_whatever_its_shape(body: str, data: Path) -> None:
    response = client_over(data).post("/api/chat", content=body, headers={"content-type": "application/json"})
    assert 400 <= response.status_code < 500
    assert response.json()["urgent"]["level"] == "emergency"


def test_earlier_answers_raise_nothing(data: Path) -> None:
    body = {"question": ["hip"], "history": [{"question": "hip", "answer": EMERGENCY}]}
    assert "urgent" not in client_over(data).post("/api/chat", json=body).json()


def test_an_object_with_a_multitude_of_keys_is_refused(data: Path) -> None:
    response = client_over(data).post("/api/chat", json={f"k{number}": 0 for number in range(100_000)})
    assert (response.status_code, response.json()["error"]["code"]) == (400, "invalid_json")


def test_an_example_that_the_gate_would_stop_is_none(tmp_path: Path) -> None:
    note = tmp_path / "back.md"
    heading = "My back hurts and I cannot feel my saddle area, what should I do?"
    note.write_text(f"# Back\n\n## {heading}\n\nYou should call the emergency number at once.\n", encoding="utf-8")
    update(tmp_path / "data", add=[str(note)], embedder=DemoEmbedder())
    assert heading not in client_over(tmp_path / "data").get("/api/examples").json()["questions"]


def test_a_heading_that_is_a_question_is_an_example_as_it_stands(tmp_path: Path) -> None:
    said = {
        "Which nerve supplies the soleus?": "The tibial nerve supplies the soleus.",
        "What is the soleus?": "The soleus is a broad flat muscle of the calf.",
    }
    note = tmp_path / "soleus.md"
    sections = "\n\n".join(f"## {heading}\n\n{text}" for heading, text in said.items())
    note.write_text(f"# Soleus\n\n{sections}\n", encoding="utf-8")
    update(tmp_path / "data", add=[str(note)], embedder=DemoEmbedder())
    assert client_over(tmp_path / "data").get("/api/examples").json()["questions"] == list(said)
