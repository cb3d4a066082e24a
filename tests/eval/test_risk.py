"""The curve of risk and coverage and the CRAG score, by hand."""

from __future__ import annotations

import math
from itertools import permutations

import pytest

from eval.risk import crag, risk_coverage


def test_the_curve_of_four_answers() -> None:
    # Surest first: right, wrong, right, wrong.
    curve = risk_coverage([0.2, 0.9, 0.6, 0.4], [True, False, True, False])
    assert curve.coverage == (0.25, 0.5, 0.75, 1.0)
    assert curve.risk == pytest.approx((0, 1 / 2, 1 / 3, 1 / 2))
    assert curve.area == pytest.approx((0 + 1 / 2 + 1 / 3 + 1 / 2) / 4)
    assert curve.best == pytest.approx((0 + 0 + 1 / 3 + 1 / 2) / 4)
    assert curve.blind == 0.5


@pytest.mark.parametrize(
    ("wrong", "area"), [pytest.param([False] * 3, 0.0, id="all right"), pytest.param([True] * 3, 1.0, id="all wrong")]
)
def test_where_all_are_alike_every_order_is_the_best(wrong: list[bool], area: float) -> None:
    curve = risk_coverage([0.3, 0.2, 0.1], wrong)
    assert (curve.area, curve.best, curve.blind) == (area, area, area)
    assert not math.isnan(curve.area)


def test_one_answer_makes_a_curve() -> None:
    assert risk_coverage([0.0], [True]).risk == (1.0,)


def test_equally_sure_answers_share_their_errors_in_any_order() -> None:
    curves = {risk_coverage([0.5] * 4, order) for order in permutations([True, False, False, False])}
    assert len(curves) == 1
    assert curves.pop().risk == (0.25, 0.25, 0.25, 0.25)


def test_no_answers_make_no_curve() -> None:
    with pytest.raises(ValueError, match="no answers"):
        risk_coverage([], [])


def test_confidences_and_answers_must_be_as_many() -> None:
    with pytest.raises(ValueError, match="argument 2"):
        risk_coverage([0.1, 0.2], [True])


@pytest.mark.parametrize(
    ("correct", "missing", "questions", "expected"),
    [(10, 0, 10, 1.0), (0, 10, 10, 0.0), (0, 0, 10, -1.0), (6, 2, 10, 0.4), (1, 1, 4, -0.25)],
)
def test_the_crag_score(correct: int, missing: int, questions: int, expected: float) -> None:
    assert crag(correct, missing, questions) == expected


def test_no_questions_have_no_crag_score() -> None:
    with pytest.raises(ValueError, match="no questions"):
        crag(0, 0, 0)
