"""A quote that points back brings the sentence it points to, and no other does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from answer.evidence import Part, Unit
from answer.hanging import ground, ground_all, hangs
from corpus.types import Role
from tests.answer.hits import make_hit

BEFORE = "On one leg the pelvis drops to the other side."


def unit(lines: list[str], place: int, roles: list[Role] | None = None) -> Unit:
    hit = make_hit(lines, roles=roles)
    parts = (Part(hit, hit.passage.sentences[place]),)
    return Unit(hit, parts, 1.0, (), 0.0, named=True, stems=frozenset())


def texts(found: Unit) -> list[str]:
    return [sentence.text for sentence in found.sentences]


@pytest.mark.parametrize(
    "text",
    [
        "It is called a Trendelenburg sign.",
        "This points to a weak muscle.",
        "They hold the hip in its socket.",
        "The drop is called a Trendelenburg sign.",
        "However, most people get better.",
        "The latter is rare.",
    ],
)
def test_a_sentence_that_points_back_brings_the_one_before(text: str) -> None:
    assert texts(ground(unit([BEFORE, text], 1), 180)) == [BEFORE, text]


@pytest.mark.parametrize(
    "text",
    [
        "The soleus bends the foot.",
        "The calf is tight.",
        "Itching is harmless.",
        "Thistles sting.",
        "Weak muscles tire.",
    ],
)
def test_a_sentence_that_stands_alone_comes_alone(text: str) -> None:
    assert texts(ground(unit([BEFORE, text], 1), 180)) == [text]


def test_what_the_heading_names_needs_no_other_sentence() -> None:
    assert not hangs("The drop is small.", "The drop hurts.", "The drop")


def test_the_first_sentence_and_one_after_a_list_have_nothing_before_them() -> None:
    assert texts(ground(unit(["It hurts.", BEFORE], 0), 180)) == ["It hurts."]
    roles = [Role.LEAD_IN, Role.ITEM, Role.SENTENCE]
    assert texts(ground(unit(["Signs are:", "a drop", "It hurts."], 2, roles), 180)) == ["It hurts."]


def test_the_sentence_before_stays_away_where_both_are_too_long() -> None:
    assert texts(ground(unit([BEFORE, "It hurts."], 1), 5)) == ["It hurts."]


def test_sentences_that_others_lean_on_do_not_make_an_answer_longer() -> None:
    text = [BEFORE, "It is called a Trendelenburg sign.", "The soleus bends the foot.", "Weak muscles tire."]
    hanging, best, least = (replace(unit(text, place), score=score) for place, score in ((1, 2.0), (2, 3.0), (3, 1.0)))
    kept = [hanging, best, least]
    assert [texts(each) for each in ground_all(kept, 180, 3)] == [text[:2], [text[2]]]
    assert len(ground_all(kept, 180, 4)) == 3
    assert [texts(each) for each in ground_all([hanging], 180, 1)] == [text[:2]]
