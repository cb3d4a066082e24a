"""The report of `eval.answers`: what was right, what it costs to answer more, and each question that failed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from eval.compare import Row
from eval.report_numbers import write_count, write_ms, write_share
from eval.report_page import Block, Failure, Item, Page, Section, Tile
from eval.report_plots import draw_bars, draw_risk
from eval.report_sections import (
    describe_half,
    failures_note,
    failures_of,
    glossary_table,
    groups_section,
    groups_table,
    latency_section,
    made_with_table,
    measures_table,
    share_groups,
    tiles_of,
)
from eval.results import Results
from eval.scoring import MEASURES

HEADLINES = (
    "correct",
    "strict_vital",
    "refused_though_covered",
    "answered_though_not_covered",
    "citation_recall",
    "crag",
    "quote_validity",
)
BY_GROUP = (
    "correct",
    "crag",
    "strict_vital",
    "citation_recall",
    "unit_precision",
    "refused_though_covered",
    "answered_though_not_covered",
    "words",
    "reading_grade",
    "hard_terms_explained",
)
# Why an answer failed, in this order: the measure, the value of it that is a failure, and what that is called.
REASONS = (
    ("urgent_right", 0.0, "Wrong notice"),
    ("refused_though_covered", 1.0, "Refused though covered"),
    ("answered_though_not_covered", 1.0, "Answered though not covered"),
    ("right_status", 0.0, "Wrong status"),
    ("all_vital", 0.0, "Vital facts missing"),
    ("disagreement_where_expected", 0.0, "Disagreement not shown"),
    ("disclaimer_right", 0.0, "Wrong disclaimer"),
)
IMPLIED = ("right_status", "all_vital")  # by either of the two mistakes about coverage
RISK_LEGEND = (
    ("this system", "1"),
    ("the threshold in use", "2"),
    ("confidences that say nothing", "dotted"),
    ("the best there could be", "dashed"),
)
STATUSES = {"answered": "answered", "not_covered": "not covered", "declined": "declined", None: "no answer at all"}


def build_answers(results: Results) -> Page:
    """The page of a result folder of answers."""
    summary, rows = results.summary, results.rows
    system = str(summary["system"])
    measures, counts = summary["systems"][system], summary["counts"]
    failures = failures_of([(_reasons(row)[0], row) for row in rows if _reasons(row)], summary, _failure)
    return Page(
        task="Answers",
        title=str(summary["suite"]),
        lede=_lede(rows, summary),
        facts=_facts(summary, system),
        tiles=(*tiles_of(HEADLINES, measures, counts), *_latency_tile(summary)),
        sections=(
            _measures_section(summary, system),
            *_group_sections(summary),
            *_risk_section(summary),
            *latency_section(
                {system: [row["ms_answer"] for row in rows if "ms_answer" in row]}, summary.get("ms_stages", {})
            ),
        ),
        failures=failures,
        failures_note=failures_note(failures, len(rows)),
        made_with=made_with_table(summary),
        glossary=glossary_table(measures),
    )


def _facts(summary: Mapping[str, Any], system: str) -> tuple[tuple[str, str], ...]:
    facts = {
        "System": system,
        "Questions": f"{summary['queries']:,}, {describe_half(summary)}",
        "Embedder": str(summary.get("embedder", "")),
        "Generation": str(summary.get("generation", "")),
        "Palpate": str(summary.get("palpate", "")),
    }
    return tuple((name, value) for name, value in facts.items() if value)


def _lede(rows: Sequence[Row], summary: Mapping[str, Any]) -> str:
    """The result in two sentences, counted from the rows."""
    right = sum(row["measures"].get("correct", 0) == 1 for row in rows)
    said = f"{right:,} of {write_count(len(rows), 'question')} ended as they should ({write_share(right / len(rows))})."
    for measure, text in (
        ("refused_though_covered", "Of {} that the library covers, {} got no answer."),
        ("answered_though_not_covered", "Of {} that it does not cover, {} got one all the same."),
    ):
        values = [row["measures"][measure] for row in rows if measure in row["measures"]]
        said += " " + text.format(f"{len(values):,}", f"{sum(map(int, values)):,}") if values else ""
    rivals = {"always-abstain": "never answering", "never-abstain": "always answering"}
    figures = [
        f"{text} makes {write_share(summary['systems'][name]['correct']['mean'])}"
        for name, text in rivals.items()
        if name in summary["systems"]
    ]
    return f"{said} By comparison, {' and '.join(figures)}." if figures else said


def _latency_tile(summary: Mapping[str, Any]) -> list[Tile]:
    if "ms_median" not in summary:
        return []
    within = f"95 of 100 within {write_ms(summary['ms_p95'])}" if "ms_p95" in summary else ""
    return [Tile("Median time", write_ms(summary["ms_median"]), within, "for one question")]


def _measures_section(summary: Mapping[str, Any], system: str) -> Section:
    systems = {system: summary["systems"][system], **summary["systems"]}
    groups = share_groups(MEASURES, systems[system])
    says = "; ".join(bar.says for group in groups for bar in group.bars)
    text = (
        "The line on each bar is its 95% interval: where the figure may lie over all questions of this sort. "
        "Beside the system stand one that answers whenever it finds anything, and one that never answers."
    )
    table = measures_table("Every measure of every system", systems, summary["counts"])
    plot = draw_bars("measures", groups, f"{says}.", percent=True)
    return Section("measures", "Every measure", (text,), plot, tables=(table,))


def _group_sections(summary: Mapping[str, Any]) -> list[Section]:
    kinds, audiences, halves = (summary.get(name, {}) for name in ("by_kind", "by_audience", "by_half"))
    tables = [groups_table("By audience", "Audience", audiences, BY_GROUP)] if len(audiences) > 1 else []
    tables += [groups_table("By half", "Half", halves, BY_GROUP)] if len(halves) > 1 else []
    table = groups_table("By kind of question", "Kind", kinds, BY_GROUP)
    text = "A kind with few questions has a wide interval: look at that before the bar."
    return [groups_section("groups", "By kind and audience", text, kinds, "correct", [table, *tables])]


def _risk_section(summary: Mapping[str, Any]) -> list[Section]:
    """The curve, where there is one: others' answers may say nothing of how sure they are."""
    curve = summary.get("risk_coverage")
    if curve is None:
        return []
    chosen = curve["chosen"]
    says = (
        f"The area below the curve is {curve['area']:.3f}; {curve['best']:.3f} would be the best for these answers, "
        f"and confidences that say nothing would give {curve['blind']:.3f}. The threshold in use answers "
        f"{write_share(chosen['coverage'])} of what could be answered, of which {write_share(chosen['risk'])} is wrong."
    )
    text = (
        "If only the surest answers are given, how many of them are wrong? Good confidences keep the curve low at left."
    )
    plot = draw_risk(
        "risk",
        curve["coverage"],
        curve["risk"],
        curve["blind"],
        (chosen["coverage"], chosen["risk"]),
        f"Risk against coverage. {says}",
    )
    return [Section("risk", "When it should stay silent", (text, says), plot, RISK_LEGEND)]


