"""The sentences of the starter library with what stands above them, read from the notes line by line."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import corpus
from answer.support import Cited

LIBRARY = Path(corpus.__file__).parent / "library"
FEWEST = 4  # words of a sentence that says something


@cache
def library_sentences() -> tuple[Cited, ...]:
    """Every sentence and list item of the starter library, in its notes' order."""
    return tuple(cited for note in sorted(LIBRARY.glob("*.md")) for cited in _sentences(note))


def _sentences(note: Path) -> list[Cited]:
    found: list[Cited] = []
    title, heading = "", ()
    for line in note.read_text(encoding="utf-8").split("---", 2)[2].splitlines():
        mark = re.match(r"(#+) (.*)", line)
        if mark:
            level = len(mark[1])
            title, heading = (mark[2], ()) if level == 1 else (title, (*heading[: level - 2], mark[2]))
            continue
        plain = re.sub(r"^\s*(?:- |\d+\. )", "", line).strip()
        sentences = re.split(r"(?<=[.!?]) (?=[A-Z\"])", plain)
        found += [Cited(sentence, title, heading) for sentence in sentences if len(sentence.split()) >= FEWEST]
    return found
