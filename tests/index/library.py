"""Documents for tests, built by hand: each paragraph is a section with one passage, each line of it a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.store import Entry
from corpus.types import Document, Kind, Passage, Role, Section, Sentence, Source, document_id, passage_id

FIVE: dict[str, list[tuple[str, Kind, list[str]]]] = {
    "Gluteus minimus": [
        ("Anatomy", Kind.ANATOMY, ["The gluteus minimus lies beneath the gluteus medius.", "It abducts the hip."]),
        ("Referral", Kind.REFERRAL, ["Trigger points refer pain down the thigh.", "Lying on the side hurts."]),
        ("Self-care", Kind.SELF_CARE, ["Press a ball into the muscle.", "Stop when the pain grows sharp."]),
    ],
    "Soleus": [
        ("Anatomy", Kind.ANATOMY, ["The soleus lies beneath the gastrocnemius.", "It flexes the ankle."]),
        ("Referral", Kind.REFERRAL, ["Pain from the soleus reaches the heel."]),
    ],
    "Trapezius": [
        ("Anatomy", Kind.ANATOMY, ["The trapezius covers the upper back.", "The accessory nerve supplies it."]),
        ("Symptoms", Kind.SYMPTOMS, ["Headache at the temple is common.", "The neck feels stiff."]),
    ],
    "Piriformis": [("Causes", Kind.CAUSES, ["Long sitting shortens the piriformis.", "A fall may start it."])],
    "Safety": [("Safety", Kind.SAFETY, ["Do not press on a swollen calf.", "See a doctor about numbness."])],
}


def make_entry(title: str, parts: Sequence[tuple[str, Kind, Sequence[str]]], version: str = "1") -> Entry:
    """A document and its passages; sections follow each other, parted by an empty line."""
    identity = document_id(f"{title}.md")
    text = "\n\n".join("\n".join(lines) for _, _, lines in parts)
    sections, passages, place = [], [], 0
    for number, (heading, kind, lines) in enumerate(parts):
        sentences = []
        for line in lines:
            start = text.index(line, place)
            place = start + len(line)
            sentences.append(Sentence(start, place, line, Role.SENTENCE, number))
        first, last = sentences[0].start, sentences[-1].end
        sections.append(Section(first, last, (heading,), kind))
        passages.append(
            Passage(
                id=passage_id(identity, first, text[first:last]),
                document_id=identity,
                start=first,
                end=last,
                text=text[first:last],
                title=title,
                heading_path=(heading,),
                kind=kind,
                sentences=tuple(sentences),
            )
        )
    document = Document(
        id=identity,
        version=version,
        source=Source(key=f"{title}.md", title=title),
        text=text,
        extracted=text,
        drops=(),
        sections=tuple(sections),
        sentences=tuple(sentence for passage in passages for sentence in passage.sentences),
    )
    return document, passages


def five_entries() -> list[Entry]:
    """The library of five tiny documents."""
    return [make_entry(title, parts) for title, parts in FIVE.items()]


def many_entries(documents: int) -> list[Entry]:
    """Documents that are alike but for a number, one passage each."""
    return [
        make_entry(f"Note {n}", [("Text", Kind.OTHER, [f"Muscle number {n} aches.", "Rest helps it."])])
        for n in range(documents)
    ]
