"""How sure it is: nothing without evidence, and more with each thing that speaks for it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.confidence import confidence
from answer.evidence import Part, Unit
from answer.question import Ask, Question, Term
from corpus.types import Kind
from index.search import Hit, Why
from tests.index.library import make_entry

UNKNOWN = 4.0
TERMS = (Term("nerv", frozenset({"nerv"}), 1.0), Term("soleus", frozenset({"soleus"}), 3.0, names=True))
QUESTION = Question("Which nerve supplies the soleus?", (Ask.NERVE,), TERMS)
SHARES = st.floats(0, 1)


def hit(dense: float = 0.7) -> Hit:
    _, (passage,) = make_entry("Soleus", [("Nerve", Kind.ANATOMY, ["The tibial nerve supplies the soleus."])])
    return Hit(passage, 0, 1.0, Why(1.0, dense, (), 0), (dense,))


def unit(
    *, cosine: float = 0.7, found: tuple[float, ...] = (1.0, 1.0), offers: float = 1.0, named: bool = True
) -> Unit:
    found_hit = hit()
    parts = tuple(Part(found_hit, sentence) for sentence in found_hit.passage.sentences)
    return Unit(found_hit, parts, 1.0, cosine, found, offers, named, frozenset())


def sure(best: Unit | None, question: Question = QUESTION, dense: float = 0.7) -> float:
    return confidence(question, best, [hit(dense)], unknown=UNKNOWN)


def test_without_evidence_there_is_none() -> None:
    assert confidence(QUESTION, None, [], unknown=UNKNOWN) == 0.0
    assert sure(None) == 0.0


def test_evidence_about_another_structure_is_none() -> None:
    assert sure(unit(named=False)) == 0.0
    assert sure(unit()) > 0.8


@pytest.mark.parametrize("ask", [Ask.NERVE, Ask.BLOOD, Ask.ORIGIN, Ask.INSERTION, Ask.DURATION, Ask.FREQUENCY])
def test_evidence_without_the_precise_fact_asked_for_is_none(ask: Ask) -> None:
    """The right muscle in the right section is as near as can be, and says nothing of its artery."""
    assert sure(unit(offers=0.25), replace(QUESTION, asks=(ask,))) == 0.0
    assert sure(unit(offers=0.25), replace(QUESTION, asks=(Ask.REASON,))) > 0.5


def test_a_question_without_words_has_none() -> None:
    assert sure(unit(found=()), replace(QUESTION, terms=())) == 0.0


def test_evidence_without_the_words_asked_for_is_not_enough() -> None:
    assert sure(unit(found=(0.0, 0.0), offers=0.0)) < 0.5


@given(SHARES, SHARES, SHARES, SHARES, SHARES)
def test_it_lies_between_nothing_and_all(
    cosine: float, nerve: float, soleus: float, offers: float, dense: float
) -> None:
    assert 0.0 <= sure(unit(cosine=cosine, found=(nerve, soleus), offers=offers), dense=dense) < 1.0


@given(SHARES, SHARES)
def test_each_thing_that_speaks_for_it_adds(one: float, other: float) -> None:
    low, high = min(one, other), max(one, other)
    assert sure(unit(cosine=low)) <= sure(unit(cosine=high))
    assert sure(unit(offers=low)) <= sure(unit(offers=high))
    assert sure(unit(), dense=low) <= sure(unit(), dense=high)
    assert sure(unit(found=(low, 1.0))) <= sure(unit(found=(high, 1.0)))
    assert sure(unit(found=(1.0, low))) <= sure(unit(found=(1.0, high)))


@pytest.mark.parametrize("change", [{"cosine": 0.2}, {"offers": 0.0}, {"found": (1.0, 0.6)}])
def test_each_thing_that_is_missing_costs(change: dict[str, float]) -> None:
    assert sure(unit(**change)) < sure(unit())  # type: ignore[arg-type]


def test_a_telling_word_that_is_missing_costs_more_than_a_common_one() -> None:
    assert sure(unit(found=(1.0, 0.0))) < sure(unit(found=(0.0, 1.0)))


def test_a_missing_word_that_the_library_does_not_hold_costs_most() -> None:
    known = replace(QUESTION, terms=(TERMS[1], Term("nerv", frozenset({"nerv"}), 1.0)))
    unknown = replace(QUESTION, terms=(TERMS[1], Term("masset", frozenset({"masset"}), UNKNOWN)))
    assert sure(unit(found=(1.0, 0.0)), unknown) < sure(unit(found=(1.0, 0.0)), known)


def test_where_no_kind_of_fact_is_asked_for_none_is_missed() -> None:
    anything = replace(QUESTION, asks=())
    assert sure(unit(offers=0.0), anything) > sure(unit(offers=0.0))
    assert sure(unit(offers=0.0), anything) == sure(unit(offers=1.0), anything)
