"""How often the short answer to a textbook's review question stands in what Palpate answers from that textbook.

    palpate ingest --data DATA openstax-ap/docs
    python bench/review_questions.py --data DATA [--show] openstax-ap/
    python bench/review_questions.py --write-list openstax-ap/

The folder holds `docs/`, modules of OpenStax Anatomy and Physiology 2e, and `questions.jsonl`, their review questions.
Asked are the multiple-choice ones whose answer is one to four words that stand in their module, without the options;
eval/suites/review-questions.txt has their ids, so that it is the same questions each time (`--write-list` writes it).
An answer is right where it has at most four units and holds those words, so this measures finding and not whether the
words are said of the right thing; "not covered" is wrong. Beside it stand the first four sentences of the best passage
of the same search.

Even lines of the list may be tuned on; odd ones are for the figures that are reported.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from answer.types import Answer, Status
from bench.off_topic import Ask, interval_of, open_library
from eval.statistics import compare_paired
from eval.text import holds, normalise
from index.search import Searcher

LIST = Path(__file__).parent.parent / "eval" / "suites" / "review-questions.txt"
WORDS = 4  # of an answer, at most
SENTENCES = 4  # of the best passage
FEW = 4  # units of an answer that is still short


@dataclass(frozen=True, slots=True)
class Review:
    """A review question, the words that answer it, and the file name of its module."""

    id: str
    text: str
    answer: str
    module: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What became of a question: whether the words stand in the answer, and in the best passage's first sentences."""

    review: Review
    answered: bool
    units: int
    right: bool
    passage_right: bool


def read_reviews(folder: Path) -> Iterator[Review]:
    """The multiple-choice questions of a folder whose answer is a few words of their module."""
    for line in (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["type"] != "multiple_choice" or len(normalise(row["answer"]).split()) > WORDS:
            continue
        if holds((folder / "docs" / row["doc"]).read_text(encoding="utf-8"), row["answer"]):
            yield Review(row["_id"], row["text"], row["answer"], row["doc"])


def count_units(answer: Answer) -> int:
    """The sentences of an answer, those of one list counting once."""
    groups = {one.group for one in answer.sentences if one.group is not None}
    return len(groups) + sum(one.group is None for one in answer.sentences)


def ask_review(review: Review, searcher: Searcher, answer: Ask) -> Reply:
    """Ask one question, and look at the best passage as well."""
    given = answer(review.text)
    said = " ".join(one.text for one in given.sentences)
    best = [one.text for hit in searcher.search(review.text, 1) for one in hit.passage.sentences[:SENTENCES]]
    answered = given.status is Status.ANSWERED
    units = count_units(given)
    right = answered and units <= FEW and holds(said, review.answer)
    return Reply(review, answered, units, right, holds(" ".join(best), review.answer))


def report(name: str, replies: Sequence[Reply]) -> None:
    """Print the figures of some replies."""
    right, passage = [float(one.right) for one in replies], [float(one.passage_right) for one in replies]
    compared = compare_paired(passage, right)
    lengths = [one.units for one in replies if one.answered]
    print(f"\n{name}: {len(replies)} questions")
    print(f"{'words in the answer':36}{interval_of(right)}")
    print(f"{'words in the best passage, 4 first':36}{interval_of(passage)}")
    gain = compared.difference
    print(f"{'difference':36}{gain.mean:+.3f} ({gain.low:+.3f} to {gain.high:+.3f}), p {compared.p:.4f}")
    print(f"{'answered':36}{interval_of([float(one.answered) for one in replies])}")
    if lengths:
        print(f"{'units of an answer':36}{interval_of(lengths)}")
        print(f"{f'answers of at most {FEW} units':36}{interval_of([float(one <= FEW) for one in lengths])}")


def main() -> None:
    """Parse the arguments, write the list or ask what is on it, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("data"), help="the library made of the folder's docs/")
    parser.add_argument("--write-list", action="store_true", help=f"write {LIST.name} and ask nothing")
    parser.add_argument("--show", action="store_true", help="name each question of the even half that goes wrong")
    parser.add_argument("folder", type=Path, help="a folder with docs/ and questions.jsonl")
    options = parser.parse_args()
    reviews = {one.id: one for one in read_reviews(options.folder)}
    if options.write_list:
        LIST.write_text("".join(f"{identity}\n" for identity in reviews), encoding="utf-8")
        return
    listed = LIST.read_text(encoding="utf-8").split()
    if missing := [identity for identity in listed if identity not in reviews]:
        sys.exit(f"{options.folder} lacks {len(missing)} questions of {LIST.name}, such as {missing[0]}: is it whole?")
    with open_library(options.data) as (searcher, answer):
        replies = [ask_review(reviews[identity], searcher, answer) for identity in listed]
    odd, even = replies[::2], replies[1::2]
    for name, some in (("all", replies), ("odd lines", odd), ("even lines", even)):
        report(name, some)
    for one in even if options.show else ():
        if not one.right:
            print(f"    {'wrong' if one.answered else 'not covered'}: {one.review.text} [{one.review.answer}]")


if __name__ == "__main__":
    main()
