"""A tiny suite over five notes, asked and scored as a whole; the same from files of others."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from answer.answerer import Answerer
from answer.types import DISCLAIMERS, Status
from corpus.settings import AnswerSettings, Settings
from eval.answers import ALWAYS_SILENT, NEVER_SILENT, OURS, Found, evaluate_answers
from eval.asking import ask, ask_all, silent
from eval.errors import EvalError
from eval.results import to_json
from eval.suites import read_suite
from index.search import Searcher
from tests.eval.tiny import LEVELS, SUITE, PhraseGate, covered, fact, gold, without_times, write_lines


def evaluate(suite: Path, searcher: Searcher, **options: Any) -> Found:
    return evaluate_answers(suite, searcher=searcher, gate=PhraseGate(), levels=LEVELS, settings=Settings(), **options)


def mean(summary: dict[str, Any], measure: str, system: str = OURS) -> float:
    found: float = summary["systems"][system][measure]["mean"]
    return found


@pytest.fixture(scope="module")
def suite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_lines(tmp_path_factory.mktemp("suite") / "five.jsonl", SUITE)


@pytest.fixture(scope="module")
def found(suite: Path, five_notes: Searcher) -> Found:
    return evaluate(suite, five_notes)


@pytest.fixture(scope="module")
def ours(found: Found, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our own answers, as a file that somebody hands in."""
    path = tmp_path_factory.mktemp("ours") / "answers.jsonl"
    path.write_text(found[2]["answers.jsonl"], encoding="utf-8")
    return path


def test_the_summary_says_what_was_measured(found: Found, five_notes: Searcher) -> None:
    summary, manifest = found[0], five_notes.generation.manifest
    assert next(iter(summary)) == "task"
    assert (summary["task"], summary["suite"], summary["half"], summary["queries"]) == ("answers", "five", None, 7)
    assert (summary["embedder"], summary["embedder_revision"]) == (manifest.embedder, manifest.embedder_revision)
    assert (summary["generation"], summary["rules_version"]) == (manifest.name, "tiny")
    assert (summary["revealed"], summary["without_an_answer"], summary["gold_left_out"]) == (False, 0, 0)
    assert summary["settings"]["answer"]["confidence"] == AnswerSettings().confidence


def test_the_figures_of_our_answers(found: Found) -> None:
    # Of seven questions six are right and one stays without an answer; of four covered ones three are answered.
    summary = found[0]
    assert mean(summary, "correct") == pytest.approx(6 / 7)
    assert mean(summary, "crag") == pytest.approx((2 * 6 + 1) / 7 - 1)
    assert mean(summary, "right_status") == pytest.approx(6 / 7)
    assert (mean(summary, "strict_vital"), mean(summary, "all_vital")) == (0.75, 0.75)
    assert mean(summary, "strict_vital_when_answered") == 1.0
    assert mean(summary, "citation_recall") == 0.75
    assert (mean(summary, "refused_though_covered"), mean(summary, "answered_though_not_covered")) == (0.25, 0.0)
    assert (mean(summary, "quote_validity"), mean(summary, "cited"), mean(summary, "disclaimer_right")) == (1, 1, 1)
    assert mean(summary, "urgent_right") == 1.0
    assert {name: summary["counts"][name] for name in ("correct", "strict_vital", "answered_though_not_covered")} == {
        "correct": 7,
        "strict_vital": 4,
        "answered_though_not_covered": 2,
    }


def test_every_mean_lies_in_its_interval(found: Found) -> None:
    for interval in found[0]["systems"][OURS].values():
        assert list(interval) == ["mean", "low", "high"]
        assert interval["low"] <= interval["mean"] <= interval["high"]


def test_figures_stand_by_kind_audience_and_half(found: Found) -> None:
    summary = found[0]
    assert {kind: part["queries"] for kind, part in summary["by_kind"].items()} == {
        "fact": 3,
        "list": 1,
        "near-miss": 2,
        "sign": 1,
    }
    assert summary["by_kind"]["fact"]["measures"]["strict_vital"]["mean"] == pytest.approx(2 / 3)
    assert "strict_vital" not in summary["by_kind"]["near-miss"]["measures"]
    assert summary["by_audience"]["therapist"]["measures"]["correct"]["mean"] == 1.0
    assert summary["by_half"]["tune"]["queries"] == 5
    assert summary["by_half"]["tune"]["counts"]["strict_vital"] == 3


