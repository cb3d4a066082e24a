"""Pieces in, a document out: the cleaned text with its sections, sentences and their roles.

`ingest.furniture` said what goes; here what stays is set as text, so that every offset below points into that text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.types import Document, Drop, Kind, Role, Section, Sentence, document_id
from corpus.types import Source as SourceOf
from ingest.extraction import BlockType, Extraction
from ingest.furniture import Piece, find_furniture
from ingest.kinds import section_kind
from ingest.lines import LABEL, is_reference
from ingest.sentences import split_sentences
from ingest.structure import find_blocks, refine_blocks

RULES = "2026-11-22"  # changes whenever cleaning changes, so that unchanged files are cleaned again
HYPHENATED = re.compile(r"(?<=[a-z]{2})[-\u00ad\u2010]\n\s*(?=[a-z]{2})")
ANNOUNCES = re.compile(r"(?i)\b(?:following|as follows|below|these|such as|includ\w+|steps?)\b[^.]*[.:]?$")
LISTED = (BlockType.ITEM, BlockType.ROW)


@dataclass(slots=True)
class _Page:
    """The text being set, and what is known of it so far."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    sections: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    path: list[tuple[int, str]] = field(default_factory=list)
    group: int = 0
    items: int = 0  # of the list being set
    in_references: bool = False

    def add(self, text: str, separator: str) -> int:
        """Set `text` after `separator`; returns where it starts."""
        if self.length:
            self.parts.append(separator)
            self.length += len(separator)
        start = self.length
        if self.sections and self.sections[-1][0] < 0:
            self.sections[-1] = (start, self.sections[-1][1])
        self.parts.append(text)
        self.length += len(text)
        return start


def compose_document(extraction: Extraction, *, key: str, version: str, url: str = "", tokens: int = 0) -> Document:
    """Clean an extraction: text, drops, sections with kinds, sentences with roles. Every offset resolves."""
    if extraction.blocks is None:
        blocks = find_blocks(_blank_out(extraction.text, extraction.furniture))
    else:
        blocks = refine_blocks(extraction.text, extraction.blocks)
    pieces = find_furniture(extraction, blocks)
    title_piece = _find_title(pieces)
    metadata = extraction.metadata
    title = _choose_title(metadata.title, title_piece, extraction.format) or key.rsplit("/", 1)[-1]
    page = _set_page([piece for piece in pieces if not piece.reason], extraction.text, title, title_piece)
    text = "".join(page.parts)
    sections = _name_sections(page, text, title)
    return Document(
        id=document_id(key),
        version=version,
        source=SourceOf(
            key=key,
            title=title,
            authors=metadata.authors,
            url=metadata.url or url,
            licence=metadata.licence,
            audience=metadata.audience,
            published=metadata.published,
            reviewed=metadata.reviewed,
            format=extraction.format,
        ),
        text=text,
        extracted=extraction.text,
        drops=_drops(extraction, pieces),
        sections=sections,
        sentences=tuple(page.sentences),
        tokens=tokens,
        warnings=extraction.warnings,
        rules=RULES,
    )


def _blank_out(text: str, furniture: Sequence[tuple[int, int, str]]) -> str:
    """The text with what the reader marked as furniture turned to spaces, so that every offset stays.

    A running head must go before lines are joined: it stands between the two halves of a sentence.
    """
    for start, end, _ in furniture:
        text = text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]
    return text


def _drops(extraction: Extraction, pieces: Sequence[Piece]) -> tuple[Drop, ...]:
    found = [Drop(piece.block.start, piece.block.end, piece.reason) for piece in pieces if piece.reason]
    marked = extraction.furniture if extraction.blocks is None else ()
    return tuple(sorted((*found, *(Drop(*span) for span in marked)), key=lambda drop: (drop.start, drop.end)))


def _find_title(pieces: Sequence[Piece]) -> Piece | None:
    headings = [piece for piece in pieces if piece.block.type is BlockType.HEADING and not piece.reason]
    return next((piece for piece in headings if piece.block.level == 1), None)


def _choose_title(stated: str, heading: Piece | None, source_format: str) -> str:
    """A note's front matter knows its title; a page's <title> also names the site, so its main heading is better."""
    found = heading.text if heading else ""
    if source_format in ("markdown", "docx"):
        return stated or found
    return found or re.sub(r"\s+[|–—»·-]\s+[^|–—»·]+$", "", stated)


def _set_page(pieces: Sequence[Piece], extracted: str, title: str, title_piece: Piece | None) -> _Page:
    page = _Page()
    page.sections.append((0, ()))
    before: Piece | None = None
    for index, piece in enumerate(pieces):
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        if piece is title_piece:
            page.add(_clean(extracted[piece.block.start : piece.block.end]), "\n\n")
        elif piece.block.type is BlockType.HEADING and not _is_lead_in(piece, following):
            _set_heading(page, piece, extracted, title)
        elif _turns_to_references(page, piece) and piece is not title_piece:
            page.in_references = not page.in_references
            page.sections.append((-1, page.sections[-1][1]))  # starts where its first words are set
            _set_body(page, piece, None, following, extracted)
        else:
            _set_body(page, piece, before, following, extracted)
        before = piece
    return page


