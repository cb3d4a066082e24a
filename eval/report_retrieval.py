"""The report of `eval.retrieval`: which system ranks best, whether that is sure, and where a system finds nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from eval.compare import SURE, Row
from eval.glossary import meaning_of
from eval.report_numbers import write_count, write_difference, write_figure, write_interval, write_ms, write_p
from eval.report_page import Block, Cell, Failure, Failures, Item, Page, Section, Table, Tile
from eval.report_plots import Group, draw_bars
from eval.report_sections import (
    bar_of,
    describe_half,
    failures_note,
    failures_of,
    glossary_table,
    latency_section,
    made_with_table,
    measures_table,
    tiles_of,
)
from eval.results import Results

HEADLINE, FOUND = "nDCG@10", "MRR@10"
TITLE = "Nothing relevant among the first ten"


def build_retrieval(results: Results) -> Page:
    """The page of a result folder of retrieval."""
    summary = results.summary
    systems = {name: figures["intervals"] for name, figures in summary["systems"].items()}
    best = max(systems, key=lambda name: systems[name][HEADLINE]["mean"])
    counts = dict.fromkeys(next(iter(systems.values())), summary["queries"])
    failures = _failures(results)
    times = {name: [row["ms_search"] for row in _of(results.rows, name) if "ms_search" in row] for name in systems}
    return Page(
        task="Retrieval",
        title=str(summary["dataset"]),
        lede=_lede(summary, systems, best),
        facts=_facts(summary),
        tiles=(*(_named(tile, best) for tile in tiles_of(list(counts), systems[best], {})), *_times(summary, best)),
        sections=(
            _measures_section(systems, counts),
            *_comparisons_section(summary.get("comparisons", [])),
            *latency_section(times, {}),
        ),
        failures=failures,
        failures_note=_note(failures, summary["queries"]),
        made_with=made_with_table(summary),
        glossary=glossary_table(counts),
    )


def _of(rows: Sequence[Row], system: str) -> list[Row]:
    return [row for row in rows if row.get("system") == system]


def _facts(summary: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    facts = {
        "Questions": f"{summary['queries']:,}, {describe_half(summary)}",
        "Documents": f"{summary['documents']:,}" if "documents" in summary else "",
        "Split": str(summary.get("split", "")),
        "Embedder": str(summary.get("embedder", "")),
        "Palpate": str(summary.get("palpate", "")),
    }
    return tuple((name, value) for name, value in facts.items() if value)


def _lede(summary: Mapping[str, Any], systems: Mapping[str, Any], best: str) -> str:
    """Who is first, by how much, and whether that may be chance."""
    said = f"On {write_count(summary['queries'], 'question')} {best} ranks best, with an {HEADLINE} of "
    said += f"{write_figure(HEADLINE, systems[best][HEADLINE]['mean'])} "
    said += f"({write_interval(HEADLINE, systems[best][HEADLINE])})."
    for each in summary.get("comparisons", []):
        if each["measure"] == HEADLINE and best in (each["first"], each["second"]):
            other = each["second"] if each["first"] == best else each["first"]
            lead = write_difference(HEADLINE, abs(each["difference"])).lstrip("+")
            sure = f"p {write_p(each['p_holm'])} after Holm"
            verdict = "is more than chance" if each["p_holm"] <= SURE else "may be chance"
            said += f" Its lead of {lead} over {other} {verdict} ({sure})."
    return said


def _named(tile: Tile, system: str) -> Tile:
    return Tile(tile.label, tile.value, tile.interval, system)


def _times(summary: Mapping[str, Any], best: str) -> list[Tile]:
    value = summary["systems"][best].get("ms_per_query")
    return [] if value is None else [Tile("Mean time", write_ms(value), "for one question", best)]


def _measures_section(systems: Mapping[str, Any], counts: Mapping[str, int]) -> Section:
    groups = [
        Group(
            meaning_of(name).label,
            tuple(
                bar_of(system, name, figures[name], series) for series, (system, figures) in enumerate(systems.items())
            ),
        )
        for name in counts
    ]
    says = "; ".join(f"{group.title}: " + ", ".join(bar.says for bar in group.bars) for group in groups)
    text = (
        "The line on each bar is its 95% interval over questions. Two intervals may overlap and the difference be sure "
        "all the same, as both systems had the same questions: see the comparisons."
    )
    table = measures_table("Every measure of every system", systems, counts)
    return Section(
        "measures",
        "Every measure",
        (text,),
        draw_bars("measures", groups, f"{says}.", percent=False),
        tables=(table,),
    )


def _comparisons_section(comparisons: Sequence[Mapping[str, Any]]) -> list[Section]:
    if not comparisons:
        return []
    rows = tuple(_comparison(each) for each in comparisons)
    head = ("Difference", "Measure", "Mean", "95% interval", "p", "p after Holm", "In a word")
    text = (
        "Question by question: how much the second is above the first, and how likely chance alone would part them so "
        f"far. {len(comparisons)} comparisons were made, so the p that counts is the one after Holm's correction."
    )
    table = Table("Differences between systems", head, rows)
    return [Section("comparisons", "Comparisons", (text,), tables=(table,))]


def _comparison(each: Mapping[str, Any]) -> tuple[Cell, ...]:
    name = each["measure"]
    sure = each["p_holm"] <= SURE
    verdict = ("second is better" if each["difference"] > 0 else "first is better") if sure else "no difference shown"
    bounds = f"{write_difference(name, each['low'])} to {write_difference(name, each['high'])}"
    return (
        Cell(f"{each['first']} → {each['second']}"),
        Cell(meaning_of(name).label),
        Cell(write_difference(name, each["difference"])),
        Cell(bounds),
        Cell(write_p(each["p"])),
        Cell(write_p(each["p_holm"])),
        Cell(verdict),
    )


def _failures(results: Results) -> tuple[Failures, ...]:
    """Questions that at least one system found nothing for, each once."""
    by_question: dict[str, list[Row]] = {}
    for row in results.rows:
        by_question.setdefault(row["id"], []).append(row)
    failed = [rows for rows in by_question.values() if any(row["measures"].get(FOUND) == 0 for row in rows)]
    return failures_of(
        [(TITLE, rows[0]) for rows in failed], results.summary, lambda row: _failure(by_question[row["id"]])
    )


def _failure(rows: Sequence[Row]) -> Failure:
    judged = rows[0]["judged"]
    wanted = tuple(Item(document, says=f"grade {grade}") for document, grade in judged.items() if grade > 0)
    rankings = tuple(
        Block(
            f"{row['system']}, {HEADLINE} {write_figure(HEADLINE, row['measures'].get(HEADLINE, 0.0))}",
            tuple(_ranked(document, judged) for document in row["ranked"]),
            "Nothing was found.",
            ordered=True,
        )
        for row in rows
    )
    missed = [row["system"] for row in rows if row["measures"].get(FOUND) == 0]
    return Failure(
        rows[0]["id"],
        rows[0]["question"],
        (f"missed by {', '.join(missed)}",),
        (),
        (Block("Relevant documents", wanted, "None was judged relevant."), *rankings),
    )


def _ranked(document: str, judged: Mapping[str, int]) -> Item:
    good = judged.get(document, 0) > 0
    return Item(document, good=True if good else None, says="relevant" if good else "")


def _note(failures: Sequence[Failures], queries: int) -> str:
    note = failures_note(failures, queries)
    return f"A question fails where a system ranks nothing relevant among the first ten. {note}"
