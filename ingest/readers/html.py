"""HTML, walked once from top to bottom: every block with the part of the page it stood in.

Nothing that a visitor could read is thrown away here: menus, teasers and footers come out as blocks with a `region`,
and cleaning drops them and says so. Only what no visitor sees gives no text: scripts, styles, templates, hidden
elements. What the page says about itself is read in `ingest.readers.html_metadata`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from ingest.errors import ReadError
from ingest.extraction import Extraction
from ingest.readers.decoding import decode
from ingest.readers.drafts import Draft, assemble
from ingest.readers.html_metadata import read_metadata
from ingest.readers.html_walk import Walk

_CHARSET = re.compile(rb"""<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_SELF_CLOSED = re.compile(
    r"<(script|style|title|iframe|textarea|noscript|template|a|b|i|em|strong|div|span|p|td|th|li)\b([^<>]*?)/>",
    re.IGNORECASE,
)
_NESTING = re.compile(
    r"<(/?)(?!a\b|p\b|li\b|d[td]\b|t[drh]\b|t(?:body|head|foot)\b|h[1-6]\b|option\b|button\b|form\b|br\b|hr\b|img\b|"
    r"input\b|meta\b|link\b|area\b|base\b|col\b|embed\b|param\b|source\b|track\b|wbr\b|html\b|head\b|body\b)[a-z][^\s<>/]*",
    re.IGNORECASE,
)
_MAX_NESTING = 5_000


def read(data: bytes, name: str, *, charset: str = "") -> Extraction:
    """The words of a page as blocks, and what it says about itself.

    The character set comes from a byte order mark, `charset` (the transport's word), or the page. Raises ReadError for
    a page whose elements are nested so deeply that reading it would take minutes.
    """
    declared = _CHARSET.search(data[:4096])
    charset = charset or (declared[1].decode("ascii", "replace") if declared else "")
    text, warnings = decode(data, name, charset=charset)
    page = _parse(text, name)
    body, blocks = assemble(_blocks(page))
    return Extraction("html", body, blocks, read_metadata(page), warnings)


def drafts(source: str, name: str) -> Iterator[Draft]:
    """The blocks of a piece of HTML, in order; `name` is the file's, for errors."""
    return _blocks(_parse(source, name))


def _parse(text: str, name: str) -> LexborHTMLParser:
    _check_nesting(text, name)
    if text.lstrip("\ufeff \t\r\n").startswith("<?xml"):
        text = _SELF_CLOSED.sub(r"<\1\2></\1>", text)
    return LexborHTMLParser(text)


def _check_nesting(text: str, name: str) -> None:
    """Count elements that only an end tag closes; a parser's time grows with the square of their depth."""
    depth = deepest = 0
    for tag in _NESTING.finditer(text):
        depth = max(0, depth - 1) if tag[1] else depth + 1
        deepest = max(deepest, depth)
    if deepest > _MAX_NESTING:
        raise ReadError(f"{name} nests its elements {deepest:,} deep: save the page again from a browser, as text")


def _blocks(page: LexborHTMLParser) -> Iterator[Draft]:
    if page.body is None:
        return
    yield from Walk(page.body).drafts()
