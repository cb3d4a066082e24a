"""A real server process for tests: started on a free port of this machine, stopped by its process id."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 180  # seconds until it must listen


@dataclass(frozen=True)
class Serving:
    """A server that listens: its address, its process, and the file that all it prints goes to."""

    address: str
    process: subprocess.Popen[bytes]
    log: Path

    def stop(self) -> int:
        """Ask it to stop; the exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=20)


@contextmanager
def serving(data: Path, log: Path, *, environment: dict[str, str] | None = None) -> Iterator[Serving]:
    """`palpate serve` over `data`, as a user would run it."""
    command = [sys.executable, str(ROOT / "palpate.py"), "serve", "--data", str(data), "--port", "0"]
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PALPATE_")}
    variables = {**inherited, "HF_HUB_OFFLINE": "1", **(environment or {})}
    with started(command, log, log.parent, variables) as process:
        yield Serving(said(process, log, "Palpate is at "), process, log)


@contextmanager
def started(
    command: Sequence[str], log: Path, folder: Path, variables: Mapping[str, str]
) -> Iterator[subprocess.Popen[bytes]]:
    """A process that runs in a folder and prints into a log, and is stopped at the end."""
    with log.open("wb") as stream:
        process = subprocess.Popen(command, cwd=folder, env=variables, stdout=stream, stderr=stream)
    try:
        yield process
    finally:
        process.terminate()  # killed, it would not tell what of it ran (`make coverage`)
        try:
            process.wait(timeout=20)
        finally:
            process.kill()
            process.wait(timeout=10)


def said(process: subprocess.Popen[Any], log: Path, before: str) -> str:
    """The word that a process prints behind these at the beginning of a line, as soon as it does."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith(before):
                return line.removeprefix(before).split()[0]
        time.sleep(0.05)
    raise AssertionError(f"the server does not listen: {log.read_text(encoding='utf-8', errors='replace')[-2000:]}")
