"""What a question is after, and that it comes from where notes keep it, about the region or the method asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from answer.aims import Aim, aim_of, complaint_of, is_place, put_plainly, serves, words_of_topic
from answer.answerer import Answerer
from answer.types import Status
from corpus.types import Kind, Role
from tests.answer.hits import make_hit


def headings(answerer: Answerer, question: str, audience: str = "therapist") -> set[str]:
    """The title and the nearest heading of what an answer quotes."""
    citations = answerer.answer(question, audience=audience).citations
    return {f"{one.title} > {one.heading_path[-1]}" for one in citations}


@pytest.mark.parametrize(
    ("question", "aim"),
    [
        ("differential diagnosis of heel pain", Aim.WHAT_ELSE),
        ("Sciatica or something else?", Aim.WHAT_ELSE),
        ("What can calf pain be mistaken for?", Aim.WHAT_ELSE),
        ("Is cupping dangerous?", Aim.RISK),
        ("any side effects of needling", Aim.RISK),
        ("Does taping work?", Aim.EFFECT),
        ("How good is the evidence for stretching?", Aim.EFFECT),
        ("steps of pincer release", Aim.STEPS),
        ("how do I release the soleus", Aim.STEPS),
        ("Why does my knee hurt on stairs?", Aim.CAUSES),
        ("Where does the soleus attach?", None),
        ("What are the risk factors?", None),
        ("Does the soleus help to bend the knee?", None),
        ("my first steps in the morning hurt", None),
        ("Do I have to stop work?", None),
    ],
)
def test_what_a_question_is_after_is_read_from_how_it_asks(question: str, aim: Aim | None) -> None:
    assert aim_of(question) is aim


@pytest.mark.parametrize(
    ("typed", "searched"),
    [
        ("Differential diagnosis of groin pain?", "What else could groin pain be?"),
        ("differentials for neck stiffness", "What else could neck stiffness be?"),
        ("elbow pain: what else could it be", "What else could elbow pain be?"),
        ("is it tension headache or something else?", "What else could tension headache be?"),
        ("what should I rule out with knee pain", "What else could knee pain be?"),
        ("My calf hurts, what else can it be?", "My calf hurts, what else can it be?"),
        ("Could it be something else?", "Could it be something else?"),
        ("Is dry needling safe?", "Is dry needling safe?"),
    ],
)
def test_what_else_something_may_be_is_asked_as_notes_head_it(typed: str, searched: str) -> None:
    assert put_plainly(typed) == searched


@pytest.mark.parametrize(
    ("question", "complaint"),
    [
        ("Why does my neck hurt after sitting at a computer?", "What causes neck pain?"),
        ("my lower back aches when I stand, why?", "What causes lower back pain?"),
        ("why is my neck stiff after sleep", "What causes neck stiffness?"),
        ("why does the back of my thigh hurt while sitting", "What causes pain at the back of my thigh?"),
        ("Why does dry needling hurt?", ""),
    ],
)
def test_a_complaint_is_known_apart_from_its_circumstance(question: str, complaint: str) -> None:
    assert complaint_of(question) == complaint


def test_the_topic_is_what_is_left_without_the_words_of_an_aim() -> None:
    assert words_of_topic("Is dry needling dangerous?") == "dry needling"
    assert words_of_topic("What else could lateral hip pain be?") == "outer hip pain"


def test_a_section_meets_an_aim_by_its_nearest_heading_or_by_one_above_that_is_of_one_thing() -> None:
    def place(*path: str) -> bool:
        passage = make_hit(["Text."]).passage
        return is_place(Aim.WHAT_ELSE, replace(passage, heading_path=path))

    assert place("What else it could be")
    assert place("Differential diagnosis", "Nerves")
    assert not place("Symptoms and differential diagnosis", "Symptoms")
    assert not place("Symptoms")


def test_only_steps_of_what_is_done_meet_a_question_for_steps() -> None:
    kinds = (Kind.TECHNIQUE, Kind.SYMPTOMS)
    done, felt = (make_hit(["Press slowly."], kind=kind, roles=[Role.STEP]) for kind in kinds)
    assert serves(Aim.STEPS, done.passage, done.passage.sentences[0]) == 1
    assert serves(Aim.STEPS, felt.passage, felt.passage.sentences[0]) == 0


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("differential diagnosis of lateral hip pain", "Greater trochanteric pain syndrome > What else it could be"),
        ("differentials for neck stiffness", "Levator scapulae > What else it could be"),
        ("what mimics infraspinatus pain?", "Infraspinatus > What else it could be"),
        ("Does ball massage work?", "Ball self-massage > Evidence and its limits"),
        ("does dry needling really do anything?", "Dry needling > Evidence and its limits"),
        ("Is dry needling dangerous?", "Dry needling > Risks of dry needling"),
        ("is ball massage safe?", "Ball self-massage > Contraindications"),
    ],
)
def test_an_answer_comes_from_where_the_note_on_what_was_asked_keeps_it(
    as_shipped: Answerer, question: str, place: str
) -> None:
    assert headings(as_shipped, question) == {place}


@pytest.mark.parametrize(
    ("question", "searched"),
    [
        (
            "steps of muscle energy technique for the hamstrings",
            "steps of muscle energy technique for the hamstrings",
        ),
        (
            "how do I treat the piriformis with muscle energy technique",
            "What are the steps of muscle energy technique?",
        ),
    ],
)
def test_steps_of_a_method_on_one_muscle_are_those_of_the_method(
    as_shipped: Answerer, question: str, searched: str
) -> None:
    answer = as_shipped.answer(question, audience="therapist")
    assert any("Ask for a push away from the barrier" in sentence.text for sentence in answer.sentences)
    assert answer.interpreted_question == searched


def test_why_it_hurts_after_something_is_answered_by_what_causes_such_pain(as_shipped: Answerer) -> None:
    assert "Low back pain > Causes" in headings(
        as_shipped, "my back hurts after lifting boxes, what happened", "client"
    )
    asked = "Why does my neck hurt after sitting at a computer?"
    assert as_shipped.answer(asked).status is Status.ANSWERED
    nuts = "why does my jaw hurt after eating nuts"
    assert as_shipped.answer(nuts).status is Status.NOT_COVERED  # jaw pain stands there as a sign of something else


def test_only_the_beginning_of_a_long_question_is_read() -> None:
    assert aim_of(f"{'my knee ' * 30}, is it safe?") is Aim.RISK
    assert aim_of(f"{'my knee ' * 40}, is it safe?") is None
