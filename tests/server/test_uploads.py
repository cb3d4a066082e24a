"""Files and addresses added over HTTP, documents removed: what is stored, what is refused, and what is never done."""

from __future__ import annotations

import json
import logging
import select
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from starlette.testclient import TestClient

from corpus.settings import IngestSettings, ServerSettings, Settings
from corpus.types import document_id
from index.lock import hold_writer_lock
from ingest.reading import read_document
from pipeline import update
from server.app import create_app
from tests.conftest import First
from tests.demo_embedder import DemoEmbedder
from tests.ingest import make
from tests.raw import connect, read, request
from tests.server.test_chat import events_of
from tests.serving import serving

KEY = "the-key-of-this-test"
CANARY = "qzxcanary"
SOLEUS = b"# Soleus\n\nThe soleus flexes the ankle.\n"
NOTE = b"# Psoas\n\nThe psoas flexes the hip.\n"
ADMIN = {"Authorization": f"Bearer {KEY}"}
CONTRACT: dict[str, Any] = {}  # it is the same whatever the settings are
Files = list[tuple[str, tuple[str, bytes]]]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("uploads")
    (folder / "soleus.md").write_bytes(SOLEUS)
    update(folder / "data", add=[str(folder / "soleus.md")], embedder=DemoEmbedder(), read=read_document)
    return folder / "data"


@pytest.fixture(scope="module")
def server(data: Path) -> Iterator[TestClient]:
    settings = Settings(server=ServerSettings(admin_key=KEY, rate=0), ingest=IngestSettings(file_limit=100_000))
    with TestClient(create_app(data, DemoEmbedder(), settings), headers=ADMIN) as opened:
        yield opened


@pytest.fixture
def client(server: TestClient) -> TestClient:
    """The server over a library of one note, whatever the test before left there."""
    for document in server.get("/api/documents").json()["documents"]:
        if document["key"] != "soleus.md":
            server.delete(f"/api/documents/{document['id']}")
    if keys(server) != {"soleus.md"}:
        server.post("/api/documents", files=named(("soleus.md", SOLEUS)))
    return server


def named(*files: tuple[str, bytes]) -> Files:
    return [("files", file) for file in files]


def checked(client: TestClient, response: Any) -> Any:
    """The body, once it is what the contract says of this route and status."""
    if not CONTRACT:
        CONTRACT.update(client.get("/openapi.json").json())
    path = "/api/documents" if response.request.method == "POST" else "/api/documents/{id}"
    described = CONTRACT["paths"][path][response.request.method.lower()]["responses"][str(response.status_code)]
    schema = described["content"]["application/json"]["schema"]
    jsonschema.Draft202012Validator(schema | {"components": CONTRACT["components"]}).validate(response.json())
    return response.json()


def send(client: TestClient, *files: tuple[str, bytes]) -> Any:
    return checked(client, client.post("/api/documents", files=named(*files)))


def keys(client: TestClient) -> set[str]:
    return {document["key"] for document in client.get("/api/documents").json()["documents"]}


# What is stored


def test_files_are_added_and_served_at_once(client: TestClient) -> None:
    response = client.post(
        "/api/documents", files=named(("psoas.md", NOTE), ("jaw.txt", b"The masseter closes the jaw."))
    )
    assert response.status_code == 201
    body = checked(client, response)
    assert [(each["name"], each["status"]) for each in body["sources"]] == [("psoas.md", "added"), ("jaw.txt", "added")]
    assert (body["sources"][0]["id"], body["sources"][0]["title"]) == (document_id("psoas.md"), "Psoas")
    assert (body["documents"], body["passages"]) == (3, 3)
    assert client.get("/health/ready").json()["generation"] == body["generation"]
    answer = client.post("/api/search", json={"query": "psoas hip"}).json()
    assert answer["hits"][0]["document_id"] == document_id("psoas.md")


def test_the_same_name_replaces_its_old_self_and_the_same_bytes_change_nothing(client: TestClient) -> None:
    send(client, ("psoas.md", NOTE))
    again = client.post("/api/documents", files=named(("psoas.md", NOTE)))
    assert (again.status_code, checked(client, again)["sources"][0]["status"]) == (200, "unchanged")
    changed = client.post("/api/documents", files=named(("psoas.md", NOTE + b"It is long.\n")))
    assert (changed.status_code, checked(client, changed)["sources"][0]["status"]) == (201, "replaced")
    assert changed.json()["documents"] == 2


