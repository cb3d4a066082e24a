"""Pieces in, a set page out: the cleaned text, where its sections begin, its sentences with their roles.

`ingest.furniture` said what goes; here what stays is set as text, each list with its lead-in, so that every offset
points into that text. What a section is about, `ingest.compose` works out afterwards for the whole page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.types import Kind, Role, Sentence
from ingest.extraction import BlockType
from ingest.kinds import heading_kind
from ingest.lines import LABEL, is_reference, visible
from ingest.lists import mark_before
from ingest.page_parts import Piece
from ingest.sentences import split_sentences

HYPHENATED = re.compile(r"(?<=[a-z]{2})[-\u00ad\u2010][ \t]*\n\s*(?=[a-z]{2})")
ANNOUNCES = re.compile(r"(?i)\b(?:following|as follows|below|these|such as|includ\w+|steps?)\b[^.]*[.:]?$")
LISTED = (BlockType.ITEM, BlockType.ROW)


@dataclass(slots=True)
class Page:
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


def set_page(pieces: Sequence[Piece], extracted: str, title: str, title_piece: Piece | None) -> Page:
    """Set the pieces that stay; `title_piece` opens no section of its own, nor does `title` stand in any path."""
    page = Page()
    page.sections.append((0, ()))
    before: Piece | None = None
    for index, piece in enumerate(pieces):
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        if _is_lead_in(piece, following):
            piece = replace(piece, block=replace(piece.block, type=BlockType.PARAGRAPH))
        if piece is title_piece:
            _add_line(page, piece, extracted)
        elif piece.block.type is BlockType.HEADING:
            _set_heading(page, piece, following, extracted, title)
        elif before is not None and before.begin == piece.begin:
            _set_rest(page, piece, extracted)
            _announce(page, piece, following)
        else:
            if _turns_to_references(page, piece):
                page.in_references = not page.in_references
                if page.sentences and page.sentences[-1].section == len(page.sections) - 1:
                    page.sections.append((-1, page.sections[-1][1]))  # starts where its first words are set
                before = None
            _set_body(page, piece, before, following, extracted)
        before = piece
    return page


def _is_lead_in(piece: Piece, following: Piece | None) -> bool:
    """A heading that ends with a colon right above a list is the list's lead-in, and has to be quoted with it."""
    heading = piece.block.type is BlockType.HEADING and piece.block.level > 1
    above_list = heading and following is not None and following.block.type in LISTED
    return above_list and piece.text.endswith(":") and len(piece.text.split()) >= 4


def _turns_to_references(page: Page, piece: Piece) -> bool:
    """A list of references often has no heading of its own; it still is a section of its own."""
    return is_reference(piece.text) is not page.in_references


def _set_body(page: Page, piece: Piece, before: Piece | None, following: Piece | None, extracted: str) -> None:
    if piece.block.type in LISTED:
        _set_listed(page, piece, before, extracted)
    else:
        _set_paragraph(page, piece, following, extracted)


def _clean(stretch: str) -> str:
    r"""The words of a stretch of extracted text: one space between words, words broken at a line's end joined.

    What cannot be seen goes, so that words match as they are read.

    >>> _clean("The mus-\ncle lies  deep")
    'The muscle lies deep'
    """
    return " ".join(visible(HYPHENATED.sub("", stretch)).split())


def _add_line(page: Page, piece: Piece, extracted: str) -> tuple[int, str]:
    """Set a line with the number it had, if any; returns where its words start, and its words."""
    words = _clean(extracted[piece.block.start : piece.block.end])
    number = mark_before(extracted, piece.begin)
    opening = f"{number} " if any(letter.isalnum() for letter in number) else ""
    return page.add(opening + words, "\n\n") + len(opening), words