def test_a_system_that_never_answers_is_right_where_nothing_is_covered(found: Found) -> None:
    # Two are not covered; what must be declined and what is covered is missing.
    summary = found[0]
    assert mean(summary, "crag", ALWAYS_SILENT) == pytest.approx((2 * 2 + 5) / 7 - 1)
    assert mean(summary, "strict_vital", ALWAYS_SILENT) == 0.0
    assert mean(summary, "refused_though_covered", ALWAYS_SILENT) == 1.0
    assert "units" not in summary["systems"][ALWAYS_SILENT]


def test_a_system_that_never_abstains_answers_what_is_not_covered(found: Found) -> None:
    summary = found[0]
    assert mean(summary, "answered_though_not_covered", NEVER_SILENT) == 1.0
    assert mean(summary, "strict_vital", NEVER_SILENT) == 0.75
    assert mean(summary, "refused_though_covered", NEVER_SILENT) == 0.0
    assert mean(summary, "right_status", NEVER_SILENT) == pytest.approx(5 / 7)
    assert mean(summary, "crag", NEVER_SILENT) == pytest.approx((4 - 3) / 7)


def test_what_would_be_said_without_a_threshold_is_what_a_threshold_of_nought_says(
    suite: Path, five_notes: Searcher
) -> None:
    asked = [case.asked for case in read_suite(suite, LEVELS).cases]
    unsure = Answerer(five_notes, AnswerSettings(confidence=0.0))
    for each, reply in zip(asked, ask_all(asked, five_notes, PhraseGate(), AnswerSettings(), silent), strict=True):
        assert reply.unabashed == ask(each, PhraseGate(), unsure)


def test_the_curve_is_of_all_that_would_be_answered_and_names_the_chosen_point(found: Found) -> None:
    summary = found[0]
    curve = summary["risk_coverage"]
    # All but the sign, which is declined; the three that are right are surer than the three that are wrong.
    assert curve["answers"] == 6
    assert curve["coverage"] == pytest.approx([1 / 6, 2 / 6, 3 / 6, 4 / 6, 5 / 6, 1])
    assert curve["risk"] == pytest.approx([0, 0, 0, 1 / 4, 2 / 5, 3 / 6])
    assert curve["area"] == curve["best"] == pytest.approx((1 / 4 + 2 / 5 + 3 / 6) / 6)
    assert curve["blind"] == 0.5
    assert curve["chosen"] == {"coverage": 0.5, "risk": 0.0}


def test_rows_of_the_test_half_hold_measures_only(found: Found) -> None:
    rows = {row["id"]: row for row in found[1]}
    assert [row["id"] for row in found[1]] == [line["id"] for line in SUITE]
    assert set(rows["trapezius"]) == {"id", "system", "kind", "audience", "half", "measures", "ms_answer"}
    assert rows["nerve"]["question"] == "Which nerve supplies the soleus?"
    assert rows["nerve"]["gold"] == [
        {"document": rows["nerve"]["citations"][0]["document"], "quote": "tibial nerve supplies", "cited": True}
    ]
    assert rows["nerve"]["sentences"][0] == "The tibial nerve supplies the soleus."
    assert rows["nerve"]["citations"][0]["gold"] is True
    assert (rows["dose"]["status"], rows["dose"]["expected_status"]) == ("not_covered", "answered")
    assert [nugget["any"] for nugget in rows["dose"]["missing"]] == [["axillary nerve"], ["teres minor"]]
    assert (rows["lips"]["urgent"], rows["lips"]["expected_urgent"]) == ("blue-lips", "blue-lips")


def test_the_test_half_is_shown_where_asked_for_and_that_is_recorded(suite: Path, five_notes: Searcher) -> None:
    summary, rows, _ = evaluate(suite, five_notes, half="test", reveal=True)
    assert summary["revealed"] is True
    assert [row["question"] for row in rows] == ["What innervates the trapezius?", "Where does the deltoid insert?"]


