"""What the judge is told of each candidate: numbers about the sentence, and numbers about each term of the question.

The same numbers are made when the judge learns (`bench/learn_judge.py`), so that it learns from what it will see.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from answer.candidates import Candidate, share
from answer.offers import HOMES, IMPERATIVE
from answer.question import NARROW, Ask, Question
from corpus.types import Role

Numbers = NDArray[np.float32]

OF_SENTENCE = (
    *("cosine", "cosine_passage", "words_passage", "score", "rank"),
    *("own", "found", "heading", "title", "lead_in", "before", "missing"),
    *("own_offers", "offers", "narrow_without", "precise_without", "home", "narrow", "no_ask"),
    *("length", "short", "number", "imperative", "question", "first"),
    *("lead_in_role", "item", "step", "label"),
    *("named", "named_own", "names", "unknown", "terms"),
    *("cosine_behind", "found_behind", "cosine_best", "found_best"),
)
OF_TERM = (
    *("own", "lead_in", "heading", "title", "before", "after", "document", "anywhere"),
    *("weight", "known", "names"),
)
# What is asked for so precisely is held by the sentence, or not answered at all.
PRECISE = frozenset({Ask.NERVE, Ask.BLOOD, Ask.ORIGIN, Ask.INSERTION, Ask.DURATION, Ask.FREQUENCY})
HELD = 0.5  # an offer from which on the sentence holds the fact, and not only stands where such facts do
SHORT = 4  # words
_NUMBER = re.compile(r"\d")


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """`sentences` is `(candidates, len(OF_SENTENCE))`, `terms` is `(candidates, terms, len(OF_TERM))`."""

    sentences: Numbers
    terms: Numbers


def find_features(question: Question, candidates: Sequence[Candidate], unknown: float) -> Features:
    """The numbers of all candidates of one question, which are compared with each other too.

    `unknown` is the weight of a word that the library does not hold, the greatest there is.
    """
    rows = np.array([_of_sentence(question, one, unknown) for one in candidates], dtype=np.float32)
    cosine, found = rows[:, OF_SENTENCE.index("cosine")], rows[:, OF_SENTENCE.index("found")]
    best = [np.full(len(rows), column.max(), dtype=np.float32) for column in (cosine, found)]
    compared = np.stack([cosine - best[0], found - best[1], *best], axis=1)
    return Features(np.concatenate([rows, compared], axis=1), _of_terms(question, candidates, unknown))


def _of_sentence(question: Question, one: Candidate, unknown: float) -> list[float]:
    terms, asks, hit, text = question.terms, set(question.asks), one.hit, one.sentence.text
    weights = [min(term.weight / unknown, 1.0) for term in terms]
    narrow, precise, without = bool(asks & NARROW), bool(asks & PRECISE), one.offers < HELD
    names = [place for place, term in enumerate(terms) if term.names]
    words = len(one.stems)
    return [
        hit.sentence_scores[one.index],
        hit.why.dense,
        hit.why.lexical / max(sum(term.weight for term in terms), 1e-6),
        hit.score,
        0.0 if one.rank is None else 1 / (1 + one.rank),
        share(terms, one.own),
        share(terms, one.found),
        share(terms, one.heading),
        share(terms, one.title),
        share(terms, one.lead_in),
        share(terms, one.before),
        max((weight * (1 - level) for weight, level in zip(weights, one.found, strict=True)), default=0.0),
        one.own_offers,
        one.offers,
        float(narrow and without),
        float(precise and without),
        float(any(hit.passage.kind in HOMES.get(ask, ()) for ask in asks)),
        float(narrow),
        float(not asks),
        float(np.log1p(words)),
        float(words < SHORT),
        float(bool(_NUMBER.search(text))),
        float(bool(IMPERATIVE.search(text))),
        float(text.endswith("?")),
        float(one.index == 0),
        *(float(one.sentence.role is role) for role in (Role.LEAD_IN, Role.ITEM, Role.STEP, Role.LABEL)),
        min((one.found[place] for place in names), default=1.0),
        min((one.own[place] for place in names), default=1.0),
        float(bool(names)),
        float(any(weight >= 1 for weight in weights)),
        float(np.log1p(len(terms))),
    ]


def _of_terms(question: Question, candidates: Sequence[Candidate], unknown: float) -> Numbers:
    beside = (
        np.array([getattr(one, name) for one in candidates], dtype=np.float32).reshape(len(candidates), -1)
        for name in ("own", "lead_in", "heading", "title", "before", "after")
    )
    own, *others = beside
    document = np.zeros_like(own)
    owners = np.array([one.hit.passage.document_id for one in candidates])
    for owner in np.unique(owners):
        document[owners == owner] = own[owners == owner].max(axis=0)
    weights = [min(term.weight / unknown, 1.0) for term in question.terms]
    fixed = [weights, [float(weight < 1) for weight in weights], [float(term.names) for term in question.terms]]
    spread = [np.broadcast_to(np.array(each, dtype=np.float32), own.shape) for each in (own.max(axis=0), *fixed)]
    return np.stack([own, *others, document, *spread], axis=-1)
