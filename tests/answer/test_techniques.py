"""Steps of professional techniques: by who is addressed, by mood, by headings, over regions of the whole body."""

from __future__ import annotations

import pytest

from answer.audience import load_policy
from answer.techniques import HANDS_ON_WORK, Section, Techniques, find_steps
from corpus.types import Kind, Role, Sentence, Source
from tests.answer.hits import make_hit

WORDS = load_policy().words


def steps(
    *texts: str,
    kind: Kind = Kind.TECHNIQUE,
    headings: tuple[str, ...] = ("Notes",),
    audience: str = "",
    role: Role = Role.SENTENCE,
    lead: str = "",
) -> list[str]:
    """The texts that are steps, in a section of them; with a lead-in or another role they are one list."""
    listed = bool(lead) or role is not Role.SENTENCE
    given = [(lead, Role.LEAD_IN)] * bool(lead) + [(text, role) for text in texts]
    sentences = tuple(
        Sentence(place, place + 1, text, one, 0, 1 if listed else None) for place, (text, one) in enumerate(given)
    )
    found = find_steps(Section(kind, headings, audience, sentences), WORDS)
    return [sentence.text for sentence in sentences if sentence.start in found]


@pytest.mark.parametrize(
    "text",
    [
        "Insert the needle at a right angle to the skin of the calf.",
        "Slowly inject the anaesthetic into the tender point of the neck.",
        "Give the joint of the wrist a quick thrust at the end of its range.",
        "Place the client prone with the ankle on a roll.",
        "Ask the patient to press the tongue against the palate.",
        "Then lift your client's arm until the shoulder stops.",
        "Nick the skin with a lancet, then put the cup on.",
    ],
)
@pytest.mark.parametrize("kind", [Kind.TECHNIQUE, Kind.SELF_CARE, Kind.OTHER])
def test_an_order_to_pierce_to_thrust_or_to_handle_somebody_is_a_step_wherever_it_stands(text: str, kind: Kind) -> None:
    assert steps(text, kind=kind) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Put a tennis ball between the wall and your calf.",
        "Roll your forearm slowly over the ball for two minutes.",
        "Press your thumb into the sore spot of your palm and breathe.",
        "Hold the stretch of the chest for 30 seconds.",
        "Put a warm pack on your neck.",
        "Dry needling means putting a thin needle through the skin into a muscle.",
        "Muscle energy technique is a method in which the client pushes against the therapist's hand.",
        "Cupping may leave round marks for a week.",
        "One trial found 30 seconds of pressure by a thumb no better than 10 seconds.",
        "Massage of the jaw may ease the ache.",
        "Never press on the windpipe.",
        "Ask your therapist what a session is like.",
    ],
)
@pytest.mark.parametrize("kind", [Kind.SELF_CARE, Kind.EXERCISE, Kind.TECHNIQUE, Kind.OTHER])
def test_self_care_descriptions_risks_and_evidence_are_no_steps(text: str, kind: Kind) -> None:
    assert steps(text, kind=kind) == []


def test_what_is_for_therapists_by_its_heading_its_title_or_its_document_is_withheld() -> None:
    text = "Sink slowly into the front of the hip and wait."
    assert steps(text) == []
    assert steps(text, headings=("Techniques for therapists", "Hip flexors")) == [text]
    assert steps(text, headings=("Front of the hip", "Notes for massage therapists")) == [text]
    assert steps(text, audience="therapist") == [text]


def test_the_nearest_heading_that_says_who_acts_decides() -> None:
    text = "Sink slowly into the front of the hip and wait."
    assert steps(text, headings=("For clients at home", "Techniques for therapists")) == []
    assert steps(text, headings=("Hands-on release", "Home programme")) == [text]


def test_a_list_is_withheld_whole_with_its_lead_in() -> None:
    lead, orders = "Release of the jaw follows these steps:", ["Seat the client.", "Hold until it softens.", "A rest."]
    assert steps(*orders, lead=lead, role=Role.STEP, headings=("Techniques for therapists",)) == [lead, *orders]


def test_a_list_of_who_should_not_be_treated_is_for_everybody() -> None:
    lead = "Deep pressure on the calf is contraindicated with:"
    assert steps("a suspected clot", "press the client's wound", lead=lead, headings=("For therapists",)) == []


def test_a_numbered_list_of_places_is_no_list_of_steps() -> None:
    places = ("The gap between the scalenes", "The space under the collarbone")
    assert steps(*places, role=Role.STEP, headings=("Three places", "Notes for massage therapists")) == []


def test_warnings_and_tests_are_left_alone() -> None:
    text = "Place the client on the side and let the leg drop."
    assert steps(text, kind=Kind.ASSESSMENT) == steps(text, kind=Kind.SAFETY) == steps(text, headings=("Signs",)) == []


def test_orders_of_which_nothing_says_whom_they_are_for_go_with_the_step_that_follows_them() -> None:
    run = ["Begin well away from the wrist.", "Then spread the palm with both thumbs for three minutes."]
    assert steps(*run, "Strength returns in three months.", kind=Kind.OTHER) == run


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("Knuckles down the outside of the thigh.", "Session outline"),
        ("b) The same from the other side.", "Procedure"),
        ("Effleurage towards the heart.", "For massage therapists"),
        ("Both thumbs on the patient's calf.", "For massage therapists"),
    ],
)
def test_what_professionals_note_in_few_words_is_a_step_where_it_is_theirs(text: str, heading: str) -> None:
    assert steps(text, headings=(heading, "Notes for therapists")) == [text]
    assert steps(text, headings=("Notes",)) == []


@pytest.mark.parametrize(
    ("title", "heading", "name"),
    [("Cupping of the back", "How it is done", "Cupping"), ("Calf", "How it is done", HANDS_ON_WORK)],
)
def test_a_step_has_the_name_of_the_technique_above_it_else_of_hands_on_work(
    title: str, heading: str, name: str
) -> None:
    passage = make_hit(["Sink into it and wait."], title=title, heading=heading).passage
    techniques = Techniques(WORDS, lambda _: [passage], lambda document: Source(document, document))
    assert techniques.name(passage, passage.sentences[0]).lower() == name.lower()


def test_what_goes_on_with_a_step_is_one_and_nothing_else_is() -> None:
    told, held = "The therapist takes the cheek between thumb and fingers.", "Pressure is held for eight seconds."
    assert steps(told, held, kind=Kind.OTHER) == [told, held]
    assert steps("The cheek is sore.", held, kind=Kind.OTHER) == []
