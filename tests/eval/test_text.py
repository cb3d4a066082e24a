"""Text as the bench compares it: wording counts, typography does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.text import holds, normalise


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("", "", id="nothing"),
        pytest.param(" …!— ", "", id="marks alone"),
        pytest.param("The  hip\n\tjoint.", "the hip joint", id="white space"),
        pytest.param("Ménière’s", "meniere s", id="accents and apostrophes"),
        pytest.param("side-lying", "side lying", id="hyphens"),
        pytest.param("snake_case", "snake case", id="underscores"),
        pytest.param("10–15 mm²", "10 15 mm2", id="digits and powers"),
        pytest.param("ﬁbres of the Straße", "fibres of the strasse", id="ligatures and sharp s"),
        pytest.param("C5/C6", "c5 c6", id="slashes"),
        pytest.param("боль в бедре", "боль в бедре", id="other alphabets"),
    ],
)
def test_words_remain(text: str, words: str) -> None:
    assert normalise(text) == words


@given(st.text())
def test_what_is_normalised_stays_as_it_is(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert once == " ".join(once.split())


@given(st.text(st.characters(max_codepoint=127)))
def test_upper_case_makes_no_difference(text: str) -> None:
    assert normalise(text.upper()) == normalise(text.lower()) == normalise(text)


@pytest.mark.parametrize(
    ("text", "phrase", "there"),
    [
        pytest.param("It abducts the hip.", "Abducts the HIP", True, id="other case"),
        pytest.param("It abducts the hip.", "abduct", False, id="part of a word"),
        pytest.param("It abducts the hip.", "hip the abducts", False, id="other order"),
        pytest.param("It abducts the hip.", "abducts hip", False, id="a word between"),
        pytest.param("Hold for 130 seconds", "30 seconds", False, id="part of a number"),
        pytest.param("L4–L5 and S1", "l4-l5", True, id="another dash"),
        pytest.param("Anything", "", False, id="an empty phrase is never there"),
        pytest.param("Anything", "…", False, id="nor is one of marks alone"),
        pytest.param("", "", False, id="not even in an empty text"),
        pytest.param("", "hip", False, id="nothing in an empty text"),
    ],
)
def test_a_phrase_is_held_as_a_run_of_whole_words(text: str, phrase: str, *, there: bool) -> None:
    assert holds(text, phrase) is there
