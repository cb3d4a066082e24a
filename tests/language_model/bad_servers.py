"""The server that behaves badly, as a process for tests, and the addresses of its behaviours."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote
from urllib.request import urlopen

from answer.language_model import LanguageModel
from corpus.settings import LanguageModelSettings
from tests.language_model.servers import running


@dataclass(frozen=True)
class BadServer:
    """A server whose address says how it behaves."""

    address: str

    def that(self, behaviour: str, text: str = "") -> str:
        """The address where it behaves so, with these words."""
        words = f"/{quote(text, safe='')}" if text else ""
        return f"{self.address}/{behaviour}{words}/v1"

    def model(self, behaviour: str, text: str = "", seconds: float = 30) -> LanguageModel:
        settings = LanguageModelSettings(address=self.that(behaviour, text), seconds=seconds, entailment_model="judge")
        return LanguageModel(settings)

    def count(self, behaviour: str) -> int:
        """How often it was asked to behave so."""
        return self._number(f"count/{behaviour}")

    @property
    def left(self) -> int:
        """How many went away while it was saying something."""
        return self._number("left")

    def _number(self, path: str) -> int:
        with urlopen(f"{self.address}/{path}", timeout=10) as answer:  # noqa: S310 - on this machine
            return int(answer.read())


@contextmanager
def bad_server() -> Iterator[BadServer]:
    """The process, on a free port of this machine."""
    command = [sys.executable, "-m", "tests.language_model.bad_server"]
    with TemporaryDirectory() as folder, running(command, Path(folder) / "log") as address:
        yield BadServer(address)
