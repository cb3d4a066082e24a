"""How likely a typing slip makes one word of another: a distance whose steps cost more the less they happen.

`rapidfuzz` counts steps and finds what is near; here the few that were found are told apart: "ankel" is "ankle" sooner
than "angel", although one step makes either.
"""

from __future__ import annotations

from itertools import pairwise

SWAPPED = 0.8
DOUBLED = 0.6  # a letter written twice, or once in place of twice
DROPPED = 1.0
ALIKE = 0.8
BESIDE = 0.9
ANY = 1.3
_ROWS = "qwertyuiop", "asdfghjkl", "zxcvbnm"
_SOUNDS = "aeiouy", "ckqx", "csz", "gj", "fv", "td", "mn"


def _beside() -> frozenset[tuple[str, str]]:
    """Keys that lie side by side, or one below the other."""
    pairs: set[tuple[str, str]] = set()
    for row in _ROWS:
        pairs.update(pairwise(row))
    for upper, lower in pairwise(_ROWS):
        pairs.update(zip(upper, lower, strict=False))
        pairs.update(zip(upper[1:], lower, strict=False))
    return frozenset(pairs | {(right, left) for left, right in pairs})


_ALIKE = frozenset((one, other) for letters in _SOUNDS for one in letters for other in letters)
_BESIDE = _beside()


def cost(typed: str, meant: str) -> float:
    """What the slips cost that make one word of the other; 0 where they are the same.

    >>> cost("ankel", "ankle"), cost("ankel", "angel"), cost("masage", "massage")
    (0.8, 1.3, 0.6)
    """
    before: list[float] = []
    row = [0.0]
    for column in range(len(meant)):
        row.append(row[-1] + _extra(meant, column))
    for line, letter in enumerate(typed):
        next_row = [row[0] + _extra(typed, line)]
        for column, wanted in enumerate(meant):
            least = min(
                row[column] + _change(letter, wanted),
                row[column + 1] + _extra(typed, line),
                next_row[column] + _extra(meant, column),
            )
            if line and column and letter == meant[column - 1] and typed[line - 1] == wanted != letter:
                least = min(least, before[column - 1] + SWAPPED)
            next_row.append(least)
        before, row = row, next_row
    return round(row[-1], 6)


def _extra(word: str, place: int) -> float:
    return DOUBLED if place and word[place] == word[place - 1] else DROPPED


def _change(letter: str, wanted: str) -> float:
    if letter == wanted:
        return 0.0
    pair = (letter, wanted)
    return ALIKE if pair in _ALIKE else BESIDE if pair in _BESIDE else ANY
