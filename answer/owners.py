"""Whether what a sentence says of one thing is said of another one in its source.

`answer.roles` asks which words stand together; here each clause is held against the clause of the same thing: of "the
soleus crosses the ankle; the gastrocnemius crosses the knee" nothing about the knee holds of the soleus. A muscle is
such a thing, and so is what a clause begins with.
"""

from __future__ import annotations

from collections.abc import Mapping

from answer.claims import Claim, Word, alike
from answer.meanings import load_meanings, poles

_ALSO = frozenset("also too well likewise same".split())
_TURNS = frozenset("but not and".split())
_AGAINST = frozenset("only both alone just solely merely".split())
_Clauses = Mapping[str, list[Word]]


def misplaced(said: Claim, given: Claim) -> tuple[str, str] | None:
    """The fault of a word that is said of another thing than in the source, with the word, or None.

    >>> from answer.claims import read_claim
    >>> said = read_claim("Ice eased swelling; heat eased pain.")
    >>> misplaced(said, read_claim("Heat eased swelling; ice eased pain."))
    ('relation', 'swelling')
    """
    return _of_another_muscle(said, given) or _of_another_opening(said, given)


def _of_another_opening(said: Claim, given: Claim) -> tuple[str, str] | None:
    """A word of one of two clauses that the source has in the other one, which begins with something else.

    Asked only of two and two clauses: one such word is enough where "only" or "both" sets them against each other, else
    there must be one on either side.
    """
    ours, theirs = _clauses(said), _clauses(given)
    openings = _by_opening(given, theirs)
    if len(openings) != 2 or len(ours) != 2 or len(theirs) != 2:
        return None
    wrong: dict[str, Word] = {}
    for words in ours:
        named = [opening for opening in openings if any(word.stem == opening for word in words)]
        if len(named) != 1:
            return None
        for word in words:
            held = [number for number, clause in enumerate(theirs) if any(_is_same(word, other) for other in clause)]
            if not word.light and held and openings[named[0]] not in held:
                wrong.setdefault(named[0], word)
    opposed = all(any(word.text in _AGAINST for word in claim.words) for claim in (said, given))
    if len(wrong) < (1 if opposed else 2):
        return None
    first = next(iter(wrong.values()))
    return "structure" if first.body else "relation", first.text


def _is_same(word: Word, other: Word) -> bool:
    return word.stem == other.stem and word.denied == other.denied


def _clauses(claim: Claim) -> list[list[Word]]:
    """The words of each clause; "but not strength" belongs to the one before it."""
    found: list[list[Word]] = []
    for clause in sorted({word.clause for word in claim.words}):
        words = [word for word in claim.words if word.clause == clause]
        if found and words[0].text in _TURNS and any(word.text == "not" for word in words[:2]):
            found[-1].extend(words)
        else:
            found.append(words)
    return found


def _by_opening(claim: Claim, clauses: list[list[Word]]) -> Mapping[str, int]:
    """What the clauses of a claim begin with, each with its clause; none where one says "also" of another's."""
    found: dict[str, int] = {}
    if any(word.text in _ALSO for word in claim.words):
        return found
    for number, clause in enumerate(clauses):
        words = [word for word in clause if poles(word.senses) or not word.light]
        if words and all(other in clause for other in claim.words if other.stem == words[0].stem):
            found[words[0].stem] = number
    return found


def _of_another_muscle(said: Claim, given: Claim) -> tuple[str, str] | None:
    ours, theirs = _by_muscle(said), _by_muscle(given)
    if len(theirs) < 2 or not ours.keys() <= theirs.keys():
        return None
    held = {word.place for words in theirs.values() for word in words}
    common = [word for word in given.words if word.place not in held]
    for muscle, words in ours.items():
        others = [word for other, clause in theirs.items() if other != muscle for word in clause]
        for word in words:
            if not word.body or word.stem == muscle:
                continue
            own = any(alike(word, other) for other in (*theirs[muscle], *common))
            if not own and any(word.stem == other.stem for other in others):
                return "structure", word.text
    return None


def _by_muscle(claim: Claim) -> _Clauses:
    """The words of the clauses that name one muscle and no other, by that muscle."""
    muscles = load_meanings().muscles
    found: dict[str, list[Word]] = {}
    for clause in {word.clause for word in claim.words}:
        words = [word for word in claim.words if word.clause == clause]
        named = {word.stem for word in words if word.stem in muscles}
        if len(named) == 1:
            found.setdefault(named.pop(), []).extend(words)
    return found
