"""What measuring a collection needs, built once and kept under DATA/eval/: its vectors, and a library made of it.

    embeddings.sqlite     the vectors of whole documents, by model and content
    libraries/NAME-HASH/  a collection as a library: `library/` is a data folder like any other, `made.json` says by
                          what code it was built, and is written last

All of it may be deleted at any time. What was built by other code, or was not finished, is built again; only the
embeddings, which are kept by content, are not computed twice.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml

import pipeline
from corpus.errors import PalpateError
from corpus.settings import IngestSettings
from corpus.types import document_id
from eval.beir import Collection, Text
from eval.errors import EvalError
from index.cache import embed_with_cache
from index.embedder import Embedder, PassageInput, Vector
from index.files import replace_text
from index.generation import Generation, open_current
from index.lock import hold_writer_lock

UNTITLED = "Untitled"  # else a note is called by its file's name, which is found by its numbers
MADE = "made.json"
BUILDERS = ("pipeline.py", "corpus/*.py", "index/*.py", "ingest/**/*.py")
NO_BUILDERS = (
    "search.py",
    "fusion.py",
    "rerank.py",
    "extras.py",
    "thesaurus.py",
    "settings.py",
)
"""What these do is done again for every question."""

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Place:
    """Where to keep things, and what they depend on besides the collection."""

    data: Path
    embedder: Embedder
    ingest: IngestSettings
    progress: Progress

    @property
    def folder(self) -> Path:
        return self.data / "eval"


@dataclass(frozen=True, slots=True)
class Library:
    """A collection as a library, opened. `owners` are the collection's ids by the library's document ids."""

    generation: Generation
    owners: dict[str, str]

    @property
    def left_out(self) -> int:
        """Documents in which cleaning found nothing that could answer a question."""
        return len(self.owners) - self.generation.store.document_count


def embed_documents(collection: Collection, place: Place) -> Vector:
    """The vectors of whole documents, `(documents, dimension)`, title first, cut at the embedder's limit."""

    def report(done: int, total: int) -> None:
        place.progress("embedding documents", done, total)

    inputs = [PassageInput("", document.whole, ()) for document in collection.documents]
    vectors = embed_with_cache(place.folder / "embeddings.sqlite", inputs, place.embedder, report)
    return np.stack([each.vector for each in vectors])


@contextmanager
def open_library(collection: Collection, place: Place) -> Iterator[Library]:
    """The collection as a library, built where it is not kept yet, one note for each document.

    Raises EvalError where cleaning leaves nothing of it, BusyError while another process builds the same.
    """
    folder = place.folder / "libraries" / f"{collection.name}-{_identify(collection, place)}"
    generation = _open_made(folder)
    if generation is None:
        with hold_writer_lock(folder):
            generation = _open_made(folder) or _build(collection, folder, place)
    try:
        owners = {document_id(_note_name(n)): document.id for n, document in enumerate(collection.documents)}
        yield Library(generation, owners)
    finally:
        generation.close()


def write_note(document: Text) -> str:
    """A document as a note: its title in front matter, its text as it is, which is Markdown where it has marks.

    >>> print(write_note(Text("7", "Soleus: a note", "It flexes the ankle.")))
    ---
    title: 'Soleus: a note'
    ---
    <BLANKLINE>
    It flexes the ankle.
    <BLANKLINE>
    """
    title = " ".join(document.title.split())
    front = yaml.safe_dump({"title": title or UNTITLED}, allow_unicode=True)
    return f"---\n{front}---\n\n{document.text.strip() or title}\n"


def _note_name(number: int) -> str:
    return f"{number:08d}.md"


def _identify(collection: Collection, place: Place) -> str:
    """A hash of all that the library is made of, but for the code."""
    made_of = [collection.fingerprint, place.embedder.name, place.embedder.revision, place.ingest.passage_tokens]
    return hashlib.sha256(json.dumps(made_of).encode()).hexdigest()[:12]


def _code() -> str:
    """A hash of the code that builds libraries, this file included."""
    root = Path(pipeline.__file__).parent
    files = {path for pattern in BUILDERS for path in root.glob(pattern) if path.name not in NO_BUILDERS}
    content = hashlib.sha256()
    for path in (*sorted(files), Path(__file__)):
        content.update(path.read_bytes())
    return content.hexdigest()


def _open_made(folder: Path) -> Generation | None:
    """The library kept here; None where there is none, or one that is damaged or that other code built."""
    try:
        made = json.loads((folder / MADE).read_text(encoding="utf-8"))
        return open_current(folder / "library") if made == {"code": _code()} else None
    except (OSError, ValueError, PalpateError):
        return None


def _build(collection: Collection, folder: Path, place: Place) -> Generation:
    """Build the library from nothing but the embeddings, and say so last."""
    library, notes = folder / "library", folder / "notes"
    (folder / MADE).unlink(missing_ok=True)
    (library / "CURRENT").unlink(missing_ok=True)
    for leftover in (library / "generations", notes):
        shutil.rmtree(leftover, ignore_errors=True)
    notes.mkdir()
    for number, document in enumerate(collection.documents):
        (notes / _note_name(number)).write_text(write_note(document), encoding="utf-8")
    report = pipeline.update(
        library, add=[str(notes)], embedder=place.embedder, settings=place.ingest, progress=place.progress
    )
    shutil.rmtree(notes)
    generation = open_current(library)
    if generation is None:
        raise EvalError(f"cleaning left nothing of {collection.name}: {report.failed[0].reason}")
    replace_text(folder / MADE, json.dumps({"code": _code()}) + "\n")
    return generation
