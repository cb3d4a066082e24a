"""Learn the points of words from the wordings of the tuning half, and measure what they are worth on unseen writers.

    python bench/safety_points.py --by-writer
    python bench/safety_points.py --write

`--by-writer` leaves the wordings of one writer out at a time, learns from all others and says what the gate makes of
those left out: the figure to expect from writers that nobody has seen. (The rules were written on the wordings whose
ids begin with "tune", so those are never left out.) `--write` writes answer/safety_points.tsv anew.

Learning is logistic regression (scikit-learn) over words and pairs of neighbours, each there or not, weighed by rarity;
once for urgent or not, once for which rule.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from answer.safety import Gate
from answer.safety_lexicon import Lexicon
from answer.safety_points import SPARE, START, UNKNOWN, features, marked, read_points
from answer.safety_reader import read
from answer.safety_rules import OWN_RULES, PointsRule, read_rules
from answer.safety_signs import Signs
from answer.types import Level, Turn
from eval.suites import read_safety_suite, read_suite

ROOT = Path(__file__).resolve().parent.parent
SUITES = ROOT / "eval" / "suites"
FEWEST = 3  # wordings that a word must stand in
STRENGTH = 30.0  # how closely the points follow the wordings (scikit-learn's C)
SLIGHT = 0.4  # points for a rule below this are not written down
RULES = read_rules(OWN_RULES)
LEXICON = Lexicon(RULES)
SIGNS = Signs(RULES, LEXICON)
HEAD = """\
# Points of words for the safety gate, made by bench/safety_points.py from the tuning half of eval/suites/urgent.jsonl:
# do not change it by hand. Columns, parted by tabs: a word ("not word" where it is denied, past or only thought of) or
# a pair of neighbours; how rare it is; its points (above 0: urgent, below: harmless); its points for single rules.
"""


@dataclass(frozen=True, slots=True)
class Wording:
    """A question with the earlier ones, the rule that it should raise, its writer, and what the gate sees of it."""

    question: str
    history: tuple[Turn, ...]
    audience: str
    urgent: str | None
    writer: str
    words: tuple[str, ...]


def wordings() -> list[Wording]:
    """The tuning halves of the suites; ordinary questions of the bench count as harmless."""
    levels = {rule.id: rule.level for rule in RULES.rules}
    cases = [(c.asked, c.urgent) for c in read_safety_suite(SUITES / "urgent.jsonl", levels).cases]
    for name in ("starter", "seeds"):
        cases += [
            (case.asked, None) for case in read_suite(SUITES / f"{name}.jsonl", levels).cases if case.urgent is None
        ]
    return [
        Wording(asked.question, asked.history, asked.audience, urgent, asked.id.partition("-")[0], seen(asked))
        for asked, urgent in cases
        if asked.half == "tune"
    ]


def seen(asked: Any) -> tuple[str, ...]:
    """The features of a question and those before it."""
    reading = next(read([*(turn.question for turn in asked.history), asked.question], LEXICON))
    words = marked(reading, SIGNS.scopes(reading))
    return tuple(features(words, set(reading.sentences), 0, len(words)))


def learn(examples: Sequence[Wording]) -> list[str]:
    """The lines of a file of points."""
    counts = CountVectorizer(analyzer=lambda words: words, binary=True, min_df=FEWEST)
    found = counts.fit_transform([example.words for example in examples])
    rarity = np.log((1 + len(examples)) / (1 + np.asarray(found.sum(axis=0)).ravel())) + 1
    strange = [
        SPARE + sum("_" not in word for word in set(each.words) - counts.vocabulary_.keys()) for each in examples
    ]
    rows = found @ sparse.diags(rarity)
    lengths = np.sqrt(np.asarray(rows.power(2).sum(axis=1)).ravel() + np.array(strange) * UNKNOWN**2)
    rows = sparse.csr_matrix(sparse.diags(1 / lengths) @ rows)
    urgent = [number for number, example in enumerate(examples) if example.urgent]
    whether = _regression().fit(rows, [example.urgent is not None for example in examples])
    which = _regression().fit(rows[urgent], [examples[number].urgent for number in urgent])
    ids = list(which.classes_)
    lines = [_line(START, 1.0, whether.intercept_[0], which.intercept_, ids)]
    for place, name in enumerate(counts.get_feature_names_out()):
        lines.append(_line(name, rarity[place], whether.coef_[0][place], which.coef_[:, place], ids))
    return lines


def _regression() -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=3000)


def _line(name: str, rarity: float, points: float, rules: Sequence[float], ids: Sequence[str]) -> str:
    given = [f"{id}:{value:.1f}" for id, value in zip(ids, rules, strict=True) if name == START or value > SLIGHT]
    return f"{name}\t{rarity:.2f}\t{points:.2f}\t{' '.join(given)}"


def by_writer(examples: Sequence[Wording], folder: Path) -> None:
    """Print what the gate makes of each writer's wordings when it has learned from the others."""
    print(f"{'writer':8}{'urgent':>8}{'found':>8}{'severe':>8}{'harmless':>10}{'quiet':>8}")
    total = [0, 0, 0, 0, 0, 0]
    for writer in sorted(
        {example.writer for example in examples} - {"tune", "starter", "seeds", "L", "M", "N", "O", "R", "S", "T"}
    ):
        file = folder / "points.tsv"
        file.write_text("\n".join(learn([example for example in examples if example.writer != writer])) + "\n")
        counts = count(gate_with(file), [example for example in examples if example.writer == writer])
        total = [before + new for before, new in zip(total, counts, strict=True)]
        print(row(writer, counts), flush=True)
    print(row("all", total))


def gate_with(file: Path) -> Gate:
    """The gate with its own rules and thresholds, and the points of this file."""
    if RULES.points is None:
        raise SystemExit(f"{OWN_RULES} has no [points]")
    return Gate(RULES, read_points(PointsRule(file, RULES.points.raised, RULES.points.quiet)))


def count(gate: Gate, examples: Sequence[Wording]) -> list[int]:
    """Urgent wordings, those found, severe ones, those found, harmless ones, those left alone."""
    counts = [0] * 6
    for example in examples:
        notice = gate.check(example.question, example.history, audience=example.audience)
        if example.urgent is None:
            counts[4] += 1
            counts[5] += notice is None
            continue
        severe = gate.levels[example.urgent] is not Level.URGENT
        found = notice is not None and (not severe or notice.level is not Level.URGENT)
        counts[0] += 1
        counts[1] += found
        counts[2] += severe
        counts[3] += severe and found
    return counts


def row(name: str, counts: Sequence[int]) -> str:
    """A line of the table."""
    urgent, found, severe, severe_found, harmless, quiet = counts
    shares = [
        part / whole if whole else float("nan")
        for part, whole in ((found, urgent), (severe_found, severe), (quiet, harmless))
    ]
    return f"{name:8}{urgent:8}{shares[0]:8.3f}{shares[1]:8.3f}{harmless:10}{shares[2]:8.3f}"


def main() -> None:
    """Read the command line and do what it says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--by-writer", action="store_true", help="measure on writers left out")
    parser.add_argument("--write", action="store_true", help="write answer/safety_points.tsv")
    options = parser.parse_args()
    examples = wordings()
    if options.by_writer:
        import tempfile

        with tempfile.TemporaryDirectory() as folder:
            by_writer(examples, Path(folder))
    if options.write:
        lines = learn(examples)
        (ROOT / "answer" / "safety_points.tsv").write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
        print(f"{len(lines)} words and pairs from {len(examples)} wordings")
    if not (options.by_writer or options.write):
        parser.error("say --by-writer or --write")


if __name__ == "__main__":
    main()
