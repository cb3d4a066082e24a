"""Reading in a process of its own, with limits: a file that crashes, fills or stalls its reader harms no other file.

`ingest.worker` is the process, `ingest.reading` what it does. It is started for the first file, kept for the next ones,
and started anew where a file ended it.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from corpus.types import Document, document_id
from ingest.errors import ReadError
from ingest.readers import printable
from ingest.reading import Raw
from ingest.wire import pack_raw, receive, send, unpack_document
from ingest.worker import OUT_OF_MEMORY

ROOT = Path(__file__).resolve().parent.parent
REMEDY = "save it anew, in another format, or split it"
REPLY = 128 * 2**20  # bytes that a document may have in the pipe


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may take of its reader: address space, of which the reader alone needs 95 MB, and wall time."""

    megabytes: int = 512
    seconds: int = 30


class _EndedError(Exception):
    """The process is no more; the message says why, as a sentence goes on after the name of a file."""


@contextmanager
def reading_apart(limits: Limits | None = None) -> Iterator[ReaderProcess]:
    """A reader in a process of its own, ended when the caller is done."""
    reader = ReaderProcess(limits or Limits())
    try:
        yield reader
    finally:
        reader.end()


class ReaderProcess:
    """Reads one source after the other (an `ingest.reading.Read`). One thread at a time."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """The number of the process that reads now, None where there is none."""
        return self._process.pid if self._process else None

    def __call__(self, raw: Raw) -> Document:
        """What `read_document` gives. Raises ReadError, also where reading it crashed or took too much."""
        name, used_before = printable(raw.name), self._process is not None
        try:
            return self._read(raw)
        except _EndedError as ended:
            if not used_before or isinstance(ended.__cause__, TimeoutError):
                raise ReadError(f"{name} {ended}: {REMEDY}") from None
        try:
            return self._read(raw)  # in a new process: what earlier files left in memory is not this one's fault
        except _EndedError as ended:
            raise ReadError(f"{name} {ended}: {REMEDY}") from None

    def end(self) -> None:
        """End the process, whatever it does."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):  # what was not sent any more
                cast("BinaryIO", pipe).close()
        process.wait()

    def _read(self, raw: Raw) -> Document:
        reply = self._ask(raw)
        if "refused" in reply:
            raise ReadError(str(reply["refused"]))
        if reply.get("failed") == OUT_OF_MEMORY:
            self.end()
            raise _EndedError(f"takes more than {self._limits.megabytes} MB of memory to read")
        if "failed" in reply:
            raise ReadError(
                f"{printable(raw.name)} cannot be read, its reader failed ({str(reply['failed'])[:40]}): {REMEDY}"
            )
        try:
            return unpack_document(reply["document"], document_id(raw.key), raw)
        except (ValueError, TypeError, KeyError, IndexError):
            self.end()
            raise _EndedError("made its reader say what no document is") from None

    def _ask(self, raw: Raw) -> dict[str, Any]:
        """Send and receive; a timer ends the process, and so either wait, when its time is over."""
        process = self._process = self._process or self._start()
        over = threading.Event()

        def stop() -> None:
            over.set()
            process.kill()

        timer = threading.Timer(self._limits.seconds, stop)
        timer.start()
        try:
            send(cast("BinaryIO", process.stdin), pack_raw(raw), raw.data)
            reply, _ = receive(cast("BinaryIO", process.stdout), REPLY)
        except (EOFError, OSError, ValueError) as error:
            self.end()
            if over.is_set():
                raise _EndedError(f"takes longer than {self._limits.seconds} seconds to read") from TimeoutError()
            raise _EndedError(f"crashed its reader ({_last_words(process, error)})") from None
        finally:
            timer.cancel()
            timer.join()
        return cast("dict[str, Any]", reply)

    def _start(self) -> subprocess.Popen[bytes]:
        """A process that knows nothing of this one but where the code is: no keys, no settings."""
        limits = (str(self._limits.megabytes), str(self._limits.seconds))
        return subprocess.Popen(  # noqa: S603 - nothing in it comes from outside
            [sys.executable, "-P", "-B", "-m", "ingest.worker", *limits],
            cwd="/",
            env={"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "TIKTOKEN_CACHE_DIR": ""},  # no cache: it may not write
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a traceback may quote what it read
        )


def _last_words(process: subprocess.Popen[bytes], error: Exception) -> str:
    """How a process ended: by which signal, or with which error of its reply."""
    if isinstance(error, ValueError):
        return "a reply that is none"
    status = process.returncode
    return signal.Signals(-status).name if status < 0 else f"status {status}"
