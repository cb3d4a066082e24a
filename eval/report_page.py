"""A report as a page shows it: the nouns that the builders of the three tasks fill and the template lays out.

Everything is plain text here; the template escapes it. How numbers are written is in `eval.report_numbers`.
"""

from __future__ import annotations

from dataclasses import dataclass

from eval.report_plots import Plot


@dataclass(frozen=True, slots=True)
class Tile:
    """One headline figure. `alarm` where it must be another."""

    label: str
    value: str
    interval: str
    note: str
    alarm: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure of a table and what stands small beside it."""

    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table. The first cell of a row is its heading."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    words: bool = False  # cells hold text, which stands left, and no figures


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page below a heading. `legend` are names and keys, which the style sheet knows."""

    identity: str
    title: str
    text: tuple[str, ...] = ()
    plot: Plot | None = None
    legend: tuple[tuple[str, str], ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a block. `good` says whether it is as it should be, None where that is not asked; `says` is how so."""

    text: str
    good: bool | None = None
    says: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """Part of a failed question: what was expected, what came, what it rests on."""

    title: str
    items: tuple[Item, ...]
    empty: str = ""
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Failure:
    """A question that failed, with all that is needed to see why."""

    identity: str
    question: str
    tags: tuple[str, ...]
    history: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Failures:
    """The questions that failed for one reason; those of the held-out half are counted only."""

    title: str
    shown: tuple[Failure, ...]
    hidden: int

    @property
    def count(self) -> int:
        return len(self.shown) + self.hidden


@dataclass(frozen=True, slots=True)
class Page:
    """The whole report."""

    task: str
    title: str
    lede: str
    facts: tuple[tuple[str, str], ...]
    tiles: tuple[Tile, ...]
    sections: tuple[Section, ...]
    failures: tuple[Failures, ...]
    failures_note: str
    made_with: Table
    glossary: Table
