"""What clients are shown of techniques that are for professionals, and what therapists are shown of the same.

    palpate ingest corpus/library --data starter
    palpate ingest eval/pages/upper --data upper
    palpate ingest eval/pages/lower --data lower
    python bench/audiences.py --library starter=starter --library upper=upper --library lower=lower --half tune [--show]

Every question of `eval/suites/professional.jsonl` is asked as users ask, by a client and by a therapist. A line has
`forbidden`, words of steps that a client must not be shown, and `wanted`, words of what a client should be. Printed,
with 95% intervals: on how many questions forbidden words were shown, in the answer or in what comes nearest, on how
many some of the wanted ones, and what became of them; of questions that ask for self-care (`steps_allowed`)
and of the others.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from answer.answerer import Answerer
from answer.respond import Inquiry, respond
from answer.safety import Gate, load_gate
from answer.scope import load_scope
from answer.types import Answer, Status
from bench.off_topic import interval_of, open_library
from corpus.settings import AUDIENCES
from eval.suites import HALVES
from eval.text import holds

SUITE = Path(__file__).resolve().parent.parent / "eval" / "suites" / "professional.jsonl"


@dataclass(frozen=True, slots=True)
class Reply:
    """A line of the suite, who asked it, and what came back."""

    line: Mapping[str, Any]
    audience: str
    answer: Answer

    @property
    def shown(self) -> str:
        """All that stands before the reader's eyes."""
        return " ".join([*(one.text for one in self.answer.sentences), *(one.quote for one in self.answer.nearest)])

    def holds_any(self, field: str) -> bool:
        return any(holds(self.shown, words) for words in self.line[field])


def read_lines(path: Path, half: str | None) -> list[dict[str, Any]]:
    """The lines of the suite, of one half or of both."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [line for line in lines if half in (None, line["half"])]


def ask_all(lines: Sequence[Mapping[str, Any]], data: Path, gate: Gate) -> Iterator[Reply]:
    """Every question of one library, by each audience."""
    with open_library(data) as (searcher, _):
        answerer = Answerer(searcher, scope=load_scope())
        for line in lines:
            for audience in AUDIENCES:
                events = respond(Inquiry(line["question"], audience=audience), gate, lambda: nullcontext(answerer))
                yield Reply(line, audience, [event for event in events if isinstance(event, Answer)][-1])


def report(name: str, replies: Sequence[Reply]) -> None:
    """Print the figures of some replies, where there are any."""
    if not replies:
        return
    wanting = [reply for reply in replies if reply.line["wanted"]]
    rows = {
        "forbidden steps shown": [float(reply.holds_any("forbidden")) for reply in replies],
        "something wanted shown": [float(reply.holds_any("wanted")) for reply in wanting],
        "steps said to be withheld": [float(bool(reply.answer.withheld)) for reply in replies],
    } | {one.value: [float(reply.answer.status is one) for reply in replies] for one in Status}
    print(f"{name}: {len(replies)} questions")
    for label, values in rows.items():
        print(f"    {label:28}{interval_of(values) if values else '-'}")


def show(reply: Reply) -> None:
    """Print one answer to a client, with what is wrong about it."""
    marks = "FORBIDDEN " * reply.holds_any("forbidden") + "lacks " * (
        bool(reply.line["wanted"]) and not reply.holds_any("wanted")
    )
    print(f"{reply.line['id']} {reply.answer.status.value} {marks}{reply.line['question']}")
    for sentence in reply.answer.sentences:
        print(f"    {sentence.text}")
    for one in reply.answer.withheld:
        print(f"    (withheld: {one.topic})")


def main() -> None:
    """Parse the arguments, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--library", action="append", default=[], metavar="NAME=DATA", help="a library of the suite")
    parser.add_argument("--half", choices=HALVES, default=None, help="only this half")
    parser.add_argument("--show", action="store_true", help="print the answers to clients; of the tuning half only")
    options = parser.parse_args()
    lines, gate = read_lines(SUITE, options.half), load_gate()
    replies: list[Reply] = []
    for name, data in (library.split("=", 1) for library in options.library):
        replies += ask_all([line for line in lines if line["library"] == name], Path(data), gate)
    for reply in replies:
        if options.show and reply.audience == "client" and reply.line["half"] == "tune":
            show(reply)
    for audience in AUDIENCES:
        for own, name in ((False, "techniques"), (True, "self-care")):
            mine = [one for one in replies if one.audience == audience and one.line["steps_allowed"] is own]
            report(f"{audience}, {name}", mine)


if __name__ == "__main__":
    main()
