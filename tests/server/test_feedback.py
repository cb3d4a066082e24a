"""Feedback: off unless switched on, says what it stores, deleted by token, gone after 30 days, never in the way."""

from __future__ import annotations

import resource
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from stat import S_IMODE
from typing import Any

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from corpus.settings import ServerSettings, Settings
from server import feedback_store
from server.feedback import COMMENT_LIMIT
from server.feedback_store import DAYS, FeedbackStore
from tests.server.test_app import client_over
from tests.server.test_chat import EMERGENCY, URGENT

CANARY = "qzxcanary"
KEY = "a key for admins"
ON = Settings(server=ServerSettings(feedback="on", admin_key=KEY))
ADMIN = {"Authorization": f"Bearer {KEY}"}
SAID = {"answer_id": "0123456789abcdef", "helpful": False, "reason": "incomplete", "comment": CANARY}


@pytest.fixture(scope="module")
def taking(tmp_path_factory: pytest.TempPathFactory) -> tuple[TestClient, Path]:
    """An application that takes feedback, and its folder; it needs no library for that."""
    folder = tmp_path_factory.mktemp("feedback")
    return client_over(folder, settings=ON), folder


@pytest.fixture
def client(taking: tuple[TestClient, Path], data: Path) -> TestClient:
    """A client of it, with nothing stored yet."""
    assert data.is_dir()
    return taking[0]


@pytest.fixture
def data(taking: tuple[TestClient, Path]) -> Path:
    shutil.rmtree(taking[1] / "feedback", ignore_errors=True)
    return taking[1]


def say(client: TestClient, **fields: Any) -> Response:
    return client.post("/api/feedback", json=SAID | fields)


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def holding(text: str, folder: Path) -> list[Path]:
    return [path for path in files(folder) if text.encode() in path.read_bytes()]


def test_it_is_off_unless_switched_on_and_says_so(tmp_path: Path) -> None:
    client = client_over(tmp_path)
    assert client.get("/api/feedback").json()["status"] == "off"
    response = say(client)
    assert (response.status_code, response.json()["error"]["code"]) == (403, "feedback_off")
    assert not holding(CANARY, tmp_path)
    assert "urgent" not in response.json()
    assert say(client, comment=EMERGENCY).json()["urgent"]["level"] == "emergency"


def test_what_would_be_stored_is_told_before(client: TestClient) -> None:
    terms = client.get("/api/feedback").json()
    assert terms["status"] == "on"
    stored = say(client).json()["stored"]
    assert terms["fields"] == list(stored)
    assert (terms["days"], terms["comment_limit"]) == (DAYS, COMMENT_LIMIT)
    for reason in terms["reasons"]:
        assert say(client, reason=reason).status_code == 201


def test_the_receipt_says_what_is_stored_and_until_when(client: TestClient, data: Path) -> None:
    response = say(client)
    receipt = response.json()
    today = feedback_store.today_utc()
    assert response.status_code == 201
    assert receipt["stored"] == SAID | {"received": today.isoformat()}
    assert receipt["until"] == f"{today + timedelta(days=30)}T00:00:00Z"
    (path,) = holding(CANARY, data)
    assert S_IMODE(path.stat().st_mode) == 0o600
    assert S_IMODE(path.parent.stat().st_mode) == 0o700
    assert receipt["token"] not in str(path) + path.read_text()


def test_the_token_deletes_it_at_once(client: TestClient, data: Path) -> None:
    token, other = (say(client).json()["token"] for _ in range(2))
    assert client.delete(f"/api/feedback/{token}").json()["deleted"] is True
    assert len(holding(CANARY, data)) == 1
    again = client.delete(f"/api/feedback/{token}")
    assert (again.status_code, again.json()["error"]["code"]) == (404, "not_found")
    assert client.delete(f"/api/feedback/{other}").status_code == 200
    assert not files(data / "feedback")


def test_what_was_stored_can_be_deleted_after_it_was_switched_off(client: TestClient, data: Path) -> None:
    token = say(client).json()["token"]
    assert client_over(data).delete(f"/api/feedback/{token}").status_code == 200
    assert not holding(CANARY, data)


@pytest.mark.parametrize("token", [CANARY, "*" * 32, "a" * 32, "..%2f" * 6 + "aa"])
def test_a_token_that_is_none_deletes_nothing(token: str, client: TestClient, data: Path) -> None:
    say(client)
    response = client.delete(f"/api/feedback/{token}")
    assert response.status_code in (404, 422)
    assert token not in response.text
    assert len(holding(CANARY, data)) == 1


def test_it_is_gone_after_thirty_days(tmp_path: Path) -> None:
    day = date(2026, 1, 1)
    store = FeedbackStore(tmp_path, today=lambda: day)
    store.keep("a", helpful=True, reason="", comment="one")
    day += timedelta(days=29)
    store.keep("b", helpful=True, reason="", comment="two")
    assert [each.comment for each in store.read()] == ["one", "two"]
    day += timedelta(days=1)
    assert [each.comment for each in store.read()] == ["two"]
    assert not holding("one", tmp_path)


