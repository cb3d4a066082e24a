"""The lexical index, against the textbook's formula."""

from __future__ import annotations

import math
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import stems
from index.lexical import LexicalIndex

TEXTS = ["hip pain at night", "hip and thigh", "neck pain", "the of and", "night night night cramps in the calf"]
WORDS = st.lists(st.sampled_from("hip neck calf pain night cramp thigh".split()), max_size=8).map(" ".join)


def bm25(texts: list[str], question: str) -> list[float]:
    """BM25 as Lucene has it (without the constant factor k1 + 1), one text at a time."""
    bags = [Counter(stems(text)) for text in texts]
    mean = sum(bag.total() for bag in bags) / len(bags)
    scores = []
    for bag in bags:
        total = 0.0
        for stem in set(stems(question)):
            holders = sum(stem in other for other in bags)
            rarity = math.log(1 + (len(bags) - holders + 0.5) / (holders + 0.5))
            damping = 0.4 * (1 - 0.75 + 0.75 * bag.total() / mean) if mean else 1.0
            total += rarity * bag[stem] / (bag[stem] + damping)
        scores.append(total)
    return scores


@given(st.lists(WORDS, min_size=1, max_size=12), WORDS)
def test_scores_are_those_of_the_textbook(texts: list[str], question: str) -> None:
    np.testing.assert_allclose(LexicalIndex.build(texts).scores(question), bm25(texts, question), rtol=1e-5, atol=1e-6)


@given(st.lists(WORDS, min_size=1, max_size=12), WORDS, st.integers(0, 15), st.data())
def test_search_is_the_sorted_scores_within_the_mask(
    texts: list[str], question: str, k: int, data: st.DataObject
) -> None:
    index = LexicalIndex.build(texts)
    mask = np.array(data.draw(st.lists(st.booleans(), min_size=len(texts), max_size=len(texts))))
    scores = index.scores(question)
    expected = sorted(
        (row for row in range(len(texts)) if mask[row] and scores[row] > 0), key=lambda r: (-scores[r], r)
    )
    ordinals, found = index.search(question, k, mask)
    assert ordinals.tolist() == expected[:k]
    assert found.tolist() == scores[expected[:k]].tolist()


def test_equal_texts_come_in_the_order_of_their_ordinals() -> None:
    index = LexicalIndex.build(["other words"] + ["hip pain"] * 50)
    assert index.search("hip", 5)[0].tolist() == [1, 2, 3, 4, 5]


def test_a_repeated_word_of_the_question_counts_once() -> None:
    index = LexicalIndex.build(TEXTS)
    assert index.scores("pain pain pain").tolist() == index.scores("pain").tolist()


def test_matched_terms_are_in_the_questions_order() -> None:
    index = LexicalIndex.build(TEXTS)
    question = "At night: pains, pain in the knee or hip?"
    assert index.matched_terms(question, [2, 0, 0]) == [("pain",), ("night", "pain", "hip"), ("night", "pain", "hip")]
    assert index.matched_terms("knee", [0, 1]) == [(), ()]
    assert index.matched_terms("hip", []) == []


def test_a_rarer_stem_weighs_more_and_an_unknown_one_most() -> None:
    index = LexicalIndex.build(TEXTS)
    assert 0 < index.weight("pain") < index.weight("neck") < index.weight("knee")
    assert index.weight("neck") == pytest.approx(math.log(1 + 4.5 / 1.5))


@pytest.mark.parametrize("texts", [TEXTS, ["", "the"], []], ids=["five", "no words", "no texts"])
def test_loaded_from_its_files_it_answers_the_same(texts: list[str], tmp_path: Path) -> None:
    index = LexicalIndex.build(texts)
    index.save(tmp_path / "lexical")
    loaded = LexicalIndex.load(tmp_path / "lexical")
    assert loaded.size == len(texts)
    assert loaded.scores("hip pain, night cramps").tolist() == index.scores("hip pain, night cramps").tolist()
    assert loaded.weight("hip") == index.weight("hip")


@pytest.mark.parametrize(
    ("stem", "closest"),
    [
        pytest.param("hip", "hip", id="itself"),
        pytest.param("nig", "night", id="shortened"),
        pytest.param("nihgt", "night", id="letters swapped"),
        pytest.param("crampz", "cramp", id="a letter too many"),
        pytest.param("trampz", "", id="two letters off"),
        pytest.param("zebra", "", id="nothing like it"),
        pytest.param("", "", id="empty"),
    ],
)
def test_a_stem_is_taken_for_the_one_it_stands_for(stem: str, closest: str) -> None:
    index = LexicalIndex.build([*TEXTS, "night"])
    assert index.closest(stem) == closest
    assert index.knows(stem) == (stem == closest != "")


@given(st.lists(st.text("abc", min_size=1, max_size=5)), st.text("abc", min_size=3, max_size=4))
def test_a_shortened_word_stands_for_a_stem_that_begins_with_it(texts: list[str], stem: str) -> None:
    """Every stem that begins with it may be meant, and no other, as long as there is one."""
    index = LexicalIndex.build(texts)
    longer = {found for text in texts for found in stems(text) if found.startswith(stem)}
    closest = index.closest(stem)
    assert closest in longer if longer else not closest.startswith(stem)
    assert all(index.weight(closest) <= index.weight(other) for other in longer if stem not in longer)


@pytest.mark.parametrize(("slips", "similar"), [(0, "hamate"), (1, "hamate hamatte"), (3, "hamate hamatte hamatttte")])
def test_similar_stems_are_so_many_slips_away_and_begin_alike(slips: int, similar: str) -> None:
    index = LexicalIndex.build(["hamate hamatte hamattesque hamatttte", "lamate hip"])
    assert set(index.similar("hamat", slips)) == set(stems(similar))


def test_the_first_text_with_a_stem_is_told() -> None:
    index = LexicalIndex.build(TEXTS)
    assert [index.a_text_with(stem) for stem in ("hip", "thigh", "night")] == [0, 1, 0]


def test_the_same_texts_give_the_same_files(tmp_path: Path) -> None:
    for name in ("one", "other"):
        LexicalIndex.build(TEXTS).save(tmp_path / name)
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert len(files) > 3
    assert [(tmp_path / "one" / f).read_bytes() for f in files] == [
        (tmp_path / "other" / f).read_bytes() for f in files
    ]