def test_a_file_is_what_it_holds_whatever_it_is_called(client: TestClient) -> None:
    body = send(
        client,
        ("hip.pdf", b"<html><h1>Hip</h1><p>The hip is deep."),
        ("jaw.docx", make.pdf([[(72, 700, "Jaw pain.")]])),
    )
    assert [each["status"] for each in body["sources"]] == ["added", "added"]
    assert "is an HTML page" in body["sources"][0]["warnings"][0]
    assert "is a PDF" in body["sources"][1]["warnings"][0]


def test_a_bad_file_is_one_line_and_the_others_are_stored(client: TestClient) -> None:
    body = send(client, ("locked.pdf", make.encrypted_pdf()), ("psoas.md", NOTE), ("empty.md", b""))
    assert [each["status"] for each in body["sources"]] == ["failed", "added", "failed"]
    assert "locked.pdf is encrypted: " in body["sources"][0]["reason"]
    assert "empty.md is empty: " in body["sources"][2]["reason"]


def test_where_nothing_can_be_stored_the_error_says_why_of_each(client: TestClient) -> None:
    response = client.post("/api/documents", files=named(("empty.md", b"")))
    assert response.status_code == 422
    body = checked(client, response)
    assert (body["error"]["code"], body["sources"][0]["status"]) == ("nothing_stored", "failed")
    assert keys(client) == {"soleus.md"}


def test_progress_comes_with_each_file_and_the_whole_at_the_end(client: TestClient) -> None:
    files = named(("psoas.md", NOTE), ("empty.md", b""))
    response = client.post("/api/documents", files=files, headers={"Accept": "text/event-stream"})
    assert response.headers["content-type"].startswith("text/event-stream")
    events = events_of(response.text)
    assert {name for name, _ in events[:-1]} == {"progress"}
    told = [
        (data["source"]["name"], data["source"]["status"], data["done"]) for _, data in events[:-1] if data["source"]
    ]
    assert told == [("psoas.md", "added", 1), ("empty.md", "failed", 2)]
    assert [data["stage"] for _, data in events[:-1]][-1] == "embedding"
    assert events[-1][0] == "done"
    assert events[-1][1]["documents"] == 2


def test_a_stream_ends_with_the_error_where_nothing_could_be_stored(client: TestClient) -> None:
    response = client.post("/api/documents", files=named(("a.md", b"")), headers={"Accept": "text/event-stream"})
    name, body = events_of(response.text)[-1]
    assert (name, body["error"]["code"], body["sources"][0]["name"]) == ("error", "nothing_stored", "a.md")


def test_a_document_is_removed(client: TestClient) -> None:
    response = client.delete(f"/api/documents/{document_id('soleus.md')}")
    assert response.status_code == 200
    body = checked(client, response)
    assert (body["sources"][0]["status"], body["documents"]) == ("removed", 0)
    assert keys(client) == set()
    missing = client.delete(f"/api/documents/{document_id('soleus.md')}")
    assert (missing.status_code, checked(client, missing)["error"]["code"]) == (404, "not_found")


# Names


@pytest.mark.parametrize(
    ("name", "known_by"),
    [
        ("../../x.md", "x.md"),
        ("/etc/x.md", "x.md"),
        ("..\\..\\x.md", "x.md"),
        ("C:\\notes\\x.md", "x.md"),
        ("%2e%2e/x.md", "x.md"),
        ("CON", "CON"),
        (".hidden.md", ".hidden.md"),
        ("x\u202ey.md", "x_y.md"),
        ("u\u0308ber.md", "über.md"),
        ("a" * 252 + ".md", "a" * 252 + ".md"),
    ],
)
def test_a_name_is_a_name_and_no_path(name: str, known_by: str, client: TestClient, data: Path) -> None:
    before = {path for path in data.parent.rglob("*") if data not in path.parents}
    body = send(client, (name, NOTE))
    assert (body["sources"][0]["name"], body["sources"][0]["status"]) == (known_by, "added")
    assert keys(client) == {"soleus.md", known_by}
    assert {path for path in data.parent.rglob("*") if data not in path.parents} == before


