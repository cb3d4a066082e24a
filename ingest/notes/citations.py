"""The works that a note cites, (Author Year) in its sentences, held against the references of its front matter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.notes.note import Finding, Note, Reference

_YEAR = r"\b(?:1[89]|20)\d\d[a-z]?\b"
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_NAME = rf"\b(?:(?:van|von|de|der|den|da|di|du|la|las|le|ten|ter|del|dos)\s+)*{_CAPITAL}[\w'’-]*"
_NAMES = rf"{_NAME}(?:\s+(?:of\s+|for\s+|on\s+|the\s+)*{_NAME})*"
_AUTHORS = rf"{_NAMES}(?:(?:,\s+|,?\s+(?:&|and)\s+){_NAMES})*"
_OTHERS = r"(?:,?\s+(?:et al\.?|and others|and colleagues))?"
_INSIDE = re.compile(rf"(?P<authors>{_AUTHORS}){_OTHERS},?\s+(?P<years>{_YEAR}(?:,\s*{_YEAR})*)")
_BEFORE = re.compile(rf"(?P<authors>{_AUTHORS}){_OTHERS}\s+$")
_ONLY_YEARS = re.compile(rf"\s*{_YEAR}(?:,\s*{_YEAR})*\s*")
_PARENTHESIS = re.compile(r"\(([^()]{4,400})\)")  # longer ones cite nothing, and would take long to search
_REACH = 120  # characters before a year in parentheses in which its authors stand
_NO_AUTHORS = frozenset(
    """in by for the see as and since from after before a january february march april may june july august september
    october november december spring summer autumn winter""".split()
)


@dataclass(frozen=True, slots=True)
class Citation:
    """A work named in a sentence, `sentence[start:end]`: its authors as they are written, and one year."""

    authors: tuple[str, ...]
    year: str
    start: int
    end: int


def find_citations(sentence: str) -> list[Citation]:
    """The works that a sentence cites, in parentheses or with the year alone in them.

    >>> [(c.authors, c.year) for c in find_citations("Hou et al. (2002) differ (Moore 2018; Travell & Simons 1993).")]
    [(('Hou',), '2002'), (('Moore',), '2018'), (('Travell', 'Simons'), '1993')]
    """
    found: list[Citation] = []
    for parenthesis in _PARENTHESIS.finditer(sentence):
        if _ONLY_YEARS.fullmatch(parenthesis[1]):
            opening = max(0, parenthesis.start() - _REACH)
            if before := _BEFORE.search(sentence[opening : parenthesis.start()]):
                found += _cite(before["authors"], parenthesis[1], opening + before.start(), parenthesis.end())
            continue
        for piece in re.finditer(r"[^;]+", parenthesis[1]):
            if inside := _INSIDE.search(piece[0]):
                start = parenthesis.start(1) + piece.start()
                found += _cite(inside["authors"], inside["years"], start + inside.start(), start + inside.end())
    return found


def without_citations(sentence: str) -> str:
    """A sentence without the works it cites, for counting its words."""
    for citation in reversed(find_citations(sentence)):
        sentence = sentence[: citation.start] + sentence[citation.end :]
    return sentence


def check_citations(note: Note) -> Iterator[Finding]:
    """Works that are cited and not in the front matter, and works of the front matter that nothing cites."""
    cited: set[Reference] = set()
    for sentence in note.quoted():
        for citation in find_citations(sentence.text):
            matches = [each for each in note.front.references if _is_cited(citation, each)]
            cited.update(matches)
            if not matches:
                yield note.finding(
                    note.line(sentence.start + citation.start),
                    "citation",
                    sentence.text[citation.start : citation.end],
                    "no reference of the front matter has these authors and this year: add it, or mend the citation",
                )
    for reference in note.front.references:
        if reference not in cited and reference.authors and reference.year:
            yield note.finding(
                reference.line,
                "uncited",
                f"{reference.authors}: {reference.title} ({reference.year})",
                "no sentence cites this work: cite it where it is the source, or leave it out",
            )


def _cite(authors: str, years: str, start: int, end: int) -> list[Citation]:
    """The citations that one stretch of names and years makes; words that only introduce them are no names."""
    words = authors.split()
    while words and words[0].lower() in _NO_AUTHORS:
        start += len(words.pop(0)) + 1
    names = tuple(name for name in re.split(r",?\s+(?:&|and)\s+|,\s+", " ".join(words)) if name)
    return [Citation(names, year, start, end) for year in re.findall(_YEAR, years)] if names else []


def _is_cited(citation: Citation, reference: Reference) -> bool:
    """Whether a citation names this work: its first author first, no others than it has, its year."""
    if reference.year not in (citation.year, citation.year.rstrip("abcdefgh")):
        return False
    first, authors = re.split(r"[,;]", reference.authors)[0], _fold(reference.authors)
    if _fold(citation.authors[0]) in _fold(first) and all(_fold(name) in authors for name in citation.authors):
        return True
    return any(_abbreviates(citation.authors[0], name) for name in (reference.authors, reference.title))


def _abbreviates(short: str, name: str) -> bool:
    """Whether capitals stand for a name, such as NICE for the National Institute for Health and Care Excellence."""
    if not re.fullmatch(r"[A-Z]{2,8}(?:-\d+)?", short):
        return False
    if _fold(short) in _fold(name):
        return True
    initials = iter(word[0] for word in re.findall(r"[^\W\d_]+", name) if word[0].isupper())
    return all(letter in initials for letter in short.partition("-")[0])


def _fold(text: str) -> str:
    """Words in lower case without accents, each between two spaces, so that a name is found as a whole."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(("", *re.findall(r"[^\W_]+", plain.lower()), ""))
