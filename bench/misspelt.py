"""What mending does to questions: to those of others, which should stay, and to slips that are put into them.

    python bench/misspelt.py --data DATA [--show] [--slips] questions.jsonl…

Lines are JSON with the question as `question` or `text`. Reported is how many questions a word was changed in, and
under `--show` each change, to be read. With `--slips` two words of five letters or more in each question are first
misspelt, by a neighbouring key, a swap, a letter dropped or doubled, drawn with a fixed seed; reported is how many of
them came back, stayed as they were, or became another word.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from answer.wording import Wording
from corpus.settings import SearchSettings
from index.analysis import WORD
from index.embedder import load_embedder
from index.extras import load_extras
from index.generation import open_current
from index.search import Searcher

ROWS = "qwertyuiop", "asdfghjkl", "zxcvbnm"
SEED = 20261123


def read_questions(path: Path) -> Iterator[str]:
    """The questions of a file."""
    with path.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            yield row.get("question") or row["text"]


def slip(word: str, chance: random.Random) -> str:
    """The word with one slip behind its first letter."""
    place, kind = chance.randrange(1, len(word) - 1), chance.choice(("key", "swap", "drop", "double"))
    letter, rest = word[place], word[place + 1 :]
    if kind == "swap":
        return word[:place] + rest[0] + letter + rest[1:]
    beside = [key for row in ROWS for pair in pairwise(row) if letter in pair for key in pair]
    other = chance.choice([key for key in beside if key != letter] or [letter])
    return word[:place] + {"key": other, "drop": "", "double": letter * 2}[kind] + rest


def misspell(question: str, chance: random.Random) -> str:
    """The question with slips in two of its longer words."""
    words = list(re.finditer(r"\b[A-Za-z]{5,}\b", question))
    for match in sorted(chance.sample(words, min(2, len(words))), key=lambda match: -match.start()):
        question = question[: match.start()] + slip(match.group(), chance) + question[match.end() :]
    return question


def changes(before: str, after: str) -> list[tuple[str, str]]:
    """The words that differ; neither mending nor a slip changes how many there are."""
    pairs = zip(WORD.findall(before), WORD.findall(after), strict=True)
    return [(one, other) for one, other in pairs if one != other]


def report_changes(wording: Wording, questions: Sequence[str], *, show: bool) -> None:
    """Print how many questions mending changes, and how long it takes."""
    began, changed = perf_counter(), 0
    for question in questions:
        found = changes(question, wording.mend(question))
        changed += bool(found)
        if found and show:
            print(*(f"{one} → {other}" for one, other in found), "|", question)
    spent = 1000 * (perf_counter() - began) / max(len(questions), 1)
    print(f"{changed} of {len(questions)} questions changed, {spent:.2f} ms each")


def report_slips(wording: Wording, questions: Sequence[str]) -> None:
    """Print what became of the slips."""
    chance, counts = random.Random(SEED), Counter[str]()  # noqa: S311 - nothing secret
    for question in questions:
        typed = misspell(question, chance)
        words = zip(*(WORD.findall(text) for text in (question, typed, wording.mend(typed))), strict=True)
        for meant, slipped, mended in words:
            if meant != slipped:
                kind = "back" if mended.lower() == meant.lower() else "left" if mended == slipped else "wrong"
                counts[kind] += 1
    print(", ".join(f"{counts[kind]} {kind}" for kind in ("back", "left", "wrong")))


def main() -> None:
    """Report on each file."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="the library that is asked")
    parser.add_argument("--show", action="store_true", help="print each change")
    parser.add_argument("--slips", action="store_true", help="put slips into the questions first")
    parser.add_argument("questions", nargs="+", type=Path)
    options = parser.parse_args()
    generation = open_current(options.data)
    if generation is None:
        sys.exit(f"nothing is published in {options.data}: ingest something first")
    extras = load_extras(SearchSettings())
    searcher = Searcher(generation, load_embedder("", options.data / "models"), extras=extras)
    wording = Wording(searcher, searcher.thesaurus)
    for path in options.questions:
        questions = list(read_questions(path))
        print(f"{path.name}: ", end="")
        if options.slips:
            report_slips(wording, questions)
        else:
            report_changes(wording, questions, show=options.show)
    generation.close()


if __name__ == "__main__":
    main()
