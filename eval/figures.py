"""From rows to figures: the mean of every measure with its interval, of all rows and of groups of them.

A row holds the measures of one question as `eval.results` writes it; one that a measure does not apply to has none of
that name and is not counted for it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np

from eval.statistics import Interval, mean_interval

Row = dict[str, Any]
Estimate = Callable[[Sequence[float]], Interval]


def means(rows: Sequence[Row], names: Sequence[str], estimate: Estimate = mean_interval) -> dict[str, dict[str, float]]:
    """The mean and interval of each measure that any row has, in the order of the names."""
    return {name: asdict(estimate(values)) for name in names if (values := _values(rows, name))}


def counts(rows: Sequence[Row], names: Sequence[str]) -> dict[str, int]:
    """How many rows have each measure."""
    return {name: len(values) for name in names if (values := _values(rows, name))}


def grouped(
    rows: Sequence[Row], field: str, names: Sequence[str], estimate: Estimate = mean_interval
) -> dict[str, dict[str, Any]]:
    """The figures of the rows that share a value of this field, by that value."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row[field], []).append(row)
    return {
        key: {
            "queries": len(groups[key]),
            "measures": means(groups[key], names, estimate),
            "counts": counts(groups[key], names),
        }
        for key in sorted(groups)
    }


def latency(milliseconds: Sequence[float]) -> dict[str, float]:
    """The median and the 95th percentile of times in milliseconds; nothing of none."""
    if not milliseconds:
        return {}
    median, high = np.quantile(milliseconds, [0.5, 0.95])
    return {"ms_median": float(median), "ms_p95": float(high)}


def _values(rows: Sequence[Row], name: str) -> list[float]:
    return [row["measures"][name] for row in rows if name in row["measures"]]
