"""Phrases that name the same thing, and which of them a question has: for the lexical side of search alone.

`index.analysis` says what counts as the same word; here whole phrases stand for each other ("sit bones", "ischial
tuberosity"). They are found in questions only: nothing in a generation depends on them, so that they may change without
ingesting again.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from index.analysis import stems
from index.errors import ThesaurusError

Phrase = tuple[str, ...]
"""The stems of a phrase, in their order."""


@dataclass(frozen=True, slots=True)
class Equivalent:
    """A phrase of a question, and the other phrases that stand for it."""

    said: Phrase
    others: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """Groups of phrases by each of their phrases; `longest` is the number of stems of the longest one.

    `written` are the groups as they are written, the name of each first.
    """

    groups: Mapping[Phrase, tuple[Phrase, ...]] = field(default_factory=dict)
    longest: int = 0
    written: tuple[tuple[str, ...], ...] = ()

    @classmethod
    def of(cls, groups: Iterable[Iterable[str]]) -> Thesaurus:
        """Groups of equivalent phrases. A phrase in two groups stands for all phrases of both.

        >>> bones = Thesaurus.of([("sit bones", "ischial tuberosity")])
        >>> [one.others for one in bones.find(("sit", "bone", "hurt"))]
        [(('ischial', 'tuberos'),)]
        """
        table: dict[Phrase, dict[Phrase, None]] = {}
        written = tuple(tuple(group) for group in groups)
        for group in written:
            phrases = dict.fromkeys(phrase for text in group if (phrase := tuple(stems(text))))
            for phrase in phrases:
                table.setdefault(phrase, {}).update({other: None for other in phrases if other != phrase})
        filled = {phrase: tuple(others) for phrase, others in table.items() if others}
        return cls(filled, max(map(len, filled), default=0), written)

    def find(self, question: Sequence[str]) -> Iterator[Equivalent]:
        """The phrases in a question's stems, from left to right; of several that begin at one stem the longest."""
        place = 0
        while place < len(question):
            said = self._longest_at(question, place)
            if said:
                yield Equivalent(said, self.groups[said])
            place += max(len(said), 1)

    def _longest_at(self, question: Sequence[str], place: int) -> Phrase:
        for size in range(min(self.longest, len(question) - place), 0, -1):
            phrase = tuple(question[place : place + size])
            if phrase in self.groups:
                return phrase
        return ()


NOTHING = Thesaurus()


def load_thesaurus(path: Path) -> Thesaurus:
    """The groups of a glossary in TOML, one `[[term]]` each with `name` and lists `synonyms`, `lay` and `alike`.

    A file that is not there gives a thesaurus without groups. Raises ThesaurusError naming file, term and field.
    """
    return Thesaurus.of(_phrases(term, number, path) for number, term in enumerate(read_terms(path), 1))


def read_terms(path: Path) -> list[Any]:
    """The tables `[[term]]` of a glossary in TOML, as they stand there; none where there is no file.

    Raises ThesaurusError.
    """
    try:
        terms = tomllib.loads(path.read_text(encoding="utf-8")).get("term", [])
    except FileNotFoundError:
        return []
    except (OSError, ValueError) as error:
        raise ThesaurusError(f"{path} cannot be read as a glossary ({error}): mend it, or take it away") from error
    if not isinstance(terms, list):
        raise ThesaurusError(f"{path}: 'term' is no list of tables: write [[term]] above each")
    return terms


def _phrases(term: Any, number: int, path: Path) -> list[str]:
    name = term.get("name") if isinstance(term, dict) else None
    if not isinstance(name, str):
        raise ThesaurusError(f'{path}, term {number}: it has no name: write name = "…" below [[term]]')
    found = [name]
    for key in ("synonyms", "lay", "alike"):
        phrases = term.get(key, [])
        if not isinstance(phrases, list) or not all(isinstance(phrase, str) for phrase in phrases):
            raise ThesaurusError(f"{path}, term {number} ({name}): {key} is {phrases!r}: write a list of phrases")
        found += phrases
    return found
