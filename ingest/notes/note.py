"""A note as the checks see it: the document that ingest would make of it, its front matter, and the lines of both.

`ingest.compose` makes the document; nothing is split or named here a second time. What is added is what a writer needs
and an answer does not: line numbers, the levels of headings, the references of the front matter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from corpus.types import Document, Sentence
from ingest.compose import compose_document
from ingest.extraction import Block, BlockType, Extraction, Metadata
from ingest.notes.lines import Places, find_places, line_at
from ingest.notes.rules import REFERENCE_FIELDS, SHOWN
from ingest.readers.decoding import decode
from ingest.readers.files import read_file
from ingest.readers.markdown import field_name, find_front_matter
from ingest.structure import refine_blocks


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to mend: where, which check, the words, what to do. `file` is the path as it was asked for."""

    file: str
    line: int
    code: str
    words: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of the front matter's references, and its line. A field that is missing or no text is ""."""

    line: int
    authors: str
    title: str
    year: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, its level from 1, and whether a section without any words follows it."""

    line: int
    level: int
    text: str
    empty: bool


@dataclass(frozen=True, slots=True)
class Front:
    """Front matter: the line of each field, the references; `is_there` tells an empty one from none."""

    is_there: bool = False
    lines: Mapping[str, int] | None = None
    references: tuple[Reference, ...] = ()

    def line(self, field: str) -> int:
        return (self.lines or {}).get(field, 1)


@dataclass(frozen=True, slots=True)
class Note:
    """One note in Markdown, read as ingest reads it."""

    file: str
    metadata: Metadata
    front: Front
    headings: tuple[Heading, ...]
    document: Document
    places: Places
    dropped: tuple[tuple[int, str, str], ...]  # line, words, reason

    def line(self, offset: int) -> int:
        """The line of the file on which the words at an offset of the document's text stand."""
        return line_at(self.places, offset)

    def quoted(self) -> list[Sentence]:
        """The sentences that an answer may quote."""
        return [each for each in self.document.sentences if self.document.sections[each.section].kind.is_evidence]

    def finding(self, line: int, code: str, words: str, remedy: str) -> Finding:
        flat = " ".join(words.split())
        shown = flat if len(flat) <= SHOWN else f"{flat[: SHOWN - 1].rstrip()}…"
        return Finding(self.file, line, code, shown, remedy)


def read_note(path: Path, shown: str) -> Note:
    """Read a note; `shown` is its name in findings. Raises ReadError where ingest could not read it either."""
    data, extraction = read_file(path)
    source, _ = decode(data, path.name)
    source = source.removeprefix("\ufeff")
    front_text = find_front_matter(source)
    after = front_text.count("\n") + 3 if front_text else 0
    document = compose_document(extraction, key=path.name, version="")
    extracted = find_places(source, extraction.text, after=after)
    return Note(
        file=shown,
        metadata=extraction.metadata,
        front=_read_front(front_text),
        headings=_find_headings(extraction, extracted),
        document=document,
        places=find_places(source, document.text, after=after),
        dropped=tuple(
            (line_at(extracted, drop.start), extraction.text[drop.start : drop.end], drop.reason)
            for drop in document.drops
        ),
    )


def _find_headings(extraction: Extraction, places: Places) -> tuple[Heading, ...]:
    """Headings as ingest sees them, those of bold words included."""
    text = extraction.text
    pairs = pairwise((*refine_blocks(text, extraction.blocks or ()), None))
    return tuple(
        Heading(line_at(places, block.start), block.level, text[block.start : block.end], _ends(block, below))
        for block, below in pairs
        if block is not None and block.type is BlockType.HEADING
    )


def _ends(heading: Block, below: Block | None) -> bool:
    """Whether a section has no words: the note ends, or a heading follows that is not below its own."""
    return heading.level > 1 and (below is None or (below.type is BlockType.HEADING and below.level <= heading.level))


def _read_front(text: str) -> Front:
    """Front matter with its lines; that of no valid YAML mapping has no fields, which the reader warns of."""
    if not text.strip():
        return Front()
    try:
        values, node = yaml.safe_load(text), yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return Front(is_there=True)
    if not isinstance(values, Mapping) or not isinstance(node, yaml.MappingNode):
        return Front(is_there=True)
    lines = {field_name(key.value): _line(key) for key, _ in node.value}
    listed = next((value for key, value in node.value if field_name(key.value) == "references"), None)
    nodes = listed.value if isinstance(listed, yaml.SequenceNode) else []
    references = next((value for key, value in values.items() if field_name(key) == "references"), None)
    return Front(True, lines, _read_references(references, [_line(each) for each in nodes]))


def _line(node: Any) -> int:
    """The line of a node in the file, whose first line is the fence of dashes."""
    return int(node.start_mark.line) + 2


def _read_references(values: object, lines: Sequence[int]) -> tuple[Reference, ...]:
    listed = values if isinstance(values, list) else []
    entries = [entry if isinstance(entry, Mapping) else {} for entry in listed]
    return tuple(
        Reference(line, *(_text(entry.get(field)) for field in REFERENCE_FIELDS))
        for entry, line in zip(entries, lines, strict=True)
    )


def _text(value: object) -> str:
    """A scalar, or a list of them, as one line."""
    if isinstance(value, list):
        return ", ".join(text for each in value if (text := _text(each)))
    return "" if value is None or isinstance(value, Mapping) else " ".join(str(value).split())
