"""Words of English with how often they are written: what is spelt right although no note has it.

The list is the dictionary of the package symspellpy, which is read as a file; nothing of the package is imported. Which
list, and why: docs/decisions/0012-mending-questions.md. It is read when a question first has a word that neither the
library nor the embedder knows.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from answer.errors import WordingError

PACKAGE = "symspellpy"
FILE = "frequency_dictionary_en_82_765.txt"
WRITTEN = 200_000  # rarer words are spelt right, and nothing is mended to them
TERMS = Path(__file__).with_name("known_words.txt")


@cache
def load_english() -> Mapping[str, int]:
    """Each word of the list, in lower case, and how often it was counted. Raises WordingError where it is missing."""
    found = importlib.util.find_spec(PACKAGE)
    folders = (found.submodule_search_locations if found else None) or ()
    for folder in folders:
        try:
            lines = (Path(folder) / FILE).read_text(encoding="utf-8-sig").splitlines()
        except OSError:
            continue
        return {word: int(count) for word, count in (line.split() for line in lines)}
    raise WordingError(f"the list of English words is missing: `pip install {PACKAGE}`")


@cache
def load_terms() -> frozenset[str]:
    """Words of anatomy and medicine that the list of English lacks."""
    return frozenset(TERMS.read_text(encoding="utf-8").split())


@cache
def load_drawers() -> Mapping[tuple[str, int], list[str]]:
    """The words of English by their first letter and their length: a slip leaves the one, and nearly the other."""
    drawers: dict[tuple[str, int], list[str]] = {}
    for word, count in load_english().items():
        if count >= WRITTEN:
            drawers.setdefault((word[0], len(word)), []).append(word)
    return drawers
