"""What a reader hands on: the text it found, and blocks that point into it.

Readers say what the format itself says (this is a heading, this is a list item). What a format does not say is
worked out afterwards, in `ingest.structure`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class BlockType(StrEnum):
    """What a format says about a stretch of text."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Block:
    """`extraction.text[start:end]`, without the marks of its format (no "#", no bullet, no number of a list).

    `level` is 1 to 6 for a heading, the depth from 1 for a list item; `ordered` marks an item of a numbered list;
    `header` marks the row of a table that names its columns. `bold` marks a block whose words are all bold. `region`
    names the part of a page the block stood in, where the format says so: "nav", "header", "footer", "aside", "form",
    "article", "main", "".
    """

    type: BlockType
    start: int
    end: int
    level: int = 0
    ordered: bool = False
    header: bool = False
    bold: bool = False
    region: str = ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a format says about the source itself; "" and () where it says nothing. Dates are ISO 8601."""

    title: str = ""
    authors: tuple[str, ...] = ()
    url: str = ""
    licence: str = ""
    audience: str = ""
    published: str = ""
    reviewed: str = ""


@dataclass(frozen=True, slots=True)
class Extraction:
    """The text a reader found and the blocks in it, in the order of the text.

    `blocks` is None for formats that know only lines (plain text, PDF): their structure is worked out from the lines.
    `text` holds the words exactly as the source has them (entities decoded, markup gone), blocks parted by line
    breaks; a table's cells are parted by " | ". `furniture` holds spans `(start, end, reason)` of the text that the
    reader knows to belong to the page and not to the note (running heads, page numbers): cleaning drops them.
    """

    format: str
    text: str
    blocks: tuple[Block, ...] | None
    metadata: Metadata = field(default_factory=Metadata)
    warnings: tuple[str, ...] = ()
    furniture: tuple[tuple[int, int, str], ...] = ()
