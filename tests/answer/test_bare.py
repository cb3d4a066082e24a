"""A name by itself asks what it is; words that name nothing, and words that nobody knows, ask nothing."""

from __future__ import annotations

import pytest

from answer.answerer import Answerer
from answer.types import Status, Turn


@pytest.mark.parametrize(
    ("typed", "searched", "words"),
    [
        ("sciatica", "What is sciatica?", "Sciatica is nerve pain"),
        ("the hamstrings?", "What are the hamstrings?", "The hamstrings are the muscles"),
        ("QL", "What is the quadratus lumborum?", "The quadratus lumborum is a flat"),
        ("🦵 soleus", "What is the soleus?", "The gastrocnemius and the soleus are the two"),
        ("trigger points", "What are trigger points?", "A trigger point is a tender spot"),
        ("Trendelenburg sign", "What is Trendelenburg sign?", "called a positive Trendelenburg sign"),
    ],
)
def test_a_name_asks_what_it_is(as_shipped: Answerer, typed: str, searched: str, words: str) -> None:
    answer = as_shipped.answer(typed)
    assert answer.interpreted_question == searched
    assert words in " ".join(sentence.text for sentence in answer.sentences)


@pytest.mark.parametrize(
    "question",
    [
        *(
            "test",
            "steps",
            "contraindications",
            "origin",
            "muscle",
            "red flags",
            "test test",
            "football",
            "neck",
            "dog",
        ),
        *("mupocigos pajoletas", "dkfjo bl jxv", "ug szvsjz ukzchkdvw tk", "nir bilin naholufe vun", "foo", "ver"),
        *("😀😀", "💪🦵?", "?!", "differential diagnosis?", "is it safe?", "does it work?"),
    ],
)
def test_what_asks_nothing_is_not_answered(as_shipped: Answerer, question: str) -> None:
    answer = as_shipped.answer(question)
    assert (answer.status, answer.sentences) == (Status.NOT_COVERED, ())


@pytest.mark.parametrize(
    "question",
    [
        "stiff neck",
        "hip pain at night",
        "exercises for the soleus",
        "What is a trigger point?",
        "How is ischaemic compression done?",
    ],
)
def test_what_is_no_mere_name_is_searched_as_typed(as_shipped: Answerer, question: str) -> None:
    answer = as_shipped.answer(question)
    assert (answer.status, answer.interpreted_question) == (Status.ANSWERED, question)


def test_one_word_after_a_question_is_a_follow_up(as_shipped: Answerer) -> None:
    answer = as_shipped.answer("steps?", audience="therapist", history=[Turn("What is muscle energy technique?")])
    assert answer.status is Status.ANSWERED
