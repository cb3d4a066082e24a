"""Hits made by hand, for tests of what is looked at in them, and what those tests share to look at it."""

from __future__ import annotations

from dataclasses import replace

from answer.candidates import Candidate, find_candidates
from answer.question import read_question
from corpus.types import Kind, Role
from index.search import Hit, Why
from tests.answer.test_question import SmallLibrary
from tests.index.library import make_entry


def make_hit(
    lines: list[str],
    *,
    title: str = "Calf",
    heading: str = "Notes",
    kind: Kind = Kind.OTHER,
    roles: list[Role] | None = None,
    scores: list[float] | None = None,
    ordinal: int = 0,
) -> Hit:
    """A hit of one passage; with `roles` its sentences belong to one list."""
    _, (passage,) = make_entry(title, [(heading, kind, lines)])
    if roles:
        listed = zip(passage.sentences, roles, strict=True)
        sentences = tuple(replace(one, role=role, group=None if role is Role.SENTENCE else 1) for one, role in listed)
        passage = replace(passage, sentences=sentences)
    scores = scores or [0.5] * len(lines)
    return Hit(passage, ordinal, 0.5, Why(1.0, 0.5, (), 0), tuple(scores))


def candidates(text: str, *hits: Hit, library: str = "", searched: int | None = None) -> list[Candidate]:
    """The candidates of a question that is asked of a library with these words; all hits were searched for."""
    question = read_question(text, SmallLibrary(library))
    return find_candidates(question, hits, len(hits) if searched is None else searched)
