"""What goes through the pipe between `ingest.process` and `ingest.worker`: a head in JSON, and bytes behind it.

No pickles: a reader that a hostile file took over could send one. A document is put together here from plain numbers
and text, so whatever is sent, its sentences are stretches of its text.
"""

from __future__ import annotations

import json
import struct
from typing import Any, BinaryIO

from corpus.types import Document, Drop, Kind, Role, Section, Sentence, Source
from ingest.reading import Raw

_SIZES = struct.Struct(">QQ")


def send(stream: BinaryIO, head: object, data: bytes = b"") -> None:
    """Send one message."""
    encoded = json.dumps(head).encode("ascii")
    stream.write(_SIZES.pack(len(encoded), len(data)))
    stream.write(encoded)
    stream.write(data)
    stream.flush()


def receive(stream: BinaryIO, limit: int) -> tuple[Any, bytes]:
    """The next message. Raises EOFError where the other side is gone, ValueError for a head that is none."""
    head, data = _SIZES.unpack(_exactly(stream, _SIZES.size))
    if head + data > limit:
        raise ValueError(f"a message of {head + data:,} bytes, over the limit of {limit:,}")
    return json.loads(_exactly(stream, head)), _exactly(stream, data)


def _exactly(stream: BinaryIO, size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data


def pack_raw(raw: Raw) -> dict[str, str]:
    """All of a source but its bytes."""
    named = ("name", "key", "version", "address", "content_type")
    return {field: getattr(raw, field) for field in named}


def pack_document(document: Document) -> dict[str, Any]:
    """A document as JSON takes it."""
    source = document.source
    return {
        "text": document.text,
        "extracted": document.extracted,
        "source": [getattr(source, field) for field in _SOURCE],
        "authors": source.authors,
        "drops": [(drop.start, drop.end, drop.reason) for drop in document.drops],
        "sections": [(part.start, part.end, part.heading_path, part.kind.value) for part in document.sections],
        "sentences": [(one.start, one.end, one.role.value, one.section, one.group) for one in document.sentences],
        "tokens": document.tokens,
        "warnings": document.warnings,
        "rules": document.rules,
    }


_SOURCE = ("title", "url", "licence", "audience", "published", "reviewed", "format")


def unpack_document(packed: Any, identity: str, raw: Raw) -> Document:
    """The document of `pack_document`. Raises ValueError, TypeError, KeyError or IndexError for anything else."""
    text, extracted = _text(packed["text"]), _text(packed["extracted"])
    sections = tuple(
        Section(*_span(start, end, text), tuple(map(_text, path)), Kind(kind))
        for start, end, path, kind in packed["sections"]
    )
    return Document(
        id=identity,
        version=raw.version,
        source=_source(packed, raw.key),
        text=text,
        extracted=extracted,
        drops=tuple(Drop(*_span(start, end, extracted), _text(reason)) for start, end, reason in packed["drops"]),
        sections=sections,
        sentences=tuple(_sentence(row, text, len(sections)) for row in packed["sentences"]),
        tokens=_number(packed["tokens"]),
        warnings=tuple(map(_text, packed["warnings"])),
        rules=_text(packed["rules"]),
    )


def _source(packed: Any, key: str) -> Source:
    fields = dict(zip(_SOURCE, map(_text, packed["source"]), strict=True))
    return Source(key=key, authors=tuple(map(_text, packed["authors"])), **fields)


def _sentence(row: Any, text: str, sections: int) -> Sentence:
    start, end, role, section, group = row
    _span(start, end, text)
    if not 0 <= _number(section) < sections:
        raise ValueError(f"a sentence of section {section}")
    group = None if group is None else _number(group)
    return Sentence(start, end, text[start:end], Role(role), section, group)


def _span(start: Any, end: Any, text: str) -> tuple[int, int]:
    if not 0 <= _number(start) <= _number(end) <= len(text):
        raise ValueError(f"a stretch from {start} to {end} of {len(text)}")
    return start, end


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{type(value).__name__} in the place of text")
    return value


def _number(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"{type(value).__name__} in the place of a number")
    return value