@pytest.mark.parametrize(
    ("name", "message"), [("..", "without a name"), ("a/", "without a name"), ("a" * 300, "too long")]
)
def test_a_name_that_is_none_is_refused_and_the_others_are_stored(name: str, message: str, client: TestClient) -> None:
    body = send(client, (name, NOTE), ("psoas.md", NOTE))
    assert [each["status"] for each in body["sources"]] == ["failed", "added"]
    assert message in body["sources"][0]["reason"]


def test_two_files_of_one_name_are_not_mixed_up(client: TestClient) -> None:
    body = send(client, ("a/psoas.md", NOTE), ("b/psoas.md", b"Other words altogether."))
    assert [each["status"] for each in body["sources"]] == ["added", "failed"]
    assert "has the same key as psoas.md" in body["sources"][1]["reason"]


# Addresses


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:9/", "http://localhost/", "file:///etc/passwd", "/etc/passwd", "soleus.md", "http://[::1"]
)
def test_an_address_that_is_not_public_is_no_path_either(url: str, client: TestClient, data: Path) -> None:
    assert (data.parent / "soleus.md").exists()
    response = client.post("/api/documents", json={"url": url})
    assert response.status_code == 422
    assert checked(client, response)["sources"][0]["status"] == "failed"
    assert keys(client) == {"soleus.md"}


@pytest.mark.parametrize(
    ("body", "code", "named_field"),
    [
        ({}, "missing_field", "url"), ({"url": 7}, "invalid_field", "url"), ({"url": ""}, "invalid_field", "url"),
        ({"url": "http://a/", CANARY: 1}, "unknown_field", "the body"), ([], "invalid_field", "the body"),
        ({"url": f"http://{CANARY}/" + "a" * 2000}, "invalid_field", "url"),
    ],
)  # fmt: skip
def test_a_body_that_names_no_address(body: object, code: str, named_field: str, client: TestClient) -> None:
    response = client.post("/api/documents", json=body)
    assert response.status_code == 422
    error = checked(client, response)["error"]
    assert error["code"] == code
    assert named_field in error["message"]
    assert CANARY not in response.text


# Limits


def test_more_than_the_limit_is_refused(client: TestClient) -> None:
    for files in (named(("a.md", b"a" * 200_000)), named(*[(f"{n}.md", b"a" * 50_000) for n in range(4)])):
        response = client.post("/api/documents", files=files)
        assert response.status_code == 413
        assert "100,000 bytes" in checked(client, response)["error"]["message"]
    assert keys(client) == {"soleus.md"}


PART = b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.md"\r\n'


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"--b--\r\n", id="no part"),
        pytest.param(b"no form at all", id="no form"),
        pytest.param(PART + b"\r\nThe hip", id="cut short"),
        pytest.param(PART + b"X: 1\r\n" * 10_000 + b"\r\nThe hip\r\n--b--\r\n", id="10,000 headers of a part"),
        pytest.param(PART + b"X: " + b"a" * 10_000 + b"\r\n\r\nThe hip\r\n--b--\r\n", id="a long header of a part"),
        pytest.param((PART + b"\r\nThe hip\r\n") * 101 + b"--b--\r\n", id="101 files"),
        pytest.param(b'--b\r\nContent-Disposition: form-data; name="files"\r\n\r\nThe hip\r\n--b--\r\n', id="no file"),
        pytest.param(PART.replace(b"files", b"other") + b"\r\nThe hip\r\n--b--\r\n", id="another field"),
        pytest.param(b"--b\r\n\r\nThe hip\r\n--b--\r\n", id="no name"),
    ],
)
def test_a_form_that_is_none_is_refused_and_the_next_one_taken(body: bytes, client: TestClient) -> None:
    response = client.post("/api/documents", content=body, headers={"Content-Type": "multipart/form-data; boundary=b"})
    assert response.status_code in (400, 422)
    assert "multipart/form-data" in checked(client, response)["error"]["hint"]
    assert send(client, ("psoas.md", NOTE))["documents"] == 2


