"""Whole parts of a page that are not the note: regions, menus, lists of links, what stands under a site's heading.

`ingest.furniture` judges line by line how each is written; here it is the place that decides, and what stands around.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from ingest.extraction import Block, BlockType, Extraction
from ingest.furniture_rules import ADVICE, line_reason
from ingest.kinds import heading_kind
from ingest.lines import LABEL, is_date, is_reference, looks_like_menu_word
from ingest.part_rules import COMMENTS, CONTENTS, CRUMBS, LINK_BAR, PART_HEADING, TAIL_HEADING

REGIONS = {
    "nav": "navigation",
    "footer": "page footer",
    "form": "form",
    "aside": "side column",
    "header": "page header",
}
PERSONAL = re.compile(r"\b(?:I|me|my|we|our)\b")


@dataclass(frozen=True, slots=True)
class Piece:
    """A block or some sentences of one, the words with one space between them, and why it goes ("" to keep it).

    `begin` is where the whole block begins: pieces of one block share it.
    """

    block: Block
    text: str
    begin: int
    reason: str = ""

    def gone(self, reason: str) -> Piece:
        """The same piece, to go for this reason; a reason found before stays."""
        return self if self.reason else replace(self, reason=reason)


def drop_parts(pieces: list[Piece], extraction: Extraction) -> list[Piece]:
    """The pieces with every part of the page marked that belongs to the site, from the widest to the narrowest."""
    pieces = _drop_repeats(_drop_regions(_drop_marked(pieces, extraction)))
    return _drop_sections(_drop_contents(_drop_links(_drop_menus(pieces))))


def _drop_marked(pieces: list[Piece], extraction: Extraction) -> list[Piece]:
    """What the reader itself marked, such as the line that every page of a PDF repeats."""
    spans = extraction.furniture
    return [
        next(
            (piece.gone(why) for start, end, why in spans if start <= piece.block.start and piece.block.end <= end),
            piece,
        )
        for piece in pieces
    ]


def _drop_regions(pieces: list[Piece]) -> list[Piece]:
    """Navigation, footers, side columns and forms, where the format names them.

    A header is kept where it holds the title; a side column is kept where it is most of the page.
    """
    inside = sum(len(piece.text) for piece in pieces if piece.block.region in ("", "main", "article"))
    if inside == 0:
        return pieces
    kept = []
    for piece in pieces:
        reason = REGIONS.get(piece.block.region, "")
        if piece.block.region == "header" and piece.block.type is BlockType.HEADING and piece.block.level == 1:
            reason = ""
        kept.append(piece.gone(reason) if reason else piece)
    return kept


def _drop_repeats(pieces: list[Piece]) -> list[Piece]:
    """Short lines that come again and again, but for a number, such as the running head of a printed page."""
    lines = Counter(
        re.sub(r"\d+", "#", p.text) for p in pieces if p.block.type in (BlockType.PARAGRAPH, BlockType.CAPTION)
    )
    return [
        piece.gone("line repeated on every page")
        if lines[re.sub(r"\d+", "#", piece.text)] >= 3 and len(piece.text.split()) <= 12 and not is_sentence(piece.text)
        else piece
        for piece in pieces
    ]


def is_sentence(text: str) -> bool:
    """Whether a line ends like a sentence and is long enough for one."""
    return bool(re.search(r"[.!?][\"”’)]*$", text)) and len(text.split()) >= 5


def _drop_menus(pieces: list[Piece]) -> list[Piece]:
    """Runs of short lines in which words of a site's menu stand: "Home", "About us", "Contact"."""
    marked = list(pieces)
    start = 0
    while start < len(marked):
        stop = start
        while stop < len(marked) and _is_menu_line(marked[stop]):
            stop += 1
        hits = [index for index in range(start, stop) if looks_like_menu_word(marked[index].text)]
        if len(hits) >= 2 or (hits == [0] and stop == 1 and len(marked) > 1):
            for index in range(0 if start == 0 else hits[0], hits[-1] + 1):
                marked[index] = marked[index].gone("menu")
        start = max(stop, start + 1)
    return marked


