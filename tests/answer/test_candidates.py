"""Candidates: where the words of the question stand, in the sentence or in what it hangs on, and what that counts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.candidates import (
    ALIKE,
    IN_HEADING,
    IN_LEAD_IN,
    IN_PASSAGE,
    IN_SENTENCE_BEFORE,
    IN_TITLE,
    find_candidates,
    list_key,
    share,
)
from answer.question import Term, read_question
from corpus.types import Role
from index.thesaurus import Thesaurus
from tests.answer.hits import candidates, make_hit
from tests.answer.test_question import SmallLibrary

LISTED = [Role.LEAD_IN, Role.ITEM, Role.ITEM]


def test_the_nearer_a_word_stands_the_more_it_counts() -> None:
    levels = [1.0, ALIKE, IN_LEAD_IN, IN_HEADING, IN_TITLE, IN_SENTENCE_BEFORE, IN_PASSAGE, 0.0]
    assert levels == sorted(levels, reverse=True)
    assert len(set(levels)) == len(levels)


@pytest.mark.parametrize(
    ("lines", "heading", "title", "level"),
    [
        (["The soleus aches."], "Notes", "Calf", 1.0),
        (["The heel bone: soleus"], "Notes", "Calf", 1.0),
        (["The soleus aches."], "Soleus", "Soleus", 1.0),
        (["It aches."], "Soleus", "Calf", IN_HEADING),
        (["It aches."], "Soleus", "Soleus", IN_HEADING),
        (["It aches."], "Notes", "Soleus", IN_TITLE),
        (["It aches."], "Notes", "Calf", 0.0),
    ],
)
def test_a_word_counts_by_where_it_stands(lines: list[str], heading: str, title: str, level: float) -> None:
    (one,) = candidates("soleus", make_hit(lines, heading=heading, title=title))
    assert one.found == (level,)


def test_a_word_of_the_passage_counts_most_just_after_it_and_little_elsewhere() -> None:
    lines = ["It aches.", "The soleus is flat.", "It is weak.", "It is long."]
    found = [one.found for one in candidates("soleus", make_hit(lines))]
    assert found == [(IN_PASSAGE,), (1.0,), (IN_SENTENCE_BEFORE,), (IN_PASSAGE,)]


@pytest.mark.parametrize(
    ("asked", "sentence", "level"),
    [
        ("diaphragm", "The breathing muscle lies under the ribs.", ALIKE),
        ("diaphragm", "The quadratus lumborum fixes the rib in breathing in.", 0.0),
        ("ITB", "The iliotibial tract ends at the tibia.", ALIKE),
        ("ITB", "The digestive tract is long.", 0.0),
    ],
)
def test_another_name_counts_only_where_all_of_it_is_said(asked: str, sentence: str, level: float) -> None:
    names = Thesaurus.of([("diaphragm", "breathing muscle"), ("ITB", "iliotibial tract")])
    question = read_question(asked, SmallLibrary("breathing muscle iliotibial tract"), names)
    (one,) = find_candidates(question, [make_hit([sentence])], 1)
    assert one.own == (level,)


def test_a_word_that_means_the_same_counts_nearly_as_much() -> None:
    (one,) = candidates("bum", make_hit(["The buttock aches."]))
    assert one.found == one.own == (ALIKE,)


def test_beside_the_sentence_a_word_that_means_the_same_counts_like_the_word() -> None:
    one = candidates("bum", make_hit(["The buttock.", "It aches."]))[1]
    assert (one.before, one.found) == ((ALIKE,), (IN_SENTENCE_BEFORE,))


def test_each_place_is_told_by_itself() -> None:
    lines = ["The calf aches.", "The soleus is flat.", "The heel hurts."]
    hit = make_hit(lines, heading="Nerve", title="Ankle")
    first, one, last = candidates("calf soleus heel nerve ankle", hit)
    assert one.own == (0.0, 1.0, 0.0, 0.0, 0.0)
    assert one.before == (1.0, 0.0, 0.0, 0.0, 0.0)
    assert one.after == (0.0, 0.0, 1.0, 0.0, 0.0)
    assert one.heading == (0.0, 0.0, 0.0, 1.0, 0.0)
    assert one.title == (0.0, 0.0, 0.0, 0.0, 1.0)
    assert one.lead_in == (0.0,) * 5
    assert one.found == (IN_SENTENCE_BEFORE, 1.0, IN_PASSAGE, IN_HEADING, IN_TITLE)
    assert (first.before, last.after) == ((0.0,) * 5, (0.0,) * 5)


def test_a_word_of_the_lead_in_counts_for_its_items_and_for_no_other_sentence() -> None:
    lines = ["Muscles beside the soleus:", "popliteus", "plantaris", "Rest helps."]
    lead, item, _, other = candidates("soleus", make_hit(lines, roles=[*LISTED, Role.SENTENCE]))
    assert (item.lead_in, item.found) == ((1.0,), (IN_LEAD_IN,))
    assert (lead.lead_in, lead.found) == ((0.0,), (1.0,))
    assert (other.lead_in, other.found) == ((0.0,), (IN_PASSAGE,))


def test_an_item_does_not_inherit_from_the_item_before_it() -> None:
    one = candidates("popliteus", make_hit(["Muscles:", "popliteus", "plantaris"], roles=LISTED))[2]
    assert (one.before, one.found) == ((1.0,), (IN_PASSAGE,))


def test_a_lead_in_in_another_passage_counts_and_that_of_another_document_does_not() -> None:
    lead = make_hit(["Muscles beside the soleus:"], roles=[Role.LEAD_IN])
    rest = make_hit(["popliteus"], roles=[Role.ITEM], ordinal=1)
    elsewhere = make_hit(["popliteus"], roles=[Role.ITEM], title="Knee", ordinal=2)
    _, same, other = candidates("soleus", lead, rest, elsewhere)
    assert (same.found, other.found) == ((IN_LEAD_IN,), (0.0,))


def test_an_item_holds_the_fact_that_its_lead_in_holds_a_little_less() -> None:
    lines = ["The soleus is supplied by these nerves:", "tibial", "sural"]
    lead, item, _ = candidates("Which nerve supplies the soleus?", make_hit(lines, roles=LISTED))
    assert lead.own_offers == lead.offers > 0.5
    assert item.own_offers < 0.5
    assert item.offers == pytest.approx(IN_LEAD_IN * lead.offers)


def test_all_sentences_come_hit_by_hit_and_those_not_searched_for_have_no_rank() -> None:
    hits = [make_hit(["The calf.", "The heel."], ordinal=7), make_hit(["The toe."], ordinal=3)]
    found = candidates("calf", *hits, searched=1)
    assert [one.sentence.text for one in found] == ["The calf.", "The heel.", "The toe."]
    assert [(one.rank, one.index) for one in found] == [(0, 0), (0, 1), (None, 0)]
    assert found[0].stems == {"calf"}


def test_without_hits_there_are_no_candidates() -> None:
    assert candidates("calf") == []


def test_a_question_without_words_finds_nothing_anywhere() -> None:
    (one,) = candidates("?", make_hit(["The calf aches."]))
    assert (one.own, one.found, one.offers) == ((), (), 0.0)


def test_lists_are_told_apart_by_document_and_number() -> None:
    one, other = (make_hit(["popliteus"], roles=[Role.ITEM], title=title) for title in ("Calf", "Knee"))
    sentence = one.passage.sentences[0]
    keys = {list_key(hit, replace(sentence, group=group)) for hit in (one, other) for group in (1, 2)}
    assert len(keys) == 4
    assert list_key(one, replace(sentence, group=None)) is None


LEVELS = st.lists(st.tuples(st.floats(0.01, 10), st.floats(0, 1)), min_size=1, max_size=5)


@given(LEVELS)
def test_a_share_lies_between_nothing_and_all(levels: list[tuple[float, float]]) -> None:
    terms = [Term(str(n), frozenset({str(n)}), weight) for n, (weight, _) in enumerate(levels)]
    assert 0.0 <= share(terms, [level for _, level in levels]) <= 1.0 + 1e-9
    assert share(terms, [1.0] * len(terms)) == pytest.approx(1.0)
    assert share(terms, [0.0] * len(terms)) == 0.0


def test_a_share_is_weighted() -> None:
    terms = [Term("nerv", frozenset({"nerv"}), 1.0), Term("soleus", frozenset({"soleus"}), 3.0)]
    assert share(terms, [0.0, 1.0]) == 0.75
    assert share([], []) == 0.0
