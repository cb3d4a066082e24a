"""The nouns: ids that never change, headings, and which kinds may be quoted."""

from __future__ import annotations

import re
from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.types import Kind, Passage, Role, Source, document_id, passage_id

TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@pytest.mark.parametrize(
    ("key", "identity"),
    [
        ("notes/Gluteus minimus.md", "gluteus-minimus-a9d68f6c"),
        ("Gluteus minimus.md", "gluteus-minimus-01264489"),
        ("https://example.org/hip/", "hip-af544754"),
        ("", "document-e3b0c442"),
        ("腰.md", "document-122eae45"),
        ("Ménière.txt", "meniere-213b1f7b"),
    ],
)
def test_ids_of_documents_are_known_values(key: str, identity: str) -> None:
    """Libraries that exist refer to these: another way of making ids would lose every document of theirs."""
    assert document_id(key) == identity


def test_ids_of_passages_are_known_values() -> None:
    assert passage_id("hip-1", 12, "It abducts the hip.") == "hip-1:394243f8481c"


@given(TEXT)
def test_an_id_of_a_document_fits_everywhere(key: str) -> None:
    identity = document_id(key)
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*-[0-9a-f]{8}", identity)
    assert len(identity) <= 49
    assert document_id(key) == identity


@given(TEXT, TEXT)
def test_different_keys_have_different_ids(one: str, other: str) -> None:
    assert (document_id(one) == document_id(other)) == (one == other)


@given(TEXT, st.integers(min_value=0, max_value=10**9), TEXT)
def test_changed_words_or_another_place_change_a_passages_id(document: str, start: int, text: str) -> None:
    identity = passage_id(document, start, text)
    assert identity.startswith(f"{document}:")
    assert identity not in (passage_id(document, start, text + "x"), passage_id(document, start + 1, text))


def test_only_references_and_disclaimers_are_never_evidence() -> None:
    assert [kind.value for kind in Kind if not kind.is_evidence] == ["references", "disclaimer"]


def test_the_names_of_kinds_and_roles_are_those_of_the_contract() -> None:
    kinds = "anatomy action symptoms referral causes assessment technique self-care exercise treatment safety other"
    assert [kind.value for kind in Kind] == [*kinds.split(), "references", "disclaimer"]
    assert [role.value for role in Role] == ["sentence", "lead_in", "item", "step", "label"]


def test_a_heading_goes_from_the_title_to_the_innermost_heading() -> None:
    passage = Passage("id", "document", 0, 1, "x", "Hip", ("Pain", "At night"), Kind.SYMPTOMS, ())
    assert passage.heading == "Hip > Pain > At night"


def test_nouns_are_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        Source("key", "title").title = "other"  # type: ignore[misc]
