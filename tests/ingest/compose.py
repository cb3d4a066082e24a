"""Documents for the tests of cleaning, and what every cleaned document has to keep.

The notes are small and written for these tests; `check_faithful` holds for any text at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.types import Document, Sentence
from ingest.compose import compose_document
from ingest.extraction import Block, Extraction, Metadata
from ingest.lines import visible

# Bullets are set as dashes, and hyphens at a line's end go: neither is a word.
_BULLETS = frozenset("•▪●◦‣∙·■□*+➢➤►▶✓✔❖»^-–—\u2010\u00ad")
_ROUND_BULLET = re.compile(r"^[^\S\n]*o(?=[^\S\n]{2,}\S)", re.MULTILINE)


def clean(
    text: str, *, title: str = "", source_format: str = "text", blocks: Sequence[Block] | None = None
) -> Document:
    """The document made of a text: of its lines, or of blocks where a format names them."""
    named = None if blocks is None else tuple(blocks)
    extraction = Extraction(source_format, text, named, Metadata(title=title))
    return compose_document(extraction, key="notes/note.txt", version="v")


def told(document: Document) -> list[str]:
    """The sentences of a document."""
    return [sentence.text for sentence in document.sentences]


def paths(document: Document) -> list[tuple[str, ...]]:
    """The heading paths of a document's sections."""
    return [section.heading_path for section in document.sections if section.heading_path]


def find(document: Document, opening: str) -> Sentence:
    """The one sentence that begins with these words."""
    (found,) = [sentence for sentence in document.sentences if sentence.text.startswith(opening)]
    return found


def dropped(document: Document) -> dict[str, str]:
    """What was dropped, white space flattened, and why."""
    return {" ".join(document.extracted[drop.start : drop.end].split()): drop.reason for drop in document.drops}


def letters(text: str, gone: Sequence[tuple[int, int]] = ()) -> str:
    """The characters of a text outside some spans; white space, bullets, hyphens and what has no shape left out."""
    spans = sorted([*gone, *(found.span() for found in _ROUND_BULLET.finditer(text))])
    kept, position = [], 0
    for start, end in spans:
        kept.append(text[position:start])
        position = max(position, end)
    kept.append(text[position:])
    return "".join(letter for letter in visible("".join(kept)) if not letter.isspace() and letter not in _BULLETS)


def check_offsets(document: Document) -> None:
    """Sections lie in order inside the text, sentences in order inside their sections, and every offset resolves."""
    position = 0
    for section in document.sections:
        assert position <= section.start <= section.end <= len(document.text)
        position = section.end
    position = 0
    for sentence in document.sentences:
        assert position <= sentence.start < sentence.end
        assert document.text[sentence.start : sentence.end] == sentence.text == sentence.text.strip()
        section = document.sections[sentence.section]
        assert section.start <= sentence.start
        assert sentence.end <= section.end
        position = sentence.end


def check_faithful(document: Document) -> None:
    """Every character of the extracted text is kept, in order, or lies in a reported drop; nothing is added."""
    drops = [(drop.start, drop.end) for drop in document.drops]
    assert all(0 <= start < end <= len(document.extracted) for start, end in drops)
    assert all(drop.reason for drop in document.drops)
    assert letters(document.text) == letters(document.extracted, drops)
