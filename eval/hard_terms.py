"""Words that a reader without training may not know, and how many of them an answer explains.

The list (`hard-terms.txt`) was made from the notes, apart from the glossary that `index.glossary` explains words by: so
what the glossary lacks counts against it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from index.glossary import Entry, Glossary

LIST = Path(__file__).with_name("hard-terms.txt")


@cache
def load_hard_terms(path: Path = LIST) -> Glossary:
    """The list as a glossary without explanations, by which its terms are found in a text."""
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return Glossary.of(Entry(line, line) for line in lines if line and not line.startswith("#"))


def explained(sentences: Sequence[str], terms: Sequence[str]) -> list[bool]:
    """For each hard term of the sentences, once, whether it is explained: by these terms or where it stands.

    "trochanter" is explained where "greater trochanter" is.

    >>> explained(["The femur meets the acetabulum.", "A bursitis is called a sore bursa."], ["femur"])
    [True, False, True, False]
    """
    hard = load_hard_terms()
    given = [
        {word for mention in Glossary.of([Entry(term, "")]).find(term) for word in mention.phrase} for term in terms
    ]
    found: dict[tuple[str, ...], bool] = {}
    for text in sentences:
        for mention in hard.find(text):
            clear = any(words.issuperset(mention.phrase) for words in given) or hard.says_itself(text, mention)
            found[mention.phrase] = found.get(mention.phrase, False) or clear
    return list(found.values())
