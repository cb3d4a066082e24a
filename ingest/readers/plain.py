"""Plain text: decoded, line endings made one kind, nothing else touched. It has lines only, so no blocks."""

from __future__ import annotations

from ingest.extraction import Extraction
from ingest.readers.decoding import decode


def read(data: bytes, name: str, *, charset: str = "") -> Extraction:
    """The text of a plain text file. Raises ReadError for binary data."""
    text, warnings = decode(data, name, charset=charset)
    return Extraction("text", text.replace("\r\n", "\n").replace("\r", "\n"), None, warnings=warnings)
