"""What stands on a page but is not part of the note: menus, teasers, contact lines, notices of the trade.

`find_furniture` names what to leave out and why; it never changes a word. It looks at three things: what part of the
page a block stands in, which heading it stands under, and how the line itself is written. Rules speak of how pages are
made, not of any one page. Advice that looks like furniture ("Call 999 if …", "Share your weight") is kept.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.extraction import Block, BlockType, Extraction
from ingest.furniture_rules import ADVICE, COMMENTS, CRUMBS, LINK_BAR, PART_HEADING, TAIL_HEADING, line_reason
from ingest.kinds import heading_kind
from ingest.lines import LABEL, is_date, is_reference, looks_like_menu_word
from ingest.sentences import split_sentences


@dataclass(frozen=True, slots=True)
class Piece:
    """A block, its words, and why it goes ("" to keep it)."""

    block: Block
    text: str
    reason: str = ""


REGIONS = {"nav": "navigation", "footer": "page footer", "form": "form", "aside": "side column", "header": "page header"}
CONTENTS = re.compile(r"(?i)^(?:table of )?contents:?$|^(?:on|in) this (?:page|article|post|guide):?$|^jump to:?$|^quick links:?$")
PERSONAL = re.compile(r"\b(?:I|I've|I’ve|I'm|me|my|we|our)\b")


def find_furniture(extraction: Extraction, blocks: Sequence[Block]) -> list[Piece]:
    """Every block as one or more pieces in the order of the text, each with the reason it goes, "" to keep it.

    A paragraph with one line of furniture among real sentences is parted, so that only that line goes.
    """
    text = extraction.text
    pieces = [Piece(block, " ".join(text[block.start : block.end].split())) for block in blocks]
    pieces = [piece for piece in pieces if piece.text]
    pieces = _drop_marked(pieces, extraction)
    pieces = _drop_repeats(_drop_regions(pieces))
    pieces = _drop_contents(_drop_menus(pieces))
    pieces = _drop_parts(pieces)
    pieces = [part for piece in pieces for part in _judge(piece, text)]
    pieces = _drop_teasers(pieces)
    return _drop_dangling(pieces)


def _gone(piece: Piece, reason: str) -> Piece:
    return piece if piece.reason else Piece(piece.block, piece.text, reason)


def _drop_marked(pieces: list[Piece], extraction: Extraction) -> list[Piece]:
    """What the reader itself marked, such as the line that every page of a PDF repeats."""
    spans = getattr(extraction, "furniture", ())
    return [
        next((_gone(piece, why) for start, end, why in spans if start <= piece.block.start and piece.block.end <= end), piece)
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
        kept.append(_gone(piece, reason) if reason else piece)
    return kept


def _drop_repeats(pieces: list[Piece]) -> list[Piece]:
    """Short lines that come again and again, but for a number, such as the running head of a printed page."""
    lines = Counter(re.sub(r"\d+", "#", p.text) for p in pieces if p.block.type in (BlockType.PARAGRAPH, BlockType.CAPTION))
    return [
        _gone(piece, "line repeated on every page")
        if lines[re.sub(r"\d+", "#", piece.text)] >= 3 and len(piece.text.split()) <= 12 and not _is_sentence(piece.text)
        else piece
        for piece in pieces
    ]


def _drop_menus(pieces: list[Piece]) -> list[Piece]:
    """Runs of short lines in which words of a site's menu stand: "Home", "About us", "Contact"."""
    marked = list(pieces)
    start = 0
    while start < len(marked):
        stop = start
        while stop < len(marked) and _is_menu_line(marked[stop]):
            stop += 1
        run = marked[start:stop]
        hits = sum(looks_like_menu_word(piece.text) for piece in run)
        if hits >= 2 or (hits == 1 and len(run) == 1 and start == 0 and len(marked) > 1):
            last = max(index for index, piece in enumerate(run) if looks_like_menu_word(piece.text))
            first = min(index for index, piece in enumerate(run) if looks_like_menu_word(piece.text))
            first = 0 if start == 0 else first
            for index in range(start + first, start + last + 1):
                marked[index] = _gone(marked[index], "menu")
        start = max(stop, start + 1)
    return [
        _gone(piece, "breadcrumbs or link bar")
        if (CRUMBS.match(piece.text) or LINK_BAR.match(piece.text)) and _is_link_line(piece, index)
        else piece
        for index, piece in enumerate(marked)
    ]


def _drop_contents(pieces: list[Piece]) -> list[Piece]:
    """A table of contents: short lines under "Contents" (or a heading like it) that come again as headings."""
    marked = list(pieces)
    for index, piece in enumerate(pieces):
        if not CONTENTS.match(piece.text):
            continue
        stop = index + 1
        while stop < len(pieces) and _comes_again(pieces, stop):
            stop += 1
        if stop - index > 2:
            for inside in range(index, stop):
                marked[inside] = _gone(marked[inside], "table of contents")
    return marked


