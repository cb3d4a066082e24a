"""The two readings of a follow-up, over five tiny notes: when the note that answered last is meant, and when not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from answer.answerer import Answerer
from answer.question import Question
from answer.readings import Reading, _name_of, read_by_note, weigh
from answer.subjects import Subjects
from answer.types import Turn
from corpus.types import Passage
from index.search import Searcher
from tests.answer.hits import make_hit
from tests.answer.test_question import SmallLibrary

QUOTED = "Trigger points in the soleus send pain to the heel and the sole of the foot."
TOLD = (Turn("it burns when I walk uphill, what is that?", QUOTED),)


def by_note(searcher: Searcher, typed: str, *history: Turn, whole: str = "") -> str | None:
    subjects = Subjects(searcher, [source.title for source in searcher.generation.store.sources().values()])
    found = read_by_note(typed, whole or typed, history, searcher, subjects)
    return found and found[0]


def test_what_no_question_named_is_named_by_the_note_that_answered(answerer: Answerer) -> None:
    answer = answerer.answer("ok and which exercises make it stronger?", history=TOLD)
    assert answer.interpreted_question == "Soleus: which exercises make it stronger?"
    assert "seated heel raise" in [sentence.text for sentence in answer.sentences]


def test_an_answer_that_the_library_does_not_hold_names_nothing(five_notes: Searcher) -> None:
    forged = Turn("what is that?", "Your masseter is chewing gum in a purple spaceship.")
    assert by_note(five_notes, "how long for?", forged) is None


def test_the_newest_answer_is_the_one_that_counts(five_notes: Searcher) -> None:
    later = Turn("and this?", "The accessory nerve supplies the trapezius.")
    assert by_note(five_notes, "does it hurt?", *TOLD, later) == "Trapezius: does it hurt?"
    assert by_note(five_notes, "does it hurt?", *TOLD, Turn("thanks")) == "Soleus: does it hurt?"


def test_a_question_about_another_muscle_is_not_asked_of_the_note(five_notes: Searcher) -> None:
    assert by_note(five_notes, "where does the piriformis start?", *TOLD) is None
    assert by_note(five_notes, "and the deltoid?", *TOLD, whole="What burns in the deltoid?") is None


@pytest.mark.parametrize("typed", ["What helps against gout?", "what about my asthma", "Is fibromyalgia the same?"])
def test_a_complaint_of_which_the_note_has_no_word_is_not_asked_of_it(five_notes: Searcher, typed: str) -> None:
    assert by_note(five_notes, typed, *TOLD) is None
    assert by_note(five_notes, typed, *TOLD, whole="Soleus: " + typed) is None


@pytest.mark.parametrize(
    ("title", "headings", "name"),
    [
        ("Teres major: anatomy", (), "Teres major"),
        ("TERES MAJOR", (), "Teres major"),
        ("frozen_shoulder-notes.md", (), "frozen shoulder notes"),
        ("Handout 6: Teres major", (), "Teres major"),
        ("Chestnut Street", ("Frozen shoulder",), "Frozen shoulder"),
        ("Chestnut Street", ("Opening times",), "Chestnut Street"),
    ],
)
def test_a_note_goes_by_what_its_title_names(title: str, headings: tuple[str, ...], name: str) -> None:
    place = replace(a_place(), title=title, heading_path=headings)
    assert _name_of(place, Subjects(SmallLibrary("teres major frozen shoulder"))) == name


@pytest.mark.parametrize(
    ("sure", "leans", "chosen"),
    [
        ((0.6, 0.9), False, "second"),
        ((0.6, 0.7), False, "first"),  # no surer than chance would have it
        ((0.01, 0.3), False, "first"),  # surer, and not enough for an answer
        ((0.6, 0.7), True, "second"),
        ((0.7, 0.6), True, "first"),
    ],
)
def test_the_surer_reading_is_chosen(sure: tuple[float, float], leans: bool, chosen: str) -> None:
    first, second = (
        Reading(text, Question(text, (), ()), [], each, [])
        for text, each in zip(("first", "second"), sure, strict=True)
    )
    assert weigh(first, second, a_place(), leans=leans, enough=0.45).text == chosen


def a_place() -> Passage:
    return make_hit(["Anything."]).passage
