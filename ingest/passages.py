"""Sentences in, passages out: as many neighbouring sentences of a section as the embedder takes at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.types import Document, Passage, Section, Sentence, passage_id

CountTokens = Callable[[str], int]
CLAUSE = re.compile(r"[;:,](?=\s)")


def split_passages(document: Document, *, count_tokens: CountTokens, limit: int, target: int) -> list[Passage]:
    """The passages of a document, in the order of its text; sections that are never evidence give none.

    `limit` is what the embedder holds in tokens, heading included; `target` is the size, in tokens without the
    heading, that a passage grows to. A list stays with its lead-in where it fits; a sentence longer than the limit is
    parted at its clauses.
    """
    inside: dict[int, list[Sentence]] = {}
    for sentence in document.sentences:
        inside.setdefault(sentence.section, []).append(sentence)
    passages: list[Passage] = []
    for number, section in enumerate(document.sections):
        if section.kind.is_evidence:
            room = _room(document, section, count_tokens, limit)
            parts = [part for sentence in inside.get(number, []) for part in _part(sentence, count_tokens, room)]
            groups = _pack(document.text, parts, count_tokens, min(target, room), room)
            passages.extend(_passage(document, section, group) for group in groups)
    return passages


def _room(document: Document, section: Section, count_tokens: CountTokens, limit: int) -> int:
    heading = " > ".join((document.title, *section.heading_path))
    return max(limit - count_tokens(heading) - 4, limit // 2)


def _part(sentence: Sentence, count_tokens: CountTokens, room: int) -> list[Sentence]:
    if count_tokens(sentence.text) <= room:
        return [sentence]
    return [
        replace(sentence, start=sentence.start + first, end=sentence.start + last, text=sentence.text[first:last])
        for first, last in _stretches(sentence.text, count_tokens, room)
    ]


def _stretches(text: str, count_tokens: CountTokens, room: int) -> Iterator[tuple[int, int]]:
    """Stretches of `text` of at most `room` tokens, white space at their edges left out."""
    start = 0
    while start < len(text):
        end = _longest(text, start, count_tokens, room)
        if end < len(text):
            end = _cut(text, start, end)
        stretch = text[start:end]
        if stretch.strip():
            yield start + len(stretch) - len(stretch.lstrip()), start + len(stretch.rstrip())
        start = end


def _cut(text: str, start: int, end: int) -> int:
    """Where to cut a stretch that may reach to `end`: after a clause in its second half, else between two words."""
    clauses = [found.end() for found in CLAUSE.finditer(text, (start + end) // 2, end)]
    spaces = [found.start() for found in re.finditer(r"\s", text[start : end + 1])]
    if clauses:
        return clauses[-1]
    return start + spaces[-1] if spaces and spaces[-1] > 0 else end


def _longest(text: str, start: int, count_tokens: CountTokens, room: int) -> int:
    """The furthest end that leaves at most `room` tokens behind `start`, but at least one character."""
    width = 4 * room
    while start + width < len(text) and count_tokens(text[start : start + width]) <= room:
        width *= 2
    low, high = start + 1, min(start + width, len(text))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if count_tokens(text[start:middle]) <= room else (low, middle - 1)
    return low


def _pack(
    text: str, sentences: Sequence[Sentence], count_tokens: CountTokens, target: int, room: int
) -> Iterator[list[Sentence]]:
    """Groups of sentences of at most `room` tokens each; a new one begins where the next unit would pass `target`."""
    current: list[Sentence] = []
    size, end = 0, sentences[0].start if sentences else 0
    for unit in _units(sentences):
        ends = [end, *(sentence.end for sentence in unit)]
        # With what stands before a sentence (a dash, a number), as the passage holds that too.
        weights = [count_tokens(text[before:after]) for before, after in pairwise(ends)]
        if current and size + sum(weights) > target:
            yield current
            current, size = [], 0
        for sentence, weight in zip(unit, weights, strict=True):
            if current and size + weight > room:
                yield current
                current, size = [], 0
            current.append(sentence)
            size += weight
        end = unit[-1].end
    if current:
        yield current


def _units(sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    """Sentences that should share a passage: a list with its lead-in, or one sentence."""
    unit: list[Sentence] = []
    for sentence in sentences:
        same = unit and sentence.group is not None and sentence.group == unit[-1].group
        if unit and not same:
            yield unit
            unit = []
        unit.append(sentence)
    if unit:
        yield unit


def _passage(document: Document, section: Section, sentences: list[Sentence]) -> Passage:
    start, end = sentences[0].start, sentences[-1].end
    text = document.text[start:end]
    return Passage(
        id=passage_id(document.id, start, text),
        document_id=document.id,
        start=start,
        end=end,
        text=text,
        title=document.title,
        heading_path=section.heading_path,
        kind=section.kind,
        sentences=tuple(sentences),
    )
