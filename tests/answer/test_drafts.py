"""Whatever a model sends, in whatever pieces: sentences with the numbers they cite, or nothing; never a failure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.drafts import Draft, read_drafts

PIECES = (
    "[1]",
    "[2, 3]",
    "[",
    "]",
    "1",
    "It aches",
    ". ",
    "\n",
    "<think>",
    "</think>",
    "**",
    "- ",
    "A",
    "a",
    "! ",
    "【4】",
)
said = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=30).map("".join)


def drafts(text: str, size: int = 7) -> list[tuple[str, tuple[int, ...]]]:
    pieces = [text[start : start + size] for start in range(0, len(text), size)]
    return [(draft.text, draft.keys) for draft in read_drafts(pieces)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It aches [1].", [("It aches.", (1,))]),
        ("It aches. [1]", [("It aches.", (1,))]),
        ("It aches.[1]\n[2]", [("It aches.", (1, 2))]),
        ("It aches [1][2] [2].", [("It aches.", (1, 2))]),
        ("It aches [1, 3-5].", [("It aches.", (1, 3, 4, 5))]),
        ("It aches 【^2】.", [("It aches.", (2,))]),
        ("It aches [1-400].", [("It aches.", ())]),
        (
            "The nerve (L4, L5) [1] supplies it. It aches [2].",
            [("The nerve (L4, L5) supplies it.", (1,)), ("It aches.", (2,))],
        ),
        ("It aches. It is wide. [1]", [("It aches.", (1,)), ("It is wide.", (1,))]),
        ("It is 2.5 cm wide, e.g. here [1].", [("It is 2.5 cm wide, e.g. here.", (1,))]),
        ("**Pain**: it *aches* [1].", [("Pain: it aches.", (1,))]),
        ("# Pain\n\n1. It aches [1]\n- It burns [2]", [("Pain.", ()), ("It aches.", (1,)), ("It burns.", (2,))]),
        ("It aches\nat night [1].", [("It aches at night.", (1,))]),
        ("<think>Hm, [1].\nIt burns [2].</think>It aches [1].", [("It aches.", (1,))]),
        ("<think>It burns [2].", []),
        ("<|im_start|>It aches [1].<|im_end|>", [("It aches.", (1,))]),
        ("It aches [1]. And it bu", [("It aches.", (1,)), ("And it bu.", ())]),
        ("It aches [1", [("It aches.", ()), ("[1.", ())]),
        ("[1] [2] ...", []),
        ("", []),
    ],
)
@pytest.mark.parametrize("size", [1, 2, 1000])
def test_a_sentence_has_the_numbers_it_cites(text: str, expected: list[tuple[str, tuple[int, ...]]], size: int) -> None:
    assert drafts(text, size) == expected


def test_a_sentence_comes_as_soon_as_the_next_one_begins() -> None:
    pieces = iter(["It aches", " [1]", ". ", "It", " burns [2].", " It stings [3]."])
    assert next(read_drafts(pieces)) == Draft("It aches.", (1,))
    assert next(pieces) == " burns [2]."


@given(said)
def test_the_same_comes_of_a_text_however_it_is_cut(text: str) -> None:
    assert drafts(text, 1) == drafts(text, 3)


@given(said)
def test_a_draft_has_a_word_and_no_number_in_brackets(text: str) -> None:
    for shown, keys in drafts(text):
        assert any(letter.isalnum() or letter == "_" for letter in shown)
        assert "[1]" not in shown
        assert len(keys) == len(set(keys))
