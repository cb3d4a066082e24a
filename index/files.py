"""Files that must be whole or absent: hashes, and writes that survive a power cut."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync(path: Path) -> None:
    """Ask the disk to hold what was written to this file, or which names this directory has."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def replace_text(path: Path, text: str) -> None:
    """Write a small text file so that readers find the old text or the new one, never a part. One caller at a time."""
    beside = path.with_name(f".{path.name}.new")  # always the same: a writer that was killed leaves no more than one
    beside.write_text(text, encoding="utf-8")
    sync(beside)
    beside.replace(path)
    sync(path.parent)


def existing_parent(path: Path) -> Path:
    """The path itself where it is there, else the nearest folder above it that is."""
    path = path.absolute()
    while not os.access(path, os.F_OK):  # `exists` raises where a folder above may not be entered
        path = path.parent
    return path
