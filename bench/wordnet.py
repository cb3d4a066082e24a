"""Make answer/wordnet.tsv: which common words of English may stand for one another, as WordNet has it.

    apt-get download wordnet-base && dpkg -x wordnet-base_*.deb wn
    python bench/wordnet.py wn/usr/share/wordnet > answer/wordnet.tsv

Each line has a word, the words that mean the same or are derived from those ("confident", "confidence"), the narrower
ones that it may name ("limb" an arm), and its opposites. Words that are rarely written, and senses that are rarely
meant, are left out.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from answer.english import load_english

KINDS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
COMMON = 1_000_000
"""How often a word was counted, of those that are listed."""
SENSES = 6
"""The senses of a word that count, the most usual first; rarer ones where they were met in a text."""
DERIVED, SIMILAR, WIDER, OPPOSITE = frozenset("+\\^"), frozenset("&$"), frozenset("@*"), "!"
Synset = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """A synset: its words, and what it points to: the relation, the other synset, and which word of each, 0 for all."""

    words: tuple[str, ...]
    pointers: tuple[tuple[str, Synset, int, int], ...]


def read_entries(folder: Path) -> Iterator[tuple[Synset, Entry]]:
    """The synsets of the four files of data."""
    for name, kind in KINDS.items():
        for line in _lines(folder / f"data.{name}"):
            fields = line.partition("|")[0].split()
            count = int(fields[3], 16)
            words = tuple(re.sub(r"\(.*\)", "", word).lower() for word in fields[4 : 4 + 2 * count : 2])
            rest = fields[5 + 2 * count :]
            pointers = tuple(
                (rest[at], ("a" if rest[at + 2] == "s" else rest[at + 2], rest[at + 1]), *_ends(rest[at + 3]))
                for at in range(0, 4 * int(fields[4 + 2 * count]), 4)
            )
            yield (kind, fields[0]), Entry(words, pointers)


def _ends(places: str) -> tuple[int, int]:
    first, second = bytes.fromhex(places)
    return first, second


def _lines(file: Path) -> Iterator[str]:
    return (line for line in file.read_text(encoding="latin-1").splitlines() if not line.startswith("  "))


def read_senses(folder: Path) -> Mapping[str, set[Synset]]:
    """The usual senses of each common word."""
    english = load_english()
    met = _met(folder)
    found: dict[str, set[Synset]] = defaultdict(set)
    for name, kind in KINDS.items():
        for line in _lines(folder / f"index.{name}"):
            word, *fields = line.split()
            if word.isalpha() and english.get(word, 0) >= COMMON:
                for rank, place in enumerate(fields[-int(fields[1]) :]):
                    if rank < SENSES or (word, kind, rank) in met:
                        found[word].add((kind, place))
    return found


def _met(folder: Path) -> set[tuple[str, str, int]]:
    """The senses, as word, kind and rank, that were met in the texts that WordNet's makers tagged."""
    kinds = dict(zip("12345", "nvara", strict=True))
    keys = (line.split()[:2] for line in _lines(folder / "cntlist.rev"))
    return {(key.partition("%")[0], kinds[key.partition("%")[2][0]], int(rank) - 1) for key, rank in keys}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, help="where the files of WordNet 3.0 lie")
    folder = parser.parse_args().folder
    entries, senses = dict(read_entries(folder)), read_senses(folder)
    members: dict[Synset, set[str]] = defaultdict(set)
    for word, held in senses.items():
        for sense in held:
            members[sense].add(word)

    def words_of(synsets: Iterable[Synset]) -> set[str]:
        return set().union(*(members.get(one, ()) for one in synsets))

    def pointed(word: str, relations: Iterable[str]) -> set[Synset]:
        return {
            other
            for sense in senses[word]
            for relation, other, first, _ in entries[sense].pointers
            if relation in relations and (not first or entries[sense].words[first - 1] == word)
        }

    narrower: dict[str, set[str]] = defaultdict(set)
    for word in senses:
        for wide in words_of(pointed(word, WIDER)):
            narrower[wide].add(word)
    for word in sorted(senses):
        same = words_of(senses[word] | pointed(word, DERIVED | SIMILAR))
        opposite = {
            entries[other].words[second - 1]
            for sense in senses[word]
            for relation, other, first, second in entries[sense].pointers
            if relation == OPPOSITE and entries[sense].words[first - 1] == word and other in members
        }
        columns = (same - {word}, narrower[word] - same - {word}, opposite & senses.keys())
        if any(columns):
            print("\t".join((word, *(" ".join(sorted(column)) for column in columns))))


if __name__ == "__main__":
    main()
