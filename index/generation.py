"""Generations: immutable, checksummed builds of everything that can be searched: opened, published, gone back to.

A crash at any moment leaves the current generation as it was. What its files hold is written in `index.build`; what
is asked of one, in `index.search`.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import numpy as np

from corpus.errors import PalpateError
from corpus.store import Entry, Store
from index.build import new_name, passage_input, write_files, write_manifest
from index.cache import embed_with_cache
from index.embedder import Embedder, Progress, Vector
from index.errors import GenerationError, cannot_write
from index.files import replace_text, sync
from index.lexical import LexicalIndex
from index.lock import WriterLock, hold_writer_lock
from index.manifest import (
    DOCUMENT_LEXICAL,
    DOCUMENT_VECTORS,
    LEXICAL,
    REMEDY,
    SENTENCES,
    STORE,
    VECTORS,
    Manifest,
    check_whole,
    read_manifest,
)
from index.stamp import check_or_trust
from index.vectors import VectorIndex

UNFINISHED = ".building-"

Check = Callable[[Path], Manifest]
"""What vouches for the files of a generation's folder before any of them is parsed."""


@dataclass(frozen=True, slots=True, eq=False)
class Generation:
    """An open generation. It stays whole for whoever holds it, whatever is published meanwhile.

    `sentences` is `(sentences, dimension)`, one row for each of the store's sentences, mapped from the file.
    `document_vectors` and `document_words` have a row for each document that has passages, in the order of their ids.
    """

    path: Path
    manifest: Manifest
    store: Store
    vectors: VectorIndex
    sentences: Vector
    lexical: LexicalIndex
    document_vectors: Vector
    document_words: LexicalIndex

    @property
    def name(self) -> str:
        return self.path.name

    @classmethod
    def open(cls, path: Path, *, check: Check = check_whole) -> Generation:
        """Open the generation in this folder. Raises GenerationError, naming the file, where it is not whole."""
        manifest = check(path)
        try:
            generation = cls._load(path, manifest)
        except (ValueError, KeyError, TypeError, EOFError) as error:
            said = f"the files of {path} are what its manifest says and cannot be read ({type(error).__name__})"
            raise GenerationError(f"{said}: {REMEDY}") from error
        _check_counts(generation)
        return generation

    @classmethod
    def _load(cls, path: Path, manifest: Manifest) -> Generation:
        return cls(
            path=path,
            manifest=manifest,
            vectors=VectorIndex.load(path / VECTORS),
            sentences=np.load(path / SENTENCES, mmap_mode="r", allow_pickle=False),
            lexical=LexicalIndex.load(path / LEXICAL),
            document_vectors=np.load(path / DOCUMENT_VECTORS, allow_pickle=False),
            document_words=LexicalIndex.load(path / DOCUMENT_LEXICAL),
            store=Store(path / STORE),
        )

    def close(self) -> None:
        self.store.close()


def _check_counts(generation: Generation) -> None:
    """Files of different builds may each be whole; together they must tell of the same passages."""
    manifest = generation.manifest
    passages = {manifest.passages, generation.store.passage_count, generation.vectors.size, generation.lexical.size}
    sentences = {manifest.sentences, generation.store.sentence_count, generation.sentences.shape[0]}
    documents = {generation.document_words.size, generation.document_vectors.shape[0]}
    arrays = (generation.sentences, generation.document_vectors)
    widths = {manifest.dimension, generation.vectors.dimension, *(array.shape[1] for array in arrays)}
    if max(len(passages), len(sentences), len(documents), len(widths)) > 1:
        raise GenerationError(f"the files of {generation.path} do not belong together: {REMEDY}")


def generations_folder(data: Path) -> Path:
    """Where the generations of this data lie."""
    return data / "generations"


def current_name(data: Path) -> str:
    """The name in DATA/CURRENT; "" where nothing was ever published.

    Without CURRENT it is the newest generation that is whole: the first one, where its writer was killed before it
    could name it.
    """
    path = data / "CURRENT"
    try:
        name = path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return next(filter(lambda kept: _is_whole(data, kept), _newest_first(data)), "")
    except PermissionError:
        raise  # no damage: whoever owns it reads it well
    except (OSError, ValueError) as error:
        raise GenerationError(f"{path} cannot be read ({error}): {REMEDY}") from error
    if not name or Path(name).name != name:
        raise GenerationError(f"{path} says {name!r}, which names no generation: {REMEDY}")
    return name


def open_current(data: Path, *, stamped: bool = False) -> Generation | None:
    """The current generation; None where nothing was ever published.

    Every file is hashed before; with `stamped` a stamp may stand in for that (`index.stamp`).
    """
    check = partial(check_or_trust, data) if stamped else check_whole
    while name := current_name(data):
        try:
            return Generation.open(generations_folder(data) / name, check=check)
        except (PalpateError, OSError, RuntimeError):
            if current_name(data) == name:  # else it was replaced, and deleted, while it was being opened
                raise
    return None


