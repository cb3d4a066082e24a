"""What a server is sent by mistake or in malice: refused with 4xx, named by field and limit, never repeated."""

from __future__ import annotations

import json
import re
from typing import Any

import httpx
import pytest

from tests.raw import exchange, question, request
from tests.server.conftest import Valid
from tests.serving import Serving

CANARY = "qzxcanary"
JSON = {"content-type": "application/json"}


def chat(**fields: Any) -> bytes:
    return json.dumps({"question": CANARY, **fields}).encode()


FIELDS = [
    pytest.param({"question": None}, "question", id="null"),
    pytest.param({"question": ""}, "question", id="empty"),
    pytest.param({"question": " \n\t "}, "question", id="white-space"),
    pytest.param({"question": 7}, "question", id="number"),
    pytest.param({"question": [CANARY]}, "question", id="list"),
    pytest.param({"question": CANARY * 500}, "question has more than 4,000", id="too-long"),
    pytest.param({"question": "x" * 100_000}, "question has more than 4,000", id="one-word-of-100,000"),
    pytest.param({"question": "e" + "\u0301" * 10_000}, "question has more than 4,000", id="combining-marks"),
    pytest.param({"audience": CANARY}, "audience", id="unknown-audience"),
    pytest.param({"locale": f"{CANARY}!"}, "locale", id="no-locale"),
    pytest.param({"stream": CANARY}, "stream", id="no-boolean"),
    pytest.param({"history": CANARY}, "history", id="history-text"),
    pytest.param({"history": [CANARY]}, "history[0]", id="turn-text"),
    pytest.param({"history": [{"answer": CANARY}]}, "history[0].question", id="turn-without-question"),
    pytest.param({"history": [{"question": CANARY}] * 51}, "history holds more than 50", id="too-many-turns"),
    pytest.param(
        {"history": [{"question": "a", "answer": "b" * 20_001}]},
        "history[0].answer has more than 20,000",
        id="long-turn",
    ),
    pytest.param({"filters": {"kinds": [CANARY]}}, "filters.kinds[0]", id="unknown-kind"),
    pytest.param({"filters": {"documents": CANARY}}, "filters.documents", id="documents-text"),
    pytest.param({"filters": {CANARY: []}}, "filters", id="unknown-filter"),
    pytest.param({CANARY: CANARY}, "the body", id="unknown-field"),
]


@pytest.mark.parametrize(("fields", "named"), FIELDS)
def test_a_wrong_field_is_named_and_never_repeated(
    fields: dict[str, Any], named: str, client: httpx.Client, valid: Valid
) -> None:
    response = client.post("/api/chat", content=chat(**fields), headers=JSON)
    assert response.status_code == 422
    assert named in valid(response)["error"]["message"]
    assert CANARY not in response.text


def test_a_question_of_spaces_is_as_empty_as_one_of_nothing(client: httpx.Client, valid: Valid) -> None:
    nothing, spaces = (client.post("/api/chat", content=chat(question=text), headers=JSON) for text in ("", " \n "))
    assert valid(nothing)["error"] == valid(spaces)["error"]
    assert valid(spaces)["error"]["message"] == "question is empty"


@pytest.mark.parametrize("blank", ["\x85", "\ufeff", "\x1c", "\u2028\u3000"])
@pytest.mark.parametrize(("route", "field"), [("/api/chat", "question"), ("/api/search", "query")])
def test_a_space_of_any_kind_is_empty_as_the_schema_says(
    route: str, field: str, blank: str, client: httpx.Client, valid: Valid
) -> None:
    schemas = client.get("/openapi.json").json()["components"]["schemas"]
    pattern = schemas["ChatRequest" if field == "question" else "SearchRequest"]["properties"][field]["pattern"]
    assert not re.search(pattern, blank)
    response = client.post(route, json={field: blank})
    assert (response.status_code, valid(response)["error"]["message"]) == (422, f"{field} is empty")


