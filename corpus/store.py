"""The store: one SQLite file with every document, section, sentence and passage of a generation.

Written once by `write_store`, then only read. A passage's ordinal is its row in the vector index; a sentence's ordinal
is its row among the sentence vectors. Ordinals follow the order of document ids, then of the text.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from corpus.errors import NotFoundError, StoreError
from corpus.types import Document, Drop, Kind, Passage, Role, Section, Sentence, Source

SCHEMA = """
CREATE TABLE document (
    id TEXT PRIMARY KEY, version TEXT NOT NULL, rules TEXT NOT NULL, source TEXT NOT NULL, tokens INTEGER NOT NULL,
    warnings TEXT NOT NULL, text TEXT NOT NULL, extracted TEXT NOT NULL);
CREATE TABLE dropped (document_id TEXT NOT NULL, "start" INTEGER, "end" INTEGER, reason TEXT NOT NULL);
CREATE TABLE section (
    document_id TEXT NOT NULL, number INTEGER, "start" INTEGER, "end" INTEGER, heading_path TEXT, kind TEXT,
    PRIMARY KEY (document_id, number)) WITHOUT ROWID;
CREATE TABLE passage (
    ordinal INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, document_id TEXT NOT NULL, title TEXT NOT NULL,
    section INTEGER, "start" INTEGER, "end" INTEGER, text TEXT NOT NULL, heading_path TEXT, kind TEXT,
    first_sentence INTEGER, last_sentence INTEGER);
CREATE TABLE sentence (
    ordinal INTEGER PRIMARY KEY, passage INTEGER, document_id TEXT NOT NULL, section INTEGER,
    "start" INTEGER, "end" INTEGER, text TEXT NOT NULL, role TEXT, list_group INTEGER);
CREATE TABLE loose_sentence (
    document_id TEXT NOT NULL, section INTEGER, "start" INTEGER, "end" INTEGER, text TEXT NOT NULL, role TEXT,
    list_group INTEGER);
CREATE INDEX dropped_document ON dropped (document_id);
CREATE INDEX sentence_document ON sentence (document_id);
CREATE INDEX sentence_passage ON sentence (passage);
CREATE INDEX loose_document ON loose_sentence (document_id);
CREATE INDEX passage_document ON passage (document_id);
"""

DOCUMENT_SENTENCES = """
SELECT "start", "end", text, role, section, list_group FROM sentence WHERE document_id = ? UNION ALL
SELECT "start", "end", text, role, section, list_group FROM loose_sentence WHERE document_id = ?
ORDER BY "start", "end" DESC
"""
PASSAGE_SENTENCES = """
SELECT passage, "start", "end", text, role, section, list_group FROM sentence
WHERE passage IN (SELECT value FROM json_each(?)) ORDER BY ordinal
"""
PASSAGES = """
SELECT ordinal, id, document_id, title, "start", "end", text, heading_path, kind FROM passage
WHERE ordinal IN (SELECT value FROM json_each(?))
"""
BESIDE = """
SELECT DISTINCT other.ordinal FROM passage AS one JOIN passage AS other
ON other.ordinal BETWEEN one.ordinal - :reach AND one.ordinal + :reach
AND other.document_id = one.document_id AND other.section = one.section
WHERE one.ordinal IN (SELECT value FROM json_each(:asked)) ORDER BY other.ordinal
"""

Entry = tuple[Document, Sequence[Passage]]


@dataclass(frozen=True, slots=True)
class Headed:
    """Where a passage stands and what it is about, without its words."""

    ordinal: int
    title: str
    heading_path: tuple[str, ...]
    kind: Kind


def write_store(path: Path, entries: Iterable[Entry]) -> None:
    """Write documents and their passages, ordered by document id, to a new file at `path`."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + SCHEMA)
        passage_ordinal = sentence_ordinal = 0
        for document, passages in sorted(entries, key=lambda entry: entry[0].id):
            _write_document(connection, document)
            in_passages: set[tuple[int, int]] = set()
            for passage in passages:
                _write_passage(connection, passage, passage_ordinal, sentence_ordinal)
                in_passages.update((sentence.start, sentence.end) for sentence in passage.sentences)
                passage_ordinal += 1
                sentence_ordinal += len(passage.sentences)
            connection.executemany(
                "INSERT INTO loose_sentence VALUES (?,?,?,?,?,?,?)",
                [
                    (document.id, *_sentence_row(sentence))
                    for sentence in document.sentences
                    if (sentence.start, sentence.end) not in in_passages
                ],
            )


