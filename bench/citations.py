"""Ask many questions and check every promise about citations; print what was found and how long answers took.

    python bench/citations.py QUESTIONS.jsonl --data DIR [--limit 500]

QUESTIONS.jsonl holds one object a line with the question under "text" or "question". DIR is a data folder that was
ingested into before. For each answer: a quote is `text[start:end]` of its document, its passage is in the store and
holds it, every sentence is cited and equals its quote, and asking again gives the same bytes. Leaves with status 1
where one of them fails.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from answer.answerer import Answerer
from answer.types import Answer
from corpus.errors import PalpateError
from corpus.store import Store
from index.embedder import load_embedder
from index.generation import open_current
from index.search import Searcher


def read_questions(path: Path, limit: int) -> list[str]:
    """The first `limit` questions of a file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines[:limit] if line.strip()]
    return [row.get("text") or row["question"] for row in rows]


def find_faults(answer: Answer, store: Store) -> list[str]:
    """What is wrong with an answer's citations, by name of the promise."""
    faults = []
    quotes = {}
    for citation in answer.citations:
        quotes[citation.number] = citation.quote
        document = store.document(citation.document_id)
        if document.text[citation.start : citation.end] != citation.quote:
            faults.append("quote is not text[start:end]")
        try:
            passage = store.passage(citation.passage_id)
        except PalpateError:
            faults.append("passage is not in the store")
            continue
        if not passage.start <= citation.start < citation.end <= passage.end or citation.quote not in passage.text:
            faults.append("passage does not hold the quote")
    for sentence in answer.sentences:
        if not sentence.citations:
            faults.append("sentence without a citation")
        elif any(quotes.get(number) != sentence.text for number in sentence.citations):
            faults.append("sentence is not what it cites")
    return faults


def main() -> None:
    """Ask, check, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("questions", type=Path)
    parser.add_argument("--data", type=Path, default=Path("data"))
    parser.add_argument("--limit", type=int, default=500)
    arguments = parser.parse_args()
    generation = open_current(arguments.data)
    if generation is None:
        parser.error(f"nothing was ingested into {arguments.data}: `palpate ingest PATH --data {arguments.data}`")
    answerer = Answerer(Searcher(generation, load_embedder("", arguments.data / "models")))
    faults: Counter[str] = Counter()
    statuses: Counter[str] = Counter()
    milliseconds = []
    cited = 0
    for question in read_questions(arguments.questions, arguments.limit):
        started = time.perf_counter()
        answer = answerer.answer(question)
        milliseconds.append(1000 * (time.perf_counter() - started))
        statuses[answer.status.value] += 1
        cited += len(answer.citations)
        faults.update(find_faults(answer, generation.store))
        if json.dumps(answer.as_json()) != json.dumps(answerer.answer(question).as_json()):
            faults["asked again, another answer"] += 1
    print(f"{len(milliseconds)} questions: {dict(statuses)}; {cited} citations checked")
    print(f"milliseconds: median {statistics.median(milliseconds):.1f}, largest {max(milliseconds):.1f}")
    print(f"faults: {dict(faults) or 'none'}")
    generation.close()
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