def _is_lead_in(piece: Piece, following: Piece | None) -> bool:
    """A heading that ends with a colon right above a list is the list's lead-in, and has to be quoted with it."""
    above_list = following is not None and following.block.type in LISTED
    return above_list and piece.text.endswith(":") and len(piece.text.split()) >= 4


def _turns_to_references(page: _Page, piece: Piece) -> bool:
    """A list of references often has no heading of its own; it still is a section of its own."""
    return is_reference(piece.text) is not page.in_references


def _set_body(page: _Page, piece: Piece, before: Piece | None, following: Piece | None, extracted: str) -> None:
    if piece.block.type in LISTED:
        _set_listed(page, piece, before, extracted)
    else:
        _set_paragraph(page, piece, following, extracted)


def _clean(stretch: str) -> str:
    """The words of a stretch of extracted text: one space between words, words broken at a line's end joined.

    >>> _clean("The mus-\\ncle lies  deep")
    'The muscle lies deep'
    """
    return " ".join(HYPHENATED.sub("", stretch).replace("\u00ad", "").split())


def _set_heading(page: _Page, piece: Piece, extracted: str, title: str) -> None:
    text = _clean(extracted[piece.block.start : piece.block.end])
    start = page.add(text, "\n\n")
    page.in_references = False
    while page.path and page.path[-1][0] >= piece.block.level:
        page.path.pop()
    page.path.append((piece.block.level, text.rstrip(":")))
    page.sections.append((start, tuple(heading for _, heading in page.path if heading != title)))


def _set_listed(page: _Page, piece: Piece, before: Piece | None, extracted: str) -> None:
    block = piece.block
    goes_on = before is not None and _same_list(before, piece)
    under_lead_in = not goes_on and _has_open_lead_in(page, before)
    if not goes_on:
        page.items = 0
        page.group += 0 if under_lead_in else 1
    page.items += 1
    mark = "" if block.type is BlockType.ROW else f"{page.items}. " if block.ordered else "- "
    words = _clean(extracted[block.start : block.end])
    start = page.add(mark + words, "\n" if goes_on or under_lead_in else "\n\n")
    role = Role.STEP if block.ordered else Role.ITEM
    if block.header and not goes_on:
        role = Role.LEAD_IN
    _add_sentences(page, words, start + len(mark), role, page.group)


def _same_list(before: Piece, piece: Piece) -> bool:
    one, other = before.block, piece.block
    if one.type is not other.type:
        return False
    return one.type is BlockType.ROW or one.ordered == other.ordered or one.level != other.level


def _has_open_lead_in(page: _Page, before: Piece | None) -> bool:
    """Whether the sentence right above is the lead-in of the list that starts here."""
    return bool(
        before is not None
        and before.block.type not in (*LISTED, BlockType.HEADING)
        and page.sentences
        and page.sentences[-1].role is Role.LEAD_IN
        and page.sentences[-1].group == page.group
    )


def _set_paragraph(page: _Page, piece: Piece, following: Piece | None, extracted: str) -> None:
    words = _clean(extracted[piece.block.start : piece.block.end])
    start = page.add(words, "\n\n")
    role = Role.LABEL if LABEL.match(words) else Role.SENTENCE
    _add_sentences(page, words, start, role, None)
    if following is not None and following.block.type in LISTED and _leads_in(page.sentences[-1].text, following):
        page.group += 1
        page.sentences[-1] = replace(page.sentences[-1], role=Role.LEAD_IN, group=page.group)


def _leads_in(sentence: str, following: Piece) -> bool:
    """Whether the sentence right above a list announces it, or only happens to stand there."""
    fragment = not following.text.endswith(".") or len(following.text.split()) <= 10
    return sentence.endswith(":") or fragment or bool(ANNOUNCES.search(sentence))


def _add_sentences(page: _Page, words: str, start: int, role: Role, group: int | None) -> None:
    spans = [(0, len(words))] if page.in_references else split_sentences(words, 0, len(words))
    for first, last in spans:
        sentence = Sentence(start + first, start + last, words[first:last], role, len(page.sections) - 1, group)
        page.sentences.append(sentence)
        if role is Role.LABEL:
            role = Role.SENTENCE  # what follows a label line in its paragraph is prose


def _name_sections(page: _Page, text: str, title: str) -> tuple[Section, ...]:
    ends = [start for start, _ in page.sections[1:]] + [len(text)]
    by_section: dict[int, list[str]] = {}
    for sentence in page.sentences:
        by_section.setdefault(sentence.section, []).append(sentence.text)
    sections = []
    for number, ((start, path), end) in enumerate(zip(page.sections, ends, strict=True)):
        while end > start and text[end - 1].isspace():
            end -= 1
        kind = section_kind(title, path, by_section.get(number, []))
        sections.append(Section(start, end, path, kind))
    return _mark_trailing_disclaimers(tuple(sections))


def _mark_trailing_disclaimers(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """What stands below a disclaimer's own heading belongs to it, whatever its own heading says."""
    headings = {section.heading_path for section in sections if section.kind is Kind.DISCLAIMER and section.heading_path}
    return tuple(
        replace(section, kind=Kind.DISCLAIMER)
        if any(section.heading_path[: len(path)] == path for path in headings)
        else section
        for section in sections
    )
