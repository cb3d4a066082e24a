"""The starter library: notes that keep their form, a table that agrees with them, a glossary without doubles."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from ingest.notes.check import check_notes, find_notes
from ingest.readers.files import find_files

LIBRARY = Path(__file__).resolve().parents[2] / "corpus" / "library"
NOTES = sorted(path.stem for path in LIBRARY.glob("*.md"))
OLD_NOTES = [
    "gluteus-minimus-anatomy-and-action",
    "gluteus-minimus-pain-and-trigger-points",
    "gluteus-minimus-self-care",
]
COMPLAINTS = [
    "greater-trochanteric-pain-syndrome",
    "low-back-pain",
    "plantar-heel-pain",
    "sacroiliac-pain",
    "sciatica-and-its-mimics",
    "tension-type-headache",
]
METHODS = [
    "active-isolated-stretching-and-ice-and-stretch",
    "ball-self-massage",
    "dry-needling",
    "ischaemic-compression-and-trigger-point-release",
    "muscle-energy-technique-and-strain-counterstrain",
    "neuromuscular-technique",
]
MUSCLES: list[dict[str, Any]] = tomllib.loads((LIBRARY / "anatomy.toml").read_text("utf-8"))["muscle"]
TERMS: list[dict[str, Any]] = tomllib.loads((LIBRARY / "glossary.toml").read_text("utf-8"))["term"]

FIELDS = {"title", "authors", "licence", "audience", "reviewed", "references"}
MUSCLE_HEADINGS = [
    "Overview",
    "Facts at a glance",
    "Attachments",
    "Action",
    "Palpation",
    "Referral pattern",
    "Symptoms",
    "What else it could be",
    "Causes and perpetuating factors",
    "Assessment",
    "Techniques for therapists",
    "Self-care for clients",
    "Exercises",
    "When to seek help",
]
COMPLAINT_HEADINGS = [
    "Overview",
    "Symptoms and signs",
    "Causes",
    "Course",
    "What else it could be",
    "Assessment",
    "What helps, and how good the evidence is",
    "Techniques for therapists",
    "Self-care for clients",
    "Exercises",
    "Red flags",
    "When to seek help",
]
METHOD_HEADINGS = [
    "Overview",
    "For whom",
    "Contraindications",
    "Aftercare",
    "Evidence and its limits",
    "When to seek help",
]

INSTITUTIONS = {
    "National Institute for Health and Care Excellence": "NICE",
    "Headache Classification Committee of the International Headache Society": "ICHD-3",
}

NAME = r"(?:van der |van |de )?[A-Z][\w'’-]+"
NAMES = rf"{NAME}(?: et al\.| & {NAME})?"
# The two forms of a citation: names and year in brackets, or only the year in brackets.
IN_BRACKETS = re.compile(rf"({NAMES}) (\d{{4}})(?=[;)])")
IN_TEXT = re.compile(rf"({NAMES}) \((\d{{4}})\)")


@cache
def note(slug: str) -> tuple[dict[str, Any], str]:
    """Front matter and body of a note."""
    _, front, body = (LIBRARY / f"{slug}.md").read_text("utf-8").split("---\n", 2)
    return yaml.safe_load(front), body


def spaced(text: str) -> str:
    return " ".join(text.split())


def headings(slug: str) -> list[str]:
    return re.findall(r"^## (.+)$", note(slug)[1], re.MULTILINE)


def surnames(authors: str) -> list[str]:
    """The surnames of a list such as "Simons DG, Travell JG, Simons LS" or "Mellor R, Bennell K and others"."""
    people = re.split(r", | and ", authors)
    return [re.sub(r"(?: [A-Z][A-Z-]*)+$", "", person) for person in people if person not in {"editor", "editors"}]


def labels(references: list[dict[str, Any]]) -> set[tuple[str, str]]:
    """How the text may cite these references: (names, year)."""
    found = set()
    for reference in references:
        names, year = surnames(reference["authors"]), str(reference["year"])
        if reference["authors"] in INSTITUTIONS:
            found.add((INSTITUTIONS[reference["authors"]], year))
        elif len(names) == 1:
            found.add((names[0], year))
        elif len(names) == 2 and names[1] != "others":
            found.add((f"{names[0]} & {names[1]}", year))
        else:
            found.add((f"{names[0]} et al.", year))
    return found


def cited(body: str) -> set[tuple[str, str]]:
    text = spaced(body)
    return set(IN_BRACKETS.findall(text)) | set(IN_TEXT.findall(text))


def test_the_shelves_are_full() -> None:
    muscle_notes = {muscle.get("note", muscle["slug"]) for muscle in MUSCLES}
    assert len(muscle_notes) == len(MUSCLES) == 20
    assert set(NOTES) == muscle_notes | set(OLD_NOTES) | set(COMPLAINTS) | set(METHODS)


def test_only_the_notes_are_ingested() -> None:
    found, skipped = find_files(LIBRARY)
    assert [path.stem for path in found] == NOTES
    assert {path.name: reason for path, reason in skipped} == {
        "anatomy.toml": "no notes are expected in .toml files",
        "glossary.toml": "no notes are expected in .toml files",
    }


def test_the_check_that_clinics_use_finds_nothing_to_mend() -> None:
    assert check_notes(find_notes([LIBRARY])) == []


@pytest.mark.parametrize("slug", NOTES)
def test_a_note_says_where_it_comes_from(slug: str) -> None:
    front, body = note(slug)
    assert front.keys() == FIELDS
    assert front["authors"] == ["Palpate contributors"]
    assert front["licence"] == "CC BY 4.0"
    assert front["audience"] in {"client", "therapist", "both"}
    assert re.findall(r"^# (.+)$", body, re.MULTILINE) == [front["title"]]
    for reference in front["references"]:
        assert (
            {"authors", "title", "year"}
            <= reference.keys()
            <= {"authors", "title", "year", "journal", "publisher", "page", "doi"}
        )
        assert isinstance(reference["year"], int)
        assert re.fullmatch(r"10\.\d{4,}/\S+", reference.get("doi", "10.1000/none"))


@pytest.mark.parametrize("slug", NOTES)
def test_a_note_keeps_its_headings_in_order(slug: str) -> None:
    found = headings(slug)
    assert "When to seek help" in found
    if slug in OLD_NOTES:
        return
    if slug in COMPLAINTS:
        assert found == COMPLAINT_HEADINGS
    elif slug in METHODS:
        assert [heading for heading in found if heading in METHOD_HEADINGS] == METHOD_HEADINGS
    else:
        assert found == MUSCLE_HEADINGS


@pytest.mark.parametrize("slug", NOTES)
def test_when_to_seek_help_names_signs(slug: str) -> None:
    section = note(slug)[1].split("## When to seek help\n", 1)[1].split("\n## ", 1)[0]
    assert re.search(r"doctor|ambulance|emergency|urgent", section)


@pytest.mark.parametrize("slug", NOTES)
def test_every_citation_resolves_and_every_reference_is_used(slug: str) -> None:
    front, body = note(slug)
    body = body.split("\n## References\n")[0]
    known, used = labels(front["references"]), cited(body)
    assert used - known == set()
    assert known - used == set()


@pytest.mark.parametrize("slug", NOTES)
def test_no_year_is_cited_in_a_form_that_the_check_above_overlooks(slug: str) -> None:
    body = spaced(note(slug)[1].split("\n## References\n")[0])
    rest = IN_TEXT.sub("", IN_BRACKETS.sub("", body))
    assert re.findall(r".{0,30}\b(?:19|20)\d{2}\b", rest) == []


def test_citations_are_read_in_both_forms() -> None:
    text = "So it is (Standring 2015; van Dyk et al. 2019). Travell & Simons (1993) agree, NICE (2020) does not."
    assert cited(text) == {
        ("Standring", "2015"),
        ("van Dyk et al.", "2019"),
        ("Travell & Simons", "1993"),
        ("NICE", "2020"),
    }


@pytest.mark.parametrize("muscle", MUSCLES, ids=lambda muscle: muscle["slug"])
def test_the_table_stands_word_for_word_in_the_note(muscle: dict[str, Any]) -> None:
    front, body = note(muscle.get("note", muscle["slug"]))
    facts = body.split("## Facts at a glance\n", 1)[1].split("\n## ", 1)[0]
    for label, strings in [
        ("Origin", muscle["origin"]),
        ("Insertion", muscle["insertion"]),
        ("Nerve", [muscle["nerve"], *muscle["roots"]]),
        ("Artery", [muscle["artery"]]),
        ("Action", muscle["action"]),
    ]:
        lines = spaced(" ".join(re.findall(rf"^{label}\b.*$", facts, re.MULTILINE)))
        for string in strings:
            assert string in lines, f"{label}: {string}"
    for sentence in muscle.get("differ", []):
        assert sentence in spaced(body)
    assert set(muscle["sources"]) <= {f"{names} {year}" for names, year in labels(front["references"])}


@pytest.mark.parametrize("muscle", MUSCLES, ids=lambda muscle: muscle["slug"])
def test_a_row_of_the_table_is_whole(muscle: dict[str, Any]) -> None:
    needed = {"slug", "name", "also", "origin", "insertion", "nerve", "roots", "artery", "action", "sources"}
    assert needed <= muscle.keys() <= needed | {"note", "parts", "differ"}
    assert all(muscle[key] for key in needed - {"roots"})
    assert all(re.fullmatch(r"C[1-8]|T(?:[1-9]|1[0-2])|L[1-5]|S[1-5]", root) for root in muscle["roots"])


def test_the_glossary_is_large_enough_and_in_order() -> None:
    names = [term["name"] for term in TERMS]
    assert len(names) >= 160
    assert names == sorted(names, key=str.casefold)


def test_no_word_of_the_glossary_belongs_to_two_terms() -> None:
    names = [(term["name"], *term["synonyms"], *term.get("forms", []), *term["lay"]) for term in TERMS]
    words = Counter(word.casefold() for term in names for word in term)
    assert [word for word, count in words.items() if count > 1] == []


def test_what_search_treats_alike_is_no_other_name_of_the_term() -> None:
    for term in TERMS:
        names = {term["name"], *term["synonyms"], *term.get("forms", []), *term["lay"]}
        assert not names & set(term.get("alike", ()))


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term["name"])
def test_a_term_is_explained_in_one_plain_sentence_with_a_source(term: dict[str, Any]) -> None:
    assert term.keys() - {"everyday", "forms", "alike"} == {"name", "plain", "synonyms", "lay", "source"}
    assert re.fullmatch(r"[A-Z].+[^.!?]\.", term["plain"])
    assert not re.search(r"[.!?] ", term["plain"])
    assert len(term["plain"].split()) <= 28
    assert re.fullmatch(rf"{NAMES} (?:19|20)\d{{2}}", term["source"])
    assert all(word == word.strip() != "" for word in (*term["synonyms"], *term["lay"]))


def test_every_source_of_the_glossary_stands_in_its_head() -> None:
    head = (LIBRARY / "glossary.toml").read_text("utf-8").split("\n[[term]]", 1)[0]
    listed = set(re.findall(r"^#   (\S.+? \d{4}): ", head, re.MULTILINE))
    assert {term["source"] for term in TERMS} == listed
