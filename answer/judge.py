"""The judges: how well each candidate answers the question, and how sure it is that any does.

Each is a small network over the numbers of `answer.features`. Each term of the question is looked at by itself,
together with the embedder's state of that word, so that what the sentence lacks weighs by what the word means to the
question. The weights come from `bench/learn_judge.py`; `docs/answers.md` says from which questions. Arithmetic only:
nothing is embedded here, and the same question on the same generation is judged the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from answer.features import OF_SENTENCE, OF_TERM, Features, Numbers
from answer.question import Question
from index.analysis import stems
from index.embedder import Vector, WordStates

OWN = Path(__file__).with_name("judge.npz")
LIMIT = 5.0  # a number further from its mean than so many deviations counts as so many
CLOSENESS = 10.0  # what the agreement of question and sentence is multiplied with


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """The question as the embedder reads it.

    `vector` is `(dimension,)`; `states` has a row for each term of the question, `(terms, dimension)`.
    """

    vector: Numbers
    states: Numbers


def read_words(question: Question, vector: Vector, words: WordStates) -> Asked:
    """The question with the state of each term: that of the first word which the term was read from."""
    places: dict[str, int] = {}
    for place, word in enumerate(words.words):
        for stem in stems(word):
            places.setdefault(stem, place)
    rows = [words.states[places[term.stem]] if term.stem in places else vector for term in question.terms]
    return Asked(vector, np.stack(rows) if rows else np.zeros((0, len(vector)), dtype=np.float32))


class Judge:
    """The weights of one network, by name: see `bench/learn_judge.py` for their shapes."""

    def __init__(self, weights: Mapping[str, NDArray[np.floating]]) -> None:
        self._weights = {name: np.asarray(values, dtype=np.float32) for name, values in weights.items()}
        shape = (len(self._weights["mean"]), self._weights["term_in"].shape[1])
        states = self._weights["state"].shape[0]
        if shape != (len(OF_SENTENCE), len(OF_TERM) + states):
            raise ValueError(f"the judge's weights are for other features ({shape}): learn them again")

    def scores(self, features: Features, asked: Asked | None, sentences: Numbers | None) -> Numbers:
        """The score of each candidate, `(candidates,)`: above 0 it is more likely than not that it answers.

        `sentences` are the candidates' vectors, `(candidates, dimension)`. Both are None with an embedder that the
        weights were not learned with.
        """
        w = self._weights
        rows = np.clip((features.sentences - w["mean"]) / w["deviation"], -LIMIT, LIMIT)
        parts = [rows, *self._terms(features.terms, asked)]
        agreement = np.zeros((len(rows), len(w["question"])), dtype=np.float32)
        if asked is not None and sentences is not None:
            agreement = CLOSENESS * (w["question"] @ asked.vector) * (sentences @ w["sentence"].T)
        hidden = _relu(_layer(np.concatenate([*parts, agreement], axis=1), w["in"], w["in_bias"]))
        scores = _layer(hidden, w["out"], w["out_bias"]) + _layer(rows, w["direct"], w["direct_bias"])
        return np.asarray(scores[:, 0])

    def _terms(self, terms: Numbers, asked: Asked | None) -> list[Numbers]:
        """What is known of the terms, brought together: their mean, their maximum, and the mean of the telling ones."""
        w = self._weights
        count, size = terms.shape[:2]
        if not size:
            return [np.zeros((count, 3 * len(w["term_out"])), dtype=np.float32)]
        state = np.zeros((size, len(w["state"])), dtype=np.float32)
        telling = np.zeros(size, dtype=np.float32)
        if asked is not None:
            state = _layer(asked.states, w["state"])
            telling = _layer(asked.states, w["telling"])[:, 0]
        joined = np.concatenate([terms, np.broadcast_to(state, (count, *state.shape))], axis=-1)
        hidden = _relu(_layer(joined, w["term_in"], w["term_in_bias"]))
        hidden = _relu(_layer(hidden, w["term_out"], w["term_out_bias"]))
        shares = np.exp(telling - telling.max())
        return [hidden.mean(axis=1), hidden.max(axis=1), np.einsum("nth,t->nh", hidden, shares / shares.sum())]


class Jury:
    """Several judges that learned the same from other beginnings: the mean of their scores errs less than one's."""

    def __init__(self, judges: Sequence[Judge]) -> None:
        self._judges = judges

    def scores(self, features: Features, asked: Asked | None, sentences: Numbers | None) -> Numbers:
        """The mean of the judges' scores, `(candidates,)`; see `Judge.scores`."""
        scores = [judge.scores(features, asked, sentences) for judge in self._judges]
        return np.asarray(np.mean(scores, axis=0), dtype=np.float32)


@cache
def load_jury(known_embedder: bool) -> Jury:
    """The judges that come with Palpate; those that do without vectors where the embedder is another.

    From then on BLAS keeps to one core in this process: what it adds up here is small, and several cores would wait for
    each other for longer than that takes.

    In the file a weight is named by the kind of judge, which of them it is, and what it is: `full/0/mean`.
    """
    threadpool_limits(limits=1, user_api="blas")
    kind = "full" if known_embedder else "plain"
    judges: dict[str, dict[str, Numbers]] = {}
    with np.load(OWN, allow_pickle=False) as file:
        for path in file.files:
            of, which, name = path.split("/")
            if of == kind:
                judges.setdefault(which, {})[name] = file[path]
    return Jury([Judge(weights) for weights in judges.values()])


def confidence(scores: Numbers) -> float:
    """The confidence, 0 to 1, that any of the candidates answers, from the scores of all."""
    if not len(scores):
        return 0.0
    most = max(float(scores.max()), 0.0)
    total = float(np.exp(scores - most).sum())
    return total / (total + float(np.exp(-most)))


def _layer(rows: Numbers, weights: Numbers, bias: Numbers | float = 0.0) -> Numbers:
    return np.asarray(rows @ weights.T + bias, dtype=np.float32)


def _relu(values: Numbers) -> Numbers:
    return np.asarray(np.maximum(values, 0.0), dtype=np.float32)
