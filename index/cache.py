"""The embedding cache: vectors by model and content, so that only passages that are new get embedded.

It outlives generations, and it may be deleted at any time: what is missing or damaged is embedded again. What the last
builds did not use is dropped, so it grows with the library and not with the years.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from index.embedder import Embedder, PassageInput, PassageVectors, Progress

CHUNK = 512
"""Passages that are embedded, and then kept, at a time: an interrupted run loses no more."""
MOST_VARIABLES = 500
BUILDS = 4
"""Vectors that none of so many builds used are dropped; what is taken out and soon brought back is still there."""
FORMAT = 2
BROKEN = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
CHECKSUM = 16  # bytes before each row's vectors
SCHEMA = f"""
DROP TABLE IF EXISTS embedding; DROP TABLE IF EXISTS used;
PRAGMA auto_vacuum = INCREMENTAL; VACUUM;
CREATE TABLE embedding (revision TEXT, key TEXT, vectors BLOB, PRIMARY KEY (revision, key));
CREATE TABLE used (revision TEXT, key TEXT, build INTEGER, PRIMARY KEY (revision, key)) WITHOUT ROWID;
PRAGMA user_version = {FORMAT};
"""


def embed_with_cache(
    path: Path, inputs: Sequence[PassageInput], embedder: Embedder, progress: Progress | None = None
) -> list[PassageVectors]:
    """The vectors of passages, in their order; those that the cache lacks are embedded and put there.

    A file that is no cache, a torn copy of one say, is begun anew.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _embed_at(path, inputs, embedder, progress)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF not in BROKEN:
            raise
    path.unlink()
    return _embed_at(path, inputs, embedder, progress)


def _embed_at(
    path: Path, inputs: Sequence[PassageInput], embedder: Embedder, progress: Progress | None
) -> list[PassageVectors]:
    with closing(sqlite3.connect(path)) as connection:
        return _embed(connection, inputs, embedder, progress)


def _embed(
    connection: sqlite3.Connection, inputs: Sequence[PassageInput], embedder: Embedder, progress: Progress | None
) -> list[PassageVectors]:
    if connection.execute("PRAGMA user_version").fetchone() != (FORMAT,):
        connection.executescript(SCHEMA)
    wanted = {item.key: item for item in inputs}
    known = _read(connection, wanted, embedder)
    missing = sorted((key for key in wanted if key not in known), key=lambda key: len(wanted[key].embedded))
    done, total = len(known), len(wanted)
    if progress:
        progress(done, total)
    for start in range(0, len(missing), CHUNK):
        keys = missing[start : start + CHUNK]

        def report(embedded: int, _: int, before: int = done + start) -> None:
            if progress:
                progress(before + embedded, total)

        fresh = embedder.embed_passages([wanted[key] for key in keys], report)
        known.update(zip(keys, fresh, strict=True))
        with connection:
            connection.executemany(
                "INSERT OR REPLACE INTO embedding VALUES (?, ?, ?)",
                [
                    (embedder.revision, key, _pack(embedder.revision, key, vectors))
                    for key, vectors in zip(keys, fresh, strict=True)
                ],
            )
    _drop_unused(connection, embedder.revision, wanted)
    return [known[item.key] for item in inputs]


def _drop_unused(connection: sqlite3.Connection, revision: str, wanted: Iterable[str]) -> None:
    """Note what this build used, and drop what none of the last builds did."""
    with connection:
        (build,) = connection.execute("SELECT coalesce(max(build), 0) + 1 FROM used").fetchone()
        connection.executemany(
            "INSERT OR REPLACE INTO used VALUES (?, ?, ?)", [(revision, key, build) for key in wanted]
        )
        connection.execute("DELETE FROM used WHERE build <= ?", (build - BUILDS,))
        connection.execute(
            "DELETE FROM embedding WHERE NOT EXISTS (SELECT 1 FROM used "
            "WHERE used.revision = embedding.revision AND used.key = embedding.key)"
        )
    connection.executescript("PRAGMA incremental_vacuum")  # `execute` would free one page only


def _read(
    connection: sqlite3.Connection, wanted: dict[str, PassageInput], embedder: Embedder
) -> dict[str, PassageVectors]:
    known: dict[str, PassageVectors] = {}
    keys = list(wanted)
    for start in range(0, len(keys), MOST_VARIABLES):
        some = keys[start : start + MOST_VARIABLES]
        marks = ",".join("?" * len(some))
        rows = connection.execute(
            f"SELECT key, vectors FROM embedding WHERE revision = ? AND key IN ({marks})",  # noqa: S608
            [embedder.revision, *some],
        )
        for key, packed in rows:
            checked = _checked(embedder.revision, key, packed)
            vectors = _unpack(checked, len(wanted[key].spans), embedder.dimension)
            if vectors is not None:
                known[key] = vectors
    return known


def _pack(revision: str, key: str, vectors: PassageVectors) -> bytes:
    rows = np.vstack([vectors.vector, vectors.sentences]).astype("<f4").tobytes()
    return _checksum(revision, key, rows) + rows


def _checked(revision: str, key: str, packed: object) -> bytes:
    """The bytes of the vectors, none where they are not those that were put there for this passage."""
    if not isinstance(packed, bytes):
        return b""
    rows = packed[CHECKSUM:]
    return rows if packed[:CHECKSUM] == _checksum(revision, key, rows) else b""


def _checksum(revision: str, key: str, rows: bytes) -> bytes:
    return hashlib.sha256(f"{revision}\n{key}\n".encode() + rows).digest()[:CHECKSUM]


def _unpack(rows: bytes, sentences: int, dimension: int) -> PassageVectors | None:
    """The vectors, or None where they are not as many as there should be."""
    if len(rows) != 4 * dimension * (sentences + 1):
        return None
    vectors = np.frombuffer(rows, dtype="<f4").astype(np.float32).reshape(-1, dimension)
    return PassageVectors(vectors[0], vectors[1:])
