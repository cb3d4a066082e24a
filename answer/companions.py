"""Whether a text has with one of two opposites what its source has with the other: press breathing in, or out.

`answer.roles` asks that of two pairs of opposites; here any words keep company with the breath, or with the side, to
which they belong.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from answer.claims import Claim, Word
from answer.meanings import load_meanings, root

PARTED = 2
"""Words that stand with the opposite in the source, from which on a text has mixed up two things."""


def parted(said: Claim, given: Claim) -> tuple[str, str] | None:
    """What stands in the source with one of two opposites, and in the text with the other: "press breathing in"."""
    theirs, ours = _companions(given), _companions(said)
    for axis, held in theirs.items():
        here: set[str] = set()
        there: set[str] = set()
        for pole, words in ours.get(axis, _company(said, axis)).items():
            for word in words:
                if word.stem in load_meanings().muscles:
                    continue  # of whom both are said
                poles_of = _with(word, held)
                if len(poles_of) == 1:
                    (here if poles_of == [pole] else there).add(word.stem)
        if len(there) >= PARTED and not here:
            return load_meanings().kinds[axis], " ".join(sorted(there))
    return None


def _with(word: Word, held: Mapping[str, Sequence[Word]]) -> list[str]:
    """The poles with which a word stands: the same one, else one that it or a phrase of it may stand for."""
    own = word.senses.union(*(senses for _, _, senses in word.wider))
    same = [pole for pole, words in held.items() if any(other.stem == word.stem for other in words)]
    return same or [
        pole
        for pole, words in held.items()
        if any(own & other.senses.union(*(senses for _, _, senses in other.wider)) for other in words)
    ]


def _companions(claim: Claim) -> dict[str, dict[str, list[Word]]]:
    """By axis the telling words that stand with each pole, where a claim has two, each once, in parts of their own."""
    found: dict[str, dict[str, list[Word]]] = {}
    for axis, held in _poles_at(claim).items():
        if len(held) != 2 or any(len(spans) != 1 for spans in held.values()):
            continue
        at = sorted((spans[0], pole) for pole, spans in held.items())
        ((_, end), one), ((start, _), two) = at
        cut = _cut(claim, end, start)
        if cut:
            taken = [span for span, _ in at]
            found[axis] = {one: _telling(claim.words[:cut], taken), two: _telling(claim.words[cut:], taken)}
    return found


def _company(claim: Claim, axis: str) -> dict[str, list[Word]]:
    """The telling words of a claim with just one pole of an axis, which all stand with it."""
    held = _poles_at(claim).get(axis, {})
    if len(held) != 1:
        return {}
    return {pole: _telling(claim.words, spans) for pole, spans in held.items()}


def _poles_at(claim: Claim) -> dict[str, dict[str, list[tuple[int, int]]]]:
    """Where a claim has which poles of the axes whose poles divide a movement, by its longest phrases."""
    found: dict[str, dict[str, list[tuple[int, int]]]] = {}
    spans = [(word.order, word.order + 1, word.senses) for word in claim.words]
    wider = {(start, end): senses for word in claim.words for start, end, senses in word.wider}
    spans += [(start, end, senses) for (start, end), senses in wider.items()]
    for start, end, senses in sorted(spans, key=lambda span: span[0] - span[1]):
        for sense in senses:
            axis, _, pole = sense.rpartition(" ")
            held = found.setdefault(axis, {}).setdefault(pole, []) if axis in _dividing() else []
            if axis in _dividing() and not any(one <= start and end <= two for one, two in held):
                held.append((start, end))
    return found


@cache
def _dividing() -> frozenset[str]:
    """The axes whose poles divide a movement: with the breath, and by the side."""
    words = ("inhale", "ipsilateral")
    return frozenset(
        sense.rpartition(" ")[0]
        for word in words
        for sense in load_meanings().of((root(word),))
        if sense.startswith("axis")
    )


def _cut(claim: Claim, start: int, end: int) -> int:
    """Where a claim falls in two between two words: at a mark, else at "and", else at "while"; 0 for nowhere."""
    between = range(start, end)
    marks = [n for n in (*between, end) if claim.words[n].place - claim.words[n - 1].place > 1]
    ands = [n for n in between if claim.words[n].text in ("and", "but")]
    whiles = [n for n in between if claim.words[n].text in ("while", "whereas")]
    return next((places[0] for places in (marks, ands, whiles) if places), 0)


def _telling(words: Sequence[Word], taken: Sequence[tuple[int, int]]) -> list[Word]:
    """The words that say something by themselves or in a phrase, but for those at the places that are taken."""
    return [
        word
        for word in words
        if (not word.light or word.wider) and not any(start <= word.order < end for start, end in taken)
    ]
