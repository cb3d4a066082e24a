"""Hard words in answers, and which of them are explained."""

from __future__ import annotations

from eval.hard_terms import LIST, explained, load_hard_terms


def test_each_hard_term_counts_once_and_is_explained_by_the_glossary_or_where_it_stands() -> None:
    sentences = ["The femur is long.", "The femur meets the tibia.", "Weak bones (osteoporosis) break."]
    assert explained(sentences, []) == [False, False, True]
    assert explained(sentences, ["femur"]) == [True, False, True]


def test_a_part_is_explained_with_the_whole() -> None:
    assert explained(["The trochanter is sore."], ["greater trochanter"]) == [True]
    assert explained(["The greater trochanter is sore."], ["trochanter"]) == [False]


def test_an_answer_without_hard_terms_has_nothing_to_explain() -> None:
    assert explained(["Rest the leg."], ["femur"]) == []


def test_the_list_holds_terms_and_no_comments() -> None:
    lines = [line for line in LIST.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert len(lines) > 500
    assert lines == sorted(set(lines), key=str.casefold)
    assert not [entry for entry in load_hard_terms().entries.values() if entry.term.startswith("#")]
