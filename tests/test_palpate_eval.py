"""`palpate eval` as a process: measure, compare, report, and what becomes of bad input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.settings import AnswerSettings
from tests.conftest import First, run_palpate
from tests.eval.collection import write_collection

NERVE = {
    "id": "nerve",
    "half": "tune",
    "audience": "client",
    "locale": "en-GB",
    "kind": "fact",
    "question": "Which nerve supplies the gluteus minimus?",
    "history": [],
    "nuggets": [{"any": ["superior gluteal nerve"], "vital": True}],
    "gold": [{"document": "gluteus-minimus-anatomy-and-action.md", "quote": "supplies the gluteus minimus"}],
    "status": "answered",
    "urgent": None,
    "disagreement": False,
}
TUNGSTEN = NERVE | {
    "id": "tungsten",
    "half": "test",
    "kind": "near-miss",
    "question": "At what temperature does tungsten boil?",
    "nuggets": [],
    "gold": [],
    "status": "not_covered",
}


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    path = tmp_path / "mine.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in (NERVE, TUNGSTEN)), encoding="utf-8")
    return path


def measure(suite: Path, out: Path, first: First, *arguments: str) -> dict[str, object]:
    ran = run_palpate(
        "eval", "answers", suite, "--data", first.data, "--out", out, "--json", *arguments, folder=suite.parent
    )
    assert ran.status == 0, ran.err
    summary: dict[str, object] = json.loads(ran.out)
    return summary


def test_answers_are_measured_twice_alike_and_reported(suite: Path, first: First, tmp_path: Path) -> None:
    summary = measure(suite, tmp_path / "one", first)
    assert summary["queries"] == 2
    assert summary["systems"]["palpate"]["correct"]["mean"] == 1  # type: ignore[index]
    measure(suite, tmp_path / "two", first)
    names = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert names == ["answers.jsonl", "questions.jsonl", "summary.json", "trec-rag.jsonl"]
    for name in ("answers.jsonl", "trec-rag.jsonl"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    rows = [
        [
            json.loads(line) | {"ms_answer": 0}
            for line in (tmp_path / each / "questions.jsonl").read_text(encoding="utf-8").splitlines()
        ]
        for each in ("one", "two")
    ]
    assert rows[0] == rows[1]
    ran = run_palpate("eval", "report", tmp_path / "one", folder=tmp_path)
    assert ran.status == 0, ran.err
    page = (tmp_path / "one" / "report.html").read_text(encoding="utf-8")
    assert "<html" in page
    assert "Which nerve supplies" not in page  # nothing of it failed


def test_two_configurations_are_compared_and_held_against_floors(suite: Path, first: First, tmp_path: Path) -> None:
    measure(suite, tmp_path / "usual", first)
    (tmp_path / "bold.toml").write_text("[answer]\nconfidence = 0.0\n", encoding="utf-8")
    measure(suite, tmp_path / "bold", first, "--config", str(tmp_path / "bold.toml"))
    (tmp_path / "floors.toml").write_text("[floors]\ncorrect = 0.9\n", encoding="utf-8")
    ran = run_palpate("eval", "compare", "usual", "bold", "--gate", "floors.toml", folder=tmp_path)
    assert ran.status == 1
    assert f"changed: settings.answer.confidence: {AnswerSettings().confidence} -> 0.0" in ran.out
    assert "correct" in ran.err
    assert run_palpate("eval", "compare", "usual", "usual", "--gate", "floors.toml", folder=tmp_path).status == 0


def test_figures_are_printed_for_reading(suite: Path, first: First, tmp_path: Path) -> None:
    ran = run_palpate("eval", "answers", suite, "--data", first.data, "--out", "out", folder=tmp_path)
    assert ran.status == 0, ran.err
    assert "1.000 [1.000, 1.000]  " in ran.out
    assert "Right" in ran.out
    assert "palpate eval report out" in ran.out


def test_the_suite_over_the_starter_library_needs_no_name(first: First, tmp_path: Path) -> None:
    ran = run_palpate("eval", "answers", "--data", first.data, "--half", "tune", "--json", folder=tmp_path)
    assert ran.status == 0, ran.err
    summary = json.loads(ran.out)
    assert summary["suite"] == "starter"
    assert summary["systems"]["palpate"]["quote_validity"]["mean"] == 1
    assert (first.data / "reports" / "answers-starter" / "summary.json").is_file()


def test_safety_is_measured_without_a_library(tmp_path: Path) -> None:
    lines: list[dict[str, object]] = [
        {"id": "a", "question": "I can't feel my saddle area and I can't pee", "urgent": "cauda-equina"},
        {"id": "b", "question": "Which nerve supplies the gluteus minimus?", "urgent": None},
    ]
    shared: dict[str, object] = {"half": "tune", "audience": "client", "locale": "en-GB", "kind": "lay", "history": []}
    suite = tmp_path / "wordings.jsonl"
    suite.write_text("".join(json.dumps(shared | line) + "\n" for line in lines), encoding="utf-8")
    ran = run_palpate("eval", "safety", suite, "--json", folder=tmp_path)
    assert ran.status == 0, ran.err
    measured = json.loads(ran.out)["by_rule"]["cauda-equina"]["measures"]
    assert (measured["sensitivity"]["mean"], measured["specificity"]["mean"]) == (1, 1)


def test_retrieval_is_measured_on_a_folder_of_ones_own(first: First, tmp_path: Path) -> None:
    folder = write_collection(tmp_path / "mine")
    data = tmp_path / "data"
    data.mkdir()
    (data / "models").symlink_to(first.data / "models")
    ran = run_palpate("eval", "retrieval", folder, "--data", data, "--json", folder=tmp_path)
    assert ran.status == 0, ran.err
    summary = json.loads(ran.out)
    assert set(summary["systems"]) == {"hybrid", "dense", "lexical"}
    assert {"nDCG@10", "R@100", "ms_per_query"} <= set(summary["systems"]["hybrid"])
    assert (data / "reports" / "retrieval-mine" / "runs" / "hybrid.trec").is_file()


def test_a_line_that_is_wrong_is_named_and_nothing_is_written(suite: Path, first: First, tmp_path: Path) -> None:
    suite.write_text(json.dumps(NERVE) + "\n" + json.dumps(NERVE | {"half": "third"}) + "\n", encoding="utf-8")
    ran = run_palpate("eval", "answers", suite, "--data", first.data, "--out", "out", folder=tmp_path)
    assert ran.status == 1
    assert "mine.jsonl, line 2" in ran.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "arguments",
    [["retrieval", "nowhere"], ["answers", "nowhere.jsonl"], ["safety", "nowhere.jsonl"], ["report", "nowhere"]],
    ids=lambda arguments: arguments[0],
)
def test_what_is_not_there_is_one_clear_line(arguments: list[str], first: First, tmp_path: Path) -> None:
    ran = run_palpate("eval", *arguments, "--data", first.data, folder=tmp_path)
    assert ran.status == 1
    assert "nowhere" in ran.err.splitlines()[-1]
    assert "Traceback" not in ran.err
