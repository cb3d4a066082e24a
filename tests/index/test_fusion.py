"""Fusion, against values computed by hand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from index.fusion import fuse, stretch

SCORES = st.floats(-1e6, 1e6, width=32)


def f32(values: Sequence[float] | Sequence[tuple[float, float]]) -> NDArray[np.float32]:
    return np.asarray(values, dtype=np.float32)


def test_scores_computed_by_hand() -> None:
    # words: 10 -> 1, 4 -> 0.4, 0 -> 0; vectors: 0.5 -> 0.75, 0.6 -> 1, 0.2 -> 0
    ordinals, scores = fuse(np.array([1, 2, 3]), [f32([10, 4, 0])], [f32([0.5, 0.6, 0.2])], dense_weight=0.5)
    assert ordinals.tolist() == [1, 2, 3]
    assert scores.tolist() == pytest.approx([0.875, 0.7, 0.0])


def test_several_scores_of_a_kind_are_averaged_once_each_is_stretched() -> None:
    # words: (1 + 0) / 2, (0 + 1) / 2, (0.5 + 0.5) / 2; vectors: 0, 0.5, 1
    words = [f32([9, 1, 5]), f32([0, 0.2, 0.1])]
    ordinals, scores = fuse(np.array([1, 2, 3]), words, [f32([0, 1, 2])], dense_weight=0.6)
    assert ordinals.tolist() == [3, 2, 1]
    assert scores.tolist() == pytest.approx([0.8, 0.5, 0.2])


def test_a_score_may_count_less_than_the_others_of_its_kind() -> None:
    words = [f32([9, 1]), f32([0, 0.2])]
    ordinals, scores = fuse(np.array([1, 2]), words, [f32([0, 0])], dense_weight=0, shares=((1, 0.25), (1,)))
    assert ordinals.tolist() == [1, 2]
    assert scores.tolist() == pytest.approx([0.8, 0.2])


@pytest.mark.parametrize(("weight", "first"), [(0.0, 1), (1.0, 2)], ids=["words alone", "vectors alone"])
def test_the_weight_decides(weight: float, first: int) -> None:
    assert fuse(np.array([1, 2]), [f32([9, 1])], [f32([0.1, 0.9])], dense_weight=weight)[0][0] == first


def test_equal_scores_come_in_the_order_of_the_ordinals() -> None:
    ordinals, scores = fuse(np.array([9, 4, 6]), [f32([1, 0, 1])], [f32([0, 1, 0])], dense_weight=0.5)
    assert ordinals.tolist() == [4, 6, 9]
    assert scores.tolist() == [0.5, 0.5, 0.5]


@pytest.mark.parametrize(
    ("scores", "expected"),
    [([], []), ([3, 3], [1, 1]), ([0, 0], [0, 0]), ([7], [1]), ([-1, 1, 0], [0, 1, 0.5]), ([0.7, 0.7000001], [1, 1])],
    ids=["none", "equal", "all zero", "one", "spread", "equal but for rounding"],
)
def test_stretch(scores: list[float], expected: list[float]) -> None:
    assert stretch(f32(scores)).tolist() == expected


@given(st.lists(st.tuples(SCORES, SCORES), max_size=20), st.floats(0, 1))
def test_fused_scores_are_finite_and_sorted(pairs: list[tuple[float, float]], weight: float) -> None:
    lexical, dense = f32(pairs).reshape(-1, 2).T
    ordinals, scores = fuse(np.arange(len(pairs)), [lexical], [dense], dense_weight=weight)
    assert sorted(ordinals.tolist()) == list(range(len(pairs)))
    assert np.all(np.isfinite(scores))
    assert np.all((scores >= 0) & (scores <= 1 + 1e-9))
    assert np.all(np.diff(scores) <= 0)


@pytest.mark.parametrize("weight", [-0.1, 1.1, float("nan")])
def test_a_weight_out_of_range_is_refused(weight: float) -> None:
    with pytest.raises(ValueError, match="dense_weight"):
        fuse(np.array([1]), [f32([1])], [f32([1])], dense_weight=weight)
