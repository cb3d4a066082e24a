"""How sure a figure is: bootstrap intervals, paired randomization, and Holm's correction for several comparisons.

All of it is deterministic: the seed is fixed, so the same values give the same interval and the same p.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

SAMPLES = 10_000
SEED = 20_260_101
LEVEL = 0.95
CHUNK = 1_000  # samples drawn at once: a few megabytes at a thousand questions


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean and the bounds of its 95% interval."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two systems on the same questions: the mean of `second - first`, its interval, and the p of no difference."""

    difference: Interval
    p: float


def mean_interval(values: Sequence[float]) -> Interval:
    """The mean of the values and its percentile bootstrap interval, resampling questions.

    Raises ValueError where there are no values.
    """
    observed = _checked(values)
    means = np.concatenate([observed[rows].mean(axis=1) for rows in _resamples(len(observed))])
    low, high = np.quantile(means, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Interval(float(observed.mean()), float(low), float(high))


def compare_paired(first: Sequence[float], second: Sequence[float]) -> Comparison:
    """Whether the second system differs from the first: the signs of the differences are flipped at random.

    p is `(c + 1) / (B + 1)`, never 0. Raises ValueError where the lengths differ or are 0.
    """
    if len(first) != len(second):
        raise ValueError(f"{len(first)} values against {len(second)}: both systems must answer the same questions")
    differences = _checked(second) - _checked(first)
    seen = abs(differences.sum())
    generator = np.random.default_rng(SEED)
    extreme = 0
    for _ in range(SAMPLES // CHUNK):
        signs = generator.integers(0, 2, size=(CHUNK, len(differences)), dtype=np.int8) * 2 - 1
        extreme += int((np.abs(signs @ differences) >= seen - 1e-12).sum())
    return Comparison(mean_interval(differences.tolist()), (extreme + 1) / (SAMPLES + 1))


def holm(ps: Sequence[float]) -> list[float]:
    """The p of each of several comparisons after Holm's step-down correction, in the order given.

    >>> holm([0.01, 0.04, 0.03])
    [0.03, 0.06, 0.06]
    """
    corrected = [0.0] * len(ps)
    highest = 0.0
    for rank, place in enumerate(sorted(range(len(ps)), key=lambda each: ps[each])):
        highest = max(highest, min(1.0, (len(ps) - rank) * ps[place]))
        corrected[place] = highest
    return corrected


def _checked(values: Sequence[float]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    observed = np.asarray(values, dtype=np.float64)
    if observed.size == 0:
        raise ValueError("no values: there is no mean of nothing")
    return observed


def _resamples(count: int) -> Iterator[np.ndarray[tuple[int, int], np.dtype[np.int64]]]:
    """Rows of places to take, in chunks; the same for the same count."""
    generator = np.random.default_rng(SEED)
    for _ in range(SAMPLES // CHUNK):
        yield generator.integers(0, count, size=(CHUNK, count))
