"""How sure it is that the evidence answers the question: one number from 0 to 1.

Similarity alone does not tell a covered question from a near miss: the right muscle with a missing fact is as near as
can be. So the share of the question's weighty words that the evidence holds counts as much, and the weightiest word
that it lacks counts against it. A question that names a structure is never answered by evidence about another one.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from answer.evidence import Unit, share
from answer.question import Ask, Question
from index.search import Hit

# A logistic function of five features, each 0 to 1. The weights are rounded from a fit on questions over notes on one
# muscle, held facts and near misses; they are a first setting, to be calibrated by measurement.
COVERAGE, COSINE, OFFER, NEAREST, MISSING, BIAS = 3.3, 3.0, 0.6, 0.8, -1.5, -1.7
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
        + NEAREST * max(hit.why.dense for hit in hits)
        + MISSING * min(missing / unknown, 1.0)
        + BIAS
    )
    return 1 / (1 + math.exp(-total))
