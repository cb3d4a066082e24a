"""What the verification of written sentences catches and keeps, on a file of sentences with known faults.

    python bench/support.py eval/suites/written.jsonl [--half tune|test] [--models data/models] [--show]

`docs/language-model.md` has the form of the file. `--half` judges the lines of one half alone, `--models` names the
folder of the exported embedder, to judge with it; `--show` names each sentence that is judged wrongly.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from answer.nearness import Reader
from answer.support import Cited, Verdict, check
from eval.suites import HALVES

TRUE = "paraphrase"


def read_lines(file: Path) -> list[dict[str, Any]]:
    """The lines of a suite of sentences."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def cited(line: dict[str, Any]) -> list[Cited]:
    """The citations of a line."""
    quotes = line.get("quotes") or [line["quote"]]
    titles = line.get("titles") or [line.get("title", "")] * len(quotes)
    headings = line.get("headings") or [line.get("heading", "")] * len(quotes)
    return [
        Cited(quote, title, (heading,) if isinstance(heading, str) else tuple(heading))
        for quote, title, heading in zip(quotes, titles, headings, strict=True)
    ]


def open_reader(models: Path) -> Reader:
    """What the default embedder reads, whose exported model lies or is put into a folder."""
    from index.onnx_embedder import load_default

    return lru_cache(maxsize=1000)(load_default(models).embed_words)


def main() -> None:
    """Judge each line, and print the shares by kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--half", choices=HALVES, help="the lines of this half alone")
    parser.add_argument("--models", type=Path, help="folder of the exported embedder: judge with it")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    read = open_reader(options.models) if options.models else None
    lines = [line for line in read_lines(options.file) if options.half in (None, line.get("half"))]
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    check("warm up", [Cited("warm up")])
    began = time.perf_counter()
    verdicts: list[Verdict] = [check(line["text"], cited(line), read) for line in lines]
    spent = (time.perf_counter() - began) / max(len(lines), 1)
    for line, verdict in zip(lines, verdicts, strict=True):
        good = verdict.is_carried == (line["kind"] == TRUE)
        total[line["kind"]] += 1
        right[line["kind"]] += good
        if options.show and not good:
            print(f"{line['id']} {line['kind']}: {verdict.reason} [{verdict.detail}]")
            print(f"   given: {line.get('quote') or line.get('quotes')}\n   said:  {line['text']}")
    faults = sum(total.values()) - total[TRUE]
    caught = sum(right.values()) - right[TRUE]
    for kind in sorted(total):
        print(f"{kind:12} {right[kind]:4} of {total[kind]:4}  {100 * right[kind] / total[kind]:5.1f} %")
    print(f"{'all faults':12} {caught:4} of {faults:4}  {100 * caught / max(faults, 1):5.1f} %")
    print(f"{1000 * spent:.2f} ms a sentence")


if __name__ == "__main__":
    main()
