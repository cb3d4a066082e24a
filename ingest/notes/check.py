"""Notes in, findings out: every check over every note, in the order of files and lines.

What is checked stands in the modules beside this one; here files are found, read and reported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from ingest.errors import ReadError
from ingest.notes.citations import check_citations
from ingest.notes.front_matter import check_front_matter
from ingest.notes.note import Finding, Note, read_note
from ingest.notes.prose import check_claims, check_length, check_pronouns
from ingest.notes.structure import check_help, check_lead_ins, check_sections, check_steps, check_title
from ingest.readers import SUFFIXES, printable
from ingest.readers.files import find_files


def find_notes(paths: Sequence[Path]) -> list[Path]:
    """The notes in Markdown that files and folders hold, each once. Raises ReadError for a path that gives none."""
    found: dict[Path, None] = {}
    for path in paths:
        files = [file for file in find_files(path)[0] if SUFFIXES.get(file.suffix.lower()) == "markdown"]
        if not files:
            raise ReadError(f"{printable(str(path))} holds no notes in Markdown: give .md files, or folders of them")
        found.update(dict.fromkeys(files))
    return list(found)


def check_notes(paths: Iterable[Path]) -> list[Finding]:
    """What is to be mended in these notes, by file and line."""
    return [finding for path in paths for finding in check_note(path)]


def check_note(path: Path) -> list[Finding]:
    """What is to be mended in one note, by line; one that cannot be read is a finding too."""
    shown = _relative(path)
    try:
        note = read_note(path, shown)
    except ReadError as error:
        return [Finding(shown, 1, "reading", "", str(error))]
    if (found := note.document.source.format) != "markdown":
        return [note.finding(1, "reading", "", f"it holds {found}, not Markdown: save it as Markdown")]
    findings = [finding for check in CHECKS for finding in check(note)]
    return sorted(findings, key=lambda finding: (finding.line, finding.code))


def _check_reading(note: Note) -> Iterator[Finding]:
    """What ingest warns of and leaves out; that it leaves out empty sections, a check of their own says."""
    empty = {heading.line for heading in note.headings if heading.empty}
    for warning in note.document.warnings:
        yield note.finding(1, "reading", "", warning)
    for line, words, reason in note.dropped:
        if line not in empty:
            remedy = f"ingest leaves this out ({reason}): reword it if it belongs to the note"
            yield note.finding(line, "left-out", words, remedy)


def _relative(path: Path) -> str:
    """A path as short as it can be told from where the command runs."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_absolute() and path.is_relative_to(here) else path)


CHECKS: tuple[Callable[[Note], Iterator[Finding]], ...] = (
    _check_reading,
    check_front_matter,
    check_title,
    check_sections,
    check_help,
    check_lead_ins,
    check_steps,
    check_pronouns,
    check_length,
    check_claims,
    check_citations,
)
