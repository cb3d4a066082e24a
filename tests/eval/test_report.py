"""The page of a result folder: one file that asks for nothing, tells what it holds, and keeps the held-out half."""

from __future__ import annotations

import copy
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pytest

from answer.types import DISCLAIMERS
from corpus.settings import Settings
from eval.answers import evaluate_answers
from eval.beir import half_of
from eval.errors import EvalError
from eval.report import render_report
from eval.report_plots import Bar, Group, draw_bars, draw_latency
from eval.results import Results
from eval.retrieval import evaluate_retrieval
from eval.safety import evaluate_safety
from index.search import Searcher
from tests.demo_embedder import DemoEmbedder
from tests.eval.collection import QUESTIONS, write_collection
from tests.eval.tiny import LEVELS, SUITE, PhraseGate, write_lines

HOSTILE = """</style><script>alert("1")</script> & <img src=x onerror='alert(2)'> {{ 7 * 7 }} $x^2$ --> ]]>"""
SIGNS: list[dict[str, Any]] = [
    {"id": "caught", "question": "my lips are blue", "urgent": "blue-lips"},
    {"id": "lower", "question": "my calf is hot and I cannot breathe", "urgent": "blue-lips"},
    {"id": "held back", "question": "blueish lips", "urgent": "blue-lips", "half": "test"},
    {"id": "false", "question": "my dog's calf is hot", "urgent": None},
]
VOID = {"meta", "br", "link", "img", "input", "path", "rect", "circle", "use"}


