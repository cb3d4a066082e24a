"""The walk over a page's tree that turns elements into drafts. No recursion: pages nest deeper than Python's stack.

`ingest.readers.html` parses and decodes; this module only walks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from selectolax.lexbor import LexborNode

from ingest.extraction import BlockType
from ingest.readers.drafts import BREAK, Draft, Piece, label, lines, one_line
from ingest.readers.html_regions import region_of
from ingest.readers.html_tree import children, visible_lengths

_BLOCKS = frozenset(
    "address article aside blockquote body button center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre search section summary table "
    "caption tbody td tfoot th thead tr ul".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = ("ul", "ol", "menu", "dir")
_WHOLE = {
    **dict.fromkeys(_HEADINGS, BlockType.HEADING),
    "figcaption": BlockType.CAPTION,
    "summary": BlockType.PARAGRAPH,
}
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(bold|bolder|[6-9]00)", re.IGNORECASE)
_PLAIN_STYLE = re.compile(r"font-weight\s*:\s*(normal|lighter|[1-4]00)", re.IGNORECASE)
_NOTE_MARK = re.compile(r"\[?(\d{1,3}|[a-z*†‡])\]?|↑|↩︎?|¶|#|§")
_LONG_CELL = 800


@dataclass(frozen=True, slots=True)
class _Frame:
    """What holds inside an open element."""

    region: str
    bold: bool


@dataclass(slots=True)
class _Item:
    """An open list item; `fresh` until its first words are out: further paragraphs in it are paragraphs."""

    level: int
    ordered: bool
    fresh: bool = True


class Walk:
    """One walk over one page: what is open, and the words that wait for their block to end."""

    def __init__(self, body: LexborNode) -> None:
        self._body = body
        self._lengths = visible_lengths(body)
        self._frames = [_Frame("", bold=False)]
        self._lists: list[bool] = []
        self._items: list[_Item] = []
        self._pieces: list[Piece] = []
        self._terms: list[str] = []
        self._label = ""

    def drafts(self) -> Iterator[Draft]:
        """The blocks of the page, in order. To be called once."""
        pending = [(self._body, True)]
        while pending:
            node, opens = pending.pop()
            tag = node.tag or ""
            if node.is_text_node:
                self._pieces.append(Piece(node.text_content or "", self._frames[-1].bold))
            elif not opens:
                yield from self._close(tag)
            elif tag == "br":
                self._pieces.append(Piece(BREAK))
            elif _is_whole(node):
                yield from self._whole(node)
            elif not _is_note_mark(node):
                yield from self._open(node)
                pending.append((node, False))
                pending.extend((child, True) for child in reversed(list(children(node))))
        yield from self._flush()
        yield from self._lone_term()

    def _open(self, node: LexborNode) -> Iterator[Draft]:
        tag, region = node.tag or "", self._frames[-1].region
        if tag in _BLOCKS:
            yield from self._flush()
            region = self._region(node, region)
        elif _follows_link(node):
            self._pieces.append(Piece(" "))
        self._frames.append(_Frame(region, _weight(node, bold=self._frames[-1].bold)))
        if tag in _LISTS:
            yield from self._lone_label()
            self._lists.append(tag == "ol")
        elif tag == "li":
            yield from self._lone_label()
            self._items.append(_Item(max(1, len(self._lists)), bool(self._lists and self._lists[-1])))
        elif tag == "dd":
            yield from self._open_definition(node)

    def _close(self, tag: str) -> Iterator[Draft]:
        if tag in _BLOCKS:
            yield from self._flush()
        if tag in _LISTS and self._lists:
            self._lists.pop()
        elif tag in ("li", "dd") and self._items:
            self._items.pop()
        if tag in ("dd", "dl"):
            yield from self._lone_term()
            yield from self._lone_label()
        self._frames.pop()

    def _open_definition(self, node: LexborNode) -> Iterator[Draft]:
        """One definition goes on its term's line; several become items under it."""
        term, self._terms = ", ".join(self._terms), []
        several = _neighbour(node, "dd", before=not term)
        if term:
            self._label = label(term)
        if several:
            yield from self._lone_label()
        item = _Item(len(self._lists) + 1, ordered=False, fresh=several)
        self._items.append(item)

    def _region(self, node: LexborNode, current: str) -> str:
        whole = max(1, self._lengths[self._body.mem_id])
        return region_of(node, current, share=self._lengths.get(node.mem_id, 0) / whole)

    def _flush(self) -> Iterator[Draft]:
        """The waiting words as an item, where they are the first of one, else as a paragraph for each line."""
        pieces, self._pieces = self._pieces, []
        whole = one_line(pieces)
        if not whole.text:
            return
        yield from self._lone_term()
        region = self._frames[-1].region
        item = self._items[-1] if self._items else None
        if item is not None and item.fresh:
            item.fresh = False
            yield Draft(BlockType.ITEM, whole.text, item.level, item.ordered, bold=whole.bold, region=region)
            return
        if self._label:
            pieces, self._label = [Piece(self._label), *pieces], ""
        for line in lines(pieces):
            yield Draft(BlockType.PARAGRAPH, line.text, bold=line.bold, region=region)

    def _lone_label(self) -> Iterator[Draft]:
        """A term whose definition is no paragraph stands on its own line."""
        if self._label:
            yield Draft(BlockType.PARAGRAPH, self._label.strip(), region=self._frames[-1].region)
            self._label = ""

    def _lone_term(self) -> Iterator[Draft]:
        for term in self._terms:
            yield Draft(BlockType.PARAGRAPH, term, region=self._frames[-1].region)
        self._terms = []

    def _whole(self, node: LexborNode) -> Iterator[Draft]:
        """An element whose words make one block, or a table's rows, whatever it holds."""
        yield from self._flush()
        tag, frame = node.tag or "", self._frames[-1]
        region = self._region(node, frame.region)
        if tag == "dt":
            term = one_line(_inline(node, bold=frame.bold)).text
            self._terms += [term] if term else []
            return
        yield from self._lone_term()
        yield from self._lone_label()
        if self._items:
            self._items[-1].fresh = False
        if tag == "table":
            yield from (replace(draft, region=region) for draft in read_table(node))
        elif tag == "pre":
            yield Draft(BlockType.PARAGRAPH, "".join(piece.text for piece in _inline(node)), region=region)
        else:
            line = one_line(_inline(node, bold=frame.bold))
            yield Draft(_WHOLE[tag], line.text, _HEADINGS.get(tag, 0), bold=line.bold, region=region)


