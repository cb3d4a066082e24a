"""Reports over HTTP: for the admin key, from their folder only, shown without scripts."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from corpus.settings import ServerSettings, Settings
from tests.server.test_app import client_over

CANARY = "qzxcanary"
WITH_KEY = Settings(server=ServerSettings(admin_key="k"))


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with six files of reports, one that is none of anybody's business, and links to it."""
    data = tmp_path_factory.mktemp("reports") / "data"
    folder = data / "reports" / "answers-starter"
    folder.mkdir(parents=True)
    for name in ("report.html", "summary.json", "answers.jsonl", "run.trec", "odd.bin", "drawing.svg"):
        (folder / name).write_text("content", encoding="utf-8")
    (data / "secret.txt").write_text(CANARY, encoding="utf-8")
    (data / "reports" / "link.txt").symlink_to(data / "secret.txt")
    (data / "reports" / "folder").symlink_to(data)
    os.mkfifo(data / "reports" / "pipe")
    return data


@pytest.fixture(scope="module")
def client(data: Path) -> TestClient:
    """A client that has the key."""
    client = client_over(data, settings=WITH_KEY)
    client.headers["Authorization"] = "Bearer k"
    return client


def test_only_the_admin_key_opens_them(data: Path) -> None:
    closed, keyed = client_over(data), client_over(data, settings=WITH_KEY)
    for path in ("/reports", "/reports/answers-starter/report.html", "/reports/nothing"):
        assert (closed.get(path).status_code, keyed.get(path).status_code) == (403, 401)


def test_they_are_listed_without_links_and_read(client: TestClient) -> None:
    listed = client.get("/reports").json()["files"]
    assert len(listed) == 6
    assert all(client.get(f"/reports/{name}").text == "content" for name in listed)


def test_one_that_has_not_changed_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/reports/answers-starter/report.html")
    again = client.get("/reports/answers-starter/report.html", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert (
        "sandbox" in again.headers["content-security-policy"]
    )  # these headers take the place of those that came first


def test_without_any_the_list_is_empty(tmp_path: Path) -> None:
    client = client_over(tmp_path, settings=WITH_KEY)
    assert client.get("/reports", headers={"Authorization": "Bearer k"}).json()["files"] == []
    assert client.get("/reports/x.html", headers={"Authorization": "Bearer k"}).status_code == 404


@pytest.mark.parametrize(
    ("name", "kind", "shown"),
    [
        ("report.html", "text/html; charset=utf-8", True),
        ("summary.json", "application/json", True),
        ("drawing.svg", "image/svg+xml", True),
        ("answers.jsonl", "application/x-ndjson", False),
        ("run.trec", "text/plain; charset=utf-8", False),
        ("odd.bin", "application/octet-stream", False),
    ],
)
def test_each_has_its_type_and_runs_no_script(name: str, kind: str, shown: bool, client: TestClient) -> None:
    headers = client.get(f"/reports/answers-starter/{name}").headers
    assert headers["content-type"] == kind
    assert ("content-disposition" not in headers) == shown
    policy = headers["content-security-policy"].split("; ")
    assert {"default-src 'none'", "sandbox"} <= set(policy)
    assert "script" not in headers["content-security-policy"]
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "../secret.txt",
        "%2e%2e/secret.txt",
        "..%2fsecret.txt",
        "answers-starter/../../secret.txt",
        "answers-starter/%2e%2e/%2e%2e/secret.txt",
        "..%5csecret.txt",
        "/secret.txt",
        "%2fetc%2fpasswd",
        "link.txt",
        "folder/secret.txt",
        "pipe",
        "answers-starter",
        "",
        "%2e",
        "a%00b",
        "x" * 300,
        "%ff%fe",
        "%ed%a0%80",
    ],
)
def test_no_path_leads_out_of_the_folder(path: str, client: TestClient) -> None:
    response = client.get(f"/reports/{path}")
    assert response.status_code == 404
    assert CANARY not in response.text
    assert response.json()["error"]["code"] == "not_found"
