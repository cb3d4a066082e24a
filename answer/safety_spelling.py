"""Misspelt words put right, towards the words of the rules only.

`index.lexical` has the library's own spelling help; here a wrong guess raises an alarm and a missed one hides it, so a
word is only changed where it is one slip away, and never where it is an ordinary word itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

SHORTEST = 5  # letters of a word that slips are looked for in; below, one slip makes another word
LONG = 8  # letters of a word that is known by its sound too
TELLING = 5  # sounds that such a word must have
_FIGURES = str.maketrans("013457@$!", "oleastasi")
_OTHER_FIGURES = str.maketrans("013457@$!", "oieastasi")
_THRICE = re.compile(r"(.)\1{2,}")
_TWICE = re.compile(r"(.)\1+")
_SAME_SOUND = str.maketrans("czq", "ksk", "aeiouyh")


class Spelling:
    """Words that others are put right to, by what is left of each when a letter is dropped, and by how it sounds.

    `known` are words that mean something as they are; `words` those that slips are forgiven of.
    """

    def __init__(self, known: Iterable[str], words: Iterable[str], ordinary: Iterable[str] = ()) -> None:
        self._words = frozenset(words)
        self.known = frozenset(known) | self._words
        self._ordinary = frozenset(ordinary) - self.known
        self._dropped: dict[str, list[str]] = {}
        self._sounds: dict[str, list[str]] = {}
        for word in sorted(word for word in self._words if len(word) >= SHORTEST):
            for key in {word, *_drops(word)}:
                self._dropped.setdefault(key, []).append(word)
            if len(word) >= LONG and len(_sound(word)) >= TELLING:
                self._sounds.setdefault(_sound(word), []).append(word)

    def correct(self, word: str) -> tuple[str, ...]:
        """The words of the rules that this one stands for; itself where it is one, or is none of them.

        >>> Spelling(["pain"], ["suicide", "chest"]).correct("suiside")
        ('suicide',)
        """
        if word in self.known or word in self._ordinary or len(word) < SHORTEST - 1:
            return (word,)
        for plain in _plainer(word):
            if plain in self.known:
                return (plain,)
        found = self._slipped(word) or self._sounding(word)
        return (found,) if found else self._parted(word) or (word,)

    def unmask(self, match: re.Match[str]) -> str:
        """A word written with signs for letters ("su!cide", "k*ll") where it is known without; else as it was."""
        masked = match.group()
        for plain in (*_plainer(masked), masked.replace("*", ""), re.sub(r"[^a-z]", "", masked)):
            for word in self.correct(plain):
                if word in self.known:
                    return word
        return masked

    def _slipped(self, word: str) -> str:
        if len(word) > 30 or not word.isalpha():
            return ""
        dropped = self._dropped
        keys = [key for key in (word, *_drops(word)) if key in dropped]
        near = {known for key in keys for known in dropped[key] if is_one_slip(word, known)}
        return min(near, key=lambda known: (abs(len(known) - len(word)), known), default="")

    def _sounding(self, word: str) -> str:
        if not LONG - 1 <= len(word) <= 30:
            return ""
        near = [known for known in self._sounds.get(_sound(word), ()) if abs(len(known) - len(word)) < 3]
        return min(near, key=lambda known: (abs(len(known) - len(word)), known), default="")

    def _parted(self, word: str) -> tuple[str, ...]:
        """Two words written as one: "chestpain"."""
        for cut in range(4, min(len(word), 20) - 3):
            if word[:cut] in self._words and word[cut:] in self._words:
                return (word[:cut], word[cut:])
        return ()


def is_one_slip(word: str, known: str) -> bool:
    """Whether one letter is left out, doubled, wrong, or two neighbours are swapped; the first letter must be right.

    >>> [is_one_slip(word, "chest") for word in ("chst", "cheest", "chast", "hcest", "chset", "best", "crust")]
    [True, True, True, True, True, False, False]
    """
    if word[0] != known[0]:
        return word[1::-1] + word[2:] == known
    start = 0
    while start < min(len(word), len(known)) and word[start] == known[start]:
        start += 1
    left, right = word[start:], known[start:]
    if left[1::-1] + left[2:] == right:
        return True
    return left[1:] == right[1:] or left[1:] == right or left == right[1:]


def _drops(word: str) -> list[str]:
    return [word[:place] + word[place + 1 :] for place in range(len(word))]


def _plainer(word: str) -> list[str]:
    """Figures read as letters, and letters that somebody leant on."""
    if word.isalpha():
        return [_THRICE.sub(r"\1\1", word), _THRICE.sub(r"\1", word)] if _THRICE.search(word) else []
    return [word.translate(_FIGURES), word.translate(_OTHER_FIGURES)]


def _sound(word: str) -> str:
    """The consonants of a word, those that sound alike as one: "breathless" and "brethless" are both "brtls"."""
    return _TWICE.sub(r"\1", word[0] + word[1:].translate(_SAME_SOUND))
