"""Questions of several things that compare nothing: each is asked by itself, and both are answered or neither."""

from __future__ import annotations

from dataclasses import replace

import pytest

from answer.answerer import Answerer
from answer.comparison import answer_each, read_both
from answer.evidence import Part, Unit
from answer.subjects import Subjects
from answer.types import Status
from corpus.types import Kind
from tests.answer.hits import make_hit
from tests.answer.test_audience import unit


@pytest.fixture(scope="module")
def subjects(as_shipped: Answerer) -> Subjects:
    return as_shipped._subjects


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        ("nerve supply of sartorius and soleus?", ["nerve supply of sartorius?", "nerve supply of soleus?"]),
        (
            "Where do the hamstrings and the adductors attach?",
            ["Where do the hamstrings attach?", "Where do the adductors attach?"],
        ),
        ("origin of gluteus medius and minimus", ["origin of gluteus medius", "origin of gluteus minimus"]),
        (
            "insertion of sartorius, gracilis and soleus",
            ["insertion of sartorius", "insertion of gracilis", "insertion of soleus"],
        ),
        ("exercises for sciatica and low back pain", ["exercises for sciatica", "exercises for low back pain"]),
        ("What lies between the soleus and the gastrocnemius?", []),
        ("My hip and knee hurt when I climb stairs", []),
        ("Why do the hip and the knee hurt on stairs?", []),
        ("sciatica, low back pain", []),
        ("massage and sciatica", []),
        ("What does the soleus do?", []),
    ],
)
def test_several_things_of_one_sort_are_asked_of_one_by_one(
    subjects: Subjects, question: str, sides: list[str]
) -> None:
    assert [side.question for side in read_both(question, subjects.find(question, foreign=False))] == sides


def test_where_one_thing_is_not_covered_the_sides_answer_nothing(subjects: Subjects) -> None:
    question = "nerve supply of sartorius and soleus"
    sides = read_both(question, subjects.find(question, foreign=False))
    names = ("sartorius", "soleus")
    hit = make_hit([f"The {name} has a nerve." for name in names])
    held = {
        name: replace(unit(Kind.ANATOMY, 1.0, sentence.text), parts=(Part(hit, sentence),))
        for name, sentence in zip(names, hit.passage.sentences, strict=True)
    }

    def answer_for(asked: str) -> list[Unit]:
        return [told for name, told in held.items() if name in asked]

    assert answer_each(sides, answer_for) == [replace(told, score=0.0) for told in held.values()]
    del held["soleus"]
    assert answer_each(sides, answer_for) == []


@pytest.mark.parametrize(
    ("question", "titles"),
    [
        ("attachments of the gluteus medius and the piriformis", {"Gluteus medius", "Piriformis and deep rotators"}),
        ("nerve supply of sartorius and rectus femoris?", {"Sartorius", "Rectus femoris"}),
        ("what do levator scapulae and upper trapezius do?", {"Levator scapulae", "Upper trapezius"}),
    ],
)
def test_both_things_are_told_of(as_shipped: Answerer, question: str, titles: set[str]) -> None:
    answer = as_shipped.answer(question, audience="therapist")
    assert answer.status is Status.ANSWERED
    assert {citation.title for citation in answer.citations} == titles


def test_what_one_sentence_tells_of_both_comes_once(as_shipped: Answerer) -> None:
    answer = as_shipped.answer("what do the soleus and gastrocnemius do", audience="therapist")
    texts = [sentence.text for sentence in answer.sentences]
    assert texts[0].startswith("The gastrocnemius and the soleus push the foot down")
    assert len(texts) == len(set(texts))
