"""The generation that is served. A new one takes its place while requests that began with the old one end with it."""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from answer.answerer import Answerer
from answer.scope import Scope
from corpus.errors import PalpateError
from corpus.settings import Settings
from index.embedder import Embedder
from index.errors import GenerationError
from index.extras import load_extras
from index.generation import Generation, current_name, open_before, open_current
from index.search import Searcher

INTERVAL = 1.0  # seconds between two looks at what is published
logger = logging.getLogger(__name__)


@dataclass(slots=True, eq=False)
class Held:
    """One open generation, and how many requests read it."""

    searcher: Searcher
    answerer: Answerer
    documents: frozenset[str]
    examples: dict[str, list[str]] = field(default_factory=dict)
    examples_turn: threading.Lock = field(default_factory=threading.Lock)
    readers: int = 0

    @property
    def name(self) -> str:
        return self.searcher.generation.name


class Library:
    """Opens the current generation, lends it, and exchanges it for the next one.

    Threads share it. `problem` says why what was published last is not served, "" where it is.
    """

    def __init__(self, data: Path, embedder: Embedder, settings: Settings, scope: Scope | None = None) -> None:
        self.problem = ""
        self._data = data
        self._embedder = embedder
        self._settings = settings
        self._scope = scope
        self._extras = load_extras(settings.search)
        self._held: Held | None = None
        self._seen: str | None = None  # the name looked at last, served or not
        self._turn = threading.Lock()
        self._stop = threading.Event()
        self._watcher: threading.Thread | None = None

    @property
    def generation(self) -> str:
        """The name of the generation that is served, "" where there is none."""
        held = self._held
        return held.name if held else ""

    @contextmanager
    def lend(self) -> Iterator[Held]:
        """The generation of one request, whole until the request ends. Raises GenerationError where there is none."""
        with self._turn:
            held = self._held
            if held is None:
                raise GenerationError(self.problem or "no generation is open yet: try again in a moment")
            held.readers += 1
        try:
            yield held
        finally:
            self._give_back(held)

    def refresh(self) -> bool:
        """Serve what is published now; true where that is another generation than before.

        One that cannot be opened is left alone, `problem` says why, and what was served goes on being served: at the
        start that is the generation before, where it is whole.
        """
        name: str | None = None
        try:
            name = current_name(self._data)
            if name == self._seen:
                return False
            self._exchange(self._open(open_current(self._data)))
        except GenerationError as error:
            self._seen = name  # it will not get better by trying again
            self._refuse(error)
            return self._held is None and self._serve_the_one_before()
        except (PalpateError, OSError, RuntimeError, sqlite3.Error) as error:
            return self._refuse(error)
        self.problem, self._seen = "", self.generation
        return True

    def _refuse(self, error: Exception) -> bool:
        if str(error) != self.problem:
            logger.error("not served: %s", error)
        self.problem = str(error)
        return False

    def _serve_the_one_before(self) -> bool:
        try:
            generation = open_before(self._data)
            if generation is not None:
                self._exchange(self._open(generation))
        except (PalpateError, OSError, RuntimeError, sqlite3.Error):
            return False  # the problem of the current one is told already
        return generation is not None

    def _open(self, generation: Generation | None) -> Held:
        if generation is None:
            raise GenerationError(f"nothing is published in {self._data}: `palpate ingest PATH` makes a library")
        search = self._settings.search
        try:
            searcher = Searcher(
                generation,
                self._embedder,
                dense_weight=search.dense_weight,
                candidates=search.candidates,
                extras=self._extras,
            )
            answerer = Answerer(searcher, self._settings.answer, self._scope)
            return Held(searcher, answerer, frozenset(generation.store.sources()))
        except BaseException:
            generation.close()
            raise

    def watch(self, changed: Callable[[str], None]) -> None:
        """Look for a new generation once a second, in a thread, until closed; `changed` is told its name."""
        self._watcher = threading.Thread(target=self._look, args=(changed,), name="palpate-library", daemon=True)
        self._watcher.start()

    def close(self) -> None:
        """Stop watching and close what nobody reads any more."""
        self._stop.set()
        if self._watcher is not None:
            self._watcher.join()
        self._exchange(None)

    def _look(self, changed: Callable[[str], None]) -> None:
        while not self._stop.wait(INTERVAL):
            if self.refresh():
                changed(self.generation)

    def _exchange(self, held: Held | None) -> None:
        with self._turn:
            before, self._held = self._held, held
            idle = before is not None and before.readers == 0
        if before is not None and idle:
            before.searcher.generation.close()

    def _give_back(self, held: Held) -> None:
        with self._turn:
            held.readers -= 1
            last = held.readers == 0 and held is not self._held
        if last:
            held.searcher.generation.close()
