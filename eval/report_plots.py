"""The plots of a report, drawn by matplotlib as SVG that stands within the page and takes on its colours.

matplotlib is imported here only. Every plot is drawn twice, for a wide window and for a narrow one, as letters do not
shrink with a plot; the page shows one of them. What a plot says stands in a table beside it, so to those who cannot see
it a plot is one picture with a sentence. Neither the clock nor chance comes into it: the same figures, the same bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDE, NARROW = 940, 340  # of the drawing, in pixels at full size
FONT = "DejaVu Sans"  # comes with matplotlib, so that every machine measures text alike
INK, SOFT, LINE, PAPER = "#1c2423", "#55605d", "#dfdcd3", "#ffffff"
SERIES = ("#0b6259", "#b35c00", "#4b5fa8", "#8a3a6b", "#5c6b1f", "#6b6560")
# The page replaces the colours of the drawing by its own, which know light, dark and print.
VARIABLES = {INK: "--ink", SOFT: "--soft", LINE: "--line", PAPER: "--surface"} | {
    colour: f"--series-{number}" for number, colour in enumerate(SERIES, 1)
}
QUARTERS = (0.0, 0.25, 0.5, 0.75, 1.0)
PERCENT = ("0%", "25%", "50%", "75%", "100%")
STYLE: dict[str, Any] = {
    "svg.fonttype": "none",  # letters stay letters: they can be selected, and are set in the page's own type
    "font.family": FONT,
    "text.parse_math": False,  # a dollar sign in a name is a dollar sign
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": LINE,
    "axes.labelcolor": SOFT,
    "text.color": INK,
    "xtick.color": SOFT,
    "ytick.color": SOFT,
    "figure.facecolor": "none",
    "axes.facecolor": "none",
}


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure and its interval, as numbers and as they are written. `series` is which of the colours it has."""

    label: str
    mean: float
    low: float
    high: float
    value: str
    interval: str
    series: int = 0

    @property
    def says(self) -> str:
        """The bar in words."""
        return f"{self.label} {self.value} ({self.interval})"


