"""Fusion: one score from several that mean different things. Pure arithmetic, no search.

Each score is stretched to 0 … 1 over the candidates, then those of words and those of vectors are averaged, weighed
and added. Averaging raw scores lets BM25, which has no upper bound, drown the cosine; ranks alone (RRF) forget how far
ahead the first one is. Which scores there are, and what each is worth: docs/decisions/0008-retrieval.md.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.lexical import Ranked

Scores = NDArray[np.float32]
ALIKE = 1e-6  # of a score: less is the rounding of 32 bits, which must not be stretched to a difference


Shares = tuple[Sequence[float], Sequence[float]]
"""What each score of words, and each of vectors, counts beside the others of its kind."""


def fuse(
    ordinals: NDArray[np.int64],
    lexical: Sequence[Scores],
    dense: Sequence[Scores],
    *,
    dense_weight: float = 0.6,
    shares: Shares | None = None,
) -> Ranked:
    """The candidates with their fused scores, best first; equal scores in the order of the ordinals.

    `lexical` and `dense` are one or more scores of every candidate, each `(candidates,)`: all are known for all of
    them, also for those that only one search found. Without `shares` those of a kind count alike. Raises ValueError for
    a weight outside 0 … 1.

    >>> words, vectors = np.array([9.0, 3.0, 0.0]), np.array([0.2, 0.8, 0.4])
    >>> rows, scores = fuse(np.array([7, 3, 5]), [words], [vectors], dense_weight=0.5)
    >>> rows.tolist(), scores.round(3).tolist()
    ([3, 7, 5], [0.667, 0.5, 0.167])
    """
    if not 0 <= dense_weight <= 1:
        raise ValueError(f"dense_weight is {dense_weight}: give a number from 0 (words alone) to 1 (vectors alone)")
    shares = shares or ([1.0] * len(lexical), [1.0] * len(dense))
    words, vectors = (
        np.average([stretch(each) for each in kind], axis=0, weights=counts)
        for kind, counts in zip((lexical, dense), shares, strict=True)
    )
    scores = (1 - dense_weight) * words + dense_weight * vectors
    order = np.lexsort((ordinals, -scores))
    return ordinals[order], scores[order]


def stretch(scores: NDArray[np.floating]) -> NDArray[np.float64]:
    """Scores stretched to 0 … 1; where they are all equal but for rounding, 1 for scores above 0 and 0 for others."""
    values = np.asarray(scores, dtype=np.float64)
    if not len(values):
        return values
    low, high = values.min(), values.max()
    if high - low <= ALIKE * max(abs(high), abs(low)):
        return np.asarray(values > 0, dtype=np.float64)
    return np.asarray((values - low) / (high - low))
