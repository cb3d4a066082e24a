"""What the verification of written sentences catches and keeps, on a file of sentences with known faults.

    python bench/support.py eval/suites/written.jsonl [--half tune|test] [--models data/models] [--show]
        [--address http://127.0.0.1:8080/v1 --entailment-model NAME]

`docs/language-model.md` has the form of the file. `--half` judges the lines of one half alone, `--models` names the
folder of the exported embedder, to judge with it; `--show` names each sentence that is judged wrongly. With an
entailment model, at the address of an OpenAI-compatible endpoint, it says how often that was asked, and how long it
took. The last line tells how many sentences differ from what they cite only in ways that can be explained: of those
that are carried, these alone would be shown.
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

from answer.edits import unexplained
from answer.entailment import LEAST, odds_of
from answer.language_model import LanguageModel
from answer.nearness import Reader
from answer.support import Cited, Entails, Verdict, check
from corpus.settings import LanguageModelSettings
from eval.suites import HALVES

TRUE = "paraphrase"
PATIENCE = 600.0  # seconds for one judgement


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


class Judge:
    """Asks an entailment model, and keeps how long each judgement took."""

    def __init__(self, address: str, name: str) -> None:
        self._model = LanguageModel(LanguageModelSettings(address=address, entailment_model=name))
        self.seconds: list[float] = []
        self.silent = 0  # judgements of which nothing came, or no log-probabilities

    def entails(self, text: str, cited: Cited) -> bool:
        """Whether a cited sentence says all that a text says."""
        began = time.perf_counter()
        odds = odds_of(self._model, text, cited, deadline=time.monotonic() + PATIENCE)
        self.seconds.append(time.perf_counter() - began)
        self.silent += odds is None
        return odds is not None and odds >= LEAST


def main() -> None:
    """Judge each line, and print the shares by kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--half", choices=HALVES, help="the lines of this half alone")
    parser.add_argument("--models", type=Path, help="folder of the exported embedder: judge with it")
    parser.add_argument("--address", default="", help="an OpenAI-compatible endpoint, as http://127.0.0.1:8080/v1")
    parser.add_argument("--entailment-model", default="", metavar="NAME", help="what judges there at last")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    if bool(options.address) != bool(options.entailment_model):
        sys.exit("name both --address and --entailment-model, or neither")
    judge = Judge(options.address, options.entailment_model) if options.address else None
    entails: Entails | None = judge.entails if judge else None
    read = open_reader(options.models) if options.models else None
    lines = [line for line in read_lines(options.file) if options.half in (None, line.get("half"))]
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    check("warm up", [Cited("warm up")])
    began = time.perf_counter()
    verdicts: list[Verdict] = [check(line["text"], cited(line), read, entails) for line in lines]
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
    near = [line["kind"] == TRUE for line in lines if not unexplained([line["text"]], cited(line))]
    print(f"explained: {sum(near)} of {total[TRUE]} true sentences, {len(near) - sum(near)} of {faults} faults")
    if judge:
        asked = len(judge.seconds)
        each = sum(judge.seconds) / max(asked, 1)
        print(f"the entailment model was asked {asked} times, {each:.2f} s each; {judge.silent} without a judgement")


if __name__ == "__main__":
    main()
