"""What comes of a language model whose server is slow, garbled, cut off, busy or away: real processes, real HTTP."""

from __future__ import annotations

import logging
import socket
import time
from collections.abc import Iterator

import pytest

from answer.breaker import FAILURES, REST
from answer.errors import ModelError
from answer.language_model import LONGEST, REASONS, LanguageModel
from answer.writing import WHY
from corpus.settings import LanguageModelSettings
from tests.language_model.bad_servers import BadServer, bad_server

HELLO = [{"role": "user", "content": "Hello"}]
WORDS = "It aches at night [1]."


@pytest.fixture(scope="module")
def server() -> Iterator[BadServer]:
    with bad_server() as running:
        yield running


def ask(model: LanguageModel, seconds: float = 30, most: int = 0) -> str:
    return "".join(model.write(HELLO, deadline=time.monotonic() + seconds, most=most))


def reason_of(model: LanguageModel, seconds: float = 30) -> str:
    with pytest.raises(ModelError) as raised:
        ask(model, seconds)
    return raised.value.reason


@pytest.mark.parametrize("behaviour", ["says", "tells_what_was_used"])
def test_what_a_good_server_says_comes_whole(server: BadServer, behaviour: str) -> None:
    assert ask(server.model(behaviour, WORDS)).strip() == WORDS


@pytest.mark.parametrize(
    ("behaviour", "reason"),
    [
        ("breaks_off", "cut off"),
        ("sends_an_error", "cut off"),
        ("sends_a_page", "garbled"),
        ("sends_nothing", "garbled"),
        ("sends_no_json", "garbled"),
        ("sends_no_text", "garbled"),
        ("sends_other_types", "garbled"),
        ("sends_packed", "garbled"),
        ("never_ends_a_line", "garbled"),
        ("fails_at_length", "garbled"),
        ("sends_no_words", "garbled"),
        ("is_busy", "rate limited"),
        ("is_busy_for_long", "rate limited"),
        ("fails", "unreachable"),
        ("wants_a_key", "refused key"),
        ("knows_no_such_model", "refused"),
        ("wants_less", "refused"),
        ("moved", "refused"),
    ],
)
def test_a_bad_server_has_a_reason(server: BadServer, behaviour: str, reason: str) -> None:
    assert reason_of(server.model(behaviour, WORDS)) == reason


@pytest.mark.parametrize("behaviour", ["is_silent", "sends_only_comments", "stalls", "never_ends"])
def test_what_does_not_end_in_time_is_slow(server: BadServer, behaviour: str) -> None:
    assert reason_of(server.model(behaviour, "on and on"), seconds=0.5) == "slow"


def test_no_more_is_read_than_was_asked_for(server: BadServer) -> None:
    assert len(ask(server.model("never_ends", "on and on"), most=5)) < 500


def test_no_more_is_read_of_a_single_piece(server: BadServer) -> None:
    assert len(ask(server.model("says_all_at_once", "on and on"), most=5)) == 5 * LONGEST


def slowly(pieces: Iterator[str]) -> Iterator[str]:
    """As one reads who checks each piece."""
    for piece in pieces:
        time.sleep(0.1)
        yield piece


def test_nothing_is_read_after_the_time_however_slow_the_reader_is(server: BadServer) -> None:
    end = time.monotonic() + 0.5
    pieces = server.model("says", "on " * 1000).write(HELLO, deadline=end, most=1000)
    with pytest.raises(ModelError) as raised:
        list(slowly(pieces))
    assert raised.value.reason == "slow"


def test_an_address_where_nothing_listens_is_unreachable() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    assert reason_of(LanguageModel(LanguageModelSettings(address=address))) == "unreachable"


def test_a_server_that_is_busy_for_a_moment_is_asked_again(server: BadServer) -> None:
    assert ask(server.model("is_busy_once", WORDS)).strip() == WORDS
    assert server.count("is_busy_once") == 2


