"""One writer at a time: a lock on DATA/lock, held by the operating system and so let go when its holder dies."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from index.errors import BusyError, cannot_write


@dataclass(frozen=True, slots=True)
class WriterLock:
    """Proof that the caller is the one writer of this data."""

    data: Path


@contextmanager
def hold_writer_lock(data: Path) -> Iterator[WriterLock]:
    """Hold the data's lock; raises BusyError, at once, while another process or thread holds it.

    Hold it around reading the current generation and publishing the next one, so that no change gets lost between.
    """
    path = data / "lock"
    try:
        data.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise cannot_write(data, error) from error
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = path.read_text(encoding="utf-8").strip() or "unknown"
            raise BusyError(f"process {holder} is writing to {data}: wait until it is done, or stop it") from None
        with suppress(OSError):  # a full disk: the lock holds, only its holder's number is not told
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        yield WriterLock(data)
    finally:
        os.close(descriptor)
