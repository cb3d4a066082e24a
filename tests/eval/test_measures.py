"""Measures against values worked out by hand, and against another implementation on random runs."""

from __future__ import annotations

from math import log2

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.measures import MEASURES, measure

NOTHING = dict.fromkeys(MEASURES, 0.0)


def one(judged: dict[str, int], ranked: list[str]) -> dict[str, float]:
    return measure({"q": judged}, {"q": ranked})["q"]


def test_a_relevant_document_on_top_is_all_there_is_to_find() -> None:
    assert one({"a": 1}, ["a", "b"]) == dict.fromkeys(MEASURES, 1.0)


def test_binary_judgements_by_hand() -> None:
    values = one({"a": 1, "b": 1, "c": 1}, ["x", "b", "y", "a"])
    assert values["nDCG@10"] == pytest.approx((1 / log2(3) + 1 / log2(5)) / (1 + 1 / log2(3) + 1 / log2(4)))
    assert values["R@100"] == pytest.approx(2 / 3)
    assert values["MRR@10"] == pytest.approx(1 / 2)
    assert values["P@1"] == 0


def test_grades_are_gains_and_any_above_0_is_relevant() -> None:
    values = one({"a": 3, "b": 1, "c": 0}, ["c", "b", "a"])
    assert values["nDCG@10"] == pytest.approx((1 / log2(3) + 3 / log2(4)) / (3 + 1 / log2(3)))
    assert values["nDCG@10"] == pytest.approx((0.63093 + 1.5) / 3.63093, abs=1e-5)
    assert (values["MRR@10"], values["R@100"], values["P@1"]) == (0.5, 1.0, 0.0)


def test_a_grade_below_0_counts_as_0() -> None:
    assert one({"a": 1, "spam": -2}, ["spam", "a"]) == one({"a": 1, "spam": 0}, ["spam", "a"])


def test_cut_offs() -> None:
    far = [f"x{number}" for number in range(200)]
    tenth, eleventh = [*far[:9], "a"], [*far[:10], "a"]
    assert one({"a": 1}, tenth)["nDCG@10"] == pytest.approx(1 / log2(11))
    assert one({"a": 1}, tenth)["MRR@10"] == pytest.approx(0.1)
    assert one({"a": 1}, eleventh) == {**NOTHING, "R@100": 1.0}
    assert one({"a": 1}, [*far[:99], "a"])["R@100"] == 1
    assert one({"a": 1}, [*far[:100], "a"]) == NOTHING


def test_more_than_ten_relevant_documents_fill_the_ideal() -> None:
    relevant = [f"a{number}" for number in range(20)]
    values = one(dict.fromkeys(relevant, 1), relevant[:10])
    assert values["nDCG@10"] == pytest.approx(1)
    assert values["R@100"] == pytest.approx(0.5)


def test_the_order_given_is_the_order_measured_whatever_the_ids() -> None:
    assert one({"a": 1}, ["a", "z"])["P@1"] == 1
    assert one({"z": 1}, ["a", "z"])["P@1"] == 0


def test_a_judged_question_without_ranking_scores_0_and_others_are_left_out() -> None:
    values = measure({"q1": {"a": 1}, "q2": {"b": 1}, "q3": {"c": 1}}, {"q2": ["b"], "q3": [], "q9": ["a"]})
    assert values == {"q1": NOTHING, "q2": dict.fromkeys(MEASURES, 1.0), "q3": NOTHING}
    assert list(values) == ["q1", "q2", "q3"]


def test_a_question_that_nothing_is_relevant_to_scores_0() -> None:
    assert measure({"q": {"a": 0}, "r": {"b": 1}}, {"q": ["a"], "r": ["b"]})["q"] == NOTHING


DOCUMENTS = [f"d{number:03d}" for number in range(130)]
JUDGED = st.dictionaries(st.sampled_from(DOCUMENTS), st.integers(0, 4), min_size=1, max_size=40)
RANKED = st.lists(st.sampled_from(DOCUMENTS), unique=True, max_size=130)


@given(st.lists(st.tuples(JUDGED, RANKED), min_size=1, max_size=3))
def test_another_implementation_agrees(cases: list[tuple[dict[str, int], list[str]]]) -> None:
    judgements = {f"q{number}": judged for number, (judged, _) in enumerate(cases)}
    values = measure(judgements, {f"q{number}": ranked for number, (_, ranked) in enumerate(cases)})
    for number, (judged, ranked) in enumerate(cases):
        assert values[f"q{number}"] == pytest.approx(plain(judged, ranked), abs=1e-6)


def plain(judged: dict[str, int], ranked: list[str]) -> dict[str, float]:
    """The measures in a few lines of numpy."""
    gains = np.array([judged.get(document, 0) for document in ranked], dtype=float)
    ideal = np.sort(np.array(list(judged.values()), dtype=float))[::-1]
    hits = np.flatnonzero(gains[:10] > 0)
    best, relevant = dcg(ideal), int((ideal > 0).sum())
    return {
        "nDCG@10": dcg(gains) / best if best else 0.0,
        "R@100": float((gains[:100] > 0).sum() / relevant) if relevant else 0.0,
        "MRR@10": float(1 / (hits[0] + 1)) if len(hits) else 0.0,
        "P@1": float(len(gains) > 0 and gains[0] > 0),
    }


def dcg(gains: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    top = gains[:10]
    return float((top / np.log2(np.arange(2, len(top) + 2))).sum())
