"""How many words a second are ingested, against sentence-transformers on the same texts, in the same run.

    python bench/throughput.py DIR [--words 40000] [--rounds 3] [--plain] [--json]

DIR is a folder of notes. It is ingested into an empty folder and timed as a whole; then its passages (as many as make
up --words) are embedded by Palpate, which gives a vector for every sentence besides, and by sentence-transformers'
`encode` with its own defaults (batches of 32, 256 word pieces), taking turns, as a machine's speed drifts. The median
round counts. With --plain nothing is ingested: text files are split at about 120 words here.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np

from index.build import passage_input
from index.embedder import Embedder, PassageInput, Vector, load_embedder
from index.generation import Generation
from index.onnx_embedder import find_weights

PASSAGE_WORDS = 120


def count_words(inputs: Sequence[PassageInput]) -> int:
    """Words of what is embedded, headings included."""
    return sum(len(item.embedded.split()) for item in inputs)


def ingest(folder: Path, embedder: Embedder) -> tuple[list[PassageInput], float]:
    """The passages of a folder, and the seconds that ingesting it into an empty data folder took."""
    import pipeline

    with tempfile.TemporaryDirectory() as place:
        started = time.perf_counter()
        report = pipeline.update(Path(place), add=[str(folder)], embedder=embedder)
        seconds = time.perf_counter() - started
        generation = Generation.open(Path(place) / "generations" / report.generation)
        passages = generation.store.passages(range(generation.store.passage_count))
        generation.close()
    return [passage_input(passage) for passage in passages], seconds


def split_plainly(folder: Path) -> Iterator[PassageInput]:
    """Passages of whole sentences from the text files below a folder, without cleaning."""
    for path in sorted([*folder.rglob("*.md"), *folder.rglob("*.txt")]):
        sentences: list[str] = []
        for sentence in re.split(r"(?<=[.!?])\s+|\n\s*\n", path.read_text(encoding="utf-8")):
            sentences.append(" ".join(sentence.split()))
            if sum(len(each.split()) for each in sentences) >= PASSAGE_WORDS:
                yield join_sentences(path.stem, sentences)
                sentences = []
        yield join_sentences(path.stem, sentences)


def join_sentences(heading: str, sentences: Sequence[str]) -> PassageInput:
    """A passage of these sentences, one space between them."""
    starts = np.cumsum([0, *(len(sentence) + 1 for sentence in sentences)]).tolist()
    spans = tuple((start, start + len(sentence)) for start, sentence in zip(starts, sentences, strict=False))
    return PassageInput(heading, " ".join(sentences), spans)


def take(inputs: Sequence[PassageInput], words: int) -> list[PassageInput]:
    """Passages from all over the folder that make up about so many words."""
    step = max(1, count_words(inputs) // max(words, 1))
    return list(inputs[::step])


def measure(inputs: Sequence[PassageInput], embedder: Embedder, rounds: int) -> tuple[dict[str, float], float]:
    """Seconds of the median round by name, and the largest difference between the two kinds of passage vectors."""
    from sentence_transformers import SentenceTransformer

    reference = SentenceTransformer(str(find_weights()), device="cpu")
    texts = [item.embedded for item in inputs]
    ways: dict[str, Callable[[], Vector]] = {
        "palpate": lambda: np.array([each.vector for each in embedder.embed_passages(inputs)]),
        "sentence-transformers": lambda: reference.encode(texts, show_progress_bar=False),
    }
    reference.encode(texts[:32])
    embedder.embed_passages(inputs[:32])
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    vectors = {}
    for _ in range(rounds):
        for name, embed in ways.items():
            started = time.perf_counter()
            vectors[name] = embed()
            seconds[name].append(time.perf_counter() - started)
    difference = float(np.abs(vectors["palpate"] - vectors["sentence-transformers"]).max())
    return {name: statistics.median(each) for name, each in seconds.items()}, difference


def main() -> None:
    """Measure, and print a table or JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="a folder of notes")
    parser.add_argument("--words", type=int, default=40_000, help="how many words to embed in each round")
    parser.add_argument("--rounds", type=int, default=3, help="how often each embeds them, taking turns")
    parser.add_argument("--models", type=Path, default=Path("data/models"), help="where the exported model lies")
    parser.add_argument("--plain", action="store_true", help="embed only; split text files without the pipeline")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    arguments = parser.parse_args()
    embedder = load_embedder("", arguments.models)
    whole: dict[str, float] = {}
    if arguments.plain:
        inputs = list(split_plainly(arguments.folder))
    else:
        inputs, seconds = ingest(arguments.folder, embedder)
        words = count_words(inputs)
        whole = {"words": words, "seconds": seconds, "words_per_second": words / seconds}
    if not inputs:
        parser.error(f"no text in {arguments.folder}")
    chosen = take(inputs, arguments.words)
    words = count_words(chosen)
    seconds_by_way, difference = measure(chosen, embedder, arguments.rounds)
    speeds = {name: words / each for name, each in seconds_by_way.items()}
    result = {
        "passages": len(chosen),
        "sentences": sum(len(item.spans) for item in chosen),
        "words": words,
        "ingest": whole,
        "embed_words_per_second": speeds,
        "ratio": speeds["palpate"] / speeds["sentence-transformers"],
        "ingest_ratio": whole["words_per_second"] / speeds["sentence-transformers"] if whole else None,
        "largest_difference": difference,
    }
    print(json.dumps(result, indent=2) if arguments.json else format_table(result, speeds, whole))


def format_table(result: dict[str, object], speeds: dict[str, float], whole: dict[str, float]) -> str:
    """The figures as a Markdown table."""
    lines = ["| what | words a second |", "|---|---|"]
    if whole:
        lines.append(
            f"| ingest: read, clean, split, embed, index ({whole['words']} words) | {whole['words_per_second']:.0f} |"
        )
    lines.append(f"| embed, with a vector for each sentence: Palpate | {speeds['palpate']:.0f} |")
    lines.append(f"| embed: sentence-transformers | {speeds['sentence-transformers']:.0f} |")
    lines.append("")
    if whole:
        lines.append(
            f"The whole ingest is {result['ingest_ratio']:.2f} times as fast as sentence-transformers embeds alone."
        )
    lines.append(
        f"Embedding ratio {result['ratio']:.2f} on {result['words']} words in {result['passages']} passages with "
        f"{result['sentences']} sentences; largest difference of a number {result['largest_difference']:.1e}."
    )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
