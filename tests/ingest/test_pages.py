"""Pages of many kinds: what must survive cleaning, what must go, and how the rest is understood.

Every expectation stands in `tests/pages/expected/NAME.json`, written before the rules were tried on the page.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from corpus.types import Document, Role
from ingest.compose import compose_document
from ingest.readers import read_bytes
from ingest.warnings import person_record_warning

PAGES = Path(__file__).parent.parent / "pages"
NAMES = sorted(path.stem for path in (PAGES / "expected").glob("*.json"))


def _load(name: str) -> tuple[Document, dict[str, Any]]:
    path = next(path for path in PAGES.glob(f"{name}.*") if path.is_file())
    document = compose_document(read_bytes(path.read_bytes(), path.name), key=path.name, version="")
    return document, json.loads((PAGES / "expected" / f"{name}.json").read_text(encoding="utf-8"))


def _flat(text: str) -> str:
    return re.sub(r"(?<=[a-z])- (?=[a-z])", "", " ".join(text.replace("\u00ad", "").split()))


def _shown(document: Document) -> str:
    """What can be read or quoted: the cleaned text and the title."""
    return _flat(f"{document.title} {document.text}")


def _evidence(document: Document) -> str:
    return " ".join(s.text for s in document.sentences if document.sections[s.section].kind.is_evidence)


@pytest.mark.parametrize("name", NAMES)
def test_the_note_survives(name: str) -> None:
    document, expected = _load(name)
    assert [phrase for phrase in expected.get("keep", []) if _flat(phrase) not in _shown(document)] == []


@pytest.mark.parametrize("name", NAMES)
def test_furniture_goes(name: str) -> None:
    document, expected = _load(name)
    assert [phrase for phrase in expected.get("drop", []) if _flat(phrase) in _flat(_evidence(document))] == []


@pytest.mark.parametrize("name", NAMES)
def test_headings_are_found(name: str) -> None:
    document, expected = _load(name)
    found = {heading for section in document.sections for heading in section.heading_path} | {document.title}
    assert [heading for heading in expected.get("headings", []) if heading.rstrip(":") not in found] == []
    assert [line for line in expected.get("not_headings", []) if line.rstrip(":") in found - {document.title}] == []


@pytest.mark.parametrize("name", NAMES)
def test_lists_stay_with_their_lead_in(name: str) -> None:
    document, expected = _load(name)
    groups: dict[int, str] = {}
    for sentence in document.sentences:
        if sentence.group is not None:
            groups[sentence.group] = f"{groups.get(sentence.group, '')} {sentence.text}"
    texts = [_flat(group) for group in groups.values()]
    assert [
        lines for lines in expected.get("groups", []) if not any(all(_flat(line) in text for line in lines) for text in texts)
    ] == []


@pytest.mark.parametrize("name", NAMES)
def test_label_lines_are_facts(name: str) -> None:
    document, expected = _load(name)
    facts = {_flat(s.text) for s in document.sentences if s.role is Role.LABEL or s.group is not None}
    assert [line for line in expected.get("labels", []) if not any(_flat(line) in fact for fact in facts)] == []


@pytest.mark.parametrize("name", NAMES)
def test_sections_have_their_kind(name: str) -> None:
    document, expected = _load(name)
    kinds = {section.heading_path[-1]: section.kind.value for section in document.sections if section.heading_path}
    wrong = {
        heading: kinds.get(heading)
        for heading, kind in expected.get("kinds", {}).items()
        if kinds.get(heading) not in kind.split("|")
    }
    assert wrong == {}


@pytest.mark.parametrize("name", NAMES)
def test_the_title_is_found(name: str) -> None:
    document, expected = _load(name)
    assert document.title == expected["title"]


@pytest.mark.parametrize("name", NAMES)
def test_records_about_a_person_raise_a_warning(name: str) -> None:
    document, expected = _load(name)
    assert bool(person_record_warning(document)) is expected.get("person_record", False)
