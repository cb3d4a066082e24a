"""An extraction in, a document out: furniture gone, sections named by what they are about, every drop reported.

The steps are those of its neighbours: `ingest.structure` finds blocks, `ingest.furniture` says which go, `ingest.page`
sets the rest; here they are put together, and what a whole page knows (title, source, kinds) is added.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.types import Document, Drop, Kind, Section, Source, document_id
from ingest.extraction import Block, BlockType, Extraction
from ingest.furniture import find_furniture
from ingest.kinds import section_kind
from ingest.lines import blank_around, visible
from ingest.lists import mark_before
from ingest.page import Page, set_page
from ingest.page_parts import Piece
from ingest.structure import EDITOR_MARK, find_blocks, refine_blocks

RULES = "2026-11-23.1"  # changes whenever cleaning changes, so that unchanged files are cleaned again


def compose_document(extraction: Extraction, *, key: str, version: str, url: str = "", tokens: int = 0) -> Document:
    """Clean an extraction: text, drops, sections with kinds, sentences with roles. Every offset resolves."""
    words, blocks = _find_blocks(extraction)
    pieces = find_furniture(replace(extraction, text=words), blocks)
    title_piece = _find_title(pieces)
    stated = _sound(extraction.metadata.title)
    title = _choose_title(stated, title_piece, extraction.format) or key.rsplit("/", 1)[-1]
    page = set_page([piece for piece in pieces if not piece.reason], words, title, title_piece)
    text = "".join(page.parts)
    return Document(
        id=document_id(key),
        version=version,
        source=_source(extraction, key, title, url),
        text=text,
        extracted=extraction.text,
        drops=_drops(extraction, pieces),
        sections=_name_sections(page, text),
        sentences=tuple(page.sentences),
        tokens=tokens,
        warnings=extraction.warnings,
        rules=RULES,
    )


def _sound(text: str) -> str:
    """Text that can be stored: halves of characters, which front matter can spell out, become question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _find_blocks(extraction: Extraction) -> tuple[str, tuple[Block, ...]]:
    """The blocks of a text, and the text they point into: the extracted one, blank where the reader saw furniture.

    It is blank as well where characters without a shape stand around words, which would hide how a line ends.
    """
    if extraction.blocks is None:
        words = blank_around(_blank_out(extraction.text, extraction.furniture))
        return words, find_blocks(words)
    words = blank_around(extraction.text)
    return words, refine_blocks(words, extraction.blocks)


def _source(extraction: Extraction, key: str, title: str, url: str) -> Source:
    metadata = extraction.metadata
    return Source(
        key=key,
        title=title,
        authors=tuple(_sound(author) for author in metadata.authors),
        url=_sound(metadata.url or url),
        licence=_sound(metadata.licence),
        audience=_sound(metadata.audience),
        published=_sound(metadata.published),
        reviewed=_sound(metadata.reviewed),
        format=extraction.format,
    )


def _blank_out(text: str, furniture: Sequence[tuple[int, int, str]]) -> str:
    """The text with what the reader marked as furniture turned to spaces, so that every offset stays.

    A running head must go before lines are joined, and its line with it: it stands between the two halves of a
    sentence. So of a whole line the line end above goes too.
    """
    letters = list(text)
    for start, end, _ in furniture:
        whole = start > 0 and letters[start - 1] == "\n" and letters[end - 1] == "\n"
        if whole:
            start, end = start - 1, end - 1
        letters[start:end] = " " * (end - start)
    return "".join(letters)


def _drops(extraction: Extraction, pieces: Sequence[Piece]) -> tuple[Drop, ...]:
    kept = {piece.begin for piece in pieces if not piece.reason}
    found = [
        Drop(_drop_start(extraction.text, piece, kept), piece.block.end, piece.reason)
        for piece in pieces
        if piece.reason
    ]
    marked = extraction.furniture if extraction.blocks is None else ()
    edits = (EDITOR_MARK.match(extraction.text, piece.block.end) for piece in pieces)
    found += [Drop(mark.start(), mark.end(), "editor's mark") for mark in edits if mark]
    return tuple(sorted((*found, *(Drop(*span) for span in marked)), key=lambda drop: (drop.start, drop.end)))


def _drop_start(text: str, piece: Piece, kept: set[int]) -> int:
    """Where a drop begins: what goes as a whole goes with its list mark."""
    start = piece.block.start
    mark = "" if piece.begin in kept else mark_before(text, start)
    return text.rfind(mark, 0, start) if mark else start


def _find_title(pieces: Sequence[Piece]) -> Piece | None:
    headings = [piece for piece in pieces if piece.block.type is BlockType.HEADING and not piece.reason]
    return next((piece for piece in headings if piece.block.level == 1), None)


def _choose_title(stated: str, heading: Piece | None, source_format: str) -> str:
    """A note's front matter knows its title; a page's <title> also names the site, so its main heading is better."""
    found = " ".join(visible(heading.text).split()) if heading else ""
    if source_format in ("markdown", "docx"):
        return stated or found
    return found or re.sub(r"\s+[|–—»·-]\s+[^|–—»·]+$", "", stated[:300])


def _name_sections(page: Page, text: str) -> tuple[Section, ...]:
    ends = [start for start, _ in page.sections[1:]] + [len(text)]
    by_section: dict[int, list[str]] = {}
    for sentence in page.sentences:
        by_section.setdefault(sentence.section, []).append(sentence.text)
    sections = []
    for number, ((start, path), end) in enumerate(zip(page.sections, ends, strict=True)):
        while end > start and text[end - 1].isspace():
            end -= 1
        kind = section_kind(path, by_section.get(number, []))
        sections.append(Section(start, end, path, kind))
    return _mark_trailing_disclaimers(tuple(sections))


def _mark_trailing_disclaimers(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """What stands below a disclaimer's own heading belongs to it, whatever its own heading says."""
    headings = {
        section.heading_path for section in sections if section.kind is Kind.DISCLAIMER and section.heading_path
    }
    return tuple(
        replace(section, kind=Kind.DISCLAIMER)
        if any(section.heading_path[: len(path)] == path for path in headings)
        else section
        for section in sections
    )