@pytest.mark.parametrize(
    "media_type", ["", "text/plain", "multipart/mixed; boundary=b", "application/x-www-form-urlencoded"]
)
def test_another_type_of_body_is_refused(media_type: str, client: TestClient) -> None:
    response = client.post("/api/documents", content=b"x", headers={"Content-Type": media_type} if media_type else {})
    assert (response.status_code, checked(client, response)["error"]["code"]) == (415, "unsupported_media_type")


def test_while_the_library_is_changed_another_change_is_refused_at_once(client: TestClient, data: Path) -> None:
    with hold_writer_lock(data):
        for response in (
            client.post("/api/documents", files=named(("psoas.md", NOTE))),
            client.post("/api/documents", files=named(("psoas.md", NOTE)), headers={"Accept": "text/event-stream"}),
            client.delete(f"/api/documents/{document_id('soleus.md')}"),
        ):
            assert response.status_code == 503
            assert response.headers["retry-after"]
            assert checked(client, response)["error"]["code"] == "busy"
    assert send(client, ("psoas.md", NOTE))["documents"] == 2


def test_of_two_uploads_that_come_in_at_once_one_is_refused(first: First, tmp_path: Path) -> None:
    head = {**ADMIN, "Content-Type": "multipart/form-data; boundary=x", "Content-Length": "1000"}
    half = request("POST", "/api/documents", head, b"--x\r\n")
    own = {"PALPATE_SERVER_ADMIN_KEY": KEY}
    with (
        serving(first.data, tmp_path / "log.txt", environment=own) as running,
        connect(running.address) as one,
        connect(running.address) as other,
    ):
        one.sendall(half)
        other.sendall(half)
        [refused], *_ = select.select([one, other], [], [], 60)
        reply = read(refused)
    assert (reply.status, reply.json()["error"]["code"]) == (503, "busy")
    assert reply.headers["retry-after"]


def test_a_library_that_is_damaged_is_not_changed_and_no_path_is_told(
    data: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    damaged = tmp_path / "data"
    shutil.copytree(data, damaged)
    [manifest] = (damaged / "generations" / (damaged / "CURRENT").read_text().strip()).glob("manifest.json")
    manifest.write_bytes(b"{}")
    with TestClient(create_app(damaged, DemoEmbedder(), Settings(server=ServerSettings(admin_key=KEY)))) as client:
        response = client.post("/api/documents", files=named(("psoas.md", NOTE)), headers=ADMIN)
    assert (response.status_code, checked(client, response)["error"]["code"]) == (500, "not_stored")
    assert str(tmp_path) not in response.text
    assert "does not match its own checksum" in caplog.text
    assert manifest.read_bytes() == b"{}"


# Keys, and what is said of it elsewhere


@pytest.mark.parametrize(("configured", "status"), [("", 403), ("another key", 401)])
def test_without_the_admin_key_nothing_changes(configured: str, status: int, data: Path) -> None:
    settings = Settings(server=ServerSettings(admin_key=configured, key=KEY))
    with TestClient(create_app(data, DemoEmbedder(), settings), headers=ADMIN) as client:
        before = keys(client)
        for response in (
            client.post("/api/documents", files=named(("psoas.md", NOTE))),
            client.delete(f"/api/documents/{document_id('soleus.md')}"),
        ):
            assert response.status_code == status
            checked(client, response)
        assert keys(client) == before


def test_neither_names_nor_addresses_reach_the_log(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        send(
            client, (f"{CANARY}.md", f"# {CANARY}\n\nThe {CANARY} aches.\n".encode()), (f"{CANARY}.pdf", b"%PDF-1.4 x")
        )
        client.post("/api/documents", json={"url": f"http://127.0.0.1/{CANARY}"})
        client.delete(f"/api/documents/{CANARY}")
    said = "\n".join(record.getMessage() for record in caplog.records if not record.name.startswith("httpx"))
    assert "POST /api/documents 201" in said
    assert CANARY not in said


def test_the_contract_describes_both_kinds_of_body(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    operation = document["paths"]["/api/documents"]["post"]
    assert set(operation["requestBody"]["content"]) == {"multipart/form-data", "application/json"}
    assert {"401", "403", "413", "422", "503", "507"} <= set(operation["responses"])
    assert operation["security"]
    assert "$ref" not in json.dumps(operation["requestBody"])
