"""The exchange of generations: nobody loses theirs, what cannot be opened is not served."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from sqlite3 import ProgrammingError

import httpx
import pytest

from corpus.settings import Settings
from index.errors import GenerationError
from pipeline import update
from server.library import Library
from tests.conftest import First, run_palpate
from tests.demo_embedder import DemoEmbedder
from tests.serving import serving


def add(data: Path, name: str, text: str) -> str:
    note = data.parent / f"{name}.md"
    note.write_text(f"# {name}\n\n{text}\n", encoding="utf-8")
    return update(data, add=[str(note)], embedder=DemoEmbedder()).generation


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def library(data: Path) -> Iterator[Library]:
    opened = Library(data, DemoEmbedder(), Settings())
    yield opened
    opened.close()


def test_without_a_generation_nothing_is_lent(library: Library) -> None:
    assert not library.refresh()
    assert "nothing is published" in library.problem
    with pytest.raises(GenerationError, match="nothing is published"), library.lend():
        pass


def test_a_new_generation_is_served_and_the_old_one_stays_whole_for_its_reader(library: Library, data: Path) -> None:
    first = add(data, "soleus", "The soleus flexes the ankle.")
    assert library.refresh()
    with library.lend() as held:
        second = add(data, "psoas", "The psoas flexes the hip.")
        assert library.refresh()
        assert (held.name, library.generation) == (first, second)
        assert len(held.searcher.generation.store.sources()) == 1
        with library.lend() as newer:
            assert len(newer.documents) == 2
    with pytest.raises(ProgrammingError):
        held.searcher.generation.store.sources()  # closed after its last reader
    with library.lend() as newer:
        assert len(newer.searcher.generation.store.sources()) == 2


def test_what_did_not_change_is_not_opened_again(library: Library, data: Path) -> None:
    add(data, "soleus", "The soleus flexes the ankle.")
    assert library.refresh()
    assert not library.refresh()


def test_a_damaged_generation_is_not_served(library: Library, data: Path) -> None:
    first = add(data, "soleus", "The soleus flexes the ankle.")
    library.refresh()
    second = add(data, "psoas", "The psoas flexes the hip.")
    store = next((data / "generations" / second).glob("*.sqlite*"))
    store.write_bytes(store.read_bytes()[:-1] + b"x")
    assert not library.refresh()
    assert library.generation == first
    assert store.name in library.problem
    assert not library.refresh()
    (data / "CURRENT").write_text(first + "\n", encoding="utf-8")
    assert library.refresh()
    assert library.problem == ""


def test_a_server_that_starts_on_a_damaged_generation_serves_the_one_before(library: Library, data: Path) -> None:
    first = add(data, "soleus", "The soleus flexes the ankle.")
    second = add(data, "psoas", "The psoas flexes the hip.")
    manifest = data / "generations" / second / "manifest.json"
    whole = manifest.read_bytes()
    manifest.write_text("{", encoding="utf-8")
    assert library.refresh()
    assert (library.generation, "manifest.json" in library.problem) == (first, True)
    assert not library.refresh()
    assert library.problem
    manifest.write_bytes(whole)
    third = add(data, "masseter", "The masseter closes the jaw.")
    assert library.refresh()
    assert (library.generation, library.problem) == (third, "")


def test_a_server_that_finds_nothing_whole_says_why(library: Library, data: Path) -> None:
    first, second = (add(data, name, f"The {name} flexes.") for name in ("soleus", "psoas"))
    (data / "generations" / second / "vectors.faiss").write_bytes(b"")
    (data / "generations" / first / "vectors.faiss").unlink()
    assert not library.refresh()
    assert (library.generation, "vectors.faiss" in library.problem) == ("", True)


@pytest.mark.parametrize("error", [OSError(24, "Too many open files"), sqlite3.OperationalError("disk I/O error")])
def test_what_fails_for_a_moment_is_tried_again(
    error: Exception,
    library: Library,
    data: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    name = add(data, "soleus", "The soleus flexes the ankle.")

    def fail(_: Path) -> None:
        raise error

    with monkeypatch.context() as patched:
        patched.setattr("server.library.open_current", fail)
        assert not library.refresh()
        assert not library.refresh()
    assert library.problem == str(error)
    logged = [record.getMessage() for record in caplog.records if record.name == "server.library"]
    assert logged == [f"not served: {error}"]
    assert library.refresh()
    assert (library.generation, library.problem) == (name, "")


def test_an_idle_generation_is_closed_when_it_is_exchanged(library: Library, data: Path) -> None:
    add(data, "soleus", "The soleus flexes the ankle.")
    library.refresh()
    with library.lend() as held:
        pass
    add(data, "psoas", "The psoas flexes the hip.")
    library.refresh()
    with pytest.raises(ProgrammingError):
        held.searcher.generation.store.sources()


def test_a_generation_of_another_embedder_is_not_served(library: Library, data: Path) -> None:
    note = data.parent / "note.md"
    note.write_text("# Soleus\n\nThe soleus flexes the ankle.\n", encoding="utf-8")
    update(data, add=[str(note)], embedder=DemoEmbedder(revision="demo-2"))
    assert not library.refresh()
    assert "was made with the embedder" in library.problem


def test_neither_is_one_before_a_damaged_one(library: Library, data: Path) -> None:
    note = data.parent / "note.md"
    name = ""
    for edition in ("first", "second"):
        note.write_text(f"# Soleus\n\nThe soleus flexes the ankle, says the {edition} edition.\n", encoding="utf-8")
        name = update(data, add=[str(note)], embedder=DemoEmbedder(revision="demo-2")).generation
    (data / "generations" / name / "vectors.faiss").unlink()
    assert not library.refresh()
    assert (library.generation, "vectors.faiss" in library.problem) == ("", True)


def test_the_library_looks_by_itself(library: Library, data: Path) -> None:
    seen = threading.Event()
    library.watch(lambda _: seen.set())
    add(data, "soleus", "The soleus flexes the ankle.")
    assert seen.wait(timeout=20)
    assert library.generation


def test_readers_never_notice_the_exchange(first: First, tmp_path: Path) -> None:
    """Four clients ask a real server while another process ingests; the new note is found without a restart."""
    data = tmp_path / "data"
    environment = {"PALPATE_EMBEDDER": ""}
    (tmp_path / "data" / "models").parent.mkdir()
    (tmp_path / "data" / "models").symlink_to(first.data / "models")
    assert run_palpate("ask", "--data", data, "gluteus minimus", folder=tmp_path).status == 0
    note = tmp_path / "zygomaticus.md"
    note.write_text("# Zygomaticus major\n\nThe zygomaticus major lifts the corner of the mouth.\n", encoding="utf-8")
    stop = threading.Event()
    question = {"question": "What does the zygomaticus major lift?"}
    with (
        serving(data, tmp_path / "log.txt", environment=environment) as running,
        httpx.Client(base_url=running.address, timeout=30) as client,
    ):

        def keep_asking() -> list[tuple[int, str]]:
            seen = []
            while not stop.is_set():
                response = client.post("/api/chat", json=question)
                seen.append((response.status_code, response.json()["generation"]))
            return seen

        with ThreadPoolExecutor(4) as pool:
            asking = [pool.submit(keep_asking) for _ in range(4)]
            before = client.get("/health/ready").json()["generation"]
            assert run_palpate("ingest", "--data", data, note, folder=tmp_path).status == 0
            try:
                until = threading.Event()
                for _ in range(100):
                    if client.get("/health/ready").json()["generation"] != before:
                        break
                    until.wait(0.1)
            finally:
                stop.set()
            answers = [each for future in asking for each in future.result()]
        answer = client.post("/api/chat", json=question).json()
    assert {status for status, _ in answers} == {200}
    assert {generation for _, generation in answers} >= {before}
    assert answer["generation"] != before
    assert "corner of the mouth" in answer["sentences"][0]["text"]
