"""A server with a language model: what it says on the wire, and what one slow model may not do to all others."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

import palpate
from index.embedder import Embedder
from server.contract import ChatAnswer
from tests.conftest import FIRST_QUESTION, First, run_palpate
from tests.language_model.bad_servers import BadServer, bad_server
from tests.raw import connect, question
from tests.serving import Serving, serving

ASKED = {"question": FIRST_QUESTION}
WRITTEN = "The nerve of the gluteus minimus is the superior gluteal nerve (L4, L5, S1)."


@pytest.fixture(scope="module")
def bad() -> Iterator[BadServer]:
    with bad_server() as running:
        yield running


def environment(address: str, **more: str) -> dict[str, str]:
    """Palpate with the model at this address, one answer at a time."""
    model = {"PALPATE_LANGUAGE_MODEL_ADDRESS": address, "PALPATE_SERVER_ANSWERS_AT_ONCE": "1"}
    return model | {f"PALPATE_LANGUAGE_MODEL_{name.upper()}": value for name, value in more.items()}


@contextmanager
def client(first: First, folder: Path, address: str, **more: str) -> Iterator[tuple[httpx.Client, Serving]]:
    with (
        serving(first.data, folder / "log", environment=environment(address, **more)) as running,
        httpx.Client(base_url=running.address, timeout=60) as opened,
    ):
        yield opened, running


def until(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_an_answer_that_is_written_says_so_on_the_wire(first: First, bad: BadServer, tmp_path: Path) -> None:
    address = bad.that("says", f"{WRITTEN} [1]")
    with client(first, tmp_path, address, key="s3cret-key", model="small") as (web, running):
        answer = web.post("/api/chat", json=ASKED).json()
        ChatAnswer.model_validate(answer)
        assert (answer["generator"], answer["writing"]["fell_back"]) == ("language_model", "")
        assert answer["sentences"][0] == {"text": WRITTEN, "role": "sentence", "group": None, "citations": [1]}
        events = web.post("/api/chat", json=ASKED | {"stream": True}).text
        done = events.split("event: done")[1].split("data: ")[1].splitlines()[0]
        assert json.loads(done) == answer
        assert events.index(WRITTEN) < events.index("event: done")
        assert "words the answers" in web.get("/").text
        assert 'palpate_writings_total{outcome="written"} 2.0' in web.get("/metrics").text
        log = running.log.read_text(encoding="utf-8")
    assert "s3cret" not in log
    assert "gluteus" not in log


def test_a_page_without_a_model_has_no_notice_of_one(first: First, tmp_path: Path) -> None:
    with serving(first.data, tmp_path / "log") as running:
        page = httpx.get(running.address).text
    assert 'id="model-note" class="model-note" hidden></p>' in page


def test_a_page_says_to_whom_a_question_is_sent(first: First, tmp_path: Path) -> None:
    with client(first, tmp_path, "https://api.example.com/v1") as (web, _):
        page = web.get("/").text
    assert "A language model at api.example.com words the answers" in page
    assert "Your question is sent there" in page
    assert "hidden></p>" not in page.split('id="model-note"')[1].split("\n")[0]


@pytest.mark.parametrize("stream", [False, True])
def test_others_are_answered_while_one_waits_for_the_model(
    first: First, bad: BadServer, tmp_path: Path, stream: bool
) -> None:
    before = bad.count("is_silent")
    with client(first, tmp_path, bad.that("is_silent"), seconds="10") as (web, _), ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(web.post, "/api/chat", json=ASKED | {"stream": stream})
        until(lambda: bad.count("is_silent") > before)
        assert web.post("/api/search", json={"query": "gluteus minimus"}).status_code == 200
        assert not waiting.done()
        assert "it took too long" in waiting.result().text


@pytest.mark.parametrize("stream", [False, True])
def test_whoever_goes_away_stops_the_model(first: First, bad: BadServer, tmp_path: Path, stream: bool) -> None:
    left, asked = bad.left, bad.count("never_ends")
    address = bad.that("never_ends", "on and on")
    with client(first, tmp_path, address, seconds="300", answer_tokens="9999") as (_, running):
        with connect(running.address) as leaving:
            leaving.sendall(question(FIRST_QUESTION, stream=stream))
            until(lambda: bad.count("never_ends") > asked)
        until(lambda: bad.left > left)
        assert "unforeseen" not in running.log.read_text(encoding="utf-8")


def test_a_stream_begins_before_the_model_says_anything(first: First, bad: BadServer, tmp_path: Path) -> None:
    with (
        client(first, tmp_path, bad.that("is_silent"), seconds="300") as (web, _),
        web.stream("POST", "/api/chat", json=ASKED | {"stream": True}) as response,
    ):
        assert response.status_code == 200
        assert next(response.iter_lines()) == ": a language model is asked"


def test_what_cannot_be_answered_is_an_error_and_no_stream_with_a_model_too(
    first: First, bad: BadServer, tmp_path: Path
) -> None:
    with client(first, tmp_path, bad.that("is_silent"), seconds="300") as (web, _):
        nowhere = ASKED | {"stream": True, "filters": {"documents": ["no-such-note"]}}
        assert web.post("/api/chat", json=nowhere).status_code == 404


def test_the_command_line_says_who_wrote(first: First, bad: BadServer, tmp_path: Path) -> None:
    address = bad.that("says", f"{WRITTEN} [1]")
    ran = run_palpate("ask", "--data", first.data, FIRST_QUESTION, folder=tmp_path, environment=environment(address))
    assert ran.status == 0, ran.err
    assert f"{WRITTEN} [1]" in ran.out
    assert "Written by a language model" in ran.out


def test_a_command_opens_the_embedder_once_and_not_at_all_for_an_emergency(
    first: First, bad: BadServer, monkeypatch: pytest.MonkeyPatch, default_embedder: Embedder
) -> None:
    opened: list[str] = []

    def load(name: str, *_: object, **__: object) -> Embedder:
        opened.append(name)
        return default_embedder

    monkeypatch.setattr("index.embedder.load_embedder", load)
    monkeypatch.setenv("PALPATE_LANGUAGE_MODEL_ADDRESS", bad.that("says", f"{WRITTEN} [1]"))
    for asked, times in ((FIRST_QUESTION, 1), ("I cannot feel my saddle area and cannot pee", 0)):
        opened.clear()
        assert palpate.main(["ask", "--data", str(first.data), asked]) == 0
        assert len(opened) == times


def test_the_doctor_asks_the_model_and_says_what_is_wrong(first: First, bad: BadServer, tmp_path: Path) -> None:
    for behaviour, status, said in (
        ("says", "ok", "answers in"),
        ("wants_a_key", "warning", "does not accept the key"),
    ):
        ran = run_palpate(
            "doctor",
            "--json",
            "--data",
            first.data,
            folder=tmp_path,
            environment=environment(bad.that(behaviour, "Hi")),
        )
        check = check_of_the_model(ran.out)
        assert check["status"] == status
        assert said in check["detail"]


def check_of_the_model(report: str) -> dict[str, str]:
    [check] = [one for one in json.loads(report)["checks"] if one["name"] == "language model"]
    return dict(check)


def test_the_doctor_warns_of_questions_that_others_can_read_on_their_way(
    first: First, bad: BadServer, tmp_path: Path
) -> None:
    elsewhere = environment("http://model.example/says/Hi/v1") | {"HTTP_PROXY": bad.address, "NO_PROXY": ""}
    ran = run_palpate("doctor", "--json", "--data", first.data, folder=tmp_path, environment=elsewhere)
    check = check_of_the_model(ran.out)
    assert (check["status"], "read on the way" in check["detail"]) == ("warning", True)
    assert "https" in check["remedy"]