def test_a_follow_up_may_be_asked_in_words_that_need_no_history(tmp_path: Path, five_notes: Searcher) -> None:
    history = [{"question": "Where does the deltoid insert?"}]
    line = covered("again", "And then?", [fact("tibial nerve")], [gold("soleus.md", "tibial nerve supplies")])
    line |= {"history": history, "alone": "Which nerve supplies the soleus?"}
    suite = write_lines(tmp_path / "again.jsonl", [line, SUITE[0]])
    summary, rows, _ = evaluate(suite, five_notes, alone=True)
    assert summary["alone"] is True
    assert [row["history"] for row in rows] == [[], []]
    assert (rows[0]["question"], rows[0]["measures"]["correct"]) == ("Which nerve supplies the soleus?", 1)
    _, rows, _ = evaluate(suite, five_notes)
    assert (rows[0]["question"], rows[0]["measures"]["correct"]) == ("And then?", 0)


@pytest.mark.parametrize(("half", "questions"), [("tune", 5), ("test", 2)])
def test_a_half_is_asked_alone(suite: Path, five_notes: Searcher, half: str, questions: int) -> None:
    summary, rows, files = evaluate(suite, five_notes, half=half)
    assert (summary["half"], summary["queries"]) == (half, questions)
    assert {row["half"] for row in rows} == {half}
    assert len(files["answers.jsonl"].splitlines()) == questions


def test_two_runs_are_the_same_but_for_the_times(suite: Path, five_notes: Searcher, found: Found) -> None:
    again = evaluate(suite, five_notes)
    assert to_json(without_times(again[0])) == to_json(without_times(found[0]))
    assert to_json(without_times(again[1])) == to_json(without_times(found[1]))
    assert again[2] == found[2]


def test_times_are_told_by_the_question_and_by_the_stage(found: Found) -> None:
    summary, rows, _ = found
    assert 0 < summary["ms_median"] <= summary["ms_p95"]
    assert {"gate", "embed", "search", "evidence"} <= set(summary["ms_stages"])
    assert all(row["ms_answer"] > 0 for row in rows)


def test_progress_is_told(suite: Path, five_notes: Searcher) -> None:
    told: list[tuple[str, int, int]] = []
    evaluate(suite, five_notes, half="test", progress=lambda *each: told.append(each))
    assert told == [("asking", 0, 2), ("asking", 1, 2), ("asking", 2, 2)]


def test_our_answers_are_written_as_the_contract_has_them_and_as_trec_rag(found: Found) -> None:
    contract = [json.loads(line) for line in found[2]["answers.jsonl"].splitlines()]
    trec = [json.loads(line) for line in found[2]["trec-rag.jsonl"].splitlines()]
    assert [each["id"] for each in contract] == [each["topic_id"] for each in trec] == [line["id"] for line in SUITE]
    assert "confidence" not in contract[0]
    first, cited = trec[0], contract[0]["citations"][0]
    assert set(first) == {"run_id", "topic_id", "topic", "references", "response_length", "answer"}
    assert first["answer"][0] == {"text": "The tibial nerve supplies the soleus.", "citations": [0]}
    assert first["references"][0] == cited["passage_id"]
    assert all(len(set(each["references"])) == len(each["references"]) for each in trec)
    assert first["response_length"] == sum(len(each["text"].split()) for each in contract[0]["sentences"])
    assert all(
        0 <= place < len(each["references"]) for each in trec for one in each["answer"] for place in one["citations"]
    )
    assert (trec[2]["answer"], trec[2]["references"]) == ([], [])


def test_our_answers_from_a_file_score_the_same(suite: Path, five_notes: Searcher, found: Found, ours: Path) -> None:
    summary, rows, files = evaluate(suite, five_notes, answers=ours)
    assert (summary["system"], summary["answers"]) == ("answers", "answers.jsonl")
    assert [row["measures"] for row in rows] == [row["measures"] for row in found[1]]
    assert summary["systems"]["answers"] == found[0]["systems"][OURS]
    assert set(summary["systems"]) == {"answers", ALWAYS_SILENT}
    assert not any(key.startswith("ms_") for key in summary)
    assert "risk_coverage" not in summary
    assert files == {}


