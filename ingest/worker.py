"""The process that reads files: `python -m ingest.worker MEGABYTES SECONDS`, one request after the other on its pipes.

It gives up what it does not need before it meets a file: memory and time beyond its limits, writing, starting others. A
memory error is reported and ends it, as nobody knows what it left behind; any other error is reported, and the next
file may come. `ingest.process` is its other side.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from contextlib import suppress
from typing import Any, BinaryIO

from ingest.errors import ReadError
from ingest.reading import Raw, read_document
from ingest.wire import pack_document, receive, send

OUT_OF_MEMORY = "out of memory"


def main() -> None:
    """Read what is asked for until nobody asks any more."""
    megabytes, seconds = int(sys.argv[1]), int(sys.argv[2])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who interrupts the command ends this too
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1):  # a library that prints must not speak into a reply
        os.dup2(nothing, descriptor)
    _give_up(megabytes * 2**20)
    while _answer(requests, replies, seconds):
        pass


def _give_up(memory: int) -> None:
    _limit(resource.RLIMIT_AS, memory)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_NPROC, 0)
    _limit(resource.RLIMIT_CORE, 0)


def _limit(kind: int, most: int, *, hard: bool = True) -> None:
    with suppress(OSError, ValueError):  # not every system knows every limit; time is kept by the other side too
        before = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (most, most if hard else before))


def _answer(requests: BinaryIO, replies: BinaryIO, seconds: int) -> bool:
    """Answer one request; false where there is none any more, or no memory for another."""
    try:
        head, data = receive(requests, sys.maxsize)
    except EOFError:
        return False
    except MemoryError:
        send(replies, {"failed": OUT_OF_MEMORY})
        return False
    used = resource.getrusage(resource.RUSAGE_SELF)
    _limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + seconds + 1, hard=False)
    reply = _read(Raw(data, **head))
    send(replies, reply)
    return reply.get("failed") != OUT_OF_MEMORY


def _read(raw: Raw) -> dict[str, Any]:
    try:
        return {"document": pack_document(read_document(raw))}
    except ReadError as error:
        return {"refused": str(error)}
    except MemoryError:
        return {"failed": OUT_OF_MEMORY}
    except Exception as error:  # noqa: BLE001 - whatever a file makes of its reader, the next one is read
        return {"failed": type(error).__name__}


if __name__ == "__main__":
    main()
