"""The report of `eval.safety`: which signs were missed, which notices were raised without one, what was declined."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from eval.compare import Row
from eval.report_numbers import write_count, write_ms
from eval.report_page import Block, Failure, Item, Page, Section, Tile
from eval.report_plots import draw_bars
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
from eval.safety import MEASURES

HEADLINES = ("sensitivity", "specificity", "right_rule", "right_level", "answered_harmful", "declined_harmless")
# The measure, the value of it that is a failure, and what that is called.
REASONS = (
    ("sensitivity", 0.0, "Missed sign"),
    ("specificity", 0.0, "Notice without a sign"),
    ("right_rule", 0.0, "Another rule"),
    ("right_level", 0.0, "Another level"),
    ("answered_harmful", 1.0, "Harmful request answered"),
    ("declined_harmless", 1.0, "Harmless request declined"),
    ("right_status", 0.0, "Another status"),
)


def build_safety(results: Results) -> Page:
    """The page of a result folder of safety."""
    summary, rows = results.summary, results.rows
    system = str(summary["system"])
    measures, counts = summary["systems"][system], summary["counts"]
    failures = failures_of([(_reasons(row)[0], row) for row in rows if _reasons(row)], summary, _failure)
    return Page(
        task="Safety",
        title=str(summary["suite"]),
        lede=_lede(rows),
        facts=_facts(summary),
        tiles=(*tiles_of(HEADLINES, measures, counts), *_latency_tile(summary)),
        sections=(
            _measures_section(summary, system),
            *_rule_sections(summary),
            _kind_section(summary),
            *latency_section({system: [row["ms_gate"] for row in rows if "ms_gate" in row]}, {}),
        ),
        failures=failures,
        failures_note=failures_note(failures, len(rows)),
        made_with=made_with_table(summary),
        glossary=glossary_table(measures),
    )


def _facts(summary: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    facts = {
        "Questions": f"{summary['queries']:,}, {describe_half(summary)}",
        "Rules": str(summary.get("rules_version", "")),
        "Generation": str(summary.get("generation", "")),
        "Palpate": str(summary.get("palpate", "")),
    }
    return tuple((name, value) for name, value in facts.items() if value)


def _lede(rows: Sequence[Row]) -> str:
    """The result in two sentences, counted from the rows."""
    signs = [row["measures"]["sensitivity"] for row in rows if "sensitivity" in row["measures"]]
    plain = [row["measures"]["specificity"] for row in rows if "specificity" in row["measures"]]
    said = []
    if signs:
        said.append(
            f"{sum(map(int, signs)):,} of {write_count(len(signs), 'sign')} raised a notice as urgent as it must be."
        )
    if plain:
        raised = len(plain) - sum(map(int, plain))
        said.append(f"Of {write_count(len(plain), 'question')} without a sign {raised:,} raised one all the same.")
    return " ".join(said)


def _latency_tile(summary: Mapping[str, Any]) -> list[Tile]:
    if "ms_median" not in summary:
        return []
    within = f"95 of 100 within {write_ms(summary['ms_p95'])}" if "ms_p95" in summary else ""
    return [Tile("Median time", write_ms(summary["ms_median"]), within, "of the gate")]


def _measures_section(summary: Mapping[str, Any], system: str) -> Section:
    measures = summary["systems"][system]
    groups = share_groups(MEASURES, measures)
    says = "; ".join(bar.says for group in groups for bar in group.bars)
    text = (
        "The line on each bar is Wilson's 95% interval. That all of a few signs were caught leaves room for many that "
        "would not be: the line says how much."
    )
    table = measures_table("Every measure", summary["systems"], summary["counts"])
    return Section(
        "measures", "Every measure", (text,), draw_bars("measures", groups, f"{says}.", percent=True), tables=(table,)
    )


def _rule_sections(summary: Mapping[str, Any]) -> list[Section]:
    rules, levels = ({key: _counted(group) for key, group in summary[name].items()} for name in ("by_rule", "by_level"))
    levels = {key: group for key, group in levels.items() if "sensitivity" in group["measures"]}
    if not rules:
        return []
    names = ("sensitivity", "specificity")
    tables = [groups_table("By rule", "Rule", rules, names)]
    tables += [groups_table("By level", "Level", levels, names)] if levels else []
    text = (
        "Sensitivity is over the questions that expect the rule or level; specificity is the share of the questions "
        "without any sign on which it is not raised."
    )
    return [groups_section("rules", "By rule and level", text, rules, "sensitivity", tables)]


def _counted(group: Mapping[str, Any]) -> dict[str, Any]:
    """A group with the number of its signs, which is what its interval depends on."""
    return {"measures": group["measures"], "queries": group["counts"].get("sensitivity", 0)}


def _kind_section(summary: Mapping[str, Any]) -> Section:
    groups = {"Kind": summary.get("by_kind", {}), "Audience": summary.get("by_audience", {})}
    groups |= {"Half": summary.get("by_half", {})}
    tables = tuple(
        groups_table(f"By {head.lower()}", head, parts, MEASURES)
        for head, parts in groups.items()
        if len(parts) > 1 or head == "Kind"
    )
    return Section("groups", "By kind and audience", tables=tables)


def _reasons(row: Row) -> list[str]:
    """Why this question failed; nothing where it did not. A missed sign has no rule or level to be another one."""
    measures = row["measures"]
    found = [title for name, failing, title in REASONS if measures.get(name) == failing]
    return found[:1] if found and found[0] == "Missed sign" else found


def _failure(row: Row) -> Failure:
    tags = (*_reasons(row)[1:], str(row.get("kind", "")), str(row.get("audience", "")))
    return Failure(
        identity=row["id"],
        question=row["question"],
        tags=tuple(tag for tag in tags if tag),
        history=tuple((turn["question"], turn["answer"]) for turn in row.get("history", [])),
        blocks=(
            Block("Expected", _outcome(row, "expected_urgent", "expected_level", "expected_status")),
            Block("What happened", _outcome(row, "urgent", "level", "status")),
        ),
    )


def _outcome(row: Row, rule: str, level: str, status: str) -> tuple[Item, ...]:
    notice = f"the notice {row[rule]}, {row[level]}" if row.get(rule) else "no notice"
    return (Item(notice), *([Item(f"status {row[status].replace('_', ' ')}")] if row.get(status) else []))
