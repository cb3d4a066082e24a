"""Where three libraries and Palpate end sentences that notes are full of.

    python bench/compare_sentences.py

Each line names what must stay whole, or be parted, and prints "ok" or what was made of it. Needs pysbd and blingfire
besides what Palpate itself needs.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

Split = Callable[[str], list[str]]

CASES: tuple[tuple[str, list[str]], ...] = (
    ("Hold for 20 secs. or so. Then rest.", ["Hold for 20 secs. or so.", "Then rest."]),
    ("It lies approx. 3 cm deep. Press.", ["It lies approx. 3 cm deep.", "Press."]),
    ("The n. gluteus superior serves it. Rest.", ["The n. gluteus superior serves it.", "Rest."]),
    ("Use a no. 5 ball. Roll.", ["Use a no. 5 ball.", "Roll."]),
    ("It rotates inwards. (Reid 2016) The pain is felt outside.",
     ["It rotates inwards. (Reid 2016)", "The pain is felt outside."]),
    ("Rest for 2 min. Then go on.", ["Rest for 2 min.", "Then go on."]),
    ('"Is it sore?" she asked. It was.', ['"Is it sore?" she asked.', "It was."]),
)  # fmt: skip


def split_by_palpate(text: str) -> list[str]:
    """As `ingest.sentences` does: syntok, and what notes need besides."""
    from ingest.sentences import split_sentences

    return [text[start:end] for start, end in split_sentences(text, 0, len(text))]


def split_by_syntok(text: str) -> list[str]:
    """As syntok does alone."""
    import syntok.segmenter
    from syntok.tokenizer import Tokenizer

    parts = syntok.segmenter.segment(Tokenizer(replace_not_contraction=False).tokenize(text))
    return [text[part[0].offset : part[-1].offset + len(part[-1].value)] for part in parts]


def split_by_pysbd(text: str) -> list[str]:
    """As pysbd does."""
    import pysbd

    return [part.strip() for part in pysbd.Segmenter(language="en", clean=False).segment(text)]


def split_by_blingfire(text: str) -> list[str]:
    """As blingfire does."""
    import blingfire

    parts: str = blingfire.text_to_sentences(text)
    return parts.split("\n")


def main() -> None:
    """Print a table."""
    ways: dict[str, Split] = {
        "Palpate": split_by_palpate,
        "syntok": split_by_syntok,
        "pysbd": split_by_pysbd,
        "blingfire": split_by_blingfire,
    }
    for name, split in ways.items():
        right = [split(text) == wanted for text, wanted in CASES]
        print(f"{name}: {sum(right)} of {len(CASES)}")
        for (text, _), fine in zip(CASES, right, strict=True):
            print("   ok" if fine else f"   {split(text)}")


if __name__ == "__main__":
    main()
