"""Pages of many kinds: what must survive cleaning, what must go, and how the rest is understood.

Every expectation stands in `tests/pages/expected/NAME.json`, written before the rules were tried on the page. What is
known not to be met is listed there under "misses", by the same keys; a test fails when an expectation is missed that is
not listed, and also when one is met that is, so that an improvement gets written down.
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


def _missed(expected: dict[str, Any], key: str) -> list[Any]:
    """What is known not to be met, under one key."""
    return list(expected.get("misses", {}).get(key, []))


@pytest.mark.parametrize("name", NAMES)
def test_the_note_survives(name: str) -> None:
    document, expected = _load(name)
    lost = [phrase for phrase in expected.get("keep", []) if _flat(phrase) not in _shown(document)]
    assert lost == _missed(expected, "keep")


@pytest.mark.parametrize("name", NAMES)
def test_furniture_goes(name: str) -> None:
    document, expected = _load(name)
    left = [phrase for phrase in expected.get("drop", []) if _flat(phrase) in _flat(_evidence(document))]
    assert left == _missed(expected, "drop")


@pytest.mark.parametrize("name", NAMES)
def test_headings_are_found(name: str) -> None:
    document, expected = _load(name)
    found = {heading for section in document.sections for heading in section.heading_path}
    lost = [line for line in expected.get("headings", []) if line.rstrip(":") not in found | {document.title}]
    assert lost == _missed(expected, "headings")
    wrong = [line for line in expected.get("not_headings", []) if line.rstrip(":") in found - {document.title}]
    assert wrong == _missed(expected, "not_headings")


@pytest.mark.parametrize("name", NAMES)
def test_lists_stay_with_their_lead_in(name: str) -> None:
    document, expected = _load(name)
    groups: dict[int, str] = {}
    for sentence in document.sentences:
        if sentence.group is not None:
            groups[sentence.group] = f"{groups.get(sentence.group, '')} {sentence.text}"
    texts = [_flat(group) for group in groups.values()]
    broken = [
        lines
        for lines in expected.get("groups", [])
        if not any(all(_flat(line) in text for line in lines) for text in texts)
    ]
    assert broken == _missed(expected, "groups")


@pytest.mark.parametrize("name", NAMES)
def test_label_lines_are_facts(name: str) -> None:
    document, expected = _load(name)
    facts = {_flat(s.text) for s in document.sentences if s.role is Role.LABEL or s.group is not None}
    lost = [line for line in expected.get("labels", []) if not any(_flat(line) in fact for fact in facts)]
    assert lost == _missed(expected, "labels")


@pytest.mark.parametrize("name", NAMES)
def test_sections_have_their_kind(name: str) -> None:
    document, expected = _load(name)
    kinds = {section.heading_path[-1]: section.kind.value for section in document.sections if section.heading_path}
    wanted: dict[str, str] = expected.get("kinds", {})
    wrong = [heading for heading, kind in wanted.items() if kinds.get(heading) not in kind.split("|")]
    assert wrong == _missed(expected, "kinds")


@pytest.mark.parametrize("name", NAMES)
def test_the_title_is_found(name: str) -> None:
    document, expected = _load(name)
    missed = [expected["title"]] if document.title != expected["title"] else []
    assert missed == _missed(expected, "title")


@pytest.mark.parametrize("name", NAMES)
def test_records_about_a_person_raise_a_warning(name: str) -> None:
    document, expected = _load(name)
    assert bool(person_record_warning(document)) is expected.get("person_record", False)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_listed_as_missed_was_expected(name: str) -> None:
    _, expected = _load(name)
    for key, missed in expected.get("misses", {}).items():
        wanted = [expected[key]] if key == "title" else list(expected[key])
        assert missed, f"{name} lists nothing under {key}: leave the key out"
        assert [line for line in missed if line not in wanted] == []
