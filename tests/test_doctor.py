"""What the doctor sees, one thing wrong at a time; the whole of it, as a command, is in `tests.test_palpate`."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

import doctor
from bench.torture.quick import give_up_rights, run_aside
from index.generation import publish, rollback
from tests.demo_embedder import DemoEmbedder
from tests.index.library import many_entries


def statuses(data: Path) -> dict[str, str]:
    return {check.name: check.status for check in doctor.look_at_generations(data)}


def publish_two(data: Path) -> tuple[str, str]:
    first, second = (publish(data, many_entries(count), DemoEmbedder()) for count in (1, 2))
    return first, second


def test_a_library_that_is_none_yet_is_a_warning(tmp_path: Path) -> None:
    assert statuses(tmp_path) == {"generation": "warning"}


def test_both_generations_are_looked_at(tmp_path: Path) -> None:
    first, _ = publish_two(tmp_path)
    assert statuses(tmp_path) == {"generation": "ok", "generation before": "ok"}
    (tmp_path / "generations" / first / "store.sqlite").write_bytes(b"")
    current, before = doctor.look_at_generations(tmp_path)
    assert (current.status, before.status) == ("ok", "warning")
    assert "store.sqlite has SHA-256" in before.detail


def test_without_a_generation_before_nothing_is_wrong(tmp_path: Path) -> None:
    publish_two(tmp_path)
    rollback(tmp_path)
    assert doctor.look_at_generations(tmp_path)[1].detail == "none: there is nothing to go back to"


def test_a_damaged_generation_is_named_with_what_is_served_and_what_to_do(tmp_path: Path) -> None:
    first, second = publish_two(tmp_path)
    (tmp_path / "generations" / second / "vectors.faiss").unlink()
    (check,) = doctor.look_at_generations(tmp_path)
    assert (check.status, "vectors.faiss is missing" in check.detail) == ("failed", True)
    assert check.remedy == f"questions are answered from {first}; `palpate rollback` makes it the current one"
    (tmp_path / "generations" / first / "vectors.faiss").unlink()
    (check,) = doctor.look_at_generations(tmp_path)
    assert (check.status, "backup" in check.remedy) == ("failed", True)


@pytest.mark.parametrize("closed", ["CURRENT", "generations", "cache/embeddings.sqlite"])
def test_files_of_somebody_else_are_counted_and_one_is_named(tmp_path: Path, closed: str) -> None:
    data = tmp_path / "data"
    publish_two(data)
    (data / closed).chmod(0)
    try:
        ran = run_aside(tmp_path, "doctor", "--data", data, prepare=give_up_rights)
    finally:
        (data / closed).chmod(0o755)
    assert ran.status == 1
    assert "XX  permissions: 1 of" in ran.out
    assert f"{data / closed} for one" in ran.out
    assert "chown -R" in ran.out


def test_a_disk_that_is_nearly_full_is_a_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish_two(tmp_path)
    monkeypatch.setattr("doctor.ENOUGH_DISK", 1)
    assert doctor._disk(tmp_path).status == "ok"
    with monkeypatch.context() as patched:
        patched.setattr("doctor.shutil.disk_usage", lambda _: type("Usage", (), {"free": 1000}))
        check = doctor._disk(tmp_path)
    assert (check.status, check.detail) == ("warning", "0.0 GB free")


@pytest.mark.parametrize(
    ("content", "status", "detail"),
    [
        ("MemTotal: 9 kB\nMemAvailable: 4000000 kB\n", "ok", "4.1 GB free"),
        ("MemTotal: 9 kB\nMemAvailable: 200000 kB\n", "warning", "0.2 GB free"),
        ("nothing", "ok", "this system does not tell how much is free"),
    ],
)
def test_memory_is_read_where_the_system_tells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, status: str, detail: str
) -> None:
    (tmp_path / "meminfo").write_text(content)
    monkeypatch.setattr("doctor.MEMORY", tmp_path / "meminfo")
    check = doctor._memory()
    assert (check.status, check.detail) == (status, detail)


def test_a_port_that_is_taken_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        monkeypatch.setattr("doctor.PORT", port)
        check = doctor._port()
        assert (check.status, check.detail) == ("warning", f"{port} is taken (Address already in use)")
        assert "--port" in check.remedy
    assert doctor._port().status == "ok"
