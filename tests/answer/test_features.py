"""Features: every number that the judge is told says what its name says, worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from math import log1p

import numpy as np
import pytest

from answer.candidates import find_candidates
from answer.features import HELD, OF_SENTENCE, OF_TERM, PRECISE, Features, find_features
from answer.offers import offer
from answer.question import NARROW, Ask, Question, Term
from corpus.types import Kind, Role
from index.search import Hit
from tests.answer.hits import make_hit

UNKNOWN = 3.0
QUESTION = Question(
    "Which nerve supplies the soleus?",
    (Ask.NERVE,),
    (Term("nerv", frozenset({"nerv"}), 1.0), Term("soleus", frozenset({"soleus"}), 3.0, names=True)),
)
LINES = ["It is flat.", "The tibial nerve supplies it from 2 roots.", "Hold the soleus."]
HIT = make_hit(LINES, title="Soleus", heading="Nerve", kind=Kind.ANATOMY, scores=[0.2, 0.6, 0.4])


def features(question: Question, *hits: Hit, searched: int | None = None) -> Features:
    count = len(hits) if searched is None else searched
    return find_features(question, find_candidates(question, hits, count), UNKNOWN)


def told(question: Question, hit: Hit, place: int = 0) -> dict[str, float]:
    """The numbers of one sentence of a hit, by name."""
    row = features(question, hit).sentences[place].tolist()
    return dict(zip(OF_SENTENCE, row, strict=True))


def asking(*asks: Ask, terms: tuple[Term, ...] = QUESTION.terms) -> Question:
    return Question("the question", asks, terms)


@pytest.mark.parametrize("terms", [0, 1, 2])
@pytest.mark.parametrize("lines", [1, 3])
def test_there_is_a_row_for_each_sentence_and_one_for_each_of_its_terms(terms: int, lines: int) -> None:
    found = features(asking(terms=QUESTION.terms[:terms]), make_hit(LINES[:lines]))
    assert found.sentences.shape == (lines, len(OF_SENTENCE))
    assert found.terms.shape == (lines, terms, len(OF_TERM))
    assert {found.sentences.dtype, found.terms.dtype} == {np.dtype(np.float32)}
    assert np.isfinite(found.sentences).all()


def test_names_are_said_once() -> None:
    assert len(set(OF_SENTENCE)) == len(OF_SENTENCE)
    assert len(set(OF_TERM)) == len(OF_TERM)


def test_each_number_of_a_sentence_says_what_it_should() -> None:
    offers = offer(Ask.NERVE, LINES[1], Kind.ANATOMY, Role.SENTENCE)
    assert offers > HELD
    expected = {
        "cosine": 0.6,
        "cosine_passage": 0.5,
        "words_passage": 1 / 4,  # its BM25 score by the weight of all terms
        "score": 0.5,
        "rank": 1.0,
        "own": 1 / 4,  # "nerve", which weighs 1 of 4
        "found": (1 + 3 * 0.75) / 4,  # and "soleus" stands in the title
        "heading": 1 / 4,
        "title": 3 / 4,
        "lead_in": 0.0,
        "before": 0.0,
        "missing": 0.25,  # of "soleus", which weighs most of all
        "own_offers": offers,
        "offers": offers,
        "narrow_without": 0.0,
        "precise_without": 0.0,
        "home": 1.0,
        "narrow": 1.0,
        "no_ask": 0.0,
        "length": log1p(5),  # tibial nerve suppli 2 root
        "short": 0.0,
        "number": 1.0,
        "imperative": 0.0,
        "question": 0.0,
        "first": 0.0,
        "lead_in_role": 0.0,
        "item": 0.0,
        "step": 0.0,
        "label": 0.0,
        "named": 0.75,
        "named_own": 0.0,
        "names": 1.0,
        "unknown": 1.0,
        "terms": log1p(2),
        "cosine_behind": 0.0,
        "found_behind": (1 + 3 * 0.75) / 4 - (0.85 + 3) / 4,
        "cosine_best": 0.6,
        "found_best": (0.85 + 3) / 4,  # of the last sentence, with "nerve" in the heading
    }
    assert told(QUESTION, HIT, 1) == pytest.approx(expected, abs=1e-6)


def test_each_number_of_a_term_says_what_it_should() -> None:
    nerve, soleus = (dict(zip(OF_TERM, row, strict=True)) for row in features(QUESTION, HIT).terms[1].tolist())
    assert nerve == pytest.approx(
        {"own": 1, "lead_in": 0, "heading": 1, "title": 0, "before": 0, "after": 0}
        | {"document": 1, "anywhere": 1, "weight": 1 / 3, "known": 1, "names": 0}
    )
    assert soleus == pytest.approx(
        {"own": 0, "lead_in": 0, "heading": 0, "title": 1, "before": 0, "after": 1}
        | {"document": 1, "anywhere": 1, "weight": 1, "known": 0, "names": 1}
    )


def test_what_a_document_holds_is_told_apart_from_what_is_held_anywhere() -> None:
    found = features(QUESTION, make_hit(["It is flat."]), make_hit(["The soleus."], title="Soleus", ordinal=1))
    document, anywhere = OF_TERM.index("document"), OF_TERM.index("anywhere")
    assert found.terms[:, 1, document].tolist() == [0.0, 1.0]
    assert found.terms[:, 1, anywhere].tolist() == [1.0, 1.0]


def test_the_lead_in_and_the_sentence_before_are_told_of() -> None:
    roles = [Role.LEAD_IN, Role.ITEM]
    item = told(QUESTION, make_hit(["The soleus has:", "a nerve"], roles=roles), 1)
    assert (item["lead_in"], item["before"]) == pytest.approx((0.75, 0.75))
    terms = features(QUESTION, make_hit(["The soleus has:", "a nerve"], roles=roles)).terms[1, 1]
    assert terms[[OF_TERM.index("lead_in"), OF_TERM.index("before")]].tolist() == [1.0, 1.0]


@pytest.mark.parametrize("ask", list(Ask))
def test_a_narrow_kind_of_fact_is_missed_where_the_sentence_does_not_hold_it(ask: Ask) -> None:
    numbers = told(asking(ask), make_hit(["Nothing of it."], kind=Kind.OTHER))
    assert numbers["offers"] < HELD
    assert numbers["narrow"] == numbers["narrow_without"] == float(ask in NARROW)
    assert numbers["precise_without"] == float(ask in PRECISE)
    assert numbers["no_ask"] == 0.0


def test_a_narrow_kind_of_fact_that_is_held_is_not_missed() -> None:
    numbers = told(asking(Ask.DURATION), make_hit(["Hold it for 20 seconds."]))
    assert numbers["offers"] >= HELD
    assert (numbers["narrow"], numbers["narrow_without"], numbers["precise_without"]) == (1.0, 0.0, 0.0)


def test_nothing_is_missed_where_no_kind_of_fact_is_asked_for() -> None:
    numbers = told(asking(), HIT)
    assert numbers["no_ask"] == 1.0
    assert [numbers[name] for name in ("narrow", "narrow_without", "precise_without", "home", "offers")] == [0.0] * 5


@pytest.mark.parametrize(
    ("name", "with_it", "without"),
    [
        ("short", "Flat.", "The calf is a part of the leg below the knee."),
        ("number", "Do 3 sets.", "Do three sets."),
        ("imperative", "Hold the foot.", "The foot holds."),
        ("question", "Is it flat?", "It is flat."),
    ],
)
def test_the_form_of_a_sentence_is_told(name: str, with_it: str, without: str) -> None:
    assert told(QUESTION, make_hit([with_it]))[name] == 1.0
    assert told(QUESTION, make_hit([without]))[name] == 0.0


@pytest.mark.parametrize(
    ("name", "role"),
    [("lead_in_role", Role.LEAD_IN), ("item", Role.ITEM), ("step", Role.STEP), ("label", Role.LABEL)],
)
def test_the_role_of_a_sentence_is_told(name: str, role: Role) -> None:
    numbers = told(QUESTION, make_hit(["soleus"], roles=[role]))
    assert [numbers[one] for one in ("lead_in_role", "item", "step", "label")].count(1.0) == 1
    assert numbers[name] == 1.0


def test_the_first_sentence_of_a_passage_is_told() -> None:
    assert [told(QUESTION, HIT, place)["first"] for place in range(3)] == [1.0, 0.0, 0.0]


def test_a_neighbour_of_a_hit_has_no_rank_and_later_hits_less_of_one() -> None:
    hits = [replace(make_hit(["The calf."]), ordinal=place) for place in range(3)]
    assert features(QUESTION, *hits, searched=2).sentences[:, OF_SENTENCE.index("rank")].tolist() == [1.0, 0.5, 0.0]


def test_words_of_the_library_are_told_apart_from_unknown_ones() -> None:
    known = asking(terms=(replace(QUESTION.terms[1], weight=2.9),))
    assert told(known, HIT)["unknown"] == 0.0
    assert told(QUESTION, HIT)["unknown"] == 1.0
    heavier = asking(terms=(replace(QUESTION.terms[1], weight=9.0),))
    assert features(heavier, HIT).terms[0, 0, OF_TERM.index("weight")] == 1.0  # never more than an unknown word


def test_without_terms_nothing_is_missing_and_nothing_named_is_left_out() -> None:
    numbers = told(asking(terms=()), HIT)
    assert [numbers[name] for name in ("own", "found", "missing", "names", "unknown", "terms")] == [0.0] * 6
    assert (numbers["named"], numbers["named_own"]) == (1.0, 1.0)


def test_sentences_are_compared_with_the_best_of_all_hits() -> None:
    hits = [make_hit(["The calf."], scores=[0.3]), make_hit(["The soleus."], scores=[0.7], ordinal=1)]
    found = features(QUESTION, *hits).sentences
    behind, best = OF_SENTENCE.index("cosine_behind"), OF_SENTENCE.index("cosine_best")
    assert found[:, behind].tolist() == pytest.approx([-0.4, 0.0], abs=1e-6)
    assert found[:, best].tolist() == pytest.approx([0.7, 0.7])