def open_before(data: Path) -> Generation | None:
    """The generation before the current one, for reading while that is damaged; None where none is whole."""
    names = (name for name in _before(data, _name_if_there(data)) if _is_whole(data, name))
    return next((Generation.open(generations_folder(data) / name) for name in names), None)


def publish(
    data: Path,
    entries: Sequence[Entry],
    embedder: Embedder,
    *,
    progress: Progress | None = None,
    lock: WriterLock | None = None,
) -> str:
    """Build a generation of these documents and passages, make it the current one, and return its name.

    `progress` is told of passages. Pass `lock` where the caller holds the data's lock already. Raises BusyError while
    another process writes.
    """
    with hold_writer_lock(data) if lock is None else nullcontext():
        try:
            return _publish(data, sorted(entries, key=lambda entry: entry[0].id), embedder, progress)
        except (OSError, sqlite3.Error) as error:
            raise cannot_write(data, error) from error


def _publish(data: Path, entries: Sequence[Entry], embedder: Embedder, progress: Progress | None) -> str:
    folder = generations_folder(data)
    folder.mkdir(parents=True, exist_ok=True)
    sweep(data)
    inputs = [passage_input(passage) for _, passages in entries for passage in passages]
    vectors = embed_with_cache(data / "cache" / "embeddings.sqlite", inputs, embedder, progress)
    previous = _name_if_there(data)
    created = datetime.now(UTC)
    name = new_name(folder, created, previous, embedder, entries)
    building = folder / f"{UNFINISHED}{name}"
    building.mkdir()
    try:
        write_files(building, entries, vectors, embedder.dimension)
        write_manifest(building, name, created, previous, embedder, entries)
        building.replace(folder / name)
        sync(folder)
        _read_back(folder / name)
        replace_text(data / "CURRENT", name + "\n")
    except BaseException:
        if not _is_named(data, name):
            _delete([building, folder / name])  # a full disk needs the room
        raise
    _delete(path for path in folder.iterdir() if path.name not in (name, previous))
    return name


def _is_named(data: Path, name: str) -> bool:
    try:
        return (data / "CURRENT").read_text(encoding="utf-8").strip() == name
    except (OSError, ValueError):
        return False


def _read_back(path: Path) -> None:
    """Open what was written before it is put to use: not every library notices a write that failed."""
    try:
        Generation.open(path).close()
    except (PalpateError, RuntimeError, ValueError, KeyError, EOFError) as error:
        raise GenerationError(
            f"what was written to {path} does not read back ({error}): check its disk, and how full it is"
        ) from error


def sweep(data: Path) -> None:
    """Delete what killed writers left: unfinished builds, and generations that nothing leads to. Hold the lock."""
    folder = generations_folder(data)
    _delete(folder.glob(f"{UNFINISHED}*"))
    try:
        current = current_name(data)
        kept = {current, read_manifest(folder / current).previous}
    except GenerationError:
        return  # where the current one is damaged, every other may be needed
    _delete(path for path in folder.iterdir() if path.name not in kept)


def rollback(data: Path) -> str:
    """Make the generation before the current one, and return its name. Raises GenerationError where none is whole."""
    with hold_writer_lock(data):
        name = _name_if_there(data)
        if not name and not (data / "CURRENT").exists():
            raise GenerationError(f"nothing was published in {data}: there is nothing to go back to")
        before = _before(data, name)
        if not before:
            raise GenerationError(
                f"no generation before {name or 'the broken one'} is kept in {data}: there is nothing to go back to"
            )
        previous = next((each for each in before if _is_whole(data, each)), before[0])
        check_whole(generations_folder(data) / previous)
        try:
            replace_text(data / "CURRENT", previous + "\n")
        except OSError as error:
            raise cannot_write(data, error) from error
        return previous


def _name_if_there(data: Path) -> str:
    """The current generation's name, "" where there is none or it is gone: publishing heals a broken CURRENT."""
    try:
        name = current_name(data)
    except GenerationError:
        return ""
    return name if name and (generations_folder(data) / name).is_dir() else ""


def _before(data: Path, name: str) -> list[str]:
    """The generation before this one, if kept. Where no manifest can tell, all others, the newest first."""
    folder = generations_folder(data)
    try:
        previous = read_manifest(folder / name).previous
    except GenerationError:
        return [other for other in _newest_first(data) if other != name]
    return [previous] if previous and (folder / previous).is_dir() else []


def _newest_first(data: Path) -> list[str]:
    """The names of all generations that are kept; one that another was made from comes after it."""
    folder = generations_folder(data)
    names = sorted((path.name for path in folder.glob("[!.]*") if path.is_dir()), reverse=True)
    made_from = set()
    for name in names:
        with suppress(GenerationError):
            made_from.add(read_manifest(folder / name).previous)
    return sorted(names, key=lambda name: name in made_from)


def _is_whole(data: Path, name: str) -> bool:
    try:
        check_whole(generations_folder(data) / name)
    except GenerationError:
        return False
    return True


def _delete(paths: Iterable[Path]) -> None:
    for path in list(paths):
        shutil.rmtree(path, ignore_errors=True)
