"""Building: the files of a generation, written into a folder that nothing names yet.

When a generation gets its name, and what happens to the one before, is in `index.generation`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import numpy as np

from corpus.store import Entry, write_store
from corpus.types import Passage
from index.embedder import Embedder, PassageInput, PassageVectors, Vector, unit_rows
from index.files import sha256_of, sync
from index.lexical import LexicalIndex
from index.manifest import (
    DOCUMENT_LEXICAL,
    DOCUMENT_VECTORS,
    FORMAT,
    LEXICAL,
    SENTENCES,
    STORE,
    VECTORS,
    Manifest,
)
from index.vectors import VectorIndex


def passage_input(passage: Passage) -> PassageInput:
    """What of a passage is embedded: its heading, its text, and its sentences' places in the text."""
    spans = tuple((one.start - passage.start, one.end - passage.start) for one in passage.sentences)
    return PassageInput(passage.heading, passage.text, spans)


def write_files(building: Path, entries: Sequence[Entry], vectors: Sequence[PassageVectors], dimension: int) -> None:
    """Everything but the manifest, rows in the order of the store's ordinals."""
    nothing = np.zeros((0, dimension), dtype=np.float32)
    rows = np.vstack([nothing, *(each.vector for each in vectors)])
    documents = [passages for _, passages in entries if passages]
    write_store(building / STORE, entries)
    VectorIndex.build(rows).save(building / VECTORS)
    np.save(building / SENTENCES, np.vstack([nothing, *(each.sentences for each in vectors)]), allow_pickle=False)
    np.save(building / DOCUMENT_VECTORS, document_vectors(rows, list(map(len, documents))), allow_pickle=False)
    LexicalIndex.build(passage_words(passage) for passages in documents for passage in passages).save(
        building / LEXICAL
    )
    LexicalIndex.build(map(document_words, documents)).save(building / DOCUMENT_LEXICAL)


def passage_words(passage: Passage) -> str:
    """What of a passage its words are found by: its heading counts twice."""
    return f"{passage.heading}\n{passage.heading}\n{passage.text}"


def document_words(passages: Sequence[Passage]) -> str:
    """What of a document its words are found by: all that can be found of it; its title counts twice."""
    title = passages[0].title
    return "\n".join([title, title, *("\n".join((*each.heading_path, each.text)) for each in passages)])


def document_vectors(rows: Vector, sizes: Sequence[int]) -> Vector:
    """The vector of each document, `(documents, dimension)`: the mean of those of its passages, scaled to length 1."""
    if not sizes:
        return np.zeros((0, rows.shape[1]), dtype=np.float32)
    starts = np.cumsum([0, *sizes[:-1]])
    return unit_rows(np.add.reduceat(rows, starts, axis=0))


def write_manifest(
    building: Path, name: str, created: datetime, previous: str, embedder: Embedder, entries: Sequence[Entry]
) -> None:
    """Write the manifest and make every file safe on disk: the last step before the generation gets its name."""
    passages = [passage for _, found in entries for passage in found]
    manifest = Manifest(
        format=FORMAT,
        name=name,
        created=created.isoformat(timespec="seconds"),
        previous=previous,
        embedder=embedder.name,
        embedder_revision=embedder.revision,
        dimension=embedder.dimension,
        documents=len(entries),
        passages=len(passages),
        sentences=sum(len(passage.sentences) for passage in passages),
        files={
            path.relative_to(building).as_posix(): sha256_of(path)
            for path in sorted(building.rglob("*"))
            if path.is_file()
        },
    )
    manifest.write(building)
    for path in (*building.rglob("*"), building):
        sync(path)


def new_name(folder: Path, created: datetime, previous: str, embedder: Embedder, entries: Sequence[Entry]) -> str:
    """The time and a short hash of the content and of the name before, so that no name comes twice within a second."""
    content = hashlib.sha256(f"{FORMAT}\n{previous}\n{embedder.name}\n{embedder.revision}\n".encode())
    for document, passages in entries:
        content.update("\n".join([document.id, document.version, *(each.id for each in passages), ""]).encode())
    while True:
        name = f"{created:%Y%m%dT%H%M%SZ}-{content.hexdigest()[:8]}"
        if not (folder / name).exists():
            return name
        content.update(b"again")
