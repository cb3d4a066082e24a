"""Figures as lines of text, for a terminal; `eval.report` makes a page of the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from eval.glossary import in_order, meaning_of

Figures = Mapping[str, Any]
SHOWN = 10  # questions named for each measure and direction


def figure_lines(summary: Figures) -> Iterator[str]:
    """What was measured, then the figures of each system, each with its 95% interval and what it says."""
    name = summary.get("suite") or summary.get("dataset")
    half = f", {summary['half']} half" if summary.get("half") else ""
    yield f"{summary['task']} on {name}{half}: {summary['queries']} questions"
    for system, figures in summary["systems"].items():
        yield f"\n{system}"
        for measure in in_order(name for name in figures if _is_measure(figures[name], name)):
            yield f"  {_figure(figures, measure)}  {meaning_of(measure).label}"
        yield from (f"  {figures[name]:6.1f}{'':16}  {name}" for name in figures if name.startswith("ms_"))
    yield from _table("rule", summary.get("by_rule", {}))
    yield from _table("level", summary.get("by_level", {}))
    for each in summary.get("comparisons", ()):
        yield _difference(f"{each['measure']}, {each['first']} to {each['second']}", each, each["p_holm"])
    if "ms_median" in summary:
        yield f"\nmilliseconds: median {summary['ms_median']:.1f}, 95th percentile {summary['ms_p95']:.1f}"


def _is_measure(value: object, name: str) -> bool:
    return not name.startswith("ms_") and isinstance(value, int | float | Mapping) and name != "intervals"


def _figure(figures: Figures, measure: str) -> str:
    """The mean with its interval, in 24 columns."""
    value = figures[measure]
    bounds = value if isinstance(value, Mapping) else figures.get("intervals", {}).get(measure, {})
    mean = value["mean"] if isinstance(value, Mapping) else value
    interval = f"[{bounds['low']:.3f}, {bounds['high']:.3f}]" if bounds else ""
    return f"{mean:6.3f} {interval:16}"


def _table(what: str, groups: Figures) -> Iterator[str]:
    for name, group in groups.items():
        for measure in group["measures"]:
            yield f"  {_figure(group['measures'], measure)}  {measure}, {what} {name} ({group['counts'][measure]})"


def comparison_lines(compared: Figures) -> Iterator[str]:
    """Each measure from the first to the second, and which questions got better and worse."""
    first, second = compared["first"], compared["second"]
    yield f"from {first['folder']} ({first['system']}) to {second['folder']} ({second['system']}): {_counts(compared)}"
    for change in compared["changed"]:
        yield f"  changed: {change['name']}: {change['first']} -> {change['second']}"
    for measure, each in compared["measures"].items():
        label = f"{meaning_of(measure).label}: {each['verdict']}"
        yield _difference(label, each["difference"] | {"difference": each["difference"]["mean"]}, each["p_holm"])
        for way in ("improved", "worsened"):
            if named := [row["id"] for row in each.get(way, {}).get("shown", ())]:
                yield f"      {way}: {', '.join(named[:SHOWN])}{' …' if len(named) > SHOWN else ''}"


def _counts(compared: Figures) -> str:
    counts = compared["questions"]
    return f"{counts['shared']} shared questions, {counts['only_first']} and {counts['only_second']} in one only"


def _difference(label: str, each: Figures, p: float) -> str:
    return f"{each['difference']:+.3f} [{each['low']:+.3f}, {each['high']:+.3f}]  p {p:.4f}  {label}"
