"""A collection in BEIR's layout for tests: six documents, four questions, of which three are judged."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

DOCUMENTS = [
    ("d1", "Gluteus minimus", "The gluteus minimus abducts the hip. It refers pain down the side of the leg."),
    ("d2", "Soleus", "The soleus flexes the ankle. Pain from the soleus reaches the heel."),
    ("d3", "Trapezius", "The trapezius lifts the shoulder blade. It causes headache at the temple."),
    ("d4", "", "Long sitting shortens the piriformis. A fall on the buttock may start the trouble."),
    ("d5", "Levator scapulae", "A stiff neck comes from the levator scapulae."),
    ("d6", "Ankle", "The ankle is a joint of the leg and the foot."),
]
QUESTIONS = [
    ("q1", "Which muscle refers pain to the heel?"),
    ("q2", "What causes a headache at the temple?"),
    ("q6", "Why is my neck stiff?"),
    ("q4", "A question that nobody judged"),
]
JUDGEMENTS = [("q1", "d2", 2), ("q1", "d6", 1), ("q2", "d3", 1), ("q6", "d5", 1), ("q6", "d3", 0)]


def write_collection(folder: Path) -> Path:
    """Write the collection to a new folder, and return it."""
    (folder / "qrels").mkdir(parents=True)
    corpus = [{"_id": identity, "title": title, "text": text} for identity, title, text in DOCUMENTS]
    write_lines(folder / "corpus.jsonl", corpus)
    write_lines(folder / "queries.jsonl", [{"_id": identity, "text": text} for identity, text in QUESTIONS])
    lines = ["query-id\tcorpus-id\tscore", *("\t".join(map(str, line)) for line in JUDGEMENTS)]
    (folder / "qrels" / "test.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def write_lines(path: Path, objects: Sequence[Mapping[str, object]]) -> None:
    """Write one object a line."""
    path.write_text("".join(json.dumps(each, ensure_ascii=False) + "\n" for each in objects), encoding="utf-8")
