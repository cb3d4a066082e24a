"""The bytes of one source to a document: read, cleaned, counted, looked at once more.

All that a stranger's file can do, it does in `read_document`; `ingest.process` runs it where that does no harm.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from corpus.types import Document
from ingest.compose import compose_document
from ingest.errors import ReadError
from ingest.readers import printable, read_bytes
from ingest.tokens import count_model_tokens
from ingest.warnings import person_record_warning


@dataclass(frozen=True, slots=True)
class Raw:
    """The bytes of one source, and what is known before they are looked at. `version` is their SHA-256.

    `name` is what messages call it, `key` what the library does; `address` is "" for a file.
    """

    data: bytes
    name: str
    key: str
    version: str
    address: str = ""
    content_type: str = ""


Read = Callable[[Raw], Document]


def read_document(raw: Raw) -> Document:
    """Read and clean one source. Raises ReadError where it holds nothing that could be quoted."""
    extraction = read_bytes(raw.data, raw.name, content_type=raw.content_type)
    document = compose_document(extraction, key=raw.key, version=raw.version, url=raw.address)
    if not any(document.sections[s.section].kind.is_evidence for s in document.sentences):
        raise ReadError(
            f"{printable(raw.key)} holds nothing that could answer a question once menus, references and notices are "
            "left out: look at it with `palpate ingest --dry-run`, or leave it out"
        )
    warning = person_record_warning(document)
    warnings = (*document.warnings, warning) if warning else document.warnings
    return replace(document, tokens=count_model_tokens(document.text), warnings=warnings)
