"""The order of a note: its headings, what leads a list in, and whether cautions come before steps."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from corpus.types import Kind, Role, Sentence
from ingest.kinds import heading_kind
from ingest.notes.note import Finding, Note
from ingest.notes.rules import CAUTION, HELP, HELP_HEADING

_LISTED = (Role.ITEM, Role.STEP)
_DONE_TO_A_BODY = (Kind.TECHNIQUE, Kind.SELF_CARE)


def check_title(note: Note) -> Iterator[Finding]:
    """One heading of the first level."""
    titles = [heading for heading in note.headings if heading.level == 1]
    if not titles:
        remedy = "give the note one heading of the first level, as in: # Gluteus medius"
        yield note.finding(1, "title-heading", "", remedy)
    for heading in titles[1:]:
        remedy = "a note has one heading of the first level: give the others two or more #"
        yield note.finding(heading.line, "title-heading", heading.text, remedy)


def check_sections(note: Note) -> Iterator[Finding]:
    """No section without words, and no level of headings skipped."""
    for heading in note.headings:
        if heading.empty:
            remedy = "write the section, or leave its heading out"
            yield note.finding(heading.line, "empty-section", heading.text, remedy)
    for above, heading in pairwise(note.headings):
        if heading.level > above.level + 1:
            remedy = f"level {heading.level} right below level {above.level}: write {'#' * (above.level + 1)}"
            yield note.finding(heading.line, "heading-level", heading.text, remedy)


def check_help(note: Note) -> Iterator[Finding]:
    """A section that says when to seek help."""
    if not any(heading.level > 1 and HELP.search(heading.text) for heading in note.headings):
        remedy = f"add a section ## {HELP_HEADING}: the urgent signs, and whom to call"
        yield note.finding(1, "help-section", "", remedy)


def check_lead_ins(note: Note) -> Iterator[Finding]:
    """Lists whose line above does not announce them: items are quoted together with the line that leads them in."""
    for above, first in pairwise(note.document.sentences):
        opens = first.role in _LISTED and (above.role not in _LISTED or above.group != first.group)
        section = note.document.sections[first.section]
        if not opens or not section.kind.is_evidence or _is_heading(note, above):
            continue
        if above.role in _LISTED or above.section != first.section:
            remedy = "write a sentence above the list that says what it lists, and end it with a colon"
            yield note.finding(note.line(first.start), "lead-in", first.text, remedy)
        elif not above.text.endswith(":"):
            remedy = "a list follows: make this sentence announce it, and end it with a colon"
            yield note.finding(note.line(above.start), "lead-in", above.text, remedy)


def _is_heading(note: Note, sentence: Sentence) -> bool:
    path = note.document.sections[sentence.section].heading_path
    return sentence.role is Role.LEAD_IN and bool(path) and sentence.text.rstrip(":") == path[-1]


def check_steps(note: Note) -> Iterator[Finding]:
    """Techniques and self-care whose steps come before any word on who must not have them."""
    sections = note.document.sections
    warned: set[str] = set()  # parts of the note in which a caution was met, or a finding made
    for sentence in note.document.sentences:
        path = sections[sentence.section].heading_path
        if any(_warns(heading) for heading in path):
            if len(path) == 1:
                return  # a section of its own for cautions covers what comes after it
            warned.add(path[0])
        if not path or path[0] in warned:
            continue
        if sentence.role is not Role.STEP:
            if CAUTION.search(sentence.text):
                warned.add(path[0])
        elif any(heading_kind(heading) in _DONE_TO_A_BODY for heading in path):
            warned.add(path[0])
            yield note.finding(note.line(sentence.start), "steps-first", sentence.text, _say_first(note, sentence))


def _warns(heading: str) -> bool:
    """Whether a heading opens a section of cautions; one that says when to seek help is not about the steps."""
    return heading_kind(heading) is Kind.SAFETY and not HELP.search(heading)


def _say_first(note: Note, step: Sentence) -> str:
    part = note.document.sections[step.section].heading_path[0]
    later = any(
        CAUTION.search(sentence.text) and note.document.sections[sentence.section].heading_path[:1] == (part,)
        for sentence in note.document.sentences
        if sentence.start > step.start and sentence.role is not Role.STEP
    )
    return f"{'move' if later else 'write'} the contraindications above the first step of {part!r}"
