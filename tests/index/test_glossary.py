"""The terms of a text: the longest of several, each once, not where they are explained, and read from the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.settings import SearchSettings
from index.errors import ThesaurusError
from index.extras import load_extras
from index.glossary import NOTHING, Entry, Glossary, load_glossary

HIP = "The greater trochanter is the bony knob at the hip."
GLOSSARY = Glossary.of(
    [
        Entry("greater trochanter", HIP, (("bony", "knob"),)),
        Entry("trochanter", "A trochanter is a bony knob."),
        Entry("MET", "MET is a method."),
        Entry("cupping", "Cupping is a treatment."),
        Entry("ulnar bone", "The ulna is a bone of the forearm.", name="ulna"),
        Entry("ulna", "The ulna is a bone of the forearm."),
    ]
)


def terms(*sentences: str, question: str = "", most: int = 8) -> list[str]:
    return [entry.term for entry in GLOSSARY.explain(question, sentences, most)]


def test_terms_are_explained_in_the_order_of_the_text_each_once() -> None:
    assert terms("The ulna is long.", "Near the greater trochanters, not the ulna.") == ["ulna", "greater trochanter"]


def test_the_longest_term_is_taken() -> None:
    assert terms("The greater trochanter.") == ["greater trochanter"]
    assert terms("The lesser trochanter.") == ["trochanter"]


@pytest.mark.parametrize("text", ["Use a heel cup.", "Freeze water in paper cups.", "The hands cupped the knee."])
def test_a_word_of_the_same_stem_is_another_word(text: str) -> None:
    assert terms(text) == []


@pytest.mark.parametrize("text", ["Cupping helps.", "They did cupping.", "The ulnas ache.", "An ulna's end."])
def test_case_and_a_plural_make_no_other_word(text: str) -> None:
    assert len(terms(text)) == 1


def test_a_stop_within_a_phrase_parts_it() -> None:
    assert terms("It is greater. Trochanter pain is common.") == ["trochanter"]


def test_another_name_is_shown_with_the_word_that_is_explained() -> None:
    [entry] = GLOSSARY.explain("", ["The ulnar bone."], 8)
    assert entry.shown == "ulnar bone (ulna)"
    [entry] = GLOSSARY.explain("", ["The ulnas."], 8)
    assert entry.shown == "ulna"


def test_a_comma_parts_two_words() -> None:
    assert terms("The lesser, not the greater, trochanter.") == ["trochanter"]


def test_a_short_form_is_no_common_word() -> None:
    assert terms("We met.") == []
    assert terms("Try MET.") == ["MET"]


@pytest.mark.parametrize(
    "text",
    [
        "The greater trochanter (the knob at the outer hip) is sore.",
        "The bony knob of the hip, the greater trochanter, is sore.",
        "The knob (greater trochanter) is sore.",
        "Greater trochanter means the knob at the hip.",
    ],
)
def test_what_the_sentence_explains_itself_is_left_out(text: str) -> None:
    assert terms(text) == []


@pytest.mark.parametrize(("term", "lay"), [("dry needling", ("needling",)), ("steroid", ("steroid", "tablet"))])
def test_plain_words_that_repeat_the_term_do_not_explain_it(term: str, lay: tuple[str, ...]) -> None:
    glossary = Glossary.of([Entry(term, "It is a treatment.", (lay,))])
    assert glossary.explain("", [f"Some have {term} or steroid tablets."], 8)


def test_a_work_in_brackets_explains_nothing() -> None:
    assert terms("Pain at the greater trochanter (Moore et al. 2018) is common.") == ["greater trochanter"]


def test_who_says_the_term_and_its_plain_words_knows_it() -> None:
    text = "The greater trochanter is sore."
    assert terms(text, question="Is the greater trochanter the bony knob?") == []
    assert terms(text, question="Why is the greater trochanter sore?") == ["greater trochanter"]


def test_of_too_many_the_longest_words_are_kept_in_their_order() -> None:
    text = "MET for the ulna and the greater trochanter."
    assert terms(text, most=2) == ["ulna", "greater trochanter"]
    assert terms(text, most=0) == []


def test_the_file_gives_names_and_synonyms_and_no_everyday_words(tmp_path: Path) -> None:
    file = tmp_path / "glossary.toml"
    file.write_text(
        '[[term]]\nname = "tibia"\nplain = "The tibia is the shin bone."\nsynonyms = ["shank bone"]\n'
        'forms = ["tibial"]\nalike = ["shin"]\n'
        '[[term]]\nname = "rib"\nplain = "A rib is a bone."\neveryday = true\n',
        encoding="utf-8",
    )
    assert sorted(entry.term for entry in load_glossary(file).entries.values()) == ["shank bone", "tibia", "tibial"]


def test_a_library_without_a_glossary_explains_nothing(tmp_path: Path) -> None:
    assert load_glossary(tmp_path / "none.toml") == NOTHING
    assert NOTHING.explain("", ["The ulna."], 8) == []


def test_a_file_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    file = tmp_path / "glossary.toml"
    file.write_text('[[term]]\nname = "tibia"\nplain = 3\n', encoding="utf-8")
    with pytest.raises(ThesaurusError, match=r"glossary\.toml, term 1 \(tibia\): plain is 3"):
        load_glossary(file)


def test_the_glossary_that_comes_along_is_loaded_for_search() -> None:
    plain = {entry.term: entry.plain for entry in load_extras(SearchSettings()).glossary.entries.values()}
    assert "heel" in plain["calcaneus"]
    assert "massage" not in plain


def test_the_glossary_that_comes_along_takes_no_name_for_a_whole_or_a_cause() -> None:
    glossary = load_extras(SearchSettings()).glossary
    shown = {entry.shown for entry in glossary.explain("", ["Lateral hip pain, the gastrocnemius and a sham."], 8)}
    assert {"gastrocnemius", "sham"} <= shown
    assert not shown & {"lateral hip pain", "greater trochanteric pain syndrome", "placebo", "triceps surae"}
    [tendon] = glossary.explain("", ["The Achilles tendon is sore."], 8)
    assert tendon.shown == "Achilles tendon (calcaneal tendon)"


def test_a_file_that_is_no_glossary_is_named_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "terms.toml").write_bytes(b"\xff")
    for path in (tmp_path, tmp_path / "terms.toml"):
        with pytest.raises(ThesaurusError, match=rf"{path} cannot be read as a glossary \(.*\): mend it, or take"):
            load_glossary(path)
