"""Words: a BM25 index as plain arrays. It finds the rare word that vectors blur; `index.vectors` finds paraphrases.

Every score is worked out when the index is built (Lù 2024, arXiv:2407.03618), so a search adds up a few slices. Why
not a library: docs/decisions/0002-lexical-index.md.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.analysis import stems

K1 = 1.2
B = 0.75

Mask = NDArray[np.bool_]
Ranked = tuple[NDArray[np.int64], NDArray[np.floating]]
"""Ordinals and their scores, best first; equal scores are in the order of the ordinals."""


class LexicalIndex:
    """The postings of each stem: `rows[starts[i]:starts[i + 1]]` ascending, and the score that each row gets for it."""

    def __init__(
        self,
        size: int,
        terms: Sequence[str],
        starts: NDArray[np.int64],
        rows: NDArray[np.int32],
        scores: NDArray[np.float32],
    ) -> None:
        self.size = size
        self._numbers = {term: number for number, term in enumerate(terms)}
        self._starts, self._rows, self._scores = starts, rows, scores

    @classmethod
    def build(cls, texts: Iterable[str]) -> LexicalIndex:
        """Index texts; a text's ordinal is its place."""
        counts = [Counter(stems(text)) for text in texts]
        postings: dict[str, list[tuple[int, int]]] = {}
        for row, counter in enumerate(counts):
            for term, count in counter.items():
                postings.setdefault(term, []).append((row, count))
        terms = sorted(postings)
        lengths = np.array([counter.total() for counter in counts], dtype=np.float64)
        starts = np.concatenate([[0], np.cumsum([len(postings[term]) for term in terms])]).astype(np.int64)
        pairs = np.array([pair for term in terms for pair in postings[term]], dtype=np.int64).reshape(-1, 2)
        weights = np.repeat([_weight(len(postings[term]), len(counts)) for term in terms], np.diff(starts))
        return cls(len(counts), terms, starts, pairs[:, 0].astype(np.int32), _score(pairs, lengths, weights))

    def save(self, path: Path) -> None:
        """Write the index to one new file."""
        terms = np.frombuffer("\n".join(self._numbers).encode(), dtype=np.uint8)
        with path.open("wb") as file:
            np.savez(file, size=self.size, terms=terms, starts=self._starts, rows=self._rows, scores=self._scores)

    @classmethod
    def load(cls, path: Path) -> LexicalIndex:
        with np.load(path, allow_pickle=False) as arrays:
            terms = arrays["terms"].tobytes().decode()
            names = terms.split("\n") if terms else []
            return cls(int(arrays["size"]), names, arrays["starts"], arrays["rows"], arrays["scores"])

    def weight(self, stem: str) -> float:
        """How telling a stem is: its inverse document frequency. A stem that no text has weighs most."""
        return _weight(len(self._postings(stem)), self.size)

    def scores(self, question: str) -> NDArray[np.float32]:
        """The BM25 score of every text, `(size,)`. A word counts once, however often the question says it."""
        totals = np.zeros(self.size, dtype=np.float32)
        for stem in dict.fromkeys(stems(question)):
            found = self._slice(stem)
            totals[self._rows[found]] += self._scores[found]
        return totals

    def search(self, question: str, k: int, mask: Mask | None = None) -> Ranked:
        """The `k` best texts that share a stem with the question and that the mask, if any, keeps."""
        return best(self.scores(question), k, mask)

    def matched_terms(self, question: str, ordinal: int) -> tuple[str, ...]:
        """The question's stems that this text has, in the question's order."""
        return tuple(stem for stem in dict.fromkeys(stems(question)) if self._has(stem, ordinal))

    def _slice(self, stem: str) -> slice:
        number = self._numbers.get(stem)
        return slice(0, 0) if number is None else slice(int(self._starts[number]), int(self._starts[number + 1]))

    def _postings(self, stem: str) -> NDArray[np.int32]:
        return self._rows[self._slice(stem)]

    def _has(self, stem: str, ordinal: int) -> bool:
        rows = self._postings(stem)
        place = int(np.searchsorted(rows, ordinal))
        return place < len(rows) and int(rows[place]) == ordinal


def best(scores: NDArray[np.float32], k: int, mask: Mask | None = None) -> Ranked:
    """The `k` best rows with a score above 0 that the mask keeps; equal scores in the order of the rows."""
    rows = np.flatnonzero(scores > 0 if mask is None else (scores > 0) & mask)
    if len(rows) > k > 0:
        threshold = np.partition(scores[rows], len(rows) - k)[len(rows) - k]
        rows = rows[scores[rows] >= threshold]
    rows = rows[np.lexsort((rows, -scores[rows]))][: max(k, 0)]
    return rows.astype(np.int64), scores[rows]


def _weight(holders: int, size: int) -> float:
    return math.log(1 + (size - holders + 0.5) / (holders + 0.5))


def _score(pairs: NDArray[np.int64], lengths: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float32]:
    """BM25 of each (row, count) pair, with the inverse document frequency of Lucene, which is never negative."""
    if not len(pairs):
        return np.zeros(0, dtype=np.float32)
    rows, counts = pairs[:, 0], pairs[:, 1]
    damping = K1 * (1 - B + B * lengths[rows] / lengths.mean())
    return np.asarray(weights * counts * (K1 + 1) / (counts + damping), dtype=np.float32)
