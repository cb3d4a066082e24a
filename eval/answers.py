"""Evaluating answers: every question of a suite is asked, or looked up in a file, and scored; then the means.

What is measured of one answer is said in `eval.scoring`, and the curve of risk and coverage in `eval.risk`. Two other
systems stand beside the one that is measured, so that no figure speaks for itself: one that never answers, and ours
with its threshold at 0, which never stays silent where it finds anything at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from answer.disclaimers import disclaimer_for
from answer.safety import Gate
from answer.types import Answer, Level, Status
from corpus.settings import Settings
from corpus.version import palpate_version
from eval.answer_files import AnswerFile, give, read_answers, to_trec_rag
from eval.asking import Progress, Reply, ask_all, silent
from eval.figures import Row, counts, grouped, latency, means
from eval.library import Library, Place, find_places
from eval.results import to_json
from eval.risk import risk_coverage
from eval.scoring import MEASURES, Given, Measures, matches, missing_nuggets, score
from eval.suites import Case, Suite, read_suite, take_half
from index.search import Searcher

OURS, NEVER_SILENT, ALWAYS_SILENT = "palpate", "never-abstain", "always-abstain"
ANSWERS, TREC_RAG = "answers.jsonl", "trec-rag.jsonl"

Found = tuple[dict[str, Any], list[Row], dict[str, str]]


@dataclass(frozen=True, slots=True)
class _Question:
    """A question of the suite, and the places in the library where its facts stand."""

    case: Case
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class _Scored:
    """A question, the answer to it, and its measures."""

    question: _Question
    given: Given
    measures: Measures


def evaluate_answers(
    suite: Path,
    *,
    searcher: Searcher,
    gate: Gate,
    levels: Mapping[str, Level],
    settings: Settings,
    answers: Path | None = None,
    half: str | None = None,
    reveal: bool = False,
    alone: bool = False,
    progress: Progress = silent,
) -> Found:
    """Score the answers to a suite: a summary, one row for each question, and further files by name.

    Ours are asked for through the gate; where `answers` names a file, those in it are scored instead, and a question
    without one counts as not answered, rightly in no case. Where `alone` is said, follow-ups are asked in the words
    that the suite has for them, which need no history. `levels` are those of the gate's rules, which the suite may
    name. Rows of the test half hold measures only, unless `reveal`. Raises EvalError naming file, line and field.
    """
    read = read_suite(suite, levels)
    library = Library(searcher.generation.store)
    found = {case.asked.id: find_places(case, library) for case in read.cases}  # a line that is wrong is so in any half
    taken = take_half(read.cases, half)
    cases = [case.without_history() for case in taken] if alone else taken
    questions = [_Question(case, found[case.asked.id]) for case in cases]
    summary = _describe(read, searcher, half=half, reveal=reveal) | {"alone": alone}
    if answers is None:
        asked = [each.case.asked for each in questions]
        replies = ask_all(asked, searcher, gate, settings.answer, progress, scope_rules=settings.safety.scope)
        made_with = {"system": OURS, "rules_version": gate.version, "settings": asdict(settings)}
        figures, rows = _ours(questions, replies, library, reveal=reveal)
        return summary | made_with | figures | _timings(replies), rows, _files(questions, replies)
    file = read_answers(answers, library, found)
    figures, rows = _theirs(questions, file, reveal=reveal)
    return summary | {"system": file.run, "answers": answers.name} | figures, rows, {}


def _ours(
    questions: Sequence[_Question], replies: Sequence[Reply], library: Library, *, reveal: bool
) -> tuple[dict[str, Any], list[Row]]:
    scored = _score(questions, [_given(reply.answer, library) for reply in replies])
    unabashed = _score(questions, [_given(reply.unabashed, library) for reply in replies])
    rows = _rows(scored, OURS, reveal=reveal)
    for row, reply in zip(rows, replies, strict=True):
        row["ms_answer"] = reply.ms
    others = {NEVER_SILENT: unabashed, ALWAYS_SILENT: _silences(questions)}
    return _figures(scored, rows, others) | _risk(unabashed, scored), rows


def _theirs(questions: Sequence[_Question], file: AnswerFile, *, reveal: bool) -> tuple[dict[str, Any], list[Row]]:
    scored = _score(questions, [file.answers.get(each.case.asked.id, Given(None)) for each in questions])
    rows = _rows(scored, file.run, reveal=reveal)
    return _figures(scored, rows, {ALWAYS_SILENT: _silences(questions)}) | _risk(scored, scored), rows


def _describe(suite: Suite, searcher: Searcher, *, half: str | None, reveal: bool) -> dict[str, Any]:
    """What was measured, and over which library."""
    manifest = searcher.generation.manifest
    return {
        "task": "answers",
        "suite": suite.name,
        "suite_sha256": suite.sha256,
        "half": half,
        "revealed": reveal,
        "palpate": palpate_version(),
        "embedder": manifest.embedder,
        "embedder_revision": manifest.embedder_revision,
        "generation": manifest.name,
    }


def _given(answer: Answer, library: Library) -> Given:
    return give(answer.as_json() | {"confidence": answer.confidence}, library)


def _silences(questions: Sequence[_Question]) -> list[_Scored]:
    """A system that never answers, and whose form is faultless."""
    return _score(
        questions,
        [
            Given(Status.NOT_COVERED, rule="", disagreements=0, disclaimer=disclaimer_for(asked.audience, asked.locale))
            for asked in (each.case.asked for each in questions)
        ],
    )


def _score(questions: Sequence[_Question], answers: Sequence[Given]) -> list[_Scored]:
    return [
        _Scored(question, given, score(question.case, question.places, given))
        for question, given in zip(questions, answers, strict=True)
    ]


def _figures(scored: Sequence[_Scored], rows: Sequence[Row], others: Mapping[str, Sequence[_Scored]]) -> dict[str, Any]:
    """The means with their intervals: of all systems, and of the one that is measured by kind, audience and half."""
    systems = {rows[0]["system"]: rows} | {name: _rows(each, name, reveal=False) for name, each in others.items()}
    return {
        "queries": len(rows),
        "without_an_answer": sum(each.given.status is None for each in scored),
        "gold_left_out": sum(place.left_out for each in scored for place in each.question.places),
        "systems": {name: means(each, MEASURES) for name, each in systems.items()},
        "counts": counts(rows, MEASURES),
        "by_kind": grouped(rows, "kind", MEASURES),
        "by_audience": grouped(rows, "audience", MEASURES),
        "by_half": grouped(rows, "half", MEASURES),
    }


def _risk(unabashed: Sequence[_Scored], scored: Sequence[_Scored]) -> dict[str, Any]:
    """The curve over all that would be answered without a threshold, and the point on it that the threshold chooses.

    Left out where nothing was answered, or where not every answer says how sure it is.
    """
    pool = [each for each in unabashed if each.given.answered]
    sure = [each.given.confidence for each in pool if each.given.confidence is not None]
    if not pool or len(sure) < len(pool):
        return {}
    wrong = [each.measures["correct"] == 0 for each in scored if each.given.answered]
    chosen = {"coverage": len(wrong) / len(pool), "risk": sum(wrong) / len(wrong) if wrong else 0.0}
    curve = risk_coverage(sure, [each.measures["correct"] == 0 for each in pool])
    return {"risk_coverage": {"answers": len(pool)} | curve.as_json() | {"chosen": chosen}}


def _timings(replies: Sequence[Reply]) -> dict[str, Any]:
    """Milliseconds for one question: all of it, and the median of each stage over the questions that reach it."""
    stages = list(dict.fromkeys(stage for reply in replies for stage in reply.stages))
    medians = {
        stage: float(np.median([reply.stages[stage] for reply in replies if stage in reply.stages])) for stage in stages
    }
    return latency([reply.ms for reply in replies]) | {"ms_stages": medians}


def _files(questions: Sequence[_Question], replies: Sequence[Reply]) -> dict[str, str]:
    """Our answers, as objects of the contract and as TREC-RAG."""
    pairs = [(each.case.asked.id, reply.answer.as_json()) for each, reply in zip(questions, replies, strict=True)]
    return {
        ANSWERS: "".join(to_json({"id": identity} | answer) + "\n" for identity, answer in pairs),
        TREC_RAG: "".join(to_trec_rag(OURS, identity, answer) + "\n" for identity, answer in pairs),
    }


def _rows(scored: Sequence[_Scored], system: str, *, reveal: bool) -> list[Row]:
    return [_row(each, system, reveal=reveal) for each in scored]


def _row(each: _Scored, system: str, *, reveal: bool) -> Row:
    asked = each.question.case.asked
    row: Row = {
        "id": asked.id,
        "system": system,
        "kind": asked.kind,
        "audience": asked.audience,
        "half": asked.half,
        "measures": each.measures,
    }
    return row | _details(each) if reveal or asked.half == "tune" else row


def _details(each: _Scored) -> Row:
    """What was asked, expected and answered: of the test half only where somebody wants it revealed."""
    case, places, given = each.question.case, each.question.places, each.given
    return {
        "question": case.asked.question,
        "history": [asdict(turn) for turn in case.asked.history],
        "status": given.status.value if given.status else None,
        "expected_status": case.status.value,
        "urgent": given.rule or None,
        "expected_urgent": case.urgent,
        "confidence": given.confidence,
        "nuggets": [nugget.as_json() for nugget in case.nuggets],
        "missing": [nugget.as_json() for nugget in missing_nuggets(case, given)],
        "gold": [
            {
                "document": place.document,
                "quote": place.quote,
                "cited": given.answered and any(matches(citation, place) for citation in given.citations),
            }
            for place in places
        ],
        "sentences": [claim.text for claim in given.claims],
        "citations": [
            {
                "document": citation.document,
                "quote": citation.quote,
                "gold": any(matches(citation, place) for place in places),
            }
            for citation in given.citations
        ],
    }
