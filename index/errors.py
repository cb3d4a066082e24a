"""Errors of embedding, of generations and of searching. Every message names the value and the remedy, in one line.

PalpateError
├── EmbedderError      a model that cannot be had, or is not the one it should be
├── GenerationError    a generation that cannot be read, or does not fit the embedder
│   ├── BusyError      another process is writing
│   └── DiskFullError  there is no room left
├── RerankerError      a reranker that cannot be had
└── ThesaurusError     a glossary that cannot be used
"""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from pathlib import Path

from corpus.errors import PalpateError
from index.files import existing_parent

DENIED = {errno.EACCES, errno.EPERM, errno.EROFS}


class EmbedderError(PalpateError):
    """A model that cannot be had, or is not the one it should be."""


class GenerationError(PalpateError):
    """A generation that cannot be read, or does not fit the embedder."""


class DiskFullError(GenerationError):
    """DATA takes no more."""


def cannot_write(data: Path, error: OSError | sqlite3.Error) -> GenerationError:
    """What to say where DATA takes no more, or nothing at all."""
    kind = GenerationError
    if isinstance(error, FileExistsError | NotADirectoryError | IsADirectoryError):
        remedy = "move away what is in its place"
    elif _is_denied(data, error):
        remedy = "give it and all in it to whoever runs this"
    else:  # SQLite says of a full disk that it cannot open a file, among other things
        kind = DiskFullError
        free = shutil.disk_usage(existing_parent(data)).free / 1e6
        remedy = f"make room ({free:.0f} MB are free; {data / 'cache'} and {data / 'reports'} may be deleted)"
    return kind(f"cannot write to {data} ({error}): {remedy}, or name another folder with --data")


def _is_denied(data: Path, error: OSError | sqlite3.Error) -> bool:
    if isinstance(error, OSError) and error.errno in DENIED:
        return True
    places = (data, data / "cache", *(data / "cache").glob("*"))  # SQLite calls a folder on a full disk read-only, too
    return not all(os.access(place, os.W_OK) for place in places if os.access(place, os.F_OK))


class BusyError(GenerationError):
    """Another process is writing to the same data."""


class RerankerError(PalpateError):
    """A reranker that cannot be had."""


class ThesaurusError(PalpateError):
    """A glossary that cannot be used."""