def _comes_again(pieces: list[Piece], index: int) -> bool:
    text = pieces[index].text.lower()
    return any(
        other.text.lower() == text and other.block.type is BlockType.HEADING for other in pieces[index + 1 :]
    )


def _is_link_line(piece: Piece, index: int) -> bool:
    words = [word for word in re.split(r"\s*[|•·/>»›→]\s*", piece.text) if word]
    return piece.block.type is not BlockType.ROW and (index < 6 or any(looks_like_menu_word(word) for word in words))


def _is_menu_line(piece: Piece) -> bool:
    return not piece.reason and len(piece.text.split()) <= 4 and not re.search(r"[.!?:;]$", piece.text)


def _drop_parts(pieces: list[Piece]) -> list[Piece]:
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
        marked.append(_gone(piece, f"part of the page: {opener.text[:60]}") if opener and inside else piece)
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


def _judge(piece: Piece, text: str) -> Iterator[Piece]:
    is_title = piece.block.type is BlockType.HEADING and piece.block.level == 1
    if piece.reason or is_title or is_reference(piece.text):
        yield piece
        return
    if is_date(piece.text):
        yield _gone(piece, "post details")
        return
    reason = line_reason(piece.text)
    spans = split_sentences(text, piece.block.start, piece.block.end)
    if len(spans) < 2:
        yield _gone(piece, reason) if reason else piece
        return
    judged = [(start, end, line_reason(" ".join(text[start:end].split()))) for start, end in spans]
    yield from _part(piece, judged, text)


def _part(piece: Piece, judged: list[tuple[int, int, str]], text: str) -> Iterator[Piece]:
    """Part a paragraph where single sentences go; drop it whole where most of it goes, or where it opens with a
    notice and goes on in the first person."""
    flagged = [reason for _, _, reason in judged if reason]
    if not flagged:
        yield piece
        return
    rest = [" ".join(text[start:end].split()) for start, end, reason in judged if not reason]
    personal = sum(bool(PERSONAL.search(sentence)) for sentence in rest)
    if len(flagged) * 2 >= len(judged) or (judged[0][2] and (len(flagged) > 1 or personal * 2 >= len(rest))):
        yield _gone(piece, flagged[0])
        return
    block = piece.block
    for start, end, reason in judged:
        yield Piece(replace(block, start=start, end=end), " ".join(text[start:end].split()), reason)


def _drop_teasers(pieces: list[Piece]) -> list[Piece]:
    """A title right above a teaser ("… Read more") or its date goes with it."""
    marked = list(pieces)
    for index in range(len(marked) - 2, -1, -1):
        piece, below = marked[index], marked[index + 1]
        teaser = below.reason == "link to another page" and re.search(r"(?i)more\W*$", below.text)
        if teaser and not piece.reason and piece.block.type in (BlockType.HEADING, BlockType.CAPTION):
            marked[index] = _gone(piece, "title of another page")
    return marked


def _drop_dangling(pieces: list[Piece]) -> list[Piece]:
    """Captions and labels whose content was a picture, headings and lead-ins that head nothing."""
    marked = [
        _gone(piece, "label whose content was a picture")
        if piece.block.type is BlockType.CAPTION and not _is_sentence(piece.text)
        else piece
        for piece in pieces
    ]
    following: Piece | None = None
    for index in range(len(marked) - 1, -1, -1):
        piece = marked[index]
        if piece.reason:
            continue
        if _heads_nothing(piece, following):
            marked[index] = _gone(piece, "heading or lead-in without content")
            continue
        following = piece
    return marked


def _is_sentence(text: str) -> bool:
    return bool(re.search(r"[.!?][\"”’)]*$", text)) and len(text.split()) >= 5


def _heads_nothing(piece: Piece, following: Piece | None) -> bool:
    block = piece.block
    if block.type is BlockType.HEADING:
        if block.level == 1:
            return False
        return following is None or (following.block.type is BlockType.HEADING and following.block.level <= block.level)
    if block.type is BlockType.PARAGRAPH and piece.text.endswith(":") and not LABEL.match(piece.text):
        words = len(piece.text.split())
        if following is None or following.block.type is BlockType.HEADING:
            return True
        return following.block.type is BlockType.PARAGRAPH and words <= 12 and _points_at_picture(piece.text)
    return False


def _points_at_picture(text: str) -> bool:
    return bool(re.search(r"(?i)\b(?:here (?:is|are)|see|below|shown|picture|image|chart|diagram|video|figure|section from)\b", text))
