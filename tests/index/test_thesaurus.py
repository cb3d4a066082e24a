"""Phrases that stand for each other: found in questions, read from a glossary, and what they do to scores."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import ThesaurusError
from index.lexical import STANDS_FOR, LexicalIndex
from index.thesaurus import NOTHING, Thesaurus, load_thesaurus

BONES = Thesaurus.of([("sit bones", "ischial tuberosity"), ("buttock", "bum", "gluteal region")])
TEXTS = [
    "Press below the ischial tuberosity.",
    "The ischial spine lies above it.",
    "Sit bones bear the weight.",
    "The tuberosity of the shin.",
    "Rest.",
]


def test_the_longest_phrase_is_found_and_what_stands_for_it() -> None:
    groups = Thesaurus.of([("glute", "bum"), ("glute min", "gluteus minimus")])
    found = list(groups.find(("my", "glute", "min", "glute")))
    assert [one.said for one in found] == [("glute", "min"), ("glute",)]
    assert found[0].others == (("gluteus", "minimus"),)


def test_a_phrase_in_two_groups_stands_for_both() -> None:
    groups = Thesaurus.of([("hip", "coxa"), ("hip", "thigh joint")])
    (found,) = groups.find(("hip",))
    assert found.others == (("coxa",), ("thigh", "joint"))


def test_a_text_that_says_it_in_other_words_is_found_and_scores_less() -> None:
    index = LexicalIndex.build(TEXTS)
    plain, wide = index.scores("sit bones hurt"), index.scores("sit bones hurt", BONES)
    assert plain[0] == 0.0 < wide[0] < wide[2]
    assert wide[0] == pytest.approx(STANDS_FOR * index.scores("ischial tuberosity")[0])
    assert wide[2] == plain[2]


def test_half_a_phrase_does_not_stand_for_it() -> None:
    wide = LexicalIndex.build(TEXTS).scores("sit bones", BONES)
    assert wide[1] == wide[3] == wide[4] == 0.0


def test_what_is_typed_and_stands_there_does_not_count_twice() -> None:
    index = LexicalIndex.build(["ischial tuberosity sit bones", "sit bones", "ischial tuberosity"])
    plain, wide = index.scores("sit bones"), index.scores("sit bones", BONES)
    assert wide[:2].tolist() == plain[:2].tolist()
    assert wide[2] > plain[2]


def test_without_groups_nothing_is_found() -> None:
    assert list(NOTHING.find(("sit", "bone"))) == []
    assert list(Thesaurus.of([("alone",), (), ("the", "of")]).find(("alone",))) == []


def test_a_glossary_is_read(tmp_path: Path) -> None:
    file = tmp_path / "glossary.toml"
    file.write_text(
        '[[term]]\nname = "gluteal region"\nsynonyms = ["buttock"]\nlay = ["bum"]\nplain = "x"\nsource = "y"\n'
        '[[term]]\nname = "plexus"\n',
        encoding="utf-8",
    )
    (found,) = load_thesaurus(file).find(("bum",))
    assert found.others == (("gluteal", "region"), ("buttock",))


def test_what_search_treats_alike_is_read(tmp_path: Path) -> None:
    file = tmp_path / "glossary.toml"
    file.write_text('[[term]]\nname = "placebo"\nalike = ["sham"]\n', encoding="utf-8")
    assert [one.others for one in load_thesaurus(file).find(["sham"])] == [(("placebo",),)]


def test_no_glossary_is_none(tmp_path: Path) -> None:
    assert load_thesaurus(tmp_path / "none.toml") == NOTHING


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[term", "cannot be read as a glossary"),
        ("term = 3", "'term' is no list"),
        ("[[term]]\nlay = []", "term 1: it has no name"),
        ('[[term]]\nname = "hip"\nlay = "bum"', r"term 1 \(hip\): lay is 'bum'"),
        ('[[term]]\nname = "hip"\nsynonyms = [3]', r"term 1 \(hip\): synonyms is \[3\]"),
    ],
)
def test_a_glossary_that_cannot_be_used_is_named(text: str, message: str, tmp_path: Path) -> None:
    file = tmp_path / "glossary.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ThesaurusError, match=message):
        load_thesaurus(file)
