"""What the tests of whole answers share: the command line as a process, a folder it filled, and the default embedder.

The embedder is exported once, by the first question that is ever asked; all else finds it in that folder.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import hypothesis
import pytest

from answer.answerer import Answerer
from corpus.settings import SearchSettings
from index.embedder import Embedder, load_embedder
from index.extras import load_extras
from index.generation import open_current
from index.search import Searcher
from pipeline import update
from tests.answer.notes import write_notes

hypothesis.settings.register_profile("any machine", deadline=None)  # a busy one is no mistake
hypothesis.settings.load_profile("any machine")

ROOT = Path(__file__).resolve().parent.parent
STARTER_NOTES = len(list((ROOT / "corpus" / "library").glob("*.md")))
FIRST_QUESTION = "Which nerve supplies the gluteus minimus?"


@dataclass(frozen=True)
class Ran:
    """What a command gave."""

    status: int
    out: str
    err: str


def run_palpate(*arguments: str | Path, folder: Path, environment: dict[str, str] | None = None) -> Ran:
    """Run the command line as a user would, in `folder`."""
    command = [sys.executable, str(ROOT / "palpate.py"), *map(str, arguments)]
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PALPATE_")}
    variables = {**inherited, "HF_HUB_OFFLINE": "1", "PYTHONIOENCODING": "utf-8", **(environment or {})}
    done = subprocess.run(
        command, cwd=folder, env=variables, capture_output=True, check=False, encoding="utf-8", timeout=600
    )
    return Ran(done.returncode, done.stdout, done.stderr)


@dataclass(frozen=True)
class First:
    """The first question ever asked: the folder it was asked with, and what came back."""

    data: Path
    ran: Ran


@pytest.fixture(scope="session")
def first(tmp_path_factory: pytest.TempPathFactory) -> First:
    folder = tmp_path_factory.mktemp("first")
    data = folder / "data"
    return First(data, run_palpate("ask", "--data", data, FIRST_QUESTION, folder=folder))


@pytest.fixture(scope="session")
def default_embedder(first: First) -> Embedder:
    """The embedder that users run, exported by the first question."""
    assert first.ran.status == 0, first.ran.err
    return load_embedder("", first.data / "models")


def open_searcher(data: Path, embedder: Embedder) -> Searcher:
    generation = open_current(data)
    assert generation is not None
    return Searcher(generation, embedder)


@pytest.fixture(scope="session")
def starter(first: First, default_embedder: Embedder) -> Iterator[Searcher]:
    """The starter library."""
    searcher = open_searcher(first.data, default_embedder)
    yield searcher
    searcher.generation.close()


@pytest.fixture(scope="session")
def as_shipped(starter: Searcher, default_embedder: Embedder) -> Answerer:
    """What answers from the starter library as users have it, with the glossary."""
    return Answerer(Searcher(starter.generation, default_embedder, extras=load_extras(SearchSettings())))


@pytest.fixture(scope="session")
def five_notes(tmp_path_factory: pytest.TempPathFactory, default_embedder: Embedder) -> Iterator[Searcher]:
    """The library of five tiny notes in `tests.answer.notes`, read and built as any other."""
    folder = tmp_path_factory.mktemp("five")
    report = update(folder / "data", add=[str(write_notes(folder / "notes"))], embedder=default_embedder)
    assert [outcome.status for outcome in report.outcomes] == ["added"] * 5
    searcher = open_searcher(folder / "data", default_embedder)
    yield searcher
    searcher.generation.close()


@pytest.fixture(scope="session")
def answerer(five_notes: Searcher) -> Answerer:
    return Answerer(five_notes)
