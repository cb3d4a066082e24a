"""Wider names put back into the narrower ones that they stand for: "this neck muscle" as "the sternocleidomastoid".

`answer.meanings` has names that stand for one another both ways; these stand one way only, and only where it is plain
what is meant: one thing of the kind stands in the cited sentence (or, where it names none, in its title) that the text
does not name itself. What is put back is then checked as any other name is. The table lies in `wider_names.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("wider_names.toml")
_PLAIN = "(?:sore|painful|stiff|swollen|affected|injured|same|whole|small|large|big|long|flat|broad|thick|thin|strong)"
"""Words that may stand before a wider name without making another name of it, as "the upper arm bone" would be."""


@dataclass(frozen=True, slots=True)
class Wider:
    """How a wider name is said, with the article before it, and what it may stand for."""

    name: re.Pattern[str]
    bare: re.Pattern[str]
    narrower: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Whole:
    """A part said to be one "of the foot", the foot itself, and what has to stand in the note for it."""

    name: re.Pattern[str]
    bare: re.Pattern[str]
    hints: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class WiderNames:
    """The table: wider names, the longest ones first; wholes of parts; and bones that may carry the word."""

    wider: Sequence[Wider]
    wholes: Sequence[Whole]
    bones: re.Pattern[str]


def name_exactly(text: str, quote: str, title: str = "") -> str:
    """The text with wider names put into the narrower ones of a quote, or of its title where the quote has none.

    >>> name_exactly("Under this neck muscle lies an artery.", "The artery lies under the sternocleidomastoid.")
    'Under the sternocleidomastoid lies an artery.'
    """
    table = load_wider_names()
    text = table.bones.sub(r"\1", text)
    for whole in table.wholes:
        if not whole.bare.search(quote) and whole.hints.search(f"{quote} {title}"):
            text = whole.name.sub(r"\1", text)
    for wider in table.wider:
        if wider.name.search(text) and not wider.bare.search(quote):
            given = quote if wider.narrower.search(quote) else title
            meant = _meant(wider, text, given)
            text = wider.name.sub(rf"the \g<1>{meant}", text) if meant else text
    return text


def _meant(wider: Wider, text: str, given: str) -> str:
    """The one thing of a kind that is given and that the text does not name, or ""."""
    named = {found[0].lower() for found in wider.narrower.finditer(text)}
    found = {found[0].lower() for found in wider.narrower.finditer(given)} - named
    return found.pop() if len(found) == 1 else ""


@cache
def load_wider_names() -> WiderNames:
    """Read the table: once, with the first sentence that is checked."""
    table = tomllib.loads(FILE.read_text(encoding="utf-8"))
    rows = [*_muscles(table["muscles"]), *((name, row["for"]) for row in table["wider"] for name in row["names"])]
    return WiderNames(
        [_read_wider(name, narrower) for name, narrower in sorted(rows, key=lambda row: -len(row[0]))],
        [whole for row in table["whole"] for whole in _read_whole(row)],
        _words(rf"({table['bones']}) bones?"),
    )


def _muscles(rows: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """What muscles are called after each region, and which muscles are."""
    for row in rows:
        for region in row["regions"]:
            yield rf"{region} muscle|muscle (?:of|in|at) the {region}", row["one"]
            if row["many"]:
                yield rf"{region} muscles|muscles (?:of|in|at) the {region}", row["many"]


def _read_wider(name: str, narrower: str) -> Wider:
    return Wider(
        _words(rf"(?:the|this|that|these|those) ({_PLAIN} )?(?:{name})"),
        _words(name),
        _words(narrower),
    )


def _read_whole(row: Mapping[str, str]) -> tuple[Whole, ...]:
    of = rf" of (?:the|your|their|his|her) {row['name']}"
    bare = _words(row["name"])
    return tuple(
        Whole(_words(f"({parts}){of}"), bare, _words(hints))
        for parts, hints in ((row["parts"], row["parts"]), (row["hinted"], row["hints"]))
        if parts
    )


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)
