"""The readings of a follow-up, over five tiny notes: when the note that answered last is meant, and when not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from answer.answerer import Answerer
from answer.evidence import Part, Unit
from answer.question import Question
from answer.readings import (
    Reading,
    _name_of,
    end_of_answer,
    is_likelier,
    names_what_no_note_has,
    read_by_note,
    read_by_words,
    weigh,
)
from answer.subjects import Subjects
from answer.types import Status, Turn
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
    assert answer.interpreted_question == "Which exercises make the soleus stronger?"
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
    ("sure", "is_meant"),
    [
        ((0.6, 0.9), True),
        ((0.6, 0.7), False),  # no surer than chance would have it
        ((0.01, 0.3), False),  # surer, and not enough for an answer
    ],
)
def test_only_what_is_much_surer_is_meant_by_a_question_that_seems_whole(
    sure: tuple[float, float], is_meant: bool
) -> None:
    first, second = (a_reading("the same", each) for each in sure)
    assert is_likelier(first, second, enough=0.45) is is_meant


def test_the_reading_that_found_the_likeliest_answer_is_chosen() -> None:
    first, second = a_reading("first", 0.7, a_unit("Rest.", 0.5)), a_reading("second", 0.9, a_unit("Ice.", 2.0))
    both = weigh([(first, 1.0), (second, 1.0)], None)
    assert (both.text, both.sure) == ("second", 0.9)
    assert [unit.text for unit in both.units] == ["Ice.", "Rest."]
    assert weigh([(first, 1.0), (second, 0.1)], None).text == "first"


def test_what_several_readings_found_is_likelier_than_what_one_did() -> None:
    rest, ice, heat = (a_unit(text, score) for text, score in (("Rest.", 1.0), ("Ice.", 0.8), ("Heat.", 1.0)))
    both = weigh([(a_reading("first", 0.7, rest, ice), 1.0), (a_reading("second", 0.7, ice, heat), 1.0)], None)
    assert both.units[0].text == "Ice."


def test_of_two_as_likely_the_one_beside_the_last_answer_comes_first() -> None:
    near, far = a_unit("Rest.", 1.0, "near"), a_unit("Ice.", 1.1, "far")
    readings = [(a_reading("first", 0.7, near, far), 1.0)]
    assert [unit.text for unit in weigh(readings, None).units] == ["Ice.", "Rest."]
    assert [unit.text for unit in weigh(readings, near.hit.passage).units] == ["Rest.", "Ice."]


@pytest.mark.parametrize(
    ("whole", "before", "found"),
    [
        (
            "Soleus: does standing do it too?",
            ["What makes soleus pain worse?"],
            "Soleus pain worse",
        ),
        (
            "Soleus: does standing do it too?",
            ["Why does the soleus hurt?", "thanks"],
            "Soleus hurt",
        ),
        ("does standing do it too?", ["What makes soleus pain worse?"], None),
        ("Does standing do the soleus too?", ["What makes soleus pain worse?"], None),
        ("Soleus: does standing do it too?", [], None),
    ],
)
def test_after_a_topic_the_words_of_the_question_before_are_read_too(
    whole: str, before: list[str], found: str | None
) -> None:
    assert read_by_words("does standing do it too?", whole, before) == (found and f"{found}: does standing do it too?")


def test_what_comes_next_stands_after_the_last_answer() -> None:
    hit = make_hit(["Sit down.", "Pull the toes up.", "Hold for ten seconds."])
    units = [
        Unit(hit, (Part(hit, one),), score, (), 0.0, True, frozenset())
        for one, score in zip(hit.passage.sentences, (3.0, 1.0, 0.5), strict=True)
    ]
    end = end_of_answer(hit.passage, [Turn("how do I begin?", "Sit down."), Turn("thanks", " ")])
    readings = [(a_reading("what next", 0.7, *units), 1.0)]
    assert weigh(readings, hit.passage, end).units[0].text == "Pull the toes up."
    assert weigh(readings, hit.passage).units[0].text == "Sit down."
    assert end_of_answer(hit.passage, [Turn("how do I begin?", "Stand on a chair.")]) is None


@pytest.mark.parametrize(
    ("typed", "is_unheard"),
    [
        ("and for gout?", True),
        ("what about verrucas", True),
        ("and for the soleus?", False),
        ("and how is gout treated?", False),  # says itself what it asks, and is judged like any question
        ("and for gout in the soleus?", False),
    ],
)
def test_what_no_note_has_a_word_of_is_not_covered(
    answerer: Answerer, five_notes: Searcher, typed: str, is_unheard: bool
) -> None:
    subjects = Subjects(five_notes, [source.title for source in five_notes.generation.store.sources().values()])
    assert names_what_no_note_has(typed, five_notes, subjects) is is_unheard
    if is_unheard:
        assert answerer.answer(typed, history=TOLD).status is Status.NOT_COVERED


def a_place() -> Passage:
    return make_hit(["Anything."]).passage


def a_reading(text: str, sure: float, *units: Unit) -> Reading:
    return Reading(text, Question(text, (), ()), [], sure, list(units))


def a_unit(text: str, score: float, document: str = "") -> Unit:
    hit = make_hit([text])
    hit = replace(hit, passage=replace(hit.passage, document_id=document or text))
    parts = (Part(hit, hit.passage.sentences[0]),)
    return Unit(hit, parts, score, (), 0.0, True, frozenset())
