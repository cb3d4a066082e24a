"""Runs: the ranking that a system gives each question, in the format of TREC: `question Q0 document rank score tag`.

Files are read as trec_eval reads them: the rank is ignored, and of equal scores the greater document id comes first.
Files are written so that no reader has to break ties: the scores of a question decrease strictly.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from eval.beir import text_lines
from eval.errors import EvalError

FIELDS = ("question", "Q0", "document", "rank", "score", "tag")
STEP = 1e-6  # what equal scores are set apart by, where single precision can tell so little apart
GREATEST = float(np.finfo(np.float32).max)

Ranking = Sequence[tuple[str, float]]
"""Document ids with their scores, best first."""


@dataclass(frozen=True, slots=True)
class Run:
    """The rankings of one system, by question."""

    tag: str
    rankings: dict[str, Ranking]


def read_run(path: Path) -> Run:
    """Read a run file. Raises EvalError naming the line and the field that is wrong."""
    scores: dict[str, dict[str, float]] = {}
    tags: dict[str, None] = {}
    for where, line in text_lines(path, "check --run"):
        question, document, score, tag = _parse(line, where)
        scored = scores.setdefault(question, {})
        if document in scored:
            raise EvalError(f"{where}: document {document!r} stands twice for {question!r}: keep one of the lines")
        scored[document] = score
        tags[tag] = None
        if len(tags) > 1:
            raise EvalError(f"{where}: tag is {tag!r}, above it {next(iter(tags))!r}: keep one run a file")
    if not tags:
        raise EvalError(f"{path} is empty: write `{' '.join(FIELDS)}` on each line")
    return Run(next(iter(tags)), {question: order(scored) for question, scored in scores.items()})


def order(scores: Mapping[str, float]) -> Ranking:
    """Documents as trec_eval ranks them: by score in single precision, then by id, both from the greatest down.

    >>> order({"a": 0.5, "c": 0.5, "b": 0.9})
    [('b', 0.9), ('c', 0.5), ('a', 0.5)]
    """
    by_id = sorted(scores.items(), reverse=True)
    return sorted(by_id, key=lambda each: np.float32(each[1]), reverse=True)


def format_run(run: Run) -> str:
    """A run file's text. Scores are as given, but for those that would not be below the one before."""
    return "".join(
        f"{question} Q0 {document} {rank} {score!s} {run.tag}\n"
        for question, ranking in run.rankings.items()
        for rank, (document, score) in enumerate(_decreasing(ranking), 1)
    )


def _parse(line: str, where: str) -> tuple[str, str, float, str]:
    fields = line.split()
    if len(fields) != len(FIELDS):
        raise EvalError(f"{where} has {len(fields)} fields: write `{' '.join(FIELDS)}`")
    question, _, document, _, score, tag = fields
    try:
        value = float(score)
    except ValueError:
        value = math.nan
    if not abs(value) <= GREATEST:
        raise EvalError(f"{where}: score is {score!r}: write a finite number")
    return question, document, value, tag


def _decreasing(ranking: Ranking) -> list[tuple[str, np.float32]]:
    """The ranking with scores in single precision, which is what trec_eval keeps, each below the one before."""
    below: list[tuple[str, np.float32]] = []
    limit = np.float32(np.inf)
    for document, score in ranking:
        value = min(np.float32(score), limit)
        below.append((document, value))
        limit = min(np.nextafter(value, np.float32(-np.inf)), np.float32(value - np.float32(STEP)))
    return below
