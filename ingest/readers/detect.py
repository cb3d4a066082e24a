"""What a file is, told by its bytes. A name or a media type decides only where the bytes could be several things."""

from __future__ import annotations

import io
import re
import zipfile

from ingest.errors import ReadError
from ingest.readers.decoding import decode

_HEAD = 4096
_SIGNATURES = (
    (b"\x89PNG\r\n", "a PNG picture", "run OCR on it and give the text"),
    (b"\xff\xd8\xff", "a JPEG picture", "run OCR on it and give the text"),
    (b"GIF8", "a GIF picture", "run OCR on it and give the text"),
    (b"BM", "a bitmap picture", "run OCR on it and give the text"),
    (b"II*\0", "a TIFF picture", "run OCR on it and give the text"),
    (b"MM\0*", "a TIFF picture", "run OCR on it and give the text"),
    (b"RIFF", "a picture, sound or film", "give its text"),
    (b"ID3", "a sound", "give its text"),
    (b"OggS", "a sound or film", "give its text"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"BZh", "a bzip2 archive", "unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it first"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"\xfd7zXZ", "an xz archive", "unpack it first"),
    (b"SQLite format 3", "a database", "give its text"),
    (b"\x7fELF", "a program", "give a text"),
    (b"MZ\x90", "a program", "give a text"),
    (b"{\\rtf", "a rich text file", "save it as .docx"),
    (b"%!PS", "a PostScript file", "convert it to PDF"),
)
_TEXTUAL_MAGIC = frozenset({b"BM", b"ID3", b"RIFF", b"GIF8", b"BZh", b"OggS", b"Rar!"})
_ZIPS = (
    ("xl/", "a spreadsheet", "save the notes in it as .docx or text"),
    ("ppt/", "a presentation", "export it as PDF"),
    ("content.xml", "an OpenDocument file", "save it as .docx"),
    ("META-INF/container.xml", "an EPUB book", "convert it to HTML"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PAGE = re.compile(
    r"\s*(?:<\?xml\b[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_FRAGMENT = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:div|p|h[1-6]|ul|ol|dl|table|article|main|section|title|meta|link|script|style)\b[^>]*>",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(r"\s*<(?:\?xml|svg|rss|feed)\b", re.IGNORECASE)


def detect(data: bytes, name: str, *, promised: str = "", content_type: str = "") -> str:
    """Name the format: "text", "markdown", "html", "pdf" or "docx"; ReadError for anything else.

    `promised` is the format that the file's suffix promises, `content_type` the media type that came with it.
    """
    if not data.strip():
        raise ReadError(f"{name} is empty: give a file that has text")
    if data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF-"):
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(data, name)
    if data.startswith(_OLE):
        _refuse_ole(data, name)
    _refuse_known(data, name)
    return _textual(data, name, promised, content_type.partition(";")[0].strip().lower())


def _textual(data: bytes, name: str, promised: str, media_type: str) -> str:
    head, _ = decode(_whole_head(data), name)
    head = head.removeprefix("\ufeff")
    if not head.strip() and len(data) <= _HEAD:
        raise ReadError(f"{name} is empty: give a file that has text")
    if _PAGE.match(head):
        return "html"
    if promised == "markdown" or media_type in ("text/markdown", "text/x-markdown"):
        return "markdown"
    if promised == "html" or (not promised and media_type in ("text/html", "application/xhtml+xml")):
        return "html"
    if _FRAGMENT.match(head):
        return "html"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if _XML.match(head):
        raise ReadError(f"{name} is XML, not a page of notes: give a text, Markdown, HTML, PDF or Word (.docx) file")
    return "text"


def _whole_head(data: bytes) -> bytes:
    """The first bytes, cut where no character of UTF-8 (or UTF-16) is cut in two."""
    if len(data) <= _HEAD:
        return data
    end = _HEAD
    while end > _HEAD - 4 and data[end] & 0xC0 == 0x80:
        end -= 1
    return data[: end - end % 2] if data[:2] in (b"\xff\xfe", b"\xfe\xff") else data[:end]


def _zip(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        raise ReadError(f"{name} is a damaged or cut short zip or Word file: save or download it again") from None
    if "word/document.xml" in members:
        return "docx"
    for mark, what, remedy in _ZIPS:
        if any(member.startswith(mark) for member in members):
            raise ReadError(f"{name} is {what}: {remedy}")
    raise ReadError(f"{name} is a zip archive: unpack it first")


def _refuse_ole(data: bytes, name: str) -> None:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise ReadError(f"{name} is an encrypted Office file: remove its password first")
    if "WordDocument".encode("utf-16-le") in data:
        raise ReadError(f"{name} is an old Word file (.doc): save it as .docx")
    raise ReadError(f"{name} is an old Office file: save it as .docx or PDF")


def _refuse_known(data: bytes, name: str) -> None:
    for signature, what, remedy in _SIGNATURES:
        if data.startswith(signature) and not (signature in _TEXTUAL_MAGIC and _is_plain(data)):
            raise ReadError(f"{name} is {what}: {remedy}")


def _is_plain(data: bytes) -> bool:
    """Whether bytes that happen to begin like a signature made of letters ("BMI …") are text after all."""
    return not any(byte < 9 or 13 < byte < 32 for byte in data[:_HEAD])