def test_what_expired_while_nothing_ran_is_deleted_at_the_start(tmp_path: Path) -> None:
    """Also where it was switched off meanwhile; and what a killed process had begun to write goes too."""
    old = FeedbackStore(tmp_path / "feedback", today=lambda: date(2026, 1, 1))
    old.keep("a", helpful=True, reason="", comment=CANARY)
    (tmp_path / "feedback" / ".2026-01-01-x.json").write_text(CANARY)
    client_over(tmp_path)
    assert not holding(CANARY, tmp_path)


def test_what_expires_while_it_runs_is_deleted_within_the_hour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.feedback.INTERVAL", 0.01)
    with client_over(tmp_path) as client:
        FeedbackStore(tmp_path / "feedback", today=lambda: date(2026, 1, 1)).keep(
            "a", helpful=True, reason="", comment=CANARY
        )
        for _ in range(1000):
            client.get("/health/live")
            if not holding(CANARY, tmp_path):
                return
    raise AssertionError("it is still there")


def test_the_admin_key_exports_and_no_other(client: TestClient, data: Path) -> None:
    say(client)
    exported = client.get("/api/feedback/export", headers=ADMIN).json()["feedback"]
    assert exported == [SAID | {"received": feedback_store.today_utc().isoformat()}]
    assert client.get("/api/feedback/export").status_code == 401
    assert client.get("/api/feedback/export", headers={"Authorization": f"Bearer {KEY}!"}).status_code == 401
    assert client_over(data).get("/api/feedback/export", headers=ADMIN).status_code == 403


@pytest.mark.parametrize(("comment", "level"), [(EMERGENCY, "emergency"), (URGENT, "urgent")])
def test_a_comment_that_tells_of_an_urgent_sign_gets_the_notice(comment: str, level: str, client: TestClient) -> None:
    receipt = say(client, comment=comment, locale="en-US").json()
    assert receipt["urgent"]["level"] == level
    assert say(client).json()["urgent"] is None


def test_the_notice_names_the_contacts_of_the_place_and_the_place_is_not_stored(client: TestClient, data: Path) -> None:
    receipt = say(client, comment=EMERGENCY, locale="en-US").json()
    assert "911" in str(receipt["urgent"]["contacts"])
    assert not holding("en-US", data)


@pytest.mark.parametrize(
    "fields",
    [
        {"answer_id": CANARY},
        {"answer_id": CANARY.encode().hex()},
        {"helpful": CANARY},
        {"reason": CANARY},
        {"comment": CANARY * 200},
        {CANARY: CANARY},
        {"question": CANARY},
    ],
)
def test_a_wrong_field_stores_nothing_and_is_not_repeated(
    fields: dict[str, Any], client: TestClient, data: Path
) -> None:
    response = say(client, **fields)
    assert response.status_code == 422
    assert CANARY not in response.text
    assert not holding(CANARY, data)


@contextmanager
def full_disk() -> Iterator[None]:
    """No file may grow by a byte: what the kernel then says is what it says of a disk that is full for one user."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_on_a_full_disk_it_says_so_keeps_nothing_and_still_deletes(client: TestClient, data: Path) -> None:
    token = say(client, comment="before").json()["token"]
    with full_disk():
        response = say(client, comment=f"{CANARY} {URGENT}")
        assert (response.status_code, response.json()["error"]["code"]) == (507, "no_room")
        assert "disk is full" in response.json()["error"]["message"]
        assert response.json()["urgent"]["level"] == "urgent"
        assert client.delete(f"/api/feedback/{token}").status_code == 200
    assert not files(data / "feedback")
    assert say(client).status_code == 201


def test_there_is_a_limit_to_how_much_is_kept(client: TestClient, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feedback_store, "MOST", 2)
    assert [say(client).status_code for _ in range(3)] == [201, 201, 507]
    assert len(files(data / "feedback")) == 2


@pytest.mark.parametrize("character", ["\N{CROCODILE}", "\x00"])
def test_the_longest_comment_takes_what_the_limit_counts_with(character: str, client: TestClient, data: Path) -> None:
    assert say(client, comment=character * COMMENT_LIMIT).status_code == 201
    (path,) = files(data / "feedback")
    assert path.stat().st_size < 8_000


def test_where_a_key_is_needed_to_ask_it_is_needed_here(tmp_path: Path) -> None:
    client = client_over(tmp_path, settings=Settings(server=ServerSettings(feedback="on", key="k")))
    assert say(client).status_code == 401
    assert client.post("/api/feedback", json=SAID, headers={"Authorization": "Bearer k"}).status_code == 201