def read_table(table: LexborNode) -> Iterator[Draft]:
    """A table's caption and rows. A row names the columns if it stands in the head, or is bold throughout."""
    for part in children(table):
        if part.tag == "caption":
            yield Draft(BlockType.CAPTION, one_line(_inline(part)).text)
    for number, row in enumerate(_rows(table)):
        cells = [one_line(_inline(cell, bold=cell.tag == "th")) for cell in _cells(row)]
        filled = [cell for cell in cells if cell.text]
        if not filled:
            continue
        in_head = row.parent is not None and row.parent.tag == "thead"
        all_bold = all(cell.bold for cell in filled)
        only_th = all(cell.tag == "th" for cell in _cells(row))
        header = len(filled) > 1 and (in_head or only_th or (number == 0 and all_bold))
        yield Draft(BlockType.ROW, " | ".join(cell.text for cell in cells), header=header, bold=all_bold)


def _is_whole(node: LexborNode) -> bool:
    tag = node.tag or ""
    return tag in _WHOLE or tag in ("dt", "pre") or (tag == "table" and _is_data(node))


def _is_data(table: LexborNode) -> bool:
    """Whether a table holds facts in rows and columns, and is not there to lay out a page."""
    if (table.attributes.get("role") or "") in ("presentation", "none"):
        return False
    if table.css_first("td table, td ul, td ol, td dl, td h1, td h2, td h3, td h4, td form, td article") is not None:
        return False
    rows = [list(_cells(row)) for row in _rows(table)]
    return any(len(row) > 1 for row in rows) and all(len(cell.text()) < _LONG_CELL for row in rows for cell in row)


def _rows(table: LexborNode) -> Iterator[LexborNode]:
    for part in children(table):
        if part.tag in ("thead", "tbody", "tfoot"):  # a parser puts rows into one of these
            yield from (row for row in children(part) if row.tag == "tr")


def _cells(row: LexborNode) -> Iterator[LexborNode]:
    return (cell for cell in children(row) if cell.tag in ("td", "th"))


def _inline(root: LexborNode, *, bold: bool = False) -> Iterator[Piece]:
    """The words of an element whose blocks are not told apart; the edge of a block is white space."""
    pending: list[tuple[LexborNode | None, bool]] = [(root, bold)]
    while pending:
        node, heavy = pending.pop()
        if node is None:
            yield Piece(" ")
        elif node.is_text_node:
            yield Piece(node.text_content or "", heavy)
        elif node.tag == "br":
            yield Piece(BREAK)
        elif not _is_note_mark(node):
            edges = node.tag in _BLOCKS
            heavy = _weight(node, bold=heavy)
            edges_before = edges or _follows_link(node)
            pending.extend([(None, heavy)] if edges else [])
            pending.extend((child, heavy) for child in reversed(list(children(node))))
            pending.extend([(None, heavy)] if edges_before else [])


def _weight(node: LexborNode, *, bold: bool) -> bool:
    style = node.attributes.get("style") or ""
    if node.tag in ("b", "strong") or _BOLD_STYLE.search(style):
        return True
    return bold and not _PLAIN_STYLE.search(style)


def _is_note_mark(node: LexborNode) -> bool:
    """Whether an element is only a link to a note below, back from it, or to the heading it stands in."""
    if node.tag not in ("sup", "a"):
        return False
    link = node if node.tag == "a" else node.css_first("a[href]")
    if link is None or "#" not in (link.attributes.get("href") or ""):
        return False
    text = node.text().strip()
    return bool(_NOTE_MARK.fullmatch(text)) and (node.tag == "sup" or not text.isalnum())


def _follows_link(node: LexborNode) -> bool:
    """Whether a link stands directly behind another: two entries of a menu, never one word."""
    return node.tag == "a" and node.prev is not None and node.prev.tag == "a"


def _neighbour(node: LexborNode, tag: str, *, before: bool) -> bool:
    """Whether the element next to this one, on the asked side, has this tag."""
    other = node.prev if before else node.next
    while other is not None and not other.is_element_node:
        other = other.prev if before else other.next
    return other is not None and other.tag == tag
