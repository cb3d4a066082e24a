"""Errors of embedding, of generations and of searching. Every message names the value and the remedy, in one line.

PalpateError
├── EmbedderError      a model that cannot be had, or is not the one it should be
├── GenerationError    a generation that cannot be read, or does not fit the embedder
│   └── BusyError      another process is writing
├── RerankerError      a reranker that cannot be had
└── ThesaurusError     a glossary that cannot be used
"""

from __future__ import annotations

import errno
import shutil
import sqlite3
from pathlib import Path

from corpus.errors import PalpateError

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class EmbedderError(PalpateError):
    """A model that cannot be had, or is not the one it should be."""


class GenerationError(PalpateError):
    """A generation that cannot be read, or does not fit the embedder."""


def cannot_write(data: Path, error: OSError | sqlite3.Error) -> GenerationError:
    """What to say where DATA takes no more, or nothing at all."""
    full = isinstance(error, OSError) and error.errno in FULL
    if full or getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_FULL:
        free = shutil.disk_usage(data).free / 1e6
        remedy = f"make room ({free:.0f} MB are free; {data / 'cache'} and {data / 'reports'} may be deleted)"
    else:
        remedy = "give it to whoever runs this"
    return GenerationError(f"cannot write to {data} ({error}): {remedy}, or name another folder with --data")


class BusyError(GenerationError):
    """Another process is writing to the same data."""


class RerankerError(PalpateError):
    """A reranker that cannot be had."""


class ThesaurusError(PalpateError):
    """A glossary that cannot be used."""
