"""The terms of a glossary in plain words, and which of them a text needs explained: for readers of answers.

`index.thesaurus` reads the same file for search, where a phrase stands for another; here a term has an explanation.
Search goes by stems (`index.analysis`); a word is explained in its singular and plural only, as "cup" is no cupping.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from index.analysis import WORD, fold
from index.errors import ThesaurusError
from index.thesaurus import read_terms

Phrase = tuple[str, ...]
"""The words of a term, in the singular and in lower case, in their order."""

# What stands between two words that are no phrase, and what after a term says that it is explained right there.
_BREAK = re.compile(r"[.?!,;:()/|]")
_POSSESSIVE = re.compile(r"['’]s?$")
_EXPLAINED = re.compile(r"\s*\((?![^)]*\d)[^)]{12,}\)|,? (?:means|is called|that is,|in other words)\b")


@dataclass(frozen=True, slots=True)
class Entry:
    """A term as it is called in a text, what it means, and the plain words that stand for it.

    `name` is the word that the explanation explains, where the term is another one for the same.
    """

    term: str
    plain: str
    lay: tuple[Phrase, ...] = ()
    name: str = ""

    @property
    def shown(self) -> str:
        """The term for readers, with the word that the explanation explains: "Achilles tendon (calcaneal tendon)"."""
        return f"{self.term} ({self.name})" if self.name else self.term


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase in a text: its words, where it begins and where it ends."""

    phrase: Phrase
    start: int
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
        by_phrase: dict[Phrase, Entry] = {}
        for entry in entries:
            by_phrase.setdefault(_phrase(entry.term), entry)  # a name, before its plural
        return cls(by_phrase, max(map(len, by_phrase), default=0))

    def explain(self, question: str, sentences: Sequence[str], most: int) -> list[Entry]:
        """The terms of the sentences in the order in which they appear, each once; of too many the longest words.

        Left out are terms that their sentence explains, and those for which the question has both the term and its
        plain words.
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

    def used_in(self, text: str) -> list[Entry]:
        """The terms of a whole document in the order in which they appear, each meaning once: to look up while reading.

        >>> bones = Glossary.of([Entry("femur", "The femur is the bone of the thigh.")])
        >>> [entry.term for entry in bones.used_in("The femur is long. Femurs are strong.")]
        ['femur']
        """
        found: dict[str, Entry] = {}
        for mention in self.find(text):
            entry = self.entries[mention.phrase]
            found.setdefault(entry.plain, entry)
        return list(found.values())

    def find(self, text: str) -> Iterator[Mention]:
        """The terms in a text from left to right; of several that begin at one word the longest."""
        if not self.longest:
            return
        words = _words(text)
        place = 0
        while place < len(words):
            for size in range(min(self.longest, len(words) - place), 0, -1):
                found = words[place : place + size]
                phrase = tuple(word.form for word in found)
                if phrase in self.entries:
                    yield Mention(phrase, found[0].start, found[-1].end)
                    place += size - 1
                    break
            place += 1

    def says_itself(self, text: str, mention: Mention) -> bool:
        """Whether a sentence explains the term that it uses: right behind it, or by its plain words.

        A term that stands in brackets by itself ("weak bones (osteoporosis)") is explained by what is before them.
        """
        bracketed = text[: mention.start].endswith("(") and text[mention.end :].startswith(")")
        return bracketed or bool(_EXPLAINED.match(text, mention.end)) or self._says_plainly(text, mention.phrase)

    def _says_plainly(self, text: str, phrase: Phrase) -> bool:
        words = [word.form for word in _words(text)]
        return any(
            words[place : place + len(lay)] == list(lay)
            for lay in self.entries[phrase].lay
            # "needling" tells nobody what dry needling is, nor "steroid tablets" what a steroid is.
            if not (set(lay) <= set(phrase) or set(phrase) <= set(lay))
            for place in range(len(words) - len(lay) + 1)
        )


NOTHING = Glossary()


def load_glossary(path: Path) -> Glossary:
    """The terms of a glossary in TOML that are no everyday words, under all their names and forms; not under `alike`.

    A file that is not there gives a glossary without terms. Raises ThesaurusError naming file, term and field.
    """
    terms = enumerate(read_terms(path), 1)
    return Glossary.of(entry for number, term in terms for entry in _entries(term, number, path))


def _entries(term: Mapping[str, Any], number: int, path: Path) -> list[Entry]:
    plain = term.get("plain", "")
    if not isinstance(plain, str):
        raise ThesaurusError(f"{path}, term {number} ({term['name']}): plain is {plain!r}: write a sentence")
    if not plain or term.get("everyday", False):
        return []
    name, lay = term["name"], tuple(_phrase(text) for text in term.get("lay", []))
    others = (*term.get("synonyms", []), *term.get("forms", []))
    return [Entry(name, plain, lay), *(Entry(other, plain, lay, name) for other in others)]


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a text in the singular, and where it stands; a break between phrases has the form ""."""

    form: str
    start: int
    end: int


def _words(text: str) -> list[_Word]:
    """The words in their order. Short forms in capitals stay as they are: MET is no "met"."""
    found: list[_Word] = []
    last = 0
    for match in WORD.finditer(text):
        if _BREAK.search(text, last, match.start()):
            found.append(_Word("", last, match.start()))
        last = match.end()
        kept = match[0] if len(match[0]) > 1 and match[0].isupper() else _singular(fold(match[0]))
        found.append(_Word(kept, match.start(), match.end()))
    return found


def _singular(word: str) -> str:
    """The regular singular of an English word; what is left of a word that is none ("biceps") is the same everywhere.

    >>> [_singular(word) for word in ("biopsies", "reflexes", "bones", "pelvis", "bursitis", "patient's", "cupping")]
    ['biopsy', 'reflex', 'bone', 'pelvis', 'bursitis', 'patient', 'cupping']
    """
    word = _POSSESSIVE.sub("", word)
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("xes", "ches", "shes", "sses")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _phrase(text: str) -> Phrase:
    return tuple(word.form for word in _words(text))
