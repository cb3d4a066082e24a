"""Learn the points of words from the wordings of the tuning half, and measure what they are worth on unseen writers.

    python bench/safety_points.py gate --by-writer
    python bench/safety_points.py gate --diluted
    python bench/safety_points.py scope --write

`gate` is what is urgent, `scope` what is declined. `--by-writer` leaves the wordings of one writer out at a time,
learns from all others and says what becomes of those left out: the figure to expect from writers that nobody has seen.
(The rules were written on some of the wordings, so those are never left out.) `--diluted` puts an ordinary question
beside each urgent wording of the test half and says how many are still found. `--write` writes the file of points anew.

Learning is logistic regression (scikit-learn) over words and pairs of neighbours, each there or not, weighed by rarity;
once for raised or not, once for which rule.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from answer.safety import Gate
from answer.safety_lexicon import Lexicon
from answer.safety_points import SPARE, START, UNKNOWN, Points, features, marked, read_points
from answer.safety_reader import read
from answer.safety_rules import OWN_RULES, PointsRule, RuleFile, read_rules
from answer.safety_signs import Signs
from answer.scope import OWN_SCOPE, Scope
from answer.types import Level, Turn
from eval.suites import Asked, SafetyCase, read_safety_suite, read_suite

SUITES = Path(__file__).resolve().parent.parent / "eval" / "suites"
FEWEST = 3  # wordings that a word must stand in
STRENGTH = {"gate": 30.0, "scope": 36.0}  # how closely the points follow the wordings (scikit-learn's C)
CLOSE = 1e-6  # learning goes on until the slope is below this: stopped sooner, points shift with any change of wordings
SLIGHT = 0.4  # points for a rule below this are not written down
ORDINARY = ("starter", "seeds", "library")  # suites of questions that are neither urgent nor declined
STAY = frozenset({*ORDINARY, "tune", "AA", "AB", "L", "M", "N", "O", "R", "S", "T", "U"})  # writers never left out
APART = ("L-", "O-", "AB-")  # about medicines, or urgent and declined as well: they say nothing about the scope
HEADER = f"{{:8}}{'raise':>8}{'found':>8}{'severe':>8}{'harmless':>10}{'quiet':>8}"
HEAD = """\
# Points of words for the {task}, made by bench/safety_points.py from the tuning halves of eval/suites: do not change it
# by hand. Columns, parted by tabs: a word ("not word" where it is denied, past or only thought of) or a pair of
# neighbours; how rare it is; its points (above 0: raised, below: harmless); its points for single rules.
"""


@dataclass(frozen=True, slots=True)
class Wording:
    """A question, the rule that it should raise, its writer, and the words and pairs that are seen of it."""

    asked: Asked
    rule: str | None
    writer: str
    words: tuple[str, ...]


class Task:
    """What is to be learned: the rules, the wordings, and who judges by rules and points together."""

    def __init__(self, name: str, rules: RuleFile, judge: Callable[[RuleFile, Points], Gate | Scope]) -> None:
        self.name, self.rules, self._judge = name, rules, judge
        self._lexicon = Lexicon(rules)
        self._signs = Signs(rules, self._lexicon)

    @property
    def points(self) -> PointsRule:
        """The table [points] of the rules."""
        if self.rules.points is None:
            raise SystemExit(f"the rules of the {self.name} have no [points]")
        return self.rules.points

    def wordings(self, half: str = "tune") -> list[Wording]:
        """Those of one half of the suites; ordinary questions count as harmless."""
        levels = {rule.id: rule.level for rule in read_rules(OWN_RULES).rules}
        cases = [(case.asked, self._rule(case)) for case in read_safety_suite(SUITES / "urgent.jsonl", levels).cases]
        if self.name == "scope":
            cases = [(asked, None) for asked, _ in cases if not asked.id.startswith(APART)]
            cases += [(case.asked, case.declined) for case in read_safety_suite(SUITES / "scope.jsonl", levels).cases]
        for suite in ORDINARY:
            ordinary = read_suite(SUITES / f"{suite}.jsonl", levels).cases
            cases += [(case.asked, None) for case in ordinary if case.status.value in {"answered", "not_covered"}]
        return [self._wording(asked, rule) for asked, rule in cases if asked.half == half]

    def _rule(self, case: SafetyCase) -> str | None:
        return case.urgent

    def _wording(self, asked: Asked, rule: str | None) -> Wording:
        earlier = [turn.question for turn in asked.history]
        reading = next(read([*earlier, asked.question], self._lexicon))
        words = marked(reading, self._signs.scopes(reading))
        seen = tuple(features(words, set(reading.sentences), 0, len(words)))
        return Wording(asked, rule, asked.id.partition("-")[0], seen)

    def present_judge(self) -> Gate | Scope:
        """The gate or the scope as it is."""
        return self._judge(self.rules, read_points(self.points))

    def judge(self, lines: Iterable[str]) -> Gate | Scope:
        """The gate or the scope with its own rules and thresholds, and these points."""
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "points.tsv"
            file.write_text("\n".join(lines) + "\n", encoding="utf-8")
            return self._judge(self.rules, read_points(replace(self.points, file=file)))


TASKS = {
    "gate": lambda: Task("gate", read_rules(OWN_RULES), Gate),
    "scope": lambda: Task("scope", read_rules(OWN_SCOPE, of_scope=True), Scope),
}


def learn(examples: Sequence[Wording], strength: float) -> list[str]:
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
    raised = [number for number, example in enumerate(examples) if example.rule]
    whether = _regression(strength).fit(rows, [example.rule is not None for example in examples])
    which = _regression(strength).fit(rows[raised], [examples[number].rule for number in raised])
    ids = list(which.classes_)
    lines = [_line(START, 1.0, whether.intercept_[0], which.intercept_, ids)]
    for place, name in enumerate(counts.get_feature_names_out()):
        lines.append(_line(name, rarity[place], whether.coef_[0][place], which.coef_[:, place], ids))
    return lines


def _regression(strength: float) -> LogisticRegression:
    return LogisticRegression(C=strength, class_weight="balanced", tol=CLOSE, max_iter=10_000)


def _line(name: str, rarity: float, points: float, rules: Sequence[float], ids: Sequence[str]) -> str:
    given = [f"{id}:{value:.1f}" for id, value in zip(ids, rules, strict=True) if name == START or value > SLIGHT]
    return f"{name}\t{rarity:.2f}\t{points:.2f}\t{' '.join(given)}"


def by_writer(task: Task, examples: Sequence[Wording]) -> None:
    """Print what becomes of each writer's wordings when the points were learned from the others."""
    print(HEADER.format("writer"))
    total = [0, 0, 0, 0, 0, 0]
    for writer in sorted({example.writer for example in examples if example.rule} - STAY):
        others = [example for example in examples if example.writer != writer]
        judge = task.judge(learn(others, STRENGTH[task.name]))
        counts = count(judge, [example for example in examples if example.writer == writer])
        total = [before + new for before, new in zip(total, counts, strict=True)]
        print(row(writer, counts), flush=True)
    print(row("all", total))


