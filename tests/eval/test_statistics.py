"""Intervals, p values and Holm's correction, against values worked out by hand or counted in full."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.statistics import SAMPLES, compare_paired, holm, mean_interval

PS = st.lists(st.floats(0, 1), max_size=8)


def test_the_mean_is_the_mean_and_lies_in_its_interval() -> None:
    interval = mean_interval([0.0, 1.0, 0.5, 0.5])
    assert interval.mean == 0.5
    assert 0 <= interval.low < 0.5 < interval.high <= 1


def test_equal_values_leave_no_doubt() -> None:
    interval = mean_interval([0.25] * 7)
    assert (interval.mean, interval.low, interval.high) == (0.25, 0.25, 0.25)


def test_one_value_is_its_own_interval() -> None:
    interval = mean_interval([0.7])
    assert (interval.mean, interval.low, interval.high) == (0.7, 0.7, 0.7)


def test_the_interval_of_shares_is_that_of_the_binomial() -> None:
    """A hundred answers, half of them right: the mean of a resample has a standard deviation of 0.05."""
    interval = mean_interval([0.0, 1.0] * 50)
    assert interval.low == pytest.approx(0.5 - 1.96 * 0.05, abs=0.011)
    assert interval.high == pytest.approx(0.5 + 1.96 * 0.05, abs=0.011)


def test_four_times_the_questions_halve_the_interval() -> None:
    few, many = mean_interval([0.0, 1.0] * 50), mean_interval([0.0, 1.0] * 200)
    assert (few.high - few.low) / (many.high - many.low) == pytest.approx(2, rel=0.1)


def test_p_is_the_share_of_signs_that_are_as_extreme() -> None:
    first, second = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6], [0.3, 0.3, 0.7, 0.3, 0.9, 0.9]
    differences = np.array(second) - np.array(first)
    signed = [abs(sum(sign * each for sign, each in zip(signs, differences, strict=True))) for signs in _signs(6)]
    exact = np.mean([total >= abs(differences.sum()) - 1e-12 for total in signed])
    comparison = compare_paired(first, second)
    assert comparison.p == pytest.approx(exact, abs=0.01)
    assert comparison.difference.mean == pytest.approx(differences.mean())


def _signs(count: int) -> list[tuple[int, ...]]:
    return list(product((1, -1), repeat=count))


def test_systems_that_never_differ_have_p_1() -> None:
    comparison = compare_paired([0.1, 0.9, 0.4], [0.1, 0.9, 0.4])
    assert comparison.p == 1
    assert (comparison.difference.mean, comparison.difference.low, comparison.difference.high) == (0, 0, 0)


def test_p_is_never_0() -> None:
    comparison = compare_paired([0.0] * 100, [1.0] * 100)
    assert comparison.p == 1 / (SAMPLES + 1)


def test_which_system_is_first_turns_the_sign_alone() -> None:
    first, second = [0.1, 0.5, 0.2, 0.8], [0.4, 0.3, 0.9, 0.9]
    there, back = compare_paired(first, second), compare_paired(second, first)
    assert there.difference.mean == -back.difference.mean
    assert there.p == back.p


def test_the_same_values_give_the_same_figures() -> None:
    values = [0.1, 0.9, 0.4, 0.7]
    assert mean_interval(values) == mean_interval(values)
    first, second = [number / 40 for number in range(40)], [number * 7 % 40 / 38 for number in range(40)]
    assert compare_paired(first, second) == compare_paired(first, second)
    assert 0.01 < compare_paired(first, second).p < 0.99  # else any seed would do


def test_systems_must_answer_the_same_questions() -> None:
    with pytest.raises(ValueError, match="2 values against 1"):
        compare_paired([0.1, 0.2], [0.1])


def test_there_is_no_mean_of_nothing() -> None:
    with pytest.raises(ValueError, match="no values"):
        mean_interval([])
    with pytest.raises(ValueError, match="no values"):
        compare_paired([], [])


def test_holm_by_hand() -> None:
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([0.5, 0.6]) == [1.0, 1.0]
    assert holm([0.04]) == [0.04]
    assert holm([]) == []


@given(PS)
def test_holm_keeps_the_order_and_lies_between_p_and_bonferroni(ps: list[float]) -> None:
    corrected = holm(ps)
    for p, each in zip(ps, corrected, strict=True):
        assert p <= each <= min(1.0, len(ps) * p) + 1e-12
    ranked = [corrected[place] for place in sorted(range(len(ps)), key=lambda place: ps[place])]
    assert ranked == sorted(ranked)
