"""Lines in, chunks out: what belongs together in a text that knows only lines.

Lines wrapped in mid-sentence are joined, the marks of lists recognised, flattened tables and the items under a label
kept by row. Nothing is called a heading here: that is `ingest.headings`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.lines import FACT, LABEL

BULLET = re.compile(r"^(?:[•▪●◦‣∙·■□*+➢➤►▶✓✔❖»]\s*|[-–—]\s+|o\s{2,})(?=\S)")
NUMBER = re.compile(r"^(?:(?P<number>\d{1,2})|[a-h])[.)]\s+(?=\S)")
STEP = re.compile(r"^(?:step\s+)(?P<number>\d{1,2})\s*[:.)–-]\s*(?=\S)", re.IGNORECASE)
DECIMAL = re.compile(r"^\d{1,2}(?:\.\d{1,2})+\.?\s+(?=\S)")
HYPHEN = re.compile(r"[a-z]{2}[-\u00ad\u2010]$")  # a word broken at the end of a line
SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")
UNWRAPPED = 140  # a line longer than this was not wrapped by whoever saved it
PROSE = 90  # a line longer than this, without a mark, is running text
INDENT = 200  # how far from the start of its line an item's mark may end
FULL = 0.6  # a line this share of the usual width, or more, may go on in the next one
SMALL = frozenset(
    "a an and as at by for from in into is of on or the to vs with your how what why when which who do does i".split()
)


@dataclass(frozen=True, slots=True)
class Chunk:
    """Lines that belong together, before anything is called a heading.

    `start` leaves out the list mark; `gap` counts the blank lines above; `lines` counts the lines joined; `mark` is
    "" for text, "-" for a bullet, the number itself ("3", "1.2") for a numbered line.
    """

    start: int
    end: int
    text: str
    gap: int
    lines: int
    mark: str
    indent: int
    row: bool = False
    header: bool = False
    under: bool = False  # a continuation line under a label or a lead-in, without a mark of its own


def join_chunks(text: str) -> list[Chunk]:
    """The lines of a text joined to chunks, in order: every word of the text, list marks aside, lies in one chunk."""
    return _mark_lists(_mark_tables(_mark_continuations(_join_lines(text))), text)


def _join_lines(text: str) -> list[Chunk]:
    lines = _read_lines(text)
    width = _usual_width([line.text for line in lines])
    often = Counter(re.sub(r"\d+", "#", line.text) for line in lines)
    # Running heads and the rows of a table stand alone.
    apart = {line.start for line in lines if often[re.sub(r"\d+", "#", line.text)] >= 3} | _table_lines(lines)
    chunks: list[Chunk] = []
    for line in lines:
        joins = bool(chunks) and line.gap == 0 and not line.mark and not {line.start, chunks[-1].start} & apart
        if joins and _goes_on(chunks[-1], line, width, text):
            chunks[-1] = _append(chunks[-1], line)
        else:
            chunks.append(line)
    return chunks


def _table_lines(lines: Sequence[Chunk]) -> set[int]:
    """Where the lines of tables begin whose columns are named by facts ("Muscle Origin Insertion")."""
    inside: set[int] = set()
    header: Chunk | None = None
    for line in lines:
        if header is not None and _is_row(line, header.text):
            inside |= {header.start, line.start}
            continue
        header = line if _names_columns(line) and len(FACT.findall(line.text)) >= 2 else None
    return inside


def _read_lines(text: str) -> list[Chunk]:
    lines: list[Chunk] = []
    gap = position = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if not stripped:
            gap += 1
        else:
            indent = len(raw) - len(raw.lstrip())
            start = position + indent
            mark, skip = find_mark(stripped)
            end = start + len(stripped)
            lines.append(Chunk(start + skip, end, stripped[skip:], gap, 1, mark, indent))
            gap = 0
        position += len(raw) + 1
    return lines


def find_mark(line: str) -> tuple[str, int]:
    """The mark a line opens with ("" if none), and how many characters to skip for the words behind it.

    >>> find_mark("• Rest"), find_mark("2) Rest"), find_mark("1.2 Rest")
    (('-', 2), ('2', 3), ('1.2', 0))
    """
    if decimal := DECIMAL.match(line):
        return decimal.group().strip().rstrip("."), 0
    if number := NUMBER.match(line) or STEP.match(line):
        return number.groupdict().get("number") or number.group()[0], number.end()
    if bullet := BULLET.match(line):
        return "-", bullet.end()
    return "", 0


def mark_before(text: str, start: int) -> str:
    r"""The mark, as it stands in `text`, of the line whose words begin at `start`; "" where it has none.

    >>> mark_before("Steps\n  2) Rest", 11), mark_before("Steps\n  2) Rest", 6)
    ('2)', '')
    """
    window = text[max(0, start - INDENT) : start]
    opening = window[window.rfind("\n") + 1 :].strip()
    if not opening or ("\n" not in window and start > INDENT):
        return ""
    marks = (DECIMAL, NUMBER, STEP, BULLET)
    found = next((found for mark in marks if (found := mark.match(f"{opening} x"))), None)
    return opening if found and found.end() == len(opening) + 1 else ""


def _usual_width(lines: Sequence[str]) -> int:
    lengths = sorted(len(line) for line in lines if len(line) <= UNWRAPPED)
    return lengths[int(len(lengths) * 0.95)] if lengths else 0


def _goes_on(before: Chunk, line: Chunk, width: int, text: str) -> bool:
    """Whether `line` carries on the sentence or the paragraph of the chunk above it."""
    last_line = text[text.rfind("\n", 0, before.end) + 1 : before.end].strip()
    if len(last_line) > UNWRAPPED or last_line.endswith(":") or re.search(r"\s[»›|>·]\s", last_line):
        return False
    if before.mark and before.lines == 1 and line.indent > before.indent:
        return not SENTENCE_END.search(last_line) or len(last_line) >= FULL * width
    if HYPHEN.search(last_line) and line.text[0].islower():
        return True
    if LABEL.match(before.text) and line.text[0].isupper():
        return False
    if SENTENCE_END.search(last_line) and line.text.isupper() and len(line.text) > 3:
        return False
    if width < 45 or len(last_line) < FULL * width:
        return False
    starts_low = line.text[0].islower() or line.text[0] in "(,;"
    return starts_low or not SENTENCE_END.search(last_line) or len(last_line) >= 0.75 * width


def _append(before: Chunk, line: Chunk) -> Chunk:
    return replace(before, end=line.end, text=f"{before.text} {line.text}", lines=before.lines + 1)


def _mark_continuations(chunks: list[Chunk]) -> list[Chunk]:
    """Short unmarked lines right under a label line ("Action – …") or a lead-in ("…:") are its items."""
    marked: list[Chunk] = []
    opened = False
    for chunk in chunks:
        plain = not chunk.mark and len(chunk.text) <= UNWRAPPED
        if opened and chunk.gap == 0 and plain and not LABEL.match(chunk.text):
            marked.append(replace(chunk, under=True))
            continue
        opened = plain and bool(LABEL.match(chunk.text) or chunk.text.endswith(":"))
        marked.append(chunk)
    return marked


def _mark_tables(chunks: list[Chunk]) -> list[Chunk]:
    """Lines of a flattened table: a line of capitalised column names, then longer lines right under it."""
    marked = list(chunks)
    index = 0
    while index < len(marked) - 1:
        head, row = marked[index], marked[index + 1]
        if _names_columns(head) and _is_row(row, head.text):
            marked[index] = replace(head, row=True, header=True)
            index += 1
            while index < len(marked) and _is_row(marked[index], head.text):
                marked[index] = replace(marked[index], row=True)
                index += 1
        index += 1
    return marked


def _names_columns(chunk: Chunk) -> bool:
    words = re.findall(r"[^\W\d_][\w'-]*", chunk.text)
    return (
        not chunk.mark
        and not chunk.under
        and 3 <= len(words) <= 9
        and not SENTENCE_END.search(chunk.text)
        and all(word[0].isupper() or word in SMALL for word in words)
        and not re.search(r"[,:–—&]", chunk.text)
    )


def _is_row(chunk: Chunk, header: str) -> bool:
    words = chunk.text.split()
    return (
        chunk.gap == 0
        and not chunk.mark
        and len(chunk.text) > 1.2 * len(header)
        and len(words) >= 4
        and chunk.text[0].isupper()
        and not SENTENCE_END.search(chunk.text)
        and len(chunk.text) <= UNWRAPPED * 2
    )


def _mark_lists(chunks: list[Chunk], text: str) -> list[Chunk]:
    """A lone dash before a clause in running text is no list, but a word of that text."""
    return [
        _with_mark(chunk, text)
        if chunk.mark == "-" and chunk.text[:1].islower() and chunk.gap == 0 and _is_text(chunks, index - 1)
        else chunk
        for index, chunk in enumerate(chunks)
    ]


def _with_mark(chunk: Chunk, text: str) -> Chunk:
    start = text.rfind(mark_before(text, chunk.start), 0, chunk.start)
    return replace(chunk, mark="", start=start, text=f"{text[start]} {chunk.text}")


def _is_text(chunks: list[Chunk], index: int) -> bool:
    return index >= 0 and not chunks[index].mark and len(chunks[index].text) > PROSE
