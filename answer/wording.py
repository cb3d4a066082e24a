"""The question as searched: misspelt words mended, abbreviations explained, all else as it was typed.

`answer.safety_spelling` mends towards the words of rules, so that none is missed; here a word is mended only where the
library has one word that was clearly meant, as a wrong guess asks for something else. `index.lexical` lets a misspelt
word find its stem; here the embedder reads the word itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Protocol

from rapidfuzz import process
from rapidfuzz.distance import OSA

from answer.english import load_drawers, load_english, load_terms
from answer.slips import ALIKE, DOUBLED, cost
from index.analysis import STOP_WORDS, WORD, fold, stems
from index.thesaurus import Thesaurus

SHORTEST = 4  # letters of a word that may be mended; below, one slip makes another word
LONGEST = 30
LONG = 8  # letters from which two slips are forgiven
MOST = 40  # unknown words of one question that are looked at
SLIP = 5.0  # what a slip weighs beside the rarity of a word, which is a logarithm
BEARABLE = ((5, 1.0), (6, 1.3), (8, 1.6), (10, 1.8))  # what slips may cost, from so many letters on
CLEAR = 1.5  # how much likelier than the next the word that was meant must be
FORM = "{full} ({short})"
NO_WORDS = frozenset(
    "im ive id ill dont doesnt didnt isnt arent wasnt werent cant couldnt wont hasnt havent hadnt".split()
)
SHORTER = 3  # letters that a short name saves
_CAPITALS = re.compile(r"[A-Z]\w?[A-Z]")
_SEVERAL = re.compile(r"[^isu]s$")
_LEARNED = re.compile(r"(?:us|um|is|es|ae|al|ar|ans?|ic|in|[aio]|or|oid)$")


class Library(Protocol):
    """What is asked of a library's words. A `Searcher` knows it."""

    def knows(self, stem: str) -> bool: ...
    def weight(self, stem: str) -> float: ...
    def similar(self, stem: str, slips: int) -> list[str]: ...
    def written(self, stem: str) -> str: ...
    def count_tokens(self, text: str) -> int: ...


class Wording:
    """Rewords questions for one library. Threads may share it; nothing in it depends on the last question."""

    def __init__(self, library: Library, thesaurus: Thesaurus) -> None:
        self._library = library
        self._names = frozenset(word for group in thesaurus.written for name in group for word in words_of(name))
        self._others = [*sorted(self._names), *sorted(STOP_WORDS - NO_WORDS)]
        self._full = full_names(thesaurus.written)
        shorts = "|".join(map(re.escape, sorted(self._full, key=len, reverse=True)))
        self._short = re.compile(rf"(?<![\w-])(?:{shorts})(?![\w-])", re.IGNORECASE)

    def mend(self, question: str) -> str:
        """The question with its misspelt words put right; the same where there is none.

        Raises WordingError where the list of English words is missing.
        """
        mended = question
        for match in reversed(list(islice(self._misspelt(question), MOST))):
            meant = self._meant(fold(match.group()))
            if meant:
                mended = mended[: match.start()] + _in_case_of(match.group(), meant) + mended[match.end() :]
        return mended

    def _misspelt(self, question: str) -> Iterator[re.Match[str]]:
        """The words that nobody knows, from left to right."""
        shouted = question.isupper()
        for match in WORD.finditer(question):
            if (shouted or not _is_name(question, match)) and not self._is_right(fold(match.group())):
                yield match

    def is_gibberish(self, question: str) -> bool:
        """Whether a question has words, and each of them is in no list of words and in no note."""
        words = [fold(match.group()) for match in WORD.finditer(question)]
        return bool(words) and not any(map(self._is_a_word, words))

    def _is_a_word(self, word: str) -> bool:
        """Whether this is a word of any kind. Nonsense of one or two letters stands in some lists, too."""
        known = any(self._library.knows(stem) for stem in stems(word))
        return known or (len(word) > 2 and (word in self._names or word in load_english() or word in load_terms()))

    def explain(self, question: str) -> str:
        """The question with the full name before each short one that the glossary knows."""
        if not self._full:
            return question
        said = set(stems(question))
        return self._short.sub(lambda match: self._explained(match, said), question)

    def _explained(self, match: re.Match[str], said: set[str]) -> str:
        typed = match.group()
        full, short = self._full[fold(typed)]
        if said.issuperset(stems(full)) or (typed.islower() and fold(typed) in load_english()):
            return typed
        begins = match.start() == 0 and typed[0].isupper()
        return FORM.format(full=f"{full[0].upper()}{full[1:]}" if begins else full, short=short)

    def _is_right(self, word: str) -> bool:
        """Whether a word is known, or none that may be mended."""
        if not SHORTEST <= len(word) <= LONGEST or not (word.isascii() and word.isalpha()):
            return True
        one = word[:-1] if _SEVERAL.search(word) else word
        return self._is_known(word) or (one != word and (one in load_english() or one in load_terms()))

    def _is_known(self, word: str) -> bool:
        """Whether the library, the glossary, the embedder or a list has it. What is cheap is asked first."""
        return (
            word in STOP_WORDS
            or word in self._names
            or any(stem != word and self._library.knows(stem) for stem in stems(word))
            or self._library.count_tokens(word) == 1
            or word in load_english()
            or word in load_terms()
            or self._is_written(word)
        )

    def _is_written(self, word: str) -> bool:
        """Whether the library writes the word so. That it knows the stem says less: "nerv" is the stem of "nerve"."""
        return self._library.knows(word) and words_of(self._library.written(word))[0].removesuffix("'s") == word

    def _meant(self, word: str) -> str:
        """The one word that was clearly meant; "" where there is none, or several."""
        english = [other for drawer in _drawers(word) for other in _within(word, drawer)]
        near = self._near(word, english)
        slips = {other: cost(word, other) for other in {*near, *english}}
        scored = sorted((SLIP * slips[other] + self._rarity(other), other) for other in slips)
        if not scored or (len(scored) > 1 and scored[1][0] - scored[0][0] < CLEAR):
            return ""
        meant = scored[0][1]
        if meant not in near or not _is_likely(word, meant, slips[meant]):
            return ""
        # A word that no note has may be nearer. Near a short word too many are for that to say much.
        doubtful = len(word) >= LONG and meant not in self._names
        return "" if doubtful and any(slips[other] < slips[meant] for other in english) else meant

    def _near(self, word: str, english: Sequence[str]) -> set[str]:
        """Those words of English that the library has, and its other words, the glossary's and any question's."""
        near = [*filter(self._is_held, english), *_within(word, self._others)]
        found = {stem for other in near for stem in stems(other)}
        rare = (stem for stem in self._library.similar(stems(word)[0], _slips(word)) if stem not in found)
        return {*near, *_within(word, [self._library.written(stem) for stem in rare])}

    def _is_held(self, word: str) -> bool:
        return all(map(self._library.knows, stems(word)))

    def _rarity(self, word: str) -> float:
        """How few passages have the word; a word of any question is in all."""
        return max(map(self._library.weight, stems(word)), default=0.0)