def _set_heading(page: Page, piece: Piece, following: Piece | None, extracted: str, title: str) -> None:
    start = page.length + (2 if page.length else 0)
    begin, text = _add_line(page, piece, extracted)
    page.in_references = False
    while page.path and page.path[-1][0] >= piece.block.level:
        page.path.pop()
    page.path.append((piece.block.level, text.rstrip(":")))
    page.sections.append((start, tuple(heading for _, heading in page.path if heading != title)))
    quoted = heading_kind(text) not in (Kind.REFERENCES, Kind.DISCLAIMER)
    if quoted and following is not None and following.block.type is BlockType.ITEM and not is_reference(following.text):
        # "Do not press if", and a list: without its heading each item would say the contrary.
        page.group += 1
        section = len(page.sections) - 1
        page.sentences.append(Sentence(begin, begin + len(text), text, Role.LEAD_IN, section, page.group))


def _set_rest(page: Page, piece: Piece, extracted: str) -> None:
    """What stays of a block behind a sentence of it that went, on the same line and in the same list."""
    last = page.sentences[-1]
    words = _clean(extracted[piece.block.start : piece.block.end])
    role = Role.SENTENCE if last.role is Role.LABEL else last.role
    _add_sentences(page, words, page.add(words, " "), role, last.group)


def _set_listed(page: Page, piece: Piece, before: Piece | None, extracted: str) -> None:
    block = piece.block
    goes_on = before is not None and _same_list(before, piece)
    under_lead_in = not goes_on and _has_open_lead_in(page, before)
    if not goes_on:
        page.items = 0
        page.group += 0 if under_lead_in else 1
    page.items += 1
    mark = _mark(page, piece, extracted)
    words = _clean(extracted[block.start : block.end])
    start = page.add(mark + words, "\n" if goes_on or under_lead_in else "\n\n")
    role = Role.STEP if block.ordered else Role.ITEM
    if block.header and not goes_on:
        role = Role.LEAD_IN
    _add_sentences(page, words, start + len(mark), role, page.group)


def _mark(page: Page, piece: Piece, extracted: str) -> str:
    """What is set before an item: the note's own number, which other sentences may speak of, else a count or a dash."""
    if piece.block.type is BlockType.ROW:
        return ""
    if not piece.block.ordered:
        return "- "
    return f"{mark_before(extracted, piece.begin) or f'{page.items}.'} "


def _same_list(before: Piece, piece: Piece) -> bool:
    one, other = before.block, piece.block
    if one.type is not other.type:
        return False
    return one.type is BlockType.ROW or one.ordered == other.ordered or one.level != other.level


def _has_open_lead_in(page: Page, before: Piece | None) -> bool:
    """Whether the sentence right above is the lead-in of the list that starts here."""
    return bool(
        before is not None
        and before.block.type not in LISTED
        and page.sentences
        and page.sentences[-1].role is Role.LEAD_IN
        and page.sentences[-1].group == page.group
    )


def _set_paragraph(page: Page, piece: Piece, following: Piece | None, extracted: str) -> None:
    start, words = _add_line(page, piece, extracted)
    _add_sentences(page, words, start, Role.LABEL if LABEL.match(words) else Role.SENTENCE, None)
    _announce(page, piece, following)


def _announce(page: Page, piece: Piece, following: Piece | None) -> None:
    """Make the last sentence of a paragraph right above a list its lead-in, where it announces the list."""
    above = piece.block.type not in LISTED and following is not None and following.block.type in LISTED
    if above and following is not None and _leads_in(page.sentences[-1].text, following):
        page.group += 1
        page.sentences[-1] = replace(page.sentences[-1], role=Role.LEAD_IN, group=page.group)


def _leads_in(sentence: str, following: Piece) -> bool:
    """Whether the sentence right above a list announces it, or only happens to stand there."""
    fragment = not following.text.endswith(".") or len(following.text.split()) <= 10
    return sentence.endswith(":") or fragment or bool(ANNOUNCES.search(sentence))


def _add_sentences(page: Page, words: str, start: int, role: Role, group: int | None) -> None:
    spans = [(0, len(words))] if page.in_references else split_sentences(words, 0, len(words))
    for first, last in spans:
        sentence = Sentence(start + first, start + last, words[first:last], role, len(page.sections) - 1, group)
        page.sentences.append(sentence)
        if role is Role.LABEL:
            role = Role.SENTENCE  # what follows a label line in its paragraph is prose