@pytest.mark.parametrize("limit", [0, -1, 10**9, 10**4000, 1.5, "5", None, True])
def test_a_limit_that_is_none(limit: object, client: httpx.Client, valid: Valid) -> None:
    response = client.post("/api/search", content=json.dumps({"query": "hip", "limit": limit}), headers=JSON)
    assert response.status_code == 422
    assert "limit" in valid(response)["error"]["message"]


BODIES = [
    pytest.param(b'{"question": "' + CANARY.encode() + b'", "limit": NaN}', id="nan"),
    pytest.param(b'{"question": "' + CANARY.encode() + b'", "limit": -Infinity}', id="infinity"),
    pytest.param(b'{"question": "' + CANARY.encode() + b'", "limit": 1e999}', id="1e999"),
    pytest.param(b'{"question": ' + b"9" * 5000 + b"}", id="5000-digits"),
    pytest.param(b'{"question": "a", "question": "' + CANARY.encode() + b'"}', id="doubled-key"),
    pytest.param(b'{"question": "' + CANARY.encode() + b' \\ud800"}', id="lone-surrogate"),
    pytest.param(b'{"question": "' + CANARY.encode() + b' \xff\xfe"}', id="invalid-utf-8"),
    pytest.param(json.dumps({"question": CANARY}).encode("utf-16"), id="utf-16"),
    pytest.param(b"[" * 100_000, id="nested"),
    pytest.param(b'{"history": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", id="nested-and-closed"),
    pytest.param(CANARY.encode(), id="text"),
    pytest.param(b'{"question": "' + CANARY.encode(), id="cut-off"),
]


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("route", ["/api/chat", "/api/search"])
def test_a_body_that_is_not_strictly_json_is_refused(
    route: str, body: bytes, client: httpx.Client, valid: Valid
) -> None:
    response = client.post(route, content=body, headers=JSON)
    assert response.status_code == 400
    assert valid(response)["error"]["code"] == "invalid_json"
    assert CANARY not in response.text


@pytest.mark.parametrize("body", [b"", b"null", b"[]", b'"text"', b"3"], ids=["none", "null", "list", "text", "number"])
def test_a_body_that_is_no_object_is_refused(body: bytes, client: httpx.Client, valid: Valid) -> None:
    response = client.post("/api/chat", content=body, headers=JSON)
    assert response.status_code == 422
    assert "the body" in valid(response)["error"]["message"]


@pytest.mark.parametrize(
    "content_type", [None, "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]
)
def test_a_body_of_another_type_is_refused(content_type: str | None, client: httpx.Client, valid: Valid) -> None:
    headers = {"content-type": content_type} if content_type else {}
    response = client.post("/api/chat", content=chat(), headers=headers)
    assert response.status_code == 415
    assert "application/json" in valid(response)["error"]["hint"]
    assert CANARY not in response.text


def test_twenty_megabytes_are_refused_declared_or_not(client: httpx.Client, valid: Valid) -> None:
    body = chat(history=[{"question": "a", "answer": "b" * 20_000_000}])
    chunks = (body[start : start + 65_536] for start in range(0, len(body), 65_536))
    for content in (body, chunks):
        response = client.post("/api/chat", content=content, headers=JSON)
        assert response.status_code == 413
        assert valid(response)["error"]["code"] == "too_large"


@pytest.mark.parametrize(
    "question",
    ["\x00", "a\x00b", "\u202e\u200b\u2066hip", "e" + "\u0301" * 3990, "\N{CROCODILE}" * 50, "x" * 4000, "\u200b"],
    ids=["nul", "nul-inside", "bidi", "combining", "emoji", "one-word", "zero-width"],
)
def test_odd_text_is_a_question_like_any_other(question: str, client: httpx.Client, valid: Valid) -> None:
    assert valid(client.post("/api/chat", json={"question": question}))["status"] in ("answered", "not_covered")


def test_the_longest_history_is_read(client: httpx.Client, valid: Valid) -> None:
    history = [{"question": "q" * 4000, "answer": "a" * 20_000}] * 50
    response = client.post("/api/chat", json={"question": "hip", "history": history})
    assert response.status_code == 200
    valid(response)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", f"/{CANARY}", 404),
        ("POST", "/api/nothing", 404),
        ("GET", "/api/chat", 405),
        ("DELETE", "/api/documents", 405),
        ("GET", f"/api/documents/{CANARY}", 404),
        ("GET", "/api/documents/..%2f..%2fpalpate.py", 404),
        ("GET", f"/api/documents/{CANARY * 30}", 422),
        ("GET", f"/api/examples?audience={CANARY}", 422),
        ("GET", "/web/../app.py", 404),
        ("GET", "/web/%2e%2e/app.py", 404),
        ("POST", "/web/index.html", 405),
    ],
)
def test_an_address_or_method_that_is_none(method: str, path: str, status: int, client: httpx.Client) -> None:
    response = client.request(method, path)
    assert response.status_code == status
    assert set(response.json()["error"]) == {"code", "message", "hint"}
    assert CANARY not in response.text
    assert "allow" in response.headers or status != 405


