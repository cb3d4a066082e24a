"""Reranking: a cross-encoder reads the question and each of the best passages together, and orders them anew.

An option: `index.search` does without. It takes seconds to load and some hundred milliseconds a question on a laptop,
and its weights have to be had from a model hub or a folder. The model itself runs in `index.torch_models`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from index.search import Hit

MOST = 20  # hits that are read: further ones stay in their order below these

Score = Callable[[Sequence[tuple[str, str]]], Sequence[float]]
"""What tells how well the second text of each pair answers the first: higher is better."""


class Reranker:
    """A cross-encoder that is loaded. Threads may share one where they may share its `score`."""

    def __init__(self, name: str, score: Score) -> None:
        self.name = name
        self._score = score

    def order(self, question: str, hits: Sequence[Hit]) -> list[Hit]:
        """The same hits, the best MOST in the model's order; equal ones stay as they were.

        The model's scores are brought to 0 … 1. What it did not read scores at most what the last does that it read.
        """
        if not hits:
            return []
        pairs = [(question, f"{hit.passage.heading}. {hit.passage.text}") for hit in hits[:MOST]]
        scores = 1 / (1 + np.exp(-np.asarray(self._score(pairs), dtype=np.float64)))
        order = np.argsort(-scores, kind="stable").tolist()
        lowest = float(scores.min())
        unread = [replace(hit, score=min(hit.score, lowest)) for hit in hits[MOST:]]
        return [*(replace(hits[place], score=float(scores[place])) for place in order), *unread]


def load_reranker(name: str) -> Reranker | None:
    """The cross-encoder called `name`, by hub name or path; None for "". Raises RerankerError."""
    if not name:
        return None
    from index.torch_models import load_cross_encoder  # here, as torch takes seconds to import

    return Reranker(name, load_cross_encoder(name))
