"""Passages hold every sentence of the evidence once, in order, within the limits, and resolve to the text."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.types import Document, Passage
from ingest.passages import CountTokens, split_passages
from tests.ingest.compose import clean, find

LIMIT, TARGET = 40, 25


def _words(text: str) -> int:
    """One token a word, as a word-piece tokeniser counts at least."""
    return len(text.split())


def _pieces(text: str) -> int:
    """Tokens of at most four letters, and each mark its own."""
    return len(re.findall(r"\w{1,4}|[^\w\s]", text))


def _split(document: Document, count: CountTokens = _words, limit: int = LIMIT, target: int = TARGET) -> list[Passage]:
    return split_passages(document, count_tokens=count, limit=limit, target=target)


def _check(document: Document, passages: list[Passage], count: CountTokens, limit: int) -> None:
    evidence = [s for s in document.sentences if document.sections[s.section].kind.is_evidence]
    held = [sentence for passage in passages for sentence in passage.sentences]
    assert "".join("".join(s.text.split()) for s in held) == "".join("".join(s.text.split()) for s in evidence)
    whole = {s for s in evidence if s in held}
    assert all(held.count(sentence) == 1 for sentence in whole)
    assert len({passage.id for passage in passages}) == len(passages)
    for passage in passages:
        assert passage.text == document.text[passage.start : passage.end]
        assert all(document.text[s.start : s.end] == s.text for s in passage.sentences)
        (section,) = {sentence.section for sentence in passage.sentences}
        assert passage.heading_path == document.sections[section].heading_path
        assert passage.kind is document.sections[section].kind
        room = max(limit - count(passage.heading) - 4, limit // 2)
        assert count(passage.text) <= room


LINES = st.sampled_from(
    """The muscle lies deep behind the knee.|It may hurt:|- on stairs|- at night|1. Bend the knee|2. Hold it there.
Symptoms|Anatomy of the Knee|References|Reid D. (2016). The knee. Journal, 13(1), 15-28.|This is not medical advice.
Origin – femur|a long line without an end that goes on and on (and on); it says nothing: it only fills the page
Muscle Origin Insertion|Popliteus Lateral condyle of the femur Back of the tibia|Step 4: Let go|Short.""".replace(
        "\n", "|"
    ).split("|")
)


@given(st.lists(st.tuples(LINES, st.sampled_from(["\n", "\n\n"])), max_size=25), st.sampled_from([_words, _pieces]))
@settings(max_examples=200)
def test_passages_of_any_note(parts: list[tuple[str, str]], count: CountTokens) -> None:
    document = clean("Knee\n\n" + "".join(line + gap for line, gap in parts))
    passages = _split(document, count)
    _check(document, passages, count, LIMIT)
    assert passages == _split(document, count)


@given(st.text(max_size=400), st.integers(8, 60))
@settings(max_examples=200)
def test_passages_of_any_text(text: str, limit: int) -> None:
    document = clean(text)
    for count in (_words, _pieces):
        _check(document, _split(document, count, limit, limit // 2), count, limit)


def test_references_and_disclaimers_give_none() -> None:
    document = clean(
        "Knee\n\nThe popliteus lies deep behind the knee joint.\n\nDisclaimer\n\nThese words are only words.\n"
    )
    assert [passage.text for passage in _split(document)] == ["The popliteus lies deep behind the knee joint."]


def test_passages_grow_to_the_target() -> None:
    document = clean("Knee\n\n" + " ".join(f"Sentence {number} has five words." for number in range(12)) + "\n")
    assert [len(passage.sentences) for passage in _split(document)] == [5, 5, 2]


LIST = "Knee pain\n\nThe popliteus lies deep behind the knee joint. It is small.\n\nIt may hurt:\n" + "".join(
    f"- on stair number {number}\n" for number in range(5)
)


def test_a_list_stays_with_its_lead_in() -> None:
    document = clean(LIST)
    first, second = _split(document)
    assert second.text.startswith("It may hurt:\n- on stair number 0")
    assert len(second.sentences) == 6
    assert first.sentences[-1].text == "It is small."


def test_a_list_too_long_for_one_passage_is_parted_between_items() -> None:
    document = clean(LIST)
    passages = _split(document, limit=22, target=15)
    assert all(passage.text.count("stair") == len(passage.sentences) for passage in passages[2:])
    _check(document, passages, _words, 22)


def test_an_overlong_sentence_is_parted_after_its_clauses() -> None:
    clause = "the muscle pulls the shin inward and backward while the knee bends"
    document = clean(f"Knee\n\n{clause.capitalize()}; {clause}; {clause}; {clause}.\n")
    assert [passage.text[-1] for passage in _split(document)] == [";", "."]
    _check(document, _split(document), _words, LIMIT)


def test_a_word_longer_than_any_passage_is_parted_inside() -> None:
    document = clean("Knee\n\nThe word is " + "a" * 1000 + " and that is all there is.\n")
    _check(document, _split(document, _pieces), _pieces, LIMIT)


def test_a_long_heading_leaves_half_the_room() -> None:
    document = clean(
        "The popliteus is a muscle of the knee\n\n" + "The popliteus is a muscle of the knee. " * 12 + "\n"
    )
    assert max(_words(passage.text) for passage in _split(document, limit=10, target=10)) <= 5


def test_ids_are_those_of_the_words_and_their_place() -> None:
    one, other = clean(LIST), clean(LIST.replace("stairs", "steps").replace("small", "tiny"))
    mine, theirs = _split(one), _split(other)
    assert [passage.id for passage in mine] == [passage.id for passage in _split(clean(LIST))]
    assert mine[0].id != theirs[0].id
    assert all(passage.document_id == one.id for passage in mine)


def test_the_heading_of_a_passage_is_the_title_and_the_path() -> None:
    document = clean(
        "Knee pain\n\nThe knee hurts a lot in most people.\n\nSymptoms\n\nThe knee swells and the leg is stiff.\n"
    )
    assert [passage.heading for passage in _split(document)] == ["Knee pain", "Knee pain > Symptoms"]
    assert find(document, "The knee swells").text == _split(document)[1].text


@pytest.mark.parametrize("unit", ["a", "a ", "a, ", "(", "a. "])
def test_hostile_text_is_parted_in_linear_time(unit: str) -> None:
    document = clean((unit * 50_000)[:50_000] + ".")
    started = time.perf_counter()
    _split(document, _pieces, 200, 100)
    assert time.perf_counter() - started < 10
