"""Run files: read as trec_eval reads them, written so that nobody has to break ties."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import ir_measures
import numpy as np
import pytest
import pytrec_eval
from hypothesis import given
from hypothesis import strategies as st
from ir_measures import RR, nDCG

from eval.errors import EvalError
from eval.runs import Run, format_run, order, read_run

RUN = """q1 Q0 d2 1 0.9 theirs
q1 Q0 d1 7 0.5 theirs
q2 Q0 d3 1 12 theirs
q1 Q0 d5 2 0.5 theirs
"""
SCORES = st.dictionaries(
    st.sampled_from([f"d{number}" for number in range(12)]),
    st.one_of(st.sampled_from([0.0, 0.5, 0.5 + 1e-9, -1.0]), st.floats(-1e6, 1e6)),
    min_size=1,
)


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "run.trec"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_run_is_ranked_by_score_and_equal_scores_by_the_greater_id(tmp_path: Path) -> None:
    run = read_run(write(tmp_path, RUN))
    assert run.tag == "theirs"
    assert run.rankings == {"q1": [("d2", 0.9), ("d5", 0.5), ("d1", 0.5)], "q2": [("d3", 12.0)]}


def test_scores_that_are_equal_in_single_precision_are_ties() -> None:
    assert [document for document, _ in order({"a": 0.5 + 1e-9, "b": 0.5})] == ["b", "a"]


@given(SCORES)
def test_the_order_is_that_of_trec_eval(scores: dict[str, float]) -> None:
    ranked = [document for document, _ in order(scores)]
    for place, document in enumerate(ranked, 1):
        found = pytrec_eval.RelevanceEvaluator({"q": {document: 1}}, {"recip_rank"}).evaluate({"q": scores})
        assert found["q"]["recip_rank"] == pytest.approx(1 / place)


@given(SCORES)
def test_written_scores_decrease_strictly_and_keep_the_order(scores: dict[str, float]) -> None:
    lines = [line.split() for line in format_run(Run("ours", {"q": order(scores)})).splitlines()]
    written = [np.float32(line[4]) for line in lines]
    assert all(after < before for before, after in pairwise(written))
    assert [line[2] for line in lines] == [document for document, _ in order(scores)]
    assert [line[3] for line in lines] == [str(rank) for rank in range(1, len(scores) + 1)]


def test_a_written_run_reads_back_the_same(tmp_path: Path) -> None:
    ranking = [("d9", 0.75), ("d1", 0.5), ("d7", 0.5), ("d8", 0.5)]  # ties in an order that is not trec_eval's
    read = read_run(write(tmp_path, format_run(Run("ours", {"q": ranking}))))
    assert read.tag == "ours"
    assert [document for document, _ in read.rankings["q"]] == ["d9", "d1", "d7", "d8"]
    assert read.rankings["q"][:2] == [("d9", 0.75), ("d1", 0.5)]


def test_scores_are_written_as_short_as_single_precision_allows() -> None:
    assert format_run(Run("ours", {"q": [("d9", 0.7), ("d1", 0.1)]})) == "q Q0 d9 1 0.7 ours\nq Q0 d1 2 0.1 ours\n"


def test_written_ties_lie_far_enough_apart_for_any_reader() -> None:
    lines = format_run(Run("ours", {"q": [("d1", 0.0), ("d2", 0.0), ("d3", 0.0)]})).splitlines()
    assert [float(line.split()[4]) for line in lines] == pytest.approx([0, -1e-6, -2e-6], abs=1e-12)


def test_other_tools_read_what_is_written(tmp_path: Path) -> None:
    path = write(tmp_path, format_run(Run("ours", {"q": [("d1", 0.5), ("d7", 0.5)]})))
    run = list(ir_measures.read_trec_run(str(path)))  # type: ignore[no-untyped-call]
    values = ir_measures.calc_aggregate([nDCG @ 10, RR @ 10], {"q": {"d7": 1}}, run)
    assert values == {nDCG @ 10: pytest.approx(1 / np.log2(3)), RR @ 10: 0.5}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("q1 Q0 d1 1 0.5\n", "line 1 has 5 fields", id="no tag"),
        pytest.param("q1 Q0 d1 1 high t\n", "line 1: score is 'high'", id="score no number"),
        pytest.param("q1 Q0 d1 1 nan t\n", "line 1: score is 'nan'", id="score not a number"),
        pytest.param("q1 Q0 d1 1 1e39 t\n", "line 1: score is '1e39'", id="score beyond single precision"),
        pytest.param("q1 Q0 d1 1 2 t\n\nq1 Q0 d1 2 1 t\n", "line 3: document 'd1' stands twice for 'q1'", id="twice"),
        pytest.param("q1 Q0 d1 1 2 t\nq1 Q0 d2 2 1 u\n", "line 2: tag is 'u', above it 't'", id="two tags"),
        pytest.param("\n", "is empty", id="empty"),
    ],
)
def test_a_bad_run_is_named(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(EvalError) as caught:
        read_run(write(tmp_path, text))
    assert says in str(caught.value)
    assert str(tmp_path / "run.trec") in str(caught.value)


def test_a_run_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(EvalError, match=r"nowhere\.trec cannot be read"):
        read_run(tmp_path / "nowhere.trec")