@dataclass(frozen=True, slots=True)
class Group:
    """Bars below a heading; without one where `title` is ""."""

    title: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot as the page takes it: two drawings, and the sentence that stands for them."""

    wide: str
    narrow: str
    says: str


def draw_bars(name: str, groups: Sequence[Group], says: str, *, percent: bool) -> Plot:
    """Bars from 0 to 1, or from -1 where any figure is below 0, each with a line from low to high."""
    return _draw(name, says, lambda narrow: _bars(groups, percent=percent, narrow=narrow))


def draw_risk(
    name: str, coverage: Sequence[float], risk: Sequence[float], blind: float, chosen: tuple[float, float], says: str
) -> Plot:
    """The curve of risk and coverage, between the best that any order of confidences gives and what chance gives."""
    return _draw(name, says, lambda narrow: _risk(coverage, risk, blind, chosen, narrow=narrow))


def draw_latency(name: str, times: Sequence[tuple[str, Sequence[float]]], says: str) -> Plot:
    """The share of the questions that took at most so many milliseconds, for each system."""
    return _draw(name, says, lambda narrow: _latency(times, narrow=narrow))


def _draw(name: str, says: str, make: Callable[[bool], Figure]) -> Plot:
    import matplotlib as mpl

    drawn = []
    for size, narrow in (("wide", False), ("narrow", True)):
        with mpl.rc_context():
            mpl.rcdefaults()  # whatever the style of whoever draws here
            style: Any = {**STYLE, "svg.hashsalt": f"{name}-{size}", "font.size": 12 if narrow else 14}
            mpl.rcParams.update(style)
            drawn.append(_to_svg(make(narrow), f"{name}-{size}"))
    return Plot(drawn[0], drawn[1], says)


def _figure(narrow: bool, height: float) -> Figure:
    from matplotlib.figure import Figure

    return Figure(figsize=((NARROW if narrow else WIDE) / 72, height / 72), dpi=72)


def _to_svg(figure: Figure, name: str) -> str:
    """The drawing without what belongs to a file of its own, its ids made its own, its colours those of the page."""
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", metadata=dict.fromkeys(("Date", "Creator", "Format", "Type")))
    svg = buffer.getvalue()
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>|<style.*?</style>|<!--.*?-->", "", svg, flags=re.DOTALL)
    svg = re.sub(r'<svg [^>]*?viewBox="([^"]*)"[^>]*>', r'<svg viewBox="\1" aria-hidden="true" focusable="false">', svg)
    referred = set(re.findall(r'(?:xlink:href="|url\()#([^")]+)', svg))
    svg = re.sub(r' id="([^"]*)"', lambda found: f' id="{name}-{found[1]}"' if found[1] in referred else "", svg)
    svg = re.sub(r'(?:xlink:)?href="#', f'href="#{name}-', svg).replace("url(#", f"url(#{name}-")
    svg = svg.replace(f"'{FONT}'", "var(--sans)")
    for colour, variable in VARIABLES.items():
        svg = svg.replace(colour, f"var({variable})")
    return re.sub(r"\n\s*\n+", "\n", svg).strip()


def _bars(groups: Sequence[Group], *, percent: bool, narrow: bool) -> Figure:
    row, head, top, foot = (44, 30, 2, 28) if narrow else (27, 36, 2, 28)
    titles: list[tuple[float, str]] = []
    bars: list[tuple[float, Bar]] = []
    below = float(top)
    for group in groups:
        if group.title:
            titles.append((below + head - 10, group.title))
            below += head
        for bar in group.bars:
            bars.append((below + row * (0.7 if narrow else 0.5), bar))
            below += row
    width, left, right = (NARROW, 6, 8) if narrow else (WIDE, 240, 190)
    figure = _figure(narrow, below + foot)
    height = below + foot
    axes = figure.add_axes((left / width, foot / height, (width - left - right) / width, below / height))
    lowest = -1.0 if any(bar.low < 0 for _, bar in bars) else 0.0
    axes.set(xlim=(lowest, 1), ylim=(below, 0))
    _scale(axes, lowest, percent=percent)
    for y, title in titles:
        _write(axes, 0, y, title, -left, weight="bold", va="baseline")
    for y, bar in bars:
        _bar(axes, y, bar)
        _name_bar(axes, y, bar, left=left, narrow=narrow)
    return figure


def _scale(axes: Axes, lowest: float, *, percent: bool) -> None:
    ticks = [-1.0, -0.5, 0.0, 0.5, 1.0] if lowest < 0 else [0.0, 0.25, 0.5, 0.75, 1.0]
    axes.set_xticks(ticks, [f"{100 * tick:.0f}%" if percent else f"{tick:g}".replace("-", "−") for tick in ticks])
    axes.tick_params(length=0, labelsize=12, pad=6)
    sides: list[Literal["left", "center", "right"]] = ["left", "center", "center", "center", "right"]
    for label, alignment in zip(axes.get_xticklabels(), sides, strict=True):
        label.set_horizontalalignment(alignment)
    axes.set_yticks([])
    axes.grid(axis="x", color=LINE, linewidth=1)
    axes.set_axisbelow(True)
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)


def _bar(axes: Axes, y: float, bar: Bar) -> None:
    """A pale bar up to the mean, a point on it, and the interval as a line with ends."""
    colour = SERIES[bar.series % len(SERIES)]
    axes.barh([y], [bar.mean], height=13, color=colour, alpha=0.25, linewidth=0)
    axes.plot([bar.low, bar.high], [y, y], color=colour, linewidth=2, solid_capstyle="butt", clip_on=False)
    for end in (bar.low, bar.high):
        axes.plot([end, end], [y - 5, y + 5], color=colour, linewidth=2, solid_capstyle="butt", clip_on=False)
    axes.plot([bar.mean], [y], "o", color=colour, markersize=8, markeredgecolor=PAPER, markeredgewidth=1, clip_on=False)


def _name_bar(axes: Axes, y: float, bar: Bar, *, left: float, narrow: bool) -> None:
    """The name left of the bar and the figures right of it; in a narrow window all of them above it."""
    if narrow:
        _write(axes, 0, y - 13, _shorten(bar.label, 30), -left, va="baseline")
        _write(axes, 1, y - 13, bar.interval, 0, ha="right", va="baseline", color=SOFT)
        _write(axes, 1, y - 13, bar.value, -90, ha="right", va="baseline", weight="bold")
    else:
        _write(axes, 0, y, _shorten(bar.label, 34), -left)
        _write(axes, 1, y, bar.value, 66, ha="right", weight="bold")
        _write(axes, 1, y, bar.interval, 82, color=SOFT)


def _write(axes: Axes, side: int, y: float, text: str, beside: float, **style: Any) -> None:
    """Text so many pixels beside the left (0) or right (1) end of the scale."""
    style = {"va": "center_baseline", "annotation_clip": False, **style}
    axes.annotate(text, (side, y), (beside, 0), axes.get_yaxis_transform(), "offset points", **style)


def _shorten(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _frame(narrow: bool, above: str, below: str) -> tuple[Figure, Axes]:
    """An empty plot whose vertical scale runs from 0 to 1, with what the two scales are."""
    width, height = (NARROW, 300) if narrow else (WIDE, 360)
    left, right, top, foot = 44, 18, 34, 44
    figure = _figure(narrow, height)
    axes = figure.add_axes(
        (left / width, foot / height, (width - left - right) / width, (height - top - foot) / height)
    )
    axes.grid(color=LINE, linewidth=1)
    axes.set_axisbelow(True)
    axes.tick_params(length=0, labelsize=12, pad=6)
    axes.spines["left"].set_visible(False)
    axes.set_ylim(0, 1)
    axes.set_yticks(QUARTERS, PERCENT)
    axes.set_xlabel(below, fontsize=12, labelpad=6)
    axes.annotate(above, (0, 1), (-left, 14), "axes fraction", "offset points", fontsize=12, color=SOFT)
    return figure, axes


def _risk(
    coverage: Sequence[float], risk: Sequence[float], blind: float, chosen: tuple[float, float], *, narrow: bool
) -> Figure:
    figure, axes = _frame(narrow, "risk: the share of those that is wrong", "coverage: the share that is answered")
    axes.set_xlim(0, 1)
    axes.set_xticks(QUARTERS, PERCENT)
    best = [max(0.0, (part - 1 + blind) / part) for part in coverage]
    axes.axhline(blind, color=SOFT, linewidth=1.5, dashes=(1.5, 3))
    axes.plot(coverage, best, color=SOFT, linewidth=1.5, dashes=(6, 3), clip_on=False)
    axes.plot(coverage, risk, color=SERIES[0], linewidth=2.25, clip_on=False)
    axes.plot(*chosen, "o", color=SERIES[1], markersize=11, markeredgecolor=PAPER, markeredgewidth=2, clip_on=False)
    return figure


def _latency(times: Sequence[tuple[str, Sequence[float]]], *, narrow: bool) -> Figure:
    figure, axes = _frame(narrow, "the share of the questions", "done within so many milliseconds")
    shown = [[max(value, 1e-3) for value in values] for _, values in times]  # the scale has no 0
    for number, values in enumerate(shown):
        axes.ecdf(values, color=SERIES[number % len(SERIES)], linewidth=2.25)
    every = [value for values in shown for value in values]
    least, most = min(every) / 1.3, max(every) * 1.3
    axes.set_xscale("log")
    axes.set(xlim=(least, most), ylim=(0, 1))
    ticks = _log_ticks(least, most)
    axes.set_xticks(ticks, [f"{tick:,g}" for tick in ticks])
    axes.set_xticks([], minor=True)
    return figure


def _log_ticks(least: float, most: float) -> list[float]:
    """1, 2, 5, 10, 20, … within the limits; only powers of ten where that would be a crowd.

    >>> _log_ticks(3, 30), _log_ticks(0.5, 5000)
    ([5.0, 10.0, 20.0], [1.0, 10.0, 100.0, 1000.0])
    """
    every = [float(f"{first}e{power}") for power in range(-4, 8) for first in (1, 2, 5)]
    within = [tick for tick in every if least <= tick <= most]
    return within if len(within) <= 6 else [tick for tick in within if f"{tick:e}".startswith("1.0")]
