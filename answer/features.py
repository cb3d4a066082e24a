"""What the judge is told of each candidate: numbers about the sentence, and numbers about each term of the question.

The same numbers are made when the judge learns (`bench/learn_judge.py`), so that it learns from what it will see.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from answer.candidates import REMEMBERED, Candidate
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
    terms, count = question.terms, len(candidates)
    levels = {
        name: np.array([getattr(one, name) for one in candidates], dtype=np.float32).reshape(count, len(terms))
        for name in ("own", "lead_in", "heading", "title", "before", "after", "found")
    }
    weights = np.array([min(term.weight / unknown, 1.0) for term in terms], dtype=np.float32)
    columns = (
        _of_words(question, levels, weights) | _of_hits(question, candidates) | _of_sentences(question, candidates)
    )
    for name in ("cosine", "found"):
        best = columns[name].max()
        columns |= {f"{name}_behind": columns[name] - best, f"{name}_best": np.full(count, best)}
    sentences = np.stack([columns[name] for name in OF_SENTENCE], axis=1).astype(np.float32)
    return Features(sentences, _of_terms(question, candidates, levels, weights))


def _of_words(question: Question, levels: Mapping[str, Numbers], weights: Numbers) -> dict[str, Numbers]:
    """What of the question stands in a sentence and around it, by the weight of the words, `(candidates,)` each."""
    count, terms = levels["own"].shape
    heavy = np.array([term.weight for term in question.terms], dtype=np.float32)
    shares = heavy / max(float(heavy.sum()), 1e-6)
    names = np.array([term.names for term in question.terms], dtype=np.bool_)
    found = {name: np.einsum("nt,t->n", level, shares) for name, level in levels.items() if name != "after"}
    missing = (1 - levels["found"]) * weights
    return found | {
        "missing": missing.max(axis=1, initial=0.0),
        "named": levels["found"][:, names].min(axis=1, initial=1.0),
        "named_own": levels["own"][:, names].min(axis=1, initial=1.0),
        "names": np.full(count, float(names.any())),
        "unknown": np.full(count, float(bool((weights >= 1).any()))),
        "terms": np.full(count, np.log1p(terms)),
    }


def _of_hits(question: Question, candidates: Sequence[Candidate]) -> dict[str, Numbers]:
    """How the search found the passage of each candidate."""
    total = max(sum(term.weight for term in question.terms), 1e-6)
    rows = [
        (
            one.hit.sentence_scores[one.index],
            one.hit.why.dense,
            one.hit.why.lexical / total,
            one.hit.score,
            0.0 if one.rank is None else 1 / (1 + one.rank),
            one.index == 0,
        )
        for one in candidates
    ]
    names = ("cosine", "cosine_passage", "words_passage", "score", "rank", "first")
    return dict(zip(names, np.array(rows, dtype=np.float32).T, strict=True))


def _of_sentences(question: Question, candidates: Sequence[Candidate]) -> dict[str, Numbers]:
    """What kind of sentence each is, and whether it holds the kind of fact asked for."""
    asks, count = set(question.asks), len(candidates)
    own = np.array([one.own_offers for one in candidates], dtype=np.float32)
    offers = np.array([one.offers for one in candidates], dtype=np.float32)
    words = np.array([len(one.stems) for one in candidates], dtype=np.float32)
    homes = set().union(*(HOMES.get(ask, frozenset()) for ask in asks))
    texts = [one.sentence.text for one in candidates]
    roles = {"lead_in_role": Role.LEAD_IN, "item": Role.ITEM, "step": Role.STEP, "label": Role.LABEL}
    found = {
        "own_offers": own,
        "offers": offers,
        "narrow_without": bool(asks & NARROW) * (offers < HELD),
        "precise_without": bool(asks & PRECISE) * (offers < HELD),
        "home": [one.hit.passage.kind in homes for one in candidates],
        "narrow": np.full(count, bool(asks & NARROW)),
        "no_ask": np.full(count, not asks),
        "length": np.log1p(words),
        "short": words < SHORT,
        "number": [bool(_NUMBER.search(text)) for text in texts],
        "imperative": [_tells(text) for text in texts],
        "question": [text.endswith("?") for text in texts],
    } | {name: [one.sentence.role is role for one in candidates] for name, role in roles.items()}
    return {name: np.asarray(values, dtype=np.float32) for name, values in found.items()}


@lru_cache(maxsize=REMEMBERED)
def _tells(text: str) -> bool:
    return bool(IMPERATIVE.search(text))


def _of_terms(
    question: Question, candidates: Sequence[Candidate], levels: Mapping[str, Numbers], weights: Numbers
) -> Numbers:
    own = levels["own"]
    document = np.zeros_like(own)
    _, owners = np.unique([one.hit.passage.document_id for one in candidates], return_inverse=True)
    np.maximum.at(document, owners, own)  # the rows of `document` are documents here
    names = np.array([term.names for term in question.terms], dtype=np.float32)
    columns = {name: levels[name] for name in levels if name != "found"} | {
        "document": document[owners],
        "anywhere": own.max(axis=0, initial=0.0),
        "weight": weights,
        "known": weights < 1,
        "names": names,
    }
    return np.stack([np.broadcast_to(columns[name], own.shape) for name in OF_TERM], axis=-1).astype(np.float32)
