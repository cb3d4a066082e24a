"""The embedding cache: vectors by model and content, so that only passages that are new get embedded.

It outlives generations, and it may be deleted at any time: what is missing or damaged is embedded again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from index.embedder import Embedder, PassageInput, PassageVectors, Progress
from index.errors import GenerationError

CHUNK = 512
"""Passages that are embedded, and then kept, at a time: an interrupted run loses no more."""
MOST_VARIABLES = 500


def embed_with_cache(
    path: Path, inputs: Sequence[PassageInput], embedder: Embedder, progress: Progress | None = None
) -> list[PassageVectors]:
    """The vectors of passages, in their order; those that the cache lacks are embedded and put there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with closing(sqlite3.connect(path)) as connection:
            return _embed(connection, inputs, embedder, progress)
    except sqlite3.DatabaseError as error:
        raise GenerationError(
            f"the embedding cache {path} cannot be used ({error}): delete it and try again"
        ) from error


def _embed(
    connection: sqlite3.Connection, inputs: Sequence[PassageInput], embedder: Embedder, progress: Progress | None
) -> list[PassageVectors]:
    connection.execute(
        "CREATE TABLE IF NOT EXISTS embedding (revision TEXT, key TEXT, vectors BLOB, PRIMARY KEY (revision, key))"
    )
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
                [(embedder.revision, key, _pack(vectors)) for key, vectors in zip(keys, fresh, strict=True)],
            )
    return [known[item.key] for item in inputs]


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
            vectors = _unpack(packed, len(wanted[key].spans), embedder.dimension)
            if vectors is not None:
                known[key] = vectors
    return known


def _pack(vectors: PassageVectors) -> bytes:
    return np.vstack([vectors.vector, vectors.sentences]).astype("<f4").tobytes()


def _unpack(packed: bytes, sentences: int, dimension: int) -> PassageVectors | None:
    """The vectors, or None where they are not whole: of another size, or not of length 1."""
    if len(packed) != 4 * dimension * (sentences + 1):
        return None
    rows = np.frombuffer(packed, dtype="<f4").astype(np.float32).reshape(-1, dimension)
    with np.errstate(over="ignore", invalid="ignore"):
        lengths = np.linalg.norm(rows, axis=1)
    if not np.all(np.abs(lengths - 1) < 1e-3):
        return None
    return PassageVectors(rows[0], rows[1:])
