"""Word files (.docx): mammoth turns the document into HTML by its styles, and the HTML reader does the rest.

So headings, numbered and bulleted lists, tables, footnotes, text boxes and accepted changes come out as mammoth finds
them, and no second walker is kept. The file is checked before mammoth sees it: what it unpacks to, and that no part
brings a document type (which Word never writes, and entities need).
"""

from __future__ import annotations

import io
import re
import zipfile
from xml.etree import ElementTree

import mammoth  # type: ignore[import-untyped]

from ingest.errors import ReadError
from ingest.extraction import Extraction, Metadata
from ingest.readers import html
from ingest.readers.drafts import assemble

_MAX_INFLATED = 200_000_000
_MAX_XML = 20_000_000
_MAX_TAGS = 1_200_000  # mammoth takes about 400 bytes a tag
_MAX_ENTRIES = 10_000
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p > strong:fresh
p[style-name='caption'] => figcaption:fresh
p[style-name='Caption'] => figcaption:fresh
"""
_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
}
_DOCTYPE = re.compile(rb"<!(?:\x00)?D(?:\x00)?O(?:\x00)?C(?:\x00)?T(?:\x00)?Y|\x00<\x00!\x00D|<!ENTITY")
_NO_TITLE = re.compile(r"untitled|(word )?document\d*|.*\.\w{2,5}|[\W\d_]*", re.IGNORECASE)


def read(data: bytes, name: str) -> Extraction:
    """The words of a Word file as blocks, its core properties as metadata.

    Raises ReadError for damaged files and for those that unpack to more than 200 MB, or hold more than 20 MB of text
    mark-up. Headers and footers of the printed page are not part of the text.
    """
    try:
        parts = _check(data, name)
        result = mammoth.convert_to_html(io.BytesIO(data), style_map=_STYLES, convert_image=_no_image)
        text, blocks = assemble(html.drafts(str(result.value), name))
        metadata = _metadata(parts)
    except (ReadError, MemoryError):
        raise
    except RecursionError:
        raise ReadError(f"{name} nests its tables or boxes too deeply: save it again as plain text or PDF") from None
    except Exception as error:  # mammoth lets KeyError, ExpatError, BadZipFile and others through
        raise ReadError(
            f"{name} is damaged, it cannot be read as a Word file ({type(error).__name__}): open it in Word or "
            "LibreOffice and save it again"
        ) from error
    return Extraction("docx", text, blocks, metadata)


def _no_image(_image: object) -> list[object]:
    return []


def _check(data: bytes, name: str) -> bytes:
    """Unpack every part once, counting, whatever sizes the directory claims; returns the core properties' XML."""
    properties, inflated, tags = b"", 0, 0
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        if len(entries) > _MAX_ENTRIES:
            raise ReadError(f"{name} holds {len(entries):,} parts, more than a Word file has: save it again")
        if any(entry.flag_bits & 1 for entry in entries):
            raise ReadError(f"{name} is encrypted: remove its password first")
        for entry in entries:
            part, size, limit = _unpack(archive, entry, _MAX_INFLATED - inflated)
            if size > limit:
                raise ReadError(f"{name} unpacks to too much ({entry.filename[:80]} to over {limit:,} bytes): split it")
            inflated += size
            tags += part.count(b"<")
            if tags > _MAX_TAGS:
                raise ReadError(f"{name} holds over {_MAX_TAGS:,} tags of mark-up: split it")
            if _DOCTYPE.search(part):
                raise ReadError(
                    f"{name} brings a document type in {entry.filename[:80]}, which Word never writes: save it again"
                )
            if entry.filename == "docProps/core.xml":
                properties = part
    return properties


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> tuple[bytes, int, int]:
    """A part's bytes if it is XML whatever its name (b"" if not), its true size, and the limit that held for it.

    It is read in small pieces, and no further than the limit.
    """
    pieces: list[bytes] = []
    with archive.open(entry) as stream:
        piece = stream.read(1 << 16)
        is_xml = piece.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<")
        size, limit = len(piece), min(_MAX_XML, left) if is_xml else left
        while piece and size <= limit:
            if is_xml:
                pieces.append(piece)
            piece = stream.read(1 << 16)
            size += len(piece)
    return b"".join(pieces), size, limit


def _metadata(properties: bytes) -> Metadata:
    """Title and author; Word's dates are those of the file, not of the note."""
    if not properties:
        return Metadata()
    try:
        root = ElementTree.fromstring(properties)  # noqa: S314 (no document type: checked above)
    except ElementTree.ParseError:
        return Metadata()
    title, creator = (
        " ".join((root.findtext(path, "", _NAMESPACES) or "").split()) for path in ("dc:title", "dc:creator")
    )
    authors = tuple(part.strip() for part in creator.split(";") if part.strip() not in ("", "python-docx"))
    return Metadata(title="" if _NO_TITLE.fullmatch(title) else title, authors=authors)
