"""Where sentences end, and that no character outside white space is lost between them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.sentences import split_sentences


def _split(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (
            "It lies deep. It turns the shin! Does it hurt?",
            ["It lies deep.", "It turns the shin!", "Does it hurt?"],
        ),
        ("Dr. Lewis agrees. So do I.", ["Dr. Lewis agrees.", "So do I."]),
        ("M. popliteus lies deep. See Fig. 3 for more.", ["M. popliteus lies deep.", "See Fig. 3 for more."]),
        ("It meets the Lig. Wrisberg at the back. Rest.", ["It meets the Lig. Wrisberg at the back.", "Rest."]),
        ("Hold for 20 secs. Then rest.", ["Hold for 20 secs.", "Then rest."]),
        ("Hold for 20 secs. or so. Rest.", ["Hold for 20 secs. or so.", "Rest."]),
        ("It hurts (see p. 4). Rest.", ["It hurts (see p. 4).", "Rest."]),
        ("It was found early. (Travell 1983) It is small.", ["It was found early. (Travell 1983)", "It is small."]),
        ("The load is 2.5 kg. Lift it.", ["The load is 2.5 kg.", "Lift it."]),
        ("Wrapped in\nthe middle. Next.", ["Wrapped in\nthe middle.", "Next."]),
        ("Rest. …", ["Rest. …"]),
        ("Hold for 20 secs. Rest 5 mins. Walk.", ["Hold for 20 secs.", "Rest 5 mins.", "Walk."]),
        ("   ", []),
        ("", []),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert _split(text) == sentences


def test_offsets_point_into_the_whole_text() -> None:
    text = "Head. It lies deep. It turns. Tail."
    assert [text[a:b] for a, b in split_sentences(text, 6, 29)] == ["It lies deep.", "It turns."]


@given(st.text(alphabet=st.sampled_from("aB1 .!?()\n\t'’\"-–,;:é\u00ad\u200b\u2028🙂…/@")) | st.text(max_size=200))
@settings(max_examples=400)
def test_sentences_hold_everything_but_white_space(text: str) -> None:
    spans = split_sentences(text, 0, len(text))
    position = 0
    for start, end in spans:
        assert position <= start < end <= len(text)
        assert text[position:start].strip() == ""
        assert text[start:end] == text[start:end].strip()
        position = end
    assert text[position:].strip() == ""


@pytest.mark.parametrize("unit", ["a", "(", "(a) ", "A. ", "x. ", "Dr. ", "🙂", "..."])
def test_hostile_text_is_split_in_linear_time(unit: str) -> None:
    started = time.perf_counter()
    split_sentences((unit * 100_000)[:100_000], 0, 100_000)
    assert time.perf_counter() - started < 15
