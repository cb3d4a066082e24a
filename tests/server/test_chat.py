"""The chat route, over HTTP: the contract, the stream, the gate, filters."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from answer.disclaimers import disclaimer_for
from answer.respond import EARLIER
from answer.safety import load_gate
from answer.scope import load_scope
from answer.types import DISCLAIMERS
from tests.conftest import FIRST_QUESTION
from tests.server.conftest import Valid

EMERGENCY = "My back went yesterday, I can't feel my saddle area and I can't pee"
URGENT = "My left calf is swollen, hot and tender since the flight"
UNCOVERED = "What is the boiling point of tungsten?"


def ask(client: httpx.Client, question: str, **fields: Any) -> httpx.Response:
    return client.post("/api/chat", json={"question": question, **fields})


def events_of(stream: str) -> list[tuple[str, Any]]:
    """The events of a stream; comments are left out."""
    blocks = [block.split("\n") for block in stream.split("\n\n") if block]
    named = [dict(line.split(": ", 1) for line in block) for block in blocks if not block[0].startswith(":")]
    return [(each["event"], json.loads(each["data"])) for each in named]


# The whole answer


def test_a_question_gets_an_answer_whose_quotes_stand_in_the_documents(client: httpx.Client, valid: Valid) -> None:
    answer = valid(ask(client, FIRST_QUESTION))
    assert answer["status"] == "answered"
    assert answer["urgent"] is None
    assert answer["interpreted_question"] == FIRST_QUESTION
    assert answer["disclaimer"] == DISCLAIMERS["client"]
    assert [number for sentence in answer["sentences"] for number in sentence["citations"]]
    for citation in answer["citations"]:
        document = valid(client.get(f"/api/documents/{citation['document_id']}"))
        assert document["text"][citation["start"] : citation["end"]] == citation["quote"]


def test_the_same_question_gets_the_same_bytes(client: httpx.Client) -> None:
    assert ask(client, FIRST_QUESTION).content == ask(client, FIRST_QUESTION).content


def test_timings_stand_in_a_header(client: httpx.Client) -> None:
    stages = ask(client, FIRST_QUESTION).headers["server-timing"].split(", ")
    assert [stage.split(";")[0] for stage in stages] == [
        "gate",
        "scope",
        "embed",
        "search",
        "evidence",
        "compose",
        "total",
    ]
    spent = [float(stage.split("dur=")[1]) for stage in stages]
    assert spent[-1] == pytest.approx(sum(spent[:-1]), abs=0.5)


def test_answers_are_not_stored_on_the_way(client: httpx.Client) -> None:
    assert ask(client, FIRST_QUESTION).headers["cache-control"] == "no-store"


def test_a_therapist_gets_the_therapists_disclaimer(client: httpx.Client, valid: Valid) -> None:
    assert valid(ask(client, FIRST_QUESTION, audience="therapist"))["disclaimer"] == DISCLAIMERS["therapist"]


def test_what_is_not_covered_gets_the_nearest_places(client: httpx.Client, valid: Valid) -> None:
    answer = valid(ask(client, UNCOVERED))
    assert (answer["status"], answer["sentences"]) == ("not_covered", [])
    assert answer["nearest"]
    assert {each["document_id"] for each in answer["covered"]} == {each["document_id"] for each in answer["nearest"]}
    assert all(each["headings"] for each in answer["covered"])


def test_what_is_out_of_scope_is_declined_with_what_can_be_had_instead(client: httpx.Client, valid: Valid) -> None:
    answer = valid(ask(client, "How many ibuprofen can I take for my hip?"))
    assert (answer["status"], answer["sentences"], answer["urgent"]) == ("declined", [], None)
    assert answer["refusal"]["rule"] == "dose"
    assert answer["refusal"]["message"]
    events = events_of(ask(client, "How many ibuprofen can I take for my hip?", stream=True).text)
    assert events == [("done", answer)]


# Filters


def test_filters_keep_to_documents_and_kinds(client: httpx.Client, valid: Valid) -> None:
    everything = valid(ask(client, FIRST_QUESTION))
    cited = everything["citations"][0]
    others = [
        each["id"] for each in client.get("/api/documents").json()["documents"] if each["id"] != cited["document_id"]
    ]
    elsewhere = valid(ask(client, FIRST_QUESTION, filters={"documents": others}))
    assert cited["document_id"] not in {each["document_id"] for each in elsewhere["citations"] + elsewhere["nearest"]}
    of_kind = valid(ask(client, FIRST_QUESTION, filters={"kinds": [cited["kind"]]}))
    assert {each["kind"] for each in of_kind["citations"]} == {cited["kind"]}


def test_a_filter_on_an_unknown_document_is_not_found(client: httpx.Client, valid: Valid) -> None:
    response = ask(client, FIRST_QUESTION, filters={"documents": ["no-such-note"]})
    assert response.status_code == 404
    assert "no-such-note" not in response.text
    assert valid(response)["error"]["code"] == "not_found"


# The gate


def test_an_emergency_stops_everything(client: httpx.Client, valid: Valid) -> None:
    answer = valid(ask(client, EMERGENCY))
    assert answer["urgent"]["level"] == "emergency"
    assert answer["urgent"]["contacts"]
    assert (answer["status"], answer["sentences"], answer["nearest"]) == ("declined", [], [])
    assert answer["disclaimer"] == DISCLAIMERS["client"]


def test_every_answer_names_the_rules_of_the_gate_and_of_the_scope(client: httpx.Client) -> None:
    version = f"{load_gate().version}, scope {load_scope().version}"
    for question in (EMERGENCY, FIRST_QUESTION, UNCOVERED, "How many ibuprofen can I take for my hip?"):
        assert ask(client, question).json()["rules_version"] == version
    assert client.post("/api/search", json={"query": "hip"}).json()["rules_version"] == version


def test_contacts_follow_the_locale(client: httpx.Client, valid: Valid) -> None:
    numbers = {
        each: valid(ask(client, EMERGENCY, locale=each))["urgent"]["contacts"][0]["number"]
        for each in ("en-GB", "en-US")
    }
    assert numbers == {"en-GB": "999", "en-US": "911"}


def test_what_is_urgent_only_leads_and_the_answer_follows(client: httpx.Client, valid: Valid) -> None:
    answer = valid(ask(client, URGENT))
    assert answer["urgent"]["level"] == "urgent"
    assert answer["status"] != "declined"


def test_earlier_turns_count_and_the_notice_says_so(client: httpx.Client, valid: Valid) -> None:
    history = [{"question": EMERGENCY, "answer": ""}]
    alone = valid(ask(client, EMERGENCY))["urgent"]
    later = valid(ask(client, "and how do I stretch it?", history=history))
    assert later["status"] == "declined"
    assert later["urgent"] == alone | {"message": f"{alone['message']} {EARLIER}"}
    assert valid(ask(client, EMERGENCY, history=history))["urgent"] == alone


@pytest.mark.parametrize("place", [0, 20, 43, 44, 48])
def test_an_emergency_counts_wherever_it_stands_in_the_longest_history(
    place: int, client: httpx.Client, valid: Valid
) -> None:
    history = [{"question": f"Where does the soleus insert, time {turn}?", "answer": ""} for turn in range(49)]
    history[place]["question"] = EMERGENCY
    answer = valid(ask(client, "and its nerve?", history=history))
    assert (answer["status"], answer["urgent"]["level"]) == ("declined", "emergency")
    assert answer["urgent"]["message"].count(EARLIER) == 1


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"question": EMERGENCY + " please help" * 400}, id="too-long"),
        pytest.param({"question": EMERGENCY, "audience": "doctor"}, id="unknown-audience"),
        pytest.param({"question": EMERGENCY, "colour": "red"}, id="unknown-field"),
        pytest.param({"question": "and now?", "history": [{"question": EMERGENCY}], "stream": 3}, id="in-the-history"),
    ],
)
def test_a_refusal_carries_the_notice(fields: dict[str, Any], client: httpx.Client, valid: Valid) -> None:
    response = client.post("/api/chat", json=fields)
    body = valid(response)
    assert body["urgent"]["level"] == "emergency"
    assert next(iter(body)) == "urgent"


def test_an_answer_that_cannot_be_given_carries_the_notice(client: httpx.Client, valid: Valid) -> None:
    response = ask(client, URGENT, filters={"documents": ["no-such-note"]})
    assert response.status_code == 404
    assert valid(response)["urgent"]["level"] == "urgent"


def test_a_refusal_has_the_contacts_of_an_answer(client: httpx.Client, valid: Valid) -> None:
    refused = valid(client.post("/api/chat", json={"question": EMERGENCY, "colour": "red"}))
    assert refused["urgent"] == valid(ask(client, EMERGENCY))["urgent"]


def test_a_body_that_is_no_json_at_all_is_still_looked_through(client: httpx.Client, valid: Valid) -> None:
    response = client.post("/api/chat", content=EMERGENCY, headers={"content-type": "text/plain"})
    assert response.status_code == 415
    assert valid(response)["urgent"]["level"] == "emergency"


# The stream


@pytest.mark.parametrize(
    ("fields", "headers"),
    [
        pytest.param({"stream": True}, {}, id="field"),
        pytest.param({}, {"accept": "text/event-stream"}, id="header"),
    ],
)
def test_a_stream_ends_with_the_whole_answer(
    fields: dict[str, Any], headers: dict[str, str], client: httpx.Client
) -> None:
    whole = ask(client, FIRST_QUESTION).json()
    response = client.post("/api/chat", json={"question": FIRST_QUESTION, **fields}, headers=headers)
    assert response.headers["content-type"].startswith("text/event-stream")
    *sentences, (last, done) = events_of(response.text)
    assert (last, done) == ("done", whole)
    assert [name for name, _ in sentences] == ["sentence"] * len(whole["sentences"])
    brought = [citation for _, sentence in sentences for citation in sentence.pop("new_citations")]
    assert [sentence for _, sentence in sentences] == whole["sentences"]
    assert brought == whole["citations"]


def test_a_stream_begins_with_what_is_urgent(client: httpx.Client) -> None:
    events = events_of(ask(client, EMERGENCY, stream=True).text)
    assert [name for name, _ in events] == ["urgent", "done"]
    assert events[1][1]["urgent"] == events[0][1]
    names = [name for name, _ in events_of(ask(client, URGENT, stream=True).text)]
    assert (names[0], names[-1]) == ("urgent", "done")


def test_the_end_of_a_stream_has_the_disclaimer_of_audience_and_place(client: httpx.Client) -> None:
    for question in (FIRST_QUESTION, EMERGENCY, UNCOVERED):
        events = events_of(ask(client, question, stream=True, audience="therapist", locale="en-CA").text)
        assert events[-1][1]["disclaimer"] == disclaimer_for("therapist", "en-CA")


def test_a_stream_that_cannot_begin_is_an_error(client: httpx.Client) -> None:
    response = ask(client, FIRST_QUESTION, stream=True, filters={"documents": ["no-such-note"]})
    assert (response.status_code, response.headers["content-type"]) == (404, "application/json")


def test_a_stream_that_fails_midway_says_so(client: httpx.Client) -> None:
    asked = {"filters": {"documents": ["no-such-note"]}, "audience": "therapist", "locale": "en-US"}
    events = events_of(ask(client, URGENT, stream=True, **asked).text)
    assert [name for name, _ in events] == ["urgent", "error"]
    assert events[1][1]["error"]["code"] == "not_found"
    assert events[1][1]["disclaimer"] == disclaimer_for("therapist", "en-US")


def test_a_stream_that_is_broken_off_leaves_the_server_well(client: httpx.Client) -> None:
    for _ in range(20):
        with client.stream("POST", "/api/chat", json={"question": FIRST_QUESTION, "stream": True}) as response:
            next(response.iter_bytes(chunk_size=1))
    assert ask(client, FIRST_QUESTION).status_code == 200
