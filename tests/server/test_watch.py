"""What is noted of requests: counts and times for a monitor, lines for the log, and nothing that anybody sent."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from corpus.settings import ServerSettings, Settings
from server.logs import JsonFormatter
from tests.demo_embedder import DemoEmbedder
from tests.server.test_app import FailingEmbedder, client_over
from tests.server.test_chat import EMERGENCY, URGENT

CANARY = "qzxcanary"
HERE = ("127.0.0.1", 50000)


def client_here(data: Path, embedder: DemoEmbedder | None = None, settings: Settings | None = None) -> TestClient:
    """A client on the machine of the server."""
    client = client_over(data, embedder, settings)
    return TestClient(client.app, raise_server_exceptions=False, client=HERE)


def read(client: TestClient) -> dict[str, float]:
    """Every sample by its name and labels, as a monitor reads them."""
    families = text_string_to_metric_families(client.get("/metrics").text)
    return {
        "".join([sample.name, *(f" {name}={value}" for name, value in sorted(sample.labels.items()))]): sample.value
        for family in families
        for sample in family.samples
    }


def test_requests_are_counted_by_route_and_status(data: Path) -> None:
    client = client_here(data)
    client.post("/api/chat", json={"question": "soleus"})
    client.post("/api/chat", json={"question": ""})
    client.get("/api/documents/no-such-note")
    client.head("/health/live")
    client.get("/web/app.js")
    noted = read(client)
    for labels in (
        "method=POST route=/api/chat status=200",
        "method=POST route=/api/chat status=422",
        "method=GET route=/api/documents/{id} status=404",
        "method=HEAD route=/health/live status=200",
        "method=GET route=/web status=200",
    ):
        assert noted[f"palpate_requests_total {labels}"] == 1, labels
    assert noted["palpate_request_seconds_count route=/api/chat"] == 2
    assert noted["palpate_requests_in_flight"] == 1


def test_whatever_a_caller_makes_up_is_one_label(data: Path) -> None:
    client = client_here(data)
    for number in range(5):
        client.request(f"{CANARY.upper()}{number}", f"/{CANARY}{number}?{CANARY}={CANARY}", headers={CANARY: CANARY})
    noted = read(client)
    assert noted["palpate_requests_total method=OTHER route=unknown status=404"] == 5
    assert CANARY not in str(noted).lower()


def test_answers_notices_and_refusals_are_counted_once_each(data: Path) -> None:
    client = client_here(data)
    before = read(client)
    assert before["palpate_urgent_total rule=cauda-equina"] == 0
    assert before["palpate_declined_total rule=dose"] == 0
    for stream in (False, True):
        client.post("/api/chat", json={"question": "How many ibuprofen can I take?", "stream": stream})
        client.post("/api/chat", json={"question": EMERGENCY, "stream": stream})
        client.post("/api/chat", json={"question": "Who won the World Cup?", "stream": stream})
    noted = read(client)
    assert noted["palpate_declined_total rule=dose"] == 2
    assert noted["palpate_answers_total status=declined"] == 4
    assert noted["palpate_answers_total status=not_covered"] == 2
    assert urgent(noted) - urgent(before) == 2


def urgent(noted: dict[str, float]) -> float:
    return sum(value for name, value in noted.items() if name.startswith("palpate_urgent_total"))


@pytest.mark.parametrize("stream", [False, True])
def test_a_notice_counts_once_also_where_what_follows_fails(stream: bool, data: Path) -> None:
    client = client_here(data, FailingEmbedder())
    client.post("/api/chat", json={"question": URGENT, "stream": stream})
    assert urgent(read(client)) == 1


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/search", {"query": EMERGENCY}),
        ("/api/search", {"query": EMERGENCY, "limit": 0}),
        ("/api/chat", {"question": EMERGENCY, "colour": "red"}),
    ],
)
def test_a_notice_counts_in_a_search_and_beside_an_error(path: str, body: dict[str, object], data: Path) -> None:
    client = client_here(data)
    client.post(path, json=body)
    assert urgent(read(client)) == 1


def test_stages_are_timed(data: Path) -> None:
    client = client_here(data)
    client.post("/api/chat", json={"question": "What does the soleus do?"})
    client.post("/api/search", json={"query": "soleus"})
    noted = read(client)
    for stage in ("gate", "embed", "search", "evidence", "compose"):
        assert noted[f"palpate_stage_seconds_count stage={stage} task=chat"] == 1, stage
    assert noted["palpate_stage_seconds_count stage=search task=search"] == 1


def test_the_generation_is_named_and_what_is_wrong_with_it_told(data: Path) -> None:
    client = client_here(data)
    name = client.get("/health/ready").json()["generation"]
    noted = read(client)
    assert noted[f"palpate_generation_info generation={name}"] == 1
    assert (noted["palpate_ready"], noted["palpate_generation_problem"]) == (1, 0)
    nothing = read(client_here(data.parent / "empty"))
    assert (nothing["palpate_ready"], nothing["palpate_generation_problem"]) == (0, 1)


def test_feedback_is_counted(tmp_path: Path) -> None:
    client = client_here(tmp_path, settings=Settings(server=ServerSettings(feedback="on")))
    said = {"answer_id": "0123456789abcdef", "helpful": True, "comment": CANARY}
    assert client.post("/api/feedback", json=said).status_code == 201
    noted = read(client)
    assert (noted["palpate_feedback_total helpful=yes"], noted["palpate_feedback_kept"]) == (1, 1)


def test_without_an_admin_key_only_this_machine_reads_them(data: Path) -> None:
    app = client_over(data).app
    for host, status in (("127.0.0.1", 200), ("::1", 200), ("192.0.2.1", 403), ("testclient", 403)):
        assert TestClient(app, client=(host, 1)).get("/metrics").status_code == status, host
    through = {"X-Forwarded-For": "127.0.0.1"}  # a proxy on this machine passes on what anybody asks
    assert TestClient(app, client=HERE).get("/metrics", headers=through).status_code == 403


def test_with_an_admin_key_whoever_has_it_reads_them(data: Path) -> None:
    client = client_here(data, settings=Settings(server=ServerSettings(admin_key="k")))
    assert client.get("/metrics").status_code == 401
    assert client.get("/metrics", headers={"Authorization": "Bearer k"}).status_code == 200


def test_a_line_of_json_has_the_fields_and_no_traceback(data: Path, caplog: pytest.LogCaptureFixture) -> None:
    client = client_here(data, FailingEmbedder())
    with caplog.at_level(logging.INFO):
        client.post("/api/chat", json={"question": CANARY})
    lines = [json.loads(JsonFormatter().format(record)) for record in caplog.records]
    (line,) = [line for line in lines if line["logger"] == "palpate.requests"]
    assert {"time", "level", "method", "route", "status", "ms"} <= set(line)
    assert (line["level"], line["method"], line["route"], line["status"]) == ("info", "POST", "/api/chat", 500)
    assert any("unforeseen RuntimeError" in line["message"] for line in lines)
    assert CANARY not in str(lines)
