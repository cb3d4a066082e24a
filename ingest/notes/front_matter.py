"""What the front matter of a note has to say, and what it leaves out.

`ingest.readers.markdown` reads it and takes what it can; here what it could not take is told to the writer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ingest.notes.note import Finding, Note
from ingest.notes.rules import FIELDS, READERS, REFERENCE_FIELDS

_REMEDIES = {
    "title": "write what the note is called, as in: title: Gluteus medius",
    "authors": 'write who answers for it, as in: authors: ["Ann Example"]',
    "licence": 'write who may use it, as in: licence: "CC BY 4.0", or: licence: "all rights reserved"',
    "audience": f"write whom it is for: {', '.join(READERS)}",
    "reviewed": "write the day when somebody last checked it, as in: reviewed: 2026-01-31",
    "references": "list the works that it cites, each with authors, title and year",
}
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d[a-z]?")


def check_front_matter(note: Note) -> Iterator[Finding]:
    """Fields that are missing, empty or not what they have to be, and references without author, title or year."""
    if not note.front.is_there:
        yield note.finding(1, "front-matter", "", f"open the note with front matter: {', '.join(FIELDS)}")
    elif note.front.lines is None:
        return  # no valid YAML: the reader's own warning says so
    else:
        yield from _check_fields(note)
        yield from _check_references(note)


def _check_fields(note: Note) -> Iterator[Finding]:
    metadata = note.metadata
    stated = {
        "title": metadata.title,
        "authors": ", ".join(metadata.authors),
        "licence": metadata.licence,
        "audience": metadata.audience if metadata.audience in READERS else "",
        "reviewed": metadata.reviewed if _is_day(metadata.reviewed) else "",
        "references": "some" if note.front.references else "",
    }
    for field in FIELDS:
        if not stated[field]:
            yield note.finding(note.front.line(field), "field", field, _REMEDIES[field])


def _check_references(note: Note) -> Iterator[Finding]:
    for reference in note.front.references:
        stated = {"authors": reference.authors, "title": reference.title, "year": reference.year}
        missing = [field for field in REFERENCE_FIELDS if not stated[field]]
        words = reference.title or reference.authors or "a reference"
        if missing:
            yield note.finding(reference.line, "reference", words, f"add its {' and '.join(missing)}")
        elif not _YEAR.fullmatch(reference.year):
            yield note.finding(reference.line, "reference", reference.year, "write its year as four digits")


def _is_day(text: str) -> bool:
    try:
        return len(text) == len("2026-01-31") and bool(date.fromisoformat(text))
    except ValueError:
        return False
