"""How long a question takes to its hits, in one process: over a library of yours, or over one made up for the purpose.

    python bench/search_speed.py --data DATA [--questions queries.jsonl] [--times 300]
    python bench/search_speed.py --synthetic 100000 [--seed 1] [--times 300]

Questions are lines of JSON with "text" (BEIR's layout); without a file, the headings of the library's passages are
asked. The made-up library has words in the shares that natural language has them, and vectors at random, three
sentences a passage and ten passages a document; its questions are made likewise and embedded by the real embedder.
Reported are the median and the 99th percentile in milliseconds, embedding and the count of the facets apart. Questions
are asked from a worker thread, as the server's are: OpenMP's settings differ between threads.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np

from corpus.settings import SearchSettings
from corpus.store import Entry
from corpus.types import Document, Kind, Passage, Role, Section, Sentence, Source, document_id, passage_id
from index.build import write_files, write_manifest
from index.embedder import Embedder, PassageVectors, load_embedder, unit_rows
from index.generation import Generation, open_current
from index.search import Searcher

WORDS, VOCABULARY = 25, 60_000  # words of a sentence, words there are
SENTENCES, PASSAGES = 3, 10  # of a passage, of a document
ASKED = 8  # words of a question


class Speaker:
    """Says sentences of made-up words, the n-th of which comes in a share of about 1/n."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311
        shares = 1 / np.arange(1, VOCABULARY + 1)
        self._sums = np.cumsum(shares).tolist()
        self._words = [self._word() for _ in range(VOCABULARY)]

    def _word(self) -> str:
        return "".join(self._chance.choice("bdfgklmnprst") + self._chance.choice("aeiou") for _ in range(3))

    def say(self, words: int) -> str:
        return " ".join(self._chance.choices(self._words, cum_weights=self._sums, k=words)).capitalize() + "."


def make_entry(number: int, speaker: Speaker) -> Entry:
    """A document of PASSAGES sections with a passage each."""
    identity, title = document_id(f"{number}.md"), f"Note {number}"
    sections, passages, text = [], [], ""
    for part in range(PASSAGES):
        begin, sentences = len(text), []
        for _ in range(SENTENCES):
            said = speaker.say(WORDS)
            sentences.append(Sentence(len(text), len(text) + len(said), said, Role.SENTENCE, part))
            text += said + " "
        end, path = sentences[-1].end, (f"Part {part}",)
        sections.append(Section(begin, end, path, Kind.OTHER))
        passages.append(
            Passage(
                id=passage_id(identity, begin, text[begin:end]),
                document_id=identity,
                start=begin,
                end=end,
                text=text[begin:end],
                title=title,
                heading_path=path,
                kind=Kind.OTHER,
                sentences=tuple(sentences),
            )
        )
    document = Document(
        id=identity,
        version="1",
        source=Source(key=f"{number}.md", title=title),
        text=text.strip(),
        extracted=text.strip(),
        drops=(),
        sections=tuple(sections),
        sentences=tuple(sentence for passage in passages for sentence in passage.sentences),
    )
    return document, passages


def make_vectors(passages: int, dimension: int, seed: int) -> Iterator[PassageVectors]:
    """Vectors that point anywhere, a passage's sentences about where it does."""
    chance = np.random.default_rng(seed)
    for _ in range(passages):
        rows = chance.standard_normal((SENTENCES + 1, dimension), dtype=np.float32)
        yield PassageVectors(unit_rows(rows[0]), unit_rows(rows[0] + rows[1:]))


def make_library(folder: Path, passages: int, embedder: Embedder, seed: int) -> Generation:
    """A generation of about so many passages, written and opened."""
    speaker = Speaker(seed)
    made = [make_entry(number, speaker) for number in range(max(passages // PASSAGES, 1))]
    entries = sorted(made, key=lambda entry: entry[0].id)
    vectors = list(make_vectors(len(entries) * PASSAGES, embedder.dimension, seed))
    write_files(folder, entries, vectors, embedder.dimension)
    write_manifest(folder, folder.name, datetime.now(UTC), "", embedder, entries)
    return Generation.open(folder)


def ask(searcher: Searcher, question: str) -> tuple[float, float, float]:
    """Seconds of embedding a question, of searching with its vector, and of counting the facets."""
    started = time.perf_counter()
    vector = searcher.embed_question(question)
    embedded = time.perf_counter()
    hits = searcher.search(question, vector=vector)
    found = time.perf_counter()
    searcher.facets(question, hits, vector=vector)
    return embedded - started, found - embedded, time.perf_counter() - found


def measure(searcher: Searcher, questions: Sequence[str]) -> dict[str, float]:
    """Milliseconds of embedding, of searching with the vector at hand, of both, and of facets; in a worker thread."""
    with ThreadPoolExecutor(1) as worker:
        for question in questions[:10]:
            worker.submit(ask, searcher, question).result()
        spans = [worker.submit(ask, searcher, question).result() for question in questions]
    rows = 1000 * np.array([(embedding, search, embedding + search, facets) for embedding, search, facets in spans])
    return {
        f"{name} {label}": round(float(np.percentile(rows[:, column], share)), 2)
        for column, name in enumerate(("embedding", "search", "both", "facets"))
        for label, share in (("p50", 50), ("p99", 99))
    }


def read_questions(path: Path | None, generation: Generation, times: int) -> list[str]:
    """The first questions of a file; without one, as many headings from all over the library."""
    if path is None:
        step = max(generation.store.passage_count // times, 1)
        passages = generation.store.passages(range(0, generation.store.passage_count, step))
        return [passage.heading for passage in passages][:times]
    lines = path.read_text(encoding="utf-8").splitlines()
    return [str(json.loads(line)["text"]) for line in lines if line.strip()][:times]


def main() -> None:
    """Parse the arguments, open or make the library, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("data"))
    parser.add_argument("--questions", type=Path)
    parser.add_argument("--synthetic", type=int, default=0, metavar="PASSAGES")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--times", type=int, default=300)
    options = parser.parse_args()
    embedder = load_embedder("", options.data / "models")
    settings = SearchSettings()
    with tempfile.TemporaryDirectory() as place:
        if options.synthetic:
            generation = make_library(Path(place), options.synthetic, embedder, options.seed)
            speaker = Speaker(options.seed + 1)
            questions = [speaker.say(ASKED) for _ in range(options.times)]
        else:
            current = open_current(options.data)
            if current is None:
                parser.error(f"nothing is published in {options.data}: ingest something, or use --synthetic")
            generation = current
            questions = read_questions(options.questions, generation, options.times)
        searcher = Searcher(generation, embedder, dense_weight=settings.dense_weight, candidates=settings.candidates)
        counts = {"passages": generation.store.passage_count, "questions": len(questions)}
        print(json.dumps({**counts, **measure(searcher, questions)}, indent=2))
        generation.close()


if __name__ == "__main__":
    main()
