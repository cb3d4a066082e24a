"""Bytes to an extraction: find out what a file is by what it holds, and hand it to the reader of that format.

`ingest.readers.files` finds and opens files, `ingest.fetch` fetches addresses; both end here.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePath

from ingest.errors import ReadError
from ingest.extraction import Extraction
from ingest.readers import docx, html, markdown, pdf, plain
from ingest.readers.detect import detect

SUFFIXES = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
}
"""The suffixes of files that may hold notes, and the format each promises."""

_NAMES = {
    "text": "plain text",
    "markdown": "Markdown",
    "html": "an HTML page",
    "pdf": "a PDF",
    "docx": "a Word file",
}
_REMEDIES = {
    "html": "if a script writes its text, open it in a browser and save it from there",
    "docx": "if its pages are pictures, print it to PDF and run OCR, for example `ocrmypdf`",
}
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


def read_bytes(data: bytes, name: str, *, content_type: str = "") -> Extraction:
    """Read a file by what it holds; `name` and `content_type` decide only where the bytes leave it open.

    Raises ReadError, in one line, for whatever holds no text: empty files, pictures, archives, old Word files.

    >>> read_bytes(b"# Hip", "hip.md").format
    'markdown'
    """
    name = printable(name)
    suffix = PurePath(name).suffix.lower()
    promised = SUFFIXES.get(suffix, "")
    found = detect(data, name, promised=promised, content_type=content_type)
    extraction = _read(found, data, name, content_type)
    if not extraction.text.strip():
        raise ReadError(f"{name} is {_NAMES[found]} without words: {_REMEDIES.get(found, 'give a file that has some')}")
    if promised in ("", found) or {promised, found} == {"text", "markdown"}:
        return extraction
    warning = f"{name} is named {suffix} but is {_NAMES[found]}: read as what it is"
    return replace(extraction, warnings=(warning, *extraction.warnings))


def printable(name: str) -> str:
    """A file's name as one line fit for a message: no line breaks, no control characters, not endless."""
    name = "".join(character if character.isprintable() else "\ufffd" for character in name)
    return name if len(name) <= 200 else f"{name[:97]}…{name[-97:]}"


def _read(found: str, data: bytes, name: str, content_type: str) -> Extraction:
    charset = _CHARSET.search(content_type)
    declared = charset[1] if charset else ""
    match found:
        case "pdf":
            return pdf.read(data, name)
        case "docx":
            return docx.read(data, name)
        case "html":
            return html.read(data, name, charset=declared)
        case "markdown":
            return markdown.read(data, name, charset=declared)
        case _:
            return plain.read(data, name, charset=declared)
