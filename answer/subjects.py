"""What a text speaks of: the muscles, complaints and treatments that it names, in its own words and order.

`answer.question` reads single terms to look for; here whole names are found ("tennis elbow", "gluteus medius"), so that
a later question can be asked of them again. A name is known by the library's titles, the glossary, the ending of Latin
names, and general words of the body.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from answer.follow_up_words import (
    ACTS,
    ASPECT_STEMS,
    ASPECT_WORDS,
    COMPLAINT_STEMS,
    DIRECTIONS,
    DONE,
    EPITHETS,
    HEADS,
    ILLS,
    NAMING,
    NOUN_FOLLOWS,
    REGION_STEMS,
    SIDE_FOLLOWS,
    STATES,
    TREATMENT_STEMS,
)
from answer.question import Words, is_light, is_name
from index.analysis import WORD, stems
from index.thesaurus import NOTHING, Phrase, Thesaurus

_PARTS = re.compile(r"[:,;()|/?!–—]|\s-\s|\band\b|\bor\b|\bfor\b|\bof\b", re.IGNORECASE)
_LONGEST = 5  # stems of a title's part that is still a name
_AT_MOST = 80  # words of a text that are read


class Sort(StrEnum):
    """What is named. `FOREIGN` is a word that the library does not have at all; it may be no name."""

    STRUCTURE = "structure"
    COMPLAINT = "complaint"
    TREATMENT = "treatment"
    OTHER = "other"
    FOREIGN = "foreign"


@dataclass(frozen=True, slots=True)
class Subject:
    """A name as it stands in a text, `text[start:end]`. `noun` says whether the words before show that it is one."""

    text: str
    sort: Sort
    start: int
    end: int
    noun: bool = False
    article: bool = False

    @property
    def spoken(self) -> str:
        """The name as a sentence has it, with its article where it needs one.

        >>> Subject("soleus", Sort.STRUCTURE, 0, 6).spoken, Subject("sciatica", Sort.COMPLAINT, 0, 8).spoken
        ('the soleus', 'sciatica')
        """
        text = self.text
        if self.start == 0 and self.sort in (Sort.STRUCTURE, Sort.COMPLAINT) and text[1:].islower():
            text = text.lower()
        return f"the {text}" if self.article or (self.sort is Sort.STRUCTURE and not text.isupper()) else text

    @property
    def is_latin(self) -> bool:
        """Whether it goes by a Latin name."""
        return any(map(_is_latin, self.text.split()))

    @property
    def certain(self) -> bool:
        """Whether it is surely a name: a word that the library lacks may be a verb, too."""
        return self.sort is not Sort.FOREIGN or self.noun or self.text[:1].isupper()


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    stem: str  # "" for a stop word
    start: int
    end: int


class Subjects:
    """The names that a library and its glossary know. Threads may share it."""

    def __init__(self, words: Words, titles: Iterable[str] = (), thesaurus: Thesaurus = NOTHING) -> None:
        self._words = words
        phrases = {*_names_of(titles), *(phrase for phrase in thesaurus.groups if not _is_aspect(phrase))}
        self._phrases = frozenset(phrases)
        self._terms = frozenset(thesaurus.groups)
        self._longest = max(map(len, phrases), default=0)

    def find(self, text: str, *, foreign: bool = True) -> list[Subject]:
        """The subjects of a text from left to right; `foreign` says whether words that the library lacks are any."""
        words = list(_read(text))
        found: list[Subject] = []
        place = 0
        while place < len(words):
            size, sort = self._at(words, place, foreign=foreign)
            if sort is not None and _is_noun(text, words[place : place + size], sort):
                start, end = words[place].start, words[place + size - 1].end
                found.append(_subject(text, sort, start, end))
            place += size
        return found

    def is_term(self, text: str) -> bool:
        """Whether the glossary has this, even if it is no name that questions are asked of ("trigger point")."""
        return tuple(stems(text)) in self._terms

    def has_content(self, text: str, enough: int = 1) -> bool:
        """Whether a text has so many words that not every question has."""
        return sum(_may_name(word) for word in _read(text)) >= enough

    def _at(self, words: Sequence[_Word], place: int, *, foreign: bool) -> tuple[int, Sort | None]:
        """How many words the name that begins here has, and what it names; None where none begins."""
        size = self._known_at(words, place)
        run = self._run_at(words, place + size, begun=size > 0)
        if size + run == 0:
            return 1, None
        chunk = words[place : place + size + run]
        following = words[place + len(chunk) :][:1]
        called = size > 0 or any(word.text.lower() in NAMING for word in following) or _is_capital(chunk)
        sort = self._sort(chunk, known=called, foreign=foreign)
        if sort is None:
            return len(chunk), None
        heads = 0
        if sort is not Sort.STRUCTURE or not any(_is_latin(word.text) for word in chunk):
            heads = _heads_at(words, place + len(chunk))
        return len(chunk) + heads, _with_head(sort, words[place : place + len(chunk) + heads])

    def _known_at(self, words: Sequence[_Word], place: int) -> int:
        """The words of the longest known name that begins here, 0 where none does."""
        for size in range(min(self._longest, len(words) - place), 0, -1):
            phrase = tuple(word.stem for word in words[place : place + size])
            if phrase in self._phrases and _adjacent(words[place : place + size]):
                return size
        return 0

    @staticmethod
    def _run_at(words: Sequence[_Word], place: int, *, begun: bool) -> int:
        """The words of a name that follow each other from here, as far as they may belong to one."""
        size = 0
        while place + size < len(words) and _may_name(words[place + size]):
            if place + size > 0 and (size or begun) and not _continues(words[place + size - 1 : place + size + 1]):
                break
            size += 1
        return size

    def _sort(self, chunk: Sequence[_Word], *, known: bool, foreign: bool) -> Sort | None:
        held = {word.stem for word in chunk}
        if held & COMPLAINT_STEMS:
            return Sort.COMPLAINT
        if any(_is_latin(word.text) for word in chunk):
            return Sort.STRUCTURE
        if held & TREATMENT_STEMS:
            return Sort.TREATMENT
        if held & REGION_STEMS:
            return Sort.COMPLAINT if _is_figurative(chunk) else Sort.STRUCTURE
        if chunk[-1].text.lower() in ("major", "minor"):
            return Sort.STRUCTURE
        if known or any(_is_acronym(word.text) for word in chunk):
            return Sort.OTHER
        return Sort.FOREIGN if foreign and any(map(self._is_foreign, chunk)) else None

    def _is_foreign(self, word: _Word) -> bool:
        if len(word.stem) < 3 or word.stem.isdigit():
            return False
        return not self._words.knows(word.stem) and not self._words.closest(word.stem)


def _subject(text: str, sort: Sort, start: int, end: int) -> Subject:
    before = text[max(0, start - 30) : start]
    if sort is Sort.STRUCTURE and text[start:end].endswith(("'s", "’s")):
        end -= 2  # what is the muscle's is no part of its name
    if sort is Sort.STRUCTURE and (state := STATES.search(before)):
        start, before = start - len(state[0]), before[: state.start()]
    article = bool(re.search(r"\b(?:the|a|an|my|your)\s+$", before, re.IGNORECASE))
    return Subject(text[start:end], sort, start, end, bool(NOUN_FOLLOWS.search(before)), article)


def _is_figurative(chunk: Sequence[_Word]) -> bool:
    """Whether a part of the body with a word before it is what somebody has: "tennis elbow", "frozen shoulder"."""
    places = {word for row in DIRECTIONS for word in row}
    before = [word for word in chunk[:-1] if word.stem not in REGION_STEMS and word.text.lower() not in places]
    return bool(before) and chunk[-1].stem in REGION_STEMS


def _is_noun(text: str, words: Sequence[_Word], sort: Sort) -> bool:
    """Whether what may be a name is one here, not what somebody does ("can I massage …") nor "come back"."""
    before = text[max(0, words[0].start - 30) : words[0].start]
    if len(words) == 1 and words[0].text.lower() == "back":
        return not SIDE_FOLLOWS.match(text, words[0].end) and bool(NOUN_FOLLOWS.search(before) or STATES.search(before))
    if len(words) == 1 and words[0].text.lower() in ("major", "minor"):
        return not text[words[0].end :].strip(" ?.!")  # "and the minor?", but no "major risks"
    return sort is not Sort.TREATMENT or len(words) > 1 or not ACTS.search(before)


def _read(text: str) -> Iterator[_Word]:
    for match, _ in zip(WORD.finditer(text), range(_AT_MOST), strict=False):
        yield _Word(match[0], "".join(stems(match[0])), match.start(), match.end())


def _names_of(titles: Iterable[str]) -> Iterator[Phrase]:
    """The names in titles: their parts, without the words that any title may have."""
    for title in titles:
        for part in _PARTS.split(title.removesuffix(".md").removesuffix(".txt").replace("-", " ").replace("_", " ")):
            found = stems(part)
            while found and _is_aspect(found[:1]):
                found = found[1:]
            while found and _is_aspect(found[-1:]) and not _is_aspect(found):
                found = found[:-1]
            if 0 < len(found) <= _LONGEST:
                yield tuple(found)


def _is_aspect(phrase: Sequence[str]) -> bool:
    return all(stem in ASPECT_STEMS or is_light(stem) for stem in phrase)


def _may_name(word: _Word) -> bool:
    if word.text == "IT":
        return True
    if word.text.lower() in EPITHETS or _is_acronym(word.text) or word.text[-2:] in ("'s", "’s"):
        return bool(word.stem)
    if _is_latin(word.text) and word.text.lower() not in ASPECT_WORDS:
        return True  # "supinator" has the stem of "supine"
    return bool(word.stem) and word.stem not in ASPECT_STEMS and not is_light(word.stem)


def _is_latin(word: str) -> bool:
    word = word.removesuffix("'s").removesuffix("’s")
    return is_name(word.lower()) and not word.lower().endswith("itis")


def _is_capital(chunk: Sequence[_Word]) -> bool:
    """Whether a word within a sentence has a capital."""
    return any(word.start > 0 and word.text[:1].isupper() and word.text[1:].islower() for word in chunk)


def _is_acronym(word: str) -> bool:
    return 2 <= len(word) <= 5 and word.isalpha() and word.isupper()


def _adjacent(words: Sequence[_Word]) -> bool:
    return all(other.start - one.end == 1 for one, other in pairwise(words))


def _continues(words: Sequence[_Word]) -> bool:
    """Whether the second of two words belongs to the first one's name: no verb belongs to a Latin one."""
    one, other = words
    if not _adjacent(words):
        return False
    latin, before = (_is_latin(word.text) or word.text.lower() in EPITHETS for word in (other, one))
    return latin == before


def _heads_at(words: Sequence[_Word], place: int) -> int:
    size = 0
    while place + size < len(words) and words[place + size].text.lower() in HEADS and size < 2:
        if not _adjacent(words[place + size - 1 : place + size + 1]):
            break
        size += 1
    return size


def _with_head(sort: Sort, words: Sequence[_Word]) -> Sort:
    """What a name of several words is by its last one: "hip pain" and "carpal tunnel syndrome" are complaints."""
    last = words[-1].text.lower() if len(words) > 1 else ""
    if last in ILLS:
        return Sort.COMPLAINT
    if sort is Sort.STRUCTURE and last in DONE:
        return Sort.TREATMENT
    return Sort.OTHER if sort is Sort.STRUCTURE and last in NAMING else sort
