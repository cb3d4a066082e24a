"""What a typing slip costs, and that likelier slips cost less."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from answer.slips import cost

WORDS = st.text("abcdef", min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("typed", "likelier", "less_likely"),
    [
        ("ankel", "ankle", "angel"),
        ("femer", "femur", "fever"),
        ("cuping", "cupping", "coping"),
    ],
)
def test_of_two_words_one_step_away_the_likelier_slip_costs_less(typed: str, likelier: str, less_likely: str) -> None:
    assert OSA.distance(typed, likelier) == OSA.distance(typed, less_likely) == 1
    assert cost(typed, likelier) < cost(typed, less_likely)


@given(WORDS, WORDS)
def test_a_cost_is_no_more_than_the_dearest_steps_and_no_less_than_the_cheapest(typed: str, meant: str) -> None:
    steps = OSA.distance(typed, meant)
    assert 0.6 * steps <= cost(typed, meant) + 1e-6
    assert cost(typed, meant) <= 1.3 * steps + 1e-6


@given(WORDS, WORDS)
def test_both_ways_cost_the_same(one: str, other: str) -> None:
    assert cost(one, other) == pytest.approx(cost(other, one))
