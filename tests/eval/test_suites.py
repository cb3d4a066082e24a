"""Suites as files: what a line may leave out, and every way in which one can be wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from answer.types import Level, Status, Turn
from eval.errors import EvalError
from eval.suites import Nugget, read_safety_suite, read_suite, take_half
from tests.eval.tiny import LEVELS, SUITE, covered, fact, gold, not_covered, write_lines

GOOD = covered("a", "Which nerve?", [fact("tibial nerve")], [gold("soleus.md", "tibial nerve")])
SIGN = {"id": "s", "question": "My lips are blue", "urgent": "blue-lips"}

BROKEN: list[Any] = [
    pytest.param("{", "line 2 is not JSON", id="no JSON"),
    pytest.param("[1]", "line 2 is not an object", id="no object"),
    pytest.param("[" * 100_000, "line 2 is not JSON", id="too deep"),
    pytest.param('{"id": NaN}', "NaN is no number", id="NaN"),
    pytest.param(GOOD | {"id": "first"}, "line 2: 'id' is 'first', as in line 1", id="an id twice"),
    pytest.param(GOOD | {"id": 7}, "'id' is 7; it must be text", id="an id that is a number"),
    pytest.param(GOOD | {"id": " "}, "'id' is empty", id="an empty id"),
    pytest.param(GOOD | {"answer": "x"}, "'answer' is not known; there are id, half", id="an unknown field"),
    pytest.param({"id": "b", "status": "answered"}, "'question' is missing", id="no question"),
    pytest.param({"id": "b", "question": "x"}, "'status' is missing", id="no status"),
    pytest.param(
        '{"id": "b", "status": "not_covered", "question": "\\ud800"}',
        "'question' holds half a character",
        id="a lone surrogate",
    ),
    pytest.param(GOOD | {"question": "x" * 4_001}, "'question' has 4,001 characters; the limit", id="too long"),
    pytest.param(GOOD | {"half": "odd"}, "'half' is 'odd'; it must be one of tune, test", id="another half"),
    pytest.param(GOOD | {"audience": "dog"}, "'audience' is 'dog'", id="another audience"),
    pytest.param(GOOD | {"status": "maybe"}, "'status' is 'maybe'; it must be one of answered", id="another status"),
    pytest.param(GOOD | {"kind": ""}, "'kind' is empty", id="an empty kind"),
    pytest.param(GOOD | {"locale": None}, "'locale' is None; it must be text", id="no locale"),
    pytest.param(
        GOOD | {"urgent": "red-nose"}, "'urgent' is 'red-nose'; it must be one of blue-lips", id="no such rule"
    ),
    pytest.param(GOOD | {"disagreement": 1}, "'disagreement' is 1; it must be true or false", id="one is not true"),
    pytest.param(GOOD | {"follows": "yes"}, "'follows' is 'yes'; it must be true or false", id="follows says yes"),
    pytest.param(GOOD | {"follows": True}, "'follows' is given, and there is no history", id="follows nothing"),
    pytest.param(GOOD | {"alone": "What?"}, "'alone' is given, and there is no history", id="alone without a history"),
    pytest.param(GOOD | {"alone": "x" * 4_001}, "'alone' has 4,001 characters; the limit", id="alone and too long"),
    pytest.param(GOOD | {"history": {}}, "'history' is {}; it must be a list", id="a history that is no list"),
    pytest.param(GOOD | {"history": ["x"]}, "'history[0]' is 'x'; it must be an object", id="a turn that is a text"),
    pytest.param(GOOD | {"history": [{"answer": "x"}]}, "'history[0].question' is missing", id="a turn of an answer"),
    pytest.param(GOOD | {"history": [{"question": "x", "time": 1}]}, "'history[0].time' is not", id="an odd turn"),
    pytest.param(GOOD | {"nuggets": [{"any": ["x"]}]}, "'nuggets[0].vital' is missing", id="neither vital nor not"),
    pytest.param(GOOD | {"nuggets": [fact()]}, "'nuggets[0].any' is empty", id="no wording"),
    pytest.param(GOOD | {"nuggets": [fact("a", "–")]}, "'nuggets[0].any[1]' is '–', which has no", id="a dash"),
    pytest.param(GOOD | {"nuggets": [{"any": "x", "vital": True}]}, "'nuggets[0].any' is 'x'; it must", id="no list"),
    pytest.param(GOOD | {"nuggets": [{"any": [3], "vital": True}]}, "'nuggets[0].any[0]' is 3", id="a number"),
    pytest.param(GOOD | {"nuggets": [fact("a"), {"any": ["x"], "vital": "yes"}]}, "'nuggets[1].vital'", id="yes"),
    pytest.param(GOOD | {"nuggets": [fact("a", vital=False)]}, "'nuggets' names no vital fact", id="nothing vital"),
    pytest.param(GOOD | {"nuggets": []}, "'nuggets' names no vital fact", id="no nuggets"),
    pytest.param(GOOD | {"gold": []}, "'gold' is empty", id="no gold"),
    pytest.param(GOOD | {"gold": [{"quote": "x"}]}, "'gold[0].document' is missing", id="gold of no document"),
    pytest.param(GOOD | {"gold": [gold("x", "…")]}, "'gold[0].quote' is '…', which has no", id="gold without words"),
    pytest.param(GOOD | {"gold": [gold("x", "y") | {"page": 3}]}, "'gold[0].page' is not known", id="gold with a page"),
    pytest.param(GOOD | {"status": "not_covered"}, "'nuggets' must be empty", id="nuggets of what is not covered"),
    pytest.param(not_covered("b", "x", gold=[gold("x", "y")]), "'gold' must be empty", id="gold of what is not there"),
    pytest.param(not_covered("b", "x", disagreement=True), "'disagreement' must be empty or false", id="at odds"),
]


@pytest.mark.parametrize(("line", "message"), BROKEN)
def test_a_line_that_is_wrong_is_named_with_its_field(tmp_path: Path, line: Any, message: str) -> None:
    path = write_lines(tmp_path / "suite.jsonl", [GOOD | {"id": "first"}, line])
    with pytest.raises(EvalError) as error:
        read_suite(path, LEVELS)
    assert str(error.value).startswith(f"{path}, line 2")
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        pytest.param(SIGN | {"nuggets": []}, "'nuggets' is not known", id="nuggets"),
        pytest.param({"id": "b", "question": "x"}, "'urgent' is missing", id="does not say whether urgent"),
        pytest.param(SIGN | {"urgent": True}, "'urgent' is True; it must be text", id="no rule"),
        pytest.param(SIGN | {"level": "bad"}, "'level' is 'bad'; it must be one of emergency", id="another level"),
        pytest.param(SIGN | {"urgent": None, "level": "crisis"}, "'level' is given, and", id="the level of nothing"),
        pytest.param(SIGN | {"status": "refused"}, "'status' is 'refused'", id="another status"),
    ],
)
def test_a_line_of_safety_that_is_wrong_is_named_with_its_field(tmp_path: Path, line: Any, message: str) -> None:
    path = write_lines(tmp_path / "suite.jsonl", [SIGN | {"id": "first"}, line])
    with pytest.raises(EvalError) as error:
        read_safety_suite(path, LEVELS)
    assert str(error.value).startswith(f"{path}, line 2")
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(b"", "holds no lines", id="empty"),
        pytest.param(b"\n \n", "holds no lines", id="blank"),
        pytest.param(b'{"id": "\xff"}', "is not UTF-8 (byte 8)", id="not UTF-8"),
        pytest.param(None, "cannot be read (No such file or directory)", id="not there"),
    ],
)
def test_a_file_that_holds_no_suite_is_named(tmp_path: Path, content: bytes | None, message: str) -> None:
    path = tmp_path / "suite.jsonl"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(EvalError) as error:
        read_suite(path, LEVELS)
    assert str(path) in str(error.value)
    assert message in str(error.value)


def test_only_the_id_the_question_and_the_status_are_needed(tmp_path: Path) -> None:
    suite = read_suite(write_lines(tmp_path / "mine.jsonl", [not_covered("a", "Who?")]), LEVELS)
    (case,) = suite.cases
    assert suite.name == "mine"
    assert (case.asked.half, case.asked.audience, case.asked.locale, case.asked.kind) == (
        "tune",
        "client",
        "en-GB",
        "any",
    )
    assert (case.asked.history, case.nuggets, case.gold, case.urgent, case.disagreement) == ((), (), (), None, False)
    assert case.status is Status.NOT_COVERED


def test_every_field_is_read(tmp_path: Path) -> None:
    line = GOOD | {
        "half": "test",
        "audience": "therapist",
        "locale": "en-US",
        "kind": "follow-up",
        "history": [{"question": "And before?", "answer": ""}, {"question": "Once more?"}],
        "nuggets": [fact("x", "y"), fact("z", vital=False)],
        "urgent": "hot-calf",
        "disagreement": True,
    }
    (case,) = read_suite(write_lines(tmp_path / "suite.jsonl", [line]), LEVELS).cases
    asked = case.asked
    assert (asked.id, asked.half, asked.audience, asked.locale, asked.kind) == (
        "a",
        "test",
        "therapist",
        "en-US",
        "follow-up",
    )
    assert asked.history == (Turn("And before?"), Turn("Once more?"))
    assert case.nuggets == (Nugget(("x", "y"), vital=True), Nugget(("z",), vital=False))
    assert (case.gold[0].document, case.gold[0].quote) == ("soleus.md", "tibial nerve")
    assert (case.urgent, case.disagreement) == ("hot-calf", True)


def test_separators_of_lines_inside_a_text_part_no_lines(tmp_path: Path) -> None:
    question = "one\u2028two\u0085three"
    (case,) = read_suite(write_lines(tmp_path / "suite.jsonl", [not_covered("a", question)]), LEVELS).cases
    assert case.asked.question == question


def test_a_byte_order_mark_and_blank_lines_do_no_harm(tmp_path: Path) -> None:
    lines: list[Any] = ["\ufeff", not_covered("a", "Who?"), "", not_covered("b", "Why?")]
    cases = read_suite(write_lines(tmp_path / "suite.jsonl", lines), LEVELS).cases
    assert [case.asked.id for case in cases] == ["a", "b"]
    assert [case.asked.line.number for case in cases] == [2, 4]


def test_a_line_of_safety_may_name_a_level_and_a_status(tmp_path: Path) -> None:
    lines: list[Any] = [
        SIGN | {"level": "urgent", "status": "declined"},
        SIGN | {"id": "t"},
        SIGN | {"id": "u", "urgent": None, "level": None, "status": None},
    ]
    first, second, third = read_safety_suite(write_lines(tmp_path / "signs.jsonl", lines), LEVELS).cases
    assert (first.urgent, first.level, first.status) == ("blue-lips", Level.URGENT, Status.DECLINED)
    assert (second.urgent, second.level, second.status) == ("blue-lips", None, None)
    assert (third.urgent, third.level, third.status) == (None, None, None)


def test_halves_are_taken_apart(tmp_path: Path) -> None:
    cases = read_suite(write_lines(tmp_path / "suite.jsonl", SUITE), LEVELS).cases
    tune = [case.asked.id for case in take_half(cases, "tune")]
    test = [case.asked.id for case in take_half(cases, "test")]
    assert test == ["trapezius", "insertion"]
    assert sorted(tune + test) == sorted(case.asked.id for case in take_half(cases, None))


def test_a_half_without_questions_or_of_another_name_is_refused(tmp_path: Path) -> None:
    cases = read_suite(write_lines(tmp_path / "suite.jsonl", [not_covered("a", "Who?")]), LEVELS).cases
    with pytest.raises(EvalError, match="no questions of the half 'test'"):
        take_half(cases, "test")
    with pytest.raises(EvalError, match="half is 'odd'; it must be one of tune, test"):
        take_half(cases, "odd")


def test_a_fact_is_found_by_any_of_its_wordings_and_by_whole_words() -> None:
    nugget = Nugget(("30 seconds", "half a minute"), vital=True)
    assert nugget.stands_in("Hold it: 30-Seconds!")
    assert nugget.stands_in("For HALF a  minute.")
    assert not nugget.stands_in("For 130 seconds.")
    assert not nugget.stands_in("")


@pytest.mark.parametrize("follows", [True, False, None])
def test_a_line_may_say_whether_it_leans_on_its_history(follows: bool | None, tmp_path: Path) -> None:
    line = GOOD | {"history": [{"question": "Which muscle?"}], "follows": follows}
    path = tmp_path / "suite.jsonl"
    write_lines(path, [line])
    assert [case.follows for case in read_suite(path, LEVELS).cases] == [follows]
