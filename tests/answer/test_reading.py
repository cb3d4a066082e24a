"""The reading grade against counts by hand."""

from __future__ import annotations

import pytest

from answer.reading import count_syllables, grade


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("ball", 1), ("place", 1), ("muscle", 2), ("table", 2), ("pressed", 1), ("rested", 2), ("noses", 2),
        ("bones", 1), ("client", 2), ("gluteus", 3), ("piriformis", 4), ("anterior", 4), ("tibia", 3),
        ("the", 1), ("rhythm", 1),
    ],
)  # fmt: skip
def test_syllables_are_counted(word: str, count: int) -> None:
    assert count_syllables(word) == count


def test_the_grade_is_that_of_flesch_and_kincaid() -> None:
    assert grade("Put the ball on the floor. Sit on it.") == pytest.approx(0.39 * 9 / 2 + 11.8 * 9 / 9 - 15.59)


def test_short_words_and_sentences_read_more_easily() -> None:
    assert grade("Bend your knee. Hold it.") < grade("Flexion of the knee is sustained isometrically.")


def test_nothing_takes_no_school() -> None:
    assert grade("") == grade("12 – 15") == 0.0
