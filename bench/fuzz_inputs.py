"""Try the readers with made-up files, or the way from a question to an answer with made-up questions.

    python -m bench.fuzz_inputs readers [--minutes 5] [--seed 1]
    python -m bench.fuzz_inputs questions [--minutes 5] [--seed 1] [--data DIR]

What is tried stands in `bench.fuzz_strategies`. A file may be refused with a ReadError in one line; anything else that
is raised is a crash, and so is a document or an answer that breaks its invariants. The same crash is told once, with
the smallest input that brought it about, which is kept below build/fuzz/. The trying is done by a process of its own,
so that one that ends it is told, too. Questions are asked over the starter library, or over the data folder DIR. Leaves
with status 1 where something crashed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.strategies import SearchStrategy

from answer.answerer import Answerer
from answer.errors import QuestionError
from answer.respond import Event, Inquiry, look_up, respond
from answer.safety import load_gate
from answer.scope import load_scope
from answer.types import Answer
from bench.fuzz_strategies import files, inquiries
from bench.torture.promise import expect
from corpus.errors import PalpateError
from index.embedder import load_embedder
from index.generation import open_current
from index.search import Searcher
from ingest.errors import ReadError
from ingest.passages import split_passages
from ingest.reading import Raw, read_document
from pipeline import update
from tests.ingest.compose import check_faithful, check_offsets

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "build" / "fuzz"
BATCH = 100  # inputs between two looks at the clock
SLOW = 10  # seconds of the processor: what takes longer counts as a crash


@dataclass
class Found:
    """What was tried, and each crash by its kind and place with the smallest input that brought it about."""

    tried: int = 0
    crashes: dict[str, str] = field(default_factory=dict)

    def crashed(self, where: str, given: str) -> None:
        """Keep the input, where it is the smallest."""
        if where not in self.crashes or len(given) < len(self.crashes[where]):
            self.crashes[where] = given


def try_file(data: bytes, name: str, content_type: str) -> None:
    """Read and split one file; raises what breaks."""
    raw = Raw(data, name, name, hashlib.sha256(data).hexdigest(), content_type=content_type)
    try:
        document = read_document(raw)
    except ReadError as error:
        expect(len(str(error).splitlines()) == 1, "a refusal of several lines")
        str(error).encode()
        return
    check_offsets(document)
    if document.source.format in ("text", "pdf"):  # the other formats know the number of an item without writing it
        check_faithful(document)
    json.dumps(document.as_json(), ensure_ascii=False).encode()
    for passage in split_passages(document, count_tokens=lambda text: len(text.split()) + 1, limit=60, target=30):
        expect(passage.text == document.text[passage.start : passage.end], "a passage that is not verbatim")


@contextmanager
def asking(data: Path) -> Iterator[Callable[[Inquiry], None]]:
    """What asks one question of the library in `data`, and raises what breaks."""
    scope = load_scope()
    gate = load_gate(scope_version=scope.version)
    generation = open_current(data)
    if generation is None:
        raise PalpateError(f"nothing is published in {data}: name a folder that was ingested into")
    searcher = Searcher(generation, load_embedder("", data / "models"))
    answerer = Answerer(searcher, scope=scope)

    @contextmanager
    def lend_answerer() -> Iterator[Answerer]:
        yield answerer

    @contextmanager
    def lend_searcher() -> Iterator[Searcher]:
        yield searcher

    def ask(inquiry: Inquiry) -> None:
        try:
            answer = _last(respond(inquiry, gate, lend_answerer))
            found = look_up(inquiry, gate, lend_searcher)
        except QuestionError:
            return
        said = json.dumps(answer.as_json(), ensure_ascii=False, allow_nan=False)
        (said + json.dumps(found.as_json(), ensure_ascii=False, allow_nan=False)).encode()
        for citation in answer.citations:
            text = searcher.generation.store.document(citation.document_id).text
            expect(text[citation.start : citation.end] == citation.quote, "a quote that is not verbatim")
        expect(not (answer.sentences and answer.status != "answered"), "sentences without an answer")
        if len(said) % 10 == 0:
            again = _last(respond(inquiry, gate, lend_answerer))
            expect(again == answer, "another answer to the same question")

    try:
        yield ask
    finally:
        generation.close()


def _last(events: Iterator[Event]) -> Answer:
    *_, answer = events
    if not isinstance(answer, Answer):
        raise TypeError("the last event is no answer")
    return answer


def explore(strategy: SearchStrategy[Any], attempt: Callable[[Any], None], found: Found, *, seed_number: int) -> None:
    """Try a batch of inputs."""

    @seed(seed_number)
    @settings(
        max_examples=BATCH,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def batch(value: Any) -> None:
        (KEPT / "last").write_text(repr(value), encoding="utf-8", errors="surrogatepass")
        found.tried += 1
        began = time.process_time()
        try:
            attempt(value)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            found.crashed(place(error), repr(value))
        if time.process_time() - began > SLOW:
            found.crashed(f"more than {SLOW} seconds", repr(value))

    batch()


def place(error: Exception) -> str:
    """The kind of a crash, and the last line of ours that it passed."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if frame.filename.startswith(str(ROOT)) and frame.name != "batch"]
    last = ours[-1] if ours else frames[-1]
    said = f": {error}" if isinstance(error, AssertionError) else ""
    return f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno} in {last.name}{said[:80]}"


def run(what: str, *, until: float, first_seed: int, data: Path | None) -> Found:
    """Batch after batch until the time is over; at least one."""
    KEPT.mkdir(parents=True, exist_ok=True)
    found, number = Found(), first_seed
    strategy: SearchStrategy[Any] = files if what == "readers" else inquiries
    with tempfile.TemporaryDirectory() as folder, _attempting(what, data, Path(folder)) as attempt:
        while number == first_seed or time.monotonic() < until:
            explore(strategy, attempt, found, seed_number=number)
            number += 1
    return found


@contextmanager
def _attempting(what: str, data: Path | None, folder: Path) -> Iterator[Callable[[Any], None]]:
    if what == "readers":
        yield lambda value: try_file(*value)
        return
    if data is None:
        library = str(ROOT / "corpus" / "library")
        update(folder, add=[library], embedder=load_embedder("", folder / "models"))
    with asking(data or folder) as ask:
        yield ask


def main() -> None:
    """Try in a process of its own, and say what was found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=("readers", "questions"))
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--data", type=Path, default=None)
    parser.add_argument("--here", action="store_true", help="in this process")
    options = parser.parse_args()
    if not options.here:
        status = subprocess.run([sys.executable, "-m", "bench.fuzz_inputs", *sys.argv[1:], "--here"], check=False)
        if status.returncode not in (0, 1):
            print(f"the process ended with {status.returncode}; what it was at is in {KEPT / 'last'}")
        sys.exit(1 if status.returncode else 0)
    until = time.monotonic() + 60 * options.minutes
    found = run(options.what, until=until, first_seed=options.seed, data=options.data)
    print(f"{options.what}: {found.tried:,} inputs, {len(found.crashes)} crashes")
    for number, (where, given_input) in enumerate(sorted(found.crashes.items())):
        kept = KEPT / f"{options.what}-{number}"
        kept.write_text(given_input, encoding="utf-8", errors="surrogatepass")
        print(f"  {where}\n    {given_input[:300]}\n    whole in {kept}")
    sys.exit(1 if found.crashes else 0)


if __name__ == "__main__":
    main()
