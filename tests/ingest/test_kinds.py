"""What a section is about: its own heading first, then the headings above, then its sentences."""

from __future__ import annotations

import pytest

from corpus.types import Kind
from ingest.kinds import heading_kind, section_kind
from tests.ingest.compose import clean


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Nerve supply", Kind.ANATOMY),
        ("Muscle Actions", Kind.ACTION),
        ("Signs and symptoms", Kind.SYMPTOMS),
        ("Pain patterns", Kind.REFERRAL),
        ("Perpetuating factors", Kind.CAUSES),
        ("How to find it: palpation", Kind.ASSESSMENT),
        ("Releasing the muscle", Kind.TECHNIQUE),
        ("Self-massage with a ball", Kind.SELF_CARE),
        ("Stretching", Kind.EXERCISE),
        ("Treatment options", Kind.TREATMENT),
        ("When to see a doctor", Kind.SAFETY),
        ("Red flags in knee pain", Kind.SAFETY),
        ("Sources:", Kind.REFERENCES),
        ("Scope of practice", Kind.DISCLAIMER),
        ("A word on knees", None),
        ("Sources of strength", None),
    ],
)
def test_headings_name_a_kind(heading: str, kind: Kind | None) -> None:
    assert heading_kind(heading) is kind


def test_the_nearest_heading_decides_and_one_that_says_nothing_asks_the_next() -> None:
    assert section_kind(["Symptoms", "Stretching"], ["Words."]) is Kind.EXERCISE
    assert section_kind(["Symptoms", "More"], ["Words."]) is Kind.SYMPTOMS


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("It attaches to the femur.", Kind.ANATOMY),
        ("Nerve – tibial", Kind.ANATOMY),
        ("Action – bends the knee", Kind.ACTION),
        ("It flexes and rotates the knee.", Kind.ACTION),
        ("A dull ache is common.", Kind.SYMPTOMS),
        ("Lie on your back.", Kind.SELF_CARE),
        ("Seek medical help.", Kind.SAFETY),
        ("Words of no kind.", Kind.OTHER),
    ],
)
def test_without_a_heading_the_sentences_decide(sentence: str, kind: Kind) -> None:
    assert section_kind([], [sentence]) is kind


def test_few_words_of_a_kind_among_many_sentences_decide_nothing() -> None:
    assert section_kind([], ["A dull ache is common.", *["Words of no kind."] * 3]) is Kind.OTHER


def test_references_and_disclaimers_are_known_whatever_their_heading() -> None:
    reference = "Doe J. (2016). The knee. Journal of knees, 13(1), 15-28."
    assert section_kind(["Symptoms"], [reference]) is Kind.REFERENCES
    assert section_kind(["Symptoms"], ["This is not a substitute for medical advice."]) is Kind.DISCLAIMER
    assert section_kind(["Symptoms"], ["This is no medical advice.", "It hurts.", "It aches."]) is Kind.SYMPTOMS


def test_sections_of_a_document_have_kinds_and_what_is_below_a_disclaimer_belongs_to_it() -> None:
    document = clean(
        "Knee pain\n\nThe knee is a wide joint that many people complain of in their later years.\n\n"
        "Legal Notice\n\nKnee Exercises\n\nThe pages speak of exercises for the knee, and of no others at all.\n"
    )
    assert [(s.heading_path[-1], s.kind) for s in document.sections[1:]] == [
        ("Legal Notice", Kind.DISCLAIMER),
        ("Knee Exercises", Kind.DISCLAIMER),
    ]
