"""The whole evaluation on a tiny collection: figures, comparisons, runs of others, files, and what is refused."""

from __future__ import annotations

import copy
import json
from math import log2
from pathlib import Path
from typing import Any

import ir_measures
import pytest
from ir_measures import RR, P, R, nDCG

from corpus.settings import Settings
from eval.beir import half_of
from eval.errors import EvalError
from eval.measures import MEASURES
from eval.results import read_results, write_results
from eval.retrieval import evaluate_retrieval
from eval.statistics import compare_paired, holm, mean_interval
from tests.demo_embedder import DemoEmbedder
from tests.eval.collection import QUESTIONS, write_collection, write_lines

Evaluated = tuple[dict[str, Any], list[dict[str, Any]], dict[str, str]]

THEIRS = (
    "q2 Q0 d3 1 0.9 theirs\nq2 Q0 d1 2 0.8 theirs\nq1 Q0 d6 1 3 theirs\nq9 Q0 d1 1 1 theirs\nq1 Q0 new 2 2 theirs\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_collection(tmp_path / "muscles")


def evaluate(folder: Path, **choices: Any) -> Evaluated:
    data = folder.parent / "data"
    return evaluate_retrieval(folder, data=data, embedder=DemoEmbedder(), settings=Settings(), **choices)


def write_run(folder: Path, text: str = THEIRS) -> Path:
    path = folder.parent / "theirs.trec"
    path.write_text(text, encoding="utf-8")
    return path


def without_times(value: Any) -> Any:
    """The value without what begins with "ms_"."""
    if isinstance(value, dict):
        return {key: without_times(each) for key, each in value.items() if not key.startswith("ms_")}
    return [without_times(each) for each in value] if isinstance(value, list) else value


def test_the_summary_says_what_was_measured(folder: Path) -> None:
    summary, rows, files = evaluate(folder)
    assert list(summary)[:4] == ["task", "dataset", "split", "half"]
    expected = {"task": "retrieval", "dataset": "muscles", "split": "test", "half": None, "documents": 6, "queries": 3}
    assert expected.items() <= summary.items()
    assert (summary["embedder"], summary["embedder_revision"]) == ("demo", "demo-1")
    chosen = {"passage_tokens": 140, "dense_weight": 0.6, "candidates": 150, "reranker": ""}
    assert summary["settings"] == chosen
    assert list(summary["systems"]) == ["hybrid", "dense", "lexical"]
    assert summary["systems"]["hybrid"]["documents_left_out"] == 0
    assert len(rows) == 9
    assert list(files) == ["runs/hybrid.trec", "runs/dense.trec", "runs/lexical.trec"]


def test_figures_are_means_over_questions_with_their_intervals(folder: Path) -> None:
    summary, rows, _ = evaluate(folder)
    for name, figures in summary["systems"].items():
        for measure in MEASURES:
            values = [row["measures"][measure] for row in rows if row["system"] == name]
            interval = mean_interval(values)
            assert figures[measure] == interval.mean == pytest.approx(sum(values) / 3)
            found = figures["intervals"][measure]
            assert (found["mean"], found["low"], found["high"]) == (interval.mean, interval.low, interval.high)
        assert figures["ms_per_query"] > 0


def test_figures_by_hand(folder: Path) -> None:
    """By words alone: the heel is in one text that is relevant, the temple in one, the neck in one."""
    summary, rows, _ = evaluate(folder, systems=("lexical",))
    first = next(row for row in rows if row["id"] == "q1")
    assert first["ranked"][:2] == ["d2", "d1"]
    assert first["judged"] == {"d2": 2, "d6": 1}
    assert first["measures"]["nDCG@10"] == pytest.approx(2 / (2 + 1 / log2(3)))
    assert first["measures"]["R@100"] == 0.5
    assert summary["systems"]["lexical"]["P@1"] == 1
    assert summary["systems"]["lexical"]["nDCG@10"] == pytest.approx((2 / (2 + 1 / log2(3)) + 1 + 1) / 3)


def test_every_two_systems_are_compared_and_corrected_together(folder: Path) -> None:
    summary, rows, _ = evaluate(folder, run=write_run(folder))
    comparisons = summary["comparisons"]
    assert len(comparisons) == 6 * len(MEASURES)
    assert [each["p_holm"] for each in comparisons] == holm([each["p"] for each in comparisons])
    one = next(c for c in comparisons if (c["first"], c["second"], c["measure"]) == ("dense", "theirs", "nDCG@10"))
    values = {
        name: [row["measures"]["nDCG@10"] for row in rows if row["system"] == name] for name in ("dense", "theirs")
    }
    expected = compare_paired(values["dense"], values["theirs"])
    assert (one["difference"], one["p"]) == (expected.difference.mean, expected.p)
    assert (one["low"], one["high"]) == (expected.difference.low, expected.difference.high)
    assert one["difference"] == pytest.approx(
        summary["systems"]["theirs"]["nDCG@10"] - summary["systems"]["dense"]["nDCG@10"]
    )


def test_run_files_give_other_tools_the_same_figures(folder: Path, tmp_path: Path) -> None:
    summary, _, files = evaluate(folder, run=write_run(folder))
    measures = {"nDCG@10": nDCG @ 10, "R@100": R @ 100, "MRR@10": RR @ 10, "P@1": P @ 1}
    judgements = {"q1": {"d2": 2, "d6": 1}, "q2": {"d3": 1}, "q6": {"d5": 1, "d3": 0}}
    for name, figures in summary["systems"].items():
        path = tmp_path / "run"
        path.write_text(files[f"runs/{name}.trec"], encoding="utf-8")
        run = ir_measures.read_trec_run(str(path))  # type: ignore[no-untyped-call]
        values = ir_measures.calc_aggregate(measures.values(), judgements, run)
        for measure, metric in measures.items():
            assert figures[measure] == pytest.approx(values[metric], abs=1e-6)


def test_our_run_files_say_whose_they_are(folder: Path) -> None:
    _, _, files = evaluate(folder, systems=("dense",))
    fields = [line.split() for line in files["runs/dense.trec"].splitlines()]
    assert {line[5] for line in fields} == {"palpate-dense"}
    assert [line[0] for line in fields[::6]] == ["q1", "q2", "q6"]


def test_a_run_of_others_is_scored_beside_ours(folder: Path) -> None:
    summary, rows, files = evaluate(folder, systems=("lexical",), run=write_run(folder))
    theirs = summary["systems"]["theirs"]
    values = {row["id"]: row["measures"] for row in rows if row["system"] == "theirs"}
    assert values["q1"]["nDCG@10"] == pytest.approx(1 / (2 + 1 / log2(3)))
    assert values["q2"] == dict.fromkeys(MEASURES, 1.0)
    assert values["q6"] == dict.fromkeys(MEASURES, 0.0)
    assert theirs["nDCG@10"] == pytest.approx((1 / (2 + 1 / log2(3)) + 1) / 3)
    assert (theirs["queries_missing"], theirs["queries_unknown"], theirs["unknown"]) == (1, 1, ["q9"])
    assert (theirs["documents_unknown"], theirs["file"]) == (1, "theirs.trec")
    assert "ms_per_query" not in theirs
    assert files["runs/theirs.trec"].splitlines()[0] == "q1 Q0 d6 1 3.0 theirs"
    assert "q9" not in files["runs/theirs.trec"]


def test_a_run_alone_needs_no_system(folder: Path) -> None:
    summary, _, files = evaluate(folder, systems=(), run=write_run(folder))
    assert list(summary["systems"]) == ["theirs"]
    assert summary["comparisons"] == []
    assert list(files) == ["runs/theirs.trec"]
    assert not (folder.parent / "data").exists()


def test_our_own_run_scores_the_same_when_it_comes_back(folder: Path) -> None:
    summary, _, files = evaluate(folder, systems=("dense",))
    again, _, _ = evaluate(folder, systems=("dense",), run=write_run(folder, files["runs/dense.trec"]))
    assert list(again["systems"]) == ["dense", "palpate-dense"]
    for measure in MEASURES:
        assert again["systems"]["palpate-dense"][measure] == summary["systems"]["dense"][measure]


@pytest.mark.parametrize("tag", ["dense", "Dense/"])
def test_a_run_that_is_called_like_one_of_ours_does_not_take_its_place(folder: Path, tag: str) -> None:
    run = write_run(folder, f"q1 Q0 d5 1 1 {tag}\n")
    summary, _, files = evaluate(folder, systems=("dense",), run=run)
    assert list(summary["systems"]) == ["dense", f"{tag} (given)"]
    assert len({name.lower() for name in files}) == 2
    assert files["runs/dense.trec"].endswith("palpate-dense\n")


def test_a_tag_that_is_a_path_stays_among_the_runs(folder: Path) -> None:
    _, _, files = evaluate(folder, systems=(), run=write_run(folder, "q1 Q0 d5 1 1 ../../bm25/rm3\n"))
    assert list(files) == ["runs/bm25-rm3.trec"]


def test_a_half_takes_its_questions_only(folder: Path) -> None:
    halves = {identity: half_of(identity) for identity, _ in QUESTIONS[:3]}
    assert set(halves.values()) == {"even", "odd"}
    for half in ("even", "odd"):
        summary, rows, files = evaluate(folder, systems=("lexical",), half=half)
        expected = [identity for identity, each in halves.items() if each == half]
        assert summary["half"] == half
        assert summary["queries"] == len(expected)
        assert [row["id"] for row in rows] == expected
        assert {row["half"] for row in rows} == {half}
        assert {line.split()[0] for line in files["runs/lexical.trec"].splitlines()} == set(expected)


def test_questions_of_the_other_half_are_not_unknown(folder: Path) -> None:
    run = write_run(folder, "".join(f"{identity} Q0 d1 1 1 t\n" for identity, _ in QUESTIONS))
    summary, _, _ = evaluate(folder, systems=(), run=run, half="even")
    assert summary["systems"]["t"]["queries_unknown"] == 0
    assert summary["systems"]["t"]["queries_missing"] == 0


def test_another_split_is_judged_by_its_own_file(folder: Path) -> None:
    (folder / "qrels" / "dev.tsv").write_text("q4\td1\t1\n", encoding="utf-8")
    summary, rows, _ = evaluate(folder, systems=("dense",), split="dev")
    assert (summary["split"], summary["queries"], [row["id"] for row in rows]) == ("dev", 1, ["q4"])


def test_questions_that_nothing_is_relevant_to_are_counted_and_score_0(folder: Path) -> None:
    path = folder / "qrels" / "test.tsv"
    path.write_text(path.read_text(encoding="utf-8") + "q4\td1\t0\n", encoding="utf-8")
    summary, rows, _ = evaluate(folder, systems=("dense",))
    assert (summary["queries"], summary["queries_without_relevant"]) == (4, 1)
    assert rows[-1]["measures"] == dict.fromkeys(MEASURES, 0.0)


def test_rows_name_question_system_and_half(folder: Path) -> None:
    _, rows, _ = evaluate(folder, systems=("dense", "lexical"))
    assert [(row["id"], row["system"]) for row in rows[:3]] == [("q1", "dense"), ("q1", "lexical"), ("q2", "dense")]
    assert {"id", "system", "kind", "audience", "half", "measures", "ms_search"} <= set(rows[0])
    assert rows[0]["half"] == half_of("q1")
    assert set(rows[0]["measures"]) == set(MEASURES)


def test_two_runs_give_the_same_but_for_times(folder: Path) -> None:
    first, second = evaluate(folder, run=write_run(folder)), evaluate(folder, run=write_run(folder))
    assert without_times(list(first)) == without_times(list(second))
    elsewhere = write_collection(folder.parent / "elsewhere" / "muscles")
    assert without_times(list(evaluate(elsewhere)))[2] == without_times(list(evaluate(folder)))[2]


def test_what_is_returned_can_be_written_and_read_back(folder: Path) -> None:
    summary, rows, files = evaluate(folder, run=write_run(folder))
    before = copy.deepcopy(summary)
    write_results(folder.parent / "out", summary, rows, files)
    read = read_results(folder.parent / "out")
    assert json.loads(json.dumps(before)) == read.summary
    assert len(read.rows) == len(rows)


def test_progress_tells_of_every_stage(folder: Path) -> None:
    told: list[tuple[str, int, int]] = []
    evaluate(folder, progress=lambda *step: told.append(step))
    assert {stage for stage, _, _ in told} >= {
        "reading",
        "embedding",
        "embedding documents",
        "searching (hybrid)",
        "searching (dense)",
        "searching (lexical)",
    }
    assert ("searching (dense)", 3, 3) in told


@pytest.mark.parametrize(
    ("choices", "says"),
    [
        pytest.param({"systems": ("hybrid", "colbert")}, "no system 'colbert': choose --systems hybrid", id="system"),
        pytest.param({"systems": ()}, "nothing to score", id="nothing"),
        pytest.param({"half": "third"}, "no half 'third': choose --half even or odd", id="half"),
        pytest.param({"split": "train"}, r"no train\.tsv: choose --split test", id="split"),
    ],
)
def test_a_choice_that_there_is_not_is_refused(folder: Path, choices: dict[str, Any], says: str) -> None:
    with pytest.raises(EvalError, match=says):
        evaluate(folder, **choices)


def test_a_half_without_judged_questions_is_refused(folder: Path) -> None:
    (folder / "qrels" / "test.tsv").write_text("q1\td2\t1\n", encoding="utf-8")
    other = {"even": "odd", "odd": "even"}[half_of("q1")]
    with pytest.raises(EvalError, match=f"no judged question in its {other} half"):
        evaluate(folder, half=other)


def test_a_run_over_something_else_is_refused(folder: Path) -> None:
    run = write_run(folder, "topic1 Q0 d1 1 1 t\n")
    with pytest.raises(EvalError, match=r"theirs\.trec ranks none of the 3 questions, its first is 'topic1'"):
        evaluate(folder, run=run)


def test_bad_input_is_found_before_anything_is_built(folder: Path) -> None:
    with pytest.raises(EvalError, match="line 1 has 2 fields"):
        evaluate(folder, run=write_run(folder, "q1 d1\n"))
    write_lines(folder / "queries.jsonl", [{"_id": "q1", "text": ""}])
    with pytest.raises(EvalError, match=r"queries\.jsonl, line 1: 'text' is empty"):
        evaluate(folder)
    assert not (folder.parent / "data").exists()
