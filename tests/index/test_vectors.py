"""The vector index, against brute force."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import faiss
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.embedder import unit_rows
from index.vectors import VectorIndex


def draw_rows(seed: int, size: int, dimension: int = 32) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    return np.asarray(unit_rows(np.random.default_rng(seed).standard_normal((size, dimension)))).reshape(
        size, dimension
    )


@given(st.integers(0, 10_000), st.integers(1, 200), st.integers(0, 250), st.sampled_from([None, 0.0, 0.05, 0.5, 1.0]))
def test_search_agrees_with_brute_force(seed: int, size: int, k: int, share: float | None) -> None:
    rows, vector = draw_rows(seed, size), draw_rows(seed + 1, 1)[0]
    mask = None if share is None else np.random.default_rng(seed).random(size) < share
    kept = np.arange(size) if mask is None else np.flatnonzero(mask)
    scores = rows[kept] @ vector
    expected = kept[np.lexsort((kept, -scores))][:k]
    ordinals, found = VectorIndex.build(rows).search(vector, k, mask)
    np.testing.assert_allclose(found, rows[expected] @ vector, atol=1e-6)
    np.testing.assert_allclose(rows[ordinals] @ vector, rows[expected] @ vector, atol=1e-6)
    assert len(set(ordinals.tolist())) == len(expected)
    assert set(ordinals.tolist()) <= set(kept.tolist())


@pytest.mark.parametrize("k", [1, 20, 150])
@pytest.mark.parametrize("filtered", [False, True])
def test_of_equal_vectors_the_lowest_rows_win(filtered: bool, k: int) -> None:
    rows = draw_rows(1, 400)
    twins = np.random.default_rng(2).permutation(400)[:300]
    rows[twins] = rows[twins[0]]
    mask = np.arange(400) % 3 != 0 if filtered else None
    expected = sorted(row for row in twins.tolist() if mask is None or mask[row])
    ordinals, _ = VectorIndex.build(rows).search(rows[twins[0]], k, mask)
    assert ordinals.tolist() == expected[:k]


def test_rows_are_what_went_in_also_after_loading(tmp_path: Path) -> None:
    rows = draw_rows(3, 10)
    VectorIndex.build(rows).save(tmp_path / "vectors.faiss")
    loaded = VectorIndex.load(tmp_path / "vectors.faiss")
    assert (loaded.size, loaded.dimension) == (10, 32)
    assert loaded.rows(np.array([7, 2])).tolist() == rows[[7, 2]].tolist()
    assert loaded.rows(np.array([], dtype=np.int64)).shape == (0, 32)


def test_every_thread_that_searches_keeps_to_one_core() -> None:
    index = VectorIndex.build(draw_rows(4, 10))

    def count_threads() -> int:
        faiss.omp_set_num_threads(3)  # as on a machine with three cores
        index.search(draw_rows(5, 1)[0], 3)
        return int(faiss.omp_get_max_threads())

    for _ in range(2):  # a thread of its own each
        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(count_threads).result() == 1


def test_an_empty_index_finds_nothing() -> None:
    ordinals, scores = VectorIndex.build(np.zeros((0, 32), dtype=np.float32)).search(draw_rows(1, 1)[0], 5)
    assert (len(ordinals), len(scores)) == (0, 0)
