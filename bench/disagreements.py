"""How many disagreements are shown where two sentences exclude each other, and how many where they do not.

    python bench/disagreements.py [--half tune|test] [--rules] [--show]

Each line of eval/suites/disagreements.jsonl has a question, two sentences that both answer it, and whether they exclude
each other; eval/suites/README.md says by whom. `--rules` leaves out what was learned, `--show` names the lines that are
judged wrongly. The weights were learned from the tuning half; `bench/learn_disagreement.py --by-writer` says how well
they do there on writers left out.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from answer.disagreement import Said, differ, exclude
from answer.question import read_question
from eval.suites import HALVES
from tests.answer.test_question import SmallLibrary

SUITE = Path(__file__).parent.parent / "eval" / "suites" / "disagreements.jsonl"


def shown(line: Mapping[str, Any], *, rules_alone: bool) -> str | None:
    """What the two sentences of a line are shown to differ on, as where both answer the question well."""
    question = read_question(line["question"], SmallLibrary(line["question"]))
    one, other = (Said(line[side], (), line[f"title_{side}"]) for side in "ab")
    topic = differ(question, one, other, both_answer=True)
    return topic if topic is not None or rules_alone else exclude(question, one, other)


def _line(name: str, lines: Sequence[Mapping[str, Any]], topics: Sequence[str | None]) -> str:
    parts = [name.ljust(8)]
    for what, disagree in (("where there is one", True), ("where there is none", False)):
        told = [topic is not None for line, topic in zip(lines, topics, strict=True) if line["disagree"] is disagree]
        if told:
            parts.append(f"shown {what}: {sum(told):4} of {len(told):4}  {sum(told) / len(told):.3f}")
    return "   ".join(parts)


def main() -> None:
    """Judge each line, and print the shares by writer and of all writers."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=HALVES, help="the lines of this half alone")
    parser.add_argument("--rules", action="store_true", help="leave out what was learned")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    lines = [json.loads(line) for line in SUITE.read_text(encoding="utf-8").splitlines()]
    lines = [line for line in lines if options.half in (None, line["half"])]
    began = time.perf_counter()
    topics = [shown(line, rules_alone=options.rules) for line in lines]
    spent = (time.perf_counter() - began) / len(lines)
    for line, topic in zip(lines, topics, strict=True):
        if options.show and (topic is not None) != line["disagree"]:
            print(f"{line['id']} {line['question']}\n   {line['a']}\n   {line['b']}\n   {topic or 'nothing shown'}")
    for writer in sorted({line["writer"] for line in lines}):
        of = [place for place, line in enumerate(lines) if line["writer"] == writer]
        print(_line(writer, [lines[place] for place in of], [topics[place] for place in of]))
    written = [place for place, line in enumerate(lines) if line["writer"] != "library"]
    print(_line("written", [lines[place] for place in written], [topics[place] for place in written]))
    print(f"{1000 * spent:.2f} ms a pair")


if __name__ == "__main__":
    main()
