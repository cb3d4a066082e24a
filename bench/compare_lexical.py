"""Compare ways to keep a lexical index: build, import and load time, query time, nDCG@10.

    python bench/compare_lexical.py DIR [DIR …] [--json]

Each DIR is a collection in BEIR's layout (corpus.jsonl, queries.jsonl, qrels/test.tsv). Texts are split into passages
of about 120 words (--words; 0: not at all); a text ranks where its best passage does. Every engine gets the same stems
from `index.analysis`, and BM25 with the same constants (FTS5 has its own), so what differs is the engine. Loading and
querying run in a process of their own. Needs tantivy besides what Palpate itself needs.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np

DEPTH = 100
Search = Callable[[str], Sequence[int]]


def build_bm25s(texts: list[str], target: Path) -> None:
    """bm25s as Palpate uses it: `index.lexical`, which sorts the scores of all texts itself."""
    from index.lexical import LexicalIndex

    LexicalIndex.build(texts).save(target / "lexical")


def open_bm25s(target: Path) -> Search:
    """Search in it."""
    from index.lexical import LexicalIndex

    index = LexicalIndex.load(target / "lexical")
    return lambda question: index.search(question, DEPTH)[0].tolist()


def build_tantivy(texts: list[str], target: Path) -> None:
    """The library tantivy: Lucene's design, in Rust."""
    import tantivy

    from index.analysis import stems

    schema = tantivy.SchemaBuilder()
    schema.add_integer_field("row", stored=True, fast=True)
    schema.add_text_field("body", tokenizer_name="whitespace")
    writer = (index := tantivy.Index(schema.build(), path=str(target))).writer(num_threads=1)
    for row, text in enumerate(texts):
        writer.add_document(tantivy.Document(row=row, body=" ".join(stems(text))))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()


def open_tantivy(target: Path) -> Search:
    """Search in it, any of the stems."""
    import tantivy

    from index.analysis import stems

    index = tantivy.Index.open(str(target))
    searcher = index.searcher()

    def search(question: str) -> Sequence[int]:
        terms = [
            (tantivy.Occur.Should, tantivy.Query.term_query(index.schema, "body", stem))
            for stem in dict.fromkeys(stems(question))
        ]
        if not terms:
            return []
        hits = searcher.search(tantivy.Query.boolean_query(terms), DEPTH).hits
        return [searcher.doc(address)["row"][0] for _, address in hits]

    return search


def build_fts5(texts: list[str], target: Path) -> None:
    """SQLite's full-text index, without a copy of the texts."""
    import sqlite3

    from index.analysis import stems

    connection = sqlite3.connect(target / "fts.sqlite")
    connection.execute("CREATE VIRTUAL TABLE passage USING fts5(body, content='', tokenize='unicode61')")
    rows = ((row, " ".join(stems(text))) for row, text in enumerate(texts))
    connection.executemany("INSERT INTO passage (rowid, body) VALUES (?, ?)", rows)
    connection.execute("INSERT INTO passage (passage) VALUES ('optimize')")
    connection.commit()


def open_fts5(target: Path) -> Search:
    """Search in it, any of the stems."""
    import sqlite3

    from index.analysis import stems

    connection = sqlite3.connect(target / "fts.sqlite")
    statement = "SELECT rowid FROM passage WHERE passage MATCH ? ORDER BY rank LIMIT ?"

    def search(question: str) -> Sequence[int]:
        terms = [f'"{stem}"' for stem in dict.fromkeys(stems(question))]
        return [row[0] for row in connection.execute(statement, (" OR ".join(terms), DEPTH))] if terms else []

    return search


