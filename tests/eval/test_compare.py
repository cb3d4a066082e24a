"""Two results question by question: means, what is sure, what changed, and what must not be compared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from eval.compare import compare_results, conditions_of
from eval.errors import EvalError
from eval.glossary import GLOSSARY
from eval.measures import MEASURES as RANKING
from eval.results import Results
from eval.safety import MEASURES as SAFETY
from eval.scoring import MEASURES as ANSWERS
from eval.statistics import compare_paired, holm

SUMMARY: dict[str, Any] = {"task": "answers", "suite": "five", "half": None, "settings": {"answer": {"words": 180}}}


def row(identity: str, system: Any = "palpate", half: Any = "tune", **measures: Any) -> dict[str, Any]:
    return {"id": identity, "system": system, "kind": "fact", "half": half, "measures": measures}


def results(name: str, rows: list[dict[str, Any]], **summary: Any) -> Results:
    return Results(Path(name), {**SUMMARY, **summary}, rows)


def many(name: str, values: list[float], measure: str = "correct", **summary: Any) -> Results:
    return results(name, [row(f"q{number}", **{measure: value}) for number, value in enumerate(values)], **summary)


def test_means_difference_and_p_are_those_of_the_shared_questions() -> None:
    first = results(
        "a", [row("q1", correct=1.0), row("q2", correct=0.0), row("q3", correct=0.0), row("old", correct=1)]
    )
    second = results(
        "b", [row("new", correct=0), row("q3", correct=1.0), row("q2", correct=1.0), row("q1", correct=1.0)]
    )
    found = compare_results(first, second)
    assert found["questions"] == {"shared": 3, "only_first": 1, "only_second": 1}
    measure = found["measures"]["correct"]
    expected = compare_paired([1, 0, 0], [1, 1, 1])
    assert (measure["questions"], measure["first"], measure["second"]) == (3, 1 / 3, 1.0)
    assert measure["difference"]["mean"] == pytest.approx(2 / 3)
    assert (measure["difference"]["low"], measure["p"]) == (expected.difference.low, expected.p)


def test_the_correction_is_over_the_measures_that_any_question_changed_in() -> None:
    first = results("a", [row(f"q{n}", correct=0, crag=0, cited=1) for n in range(8)])
    second = results("b", [row(f"q{n}", correct=int(n > 0), crag=int(n > 4), cited=1) for n in range(8)])
    measures = compare_results(first, second)["measures"]
    corrected = holm([measures["correct"]["p"], measures["crag"]["p"]])
    assert [measures[name]["p_holm"] for name in ("correct", "crag", "cited")] == [*corrected, 1.0]


def test_a_measure_is_compared_where_both_have_it() -> None:
    first = results("a", [row("q1", words=10, correct=1), row("q2", correct=1), row("q3", words=30, correct=1)])
    second = results("b", [row("q1", words=40, correct=1), row("q2", words=99, correct=1), row("q3", correct=1)])
    words = compare_results(first, second)["measures"]["words"]
    assert (words["questions"], words["first"], words["second"]) == (1, 10, 40)


def test_measures_come_in_the_order_of_the_glossary() -> None:
    rows = [row("q1", words=1, strange=1, crag=1, correct=1)]
    assert list(compare_results(results("a", rows), results("b", rows))["measures"]) == [
        "correct",
        "crag",
        "words",
        "strange",
    ]


@pytest.mark.parametrize(
    ("measure", "improved", "worsened"),
    [("correct", "up", "down"), ("refused_though_covered", "down", "up")],
)
def test_better_is_up_or_down_as_the_measure_has_it(measure: str, improved: str, worsened: str) -> None:
    first = results("a", [row("up", **{measure: 0.0}), row("down", **{measure: 1.0}), row("same", **{measure: 1.0})])
    second = results("b", [row("up", **{measure: 1.0}), row("down", **{measure: 0.5}), row("same", **{measure: 1.0})])
    found = compare_results(first, second)["measures"][measure]
    values = {"up": (0.0, 1.0), "down": (1.0, 0.5)}
    for change, identity in (("improved", improved), ("worsened", worsened)):
        before, after = values[identity]
        assert found[change] == {
            "questions": 1,
            "hidden": 0,
            "shown": [{"id": identity, "first": before, "second": after}],
        }


def test_of_a_length_neither_way_is_better() -> None:
    found = compare_results(many("a", [1.0] * 20, "words"), many("b", [9.0] * 20, "words"))["measures"]["words"]
    assert (found["better"], found["verdict"], found["higher"]["questions"]) == ("neither", "different", 20)
    assert "improved" not in found


@pytest.mark.parametrize(
    ("measure", "second", "verdict"),
    [
        ("correct", 1.0, "better"),
        ("answered_though_not_covered", 1.0, "worse"),
        ("correct", 0.0, "no difference shown"),
    ],
)
def test_the_verdict_follows_the_corrected_p(measure: str, second: float, verdict: str) -> None:
    found = compare_results(many("a", [0.0] * 20, measure), many("b", [second] * 20, measure))
    assert found["measures"][measure]["verdict"] == verdict
    few = compare_results(many("a", [0.0] * 4, measure), many("b", [second] * 4, measure))
    assert few["measures"][measure]["verdict"] == "no difference shown"


@pytest.mark.parametrize("half", ["test", "odd"])
@pytest.mark.parametrize(("revealed", "shown"), [((True, True), 1), ((True, False), 0), ((False, False), 0)])
def test_held_out_questions_are_named_only_where_both_reveal_them(
    half: str, revealed: tuple[bool, bool], shown: int
) -> None:
    first = results("a", [row("q1", half=half, correct=0)], revealed=revealed[0])
    second = results("b", [row("q1", half=half, correct=1)], revealed=revealed[1])
    improved = compare_results(first, second)["measures"]["correct"]["improved"]
    assert (improved["questions"], improved["hidden"], len(improved["shown"])) == (1, 1 - shown, shown)


def test_what_the_two_were_made_with_is_told_apart_from_what_came_out() -> None:
    first = many("a", [1.0], queries=1, ms_median=3.0, generation="g1", systems={"palpate": {"correct": {"mean": 1}}})
    second = many("b", [1.0], queries=2, ms_median=9.0, settings={"answer": {"words": 90}}, rules_version="2")
    assert compare_results(first, second)["changed"] == [
        {"name": "settings.answer.words", "first": 180, "second": 90},
        {"name": "generation", "first": "g1", "second": None},
        {"name": "rules_version", "first": None, "second": "2"},
    ]


def test_conditions_hold_no_figure() -> None:
    summary = {
        "task": "answers",
        "queries": 3,
        "by_kind": {"fact": {}},
        "ms_p95": 1.0,
        "palpate": "1",
        "a": {"b": {"c": 2}},
    }
    assert conditions_of(summary) == {"palpate": "1", "a.b.c": 2}


def test_systems_are_chosen_by_name() -> None:
    first = results("a", [row("q1", "dense", correct=0), row("q1", "hybrid", correct=1)])
    second = results("b", [row("q1", "hybrid", correct=0.5), row("q1", "lexical", correct=0.25)])
    found = compare_results(first, second, first_system="dense", second_system="lexical")
    assert (found["first"]["system"], found["second"]["system"]) == ("dense", "lexical")
    assert (found["measures"]["correct"]["first"], found["measures"]["correct"]["second"]) == (0, 0.25)


@pytest.mark.parametrize(
    ("ours", "theirs", "chosen"),
    [
        pytest.param(["dense", "hybrid"], ["hybrid", "dense"], ("dense", "dense"), id="the first that both have"),
        pytest.param(["palpate"], ["theirs"], ("palpate", "theirs"), id="the only ones"),
    ],
)
def test_a_system_that_is_not_named_is_one_that_both_have(
    ours: list[str], theirs: list[str], chosen: tuple[str, str]
) -> None:
    first, second = (results("x", [row("q1", name, correct=1) for name in names]) for names in (ours, theirs))
    found = compare_results(first, second)
    assert (found["first"]["system"], found["second"]["system"]) == chosen


def test_one_name_is_meant_for_both() -> None:
    both = results("x", [row("q1", name, correct=1) for name in ("hybrid", "dense")])
    found = compare_results(both, both, second_system="dense")
    assert (found["first"]["system"], found["second"]["system"]) == ("dense", "dense")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        pytest.param({"task": "safety"}, "task is 'answers' in a and 'safety' in b", id="task"),
        pytest.param({"suite": "six"}, "suite is 'five' in a and 'six' in b", id="suite"),
        pytest.param({"half": "test"}, "half is None in a and 'test' in b", id="half"),
        pytest.param({"dataset": "scifact"}, "dataset is None in a and 'scifact' in b", id="dataset"),
        pytest.param({"corpus_sha256": "1"}, "corpus_sha256 is None in a and '1' in b", id="documents"),
    ],
)
def test_results_of_other_data_are_not_compared(change: dict[str, Any], says: str) -> None:
    with pytest.raises(EvalError, match=says):
        compare_results(many("a", [1.0]), many("b", [1.0], **change))


def test_results_without_a_shared_question_are_not_compared() -> None:
    with pytest.raises(EvalError, match="a and b share no question"):
        compare_results(results("a", [row("q1", correct=1)]), results("b", [row("q2", correct=1)]))


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        pytest.param([row("q1", correct=1), row("q1", correct=0)], "'q1' of 'palpate' twice", id="a question twice"),
        pytest.param([row("q1", correct="1")], "question 'q1': correct is '1'", id="no number"),
        pytest.param([row("q1", correct=True)], "correct is True", id="a flag"),
        pytest.param([row("q1", "x", correct=1), row("q1", "y", correct=1)], "b has x, y: name the system", id="which"),
        pytest.param([], "b has no system: name", id="no rows"),
    ],
)
def test_rows_that_cannot_be_compared_are_named(rows: list[dict[str, Any]], says: str) -> None:
    with pytest.raises(EvalError, match=says):
        compare_results(many("a", [1.0]), results("b", rows))


def test_a_system_that_is_not_there_is_named() -> None:
    with pytest.raises(EvalError, match="a has no system 'dense'; there are palpate"):
        compare_results(many("a", [1.0]), many("b", [1.0]), first_system="dense")


def test_the_glossary_knows_every_measure_of_the_bench_and_no_other() -> None:
    assert set(GLOSSARY) == {*RANKING, *ANSWERS, *SAFETY}
