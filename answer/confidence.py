"""How sure it is that the evidence answers the question: one number from 0 to 1.

Similarity alone does not tell a covered question from a near miss: the right muscle with a missing fact is as near as
can be. So it counts as well how much of the question's weighty words the evidence holds, which weightiest word it lacks,
and how well its section was ranked: in a large library some sentence always shares words with a question, and that words
and vectors agree on where it stands is the best sign that this is no chance. A question that names a structure is never
answered by evidence about another one.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from answer.evidence import Unit, share
from answer.question import Ask, Question
from index.search import Hit

# A logistic function of five features, each 0 to 1. The weights are chosen on the tuning halves of the suites (five pages,
# and the starter library) and rounded: of those with which fewer than 45 in 100 near misses are answered and the refusals
# grow little, the ones with the most right answers beyond the wrong ones. So the value is a scale to draw a line on, at
# the default threshold, and no probability.
COVERAGE, COSINE, OFFER, STANDING, MISSING, BIAS = 2.0, 5.5, 0.3, 5.5, -0.7, -7.7
# What is asked for so precisely is held by the sentence, or not answered at all.
PRECISE = frozenset({Ask.NERVE, Ask.BLOOD, Ask.ORIGIN, Ask.INSERTION, Ask.DURATION, Ask.FREQUENCY})
HELD = 0.5  # an offer from which on the sentence holds the fact, and not only stands where such facts do
NO_KIND = 0.6  # the offer where the question asks for no kind of fact that is known


def confidence(question: Question, best: Unit | None, hits: Sequence[Hit], *, unknown: float) -> float:
    """The confidence, 0 to 1, that `best` answers the question.

    `unknown` is the weight of a word that the library does not hold, the greatest there is.
    """
    if best is None or not best.named or not question.terms:
        return 0.0
    if PRECISE & set(question.asks) and best.offers < HELD:
        return 0.0
    missing = max(term.weight * (1 - level) for term, level in zip(question.terms, best.found, strict=True))
    total = (
        COVERAGE * share(question.terms, best.found)
        + COSINE * best.cosine
        + OFFER * (best.offers if question.asks else NO_KIND)
        + STANDING * _standing(best.hit, hits)
        + MISSING * min(missing / unknown, 1.0)
        + BIAS
    )
    return 1 / (1 + math.exp(-total))


def _standing(evidence: Hit, hits: Sequence[Hit]) -> float:
    """The best score in the section of the evidence, which itself may be there as a neighbour only, without a score."""
    return max((hit.score for hit in hits if _section(hit) == _section(evidence)), default=0.0)


def _section(hit: Hit) -> tuple[str, tuple[str, ...]]:
    return hit.passage.document_id, hit.passage.heading_path
