"""PDF, through PDFium: letters with their places become lines in reading order, parted where the page shows gaps.

A PDF knows no paragraphs and no headings, so blocks is None and `ingest.structure` works from the lines. What stands on
every page (running heads, page numbers) stays in the text and is named in `Extraction.furniture`.

PDFium is not thread safe: one lock holds every call, and letters leave it as plain values.
"""

from __future__ import annotations

import ctypes
import re
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest.errors import ReadError
from ingest.extraction import Extraction, Metadata
from ingest.readers.pdf_layout import Letter, Line, page_lines, starts_paragraph

FURNITURE = "on every page"
"""The reason given for running heads and page numbers."""

_LOCK = threading.Lock()
_EDGE = 3
_MAX_LETTERS = 5_000_000
_HYPHEN = 0x02  # how PDFium gives a hyphen at the end of a line
_PAGE_NUMBER = re.compile(
    r"[-–—|·\s]*(?:(?:page|p\.?|pg\.?)\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?[-–—|·.\s]*", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")
_NO_TITLE = re.compile(
    r"untitled|document\d*|slide\s*\d*|microsoft (word|powerpoint)\b.*|.*\.\w{2,5}|[\W\d_]*", re.IGNORECASE
)


def read(data: bytes, name: str) -> Extraction:
    """The lines of a PDF. Raises ReadError if it is encrypted, damaged, cut short, or holds pictures of pages only."""
    if b"%%EOF" not in data[-4096:]:
        raise ReadError(f"{name} is cut short, its end is missing: download or export it again")
    with _LOCK:
        pages, metadata = _read_pages(data, name)
    if not any(pages):
        raise ReadError(f"{name} has no text, it seems to be scanned: run OCR on it first, for example `ocrmypdf`")
    text, furniture = _compose(pages)
    return Extraction("pdf", text, None, metadata, _doubts(pages, text, name), furniture)


def repeated_lines(pages: Sequence[Sequence[str]]) -> set[str]:
    """The lines that stand at the top or bottom of pages because of the page, not the note.

    A line is repeated if it stands among the outer three lines of at least half of the pages (and of two); a page
    number if it is nothing else, or if it stands at the bottom and only its number changes, in step with the pages.
    Only what has nothing else between itself and the page's edge counts, so a heading under a heading never does.
    """
    enough = max(2, len(pages) / 2)
    places = Counter(line for page in pages for line in {*page[:_EDGE], *page[-_EDGE:]})
    repeated = {line for line, count in places.items() if count >= enough} | _page_numbers(pages, enough)
    return {page[index] for page in pages for index in edges(page, repeated)}


def edges(page: Sequence[str], repeated: set[str]) -> set[int]:
    """Where on a page repeated lines stand, going inwards from either end to the first that is not."""
    top = list(takewhile(lambda index: page[index] in repeated, range(min(_EDGE, len(page)))))
    upwards = range(len(page) - 1, max(-1, len(page) - 1 - _EDGE), -1)
    return {*top, *takewhile(lambda index: page[index] in repeated, upwards)}


def _page_numbers(pages: Sequence[Sequence[str]], enough: float) -> set[str]:
    if len(pages) < 2:
        return set()
    found = {line for page in pages for line in (*page[:_EDGE], *page[-_EDGE:]) if _PAGE_NUMBER.fullmatch(line)}
    counted: dict[tuple[str, int], set[str]] = {}
    for number, page in enumerate(pages):
        for line in page[-_EDGE:]:
            if digits := _DIGITS.findall(line):
                counted.setdefault((_DIGITS.sub("#", line), int(digits[-1][:9]) - number), set()).add(line)
    return found.union(*(lines for lines in counted.values() if len(lines) >= max(3, enough)))


def _read_pages(data: bytes, name: str) -> tuple[list[list[Line]], Metadata]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise ReadError(f"{name} is encrypted: remove its password first, for example by printing to PDF") from None
        raise ReadError(f"{name} is damaged, no PDF reader can open it: download or export it again") from None
    try:
        pages, letters = [], 0
        for number in range(len(document)):
            found = _letters(document, number)
            letters += len(found)
            if letters > _MAX_LETTERS:
                raise ReadError(f"{name} holds more than {_MAX_LETTERS:,} letters: split it")
            pages.append(page_lines(found))
        return pages, _metadata(document)
    finally:
        document.close()


def _letters(document: pdfium.PdfDocument, number: int) -> list[Letter]:
    """The letters of a page in the order they were drawn. A page that cannot be loaded has none."""
    try:
        page = document[number]
    except pdfium.PdfiumError:
        return []
    try:
        text = page.get_textpage()
        try:
            return list(_measure(text))
        finally:
            text.close()
    finally:
        page.close()


def _measure(text: pdfium.PdfTextPage) -> Iterator[Letter]:
    box = pdfium_c.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    high = 0
    for index in range(text.count_chars()):
        code = pdfium_c.FPDFText_GetUnicode(text, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code, high = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00), 0
        if (code < 0x20 and code != _HYPHEN) or 0xD800 <= code < 0xE000 or code == 0xFFFE:
            continue
        if pdfium_c.FPDFText_IsGenerated(text, index) == 1:
            continue
        pdfium_c.FPDFText_GetLooseCharBox(text, index, box)
        pdfium_c.FPDFText_GetCharOrigin(text, index, x, y)
        letter = "-" if code == _HYPHEN else chr(code)
        yield Letter(letter, box.left, box.right, y.value, max(1.0, box.top - box.bottom))


def _metadata(document: pdfium.PdfDocument) -> Metadata:
    """Title and author, where they say something; the dates of a PDF are those of its export, not of the note."""
    values = document.get_metadata_dict()
    title, author = (" ".join(values.get(key, "").split()) for key in ("Title", "Author"))
    authors = tuple(part.strip() for part in author.split(";") if part.strip())
    return Metadata(title="" if _NO_TITLE.fullmatch(title) else title, authors=authors)


def _compose(pages: Sequence[Sequence[Line]]) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    """All lines, and the spans of those that the pages brought.

    Spans include the line's end: without them a paragraph that runs on past a page's end is whole again.
    """
    repeated = repeated_lines([[line.text for line in page] for page in pages])
    parts: list[str] = []
    furniture: list[tuple[int, int, str]] = []
    length = 0
    previous: Line | None = None
    for page in pages:
        begun = False
        running_at = edges([line.text for line in page], repeated)
        for index, line in enumerate(page):
            running = index in running_at
            if not running:
                if previous is not None and starts_paragraph(previous, line, same_page=begun):
                    parts.append("\n")
                    length += 1
                previous, begun = line, True
            parts.append(f"{line.text}\n")
            if running:
                furniture.append((length, length + len(line.text) + 1, FURNITURE))
            length += len(line.text) + 1
    return "".join(parts), tuple(furniture)


def _doubts(pages: Sequence[Sequence[Line]], text: str, name: str) -> tuple[str, ...]:
    doubts = []
    empty = [str(number) for number, page in enumerate(pages, 1) if not page]
    if empty:
        listed = ", ".join(empty[:10]) + (" and more" if len(empty) > 10 else "")
        doubts.append(
            f"{name} has no text on page {listed}: if scanned, run OCR (`ocrmypdf`), if damaged, export it again"
        )
    unknown = sum(character == "\ufffd" or "\ue000" <= character <= "\uf8ff" for character in text)
    if unknown * 10 > len(text):
        doubts.append(
            f"{name} does not say which letters its signs stand for: run OCR, for example `ocrmypdf --force-ocr`"
        )
    return tuple(doubts)