ENGINES: dict[str, tuple[Callable[[list[str], Path], None], Callable[[Path], Search]]] = {
    "bm25s": (build_bm25s, open_bm25s),
    "tantivy": (build_tantivy, open_tantivy),
    "SQLite FTS5": (build_fts5, open_fts5),
}


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    """The objects of a file with one on each line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def read_passages(folder: Path, words: int) -> tuple[list[str], list[str]]:
    """Passages (title and text) and, for each, the id of its text."""
    passages, owners = [], []
    for text in read_jsonl(folder / "corpus.jsonl"):
        every = text["text"].split()
        step = words or max(len(every), 1)
        for start in range(0, max(len(every), 1), step):
            passages.append(f"{text['title']}\n{' '.join(every[start : start + step])}")
            owners.append(text["_id"])
    return passages, owners


def read_judgements(folder: Path) -> dict[str, dict[str, int]]:
    """The grades of texts, by question and text."""
    judged: dict[str, dict[str, int]] = {}
    for line in (folder / "qrels" / "test.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        question, text, grade = line.split("\t")
        judged.setdefault(question, {})[text] = int(grade)
    return judged


def ndcg(ranked: Sequence[str], grades: dict[str, int], depth: int = 10) -> float:
    """The nDCG of a ranking of ids, with the gains as judged and a discount of log2(rank + 1)."""
    gain = sum(grades.get(text, 0) / math.log2(rank + 2) for rank, text in enumerate(ranked[:depth]))
    ideal = sorted(grades.values(), reverse=True)[:depth]
    return gain / sum(grade / math.log2(rank + 2) for rank, grade in enumerate(ideal))


def query(engine: str, target: Path, questions: Path) -> dict[str, Any]:
    """What a fresh process measures: import, load, and every question once after one warm-up."""
    started = time.perf_counter()
    modules = {"bm25s": "bm25s", "tantivy": "tantivy"}
    __import__(modules.get(engine, "sqlite3"))
    imported = time.perf_counter()
    search = ENGINES[engine][1](target)
    loaded = time.perf_counter()
    asked = json.loads(questions.read_text(encoding="utf-8"))
    search(asked[0])
    times, ranked = [], []
    for question in asked:
        begun = time.perf_counter()
        ranked.append(list(search(question)))
        times.append((time.perf_counter() - begun) * 1000)
    return {
        "import_s": imported - started,
        "load_s": loaded - imported,
        "p50_ms": float(np.percentile(times, 50)),
        "p99_ms": float(np.percentile(times, 99)),
        "scipy": "scipy" in sys.modules,
        "ranked": ranked,
    }


def compare(folder: Path, words: int) -> list[dict[str, Any]]:
    """One row of figures per engine."""
    texts, owners = read_passages(folder, words)
    judged = read_judgements(folder)
    asked = [question for question in read_jsonl(folder / "queries.jsonl") if question["_id"] in judged]
    rows = []
    for engine, (build, _) in ENGINES.items():
        with tempfile.TemporaryDirectory() as place:
            questions = Path(place) / "questions.json"
            questions.write_text(json.dumps([question["text"] for question in asked]), encoding="utf-8")
            target = Path(place) / "index"
            target.mkdir()
            started = time.perf_counter()
            build(texts, target)
            built = time.perf_counter() - started
            command = [sys.executable, __file__, "--query", engine, str(target), str(questions)]
            measured = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            size = sum(path.stat().st_size for path in target.rglob("*") if path.is_file())
        ranked = [list(dict.fromkeys(owners[row] for row in found)) for found in measured.pop("ranked")]
        quality = [ndcg(found, judged[question["_id"]]) for found, question in zip(ranked, asked, strict=True)]
        rows.append(
            {"collection": folder.name, "passages": len(texts), "engine": engine, "build_s": built, **measured}
            | {"mib": size / 2**20, "ndcg@10": float(np.mean(quality))}
        )
    return rows


def main() -> None:
    """Compare the engines, and print a table or JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="*", type=Path, help="collections in BEIR's layout")
    parser.add_argument("--words", type=int, default=120, help="words in a passage; 0 leaves texts whole")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--query", nargs=3, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.query:
        engine, target, questions = arguments.query
        print(json.dumps(query(engine, Path(target), Path(questions))))
        return
    rows = [row for folder in arguments.folders for row in compare(folder, arguments.words)]
    if arguments.json:
        print(json.dumps(rows, indent=2))
        return
    print("| collection | passages | engine | build s | import s | load s | p50 ms | p99 ms | MiB | nDCG@10 | scipy |")
    print("|" + "---|" * 11)
    for row in rows:
        seconds = f"{row['build_s']:.1f} | {row['import_s']:.2f} | {row['load_s']:.2f}"
        rest = f"{row['p50_ms']:.2f} | {row['p99_ms']:.2f} | {row['mib']:.1f} | {row['ndcg@10']:.3f}"
        scipy = "yes" if row["scipy"] else "no"
        print(f"| {row['collection']} | {row['passages']} | {row['engine']} | {seconds} | {rest} | {scipy} |")


if __name__ == "__main__":
    main()