def _drop_links(pieces: list[Piece]) -> list[Piece]:
    return [
        piece.gone("breadcrumbs or link bar")
        if (CRUMBS.match(piece.text) or LINK_BAR.match(piece.text)) and _is_link_line(piece, index)
        else piece
        for index, piece in enumerate(pieces)
    ]


def _drop_contents(pieces: list[Piece]) -> list[Piece]:
    """A table of contents: short lines under "Contents" (or a heading like it) that come again as headings."""
    marked = list(pieces)
    last = {p.text.lower(): index for index, p in enumerate(pieces) if p.block.type is BlockType.HEADING}
    stop = 0
    for index, piece in enumerate(pieces):
        if index < stop or not CONTENTS.match(piece.text):
            continue
        stop = index + 1
        while stop < len(pieces) and last.get(pieces[stop].text.lower(), -1) > stop:
            stop += 1
        if stop - index > 2:
            marked[index:stop] = [inside.gone("table of contents") for inside in pieces[index:stop]]
    return marked


def _is_link_line(piece: Piece, index: int) -> bool:
    words = [word for word in re.split(r"\s*[|•·/>»›→]\s*", piece.text) if word]
    return piece.block.type is not BlockType.ROW and (index < 6 or any(looks_like_menu_word(word) for word in words))


def _is_menu_line(piece: Piece) -> bool:
    return not piece.reason and len(piece.text.split()) <= 4 and not re.search(r"[.!?:;]$", piece.text)


def _drop_sections(pieces: list[Piece]) -> list[Piece]:
    """Parts of the page under a heading of the site's: recent posts, comments, about the author, opening hours."""
    marked = []
    opener: Piece | None = None
    for index, piece in enumerate(pieces):
        opens = _opens_part(piece)
        if opens:
            opener = piece
        elif opener is not None and _closes_part(opener, pieces, index):
            opener = None
        inside = opener is not None and _may_go(piece, opens)
        marked.append(piece.gone(f"part of the page: {opener.text[:60]}") if opener and inside else piece)
    return marked


def _opens_part(piece: Piece) -> bool:
    if piece.reason:
        return False
    text = piece.text.rstrip(":").strip()
    short = len(text.split()) <= 9 and not text.endswith((".", ","))
    shaped = piece.block.type in (BlockType.HEADING, BlockType.CAPTION) or (
        piece.block.type is BlockType.PARAGRAPH and (piece.block.bold or len(text.split()) <= 6)
    )
    return short and shaped and not LABEL.match(piece.text) and bool(PART_HEADING.match(text))


def _closes_part(opener: Piece, pieces: list[Piece], index: int) -> bool:
    """Whether the note goes on here.

    Under a heading, a heading of the same level does it; under a mere line, so does prose. Teasers have headings of
    their own, so after them only the heading of a known kind of section does, with prose or a list below it. Comments
    go on to the end.
    """
    piece = pieces[index]
    heading = piece.block.type is BlockType.HEADING
    if COMMENTS.match(opener.text):
        return False
    if TAIL_HEADING.match(opener.text):
        below = pieces[index + 1] if index + 1 < len(pieces) else None
        known = heading and len(piece.text.split()) <= 7 and heading_kind(piece.text) is not None
        return known and below is not None and not _is_teaser(below, pieces, index + 1)
    if opener.block.type is BlockType.HEADING:
        return heading and piece.block.level <= opener.block.level
    prose = len(piece.text.split()) >= 20 and not line_reason(piece.text) and not PERSONAL.search(piece.text)
    return heading or prose


def _is_teaser(piece: Piece, pieces: list[Piece], index: int) -> bool:
    after = pieces[index + 1].text if index + 1 < len(pieces) else ""
    cut_off = bool(re.search(r"(?i)(?:…|\.\.\.|more\W*)$", piece.text))
    return cut_off or is_date(piece.text) or is_date(after) or piece.block.type is BlockType.HEADING


def _may_go(piece: Piece, opens: bool) -> bool:
    """References and emergency advice outlive the part of the page they stand in."""
    return opens or not (is_reference(piece.text) or ADVICE.search(piece.text))
