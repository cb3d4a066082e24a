"""How often questions that a library is not about are answered all the same.

    palpate ingest --data DATA corpus/library/gluteus-minimus-*.md
    python bench/off_topic.py --data DATA [--show] questions.jsonl

Lines are JSON with the question as `text`. It is asked as a user would, through the gate and the scope; what raises a
notice that stops answers counts as declined. Reported is the share of each status with its 95% interval, and under
`--show` each question that was answered, the surest first. `bench/review_questions.py` asks what a library does cover.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from answer.answerer import Answerer
from answer.respond import Inquiry, respond
from answer.safety import load_gate
from answer.scope import load_scope
from answer.types import Answer, Status
from corpus.settings import SearchSettings
from eval.statistics import mean_interval
from index.embedder import load_embedder
from index.extras import load_extras
from index.generation import open_current
from index.search import Searcher

Ask = Callable[[str], Answer]
"""What gives the answer to a question."""


@contextmanager
def open_library(data: Path) -> Iterator[tuple[Searcher, Ask]]:
    """The library in a data folder: what searches it, and what answers from it as users are answered."""
    generation = open_current(data)
    if generation is None:
        sys.exit(f"{data} holds nothing: run `palpate ingest FOLDER --data {data}` first")
    searcher = Searcher(generation, load_embedder("", data / "models"), extras=load_extras(SearchSettings()))
    answerer, gate = Answerer(searcher, scope=load_scope()), load_gate()

    def answer(question: str) -> Answer:
        events = respond(Inquiry(question), gate, lambda: nullcontext(answerer))
        return [event for event in events if isinstance(event, Answer)][-1]

    yield searcher, answer
    generation.close()


def read_texts(path: Path) -> list[str]:
    """The questions of a file, one JSON object in a line."""
    return [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def interval_of(values: Sequence[float]) -> str:
    """The mean of the values and its interval, as tables have it."""
    found = mean_interval(values)
    return f"{found.mean:.3f} ({found.low:.3f} to {found.high:.3f})"


def report(questions: Sequence[str], answers: Sequence[Answer], *, show: bool) -> None:
    """Print the share of each status, and where wanted what was answered."""
    print(f"{len(answers)} questions")
    wanted = {"not covered or declined": {Status.NOT_COVERED, Status.DECLINED}} | {one.value: {one} for one in Status}
    for name, statuses in wanted.items():
        print(f"{name:24}{interval_of([float(one.status in statuses) for one in answers])}")
    answered = [pair for pair in zip(questions, answers, strict=True) if pair[1].status is Status.ANSWERED]
    for text, one in sorted(answered, key=lambda pair: -pair[1].confidence) if show else ():
        print(f"    {one.confidence:.2f} {text}\n         {one.sentences[0].text}")


def main() -> None:
    """Parse the arguments, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("data"), help="a library about something else")
    parser.add_argument("--show", action="store_true", help="name each question that is answered")
    parser.add_argument("questions", type=Path, help="questions, one JSON object in a line")
    options = parser.parse_args()
    with open_library(options.data) as (_, answer):
        questions = read_texts(options.questions)
        report(questions, [answer(text) for text in questions], show=options.show)


if __name__ == "__main__":
    main()