def _reasons(row: Row) -> list[str]:
    """Why this question failed; nothing where it did not."""
    measures = row["measures"]
    silence = measures.get("refused_though_covered") == 1 or measures.get("answered_though_not_covered") == 1
    found = [
        title for name, failing, title in REASONS if measures.get(name) == failing and not (silence and name in IMPLIED)
    ]
    if measures.get("quote_validity", 1) < 1:
        found.append("A quote does not hold")
    return found or (["Not right"] if measures.get("correct", 1) < 1 else [])


def _failure(row: Row) -> Failure:
    status = STATUSES.get(row.get("status"), str(row.get("status")))
    expected = STATUSES.get(row.get("expected_status"), str(row.get("expected_status")))
    sure = "" if row.get("confidence") is None else f"confidence {row['confidence']:.2f}"
    tags = (*_reasons(row)[1:], str(row.get("kind", "")), str(row.get("audience", "")), sure)
    return Failure(
        identity=row["id"],
        question=row["question"],
        tags=tuple(tag for tag in tags if tag),
        history=tuple((turn["question"], turn["answer"]) for turn in row.get("history", [])),
        blocks=(
            Block("Expected", _expected(row, expected, status)),
            Block("Answer", _answered(row), f"Nothing: {status}."),
            Block("Where the facts stand", _gold(row), "Nowhere in the library."),
            Block("What the answer cites", _cited(row), "Nothing.", ordered=True),
        ),
    )


def _expected(row: Row, expected: str, status: str) -> tuple[Item, ...]:
    wanted = f"{expected}, with the notice {row['expected_urgent']}" if row.get("expected_urgent") else expected
    facts = [_fact(nugget, missing=nugget in row["missing"]) for nugget in row["nuggets"]]
    good = row.get("status") == row.get("expected_status")
    return (Item(f"Status: {wanted}", good, "" if good else f"it was {status}"), *facts)


def _fact(nugget: Mapping[str, Any], *, missing: bool) -> Item:
    says = ("missing" if missing else "stated") + (", vital" if nugget["vital"] else ", not vital")
    return Item(" / ".join(nugget["any"]), good=not missing, says=says)


def _answered(row: Row) -> tuple[Item, ...]:
    notice = [Item(f"The notice {row['urgent']} was raised.")] if row.get("urgent") else []
    return (*notice, *(Item(text) for text in row["sentences"]))


def _gold(row: Row) -> tuple[Item, ...]:
    return tuple(
        Item(f"“{gold['quote']}”", gold["cited"], "cited" if gold["cited"] else "not cited", gold["document"])
        for gold in row["gold"]
    )


def _cited(row: Row) -> tuple[Item, ...]:
    covered = bool(row["gold"])
    return tuple(
        Item(
            f"“{citation['quote']}”",
            citation["gold"] if covered else None,
            ("a gold place" if citation["gold"] else "not a gold place") if covered else "",
            citation["document"],
        )
        for citation in row["citations"]
    )