class Reader(HTMLParser):
    """What a page consists of; fails where its elements do not close."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str, str]] = []
        self.headings: list[int] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(page)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] != "style":
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def values(self, name: str) -> list[str]:
        return [value for _, each, value in self.attributes if each == name]


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory, five_notes: Searcher) -> Results:
    suite = write_lines(tmp_path_factory.mktemp("suite") / "five.jsonl", SUITE)
    summary, rows, _ = evaluate_answers(
        suite, searcher=five_notes, gate=PhraseGate(), levels=LEVELS, settings=Settings()
    )
    return Results(Path("five"), summary, rows)


@pytest.fixture(scope="module")
def retrieval(tmp_path_factory: pytest.TempPathFactory) -> Results:
    folder = tmp_path_factory.mktemp("retrieval")
    collection = write_collection(folder / "muscles")
    summary, rows, _ = evaluate_retrieval(
        collection, data=folder / "data", embedder=DemoEmbedder(), settings=Settings(), systems=("dense", "lexical")
    )
    return Results(Path("muscles"), summary, rows)


@pytest.fixture(scope="module")
def safety(tmp_path_factory: pytest.TempPathFactory) -> Results:
    suite = write_lines(tmp_path_factory.mktemp("signs") / "signs.jsonl", SIGNS)
    summary, rows, _ = evaluate_safety(suite, gate=PhraseGate(), levels=LEVELS)
    return Results(Path("signs"), summary, rows)


@pytest.fixture(params=["answers", "retrieval", "safety"])
def results(request: pytest.FixtureRequest) -> Results:
    found: Results = request.getfixturevalue(request.param)
    return found


def changed(results: Results, **summary: Any) -> Results:
    return Results(results.folder, {**copy.deepcopy(results.summary), **summary}, copy.deepcopy(results.rows))


def test_the_page_asks_for_nothing(results: Results) -> None:
    page = render_report(results)
    read = Reader(page)
    assert not {"script", "link", "img", "iframe", "object", "form", "base"} & set(read.tags)
    assert all(value.startswith("#") for name in ("href", "xlink:href", "src") for value in read.values(name))
    assert not any(name.startswith("on") for _, name, _ in read.attributes)
    assert "@import" not in page
    assert all(address.startswith("#") for address in re.findall(r"url\(([^)]*)\)", page))
    assert "default-src 'none'" in page


def test_the_page_says_what_answers_are(results: Results) -> None:
    assert DISCLAIMERS["client"] in render_report(results)


def test_the_same_results_give_the_same_page(results: Results) -> None:
    with mpl.rc_context({"font.size": 30, "svg.fonttype": "path", "axes.linewidth": 9}):
        first = render_report(results)
    assert render_report(changed(results)) == first
    assert str(Path.cwd()) not in first


def test_every_id_is_there_once_and_every_reference_leads_somewhere(results: Results) -> None:
    read = Reader(render_report(results))
    identities = Counter(read.values("id"))
    assert set(identities.values()) == {1}
    referred = {value[1:] for name in ("href", "xlink:href") for value in read.values(name)}
    assert referred | set(read.values("aria-labelledby")) <= set(identities)


def test_the_page_is_made_for_those_who_cannot_see_it(results: Results) -> None:
    read = Reader(render_report(results))
    assert read.headings[0] == 1
    assert read.headings.count(1) == 1
    assert all(deeper - level <= 1 for level, deeper in zip(read.headings, read.headings[1:], strict=False))
    assert read.tags["table"] == read.tags["caption"] > 2
    assert read.tags["th"] == sum(value in {"row", "col"} for value in read.values("scope"))
    drawings = [value for tag, name, value in read.attributes if (tag, name) == ("svg", "aria-hidden")]
    assert drawings == ["true"] * read.tags["svg"]
    assert read.tags["figure"] == read.values("role").count("img") > 0
    assert all(read.values("aria-label"))


def test_the_page_says_what_it_was_made_with(results: Results) -> None:
    text = Reader(render_report(results)).text
    summary = results.summary
    for value in (summary["palpate"], summary.get("embedder_revision", ""), summary.get("generation", "")):
        assert value in text
    assert str(summary.get("dataset", summary.get("suite"))) in text


def test_figures_stand_with_their_intervals(answers: Results) -> None:
    text = Reader(render_report(answers)).text
    interval = answers.summary["systems"]["palpate"]["correct"]
    shown = f"{100 * interval['low']:.1f}–{100 * interval['high']:.0f}%"
    assert (interval["high"], shown) == (1.0, "57.1–100%")
    assert f"Right 85.7% {shown}" in text
    assert "6 of 7 questions ended as they should (85.7%)." in text
    assert "Of 4 that the library covers, 1 got no answer. Of 2 that it does not cover, 0 got one all the same." in text


def test_a_failed_question_stands_with_its_answer_the_facts_and_the_evidence(answers: Results) -> None:
    text = Reader(render_report(answers)).text
    shown = text[
        text.index("Questions that failed None") if "failed None" in text else text.index("1 of 7 questions failed") :
    ]
    for part in (
        "Refused though covered 1",
        "What is the price of a massage?",
        "Status: answered it was not covered",
        "axillary nerve missing, vital",
        "teres minor missing, not vital",
        "Answer Nothing: not covered.",
        "“supplies the teres minor” not cited",
    ):
        assert part in shown
    assert "Which nerve supplies the soleus?" not in shown


def test_a_wrong_answer_is_shown_with_what_it_cites(answers: Results) -> None:
    spoilt = changed(answers)
    row = next(row for row in spoilt.rows if row["id"] == "nerve")
    row["measures"].update(correct=0.0, crag=-1.0, all_vital=0.0, strict_vital=0.0)
    row["missing"] = row["nuggets"]
    page = render_report(spoilt)
    text = Reader(page).text
    assert '<li class="bad">tibial nerve' in page
    assert f'<li class="good">“{row["citations"][0]["quote"]}”' in page
    assert "Vital facts missing 1 Which nerve supplies the soleus?" in text.replace("▸ ", "")
    for sentence in row["sentences"]:
        assert " ".join(sentence.split()) in text
    assert f"“{row['citations'][0]['quote']}” a gold place {row['citations'][0]['document']}" in text


def test_of_the_held_out_half_only_numbers_are_shown(answers: Results) -> None:
    held = changed(answers)
    for row in held.rows:
        row["half"] = "test"
        row["measures"]["correct"] = row["measures"]["right_status"] = 0.0
    text = Reader(render_report(held)).text
    assert "7 of 7 questions failed (100%)" in text
    assert "7 of the held-out half are counted only" in text
    for row in held.rows:
        assert row.get("question", "massage") not in text
        assert row["id"] not in text.split("Made with")[1].split()
    held.summary["revealed"] = True
    assert "What is the price of a massage?" in Reader(render_report(held)).text


def test_retrieval_shows_the_even_half_only(retrieval: Results) -> None:
    failed = changed(retrieval)
    for row in failed.rows:
        row["measures"] = dict.fromkeys(row["measures"], 0.0)
    text = Reader(render_report(failed)).text
    questions = dict(QUESTIONS)
    halves = {half_of(row["id"]) for row in failed.rows}
    assert halves == {"even", "odd"}
    for row in failed.rows:
        assert (questions[row["id"]] in text) == (half_of(row["id"]) == "even")
    assert "missed by dense, lexical" in text


def test_retrieval_shows_differences_with_p_after_holm(retrieval: Results) -> None:
    compared = changed(retrieval)
    first = compared.summary["comparisons"][0]
    first.update(difference=0.25, low=0.125, high=0.5, p=0.01234, p_holm=0.0444)
    text = Reader(render_report(compared)).text
    assert "dense → lexical nDCG@10 +0.250 +0.125 to +0.500 0.012 0.044 second is better" in text
    assert "no difference shown" in text


def test_safety_shows_what_was_missed_and_what_was_raised_for_nothing(safety: Results) -> None:
    text = Reader(render_report(safety)).text
    assert (
        "1 of 3 signs raised a notice as urgent as it must be. Of 1 question without a sign 1 raised one all the same."
        in text
    )
    assert "Missed sign 2 1 of the held-out half, not shown." in text
    assert "Expected the notice blue-lips, emergency What happened the notice hot-calf, urgent" in text
    assert "Notice without a sign 1" in text
    assert "blueish lips" not in text


def test_hostile_text_stays_text(results: Results) -> None:
    hostile = changed(results)
    hostile.summary["generation"] = hostile.summary["embedder"] = HOSTILE
    hostile.summary["suite"] = hostile.summary["dataset"] = HOSTILE
    hostile.summary["by_kind"] = dict.fromkeys([HOSTILE], next(iter(results.summary.get("by_kind", {"": {}}).values())))
    for row in hostile.rows:
        row["kind"] = HOSTILE
        row["measures"] = dict.fromkeys(row["measures"], 0.0)
        row |= {"id": f"{row['id']} {HOSTILE}", "half": "tune"} | ({"question": HOSTILE} if "question" in row else {})
    before, after = Reader(render_report(results)), Reader(render_report(hostile))
    assert {"script", "img"}.isdisjoint(after.tags)
    assert not any(name == "onerror" for _, name, _ in after.attributes)
    assert set(after.tags) <= set(before.tags) | {"details", "summary", "ol", "h3", "h4", "h5", "code"}
    assert " ".join(HOSTILE.split()) in after.text


def test_a_name_in_a_drawing_stays_text() -> None:
    plot = draw_bars("x", [Group(HOSTILE, (Bar(HOSTILE, 0.5, 0.4, 0.6, "50%", HOSTILE),))], HOSTILE, percent=True)
    for drawing in (plot.wide, plot.narrow):
        read = Reader(drawing)
        assert {"script", "img", "style", "metadata"}.isdisjoint(read.tags)
        assert "<!--" not in drawing
        assert "$x^2$" in read.text
        assert "http" not in drawing


def test_a_quote_that_does_not_hold_is_an_alarm(answers: Results) -> None:
    spoilt = changed(answers)
    assert "it must be 100%" not in Reader(render_report(answers)).text
    spoilt.summary["systems"]["palpate"]["quote_validity"] = {"mean": 0.99995, "low": 0.9, "high": 1.0}
    assert "Quote validity >99.9% 90.0–100%" in Reader(render_report(spoilt)).text
    assert "it must be 100%" in Reader(render_report(spoilt)).text


def test_answers_of_others_have_no_curve_and_no_times(answers: Results) -> None:
    theirs = changed(answers)
    for name in [name for name in theirs.summary if name.startswith("ms_")]:
        del theirs.summary[name]
    for row in theirs.rows:
        del row["ms_answer"]
    del theirs.summary["risk_coverage"]
    text = Reader(render_report(theirs)).text
    assert "When it should stay silent" in Reader(render_report(answers)).text
    assert "When it should stay silent" not in text
    assert "How long it takes" not in text


def test_nothing_failed_is_said(answers: Results) -> None:
    fine = changed(answers)
    fine.rows[:] = [row for row in fine.rows if row["measures"]["correct"] == 1]
    assert "None of 6 questions failed." in Reader(render_report(fine)).text


def test_scores_below_zero_have_room() -> None:
    bars = (Bar("CRAG", -0.2, -0.4, 0.1, "−0.20", "−0.40 to 0.10"),)
    assert "−1" in Reader(draw_bars("x", [Group("", bars)], "…", percent=False).wide).text


@pytest.mark.parametrize("times", [[0.0], [0.01, 0.02], [5.0] * 3, [0.001, 90_000.0]])
def test_any_times_can_be_drawn(times: list[float]) -> None:
    assert Reader(draw_latency("x", [("system", times)], "…").narrow).tags["path"] > 0


@pytest.mark.parametrize(
    ("summary", "says"),
    [
        pytest.param(
            {"task": "poetry"}, "task is 'poetry'; there are reports of answers, retrieval, safety", id="task"
        ),
        pytest.param({"task": "answers"}, "five is not as `palpate eval answers` writes it .*system", id="half a file"),
        pytest.param({"task": "retrieval", "systems": []}, "is not as `palpate eval retrieval` writes it", id="a list"),
    ],
)
def test_what_is_no_result_of_ours_is_named(summary: dict[str, Any], says: str) -> None:
    with pytest.raises(EvalError, match=says):
        render_report(Results(Path("five"), summary, []))