def test_our_answers_as_trec_rag_score_the_same_on_what_the_format_holds(
    suite: Path, five_notes: Searcher, found: Found, tmp_path: Path
) -> None:
    path = tmp_path / "run.jsonl"
    path.write_text(found[2]["trec-rag.jsonl"], encoding="utf-8")
    summary, rows, _ = evaluate(suite, five_notes, answers=path)
    assert summary["system"] == OURS
    ours = {row["id"]: row["measures"] for row in found[1]}
    for row in rows:
        assert not row["measures"].keys() & {"quote_validity", "disclaimer_right", "urgent_right"}
        for measure in {"strict_vital", "all_nuggets", "words", "citation_recall"} & row["measures"].keys():
            assert row["measures"][measure] == ours[row["id"]][measure]


def test_questions_without_an_answer_are_counted_and_are_right_nowhere(
    suite: Path, five_notes: Searcher, tmp_path: Path
) -> None:
    path = write_lines(tmp_path / "some.jsonl", [{"id": "artery", "status": "not_covered"}])
    summary, rows, _ = evaluate(suite, five_notes, answers=path)
    assert summary["without_an_answer"] == 6
    assert mean(summary, "right_status", "some") == pytest.approx(1 / 7)
    assert mean(summary, "crag", "some") == pytest.approx((2 * 1 + 6) / 7 - 1)
    assert mean(summary, "refused_though_covered", "some") == 1.0
    assert mean(summary, "answered_though_not_covered", "some") == 0.0
    assert rows[0]["status"] is None


def answer(identity: str, quote: str, start: int, **fields: Any) -> dict[str, Any]:
    cited = {"number": 1, "document_id": "soleus.md", "quote": quote, "start": start, "end": start + len(quote)}
    sentence = {"text": "By the tibial nerve.", "citations": [1]}
    return {"id": identity, "status": "answered", "sentences": [sentence], "citations": [cited]} | fields


def test_quotes_of_others_are_held_against_the_documents(suite: Path, five_notes: Searcher, tmp_path: Path) -> None:
    sources = five_notes.generation.store.sources()
    soleus = next(identity for identity, source in sources.items() if source.key == "soleus.md")
    text, quote = five_notes.generation.store.document(soleus).text, "The tibial nerve supplies"
    start = text.index(quote)
    lines = [
        answer("nerve", quote, start, disclaimer=DISCLAIMERS["client"]),
        answer("exercises", quote, start + 1),
        answer("artery", quote, start - len(text)),  # counted from the end, it would stand there
    ]
    _, rows, _ = evaluate(suite, five_notes, answers=write_lines(tmp_path / "x.jsonl", lines))
    nerve, exercises, artery = (row["measures"] for row in rows[:3])
    assert (nerve["quote_validity"], nerve["citation_precision"], nerve["correct"]) == (1.0, 1.0, 1.0)
    assert (exercises["quote_validity"], exercises["citation_precision"]) == (0.0, 0.0)
    assert artery["quote_validity"] == 0.0
    assert (nerve["disclaimer_right"], exercises["disclaimer_right"]) == (1.0, 0.0)


def test_a_document_that_the_library_does_not_hold_is_no_gold(
    suite: Path, five_notes: Searcher, tmp_path: Path
) -> None:
    line = answer("nerve", "The tibial nerve supplies", 0)
    line["citations"][0]["document_id"] = "elsewhere"
    _, rows, _ = evaluate(suite, five_notes, answers=write_lines(tmp_path / "x.jsonl", [line]))
    measures = rows[0]["measures"]
    assert (measures["quote_validity"], measures["citation_precision"], measures["correct"]) == (0.0, 0.0, 1.0)


def test_a_reference_of_trec_rag_may_name_a_document(suite: Path, five_notes: Searcher, tmp_path: Path) -> None:
    sentences = [{"text": "The tibial nerve.", "citations": [1]}, {"text": "So it is.", "citations": [7, -1]}]
    line = {"run_id": "theirs", "topic_id": "nerve", "references": ["nowhere", "soleus.md"], "answer": sentences}
    summary, rows, _ = evaluate(suite, five_notes, answers=write_lines(tmp_path / "x.jsonl", [line]))
    measures = rows[0]["measures"]
    assert summary["system"] == "theirs"
    assert (measures["citation_precision"], measures["citation_recall"], measures["unit_precision"]) == (0.5, 1.0, 0.5)
    assert (measures["cited"], measures["quote_validity"]) == (0.5, 0.0)


