"""No dress that letters can wear hides a sign, and no text breaks the gate."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answer.safety import load_gate
from answer.safety_spelling import Spelling
from answer.safety_text import fold
from answer.types import Level, Turn

GATE = load_gate()
SIGNS = {
    "my privates are numb and my back hurts": "cauda-equina",
    "crushing chest pain down my left arm": "heart-attack",
    "my face is drooping and my speech is slurred": "stroke",
    "my calf is swollen and hot": "leg-clot",
    "i want to kill myself": "suicidal-thoughts",
}
UNSEEN = (
    "\u200b\u200c\u200d\u2060\ufeff\u00ad\u202a\u202e\u2066\u2069\u061c\u180e\u034f\u3164\u0000\u0008\ud800\U000e0061"
)
LOOKALIKES = {
    "a": "аɑａα𝐚", "c": "сｃⅽ", "e": "еｅ℮ε", "i": "іıｉι", "o": "оοօｏ", "p": "рρｐ", "s": "ѕｓ", "t": "тτｔ",
    "y": "уｙ", "n": "ｎո", "m": "мｍ", "h": "һｈ", "k": "кκｋ", "l": "ⅼｌ𝐥", "r": "ｒ𝓻", "d": "ԁｄ", "x": "хχｘ",
}  # fmt: skip


def rule_of(text: str) -> str | None:
    notice = GATE.check(text)
    return notice.rule if notice else None


@given(st.sampled_from(sorted(SIGNS)), st.data())
def test_a_character_that_nobody_sees_hides_no_sign(sign: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(sign)))
    assert rule_of(sign[:place] + data.draw(st.sampled_from(UNSEEN)) + sign[place:]) == SIGNS[sign]


@given(st.sampled_from(sorted(SIGNS)), st.sampled_from(UNSEEN))
def test_characters_that_nobody_sees_instead_of_spaces_hide_no_sign(sign: str, unseen: str) -> None:
    assert rule_of(sign.replace(" ", unseen)) == SIGNS[sign]


@given(st.sampled_from(sorted(SIGNS)), st.data())
def test_letters_that_look_alike_hide_no_sign(sign: str, data: st.DataObject) -> None:
    dressed = [data.draw(st.sampled_from(letter + LOOKALIKES.get(letter, ""))) for letter in sign]
    assert rule_of("".join(dressed)) == SIGNS[sign]


@given(st.sampled_from(sorted(SIGNS)), st.data())
def test_accents_hide_no_sign(sign: str, data: st.DataObject) -> None:
    marks = st.text(st.characters(categories=["Mn", "Me"]), max_size=3)
    assert rule_of("".join(letter + data.draw(marks) for letter in sign)) == SIGNS[sign]


@pytest.mark.parametrize("sign", sorted(SIGNS))
@pytest.mark.parametrize("start", [0x1D400, 0x1D5BA - 26, 0xFF21])
def test_capital_and_mathematical_and_wide_letters_hide_no_sign(sign: str, start: int) -> None:
    assert rule_of(sign.upper()) == SIGNS[sign]
    assert rule_of("".join(chr(start + ord(c) - ord("a")) if c.isalpha() else c for c in sign)) == SIGNS[sign]


@pytest.mark.parametrize("apostrophe", ["'", "’", "‘", "ʼ", "`", "´", "′", ""])
def test_every_apostrophe_and_none_is_read(apostrophe: str) -> None:
    assert rule_of(f"I can{apostrophe}t pee") == "cauda-equina"
    assert rule_of(f"my mum{apostrophe}s face is drooping") == "stroke"


@pytest.mark.parametrize(
    "text",
    ["s u i c i d e", "s.u.i.c.i.d.e", "su!cide", "su1c1de", "k*ll myself", "killmyself", "heartt attack? chestpain"],
)
def test_letters_apart_and_signs_for_letters_hide_no_sign(text: str) -> None:
    assert rule_of(text) is not None


@settings(max_examples=200)
@given(st.text(st.characters(), max_size=300))
def test_no_text_breaks_the_gate(text: str) -> None:
    notice = GATE.check(text, [Turn(text)], locale=text, audience=text)
    assert notice is None or notice.level in Level


@given(
    st.lists(
        st.sampled_from("no not chest pain , . numb saddle can't pee but since years ago in case I ever my".split())
    )
)
def test_no_order_of_words_breaks_the_gate(words: list[str]) -> None:
    GATE.check(" ".join(words))


@given(st.text(st.characters(), max_size=200), st.sampled_from(sorted(SIGNS)))
def test_nothing_that_stands_before_hides_a_sign(before: str, sign: str) -> None:
    assert GATE.check(f"{before}\n\n{sign}") is not None


PIECES = (
    """a|a |no |chest pain |no chest pain |no chest pain. |,|a.|a*|s u |'s|no feeling |i had chest pain years ago """
)


@pytest.mark.parametrize("piece", [*PIECES.split("|"), "\n ", "\u0301\u0316", "\ud800", "\0", "😀"])
def test_a_hundred_thousand_characters_are_read_to_the_end(piece: str) -> None:
    text = (piece * 100_000)[:100_000]
    GATE.check(text)
    assert GATE.check(f"{text}. i want to kill myself") is not None


def test_folding_leaves_small_latin_letters_only() -> None:
    every = "".join(map(chr, range(0x110000)))
    folded = fold(every)
    assert folded.isascii()
    assert folded == folded.lower()


@given(st.text())
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(categories=["L", "M", "N", "Zs"])))
def test_composed_and_decomposed_text_fold_alike(text: str) -> None:
    composed, decomposed = (fold(unicodedata.normalize(form, text)).split() for form in ("NFC", "NFD"))
    assert composed == decomposed


# Spelling


@pytest.fixture
def spelling() -> Spelling:
    return Spelling(["pain"], ["chest", "fever", "breathless", "heart", "attack"], ["fewer", "chess"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("chset", "chest"),
        ("chst", "chest"),
        ("cheest", "chest"),
        ("chast", "chest"),
        ("hcest", "chest"),
        ("ch3st", "chest"),
        ("brethles", "breathless"),
        ("feverrr", "fever"),
        ("heartattack", "heart attack"),
    ],
)
def test_a_slip_is_put_right(spelling: Spelling, typed: str, meant: str) -> None:
    assert " ".join(spelling.correct(typed)) == meant


@pytest.mark.parametrize("word", ["fewer", "chess", "best", "pan", "pai", "crust", "x" * 100_000, "chestnut"])
def test_an_ordinary_or_distant_word_stays(spelling: Spelling, word: str) -> None:
    assert spelling.correct(word) == (word,)
