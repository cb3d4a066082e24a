"""Where a suite's gold stands in a library: documents by each of their names, quotes, and the facts they state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from corpus.store import Store, write_store
from corpus.types import Document, Kind, Role, Section, Sentence, Source
from eval.errors import EvalError
from eval.library import Library, Place, find_places
from eval.suites import Case, read_suite
from tests.eval.tiny import LEVELS, covered, fact, gold, write_lines

HIP = "Hip. The tibial nerve supplies it. Hold for 30 seconds."


def make_document(identity: str, key: str, text: str, extracted: str = "") -> Document:
    ends = [place + 1 for place, character in enumerate(text) if character == "."]
    starts = [0, *(end + 1 for end in ends[:-1])]
    sentences = tuple(
        Sentence(start, end, text[start:end], Role.SENTENCE, 0) for start, end in zip(starts, ends, strict=True)
    )
    return Document(
        id=identity,
        version="1",
        source=Source(key=key, title=key),
        text=text,
        extracted=extracted or text,
        drops=(),
        sections=(Section(0, len(text), (), Kind.OTHER),),
        sentences=sentences,
    )


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    documents = [
        make_document("hip-1", "notes/hip.md", HIP, HIP + " Read our newsletter."),
        make_document("knee-1", "left/knee.md", "Knee."),
        make_document("knee-2", "right/knee.md", "Knee."),
    ]
    write_store(tmp_path / "store.sqlite", [(document, []) for document in documents])
    store = Store(tmp_path / "store.sqlite")
    yield Library(store)
    store.close()


def make_case(folder: Path, nuggets: list[Any], places: list[Any]) -> Case:
    lines = [covered("first", "x", [fact("x")], [gold("x", "x")]), covered("a", "Which nerve?", nuggets, places)]
    return read_suite(write_lines(folder / "suite.jsonl", lines), LEVELS).cases[1]


@pytest.mark.parametrize("name", ["hip-1", "notes/hip.md", "hip.md"])
def test_a_document_is_named_by_its_id_its_key_or_the_file_name(tmp_path: Path, library: Library, name: str) -> None:
    case = make_case(tmp_path, [fact("tibial nerve")], [gold(name, "Nerve supplies")])
    assert find_places(case, library) == (Place("hip-1", "Nerve supplies", frozenset({0}), left_out=False),)


@pytest.mark.parametrize(
    ("place", "message"),
    [
        pytest.param(gold("hand.md", "x"), "'gold[1].document' is 'hand.md', which the library", id="unknown"),
        pytest.param(gold("knee.md", "Knee"), "'gold[1].document' is 'knee.md', which may be knee-1, knee-2", id="two"),
        pytest.param(gold("left/hip.md", "Hip"), "'gold[1].document' is 'left/hip.md'", id="another folder"),
        pytest.param(gold("hip.md", "ulnar nerve"), "'gold[1].quote' is 'ulnar nerve', which does not", id="no quote"),
        pytest.param(gold("hip.md", "ibial nerve"), "'gold[1].quote' is 'ibial nerve'", id="part of a word"),
    ],
)
def test_gold_that_the_library_does_not_hold_is_named(
    tmp_path: Path, library: Library, place: dict[str, str], message: str
) -> None:
    case = make_case(tmp_path, [fact("tibial nerve")], [gold("hip.md", "tibial nerve"), place])
    with pytest.raises(EvalError) as error:
        find_places(case, library)
    assert str(error.value).startswith(f"{tmp_path / 'suite.jsonl'}, line 2: {message}")


def test_a_place_states_the_facts_of_its_own_sentence_only(tmp_path: Path, library: Library) -> None:
    nuggets = [fact("tibial nerve", "nervus tibialis"), fact("30 seconds"), fact("hold for")]
    case = make_case(tmp_path, nuggets, [gold("hip.md", "nerve supplies it"), gold("hip.md", "for 30")])
    assert [place.states for place in find_places(case, library)] == [{0}, {1, 2}]


def test_a_quote_across_sentences_states_what_stands_in_itself(tmp_path: Path, library: Library) -> None:
    case = make_case(tmp_path, [fact("hold"), fact("30 seconds")], [gold("hip.md", "supplies it. Hold for")])
    assert [place.states for place in find_places(case, library)] == [{0}]


def test_gold_that_cleaning_left_out_is_known_as_such(tmp_path: Path, library: Library) -> None:
    case = make_case(tmp_path, [fact("newsletter")], [gold("hip.md", "our newsletter")])
    assert find_places(case, library) == (Place("hip-1", "our newsletter", frozenset({0}), left_out=True),)


def test_an_id_comes_before_a_file_name(tmp_path: Path) -> None:
    one, other = make_document("hip.md", "a.md", "Hip."), make_document("b", "notes/hip.md", "Hip.")
    write_store(tmp_path / "store.sqlite", [(one, []), (replace(other), [])])
    store = Store(tmp_path / "store.sqlite")
    assert Library(store).find("hip.md") == ["hip.md"]
    store.close()
