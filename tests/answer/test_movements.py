"""Movements in plain words: put into the terms of a source that has the same movement, and left alone else."""

from __future__ import annotations

import pytest

from answer.edits import unexplained
from answer.movements import load_movements, move_exactly
from answer.support import Cited, check

SAME = [
    ("Abducts the hip.", "It moves the leg out to the side."),
    ("Abducts the hip.", "It lifts the thigh sideways."),
    ("Adduction of the hip", "It draws the thigh towards the midline."),
    ("Flexes the hip.", "It lifts the thigh."),
    ("Flexes the hip.", "It brings the knee towards the chest."),
    ("Extends the hip.", "It takes the leg backwards."),
    ("Its front fibres rotate the thigh medially.", "Its front fibres turn the thigh inwards."),
    ("Lateral rotation of the hip", "It rolls the leg outwards."),
    ("Abduction of the shoulder", "It raises the arm to the side."),
    ("Extends and adducts the arm.", "It pulls the arm in to the body."),
    ("Laterally rotates the arm.", "It turns the arm outwards."),
    ("Flexion, abduction and lateral rotation of the hip", "It swings the thigh forwards."),
    ("Extension of the wrist", "It lifts the hand back."),
    ("Protracts the scapula.", "It pulls the shoulder blade forwards."),
    ("Retraction of the scapulae", "It squeezes the shoulder blades together."),
    ("Elevates the scapula.", "It raises the shoulder blade."),
    ("Flexes the neck.", "It brings the chin to the chest."),
    ("Elevates the mandible.", "It closes the jaw."),
    ("Abducts the fingers.", "It spreads the fingers."),
]
OTHER = [
    ("Adducts the hip.", "It moves the leg out to the side."),
    ("Abducts the hip.", "It draws the thigh towards the midline."),
    ("Flexes the hip.", "It takes the leg backwards."),
    ("Extends the hip.", "It brings the knee towards the chest."),
    ("Rotates the thigh medially.", "It turns the thigh outwards."),
    ("Lateral rotation of the hip", "It rolls the leg inwards."),
    ("Abduction of the shoulder", "It pulls the arm in to the body."),
    ("Abducts the hip.", "It raises the arm to the side."),
    ("Flexes the knee and extends the hip.", "It lifts the thigh."),
    ("Lateral flexion of the spine", "It bends the spine forwards."),
    ("Retracts the scapula.", "It pulls the shoulder blade forwards."),
    ("Elevates the mandible.", "It opens the jaw."),
]


@pytest.mark.parametrize(("quote", "text"), SAME)
def test_a_movement_in_plain_words_is_carried(quote: str, text: str) -> None:
    cited = Cited(quote, "Muscle", ("Actions",))
    assert move_exactly(text, quote) != text
    assert check(text, [cited]).is_carried, check(text, [cited])


@pytest.mark.parametrize(("quote", "text"), OTHER)
def test_another_movement_is_not(quote: str, text: str) -> None:
    assert move_exactly(text, quote) == text
    assert not check(text, [Cited(quote, "Muscle", ("Actions",))]).is_carried


def test_a_movement_in_plain_words_may_stand_for_it() -> None:
    cited = Cited("Abducts the hip.", "Gluteus medius", ("Actions",))
    assert unexplained(["The gluteus medius moves the leg out to the side."], [cited]) == ""
    assert unexplained(["The gluteus medius moves the leg."], [cited]) != ""


def test_each_form_of_a_verb_is_read() -> None:
    quote = "Abducts the hip."
    for verb, moved in (("move", "abduct"), ("moves", "abducts"), ("moving", "abducting"), ("brought", "abducted")):
        assert move_exactly(f"{verb} the leg out to the side", quote) == f"{moved} the hip"
    assert len(load_movements()) > 30
