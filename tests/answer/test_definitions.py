"""What counts as saying what something is, and which lines of facts are about something else."""

from __future__ import annotations

import pytest

from answer.answerer import Answerer
from answer.definitions import defines, is_of_another
from answer.question import read_question
from corpus.types import Role, Sentence
from index.search import Searcher


def sentence(text: str, role: Role = Role.SENTENCE) -> Sentence:
    return Sentence(0, len(text), text, role, 0)


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("What is sciatica?", "Sciatica is nerve pain that runs down the leg.", True),
        ("What is dry needling?", "Dry needling means putting a thin needle into a muscle.", True),
        ("What is the soleus?", "The soleus muscle is a broad, flat muscle of the calf.", True),
        ("what are the suboccipitals", "The suboccipitals, or suboccipital muscles, are four small pairs.", True),
        ("What is sciatica?", "Sciatica is often caused by a slipped disc.", False),
        ("What is dry needling?", "Dry needling is contested.", False),
        ("What is sciatica?", "The usual cause of sciatica is a nerve root that is pressed.", False),
        ("What is dry needling?", "Needling is an old craft.", False),
        ("What is the soleus?", "The nerve of the soleus is the tibial nerve.", False),
    ],
)
def test_a_sentence_defines_what_is_its_only_subject(
    starter: Searcher, question: str, text: str, expected: bool
) -> None:
    assert defines(read_question(question, starter), sentence(text)) is expected


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("Origin of the piriformis?", "Origin: ischial spine (superior gemellus)", True),
        ("Origin of the piriformis?", "Origin: front of the sacrum (piriformis)", False),
        ("Nerve of the piriformis?", "Nerve: branches of the sacral plexus (S1, S2)", False),
        ("What starts at the ischial spine?", "Origin: ischial spine (superior gemellus)", False),
    ],
)
def test_a_line_names_in_brackets_whose_fact_it_is(starter: Searcher, question: str, text: str, expected: bool) -> None:
    assert is_of_another(read_question(question, starter), sentence(text, Role.LABEL)) is expected


def test_an_answer_begins_with_what_the_thing_is(starter: Searcher) -> None:
    assert Answerer(starter).answer("What is sciatica?").sentences[0].text.startswith("Sciatica is nerve pain")


def test_the_fact_of_another_muscle_in_the_same_note_is_no_answer(starter: Searcher) -> None:
    answer = Answerer(starter).answer("origin of piriformis", audience="therapist")
    assert answer.sentences
    assert not any("gemellus" in one.text or "quadratus" in one.text for one in answer.sentences)
