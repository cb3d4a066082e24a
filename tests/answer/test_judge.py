"""The judge: its weights fit what it is told, what it puts first in five tiny notes, and when it is sure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from math import log
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.answerer import Answerer, with_neighbours
from answer.candidates import find_candidates
from answer.evidence import find_evidence
from answer.features import OF_SENTENCE, OF_TERM, Features, Numbers, find_features
from answer.judge import OWN, Asked, Judge, confidence, load_jury, read_words
from answer.question import Question, Term, read_question
from corpus.settings import QUESTION_LIMIT
from index.embedder import WordStates
from index.generation import open_current
from index.search import Hit, Searcher
from pipeline import update
from tests.answer.notes import write_notes
from tests.demo_embedder import DemoEmbedder

FACTS = [
    ("Which nerve supplies the soleus?", "The tibial nerve supplies the soleus."),
    ("Which nerve supplies the deltoid?", "The axillary nerve supplies the deltoid."),
    ("What innervates the trapezius?", "The accessory nerve supplies the trapezius."),
    ("Where does the piriformis start?", "The piriformis arises from the front of the sacrum."),
    ("Where does the soleus insert?", "Insertion: heel bone, by way of the Achilles tendon"),
    (
        "How long should I stay on a tender spot of the trapezius?",
        "Stay on a tender spot of the trapezius for 15 seconds.",
    ),
]

VAGUE = (
    "What does the soleus do?",
    "The soleus bends the ankle downwards and steadies the lower leg when standing.",
)
NOT_YET = pytest.mark.xfail(
    strict=True, reason="the judge gives a dozen sentences about the soleus scores near 0 and prefers where pain goes"
)


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """What the judge was given for one question, and what it gave."""

    features: Features
    asked: Asked
    vectors: Numbers
    texts: tuple[str, ...]
    scores: Numbers

    def score(self, text: str) -> float:
        return float(self.scores[self.texts.index(text)])


def leave_out(hit: Hit, text: str) -> tuple[Hit, list[int]]:
    """A hit without this sentence, and the places of those that stay."""
    places = [place for place, one in enumerate(hit.passage.sentences) if one.text != text]
    sentences = tuple(hit.passage.sentences[place] for place in places)
    scores = tuple(hit.sentence_scores[place] for place in places)
    return replace(hit, passage=replace(hit.passage, sentences=sentences), sentence_scores=scores), places


def judge_question(searcher: Searcher, text: str, *, without: str = "") -> Judged:
    """What the judge says of all sentences that an answer is chosen from, but for one."""
    vector, words = searcher.embed_words(text)
    assert words is not None
    found = searcher.search(text, 20, vector=vector)
    hits, vectors = [], []
    for hit in with_neighbours(searcher, found, text, vector):
        kept, places = leave_out(hit, without)
        if places:
            hits.append(kept)
            vectors.append(searcher.sentence_vectors([hit])[places])
    question = read_question(text, searcher)
    candidates = find_candidates(question, hits, len(found))
    features = find_features(question, candidates, searcher.weight(""))
    asked, rows = read_words(question, vector, words), np.concatenate(vectors)
    texts = tuple(one.sentence.text for one in candidates)
    return Judged(features, asked, rows, texts, load_jury(known_embedder=True).scores(features, asked, rows))


@pytest.fixture(scope="module")
def judged(five_notes: Searcher) -> Judged:
    return judge_question(five_notes, FACTS[0][0])


@pytest.fixture(scope="module")
def weights() -> dict[str, Numbers]:
    with np.load(OWN, allow_pickle=False) as file:
        return {name.removeprefix("full/0/"): file[name] for name in file.files if name.startswith("full/0/")}


# What it puts first


@pytest.mark.parametrize(("question", "answering"), [*FACTS, pytest.param(*VAGUE, marks=NOT_YET)])
def test_the_sentence_that_holds_the_fact_comes_before_all_others(
    five_notes: Searcher, question: str, answering: str
) -> None:
    found = judge_question(five_notes, question)
    assert found.texts[int(found.scores.argmax())] == answering
    assert found.score(answering) > 0
    assert found.score(answering) > max(
        each for text, each in zip(found.texts, found.scores, strict=True) if text != answering
    )


@pytest.mark.parametrize(("question", "answering"), [*FACTS, pytest.param(*VAGUE, marks=NOT_YET)])
def test_without_the_sentence_that_answers_the_judge_is_less_sure(
    five_notes: Searcher, question: str, answering: str
) -> None:
    whole, rest = judge_question(five_notes, question), judge_question(five_notes, question, without=answering)
    assert len(rest.texts) == len(whole.texts) - 1
    twin = "deltoid" in question  # the next sentence names the same nerve under the same headings
    assert confidence(rest.scores) < confidence(whole.scores) - (0.05 if twin else 0.2)


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("Which nerve supplies the soleus?", "Which nerve supplies the masseter?"),
        ("Which nerve supplies the soleus?", "Which artery supplies the soleus?"),
        ("Where does the soleus insert?", "Where does the deltoid insert?"),
    ],
)
def test_the_judge_is_sure_of_what_the_notes_hold_and_not_of_what_is_near(
    five_notes: Searcher, question: str, other: str
) -> None:
    sure, unsure = (confidence(judge_question(five_notes, text).scores) for text in (question, other))
    assert sure > 0.5 > unsure


# What it is made of


@pytest.mark.parametrize("known", [True, False])
def test_the_weights_that_come_along_fit_the_features(known: bool) -> None:
    judge = load_jury(known_embedder=known)
    features = Features(np.zeros((2, len(OF_SENTENCE)), np.float32), np.zeros((2, 3, len(OF_TERM)), np.float32))
    scores = judge.scores(features, None, None)
    assert scores.shape == (2,)
    assert np.isfinite(scores).all()


def test_every_weight_is_a_finite_number_and_no_deviation_is_nothing() -> None:
    with np.load(OWN, allow_pickle=False) as file:
        assert all(np.isfinite(file[name]).all() for name in file.files)
        assert all(file[name].min() > 0 for name in file.files if name.endswith("/deviation"))


@pytest.mark.parametrize("name", ["mean", "term_in", "state"])
def test_weights_for_other_features_are_refused(weights: dict[str, Numbers], name: str) -> None:
    changed = {"mean": weights["mean"][:-1], "term_in": weights["term_in"][:, 1:], "state": weights["state"][1:]}
    with pytest.raises(ValueError, match="learn them again"):
        Judge({**weights, name: changed[name]})
    Judge(weights)


def test_equal_input_gives_equal_scores(judged: Judged) -> None:
    judge = load_jury(known_embedder=True)
    again = judge.scores(judged.features, judged.asked, judged.vectors)
    assert again.tolist() == judged.scores.tolist()
    twice = Features(*(np.concatenate([one, one]) for one in (judged.features.sentences, judged.features.terms)))
    both = judge.scores(twice, judged.asked, np.concatenate([judged.vectors, judged.vectors]))
    assert both.tolist() == pytest.approx([*judged.scores, *judged.scores], abs=1e-4)


def test_a_score_does_not_depend_on_the_place_among_the_others(judged: Judged) -> None:
    order = np.arange(len(judged.scores))[::-1]
    turned = Features(judged.features.sentences[order], judged.features.terms[order])
    scores = load_jury(known_embedder=True).scores(turned, judged.asked, judged.vectors[order])
    assert scores == pytest.approx(judged.scores[order], abs=1e-4)


def test_the_order_of_the_terms_does_not_matter_as_long_as_states_go_with_them(judged: Judged) -> None:
    features = Features(judged.features.sentences, judged.features.terms[:, ::-1])
    asked = Asked(judged.asked.vector, judged.asked.states[::-1])
    scores = load_jury(known_embedder=True).scores(features, asked, judged.vectors)
    assert scores == pytest.approx(judged.scores, abs=1e-4)
    apart = load_jury(known_embedder=True).scores(features, judged.asked, judged.vectors)
    assert np.abs(apart - judged.scores).max() > 1e-2


def test_the_vectors_of_the_sentences_and_of_the_question_count(judged: Judged) -> None:
    judge = load_jury(known_embedder=True)
    others = judge.scores(judged.features, judged.asked, -judged.vectors)
    asked = Asked(-judged.asked.vector, judged.asked.states)
    assert np.abs(others - judged.scores).max() > 1e-2
    assert np.abs(judge.scores(judged.features, asked, judged.vectors) - judged.scores).max() > 1e-2


def test_a_number_far_off_counts_as_one_at_the_limit(judged: Judged) -> None:
    place = OF_SENTENCE.index("words_passage")
    far, further = (judged.features.sentences.copy() for _ in range(2))
    far[:, place], further[:, place] = 1e6, 1e9
    judge = load_jury(known_embedder=True)
    one, other = (
        judge.scores(Features(rows, judged.features.terms), judged.asked, judged.vectors) for rows in (far, further)
    )
    assert one.tolist() == other.tolist()


def test_input_of_the_wrong_shape_is_refused(judged: Judged) -> None:
    judge, features, asked, vectors = load_jury(known_embedder=True), judged.features, judged.asked, judged.vectors
    wrong: Iterator[tuple[Features, Asked, Numbers]] = iter(
        [
            (Features(features.sentences[:, 1:], features.terms), asked, vectors),
            (Features(features.sentences, features.terms[:, :, 1:]), asked, vectors),
            (Features(features.sentences[1:], features.terms), asked, vectors),
            (features, Asked(asked.vector, asked.states[1:]), vectors),
            (features, Asked(asked.vector[1:], asked.states), vectors),
            (features, asked, vectors[1:]),
            (features, asked, vectors[:, 1:]),
        ]
    )
    for each in wrong:
        with pytest.raises(ValueError, match=r"shape|dimension|broadcast|mismatch"):
            judge.scores(*each)


# How sure it is


def test_confidence_is_the_share_of_all_that_is_not_none_of_them() -> None:
    assert confidence(np.array([0.0])) == pytest.approx(1 / 2)
    assert confidence(np.array([0.0, 0.0])) == pytest.approx(2 / 3)
    assert confidence(np.array([log(3)])) == pytest.approx(3 / 4)
    assert confidence(np.zeros(0, dtype=np.float32)) == 0.0


@pytest.mark.parametrize(("score", "sure"), [(1e4, 1.0), (-1e4, 0.0)])
def test_scores_beyond_all_measure_do_not_break_it(score: float, sure: float) -> None:
    assert confidence(np.array([score, score])) == pytest.approx(sure)


@given(st.lists(st.floats(-30, 30), min_size=1, max_size=8), st.integers(0, 7), st.floats(0.1, 5))
def test_confidence_lies_between_nothing_and_all_and_grows_with_each_score(
    scores: list[float], place: int, more: float
) -> None:
    higher = list(scores)
    higher[place % len(scores)] += more
    before, after = confidence(np.array(scores)), confidence(np.array(higher))
    assert 0.0 <= before <= after + 1e-12 <= 1.0 + 1e-12


# The words of the question


def make_terms(*names: str) -> tuple[Term, ...]:
    return tuple(Term(name, frozenset({name}), 1.0) for name in names)


def test_each_term_has_the_state_of_the_first_word_it_was_read_from() -> None:
    words = WordStates(("The", "nerves", "nerve", "soleus"), np.eye(4, dtype=np.float32))
    vector = np.full(4, 0.5, dtype=np.float32)
    asked = read_words(Question("", (), make_terms("soleus", "nerv", "calf")), vector, words)
    assert asked.vector is vector
    assert asked.states.tolist() == [[0, 0, 0, 1], [0, 1, 0, 0], [0.5] * 4]  # the last is none of the words


def test_a_question_without_terms_has_no_states() -> None:
    words = WordStates(("the",), np.eye(1, 4, dtype=np.float32))
    assert read_words(Question("", (), ()), np.zeros(4, dtype=np.float32), words).states.shape == (0, 4)


# Odd questions


def test_a_question_without_terms_has_scores(five_notes: Searcher) -> None:
    found = judge_question(five_notes, "what is the of and")
    assert found.features.terms.shape[1] == 0
    assert np.isfinite(found.scores).all()


def test_without_candidates_there_are_no_scores_and_no_confidence() -> None:
    question = read_question("calf", _NoWords())
    judge = load_jury(known_embedder=True)
    evidence = find_evidence(question, [], 0, partial(judge.scores, asked=None, sentences=None), unknown=1.0)
    assert (evidence.units, len(evidence.scores), confidence(evidence.scores)) == ([], 0, 0.0)


@pytest.mark.parametrize("text", ["a" * QUESTION_LIMIT, ("soleus nerve " * 400)[:QUESTION_LIMIT], "w1 w2 w3 " * 444])
def test_a_question_of_4000_characters_has_scores(five_notes: Searcher, text: str) -> None:
    assert len(text) > QUESTION_LIMIT - 10
    found = judge_question(five_notes, text)
    assert found.asked.states.shape == (found.features.terms.shape[1], len(found.asked.vector))
    assert np.isfinite(found.scores).all()


class _NoWords:
    def weight(self, stem: str) -> float:
        return float(bool(stem))

    def knows(self, stem: str) -> bool:
        return not stem

    def closest(self, stem: str) -> str:
        return stem[:0]


# Which weights


def test_the_default_embedder_gets_the_weights_that_read_its_vectors(five_notes: Searcher) -> None:
    text = FACTS[0][0]
    vector, words = five_notes.embed_words(text)
    hits = five_notes.search(text, 20, vector=vector)
    around = with_neighbours(five_notes, hits, text, vector)
    evidence = Answerer(five_notes)._judge(read_question(text, five_notes), hits, around, vector, words)
    assert evidence.scores.tolist() == judge_question(five_notes, text).scores.tolist()


def test_another_embedder_gets_the_plain_weights(tmp_path: Path) -> None:
    embedder, text = DemoEmbedder(), "Which nerve supplies the soleus?"
    update(tmp_path / "data", add=[str(write_notes(tmp_path / "notes"))], embedder=embedder)
    generation = open_current(tmp_path / "data")
    assert generation is not None
    searcher = Searcher(generation, embedder)
    vector, words = searcher.embed_words(text)
    assert words is None
    question, hits = read_question(text, searcher), searcher.search(text, 20, vector=vector)
    evidence = Answerer(searcher)._judge(question, hits, hits, vector, words)
    features = find_features(question, find_candidates(question, hits, len(hits)), searcher.weight(""))
    plain, full = (load_jury(known_embedder=known).scores(features, None, None) for known in (False, True))
    assert evidence.scores.tolist() == plain.tolist() != full.tolist()
    assert "The tibial nerve supplies the soleus." in [one.text for one in Answerer(searcher).answer(text).sentences]
    generation.close()
