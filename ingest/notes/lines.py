"""Where the words of a cleaned text stand in the file: an offset in, a line's number out.

Cleaning joins lines and drops marks, so offsets of a document do not point into its file. What cleaning never changes
is the order of the letters, and by these the places are found.
"""

from __future__ import annotations

import html
import re
import string
from bisect import bisect_right

_ENOUGH = 24  # letters that tell a line, where mark-up stands between its later words
_LINK_TARGET = re.compile(r"\]\([^)]*\)")
_REACH = 4_000  # letters that may lie between two blocks: a table's mark-up, a dropped part

Places = tuple[tuple[int, int], ...]
"""Offsets of a text, rising, each with the line of the file that it stands on."""


def find_places(source: str, text: str, *, after: int = 0) -> Places:
    r"""The places of a text that was made from `source`; lines up to the number `after` are passed over.

    >>> find_places("# Hip\n\nThe *hip*\nis deep.", "Hip\n\nThe hip is deep.")
    ((0, 1), (5, 3), (13, 4))
    """
    letters, numbers = _letters(source, after)
    places: list[tuple[int, int]] = []
    position = 0
    for block in re.finditer(r"[^\n]+", text):
        offsets = [block.start() + at for at, letter in enumerate(block[0]) if letter.isalnum()]
        start, length, skipped = _find(letters, "".join(text[offset] for offset in offsets), position)
        if start < 0:
            continue
        position = start + length
        for index, offset in enumerate(offsets):
            line = numbers[start + min(max(index - skipped, 0), length - 1)]
            if index == 0 or line != places[-1][1]:
                places.append((offset, line))
    return tuple(places)


def line_at(places: Places, offset: int) -> int:
    """The line on which the words at `offset` stand; the line of the nearest words before, where they were not found.

    >>> line_at(((0, 1), (5, 3)), 7)
    3
    """
    index = bisect_right(places, offset, key=lambda place: place[0]) - 1
    return places[max(index, 0)][1] if places else 1


def _letters(source: str, after: int) -> tuple[str, list[int]]:
    """The letters and digits of a file, and the line of each."""
    pairs = [
        (letter, number)
        for number, line in enumerate(source.split("\n"), 1)
        if number > after
        for letter in html.unescape(_LINK_TARGET.sub("]", line))
        if letter.isalnum()
    ]
    return "".join(letter for letter, _ in pairs), [number for _, number in pairs]


def _find(letters: str, key: str, position: int) -> tuple[int, int, int]:
    """Where a block's letters begin, how many of them were found there, and how many of its number were passed over.

    Items are counted anew when they are set, so the number may not be the file's.
    """
    bare = key.lstrip(string.digits)
    number = len(key) - len(bare)
    for wanted, skipped in ((key, 0), (bare, number), (bare[:_ENOUGH], number)):
        start = letters.find(wanted, position, position + len(wanted) + _REACH) if wanted else -1
        if start >= 0:
            return start, len(wanted), skipped
    return -1, 0, 0