def _sentence_row(sentence: Sentence) -> tuple[object, ...]:
    return (sentence.section, sentence.start, sentence.end, sentence.text, sentence.role.value, sentence.group)


def _write_document(connection: sqlite3.Connection, document: Document) -> None:
    connection.execute(
        "INSERT INTO document VALUES (?,?,?,?,?,?,?,?)",
        (
            document.id,
            document.version,
            document.rules,
            json.dumps(asdict(document.source), ensure_ascii=False),
            document.tokens,
            json.dumps(document.warnings, ensure_ascii=False),
            document.text,
            document.extracted,
        ),
    )
    connection.executemany(
        "INSERT INTO dropped VALUES (?,?,?,?)",
        [(document.id, drop.start, drop.end, drop.reason) for drop in document.drops],
    )
    connection.executemany(
        "INSERT INTO section VALUES (?,?,?,?,?,?)",
        [
            (document.id, number, part.start, part.end, _pack(part.heading_path), part.kind.value)
            for number, part in enumerate(document.sections)
        ],
    )


def _write_passage(connection: sqlite3.Connection, passage: Passage, ordinal: int, first: int) -> None:
    connection.execute(
        "INSERT INTO passage VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
        (
            ordinal,
            passage.id,
            passage.document_id,
            passage.title,
            passage.sentences[0].section,
            passage.start,
            passage.end,
            passage.text,
            _pack(passage.heading_path),
            passage.kind.value,
            first,
            first + len(passage.sentences),
        ),
    )
    connection.executemany(
        "INSERT INTO sentence VALUES (?,?,?,?,?,?,?,?,?)",
        [
            (first + number, ordinal, passage.document_id, *_sentence_row(sentence))
            for number, sentence in enumerate(passage.sentences)
        ],
    )


def _pack(path: tuple[str, ...]) -> str:
    return json.dumps(path, ensure_ascii=False)