@pytest.mark.parametrize(
    "headers", [{"range": "bytes=" + ",".join(["0-1"] * 2000)}, {"host": "x/admin?"}, {"accept": "\xff"}]
)
def test_odd_headers_are_no_failure(headers: dict[str, str], client: httpx.Client) -> None:
    encoded = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
    assert client.get("/", headers=encoded).status_code < 500


def test_two_thousand_ranges_are_no_work(server: Serving) -> None:
    many = request("GET", "/web/app.js", {"Range": "bytes=" + ",".join(f"{n}-{n + 1}" for n in range(2000))})
    assert exchange(server.address, many).status < 500


@pytest.mark.parametrize("path", ["/api/chat", "/api/search", "/api/documents"])
def test_ten_thousand_headers_of_one_part_are_refused(path: str, server: Serving) -> None:
    part = b"".join(b"X-%d: %s\r\n" % (number, CANARY.encode()) for number in range(10_000))
    body = b"--b\r\nContent-Disposition: form-data; name=files\r\n" + part + b"\r\nx\r\n--b--\r\n"
    sent = request("POST", path, {"Content-Type": "multipart/form-data; boundary=b"}, body)
    reply = exchange(server.address, sent)
    assert 400 <= reply.status < 500
    assert CANARY.encode() not in reply.body


@pytest.mark.parametrize(
    "head",
    [
        pytest.param("Content-Length: 5\r\nContent-Length: 6", id="two-lengths"),
        pytest.param("Content-Length: 5\r\nTransfer-Encoding: chunked", id="length-and-chunks"),
        pytest.param("Transfer-Encoding: x", id="unknown-encoding"),
        pytest.param("Content-Length: -1", id="negative-length"),
        pytest.param("Content-Length: 1e9", id="length-as-float"),
        pytest.param(f"{CANARY} : x", id="space-in-name"),
    ],
)
def test_a_body_whose_length_is_uncertain_is_refused(head: str, server: Serving) -> None:
    sent = f"POST /api/chat HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n{head}\r\n\r\n"
    reply = exchange(server.address, sent.encode() + b"{}")
    assert (reply.status, reply.json()["error"]["code"]) == (400, "bad_request")
    assert CANARY.encode() not in reply.body


def test_more_bytes_than_were_announced_are_refused(server: Serving) -> None:
    reply = exchange(server.address, question("hip") + CANARY.encode() + b"\r\n\r\n")
    assert (reply.status, reply.json()["error"]["code"]) == (400, "bad_request")
    assert CANARY.encode() not in reply.body


def test_an_upgrade_is_not_taken_up(server: Serving) -> None:
    headers = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Key": "eA==",
        "Sec-WebSocket-Version": "13",
    }
    assert exchange(server.address, request("GET", "/", headers)).status == 200
    assert exchange(server.address, request("GET", "/api/chat", headers)).status == 405
