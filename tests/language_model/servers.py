"""The servers of language models that tests ask: real processes on free ports of this machine, stopped by their ids."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.language_model import install
from tests.serving import ROOT, said, started

RECORDINGS = Path(__file__).parent / "recordings"
PATIENCE = 120  # seconds until it must answer


@dataclass(frozen=True)
class ModelServer:
    """A server that answers: its address, the model's name, and whether a model really writes there."""

    address: str
    model: str
    is_real: bool

    def settings(self, **others: str) -> dict[str, str]:
        """The environment that makes Palpate write with it."""
        chosen = {"address": self.address, "model": self.model, "seconds": str(PATIENCE)} | others
        return {f"PALPATE_LANGUAGE_MODEL_{name}".upper(): value for name, value in chosen.items()}


@contextmanager
def real_server(log: Path) -> Iterator[ModelServer]:
    """The small model that `make language-model` fetched."""
    command = [str(install.PYTHON), str(Path(__file__).with_name("small.py")), str(install.MODEL)]
    with running(command, log) as address:
        yield ModelServer(address, install.MODEL.stem, is_real=True)


@contextmanager
def recorded_server(recording: Path, log: Path, *arguments: str) -> Iterator[ModelServer]:
    """A process that replays a recording, or makes one where it is told from whom."""
    command = [sys.executable, "-m", "tests.language_model.recorded", str(recording), *arguments]
    with running(command, log) as address:
        yield ModelServer(address, recording.stem, is_real=False)


@contextmanager
def running(command: Sequence[str], log: Path) -> Iterator[str]:
    """The address that a process prints once it answers."""
    with started(command, log, ROOT, os.environ | {"PYTHONPATH": str(ROOT)}) as process:
        yield said(process, log, "ready ")
