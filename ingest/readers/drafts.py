"""What the readers with blocks share: a draft is a block that has no place yet, and `assemble` gives it one.

`ingest.extraction` defines what readers hand on; this module only builds it, so that offsets are made in one place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingest.extraction import Block, BlockType

BREAK = "\n"
"""The text of a piece that stands for a forced line break."""

_SPACE = re.compile(r"[ \t\n\r\f]+")
_WRAP_WIDTH = 70


@dataclass(frozen=True, slots=True)
class Draft:
    """A block with its words; the other fields mean what they mean in `Block`."""

    type: BlockType
    text: str
    level: int = 0
    ordered: bool = False
    header: bool = False
    bold: bool = False
    region: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of inline text in one weight."""

    text: str
    bold: bool = False


def assemble(drafts: Iterable[Draft]) -> tuple[str, tuple[Block, ...]]:
    r"""The text of all drafts, parted by line breaks, and their blocks with exact offsets; blank drafts are left out.

    >>> assemble([Draft(BlockType.HEADING, "Hip", level=1), Draft(BlockType.PARAGRAPH, "Deep.")])[0]
    'Hip\nDeep.'
    """
    words: list[str] = []
    blocks: list[Block] = []
    start = 0
    for draft in drafts:
        text = draft.text.strip()
        if not text:
            continue
        end = start + len(text)
        blocks.append(Block(draft.type, start, end, draft.level, draft.ordered, draft.header, draft.bold, draft.region))
        words.append(text)
        start = end + 1
    return "\n".join(words), tuple(blocks)


def one_line(pieces: Iterable[Piece]) -> Piece:
    """All pieces as one line: white space squeezed, breaks become spaces; bold if every word is."""
    pieces = list(pieces)
    text = squeeze("".join(piece.text for piece in pieces))
    return Piece(text, bool(text) and all(piece.bold for piece in pieces if piece.text.strip()))


def lines(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The lines between forced breaks, for formats where authors part paragraphs with them.

    A break that only wraps a long sentence (the line is long and unfinished, the next goes on in lower case) joins.
    """
    pending: Piece | None = None
    for line in _split(pieces):
        if pending is not None and _wraps(pending.text, line.text):
            pending = Piece(f"{pending.text} {line.text}", pending.bold and line.bold)
            continue
        if pending is not None:
            yield pending
        pending = line
    if pending is not None:
        yield pending


def squeeze(text: str) -> str:
    """White space as a browser shows it: runs become one space, none at the ends."""
    return _SPACE.sub(" ", text).strip()


def label(term: str) -> str:
    """The term of a definition, ready to stand before what it names.

    >>> label("Origin") + "outer ilium"
    'Origin: outer ilium'
    """
    return f"{term} " if term.endswith((":", "–", "—", ".", "?", "!")) else f"{term}: "


def _split(pieces: Iterable[Piece]) -> Iterator[Piece]:
    line: list[Piece] = []
    for piece in (*pieces, Piece(BREAK)):
        if piece.text != BREAK:
            line.append(piece)
            continue
        whole = one_line(line)
        if whole.text:
            yield whole
        line = []


def _wraps(before: str, after: str) -> bool:
    return len(before) >= _WRAP_WIDTH and before[-1] not in ".!?:;" and after[0].islower()
