"""Units of evidence: what each holds of the question, which lists stay whole, and what names another structure."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.evidence import (
    ALIKE,
    IN_HEADING,
    IN_LEAD_IN,
    IN_PASSAGE,
    IN_SENTENCE_BEFORE,
    NAMED,
    Unit,
    find_units,
    share,
)
from answer.question import Question, Term, read_question
from corpus.types import Kind, Role, Sentence
from index.search import Hit, Why
from tests.answer.test_question import SmallLibrary
from tests.index.library import make_entry

SHORT_LIST = ["Muscles of the calf that hurt:", "soleus", "gastrocnemius", "popliteus"]


def make_hit(
    lines: list[str],
    *,
    title: str = "Calf",
    heading: str = "Notes",
    kind: Kind = Kind.OTHER,
    roles: list[Role] | None = None,
    scores: list[float] | None = None,
    ordinal: int = 0,
) -> Hit:
    """A hit of one passage; with `roles` its sentences belong to one list."""
    _, (passage,) = make_entry(title, [(heading, kind, lines)])
    if roles:
        listed = zip(passage.sentences, roles, strict=True)
        sentences = tuple(replace(one, role=role, group=None if role is Role.SENTENCE else 1) for one, role in listed)
        passage = replace(passage, sentences=sentences)
    scores = scores or [0.5] * len(lines)
    return Hit(passage, ordinal, 0.5, Why(1.0, 0.5, (), 0), tuple(scores))


def units(text: str, *hits: Hit) -> list[Unit]:
    return find_units(read_question(text, SmallLibrary()), hits)


def texts(unit: Unit) -> list[str]:
    return [sentence.text for sentence in unit.sentences]


def list_roles(count: int, item: Role = Role.ITEM) -> list[Role]:
    return [Role.LEAD_IN, *[item] * count]


def test_each_sentence_is_a_unit_and_the_one_that_names_what_is_asked_comes_first() -> None:
    found = units(
        "Which nerve supplies the soleus?", make_hit(["It is flat.", "The tibial nerve supplies the soleus."])
    )
    assert [texts(unit) for unit in found] == [["The tibial nerve supplies the soleus."], ["It is flat."]]
    assert found[0].found == (1.0, 1.0, 1.0)
    assert found[0].score > found[1].score


def test_the_fact_asked_for_goes_before_mere_likeness() -> None:
    hit = make_hit(["The soleus is a soleus of the soleus.", "The soleus has the tibial nerve."], scores=[0.6, 0.5])
    assert texts(units("Which nerve supplies the soleus?", hit)[0]) == ["The soleus has the tibial nerve."]


def test_equal_units_keep_the_order_of_document_and_place() -> None:
    lines = ["The calf aches.", "The calf aches!"]
    found = units("calf", make_hit(lines, ordinal=3), make_hit(lines, ordinal=1))
    assert [(unit.hit.ordinal, unit.sentences[0].start) for unit in found] == [(1, 0), (1, 16), (3, 0), (3, 16)]


def test_a_short_list_is_one_unit_with_its_lead_in() -> None:
    (unit,) = units("Which muscles of the calf hurt?", make_hit(SHORT_LIST, roles=list_roles(3)))
    assert texts(unit) == SHORT_LIST
    assert unit.words == 9


@pytest.mark.parametrize(
    ("item", "words"),
    [pytest.param(Role.ITEM, 6, id="over 110 words"), pytest.param(Role.STEP, 8, id="steps, over 180 words")],
)
def test_each_item_of_a_long_list_keeps_the_lead_in(item: Role, words: int) -> None:
    lines = [SHORT_LIST[0], *(f"the muscle number {n} " + "of the lower leg " * words for n in range(6))]
    found = units(
        "Which muscles of the calf hurt?", make_hit([line.strip() for line in lines], roles=list_roles(6, item))
    )
    assert len(found) == 6
    assert {texts(unit)[0] for unit in found} == {SHORT_LIST[0]}
    assert {len(unit.sentences) for unit in found} == {2}


def test_steps_stay_together_where_items_would_not() -> None:
    lines = [SHORT_LIST[0], *(f"the muscle number {n} " + "of the lower leg " * 5 for n in range(6))]
    steps = make_hit([line.strip() for line in lines], roles=list_roles(6, Role.STEP))
    (unit,) = units("Which muscles of the calf hurt?", steps)
    assert len(unit.sentences) == 7


def test_a_list_over_two_passages_keeps_its_lead_in_and_its_order() -> None:
    first = make_hit(SHORT_LIST[:2], roles=list_roles(1), ordinal=0)
    rest = make_hit(["plantaris", "tibialis posterior"], roles=[Role.ITEM, Role.ITEM], ordinal=1)
    moved = tuple(replace(one, start=one.start + 500, end=one.end + 500) for one in rest.passage.sentences)
    rest = replace(rest, passage=replace(rest.passage, start=500, sentences=moved))
    (unit,) = units("Which muscles of the calf hurt?", rest, first)
    assert texts(unit) == [*SHORT_LIST[:2], "plantaris", "tibialis posterior"]
    assert [part.hit.ordinal for part in unit.parts] == [0, 0, 1, 1]


def test_a_sentence_beside_a_list_is_no_part_of_it() -> None:
    hit = make_hit([*SHORT_LIST, "Rest helps."], roles=[*list_roles(3), Role.SENTENCE])
    assert sorted(len(unit.sentences) for unit in units("Which muscles of the calf hurt?", hit)) == [1, 4]


@pytest.mark.parametrize(
    ("lines", "roles", "heading", "title", "level"),
    [
        (["The soleus aches."], None, "Notes", "Calf", 1.0),
        (["The heel bone: soleus"], None, "Notes", "Calf", 1.0),
        (["Muscles such as the soleus:", "flat ones"], list_roles(1), "Notes", "Calf", 1.0),
        (["It aches."], None, "Soleus", "Calf", IN_HEADING),
        (["It aches."], None, "Notes", "Soleus", 0.75),
        (["The soleus is flat.", "It aches."], None, "Notes", "Calf", 1.0),
        (["It aches."], None, "Notes", "Calf", 0.0),
    ],
)
def test_a_word_counts_by_where_it_stands(
    lines: list[str], roles: list[Role] | None, heading: str, title: str, level: float
) -> None:
    best = units("soleus", make_hit(lines, roles=roles, heading=heading, title=title))[0]
    assert best.found == (level,)


def test_a_word_of_the_lead_in_counts_for_its_items() -> None:
    lines = ["Muscles beside the soleus:", *(f"number {n} " + "of the lower leg " * 8 for n in range(6))]
    found = units("soleus number 3", make_hit([line.strip() for line in lines], roles=list_roles(6)))
    terms = dict(zip(["soleus", "3"], found[0].found[:1] + found[0].found[-1:], strict=True))
    assert terms == {"soleus": IN_LEAD_IN, "3": 1.0}


def test_a_word_of_the_passage_counts_most_just_after_it_and_little_elsewhere() -> None:
    lines = ["It aches.", "The soleus is flat.", "It is weak.", "It is long."]
    found = {texts(unit)[0]: unit.found for unit in units("soleus", make_hit(lines))}
    assert [found[line] for line in lines] == [(IN_PASSAGE,), (1.0,), (IN_SENTENCE_BEFORE,), (IN_PASSAGE,)]


def test_a_word_that_means_the_same_counts_nearly_as_much() -> None:
    (unit,) = units("bum", make_hit(["The buttock aches."]))
    assert unit.found == (ALIKE,)


@pytest.mark.parametrize(
    ("line", "heading", "named"),
    [
        ("The piriformis arises from the sacrum.", "Notes", True),
        ("It arises from the sacrum.", "Piriformis", True),
        ("The soleus arises from the fibula.", "Notes", False),
    ],
)
def test_a_unit_names_the_structure_asked_about_or_is_none(line: str, heading: str, named: bool) -> None:
    (unit,) = units("Where does the piriformis start?", make_hit([line], heading=heading))
    assert unit.named is named


def test_of_two_structures_asked_about_both_are_to_be_named() -> None:
    one, both = units(
        "Does the piriformis press on the soleus?", make_hit(["The piriformis.", "The piriformis and the soleus."])
    )[::-1]
    assert (both.named, one.named) == (True, False)
    assert NAMED > 0


@pytest.mark.parametrize(
    ("question", "kept"),
    [
        ("What do the front fibres of the deltoid do?", ["front", "both", "none"]),
        ("What do the posterior fibers of the deltoid do?", ["back", "both", "none"]),
        ("What do the front and the back part of the deltoid do?", ["front", "back", "both", "none"]),
        ("What does the deltoid do?", ["front", "back", "both", "none"]),
        ("Does my back hurt from the deltoid?", ["front", "back", "both", "none"]),
    ],
)
def test_a_unit_about_the_other_part_of_a_muscle_is_no_evidence(question: str, kept: list[str]) -> None:
    lines = {
        "front": "The anterior fibres raise the arm.",
        "back": "The rear part draws the arm back.",
        "both": "The front fibres and the back fibres work in turn.",
        "none": "The deltoid moves the arm.",
    }
    found = {texts(unit)[0] for unit in units(question, make_hit(list(lines.values())))}
    assert found == {lines[name] for name in kept}


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


def test_without_hits_there_are_no_units() -> None:
    assert units("calf") == []


def test_a_question_without_words_has_units_and_nothing_found() -> None:
    question = Question("?", (), ())
    (unit,) = find_units(question, [make_hit(["The calf aches."])])
    assert (unit.found, unit.named) == ((), True)
    assert isinstance(unit.sentences[0], Sentence)
