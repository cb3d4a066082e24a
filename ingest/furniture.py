"""What stands on a page but is not part of the note: menus, teasers, contact lines, notices of the trade.

`find_furniture` names what to leave out and why; it never changes a word. `ingest.page_parts` looks at where a block
stands on the page, this module at how each line and each sentence is written. Rules speak of how pages are made, not of
any one page. Advice that looks like furniture ("Call 999 if …", "Share your weight") is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.extraction import Block, BlockType, Extraction
from ingest.furniture_rules import line_reason
from ingest.lines import LABEL, is_date, is_reference, visible
from ingest.page_parts import PERSONAL, Piece, drop_parts, is_sentence
from ingest.sentences import split_sentences

_PICTURE = re.compile(
    r"\b(?:here (?:is|are)|see|below|shown|picture|image|chart|diagram|video|figure|section from)\b", re.IGNORECASE
)
_NOTE = 20  # words that say something by themselves
_LEAD_IN = 60  # words that a lead-in has at most


def find_furniture(extraction: Extraction, blocks: Sequence[Block]) -> list[Piece]:
    """Every block as one or more pieces in the order of the text, each with the reason it goes, "" to keep it.

    A paragraph with one line of furniture among real sentences is parted, so that only that line goes.
    """
    text = extraction.text
    pieces = [Piece(block, " ".join(text[block.start : block.end].split()), block.start) for block in blocks]
    pieces = [piece if visible(piece.text).strip() else piece.gone("no words") for piece in pieces if piece.text]
    pieces = drop_parts(pieces, extraction)
    pieces = [part for piece in pieces for part in _judge(piece, text)]
    return _drop_dangling(_drop_captions(_drop_teasers(pieces)))


def _judge(piece: Piece, text: str) -> Iterator[Piece]:
    is_title = piece.block.type is BlockType.HEADING and piece.block.level == 1
    if piece.reason or is_title or is_reference(piece.text):
        yield piece
        return
    if is_date(piece.text):
        yield piece.gone("post details")
        return
    reason = line_reason(piece.text)
    spans = split_sentences(text, piece.block.start, piece.block.end)
    if len(spans) < 2 or piece.block.type is BlockType.HEADING:
        yield piece.gone(reason) if reason else piece
        return
    judged = [(start, end, line_reason(" ".join(text[start:end].split()))) for start, end in spans]
    yield from _part(piece, judged, text)


def _part(piece: Piece, judged: list[tuple[int, int, str]], text: str) -> Iterator[Piece]:
    """A paragraph parted where single sentences go.

    It goes whole where most of it goes, or where it opens with a notice and goes on in the first person; but where
    whole sentences of words enough for a note of their own stay, they stay.
    """
    flagged = [reason for _, _, reason in judged if reason]
    if not flagged:
        yield piece
        return
    rest = [" ".join(text[start:end].split()) for start, end, reason in judged if not reason]
    personal = sum(bool(PERSONAL.search(sentence)) for sentence in rest)
    mostly = len(flagged) * 2 >= len(judged) and sum(len(sentence.split()) for sentence in rest) < _NOTE
    if mostly or (judged[0][2] and personal * 2 >= len(rest)):
        yield piece.gone(flagged[0])
        return
    for start, end, reason in judged:
        part = replace(piece.block, start=start, end=end)
        yield replace(piece, block=part, text=" ".join(text[start:end].split()), reason=reason)


def _drop_teasers(pieces: list[Piece]) -> list[Piece]:
    """A title right above a teaser ("… Read more") or its date goes with it."""
    marked = list(pieces)
    for index in range(len(marked) - 2, -1, -1):
        piece, below = marked[index], marked[index + 1]
        teaser = below.reason == "link to another page" and re.search(r"(?i)more\W*$", below.text)
        if teaser and not piece.reason and piece.block.type in (BlockType.HEADING, BlockType.CAPTION):
            marked[index] = piece.gone("title of another page")
    return marked


def _drop_captions(pieces: list[Piece]) -> list[Piece]:
    """Captions and labels whose content was a picture."""
    return [
        piece.gone("label whose content was a picture")
        if piece.block.type is BlockType.CAPTION and not is_sentence(piece.text)
        else piece
        for piece in pieces
    ]


def _drop_dangling(pieces: list[Piece]) -> list[Piece]:
    """Headings and lead-ins that head nothing, now that furniture is gone."""
    marked = list(pieces)
    following: Piece | None = None
    for index in range(len(marked) - 1, -1, -1):
        piece = marked[index]
        if piece.reason:
            continue
        if _heads_nothing(piece, following):
            marked[index] = piece.gone("heading or lead-in without content")
            continue
        following = piece
    return marked


def _heads_nothing(piece: Piece, following: Piece | None) -> bool:
    block = piece.block
    if block.type is BlockType.HEADING:
        if block.level == 1:
            return False
        return following is None or (following.block.type is BlockType.HEADING and following.block.level <= block.level)
    if block.type is BlockType.PARAGRAPH and piece.text.endswith(":") and not LABEL.match(piece.text):
        words = len(piece.text.split())
        if words > _LEAD_IN:
            return False
        if following is None or following.block.type is BlockType.HEADING:
            return True
        return following.block.type is BlockType.PARAGRAPH and words <= 12 and bool(_PICTURE.search(piece.text))
    return False
