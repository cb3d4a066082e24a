"""Sentences in, passages out: as many neighbouring sentences of a section as the embedder takes at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from corpus.types import Document, Passage, Section, Sentence, passage_id

CountTokens = Callable[[str], int]
CLAUSE = re.compile(r"(?<=[;:,])\s+|\s+(?=\()")


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
            groups = _pack(parts, count_tokens, min(target, room), room)
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
        for first, last in _clauses(sentence.text, count_tokens, room)
    ]


def _clauses(text: str, count_tokens: CountTokens, room: int) -> Iterator[tuple[int, int]]:
    """Stretches of `text` of at most `room` tokens, cut between words, else inside a word."""
    cuts = [*(found.end() for found in re.finditer(r"\s+", text)), len(text)]
    start = best = 0
    for cut in cuts:
        if count_tokens(text[start:cut]) > room:
            if best > start:
                yield start, len(text[:best].rstrip())
                start = best
            while count_tokens(text[start:cut]) > room:
                end = _longest(text, start, cut, count_tokens, room)
                yield start, end
                start = end
        best = cut
    if text[start:].strip():
        yield start, len(text.rstrip())


def _longest(text: str, start: int, end: int, count_tokens: CountTokens, room: int) -> int:
    low, high = start + 1, end
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if count_tokens(text[start:middle]) <= room else (low, middle - 1)
    return low


def _pack(sentences: Sequence[Sentence], count_tokens: CountTokens, target: int, room: int) -> Iterator[list[Sentence]]:
    current: list[Sentence] = []
    size = 0
    for unit in _units(sentences):
        weights = [count_tokens(sentence.text) + 2 for sentence in unit]
        if current and (size + sum(weights) > target):
            yield current
            current, size = [], 0
        for sentence, weight in zip(unit, weights, strict=True):
            if current and size + weight > room:
                yield current
                current, size = [], 0
            current.append(sentence)
            size += weight
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
