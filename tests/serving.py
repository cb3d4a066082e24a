"""A real server process for tests: started on a free port of this machine, stopped by its process id."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

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
    with log.open("wb") as stream:
        process = subprocess.Popen(command, cwd=log.parent, env=variables, stdout=stream, stderr=stream)
    try:
        yield Serving(_address(process, log), process, log)
    finally:
        process.terminate()  # killed, it would not tell what of it ran (`make coverage`)
        try:
            process.wait(timeout=20)
        finally:
            process.kill()
            process.wait(timeout=10)


def _address(process: subprocess.Popen[bytes], log: Path) -> str:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        for line in log.read_text(encoding="utf-8").splitlines():
            if line.startswith("Palpate is at "):
                return line.split()[3]
        time.sleep(0.05)
    raise AssertionError(f"the server does not listen: {log.read_text(encoding='utf-8')}")
