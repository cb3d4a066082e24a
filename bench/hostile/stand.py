"""The server under trial: started as a user would, with a small library, watched from outside while it reads."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from bench.torture.quick import ROOT
from bench.torture.scenes import NOTES, write_notes
from tests.serving import said

KEY = "the-key-of-this-trial"


@dataclass(slots=True)
class Peak:
    """The most memory that a process which reads files took, in MB, and how many such processes were seen."""

    megabytes: float = 0.0
    processes: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What an upload gave: its status, the body, how long it took, and what its reader took."""

    status: int
    body: dict[str, Any]
    seconds: float
    peak: Peak

    @property
    def stored(self) -> bool:
        return self.status == 201

    @property
    def line(self) -> str:
        """What is said of the one source that was sent."""
        (source,) = self.body.get("sources") or [{"reason": "", "warnings": [], "title": ""}]
        said = source["reason"] or "; ".join(source["warnings"]) or source["title"]
        return str(said or self.body.get("error", {}).get("message", ""))


class Stand:
    """A server over its own data folder."""

    def __init__(self, address: str, process: subprocess.Popen[bytes], data: Path, log: Path) -> None:
        self.data = data
        self.log = log
        self._process = process
        self._client = httpx.Client(
            base_url=address, headers={"Authorization": f"Bearer {KEY}"}, timeout=120, trust_env=False
        )

    def upload(self, name: str, data: bytes) -> Answer:
        """Send one file."""
        return self._watched(files={"files": (name, data)})

    def fetch(self, address: str) -> Answer:
        """Send one address."""
        return self._watched(json={"url": address})

    def get(self, path: str) -> httpx.Response:
        return self._client.get(path)

    def remove(self, identity: str) -> None:
        """Remove a document; "" is none."""
        if identity:
            self._client.delete(f"/api/documents/{identity}").raise_for_status()

    def close(self) -> None:
        self._client.close()

    def _watched(self, **body: Any) -> Answer:
        began = time.perf_counter()
        with watching(self._process.pid) as peak:
            response = self._client.post("/api/documents", **body)
        return Answer(response.status_code, response.json(), time.perf_counter() - began, peak)


@contextmanager
def serving(work: Path, environment: dict[str, str] | None = None) -> Iterator[Stand]:
    """`palpate serve` with a quick embedder, on a port of this machine."""
    data, log = work / "data", work / "log.txt"
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "PALPATE_SERVER_ADMIN_KEY": KEY, **(environment or {})}
    start = [sys.executable, "-m", "bench.torture.quick"]
    notes = write_notes(work / "notes", NOTES)
    subprocess.run([*start, "ingest", notes, "--data", data], cwd=ROOT, env=variables, check=True, capture_output=True)
    with log.open("wb") as stream:
        process = subprocess.Popen(
            [*start, "serve", "--port", "0", "--data", str(data)], cwd=ROOT, env=variables, stderr=stream
        )
    try:
        stand = Stand(said(process, log, "Palpate is at "), process, data, log)
        yield stand
        stand.close()
    finally:
        process.terminate()
        process.wait(timeout=30)


@contextmanager
def watching(parent: int) -> Iterator[Peak]:
    """Look at the processes that `parent` reads files in, every five milliseconds: the system keeps their peak."""
    peak, over, seen = Peak(), threading.Event(), set[int]()

    def look() -> None:
        while not over.wait(0.01):
            for pid in _readers(parent):
                seen.add(pid)
                peak.processes = len(seen)
            peak.megabytes = max([peak.megabytes, *map(_high_water, seen)])

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield peak
    finally:
        over.set()
        thread.join()


def _readers(parent: int) -> Iterator[int]:
    """The children of a process that run `ingest.worker`."""
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            fields = (process / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            if int(fields[1]) == parent and b"ingest.worker" in (process / "cmdline").read_bytes():
                yield int(process.name)


def _high_water(pid: int) -> float:
    with suppress(OSError):
        if found := re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text(encoding="utf-8")):
            return int(found[1]) / 1024
    return 0.0
