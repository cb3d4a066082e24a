"""Floors: what fails and how it says so, and files that would let everything pass."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from eval.compare import compare_results
from eval.errors import EvalError
from eval.gate import check_floors, read_floors
from eval.results import Results

FIRST = [
    ("q1", "fact", 1.0, 20.0),
    ("q2", "fact", 1.0, 20.0),
    ("q3", "near-miss", 1.0, 20.0),
    ("q4", "list", 0.0, 20.0),
]
SECOND = [
    ("q1", "fact", 1.0, 30.0),
    ("q2", "fact", 0.0, 30.0),
    ("q3", "near-miss", 0.0, 30.0),
    ("q4", "list", 1.0, 30.0),
]


def results(name: str, rows: list[tuple[str, str, float, float]]) -> Results:
    """Right answers and their words; one near miss that was answered where it is not right."""
    return Results(
        Path(name),
        {"task": "answers", "suite": "four"},
        [
            {
                "id": identity,
                "system": "palpate",
                "kind": kind,
                "measures": {"correct": correct, "words": words}
                | ({"answered_though_not_covered": 1 - correct} if kind == "near-miss" else {}),
            }
            for identity, kind, correct, words in rows
        ],
    )


def check(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "floors.toml"
    path.write_text(text, encoding="utf-8")
    first, second = results("a", FIRST), results("b", SECOND)
    return check_floors(read_floors(path), second, compare_results(first, second))


@pytest.mark.parametrize(
    ("text", "failed"),
    [
        pytest.param("[floors]\ncorrect = 0.5", [], id="reached exactly"),
        pytest.param("[floors]\ncorrect = 0.51", ["correct is 0.5, below the floor of 0.51"], id="too low"),
        pytest.param("[floors]\ncorrect = {at_least = 0.6}", ["correct is 0.5, below the floor of 0.6"], id="at least"),
        pytest.param(
            "[floors]\ncorrect = {at_most = 0.4}",
            ["correct is 0.5, above the 0.4 that it may be at most"],
            id="at most",
        ),
        pytest.param("[floors]\nwords = {at_least = 20, at_most = 30}", [], id="within both"),
        pytest.param(
            "[floors]\nanswered_though_not_covered = 0.2",
            ["answered_though_not_covered is 1, above the 0.2 that it may be at most"],
            id="a plain number where lower is better",
        ),
        pytest.param("[floors.fact]\ncorrect = 0.5", [], id="a kind that reaches it"),
        pytest.param(
            "[floors.near-miss]\ncorrect = 0.25", ["correct of near-miss is 0, below the floor of 0.25"], id="a kind"
        ),
        pytest.param("[drops]\ncorrect = 0.25", [], id="a loss that may be"),
        pytest.param(
            "[drops]\ncorrect = 0.2",
            ["correct went from 0.75 to 0.5, worse by 0.25; at most 0.2 may be lost"],
            id="a loss",
        ),
        pytest.param(
            "[drops]\nanswered_though_not_covered = 0",
            ["answered_though_not_covered went from 0 to 1, worse by 1; at most 0 may be lost"],
            id="a rise where lower is better",
        ),
        pytest.param(
            "[floors]\ncorrect = 0.9\n[drops]\ncorrect = 0",
            [
                "correct is 0.5, below the floor of 0.9",
                "correct went from 0.75 to 0.5, worse by 0.25; at most 0 may be lost",
            ],
            id="both",
        ),
    ],
)
def test_what_fails_is_named_with_its_value_and_its_floor(tmp_path: Path, text: str, failed: list[str]) -> None:
    assert check(tmp_path, text) == failed


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("", "names no floor", id="empty"),
        pytest.param("[floors]", "names no floor", id="no floor"),
        pytest.param("[floors.fact]", r"\[floors.fact\] is empty", id="a kind without a floor"),
        pytest.param("[floors]\nwords = {}", r"\[floors.words\] is empty", id="no bound"),
        pytest.param("[floor]\ncorrect = 1", r"no table \[floor\]", id="another table"),
        pytest.param("correct = 1", r"no table \[correct\]", id="no table"),
        pytest.param("floors = 1", "'floors' is 1; it is a table", id="a number for a table"),
        pytest.param("[floors]\ncorect = 1", "no measure 'corect'; there are", id="a measure misspelt"),
        pytest.param("[floors]\nstrict_vital = 1", "no measure 'strict_vital'", id="a measure that nobody has"),
        pytest.param("[floors.fact]\nanswered_though_not_covered = 0", "no measure 'answered_", id="not of this kind"),
        pytest.param("[floors.facts]\ncorrect = 1", "of the kind 'facts'; there are fact, list, near-miss", id="kind"),
        pytest.param("[drops]\ncorect = 1", "no measure 'corect'", id="a drop misspelt"),
        pytest.param("[drops]\ncorrect = -1", "correct is -1: write how much", id="a negative loss"),
        pytest.param("[drops]\nwords = 1", "words neither way is a loss", id="a loss of words"),
        pytest.param("[floors]\nwords = 20", r"words is 20: write \{at_least = 20\}", id="a plain number of words"),
        pytest.param('[floors]\ncorrect = "1"', "correct is '1': write a number", id="text"),
        pytest.param("[floors]\ncorrect = true", "correct is True: write a number", id="a flag"),
        pytest.param("[floors]\ncorrect = nan", "correct is nan: write a number", id="no number"),
        pytest.param("[floors]\ncorrect = {at_least = inf}", "correct.at_least is inf", id="no bound at all"),
        pytest.param("[floors.fact]\ncorrect = {least = 1}", "write at_least, at_most or both", id="another bound"),
        pytest.param("[floors", "not valid TOML", id="no TOML"),
    ],
)
def test_a_file_that_would_check_nothing_is_refused(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(EvalError, match=says):
        check(tmp_path, text)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(EvalError, match=r"none\.toml cannot be read .*: check --gate"):
        read_floors(tmp_path / "none.toml")


def test_floors_are_of_the_system_that_was_compared(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    path.write_text("[floors]\ncorrect = 1", encoding="utf-8")
    rows: list[dict[str, Any]] = [
        {"id": "q1", "system": name, "measures": {"correct": value}} for name, value in (("good", 1.0), ("bad", 0.0))
    ]
    both = Results(Path("x"), {"task": "answers"}, rows)
    good, bad = (compare_results(both, both, second_system=name) for name in ("good", "bad"))
    assert check_floors(read_floors(path), both, good) == []
    assert len(check_floors(read_floors(path), both, bad)) == 1
