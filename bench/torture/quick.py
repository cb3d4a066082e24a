"""The command line with a quick embedder: `python -m bench.torture.quick ask …` is `palpate ask …` without a model."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from ctypes import CDLL, Structure, c_int, c_uint32, pointer
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import palpate
from tests.demo_embedder import DemoEmbedder

ROOT = Path(__file__).resolve().parents[2]
CAPABILITIES = 0x20080522


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command gave."""

    status: int
    out: str
    err: str

    @property
    def line(self) -> str:
        """The last line of its complaint; it is the only one, or progress stands before it."""
        return self.err.strip().splitlines()[-1] if self.err.strip() else ""


def run(*arguments: str | Path) -> int:
    """Run a command in this process; its exit status."""
    with patch("index.embedder.load_embedder", lambda *_, **__: DemoEmbedder()):
        return palpate.main([str(argument) for argument in arguments])


def start(*arguments: str | Path) -> subprocess.Popen[str]:
    """Start a command in a process of its own."""
    command = [sys.executable, "-m", "bench.torture.quick", *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    )


def finish(process: subprocess.Popen[str]) -> Ran:
    """Wait for a command that was started."""
    out, err = process.communicate(timeout=120)
    return Ran(process.returncode, out, err)


def run_aside(work: Path, *arguments: str | Path, prepare: Callable[[], None] = lambda: None) -> Ran:
    """Run a command in a forked child, after `prepare`; quicker than a new process, and it may give up its rights."""
    sys.stdout.flush()
    child = os.fork()
    if not child:
        status = 70
        try:
            for number, name in ((1, "out"), (2, "err")):
                os.dup2(os.open(work / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
            sys.stdout, sys.stderr = (os.fdopen(number, "w", encoding="utf-8") for number in (1, 2))
            prepare()
            status = run(*arguments)
            sys.stdout.flush()
            sys.stderr.flush()
        finally:
            os._exit(status)
    _, waited = os.waitpid(child, 0)
    said = [(work / name).read_text(encoding="utf-8") for name in ("out", "err")]
    return Ran(os.waitstatus_to_exitcode(waited), *said)


class _Header(Structure):
    _fields_ = [("version", c_uint32), ("pid", c_int)]


class _Sets(Structure):
    _fields_ = [("numbers", c_uint32 * 6)]


def give_up_rights() -> None:
    """Let what files permit hold for this process too, whoever runs it; without this root may write everywhere."""
    if CDLL(None).capset(pointer(_Header(CAPABILITIES, 0)), pointer(_Sets())) != 0:
        raise OSError("capset was refused")


if __name__ == "__main__":
    sys.exit(run(*sys.argv[1:]))
