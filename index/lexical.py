"""Words: BM25 by bm25s. It finds the rare word that vectors blur; `index.vectors` finds paraphrases.

Which library, and why: docs/decisions/0002-lexical-index.md.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA, DamerauLevenshtein

from index.analysis import stems
from index.thesaurus import NOTHING, Equivalent, Phrase, Thesaurus

K1 = 0.4
B = 0.75
STANDS_FOR = 0.5  # what a phrase of the thesaurus counts, beside 1 for what was typed
SLIPS = 1, 2  # letters that a typing slip may change: in a stem of up to LONG letters, in a longer one
LONG = 7
SIZE = "size.json"
SHORT = 3  # a shortened word has at least this many letters
AFTER_LETTERS = "\U0010ffff"  # comes after every letter, and is none

Mask = NDArray[np.bool_]
Ranked = tuple[NDArray[np.int64], NDArray[np.floating]]
"""Ordinals and their scores, best first; equal scores are in the order of the ordinals."""


class LexicalIndex:
    """BM25 scores of every text for a question, and what is known of the library's stems."""

    def __init__(self, model: bm25s.BM25 | None, size: int) -> None:
        self.size = size
        self._model = model
        self._numbers: dict[str, int] = {} if model is None else model.vocab_dict
        self._terms = sorted(self._numbers)

    @classmethod
    def build(cls, texts: Iterable[str]) -> LexicalIndex:
        """Index texts; a text's ordinal is its place. The same texts give the same files."""
        words = [stems(text) for text in texts]
        numbers = {term: number for number, term in enumerate(sorted({stem for text in words for stem in text}))}
        if not numbers:
            return cls(None, len(words))
        model = bm25s.BM25(k1=K1, b=B, method="lucene", backend="numpy", csc_backend="numpy", auto_compile=False)
        ids = [[numbers[stem] for stem in text] for text in words]
        model.index((ids, numbers), create_empty_token=False, show_progress=False)
        return cls(model, len(words))

    def save(self, folder: Path) -> None:
        """Write the index to a new folder. One without words writes its size only."""
        folder.mkdir()
        (folder / SIZE).write_text(json.dumps({"texts": self.size, "words": len(self._terms)}) + "\n", encoding="utf-8")
        if self._model is not None:
            self._model.save(str(folder), show_progress=False)

    @classmethod
    def load(cls, folder: Path) -> LexicalIndex:
        size = json.loads((folder / SIZE).read_text(encoding="utf-8"))
        model = bm25s.BM25.load(str(folder), show_progress=False) if size["words"] else None
        return cls(model, size["texts"])

    def weight(self, stem: str) -> float:
        """How telling a stem is: its inverse document frequency. A stem that no text has weighs most."""
        holders = len(self._postings(stem)[0])
        return math.log(1 + (self.size - holders + 0.5) / (holders + 0.5))

    def knows(self, stem: str) -> bool:
        """Whether some text has this stem."""
        return stem in self._numbers

    def closest(self, stem: str) -> str:
        """The library's stem that a question's stem stands for, "" where there is none.

        That is itself, a longer one that it shortens, or one that is a typing slip away; of several the one in most
        texts, then the first.
        """
        if stem in self._numbers:
            return stem
        longer = self._lengthened(stem) if len(stem) >= SHORT else []
        if not longer and len(stem) > SHORT + 1:
            slips = SLIPS[len(stem) > LONG]
            near = process.extract(
                stem, self._terms, scorer=DamerauLevenshtein.distance, score_cutoff=slips, limit=None
            )
            nearest = min((distance for _, distance, _ in near), default=0)
            longer = [term for term, distance, _ in near if distance == nearest and term[0] == stem[0]]
        return min(longer, key=lambda term: (self.weight(term), term), default="")

    def similar(self, stem: str, slips: int) -> list[str]:
        """The library's stems that so many slips make of this one; the first letter is right."""
        ours = self._terms[bisect_left(self._terms, stem[0]) : bisect_left(self._terms, stem[0] + AFTER_LETTERS)]
        near = process.extract(stem, ours, scorer=OSA.distance, score_cutoff=slips, limit=None)
        return [term for term, _, _ in near]

    def a_text_with(self, stem: str) -> int:
        """The first text that has this stem, by its ordinal."""
        return int(self._postings(stem)[0][0])

    def _lengthened(self, stem: str) -> list[str]:
        """The library's stems that begin with this one: sorted, they stand in a row."""
        return self._terms[bisect_left(self._terms, stem) : bisect_left(self._terms, stem + AFTER_LETTERS)]

    def scores(self, question: str, thesaurus: Thesaurus = NOTHING) -> NDArray[np.float32]:
        """The BM25 score of every text, `(size,)`. A word counts once, however often the question says it.

        Where a text has another phrase for what the question says, and has it whole, that counts STANDS_FOR of what it
        scores, in place of what was typed where that is less.
        """
        words = stems(question)
        total = self._sum(words)
        for equivalent in dict.fromkeys(thesaurus.find(words)):
            total += self._gain(equivalent)
        return total

    def _sum(self, words: Iterable[str]) -> NDArray[np.float32]:
        total = np.zeros(self.size, dtype=np.float32)
        for stem in dict.fromkeys(words):
            rows, values = self._postings(stem)
            total[rows] += values  # a stem has a text once at most
        return total

    def _gain(self, equivalent: Equivalent) -> NDArray[np.float32]:
        said, best_other = self._sum(equivalent.said), np.zeros(self.size, dtype=np.float32)
        for phrase in equivalent.others:
            np.maximum(best_other, self._whole(phrase), out=best_other)
        gain: NDArray[np.float32] = np.maximum(STANDS_FOR * best_other - said, 0)
        return gain

    def _whole(self, phrase: Phrase) -> NDArray[np.float32]:
        """The score of a phrase's words in the texts that have all of them, 0 elsewhere."""
        total = self._sum(phrase)
        for stem in phrase:
            total[~self._holders(stem)] = 0
        return total

    def search(self, question: str, k: int, mask: Mask | None = None) -> Ranked:
        """The `k` best texts that share a stem with the question and that the mask, if any, keeps."""
        return best(self.scores(question), k, mask)

    def matched_terms(self, question: str, ordinals: Sequence[int]) -> list[tuple[str, ...]]:
        """For each of these texts the question's stems that it has, in the question's order."""
        found: list[list[str]] = [[] for _ in ordinals]
        for stem in dict.fromkeys(stems(question)):
            rows, _ = self._postings(stem)
            for place in np.flatnonzero(_among(np.asarray(ordinals, dtype=np.int64), rows)):
                found[place].append(stem)
        return [tuple(terms) for terms in found]

    def _holders(self, stem: str) -> Mask:
        """For every text whether it has the stem, `(size,)`."""
        holds = np.zeros(self.size, dtype=np.bool_)
        holds[self._postings(stem)[0]] = True
        return holds

    def _postings(self, stem: str) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """The texts that have a stem, and what it scores in each."""
        number = self._numbers.get(stem)
        if number is None or self._model is None:
            return np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32)
        starts = self._model.scores["indptr"]
        here = slice(starts[number], starts[number + 1])
        return self._model.scores["indices"][here], self._model.scores["data"][here]


def _among(ordinals: NDArray[np.int64], rows: NDArray[np.int32]) -> Mask:
    """Which ordinals are among the rows, which rise: looked up one by one, as rows may be many."""
    if not len(rows):
        return np.zeros(len(ordinals), dtype=np.bool_)
    places = np.minimum(np.searchsorted(rows, ordinals), len(rows) - 1)
    found: Mask = rows[places] == ordinals
    return found


def best(scores: NDArray[np.float32], k: int, mask: Mask | None = None) -> Ranked:
    """The `k` best rows with a score above 0 that the mask keeps; equal scores in the order of the rows."""
    rows = np.flatnonzero(scores > 0 if mask is None else (scores > 0) & mask)
    if len(rows) > k > 0:
        threshold = np.partition(scores[rows], len(rows) - k)[len(rows) - k]
        rows = rows[scores[rows] >= threshold]
    rows = rows[np.lexsort((rows, -scores[rows]))][: max(k, 0)]
    return rows.astype(np.int64), scores[rows]
