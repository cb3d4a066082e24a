"""Stems: what counts as the same word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import fold, stems


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Muscles MUSCLE muscle's", ["muscl", "muscl", "muscl"], id="number, case and possessive"),
        pytest.param("the patient’s pain", ["patient", "pain"], id="curly apostrophe"),
        pytest.param("long-standing T4-L1", ["long", "stand", "t4", "l1"], id="hyphens split"),
        pytest.param("Ménière Sjögren", ["menier", "sjogren"], id="accents"),
        pytest.param("don't it isn't", [], id="contractions are stop words"),
        pytest.param("What is the?", [], id="stop words alone"),
        pytest.param("vitamin C", ["vitamin", "c"], id="a single letter counts"),
        pytest.param("snake_case ____", ["snake", "case"], id="underscores are no letters"),
        pytest.param("肩の痛み", ["肩の痛み"], id="other alphabets stay"),
        pytest.param("😀 … !", [], id="no words"),
        pytest.param("\ud800 neck", ["neck"], id="lone surrogate"),
    ],
)
def test_stems(text: str, expected: list[str]) -> None:
    assert stems(text) == expected


@given(st.text(st.characters()))
def test_any_text_has_stems_without_spaces_or_capitals(text: str) -> None:
    for stem in stems(text):
        assert stem
        assert stem == fold(stem)
        assert not any(letter.isspace() for letter in stem)
