"""What whoever ingests is told: records about a person, and notes that nearly repeat one another."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.types import Document, document_id
from ingest.warnings import NEAR, near_duplicates, person_record_warning, resemblance, sketch
from tests.ingest.compose import clean

NOTE = (
    "Popliteus\n\nThe popliteus is a small muscle behind the knee. It turns the shin inward and unlocks the knee "
    "from full stretch. Runners feel it going downhill. Press it gently from behind with the knee bent and the foot at "
    "rest.\n"
)


@pytest.mark.parametrize(
    "record",
    [
        pytest.param("Knee\n\nDate of birth: 3.4.1970\n", id="date of birth alone"),
        pytest.param("Client: Jane Doe\n\nThe client reports pain behind the knee.\n", id="name and report"),
        pytest.param("Session 3: 12/05/2020\nS: client states it is better\n", id="session notes"),
        pytest.param("Name: Jane Doe\n\nInsurance number: 12345\n", id="name and number"),
        pytest.param("A 34-year-old woman\n\nNext of kin: a sister\n", id="age and kin"),
    ],
)
def test_records_about_a_person_raise_a_warning(record: str) -> None:
    document = clean(record)
    warning = person_record_warning(document)
    assert warning.startswith("notes/note.txt looks like a record about a person")
    assert warning.endswith(f"`palpate sources remove {document.id}`")
    assert "\n" not in warning


@pytest.mark.parametrize(
    "note",
    [
        pytest.param(NOTE, id="a note"),
        pytest.param("Popliteus\n\nName: Popliteus Muscle\n\nIt turns the shin.\n", id="the name of a muscle"),
        pytest.param(
            "Popliteus\n\nThe client lies face down. Ask whether the client reports pain.\n", id="instructions"
        ),
        pytest.param("A case\n\nA 34-year-old woman had pain behind the knee.\n", id="one sign alone"),
    ],
)
def test_notes_raise_none(note: str) -> None:
    assert person_record_warning(clean(note)) == ""


def _named(key: str, text: str) -> Document:
    document = clean(text)
    return replace(document, id=document_id(key), source=replace(document.source, key=key))


CHANGED = NOTE.replace("gently", "softly")
OTHER = (
    "Heel\n\nThe fascia of the foot runs from the heel to the toes. It hurts most with the first steps of the day.\n"
)


def test_near_duplicates_are_found_and_different_notes_are_not() -> None:
    held = [_named("b.txt", NOTE), _named("c.txt", OTHER)]
    pairs = near_duplicates([_named("a.txt", NOTE), _named("d.txt", CHANGED)], held)
    found = {frozenset((one.source.key, other.source.key)): share for one, other, share in pairs}
    assert set(found) == {frozenset((f"{one}.txt", f"{other}.txt")) for one, other in ("ab", "ad", "bd")}
    assert found[frozenset(("a.txt", "b.txt"))] == 1.0
    assert NEAR <= found[frozenset(("a.txt", "d.txt"))] < 1.0


def test_pairs_are_told_once_and_notes_held_before_are_not_compared_again() -> None:
    held = [_named("b.txt", NOTE), _named("c.txt", NOTE)]
    assert near_duplicates([], held) == []
    assert len(near_duplicates([_named("a.txt", NOTE)], held)) == 2


def test_a_note_ingested_again_is_no_duplicate_of_itself() -> None:
    assert near_duplicates([_named("a.txt", CHANGED)], [_named("a.txt", NOTE)]) == []


@given(st.text(), st.text())
def test_resemblance_is_a_share_and_the_same_both_ways(one: str, other: str) -> None:
    share = resemblance(sketch(one), sketch(other))
    assert 0 <= share <= 1
    assert share == resemblance(sketch(other), sketch(one))
    assert resemblance(sketch(one), sketch(one)) == 1


def test_resemblance_of_texts_with_known_shingles() -> None:
    # Five-word shingles: 3 each, 2 shared, 4 in all.
    assert resemblance(sketch("a b c d e f g"), sketch("b c d e f g h")) == pytest.approx(0.5)