def test_confidences_of_others_make_a_curve(suite: Path, five_notes: Searcher, tmp_path: Path) -> None:
    lines = [
        answer("nerve", "x", 0, confidence=0.9),
        answer("artery", "x", 0, confidence=1),
        {"id": "insertion", "status": "not_covered"},
    ]
    summary = evaluate(suite, five_notes, answers=write_lines(tmp_path / "x.jsonl", lines))[0]
    assert summary["risk_coverage"]["risk"] == [1.0, 0.5]
    del lines[0]["confidence"]
    summary = evaluate(suite, five_notes, answers=write_lines(tmp_path / "y.jsonl", lines))[0]
    assert "risk_coverage" not in summary


NUMBERED = {"number": 1, "document_id": "soleus.md", "quote": "x", "start": 0, "end": 1}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        pytest.param({"id": "b", "status": "answered"}, "'id' is 'b', which is no question", id="unknown"),
        pytest.param({"id": "artery", "status": "answered"}, "'id' is 'artery' a second time", id="twice"),
        pytest.param({"status": "answered"}, "'id' is missing", id="no id"),
        pytest.param({"id": "nerve"}, "'status' is missing", id="no status"),
        pytest.param({"id": "nerve", "status": "ok"}, "'status' is 'ok'", id="another status"),
        pytest.param({"id": "nerve", "status": "answered", "sentences": "x"}, "'sentences' is 'x'", id="no list"),
        pytest.param(
            {"id": "nerve", "status": "answered", "sentences": [{"text": "x", "citations": ["1"]}]},
            "'sentences[0].citations' is ['1']; it must be a list of whole numbers",
            id="numbers that are texts",
        ),
        pytest.param(
            {"id": "nerve", "status": "answered", "citations": [{"number": 1}]},
            "'citations[0].document_id' is missing",
            id="a citation of nothing",
        ),
        pytest.param(
            {"id": "nerve", "status": "answered", "citations": [NUMBERED, NUMBERED]},
            "'citations[1].number' is 1 a second time",
            id="a number twice",
        ),
        pytest.param(
            {"id": "nerve", "status": "answered", "citations": [NUMBERED | {"number": True}]},
            "'citations[0].number' is True; it must be a whole number",
            id="true is no number",
        ),
        pytest.param(
            {"id": "nerve", "status": "answered", "urgent": {"level": "crisis"}},
            "'urgent.rule' is missing",
            id="a notice without a rule",
        ),
        pytest.param(
            {"id": "nerve", "status": "answered", "confidence": "high"}, "'confidence' is 'high'", id="no number"
        ),
        pytest.param({"topic_id": "b", "answer": []}, "'topic_id' is 'b', which is no question", id="unknown topic"),
        pytest.param({"topic_id": "nerve", "references": [1]}, "'references[0]' is 1", id="a reference by number"),
        pytest.param({"topic_id": "nerve", "answer": [{}]}, "'answer[0].text' is missing", id="a sentence of nothing"),
    ],
)
def test_an_answer_that_is_wrong_is_named_with_its_field(
    suite: Path, five_notes: Searcher, tmp_path: Path, line: dict[str, Any], message: str
) -> None:
    path = write_lines(tmp_path / "theirs.jsonl", [{"id": "artery", "status": "not_covered"}, line])
    with pytest.raises(EvalError) as error:
        evaluate(suite, five_notes, answers=path)
    assert str(error.value).startswith(f"{path}, line 2: {message}")


def test_gold_that_is_not_in_the_library_stops_everything_even_in_the_other_half(
    five_notes: Searcher, tmp_path: Path
) -> None:
    wrong = covered("b", "Who?", [fact("x")], [gold("soleus.md", "ulnar nerve")], half="test")
    path = write_lines(tmp_path / "suite.jsonl", [*SUITE, wrong])
    with pytest.raises(EvalError, match=r"line 8: 'gold\[0\].quote' is 'ulnar nerve'"):
        evaluate(path, five_notes, half="tune")


def test_an_emergency_is_declined_for_every_system_that_asks_the_gate(found: Found) -> None:
    assert found[1][5]["status"] == Status.DECLINED
    assert found[0]["by_kind"]["sign"]["measures"]["correct"]["mean"] == 1.0
