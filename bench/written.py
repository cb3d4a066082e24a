r"""Answers that a language model wrote beside those of the same questions that none touched.

    palpate ingest corpus/library --data starter
    python -m bench.written eval/suites/library.jsonl --data starter --half test --limit 60 \
        --address http://127.0.0.1:8080/v1 --out build/written.jsonl --sentences build/sentences.jsonl

Asked are questions of the suite that the library covers and that are answered at all; of the others no model sees
anything. A line for each goes to --out as it is asked, and what stands there is not asked again, so a run that was
broken off can be taken up, and one that is complete only prints its figures. --sentences gets each written sentence
that is shown, with the quotes it cites and what they stand under, for readers to judge who do not know the question.

Printed are the measures of `eval.scoring` for both, with the difference on the same questions and its 95% interval; how
many sentences were shown in the model's words and in those of the notes, and how many of its were not, by reason; why
answers fell back; and seconds: until the first sentence, until the last, and without a model.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from answer.drafts import Draft, read_drafts
from answer.respond import Inquiry
from answer.support import Cited, check
from answer.types import Answer, Status
from bench.writers import Bench, Reply, Results, add_arguments, append, open_bench
from eval.answer_files import give
from eval.library import Library, find_places
from eval.scoring import score
from eval.statistics import compare_paired, mean_interval
from eval.suites import HALVES, Case, read_suite, take_half
from eval.text import normalise

SHOWN = ("strict_vital", "all_vital", "all_nuggets", "citation_recall", "unit_precision", "reading_grade", "words")
UNCITED, COPIED, CHANGED = "no note cited", "the note's own words", "carried, but changed more than can be explained"


def spread(cases: Sequence[Case], seed: int) -> list[Case]:
    """All cases that the library covers, in an order whose beginning has all kinds in it."""
    covered = [case for case in cases if case.status is Status.ANSWERED and case.urgent is None]
    shuffled = random.Random(seed).sample(covered, len(covered))  # noqa: S311 - no secret
    nth: Counter[str] = Counter()
    ranks = {}
    for case in shuffled:
        ranks[case.asked.id] = nth[case.asked.kind]
        nth[case.asked.kind] += 1
    return sorted(shuffled, key=lambda case: ranks[case.asked.id])


def inquiry_of(case: Case) -> Inquiry:
    """The question of a case as it comes in."""
    asked = case.asked
    return Inquiry(asked.question, audience=asked.audience, locale=asked.locale, history=asked.history)


def answered(cases: Sequence[Case], bench: Bench, limit: int) -> Iterator[Case]:
    """Those of the first cases that are answered, so many (0: all)."""
    found = 0
    for case in cases:
        if bench.without(inquiry_of(case))[0].status is Status.ANSWERED:
            found += 1
            yield case
            if found == limit:
                return


def reasons(reply: Reply, bench: Bench) -> Counter[str]:
    """Why sentences that the model wrote are not shown in its words."""
    shown = {one.text for one in reply.written.sentences}
    quotes = {one.number: Cited(one.quote, one.title, one.heading_path) for one in reply.extractive.citations}
    found: Counter[str] = Counter()
    for draft in read_drafts([reply.said]):
        if draft.text not in shown:
            found[_reason(draft, [quotes[key] for key in draft.keys if key in quotes], bench)] += 1
    return found


def _reason(draft: Draft, held: Sequence[Cited], bench: Bench) -> str:
    if not held:
        return UNCITED
    if any(normalise(draft.text) == normalise(one.quote) for one in held):
        return COPIED
    return check(draft.text, held, bench.read).reason or CHANGED


def measure(case: Case, answer: Answer, library: Library) -> dict[str, float]:
    """The measures of one answer."""
    return score(case, find_places(case, library), give(answer.as_json() | {"confidence": answer.confidence}, library))


def row_of(case: Case, reply: Reply, bench: Bench, library: Library) -> dict[str, Any]:
    """One row of the results; of the test half it holds nothing of what was asked and said."""
    own = len(reply.own_sentences)
    details = {"question": case.asked.question, "sent": reply.sent, "said": reply.said}
    return (details if case.asked.half == "tune" else {}) | {
        "id": case.asked.id,
        "kind": case.asked.kind,
        "without": measure(case, reply.extractive, library),
        "with": measure(case, reply.written, library),
        "generator": reply.written.generator,
        "fell_back": reply.written.writing.fell_back if reply.written.writing else "",
        "own": own,
        "verbatim": len(reply.written.sentences) - own,
        "dropped": dict(reasons(reply, bench)),
        "seconds": {"first": reply.first, "whole": reply.whole, "without": reply.without},
    }


def keep_sentences(path: Path, case: Case, reply: Reply) -> None:
    """Each sentence in the model's words, with what it cites."""
    for sentence in reply.own_sentences:
        cited = [
            {"title": one.title, "headings": list(one.heading_path), "quote": one.quote}
            for one in reply.cited(sentence)
        ]
        append(path, {"id": case.asked.id, "sentence": sentence.text, "citations": cited})


