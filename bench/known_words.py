"""Make answer/known_words.txt: words of anatomy and medicine that the list of English words lacks.

    python bench/known_words.py openstax-ap/ medquad/ > known_words.txt

Each folder is in BEIR's layout. A word counts from two texts of a folder on where it is of few long texts, else from
ten on, which leaves out most of what is misspelt there. Plurals whose singular is known are left out.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from answer.english import load_english
from answer.wording import SHORTEST, words_of

FEW = 1000  # texts of a folder of which two make a word
TEXTS = 2, 10


def known_words(folder: Path) -> set[str]:
    """The words of a folder's texts that enough of them have."""
    with (folder / "corpus.jsonl").open(encoding="utf-8") as lines:
        texts = [f"{row['title']} {row['text']}" for row in map(json.loads, lines)]
    counts = Counter(word for text in texts for word in set(words_of(text)))
    least = TEXTS[len(texts) > FEW]
    return {word for word, count in counts.items() if count >= least and word.isascii() and word.isalpha()}


def missing(words: set[str]) -> Iterator[str]:
    """The words that nothing else says are right, in their order."""
    known = words | set(load_english())
    for word in sorted(words - set(load_english())):
        if len(word) >= SHORTEST and not (word.endswith("s") and word[:-1] in known):
            yield word


def main() -> None:
    """Print the words."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path, help="folders in BEIR's layout, each with corpus.jsonl")
    options = parser.parse_args()
    print("\n".join(missing({word for folder in options.folders for word in known_words(folder)})))


if __name__ == "__main__":
    main()
