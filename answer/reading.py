"""How hard a text is to read: the grade of Flesch and Kincaid, in years of school, with syllables counted by rule.

    0.39 words per sentence + 11.8 syllables per word - 15.59        (Kincaid et al. 1975)

A syllable is a run of vowels; an "e" at the end, and that of "-es" and "-ed", is silent where another run comes before.
That is a count by rule, now and then off by one, up or down, which an average over sentences hardly feels.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_VOWELS = re.compile(r"[aeiouyàáâäæèéêëìíîïòóôöœùúûü]+")
_SILENT = re.compile(r"(?<=[^aeiouyl])e$|(?<=[^aeioulr])le?s$|(?<=[^aeiouydt])ed$|(?<=[^aeiouyscxzgh])es$")
_TWO = re.compile(r"eu(?=s\b|m\b)|iu|ia(?!l)|io(?!n)|uo|(?<=[dl])ie(?=[nt])")  # runs of two syllables
_END = re.compile(r"[.!?:](?:\s|$)")


def grade(text: str) -> float:
    """The grade of a text, 0 without words; items of lists end where the next begins, so give them a full stop.

    >>> round(grade("The cat sat on the mat."), 2)
    -1.45
    >>> grade("The infraspinatus externally rotates the humerus.") > 15
    True
    """
    words = _WORD.findall(text)
    if not words:
        return 0.0
    sentences = max(len(_END.findall(text)), 1)
    return 0.39 * len(words) / sentences + 11.8 * sum(map(count_syllables, words)) / len(words) - 15.59


def count_syllables(word: str) -> int:
    """The syllables of a word, at least one.

    >>> [count_syllables(word) for word in ("muscle", "pressed", "rotated", "gluteus", "piriformis", "ache", "noses")]
    [2, 1, 3, 3, 4, 1, 2]
    """
    word = word.lower()
    runs = len(_VOWELS.findall(word)) + len(_TWO.findall(word))
    return max(runs - bool(runs > 1 and _SILENT.search(word)), 1)