def ask_all(cases: Sequence[Case], bench: Bench, results: Results, library: Library, options: Any) -> list[str]:
    """Ask what was not asked before; returns the ids of all that were wanted."""
    wanted = []
    for case in answered(cases, bench, options.limit):
        wanted.append(case.asked.id)
        if case.asked.id in results.rows:
            continue
        reply = bench.ask(inquiry_of(case))
        row = row_of(case, reply, bench, library)
        if options.sentences:
            keep_sentences(options.sentences, case, reply)
        results.add(row)
        said = f"own {row['own']} verbatim {row['verbatim']} dropped {row['dropped']} {row['fell_back']}"
        print(f"{row['id']:28}{row['seconds']['whole']:6.1f} s  {said}", flush=True)
    return wanted


def report(rows: Sequence[Mapping[str, Any]]) -> None:
    """Print the figures."""
    print(f"{len(rows)} questions; the means without a model and with it, and the difference with its 95% interval")
    for name in SHOWN:
        pairs = [(row["without"][name], row["with"][name]) for row in rows if name in row["without"]]
        if pairs:
            found = compare_paired(*zip(*pairs, strict=True)).difference
            first, second = (mean_interval(values).mean for values in zip(*pairs, strict=True))
            print(f"    {name:18}{first:8.3f}{second:8.3f}   {found.mean:+.3f} ({found.low:+.3f} to {found.high:+.3f})")
    own, verbatim = (sum(row[name] for row in rows) for name in ("own", "verbatim"))
    dropped: Counter[str] = sum((Counter(row["dropped"]) for row in rows), Counter())
    print(f"sentences in the model's words {own}, in those of the notes {verbatim}, not shown {dropped.total()}")
    for reason, count in dropped.most_common():
        print(f"    {reason:52}{count}")
    written = sum(row["generator"] == "language_model" for row in rows)
    fell_back = Counter(row["fell_back"] for row in rows if row["fell_back"])
    print(f"answers that the model wrote {written}; fell back: {dict(fell_back) or 'none'}")
    for name in ("first", "whole", "without"):
        seconds = [row["seconds"][name] for row in rows]
        high = float(np.quantile(seconds, 0.95))
        print(f"seconds, {name:9}p50 {statistics.median(seconds):.2f}  p95 {high:.2f}")


def main() -> None:
    """Parse the arguments, ask, score, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("suite", type=Path, metavar="SUITE.jsonl", help="a suite of answers")
    parser.add_argument("--data", type=Path, default=Path("data"), help="the library that it asks about")
    parser.add_argument("--half", choices=HALVES, default=None, help="only this half")
    parser.add_argument("--sentences", type=Path, default=None, help="where written sentences go, for readers to judge")
    add_arguments(parser, "build/written.jsonl")
    options = parser.parse_args()
    results = Results(options.out, options.model)
    with open_bench(options.data, options) as bench:
        cases = spread(take_half(read_suite(options.suite, bench.gate.levels).cases, options.half), options.seed)
        wanted = ask_all(cases, bench, results, Library(bench.store), options)
    if not wanted:
        sys.exit(f"nothing of {options.suite} is answered from {options.data}: check that they belong together")
    report([results.rows[identity] for identity in wanted])


if __name__ == "__main__":
    main()