def diluted(task: Task) -> None:
    """Print what is found of the wordings of the test half, alone and with an ordinary question beside each."""
    judge, examples = task.present_judge(), task.wordings("test")
    raised = [example for example in examples if example.rule]
    if not raised:
        raise SystemExit(f"the suite of the {task.name} has no test half")
    asked = [example.asked.question for example in examples if example.writer in ORDINARY]
    harmless = [question for question in asked if judge.check(question) is None]
    pairs = [(example, harmless[number % len(harmless)]) for number, example in enumerate(raised)]
    print(HEADER.format("beside"))
    print(row("nothing", count(judge, raised)))
    for place in ("before", "behind", "earlier"):
        print(row(place, count(judge, [beside(*pair, place) for pair in pairs])))


def beside(example: Wording, ordinary: str, place: str) -> Wording:
    """The wording with an ordinary question before or behind it, as a sentence of its own, or asked earlier."""
    asked = example.asked
    if place == "earlier":
        return replace(example, asked=replace(asked, history=(*asked.history, Turn(ordinary))))
    texts = [ordinary, asked.question] if place == "before" else [asked.question, ordinary]
    question = " ".join(text if text.endswith((".", "?", "!")) else f"{text}." for text in texts)
    return replace(example, asked=replace(asked, question=question))


def count(judge: Gate | Scope, examples: Sequence[Wording]) -> list[int]:
    """Wordings to be raised, those found, severe ones, those found, harmless ones, those left alone."""
    counts = [0] * 6
    for example in examples:
        asked = example.asked
        notice = judge.check(asked.question, asked.history, audience=asked.audience)
        if example.rule is None:
            counts[4] += 1
            counts[5] += notice is None
            continue
        severe = isinstance(judge, Gate) and judge.levels[example.rule] is not Level.URGENT
        found = notice is not None and (not severe or getattr(notice, "level", None) is not Level.URGENT)
        counts[0] += 1
        counts[1] += found
        counts[2] += severe
        counts[3] += severe and found
    return counts


def row(name: str, counts: Sequence[int]) -> str:
    """A line of the table."""
    raised, found, severe, severe_found, harmless, quiet = counts
    pairs = ((found, raised), (severe_found, severe), (quiet, harmless))
    shares = [part / whole if whole else float("nan") for part, whole in pairs]
    return f"{name:8}{raised:8}{shares[0]:8.3f}{shares[1]:8.3f}{harmless:10}{shares[2]:8.3f}"


def write(task: Task, examples: Sequence[Wording]) -> None:
    """Write the file of points anew."""
    lines = learn(examples, STRENGTH[task.name])
    task.points.file.write_text(HEAD.format(task=task.name) + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} words and pairs from {len(examples)} wordings")


def main() -> None:
    """Read the command line and do what it says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=TASKS)
    parser.add_argument("--by-writer", action="store_true", help="measure on writers left out")
    parser.add_argument("--diluted", action="store_true", help="measure with an ordinary question beside each wording")
    parser.add_argument("--write", action="store_true", help="write the file of points anew")
    options = parser.parse_args()
    if not (options.by_writer or options.diluted or options.write):
        parser.error("say --by-writer, --diluted or --write")
    task = TASKS[options.task]()
    if options.by_writer:
        by_writer(task, task.wordings())
    if options.diluted:
        diluted(task)
    if options.write:
        write(task, task.wordings())


if __name__ == "__main__":
    main()
