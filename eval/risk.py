"""What it costs to answer rather than to stay silent: the risk at every coverage, and the area below that curve.

`eval.scoring` scores single answers at the threshold in use; here all thresholds are looked at together, so that
systems which draw the line elsewhere can be compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import accumulate, groupby
from typing import Any


@dataclass(frozen=True, slots=True)
class RiskCoverage:
    """The share of wrong answers among the surest ones, for each number of answers from one to all.

    `area` is the mean of the risks. `best` is the area where every right answer is surer than every wrong one, and
    `blind` the one to expect of confidences that say nothing: the share of wrong answers.
    """

    coverage: tuple[float, ...]
    risk: tuple[float, ...]
    area: float
    best: float
    blind: float

    def as_json(self) -> dict[str, Any]:
        """The curve as a summary has it."""
        return asdict(self) | {"coverage": list(self.coverage), "risk": list(self.risk)}


def risk_coverage(confidences: Sequence[float], wrong: Sequence[bool]) -> RiskCoverage:
    """The curve of answers with these confidences, of which some are wrong.

    Answers that are equally sure count as wrong in equal parts, so their order does not matter. Raises ValueError where
    there are no answers or the lengths differ.

    >>> curve = risk_coverage([0.9, 0.8, 0.7], [False, True, False])
    >>> [round(risk, 3) for risk in curve.risk], round(curve.area, 3), round(curve.best, 3)
    ([0.0, 0.5, 0.333], 0.278, 0.111)
    """
    if not confidences:
        raise ValueError("no answers: there is no curve of nothing")
    surest_first = sorted(zip(confidences, wrong, strict=True), key=lambda pair: -pair[0])
    errors: list[float] = []
    for _, tied in groupby(surest_first, key=lambda pair: pair[0]):
        flags = [flag for _, flag in tied]
        errors += [sum(flags) / len(flags)] * len(flags)
    risk = _running_means(errors)
    best = _running_means(sorted(map(float, wrong)))
    return RiskCoverage(
        coverage=tuple(number / len(errors) for number in range(1, len(errors) + 1)),
        risk=tuple(risk),
        area=sum(risk) / len(risk),
        best=sum(best) / len(best),
        blind=sum(wrong) / len(wrong),
    )


def crag(correct: int, missing: int, questions: int) -> float:
    """The CRAG score, `(2 correct + missing) / n - 1`, from -1 to 1: silence is worth 0 and a wrong answer costs 1.

    `missing` are the questions that nothing was answered to, correct ones not counted. Raises ValueError where there
    are no questions.

    >>> crag(correct=6, missing=2, questions=10)
    0.4
    """
    if questions <= 0:
        raise ValueError("no questions: there is no score of nothing")
    return (2 * correct + missing - questions) / questions


def _running_means(values: Sequence[float]) -> list[float]:
    return [total / number for number, total in enumerate(accumulate(values), 1)]
