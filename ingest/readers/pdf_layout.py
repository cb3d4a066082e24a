"""Letters with places to lines in reading order: the geometry of a page, apart from PDFium that measured it.

Letters arrive in the order they were drawn, which is the reading order for nearly every writer of PDFs. The exception
worth curing is a page in two columns drawn row by row, which would read across both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_SENTENCE_END = (".", "!", "?", ":", "…", '."', ".”", ".)")


@dataclass(frozen=True, slots=True)
class Letter:
    """A sign, its left and right edge, its baseline (from the bottom of the page) and its size, in points."""

    text: str
    left: float
    right: float
    baseline: float
    size: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and its place; `pitch` is the usual distance between the lines of its page."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    pitch: float = 0.0


def page_lines(letters: Sequence[Letter]) -> list[Line]:
    """The lines of a page in reading order."""
    runs = _runs(letters)
    ordered = _by_column(runs) or _joined(runs)
    gaps = [
        above.baseline - below.baseline
        for above, below in pairwise(ordered)
        if 0 < above.baseline - below.baseline < 3 * above.size
    ]
    pitch = median(gaps) if gaps else 0.0
    return [Line(line.text, line.left, line.right, line.baseline, line.size, pitch) for line in ordered]


def starts_paragraph(previous: Line, line: Line, *, same_page: bool) -> bool:
    """Whether a gap on the page, or a change of size, parts two lines.

    At the top of a column or page there is no gap to see: there a line goes on with the sentence before it if that has
    not ended and the line does not begin with a capital.
    """
    drop = previous.baseline - line.baseline
    if not same_page or drop < -previous.size:
        return previous.text.endswith(_SENTENCE_END) or not line.text[:1].islower()
    if abs(previous.size - line.size) > 0.12 * max(previous.size, line.size):
        return True
    return drop > 1.3 * (line.pitch or line.size * 1.2)


def _runs(letters: Sequence[Letter]) -> list[Line]:
    """Letters on one baseline without a wide gap; a table's row or two columns give several runs."""
    runs: list[Line] = []
    current: list[Letter] = []
    for letter in letters:
        if current and not _goes_on(current[-1], letter, current):
            runs.extend(_run(current))
            current = []
        current.append(letter)
    runs.extend(_run(current))
    return runs


def _goes_on(last: Letter, letter: Letter, current: Sequence[Letter]) -> bool:
    size = max(last.size, letter.size)
    if abs(letter.baseline - last.baseline) > 0.45 * size or letter.left < last.left - 0.8 * size:
        return False
    wide = letter.left - last.right > 1.6 * size
    return not wide or not any(sign.text.isalpha() for sign in current) or letter.text in "._…"


def _run(letters: Sequence[Letter]) -> list[Line]:
    """A run as a line, spaces put where the letters stand apart; nothing for white space."""
    parts: list[str] = []
    for before, letter in zip((None, *letters), letters, strict=False):
        gap = letter.left - before.right if before is not None else 0.0
        if before is not None and gap > 0.15 * letter.size and not (before.text + letter.text).isspace():
            parts.append(" ")
        parts.append(letter.text)
    text = " ".join("".join(parts).split())
    if not text:
        return []
    inked = [letter for letter in letters if not letter.text.isspace()]
    baseline = median(letter.baseline for letter in inked)
    size = median(letter.size for letter in inked)
    return [Line(text, inked[0].left, max(letter.right for letter in inked), baseline, size)]


def _joined(runs: Sequence[Line]) -> list[Line]:
    """Runs that stand side by side as one line: the cells of a table, or two ends of a running head."""
    lines: list[Line] = []
    for run in runs:
        last = lines[-1] if lines else None
        if last is not None and abs(last.baseline - run.baseline) <= 0.3 * run.size and run.left >= last.right:
            lines[-1] = Line(f"{last.text} | {run.text}", last.left, run.right, last.baseline, last.size)
        else:
            lines.append(run)
    return lines


def _by_column(runs: Sequence[Line]) -> list[Line]:
    """The runs of a page drawn across two columns of prose, column by column; [] for any other page.

    Such a page has many rows of exactly two long runs, whose right ones all begin at one place.
    """
    pairs = [
        (one, two)
        for one, two in pairwise(runs)
        if abs(one.baseline - two.baseline) <= 0.3 * two.size and two.left > one.right
    ]
    if len(pairs) < 5 or 4 * len(pairs) < len(runs):
        return []
    edge = median(two.left for _, two in pairs)
    width = max(two.right for _, two in pairs) - min(one.left for one, _ in pairs)
    straight = sum(abs(two.left - edge) < 3 for _, two in pairs)
    long = sum(min(one.right - one.left, two.right - two.left) > 0.3 * width for one, two in pairs)
    if straight < 0.8 * len(pairs) or long < 0.6 * len(pairs):
        return []
    top = max(max(one.baseline, two.baseline) for one, two in pairs)
    bottom = min(min(one.baseline, two.baseline) for one, two in pairs)
    inside = [run for run in runs if bottom - 3 * run.size <= run.baseline <= top + 1]
    spanning = [run for run in inside if run.left < edge - 3 < run.right]
    if spanning:
        return []
    above = [run for run in runs if run not in inside and run.baseline > top]
    below = [run for run in runs if run not in inside and run.baseline <= top]
    left = [run for run in inside if run.left < edge - 3]
    right = [run for run in inside if run.left >= edge - 3]
    return [*_joined(above), *left, *right, *_joined(below)]
