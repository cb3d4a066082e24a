"""Which words of general English may stand for one another, as WordNet has it, and which are opposites.

`answer.meanings` has rows chosen for notes of this kind, and phrases; here is a large dictionary of single words, which
knows nothing of muscles. It is asked last, and never about numbers, units, directions or parts of the body.
The table is made by `bench/wordnet.py` from WordNet 3.0 (Copyright 2006 by Princeton University, all rights reserved;
its licence is in `answer/wordnet-licence.txt`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from answer.meanings import root

FILE = Path(__file__).with_name("wordnet.tsv")
Stems = frozenset[str]


@dataclass(frozen=True, slots=True)
class Kin:
    """Of a word the stems of those that mean the same, of narrower ones that it may name, and of opposites."""

    same: Stems = frozenset()
    narrower: Stems = frozenset()
    opposite: Stems = frozenset()


@lru_cache(maxsize=20_000)
def kin(stem: str) -> Kin:
    """The kin of the words of a stem.

    >>> "pillow" in kin("cushion").narrower
    True
    """
    lines = [line.split("\t")[1:] for line in _load_lines().get(stem, ())]
    return Kin(*(frozenset(map(root, " ".join(columns).split())) for columns in zip(*lines, strict=True)))


@cache
def _load_lines() -> Mapping[str, list[str]]:
    """The lines of the table by the stems of their words: read with the first word that nothing else backs."""
    found: dict[str, list[str]] = {}
    for line in FILE.read_text(encoding="utf-8").splitlines():
        found.setdefault(root(line.partition("\t")[0]), []).append(line)
    return found
