"""Reading in a process of its own: the same documents come out, and no file harms more than itself."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.types import Document
from ingest.errors import ReadError
from ingest.process import Limits, ReaderProcess, reading_apart
from ingest.reading import Raw, read_document
from ingest.wire import pack_document, unpack_document
from tests.ingest import make

LIBRARY = Path(__file__).resolve().parents[2] / "corpus" / "library"
NOTE = b"# Hip\n\nThe hip is deep. It aches.\n"
LONG = b"The hip aches. It rests. " * 400_000


def raw(data: bytes, name: str = "hip.md") -> Raw:
    return Raw(data, name, name, "0" * 64)


@pytest.fixture(scope="module")
def reader() -> Iterator[ReaderProcess]:
    with reading_apart() as opened:
        yield opened


@pytest.mark.parametrize("name", ["active-isolated-stretching-and-ice-and-stretch.md", "adductors.md"])
def test_it_gives_the_document_that_reading_here_gives(reader: ReaderProcess, name: str) -> None:
    source = raw((LIBRARY / name).read_bytes(), name)
    assert reader(source) == read_document(source)


def test_what_a_file_says_of_itself_comes_along(reader: ReaderProcess) -> None:
    source = Raw(
        b"<title>Hip</title><p>The hip is deep \xff.", "a", "https://example.org/a", "1", "https://example.org/a"
    )
    document = reader(source)
    assert document == read_document(source)
    assert document.source.url == "https://example.org/a"
    assert document.warnings


def test_a_refusal_is_the_readers_own_line(reader: ReaderProcess) -> None:
    for data, name in ((b"", "empty.md"), (make.encrypted_pdf(), "locked.pdf")):
        with pytest.raises(ReadError) as here:
            read_document(raw(data, name))
        with pytest.raises(ReadError) as there:
            reader(raw(data, name))
        assert str(there.value) == str(here.value)


def test_one_process_reads_file_after_file(reader: ReaderProcess) -> None:
    reader(raw(NOTE))
    pid = reader.pid
    reader(raw(NOTE, "other.md"))
    assert reader.pid == pid != os.getpid()


def test_it_ends_with_the_work() -> None:
    with reading_apart() as reader:
        assert reader.pid is None  # nothing was read yet
        reader(raw(NOTE))
        pid = reader.pid
    assert pid is not None
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_crash_is_one_line_for_its_file_and_the_next_one_is_read() -> None:
    with reading_apart() as reader:
        reader(raw(NOTE))
        first = reader.pid
        assert first is not None
        os.kill(first, signal.SIGKILL)  # as a file that crashed it before it could say so: read once more
        assert reader(raw(NOTE)).title == "Hip"
        assert reader.pid != first


def test_a_file_that_always_crashes_its_reader_is_named() -> None:
    with reading_apart() as reader:
        over = threading.Event()

        def keep_killing() -> None:
            while not over.wait(0.001):
                if (pid := reader.pid) is not None:
                    os.kill(pid, signal.SIGSEGV)

        killer = threading.Thread(target=keep_killing)
        killer.start()
        try:
            with pytest.raises(ReadError, match=r"^hip\.md crashed its reader \(SIGSEGV\): save it anew"):
                reader(raw(NOTE))
        finally:
            over.set()
            killer.join()
        assert reader(raw(NOTE)).title == "Hip"


def test_too_much_memory_is_one_line_for_its_file_and_the_next_one_is_read() -> None:
    with reading_apart(Limits(megabytes=150, seconds=60)) as reader:
        with pytest.raises(ReadError, match=r"^long\.txt takes more than 150 MB of memory to read: "):
            reader(raw(LONG, "long.txt"))
        assert reader(raw(NOTE)).title == "Hip"


def test_too_much_time_is_one_line_for_its_file_and_the_next_one_is_read() -> None:
    with reading_apart(Limits(seconds=4)) as reader:
        with pytest.raises(ReadError, match=r"^long\.txt takes longer than 4 seconds to read: "):
            reader(raw(LONG, "long.txt"))
        assert reader.pid is None
    with reading_apart() as reader:
        assert reader(raw(NOTE)).title == "Hip"


def test_it_knows_no_setting_and_no_key_and_may_write_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PALPATE_SERVER_ADMIN_KEY", "a secret")
    with reading_apart() as reader:
        reader(raw(NOTE))
        proc = Path(f"/proc/{reader.pid}")
        if not proc.exists():
            pytest.skip("this system does not show its processes")
        assert b"a secret" not in (proc / "environ").read_bytes()
        limits = (proc / "limits").read_text(encoding="utf-8").splitlines()
        assert any(line.split()[:5] == ["Max", "file", "size", "0", "0"] for line in limits)
        assert any(line.split()[:4] == ["Max", "address", "space", str(512 * 2**20)] for line in limits)
        assert b"torch" not in (proc / "maps").read_bytes()


def test_the_readers_bring_no_model_along() -> None:
    heavy = ("torch", "onnxruntime", "faiss", "numpy")
    said = f"import sys, ingest.worker; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", said], cwd=LIBRARY.parents[1], capture_output=True, check=True, encoding="utf-8"
    )
    assert done.stdout.strip() == "[]"


# What comes through the pipe


@pytest.fixture(scope="module")
def document() -> Document:
    return read_document(raw(NOTE))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", 7),
        ("sentences", [[0, 10**9, "sentence", 0, None]]),
        ("sentences", [[0, 3, "sentence", 9, None]]),
        ("sentences", [[0, 3, "shouted", 0, None]]),
        ("sentences", [[3, 0, "sentence", 0, None]]),
        ("sections", [[0, 3, ["a"], "gossip"]]),
        ("drops", [[0, True, "a"]]),
        ("warnings", [None]),
        ("source", ["a title and nothing else"]),
        ("tokens", "7"),
    ],
)
def test_a_reply_that_is_no_document_is_not_taken_for_one(document: Document, field: str, value: object) -> None:
    packed = pack_document(document) | {field: value}
    with pytest.raises((ValueError, TypeError)):
        unpack_document(packed, document.id, raw(NOTE))


def test_a_reply_has_the_id_and_version_of_what_was_sent(document: Document) -> None:
    packed = pack_document(document) | {"id": "another", "version": "another"}
    assert unpack_document(packed, document.id, raw(NOTE)) == document
