"""Fill the small file system that `bench.torture.meetings` mounted, and see what goes on; prints that as JSON."""

from __future__ import annotations

import json
import logging
import os
import sys
import tempfile
import threading
from pathlib import Path

from bench.torture.promise import Promise, expect
from bench.torture.quick import run_aside
from bench.torture.scenes import NOTES, find_leftovers, read_state, size_of, write_notes
from corpus.settings import Settings
from server.library import Library
from tests.demo_embedder import DemoEmbedder

MUCH = 120  # sections of the note that does not fit


def fill(disk: Path, work: Path) -> Promise:
    """Ingest, fill, fail, ask, make room, ingest."""
    promise = Promise("")
    data = disk / "data"
    few = write_notes(work / "few", NOTES)
    expect(run_aside(work, "ingest", few, "--data", data).status == 0, "the disk is too small to begin with")
    before = read_state(data)
    library = Library(data, DemoEmbedder(), Settings())
    library.refresh()
    stop, asked = threading.Event(), threading.Thread(target=lambda: _keep_asking(library, stop, promise))
    asked.start()
    balloon = disk / "balloon"
    much = write_notes(work / "much", {"much": _long_note()})
    for left in (0, 4_000, 20_000, 60_000, 120_000):
        with promise.trial(f"{left} bytes left"):
            _leave_room(disk, balloon, left)
            ran = run_aside(work, "ingest", much, "--data", data)
            expect(ran.status == 1, f"ingest left with status {ran.status}: {ran.line}")
            expect("make room" in ran.line, f"says {ran.line!r}")
            expect("Traceback" not in ran.err, "a traceback")
            expect(read_state(data) == before, "the library changed")
            expect(run_aside(work, "ask", "What does the soleus lie beneath?", "--data", data).status == 0, "no answer")
    stop.set()
    asked.join()
    with promise.trial("room again"):
        balloon.unlink()
        ran = run_aside(work, "ingest", much, "--data", data)
        expect(ran.status == 0, f"ingest left with status {ran.status}: {ran.line}")
        expect(library.refresh(), "the server does not serve what was ingested then")
        expect(len(read_state(data)) == len(NOTES) + 1, "not all is there")
        faults = find_leftovers(data, size_of(data))
        expect(not faults, "; ".join(faults))
    library.close()
    return promise


def _keep_asking(library: Library, stop: threading.Event, promise: Promise) -> None:
    while not stop.wait(0.05):
        with promise.trial("a question meanwhile"), library.lend() as held:
            expect(held.searcher.search("soleus"), "nothing is found")


def _leave_room(disk: Path, balloon: Path, left: int) -> None:
    """Fill the disk but for so many bytes."""
    balloon.unlink(missing_ok=True)
    place = os.statvfs(disk)
    with balloon.open("wb") as file:
        file.write(bytes(max(0, place.f_bavail * place.f_frsize - left)))


def _long_note() -> str:
    return "\n\n".join(f"## Part {part}\n\nThe muscle {part} aches and rests." for part in range(MUCH))


if __name__ == "__main__":
    logging.disable(logging.ERROR)
    with tempfile.TemporaryDirectory() as beside:
        told = fill(Path(sys.argv[1]), Path(beside))
    print(json.dumps({"trials": told.trials, "failures": told.failures}))
