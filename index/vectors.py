"""Vectors: exact search by inner product. The one file that uses faiss; words are found in `index.lexical`."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from index.embedder import Vector
from index.lexical import Mask, Ranked

_threads = threading.local()


def _search_on_one_core() -> None:
    """Keep faiss to this thread: further ones would only spin, and slow down what else runs.

    OpenMP keeps the number for each thread that calls it, so every thread that searches has to say so, once.
    """
    if not getattr(_threads, "kept_to_one", False):
        faiss.omp_set_num_threads(1)
        _threads.kept_to_one = True


class VectorIndex:
    """Vectors of length 1, one a row. Searches may run at once; nothing changes it once it is built."""

    def __init__(self, flat: Any) -> None:  # faiss's own types know neither selectors nor arrays
        self._flat = flat

    @classmethod
    def build(cls, rows: Vector) -> VectorIndex:
        """Index `(rows, dimension)` vectors; a vector's ordinal is its row."""
        flat = faiss.IndexFlatIP(rows.shape[1])
        flat.add(np.ascontiguousarray(rows, dtype=np.float32))
        return cls(flat)

    @classmethod
    def load(cls, path: Path) -> VectorIndex:
        return cls(faiss.read_index(str(path)))

    def save(self, path: Path) -> None:
        path.write_bytes(faiss.serialize_index(self._flat).data)  # faiss itself raises no OSError

    @property
    def size(self) -> int:
        return int(self._flat.ntotal)

    @property
    def dimension(self) -> int:
        return int(self._flat.d)

    def search(self, vector: Vector, k: int, mask: Mask | None = None) -> Ranked:
        """The `k` nearest rows that the mask, if any, keeps; fewer where it keeps fewer.

        Of equal rows the lowest are found, as flat search goes through the rows in their order, and they come first.
        """
        k = min(k, self.size if mask is None else int(np.count_nonzero(mask)))
        if k <= 0:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        rows, scores = self._nearest(vector, k, mask)
        order = np.lexsort((rows, -scores))
        return rows[order], scores[order]

    def _nearest(self, vector: Vector, k: int, mask: Mask | None) -> Ranked:
        _search_on_one_core()
        parameters = None
        if mask is not None:
            bits = np.packbits(mask, bitorder="little")
            library: Any = faiss
            parameters = library.SearchParameters(sel=library.IDSelectorBitmap(bits))
        question = np.ascontiguousarray(vector, dtype=np.float32).reshape(1, -1)
        scores, rows = self._flat.search(question, k, params=parameters)
        return rows[0], scores[0]

    def rows(self, ordinals: NDArray[np.int64]) -> Vector:
        """The vectors of these rows, `(ordinals, dimension)`."""
        if not len(ordinals):
            return np.zeros((0, self.dimension), dtype=np.float32)
        found: Vector = self._flat.reconstruct_batch(ordinals)
        return found