def full_names(groups: Iterable[Sequence[str]]) -> dict[str, tuple[str, str]]:
    """For each short name, in lower case, the name of its group that it is short for, and how it is written itself.

    >>> full_names([("iliotibial tract", "iliotibial band", "ITB"), ("gluteus minimus", "glute min")])
    {'itb': ('iliotibial band', 'ITB'), 'glute min': ('gluteus minimus', 'glute min')}
    """
    found = ((name, _full_name(name, group)) for group in groups for name in group)
    return {fold(name): (full, name) for name, full in found if full}


def _full_name(name: str, group: Sequence[str]) -> str:
    """The phrase of the group that a name is short for; "" where it is not short."""
    if _CAPITALS.search(name):
        long = [other for other in group if not _CAPITALS.search(other) and _has_letters(other, name)]
        return max(long, key=lambda other: fold(other.split()[-1])[0] == fold(name)[-1], default="")
    words, others = name.split(), group[0].split()
    clipped = all(other != word and other.startswith(word) for word, other in zip(words, others, strict=False))
    return group[0] if clipped and len(words) == len(others) and len(group[0]) >= len(name) + SHORTER else ""


def _has_letters(full: str, name: str) -> bool:
    """Whether the letters of a name stand in a longer one in their order, from the first on."""
    letters = iter(fold(full))
    return fold(full)[0] == fold(name)[0] and all(letter in letters for letter in fold(name) if letter.isalpha())


def _slips(word: str) -> int:
    return 1 if len(word) < LONG else 2


def _drawers(word: str) -> Iterator[Sequence[str]]:
    drawers = load_drawers()
    for letters in range(len(word) - _slips(word), len(word) + _slips(word) + 1):
        yield drawers.get((word[0], letters), ())


def _within(word: str, others: Sequence[str]) -> list[str]:
    """Those that few enough slips make of the word, its first letter being right."""
    found = process.extract(word, others, scorer=OSA.distance, score_cutoff=_slips(word), limit=None)
    return [other for other, _, _ in found if other[0] == word[0]]


def _is_likely(word: str, meant: str, slips: float) -> bool:
    """Whether slips made this word, and not somebody who knows another word. Near a short one there are more."""
    letters = len(word)
    if slips > DOUBLED and _LEARNED.search(word) and (word.startswith(meant[:-1]) or meant.startswith(word[:-1])):
        return False  # another form of it: "tibialis" beside "tibial", "retinaculum" beside "retinacula"
    if letters == SHORTEST:
        return slips <= ALIKE or len(meant) > letters
    return slips <= max(bearable for least, bearable in BEARABLE if letters >= least)


def _is_name(question: str, match: re.Match[str]) -> bool:
    """Whether capitals mark a word as somebody's name, or as short for something."""
    typed, before = match.group(), question[: match.start()].rstrip()
    if typed[1:] != typed[1:].lower():
        return True
    return typed[0].isupper() and bool(before) and before[-1] not in ".?!:;"


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, without accents."""
    return WORD.findall(fold(text))


def _in_case_of(typed: str, word: str) -> str:
    if typed.isupper():
        return word.upper()
    return word.capitalize() if typed[0].isupper() else word
