"""Whether a question is in another language than English, which is the only one that the rules read.

By counting words that the rule file lists and letters of other scripts; `answer.safety_text` makes letters plain. In
doubt a question is English: names of muscles, Latin terms, slips and a few foreign words are no other language.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from answer.safety_text import fold

_SAMPLE = 2_000  # characters that are looked at
_SHORTEST = 4  # words that tell a language by the words of it, where the letters do not
_TELLING = 7  # words that tell it where none of them is known
_WORD = re.compile(r"[a-z]+")
_TERM = re.compile(r"(?:us|um|is|ae|or|ns|al|ic|ia|oid|eus|itis|osis)\Z")  # how Latin and learned words end
_OWN = ((0, 0x2AF), (0x1D00, 0x1DBF), (0x1E00, 0x1EFF), (0x2100, 0x214F), (0xFF00, 0xFF5A), (0x1D400, 0x1D7FF))


class Language:
    """Words of English, words of other languages, and words that mean something to the rules."""

    def __init__(self, english: Collection[str], foreign: Collection[str], known: Collection[str]) -> None:
        shared = frozenset(english).intersection(foreign)  # "was": it tells neither, and is no strange word
        self._shared, self._foreign = shared, frozenset(foreign) - shared
        self._english = frozenset(english)
        self._known = known

    def is_another(self, text: str) -> bool:
        """Whether the text is not English.

        >>> language = Language(["my", "hurts"], ["mi", "la", "duele", "espalda"], ["back"])
        >>> language.is_another("me duele la espalda"), language.is_another("mi back hurts")
        (True, False)
        """
        sample = text[:_SAMPLE]
        words = _WORD.findall(fold(sample))
        english = [word for word in words if word in self._english]
        if not sample.isascii() and _is_in_another_script(sample):
            return len("".join(english)) * 2 < len("".join(words)) or not words
        if len(words) < _SHORTEST:
            return False
        foreign = sum(word in self._foreign for word in words)
        sure = sum(word not in self._shared for word in english)
        if foreign > 1 and foreign > 2 * sure and foreign * 6 >= len(words):
            return True
        return self._is_unknown(words, len(english))

    def _is_unknown(self, words: list[str], english: int) -> bool:
        """Whether next to nothing in it is a word of English, of the rules, or a learned one."""
        if english * 10 > len(words):
            return False
        strange = [word for word in words if word not in self._known and not _TERM.search(word) and len(word) > 1]
        return len(strange) >= _TELLING and len(strange) * 5 > len(words) * 4


def _is_in_another_script(text: str) -> bool:
    """Whether most letters are none of the Latin script, however dressed up."""
    letters = [ord(character) for character in text if character.isalpha()]
    own = sum(any(first <= letter <= last for first, last in _OWN) for letter in letters)
    return len(letters) - own > max(1, own)
