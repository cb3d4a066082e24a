"""The other routes: search, documents, examples, health, the page."""

from __future__ import annotations

import httpx
import pytest

from answer.cautions import CAUTION, INSTRUCTING
from answer.disclaimers import disclaimer_for
from corpus.types import Kind
from server.examples import BESIDE
from tests.conftest import STARTER_NOTES
from tests.server.conftest import Valid
from tests.server.test_chat import EMERGENCY


def test_search_finds_passages_and_says_why(client: httpx.Client, valid: Valid) -> None:
    found = valid(client.post("/api/search", json={"query": "superior gluteal nerve", "limit": 3}))
    assert len(found["hits"]) == 3
    assert "nerv" in found["hits"][0]["why"]["terms"]
    assert sum(found["facets"]["kinds"].values()) == sum(found["facets"]["documents"].values()) > 3


def test_search_keeps_to_filters(client: httpx.Client, valid: Valid) -> None:
    found = valid(client.post("/api/search", json={"query": "pain", "filters": {"kinds": ["referral"]}}))
    assert {hit["kind"] for hit in found["hits"]} == {"referral"}


def test_search_stops_for_an_emergency(client: httpx.Client, valid: Valid) -> None:
    found = valid(client.post("/api/search", json={"query": EMERGENCY}))
    assert found["urgent"]["level"] == "emergency"
    assert found["hits"] == []


def test_the_library_is_listed_and_read(client: httpx.Client, valid: Valid) -> None:
    listed = valid(client.get("/api/documents"))["documents"]
    assert len(listed) == STARTER_NOTES
    for summary in listed:
        document = valid(client.get(f"/api/documents/{summary['id']}"))
        assert document["title"] == summary["title"]
        assert all(document["text"][part["start"] : part["end"]] for part in document["sections"])
        assert all(drop["text"] for drop in document["dropped"])


def test_every_body_but_those_of_health_has_the_disclaimer(client: httpx.Client, valid: Valid) -> None:
    usual = disclaimer_for("client", "en-GB")
    identity = client.get("/api/documents").json()["documents"][0]["id"]
    for path in ("/api/documents", f"/api/documents/{identity}", "/api/examples", "/api/documents/no-such-note"):
        assert valid(client.get(path))["disclaimer"] == usual
    assert client.get("/nowhere").json()["disclaimer"] == usual
    examples = valid(client.get("/api/examples", params={"audience": "therapist"}))
    assert examples["disclaimer"] == disclaimer_for("therapist", "en-GB")
    asked = {"query": "hip", "audience": "therapist", "locale": "en-US"}
    assert valid(client.post("/api/search", json=asked))["disclaimer"] == disclaimer_for("therapist", "en-US")
    assert valid(client.post("/api/search", json=asked | {"limit": 0}))["disclaimer"] == disclaimer_for(
        "therapist", "en-US"
    )


def test_an_unknown_document_is_not_found(client: httpx.Client, valid: Valid) -> None:
    response = client.get("/api/documents/no-such-note")
    assert response.status_code == 404
    assert "no-such-note" not in response.text
    assert valid(response)["error"]["code"] == "not_found"


@pytest.mark.parametrize("audience", ["client", "therapist"])
def test_examples_are_answered(audience: str, client: httpx.Client, valid: Valid) -> None:
    questions = valid(client.get("/api/examples", params={"audience": audience}))["questions"]
    assert 3 <= len(questions) <= 6
    for question in questions:
        answer = client.post("/api/chat", json={"question": question, "audience": audience}).json()
        assert answer["status"] == "answered", question


@pytest.mark.parametrize("audience", ["client", "therapist"])
def test_examples_differ_in_what_they_ask_and_of_what(audience: str, client: httpx.Client) -> None:
    questions = client.get("/api/examples", params={"audience": audience}).json()["questions"]
    names, endings = zip(*(question.split(": ", 1) for question in questions), strict=True)
    assert len(set(names)) == len(set(endings)) == len(questions)


@pytest.mark.parametrize("audience", ["client", "therapist"])
def test_examples_are_answered_by_what_was_asked_and_not_by_warnings_alone(audience: str, client: httpx.Client) -> None:
    for question in client.get("/api/examples", params={"audience": audience}).json()["questions"]:
        answer = client.post("/api/chat", json={"question": question, "audience": audience}).json()
        first, *_ = kinds = [Kind(citation["kind"]) for citation in answer["citations"]]
        assert set(kinds) <= {first, Kind.SAFETY} | BESIDE.get(first, frozenset()), question
        sentences = answer["sentences"]
        warned = {each["group"] for each in sentences if each["role"] == "lead_in" and CAUTION.search(each["text"])}
        assert len(sentences) > 1, question
        assert first not in INSTRUCTING or {each["group"] for each in sentences} - warned - {None}, question


def test_audiences_get_different_examples(client: httpx.Client) -> None:
    both = [client.get("/api/examples", params={"audience": each}).json() for each in ("client", "therapist")]
    assert both[0]["questions"] != both[1]["questions"]


def test_health_is_live_and_ready(client: httpx.Client, valid: Valid) -> None:
    assert valid(client.get("/health/live"))["status"] == "live"
    ready = valid(client.get("/health/ready"))
    assert ready["status"] == "ready"
    assert ready["generation"] == client.post("/api/chat", json={"question": "hip"}).json()["generation"]


@pytest.mark.parametrize("path", ["/", "/api/documents", "/nowhere", "/web/nowhere.js"])
def test_every_response_keeps_the_page_to_itself(path: str, client: httpx.Client) -> None:
    headers = client.get(path).headers
    assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self';")
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "server" not in headers


@pytest.mark.parametrize("path", ["/", "/web/app.js", "/api/documents", "/health/ready", "/openapi.json", "/nowhere"])
def test_head_is_get_without_a_body(path: str, client: httpx.Client) -> None:
    get, head = client.get(path), client.head(path)
    assert head.status_code == get.status_code
    assert head.headers["content-length"] == get.headers["content-length"]
    assert head.content == b""


def test_a_wrong_method_is_told_all_that_there_are(client: httpx.Client) -> None:
    for path, methods in (("/api/feedback", "GET, POST"), ("/api/feedback/export", "GET"), ("/api/chat", "POST")):
        response = client.delete(path)
        assert (response.status_code, response.headers["allow"]) == (405, methods)


def test_the_page_is_not_sent_again_where_it_is_known(client: httpx.Client) -> None:
    page = client.get("/")
    assert client.get("/", headers={"if-none-match": page.headers["etag"]}).status_code == 304


def test_no_redirect_goes_where_the_caller_says(client: httpx.Client) -> None:
    assert client.get("/api/documents/").status_code == 404
    refused = client.get("/api/documents/", headers={"host": "elsewhere.example"})
    assert (refused.status_code, "location" in refused.headers) == (421, False)


def test_pages_that_load_from_elsewhere_are_off(client: httpx.Client) -> None:
    assert [client.get(path).status_code for path in ("/docs", "/redoc")] == [404, 404]


def test_the_openapi_document_has_examples_for_both_bodies(client: httpx.Client) -> None:
    schemas = client.get("/openapi.json").json()["components"]["schemas"]
    for name in ("ChatRequest", "SearchRequest"):
        (example,) = schemas[name]["examples"]
        route = "/api/chat" if "question" in example else "/api/search"
        assert client.post(route, json=example).status_code == 200
