"""The bench of written answers: which questions it asks, what it counts, and what it prints."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.writers import Results
from bench.written import report, spread
from eval.suites import read_suite
from tests.eval.tiny import LEVELS, SUITE, write_lines

ROW = {
    "id": "a",
    "kind": "fact",
    "without": {"strict_vital": 0.5, "reading_grade": 12.0},
    "with": {"strict_vital": 1.0, "reading_grade": 9.0},
    "generator": "language_model",
    "fell_back": "",
    "own": 3,
    "verbatim": 1,
    "dropped": {"number": 2},
    "seconds": {"first": 1.0, "whole": 2.0, "without": 0.1},
}


def test_only_what_the_library_covers_is_asked_in_an_order_that_begins_with_all_kinds(tmp_path: Path) -> None:
    cases = read_suite(write_lines(tmp_path / "suite.jsonl", SUITE), LEVELS).cases
    order = spread(cases, seed=1)
    assert {case.asked.id for case in order} == {"nerve", "exercises", "trapezius", "dose"}
    assert {case.asked.kind for case in order[:2]} == {"fact", "list"}
    assert order == spread(cases, seed=1)


def test_what_was_asked_is_kept_and_not_mixed_with_another_model(tmp_path: Path) -> None:
    file = tmp_path / "new" / "written.jsonl"
    Results(file, "small").add(ROW)
    assert Results(file, "small").rows["a"]["own"] == 3
    with pytest.raises(SystemExit, match="holds the results of small"):
        Results(file, "large")


def test_a_line_that_was_cut_off_is_asked_again(tmp_path: Path) -> None:
    file = tmp_path / "written.jsonl"
    Results(file, "small").add(ROW)
    file.write_text(file.read_text(encoding="utf-8") + json.dumps(ROW | {"id": "b"})[:40], encoding="utf-8")
    assert set(Results(file, "small").rows) == {"a"}
    Results(file, "small").add(ROW | {"id": "c"})
    assert set(Results(file, "small").rows) == {"a", "c"}


def test_both_answers_stand_beside_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    report([ROW, ROW | {"id": "b", "own": 0, "generator": "extractive", "fell_back": "slow"}])
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert "strict_vital 0.500 1.000 +0.500 (+0.500 to +0.500)" in lines
    assert "sentences in the model's words 3, in those of the notes 2, not shown 4" in lines
    assert "answers that the model wrote 1; fell back: {'slow': 1}" in lines
    assert "seconds, whole p50 2.00 p95 2.00" in lines