def _unpack(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


class Store:
    """A store opened for reading. Threads may share it: the file never changes, and one query runs at a time."""

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise StoreError(f"no store at {path}: build one with `palpate ingest PATH`")
        address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        self._connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        self._turn = threading.Lock()  # a connection shared by threads mixes up their rows on Python 3.12 and later
        self.passage_count = int(self._rows("SELECT count(*) FROM passage")[0][0])
        self.sentence_count = int(self._rows("SELECT count(*) FROM sentence")[0][0])
        self.document_count = int(self._rows("SELECT count(*) FROM document")[0][0])

    def close(self) -> None:
        with self._turn:
            self._connection.close()

    def _rows(self, sql: str, values: Sequence[object] | Mapping[str, object] = ()) -> list[tuple[Any, ...]]:
        with self._turn:
            return self._connection.execute(sql, values).fetchall()

    def sources(self) -> dict[str, Source]:
        """The source of every document, by document id, ordered by id."""
        return {row[0]: _read_source(row[1]) for row in self._rows("SELECT id, source FROM document ORDER BY id")}

    def source(self, document_id: str) -> Source:
        rows = self._rows("SELECT source FROM document WHERE id = ?", (document_id,))
        if not rows:
            raise _missing("document", document_id)
        return _read_source(rows[0][0])

    def document(self, document_id: str) -> Document:
        """The whole document with its sections, sentences and drops."""
        rows = self._rows(
            "SELECT id, version, rules, source, tokens, warnings, text, extracted FROM document WHERE id = ?",
            (document_id,),
        )
        if not rows:
            raise _missing("document", document_id)
        row = rows[0]
        drops = self._rows(
            'SELECT "start", "end", reason FROM dropped WHERE document_id = ? ORDER BY "start", "end"', (document_id,)
        )
        sections = self._rows(
            'SELECT "start", "end", heading_path, kind FROM section WHERE document_id = ? ORDER BY number',
            (document_id,),
        )
        sentences = self._rows(DOCUMENT_SENTENCES, (document_id, document_id))
        return Document(
            id=row[0],
            version=row[1],
            rules=row[2],
            source=_read_source(row[3]),
            tokens=row[4],
            warnings=_unpack(row[5]),
            text=row[6],
            extracted=row[7],
            drops=tuple(Drop(*drop) for drop in drops),
            sections=tuple(Section(start, end, _unpack(path), Kind(kind)) for start, end, path, kind in sections),
            sentences=tuple(_read_sentence(sentence) for sentence in _without_parts(sentences)),
        )

    def documents(self) -> list[Document]:
        """Every document, ordered by id."""
        return [self.document(identity) for identity in self.sources()]

    def document_passages(self, document_id: str) -> list[Passage]:
        """A document's passages, in the order of its text."""
        rows = self._rows("SELECT ordinal FROM passage WHERE document_id = ? ORDER BY ordinal", (document_id,))
        return self.passages([row[0] for row in rows])

    def headed(self, document_id: str) -> list[Headed]:
        """A document's passages by their headings alone, in the order of its text: reads a tenth of what they hold."""
        return [
            Headed(ordinal, title, _unpack(path), Kind(kind))
            for ordinal, title, path, kind in self._rows(
                "SELECT ordinal, title, heading_path, kind FROM passage WHERE document_id = ? ORDER BY ordinal",
                (document_id,),
            )
        ]

    def passages(self, ordinals: Sequence[int]) -> list[Passage]:
        """The passages with these ordinals, in the order asked for."""
        asked = json.dumps([int(ordinal) for ordinal in ordinals])
        sentences: dict[int, list[Sentence]] = {}
        for row in self._rows(PASSAGE_SENTENCES, (asked,)):
            sentences.setdefault(row[0], []).append(_read_sentence(row[1:]))
        found = {row[0]: _read_passage(row, sentences[row[0]]) for row in self._rows(PASSAGES, (asked,))}
        try:
            return [found[ordinal] for ordinal in ordinals]
        except KeyError as error:
            raise _missing("passage", str(error)) from None

    def passage(self, passage_id: str) -> Passage:
        return self.passages([self.ordinal(passage_id)])[0]

    def ordinal(self, passage_id: str) -> int:
        """The row of a passage in the vector index."""
        rows = self._rows("SELECT ordinal FROM passage WHERE id = ?", (passage_id,))
        if not rows:
            raise _missing("passage", passage_id)
        return int(rows[0][0])

    def beside(self, ordinals: Sequence[int], reach: int) -> list[int]:
        """The ordinals of the passages within `reach` of one of these, itself included, in the same section."""
        asked = json.dumps([int(ordinal) for ordinal in ordinals])
        return [row[0] for row in self._rows(BESIDE, {"asked": asked, "reach": reach})]

    def sentence_spans(self) -> list[tuple[int, int]]:
        """`(first, behind the last)` row among the sentence vectors of every passage's sentences, by ordinal."""
        rows = self._rows("SELECT first_sentence, last_sentence FROM passage ORDER BY ordinal")
        return [(row[0], row[1]) for row in rows]

    def facets(self) -> list[tuple[str, str]]:
        """`(document id, kind)` of every passage, by ordinal: what filters are made from."""
        return [(row[0], row[1]) for row in self._rows("SELECT document_id, kind FROM passage ORDER BY ordinal")]


def _read_source(packed: str) -> Source:
    fields = json.loads(packed)
    return Source(**{**fields, "authors": tuple(fields["authors"])})


def _read_passage(row: Sequence[Any], sentences: Sequence[Sentence]) -> Passage:
    return Passage(
        id=row[1],
        document_id=row[2],
        title=row[3],
        start=row[4],
        end=row[5],
        text=row[6],
        heading_path=_unpack(row[7]),
        kind=Kind(row[8]),
        sentences=tuple(sentences),
    )


def _without_parts(rows: Sequence[Sequence[Any]]) -> Iterator[Sequence[Any]]:
    """A document's sentences whole: one too long for a passage is followed by its parts, which lie inside it."""
    end = -1
    for row in rows:
        if row[1] > end:
            end = row[1]
            yield row


def _read_sentence(row: Sequence[Any]) -> Sentence:
    start, end, text, role, section, group = row
    return Sentence(start, end, text, Role(role), section, group)


def _missing(what: str, identity: str) -> NotFoundError:
    return NotFoundError(f"no {what} with id {identity!r}: `palpate sources` lists what there is")
