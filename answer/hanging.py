"""Sentences that hang in the air: one that speaks of "it" or "this", or of "the drop", brings the sentence before it.

A quote is read without what stood around it. What its pronoun stands for, and what its definite article points back to,
is nearly always in the sentence before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from answer.evidence import Part, Unit
from corpus.types import Passage, Role, Sentence
from index.analysis import stems

_POINTS_BACK = re.compile(
    r"^(?:it|its|they|their|this|these|those|that|he|she|both|such|neither|either)\b"
    r"|^the (?:former|latter|same|two|other)\b"
    r"|^(?:however|but|also|then|therefore|thus|instead|otherwise|for this reason|in this case),? ",
    re.IGNORECASE,
)
_DEFINITE = re.compile(r"^the ([a-z]+) (?:is|are|was|were|can|may|has|have|does|do|goes|comes)\b", re.IGNORECASE)


def ground(unit: Unit, words: int) -> Unit:
    """The unit, with the sentence before it where it hangs in the air, both of at most so many words."""
    if len(unit.parts) != 1 or unit.parts[0].sentence.role is not Role.SENTENCE:
        return unit
    (part,) = unit.parts
    before = _before(part.hit.passage, part.sentence)
    if before is None or not hangs(part.sentence.text, before.text, part.hit.passage.heading):
        return unit
    whole = replace(unit, parts=(Part(part.hit, before), part), stems=unit.stems | frozenset(stems(before.text)))
    return whole if whole.words <= words else unit


def ground_all(units: Sequence[Unit], words: int, most: int) -> list[Unit]:
    """The units, each with the sentence that it leans on; the least of them go until at most so many are counted."""
    grounded = [ground(unit, words) for unit in units]
    while _length(grounded) > most and len(grounded) > 1:
        grounded.remove(min(grounded, key=lambda unit: unit.score))
    return grounded


def _length(units: Sequence[Unit]) -> int:
    """How many units a reader counts: each sentence outside of a list is one, and each list."""
    parts = [(part.hit.passage.document_id, part.sentence) for unit in units for part in unit.parts]
    return len({(document, one.start if one.group is None else -1 - one.group) for document, one in parts})


def hangs(text: str, before: str, heading: str) -> bool:
    """Whether a sentence needs the one before it: it points back, or speaks of "the" thing that came up there.

    What the heading names needs no other sentence.

    >>> hangs("The drop is called a Trendelenburg sign.", "If it is weak, the pelvis drops.", "Walking")
    True
    >>> hangs("The muscle is thick.", "The muscle lies deep.", "The muscle")
    False
    """
    if _POINTS_BACK.search(text):
        return True
    named = _DEFINITE.search(text)
    thing = set(stems(named[1])) if named else set()
    return bool(thing) and thing <= set(stems(before)) - set(stems(heading))


def _before(passage: Passage, sentence: Sentence) -> Sentence | None:
    """The sentence before this one in its passage, unless it belongs to a list."""
    place = passage.sentences.index(sentence)
    before = passage.sentences[place - 1] if place else None
    return before if before is not None and before.role is Role.SENTENCE else None