def test_a_proxy_of_the_environment_is_for_other_machines_alone(
    server: BadServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", server.address)
    monkeypatch.delenv("NO_PROXY", raising=False)
    elsewhere = LanguageModelSettings(address="http://model.example/says/Hi/v1")
    assert ask(LanguageModel(elsewhere)).strip() == "Hi"
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{silent.getsockname()[1]}")
        assert ask(server.model("says", WORDS)).strip() == WORDS


def test_a_question_does_not_follow_a_redirect(server: BadServer) -> None:
    before = server.count("says")
    reason_of(server.model("moved"))
    assert server.count("says") == before


def test_whoever_stops_reading_stops_the_model(server: BadServer) -> None:
    before = server.left
    pieces = server.model("never_ends", "on").write(HELLO, deadline=time.monotonic() + 60)
    next(pieces)
    pieces.close()
    while server.left == before:
        time.sleep(0.02)


def test_one_who_has_gone_is_noticed_while_nothing_comes(server: BadServer) -> None:
    gone = iter([False, False, True])
    model = server.model("is_silent")
    assert list(model.write(HELLO, deadline=time.monotonic() + 60, is_gone=lambda: next(gone))) == []


def test_who_goes_away_says_nothing_of_the_model(server: BadServer) -> None:
    model = server.model("fails")
    for _ in range(FAILURES - 1):
        reason_of(model)
    assert list(model.write(HELLO, deadline=time.monotonic() + 60, is_gone=lambda: True)) == []
    reason_of(model)
    assert reason_of(model) == "resting"


def test_after_three_failures_it_rests_and_then_is_tried_once(server: BadServer) -> None:
    now = [0.0]
    model = LanguageModel(LanguageModelSettings(address=server.that("fails")), clock=lambda: now[0])
    for _ in range(FAILURES):
        assert reason_of(model) == "unreachable"
    asked = server.count("fails")
    assert reason_of(model) == "resting"
    now[0] = REST + 1
    assert reason_of(model) == "unreachable"
    assert reason_of(model) == "resting"
    assert server.count("fails") == asked + 2  # one trial, which the client makes twice


def test_a_slow_model_that_writes_is_not_left_alone(server: BadServer) -> None:
    model = server.model("stalls", WORDS)
    assert {reason_of(model, seconds=0.5) for _ in range(FAILURES + 1)} == {"slow"}


@pytest.mark.parametrize(
    ("address", "is_remote"),
    [
        ("http://127.0.0.1:8080/v1", False),
        ("http://localhost/v1", False),
        ("http://127.9.9.9:8080/v1", False),
        ("http://[::1]:8080/v1", False),
        ("http://192.168.0.7:8080/v1", True),
        ("https://api.example.com/v1", True),
        ("http://localhost.example.com/v1", True),
        ("http://model.localhost/v1", True),
        ("http://localhost./v1", True),
        ("http://0.0.0.0/v1", True),
    ],
)
def test_an_address_off_this_machine_is_remote(address: str, is_remote: bool) -> None:
    assert LanguageModel(LanguageModelSettings(address=address)).is_remote is is_remote


def test_neither_the_key_nor_what_is_sent_is_logged_or_shown(
    server: BadServer, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_LOG", "debug")
    settings = LanguageModelSettings(address=server.that("wants_a_key"), key="s3cret")
    with caplog.at_level(logging.DEBUG), pytest.raises(ModelError) as raised:
        ask(LanguageModel(settings))
    assert "s3cret" not in f"{settings} {raised.value} {caplog.text}"
    assert "Hello" not in caplog.text


def test_the_model_learns_nothing_of_this_machine_or_of_settings_for_others(
    server: BadServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_ORG_ID", "org-other")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "proj-other")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "X-Other: secret\nAuthorization: Bearer other")
    settings = LanguageModelSettings(address=server.that("says_what_it_heard"), key="s3cret")
    heard = ask(LanguageModel(settings)).lower()
    assert "authorization:  bearer s3cret" in heard.replace(": ", ":  ")
    assert not [word for word in ("other", "stainless", "linux", "cpython") if word in heard]


def test_every_reason_has_words() -> None:
    assert set(REASONS) <= set(WHY)
