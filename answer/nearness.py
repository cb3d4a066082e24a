"""Whether a word says in its place what its source says otherwise, by what the embedder reads of both.

`answer.meanings` and `answer.wordnet` know words by themselves; here a word is read with its sentence. Two things tell:
how near its state comes to that of a word of the source, and how much nearer the whole sentence comes to its source by
it. The weights were learned from true sentences against the same ones with a word exchanged.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from answer.claims import Claim, Word
from answer.meanings import roots
from answer.wordnet import Kin, kin
from index.embedder import Vector, WordStates

_EXACT = frozenset(roots("attach insert originate arise supply innervate pierce cross drain branch connect join"))
"""What anatomy says of one thing and another: near to each other in use, and never the same."""
Reader = Callable[[str], tuple[Vector, WordStates]]
"""The vector of a text, and the states of its words."""
STATE, GAIN = 4.9, 26.8
LEAST = 1.9
"""The weights of the two, and the sum from which a word is near."""


def is_near(word: Word, said: Claim, given: Claim, read: Reader) -> bool:
    """Whether a word that the source lacks may stand for one of its words."""
    if word.stem in _EXACT or kin(word.stem) == Kin() or any(sense.startswith("axis") for sense in word.senses):
        return False  # a rare word names a thing of its own
    vector, words = read(said.text)
    aim, others = read(given.text)
    place = next((place for place, text in enumerate(words.words) if word.text in text.lower()), None)
    if place is None or not len(others.states):
        return False
    telling = {one.text for one in given.words if not one.light}
    rows = [row for text, row in zip(others.words, others.states, strict=True) if _tells(text, telling)]
    state = max((float(words.states[place] @ row) for row in rows), default=0.0)
    without, _ = read(re.sub(rf"\b{re.escape(word.text)}\b", "", said.text, flags=re.IGNORECASE))
    return STATE * state + GAIN * float((vector - without) @ aim) >= LEAST


def _tells(text: str, telling: set[str]) -> bool:
    return any(part in telling for part in re.findall(r"[a-z]+", text.lower()))
