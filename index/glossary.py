"""The terms of a glossary in plain words, and which of them a text needs explained: for readers of answers.

`index.thesaurus` reads the same file for search, where a phrase stands for another; here a term stands for its explanation.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from index.analysis import WORD, stems
from index.errors import ThesaurusError

Phrase = tuple[str, ...]

# What stands between two words that are no phrase, and what after a term says that it is explained right there.
_BREAK = re.compile(r"[,;:()/|]")
_EXPLAINED = re.compile(r"\s*\((?![^)]*\d)[^)]{12,}\)|,? (?:means|is called|that is,|in other words)\b")


@dataclass(frozen=True, slots=True)
class Entry:
    """A term as it is called in a text, what it means, and the plain words that stand for it."""

    term: str
    plain: str
    lay: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase in a text: its words as stems, and where it ends."""

    phrase: Phrase
    end: int


@dataclass(frozen=True, slots=True)
class Glossary:
    """Entries by their words; `longest` is the number of words of the longest one."""

    entries: Mapping[Phrase, Entry] = field(default_factory=dict)
    longest: int = 0

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Glossary:
        """A glossary of these entries.

        >>> bones = Glossary.of([Entry("femur", "The femur is the bone of the thigh.")])
        >>> [entry.term for entry in bones.explain("", ["The femurs are long."], 8)]
        ['femur']
        """
        by_phrase = {tuple(word for word, _ in _words(entry.term)): entry for entry in entries}
        return cls(by_phrase, max(map(len, by_phrase), default=0))

    def explain(self, question: str, sentences: Sequence[str], most: int) -> list[Entry]:
        """The terms of the sentences in the order in which they appear, each once; of too many the longest words.

        Left out are terms that their sentence explains, and those for which the question has both the term and its plain
        words.
        """
        known = {mention.phrase for mention in self.find(question) if self._says_plainly(question, mention.phrase)}
        found: dict[str, Entry] = {}
        for text in sentences:
            for mention in self.find(text):
                entry = self.entries[mention.phrase]
                if mention.phrase not in known and not self.says_itself(text, mention):
                    found.setdefault(entry.plain, entry)
        hardest = sorted(found.values(), key=lambda entry: -max(map(len, entry.term.split())))[:most]
        return [entry for entry in found.values() if entry in hardest]

    def find(self, text: str) -> Iterator[Mention]:
        """The terms in a text from left to right; of several that begin at one word the longest."""
        if not self.longest:
            return
        words = _words(text)
        place = 0
        while place < len(words):
            for size in range(min(self.longest, len(words) - place), 0, -1):
                phrase = tuple(word for word, _ in words[place : place + size])
                if phrase in self.entries:
                    yield Mention(phrase, words[place + size - 1][1])
                    place += size - 1
                    break
            place += 1

    def says_itself(self, text: str, mention: Mention) -> bool:
        """Whether a sentence explains the term that it uses: right behind it, or by its plain words."""
        return bool(_EXPLAINED.match(text, mention.end)) or self._says_plainly(text, mention.phrase)

    def _says_plainly(self, text: str, phrase: Phrase) -> bool:
        words = [word for word, _ in _words(text)]
        return any(
            words[place : place + len(lay)] == list(lay)
            for lay in self.entries[phrase].lay
            for place in range(len(words) - len(lay) + 1)
        )


NOTHING = Glossary()


def load_glossary(path: Path) -> Glossary:
    """The terms of a glossary in TOML that are no everyday words, under all their names.

    A file that is not there gives a glossary without terms. Raises ThesaurusError naming file, term and field.
    """
    try:
        terms = tomllib.loads(path.read_text(encoding="utf-8")).get("term", [])
    except FileNotFoundError:
        return NOTHING
    except (OSError, ValueError) as error:
        raise ThesaurusError(f"{path} cannot be read as a glossary ({error}): mend it, or take it away") from error
    return Glossary.of(entry for number, term in enumerate(terms, 1) for entry in _entries(term, number, path))


def _entries(term: Mapping[str, Any], number: int, path: Path) -> list[Entry]:
    plain = term.get("plain", "")
    if not isinstance(plain, str):
        raise ThesaurusError(f"{path}, term {number} ({term['name']}): plain is {plain!r}: write a sentence")
    if not plain or term.get("everyday", False):
        return []
    lay = tuple(tuple(word for word, _ in _words(text)) for text in term.get("lay", []))
    return [Entry(name, plain, lay) for name in (term["name"], *term.get("synonyms", []))]


def _words(text: str) -> list[tuple[str, int]]:
    """The words as stems, each with where it ends. Capitals stay, as MET is no "met"; a break has no stem."""
    found: list[tuple[str, int]] = []
    last = 0
    for match in WORD.finditer(text):
        if _BREAK.search(text, last, match.start()):
            found.append(("", match.start()))
        last = match.end()
        word = match[0]
        kept = [word] if len(word) > 1 and word.isupper() else stems(word)
        found += [(stem, match.end()) for stem in kept]
    return found
