"""The nouns: documents, sections, sentences, passages. Values only; nothing here reads or writes."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What a section is about."""

    ANATOMY = "anatomy"
    ACTION = "action"
    SYMPTOMS = "symptoms"
    REFERRAL = "referral"
    CAUSES = "causes"
    ASSESSMENT = "assessment"
    TECHNIQUE = "technique"
    SELF_CARE = "self-care"
    EXERCISE = "exercise"
    TREATMENT = "treatment"
    SAFETY = "safety"
    OTHER = "other"
    REFERENCES = "references"
    DISCLAIMER = "disclaimer"

    @property
    def is_evidence(self) -> bool:
        """Whether an answer may quote a section of this kind."""
        return self not in (Kind.REFERENCES, Kind.DISCLAIMER)


class Role(StrEnum):
    """What a sentence does in its section."""

    SENTENCE = "sentence"
    LEAD_IN = "lead_in"
    ITEM = "item"
    STEP = "step"
    LABEL = "label"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a document came from.

    `key` is the path relative to the ingest root, or the normalised address. Dates are ISO 8601 (YYYY-MM-DD) as
    the source gives them, "" where it gives none.
    """

    key: str
    title: str
    authors: tuple[str, ...] = ()
    url: str = ""
    licence: str = ""
    audience: str = ""
    published: str = ""
    reviewed: str = ""
    format: str = "text"


@dataclass(frozen=True, slots=True)
class Drop:
    """A stretch of the extracted text, `extracted[start:end]`, that cleaning left out, and why."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of a document under one heading: `text[start:end]`, its heading line included.

    `heading_path` goes from the outermost heading to its own and leaves out the document's title.
    """

    start: int
    end: int
    heading_path: tuple[str, ...]
    kind: Kind


@dataclass(frozen=True, slots=True)
class Sentence:
    """The smallest unit with an address: `document.text[start:end] == text`.

    `section` counts the document's sections from 0. Items and steps share a `group` (counted from 1 in each
    document) with their lead-in; a sentence outside any list has group None.
    """

    start: int
    end: int
    text: str
    role: Role
    section: int
    group: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One source as ingested.

    `text` is what Palpate quotes from; `extracted` is what the reader found; `version` is the SHA-256 of the bytes
    read; `warnings` are lines for whoever ingested it; `rules` names the cleaning rules that made `text`.
    """

    id: str
    version: str
    source: Source
    text: str
    extracted: str
    drops: tuple[Drop, ...]
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    tokens: int = 0
    warnings: tuple[str, ...] = ()
    rules: str = ""

    @property
    def title(self) -> str:
        return self.source.title

    def as_json(self) -> dict[str, Any]:
        """The document without its text: where it came from, its sections, and what cleaning left out of it."""
        return {
            "id": self.id,
            "version": self.version,
            **asdict(self.source),
            "tokens": self.tokens,
            "sections": [
                {"heading_path": list(part.heading_path), "kind": part.kind.value, "start": part.start, "end": part.end}
                for part in self.sections
            ],
            "dropped": [asdict(drop) | {"text": self.extracted[drop.start : drop.end]} for drop in self.drops],
            "warnings": list(self.warnings),
        }


@dataclass(frozen=True, slots=True)
class Passage:
    """One or more neighbouring sentences of one section, short enough for the embedder.

    `text == document.text[start:end]`; `heading` is what is embedded before it and never quoted: the title and the
    heading path.
    """

    id: str
    document_id: str
    start: int
    end: int
    text: str
    title: str
    heading_path: tuple[str, ...]
    kind: Kind
    sentences: tuple[Sentence, ...]

    @property
    def heading(self) -> str:
        return " > ".join((self.title, *self.heading_path))


def document_id(key: str) -> str:
    """The id of the document whose source key is `key`: the same on every machine, whatever the content.

    >>> document_id("notes/Gluteus minimus.md")
    'gluteus-minimus-a9d68f6c'
    """
    stem = key.rstrip("/").rsplit("/", 1)[-1].rsplit(".", 1)[0] or key
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].rstrip("-") or "document"
    return f"{slug}-{hashlib.sha256(key.encode()).hexdigest()[:8]}"


def passage_id(document: str, start: int, text: str) -> str:
    """The id of a passage: its document, its place and its words, so that changed words never keep an id."""
    return f"{document}:{hashlib.sha256(f'{start}:{text}'.encode()).hexdigest()[:12]}"
