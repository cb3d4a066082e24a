"""A language model's server for tests: the real small model where it was fetched, else a recording, which is said."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.language_model import install
from tests.language_model.servers import RECORDINGS, ModelServer, real_server, recorded_server

RECORDING = RECORDINGS / "small.jsonl"


@pytest.fixture(scope="session")
def language_model(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModelServer]:
    """The server of the small model, or of what it once said."""
    log = tmp_path_factory.mktemp("language-model") / "log"
    with real_server(log) if install.is_installed() else recorded_server(RECORDING, log) as server:
        yield server


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say whether a model wrote or a recording was replayed: the one is no proof of the other."""
    said = "the real small model" if install.is_installed() else f"THE RECORDING {RECORDING.name}; no model was fetched"
    terminalreporter.write_line(f"language model: these tests use {said}")
