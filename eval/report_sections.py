"""The parts that reports of all three tasks have: headline figures, tables, latency, what it was made with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from eval.compare import Row, conditions_of, is_shown
from eval.glossary import Better, Scale, in_order, meaning_of
from eval.report_numbers import write_count, write_figure, write_interval, write_ms, write_share
from eval.report_page import Cell, Failure, Failures, Section, Table, Tile
from eval.report_plots import Bar, Group, draw_bars, draw_latency
from eval.results import to_json

HALVES = {
    "tune": "the tuning half",
    "test": "the held-out half",
    "even": "the even half",
    "odd": "the odd half, which is held out",
    None: "both halves",
}
NONE = Cell("–", "\u00a0")
MUST_BE_ONE = ("quote_validity", "disclaimer_right")
LATENCY = "How long it takes"

Measures = Mapping[str, Mapping[str, float]]


def describe_half(summary: Mapping[str, Any]) -> str:
    """Which questions were asked, in words."""
    half = summary.get("half")
    return HALVES.get(half, f"the half {half}")


def tiles_of(names: Sequence[str], measures: Measures, counts: Mapping[str, int]) -> list[Tile]:
    """The headline figures that there are."""
    return [_tile(name, measures[name], counts.get(name)) for name in names if name in measures]


def _tile(name: str, interval: Mapping[str, float], count: int | None) -> Tile:
    meaning = meaning_of(name)
    lower = "lower is better" if meaning.better is Better.LOWER else ""
    of = write_count(count, "question") if count is not None else ""
    return Tile(
        label=meaning.label,
        value=write_figure(name, interval["mean"]),
        interval=write_interval(name, interval),
        note=", ".join(part for part in (of, lower) if part),
        alarm=name in MUST_BE_ONE and interval["mean"] < 1,
    )


def bar_of(label: str, name: str, interval: Mapping[str, float], series: int = 0) -> Bar:
    """A figure as a bar, with how it is written."""
    mean, low, high = interval["mean"], interval["low"], interval["high"]
    return Bar(label, mean, low, high, write_figure(name, mean), write_interval(name, interval), series)


def share_groups(names: Iterable[str], measures: Measures) -> list[Group]:
    """Shares in two groups: where more is better, and where less is."""
    groups = []
    titles = {Better.HIGHER: "Higher is better", Better.LOWER: "Lower is better"}
    for series, (better, title) in enumerate(titles.items()):
        taken = [name for name in names if name in measures and meaning_of(name).better is better]
        shares = [name for name in taken if meaning_of(name).scale is Scale.SHARE]
        bars = tuple(bar_of(meaning_of(name).label, name, measures[name], series) for name in shares)
        groups += [Group(title, bars)] if bars else []
    return groups


def measures_table(caption: str, systems: Mapping[str, Measures], counts: Mapping[str, int]) -> Table:
    """Every measure of every system; the number of questions is that of the first."""
    names = in_order(name for measures in systems.values() for name in measures)
    rows = [
        (
            Cell(meaning_of(name).label),
            *(figure_cell(name, measures) for measures in systems.values()),
            Cell(f"{counts[name]:,}") if name in counts else NONE,
        )
        for name in names
    ]
    return Table(caption, ("Measure", *systems, "Questions"), tuple(rows))


def figure_cell(name: str, measures: Measures) -> Cell:
    """A figure and its interval; a dash where the measure does not apply."""
    if name not in measures:
        return NONE
    return Cell(write_figure(name, measures[name]["mean"]), write_interval(name, measures[name]))


def groups_table(caption: str, head: str, groups: Mapping[str, Mapping[str, Any]], names: Sequence[str]) -> Table:
    """The chosen measures of each group of questions, without those that no group has."""
    used = [name for name in names if any(name in group["measures"] for group in groups.values())]
    rows = [
        (
            Cell(key or "–", write_count(group["queries"], "question") if "queries" in group else ""),
            *(figure_cell(name, group["measures"]) for name in used),
        )
        for key, group in groups.items()
    ]
    return Table(caption, (head, *(meaning_of(name).label for name in used)), tuple(rows))


def groups_section(
    identity: str, title: str, text: str, groups: Mapping[str, Mapping[str, Any]], shown: str, tables: Sequence[Table]
) -> Section:
    """Tables of groups, below bars of the one measure that says most."""
    bars = [bar_of(key, shown, group["measures"][shown]) for key, group in groups.items() if shown in group["measures"]]
    label = f"{meaning_of(shown).label}, by {tables[0].head[0].lower()}"
    says = f"{label}: " + "; ".join(bar.says for bar in bars) + "."
    plot = draw_bars(identity, [Group(label, tuple(bars))], says, percent=True) if bars else None
    return Section(identity, title, (text,), plot, tables=tuple(tables))


def latency_section(times: Mapping[str, Sequence[float]], stages: Mapping[str, float]) -> list[Section]:
    """How long questions take, by system, and the stages of one; nothing where nothing was timed."""
    timed = {name: values for name, values in times.items() if values}
    if not timed:
        return []
    head = ("System", "Questions", "Median", "95 of 100 within", "Longest")
    table = Table("Milliseconds for a question", head, tuple(_times(*each) for each in timed.items()))
    says = "; ".join(f"{name}: median {write_ms(float(np.median(values)))}" for name, values in timed.items())
    plot = draw_latency("latency", list(timed.items()), f"The share of the questions done within a time. {says}.")
    tables = [table]
    if stages:
        rows = tuple((Cell(stage), Cell(write_ms(value))) for stage, value in stages.items())
        tables.append(Table("The median of each stage, over the questions that reach it", ("Stage", "Median"), rows))
    legend = tuple((name, str(number)) for number, name in enumerate(timed, 1)) if len(timed) > 1 else ()
    text = "The curve is the share of the questions that were done within so many milliseconds."
    return [Section("latency", LATENCY, (text,), plot, legend, tuple(tables))]


def _times(name: str, values: Sequence[float]) -> tuple[Cell, ...]:
    median, high, longest = np.quantile(values, [0.5, 0.95, 1])
    return Cell(name), Cell(f"{len(values):,}"), *(Cell(write_ms(float(each))) for each in (median, high, longest))


def made_with_table(summary: Mapping[str, Any]) -> Table:
    """Everything that is needed to make the same figures again."""
    rows = tuple(
        (Cell(name), Cell(value if isinstance(value, str) else to_json(value)))
        for name, value in {**_made_of(summary), **conditions_of(summary)}.items()
    )
    return Table("What the figures were made with", ("Name", "Value"), rows, words=True)


def _made_of(summary: Mapping[str, Any]) -> dict[str, Any]:
    names = ("task", "dataset", "suite", "split", "half", "revealed", "corpus_sha256", "queries")
    return {name: summary[name] for name in names if name in summary}


def glossary_table(names: Iterable[str]) -> Table:
    """What the measures of this report say."""
    rows = tuple((Cell(meaning_of(name).label, name), Cell(meaning_of(name).says)) for name in in_order(names))
    return Table("What the measures say", ("Measure", "It is"), rows, words=True)


def failures_of(rows: Sequence[tuple[str, Row]], summary: Mapping[str, Any], build: Any) -> tuple[Failures, ...]:
    """Failed rows with their reasons as groups, the largest first; only those that may be shown are built."""
    groups: dict[str, list[Row]] = {}
    for title, row in rows:
        groups.setdefault(title, []).append(row)
    found = []
    for title, failed in sorted(groups.items(), key=lambda each: (-len(each[1]), each[0])):
        shown: tuple[Failure, ...] = tuple(build(row) for row in failed if may_show(row, summary))
        found.append(Failures(title, shown, len(failed) - len(shown)))
    return tuple(found)


def may_show(row: Row, summary: Mapping[str, Any]) -> bool:
    """Whether a row holds its question and may show it."""
    return "question" in row and is_shown(row, summary)


def failures_note(failures: Sequence[Failures], queries: int) -> str:
    """How many failed, and why some of them are not shown."""
    failed, hidden = sum(group.count for group in failures), sum(group.hidden for group in failures)
    if not failed:
        return f"None of {write_count(queries, 'question')} failed."
    note = f"{failed:,} of {write_count(queries, 'question')} failed ({write_share(failed / queries)})."
    if not hidden:
        return note
    return (
        f"{note} Those of the tuning half are shown; {hidden:,} of the held-out half are counted only, so that nobody "
        "tunes on them."
    )
