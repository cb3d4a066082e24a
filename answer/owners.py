"""Whether what a sentence says of one muscle is said of another one in its source.

`answer.roles` asks which words stand together; here each clause of two that name one muscle each is held against the
clause of its own muscle: of "the soleus crosses the ankle; the gastrocnemius the knee as well" nothing about the knee
holds of the soleus.
"""

from __future__ import annotations

from collections.abc import Mapping

from answer.claims import Claim, Word, alike
from answer.meanings import load_meanings

_Clauses = Mapping[str, list[Word]]


def misplaced(said: Claim, given: Claim) -> tuple[str, str] | None:
    """The fault of a part of the body that is said of another muscle than in the source, with the word, or None."""
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
    """The words of clauses that name one muscle and no other, by that muscle; of none if one stands in several."""
    muscles = load_meanings().muscles
    found: dict[str, list[Word]] = {}
    for clause in {word.clause for word in claim.words}:
        words = [word for word in claim.words if word.clause == clause]
        named = {word.stem for word in words if word.stem in muscles}
        if len(named) == 1:
            found.setdefault(named.pop(), []).extend(words)
    return found
