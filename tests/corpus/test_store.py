"""The store: what is read is what was written, in its order, also by many threads at once."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import NotFoundError, PalpateError, StoreError
from corpus.store import Entry, Store, write_store
from corpus.types import Document, Drop, Kind, Passage, Role, Section, Sentence, Source, passage_id
from tests.index.library import five_entries, make_entry, many_entries

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
LINE = TEXT.filter(bool)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    path = tmp_path / "store.sqlite"
    write_store(path, five_entries())
    opened = Store(path)
    yield opened
    opened.close()


def place_sentences(
    text: str, lines: Sequence[str], section: int, roles: Sequence[Role], group: int | None
) -> list[Sentence]:
    """One sentence for each line of a text that begins with them, parted by line breaks."""
    place, found = len(text), []
    for line, role in zip(lines, roles, strict=True):
        found.append(Sentence(place, place + len(line), line, role, section, group))
        place += len(line) + 1
    return found


@st.composite
def entries(draw: st.DrawFn, identity: str = "one") -> Entry:
    """A document with any words whatever; a section that is no evidence has sentences and no passages."""
    title, text = draw(TEXT), draw(TEXT)
    sections, sentences, passages = [], [], []
    for number in range(draw(st.integers(0, 3))):
        lines = draw(st.lists(LINE, max_size=3))
        roles = draw(st.lists(st.sampled_from(Role), min_size=len(lines), max_size=len(lines)))
        path, kind = tuple(draw(st.lists(TEXT, max_size=2))), draw(st.sampled_from(Kind))
        found = place_sentences(text, lines, number, roles, draw(st.none() | st.integers(1, 9)))
        start = len(text)
        text += "\n".join([*lines, ""])
        sections.append(Section(start, len(text), path, kind))
        sentences += found
        if found and kind.is_evidence:
            end = found[-1].end
            name = passage_id(identity, start, text[start:end])
            passages.append(Passage(name, identity, start, end, text[start:end], title, path, kind, tuple(found)))
    source = Source(draw(TEXT), title, tuple(draw(st.lists(TEXT, max_size=2))), *draw(st.tuples(*[TEXT] * 6)))
    drops = sorted(
        {Drop(*draw(st.tuples(st.integers(0, 9), st.integers(0, 9), TEXT))) for _ in range(draw(st.integers(0, 2)))},
        key=lambda drop: (drop.start, drop.end, drop.reason),
    )
    extracted, warnings = draw(TEXT), tuple(draw(st.lists(TEXT, max_size=2)))
    count, rules, version = draw(st.integers(0, 2**40)), draw(TEXT), draw(TEXT)
    document = Document(
        identity,
        version,
        source,
        text,
        extracted,
        tuple(drops),
        tuple(sections),
        tuple(sentences),
        count,
        warnings,
        rules,
    )
    return document, passages


@given(entries())
@settings(max_examples=60)
def test_what_is_read_is_what_was_written(entry: Entry) -> None:
    document, passages = entry
    with tempfile.TemporaryDirectory() as folder:
        write_store(Path(folder, "store"), [entry])
        store = Store(Path(folder, "store"))
        try:
            read = store.document(document.id)
            assert replace(read, drops=()) == replace(document, drops=())
            assert sorted(read.drops, key=repr) == sorted(document.drops, key=repr)
            assert store.document_passages(document.id) == passages
            assert store.sources() == {document.id: document.source}
            assert store.facets() == [(document.id, passage.kind.value) for passage in passages]
        finally:
            store.close()


def test_the_five_documents_come_back_whole(store: Store) -> None:
    expected = sorted(five_entries(), key=lambda entry: entry[0].id)
    assert store.documents() == [document for document, _ in expected]
    assert store.passages(range(store.passage_count)) == [passage for _, passages in expected for passage in passages]


def test_of_a_document_the_source_alone_can_be_read(store: Store) -> None:
    assert [store.source(document.id) for document in store.documents()] == [
        document.source for document in store.documents()
    ]


def test_a_document_as_json_says_where_it_came_from_and_what_was_left_out(store: Store) -> None:
    document = store.documents()[0]
    drop = Drop(0, 4, "a menu")
    told = replace(document, drops=(drop,)).as_json()
    assert (told["id"], told["title"], told["key"]) == (document.id, document.title, document.source.key)
    assert [part["heading_path"] for part in told["sections"]] == [
        list(part.heading_path) for part in document.sections
    ]
    assert told["dropped"] == [{"start": 0, "end": 4, "reason": "a menu", "text": document.extracted[:4]}]
    assert "text" not in told


def test_the_order_of_writing_does_not_matter(tmp_path: Path) -> None:
    write_store(tmp_path / "one", five_entries())
    write_store(tmp_path / "other", reversed(five_entries()))
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


def test_documents_are_ordered_by_id_and_their_passages_by_place(store: Store) -> None:
    assert list(store.sources()) == sorted(store.sources())
    passages = store.passages(range(store.passage_count))
    places = [(passage.document_id, passage.start) for passage in passages]
    assert places == sorted(places)
    assert [store.ordinal(passage.id) for passage in passages] == list(range(store.passage_count))


def test_passages_come_in_the_order_asked_for_and_as_often(store: Store) -> None:
    one, other = store.passages([0, 3])
    assert store.passages([3, 0, 3]) == [other, one, other]
    assert store.passages([]) == []


def test_counts_are_those_of_the_library(store: Store) -> None:
    passages = [passage for _, found in five_entries() for passage in found]
    assert store.document_count == 5
    assert store.passage_count == len(passages)
    assert store.sentence_count == sum(len(passage.sentences) for passage in passages)


def test_sentence_rows_follow_each_other_without_gaps(store: Store) -> None:
    passages = store.passages(range(store.passage_count))
    rows = [range(*span) for span in store.sentence_spans()]
    assert [row for each in rows for row in each] == list(range(store.sentence_count))
    assert [len(each) for each in rows] == [len(passage.sentences) for passage in passages]


def test_beside_a_passage_stand_those_of_its_own_section(tmp_path: Path) -> None:
    """Sections count from 0 in every document, so the number alone would mix two documents."""
    write_store(tmp_path / "store", [_in_two(entry) for entry in five_entries()])
    store = Store(tmp_path / "store")
    for ordinal, passage in enumerate(store.passages(range(store.passage_count))):
        section = store.passages(store.beside([ordinal], store.passage_count))
        assert len(section) == 2
        assert {(one.document_id, one.heading_path) for one in section} == {(passage.document_id, passage.heading_path)}
        assert section[0].start < section[1].start
    store.close()


def test_beside_several_passages_each_stands_once_and_none_out_of_reach(tmp_path: Path) -> None:
    document, (passage,) = make_entry("Long", [("Text", Kind.OTHER, [f"Line {n}." for n in range(20)])])
    lines = [
        replace(passage, id=str(one.start), start=one.start, end=one.end, text=one.text, sentences=(one,))
        for one in passage.sentences
    ]
    write_store(tmp_path / "store", [(document, lines)])
    store = Store(tmp_path / "store")
    assert store.beside([1], 3) == [0, 1, 2, 3, 4]
    assert store.beside([12, 8], 2) == [6, 7, 8, 9, 10, 11, 12, 13, 14]
    assert store.beside([], 2) == []
    store.close()


def _in_two(entry: Entry) -> Entry:
    """Only the sections of two sentences, each sentence a passage of its own."""
    document, passages = entry
    parted = [
        replace(passage, id=f"{passage.id}-{number}", start=one.start, end=one.end, text=one.text, sentences=(one,))
        for passage in passages
        if len(passage.sentences) == 2
        for number, one in enumerate(passage.sentences)
    ]
    return document, parted


def test_sentences_outside_passages_keep_their_place(tmp_path: Path) -> None:
    """Of sections that are never evidence no passage is made; the document has their sentences nevertheless."""
    document, passages = make_entry(
        "Hip", [("Sources", Kind.REFERENCES, ["Gray 2015."]), ("Action", Kind.ACTION, ["It abducts."])]
    )
    write_store(tmp_path / "store", [(document, passages[1:])])
    store = Store(tmp_path / "store")
    assert [sentence.text for sentence in store.document(document.id).sentences] == ["Gray 2015.", "It abducts."]
    assert store.sentence_count == 1
    store.close()


def test_a_sentence_that_was_parted_for_the_embedder_stays_whole_in_its_document(tmp_path: Path) -> None:
    document, (passage,) = make_entry("Hip", [("Action", Kind.ACTION, ["It abducts, and it rotates.", "It aches."])])
    long, short = passage.sentences
    parts = (replace(long, end=11, text="It abducts,"), replace(long, start=12, text="and it rotates."))
    write_store(tmp_path / "store", [(document, [replace(passage, sentences=(*parts, short))])])
    store = Store(tmp_path / "store")
    assert store.document(document.id) == document
    assert store.document_passages(document.id)[0].sentences == (*parts, short)
    store.close()


@pytest.mark.parametrize("identity", ["", "nothing", "gluteus-minimus-0126448", "' OR 1 = 1 --", "\x00", "💪"])
def test_an_unknown_id_is_named_with_the_remedy(store: Store, identity: str) -> None:
    for read in (store.document, store.source):
        with pytest.raises(NotFoundError, match="`palpate sources` lists what there is") as caught:
            read(identity)
        assert repr(identity) in str(caught.value)
    for find in (store.passage, store.ordinal):
        with pytest.raises(NotFoundError, match="no passage with id"):
            find(identity)


@pytest.mark.parametrize("ordinal", [-1, 10_000])
def test_an_unknown_ordinal_is_an_error(store: Store, ordinal: int) -> None:
    with pytest.raises(NotFoundError, match=str(ordinal)):
        store.passages([0, ordinal])


def test_an_unknown_document_has_no_passages(store: Store) -> None:
    assert store.document_passages("nothing") == []


def test_a_missing_store_says_how_to_build_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="palpate ingest") as caught:
        Store(tmp_path / "store.sqlite")
    assert str(tmp_path) in str(caught.value)
    assert isinstance(caught.value, PalpateError)


def test_an_empty_store_is_one(tmp_path: Path) -> None:
    write_store(tmp_path / "store", [])
    store = Store(tmp_path / "store")
    assert (store.documents(), store.sources(), store.facets(), store.passage_count) == ([], {}, [], 0)
    store.close()


def test_nothing_writes_to_an_open_store(store: Store) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        store._rows("DELETE FROM document")


def test_a_path_may_hold_what_addresses_treat_specially(tmp_path: Path) -> None:
    folder = tmp_path / "50% a?b#c é"
    folder.mkdir()
    write_store(folder / "store", five_entries())
    store = Store(folder / "store")
    assert store.document_count == 5
    store.close()


def test_threads_sharing_a_store_read_what_one_reads(tmp_path: Path) -> None:
    write_store(tmp_path / "store", many_entries(40))
    store = Store(tmp_path / "store")
    identities = list(store.sources())
    expected = {identity: (store.document(identity), store.document_passages(identity)) for identity in identities}

    def read(worker: int) -> int:
        wrong = 0
        for turn in range(120):
            identity = identities[(7 * worker + 3 * turn) % len(identities)]
            wrong += (store.document(identity), store.document_passages(identity)) != expected[identity]
        return wrong

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(read, range(8))) == [0] * 8
    store.close()
