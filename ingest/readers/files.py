"""Files: what in a folder may hold notes, and opening one safely. What a file holds is `ingest.readers`' business."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from ingest.errors import ReadError
from ingest.extraction import Extraction
from ingest.readers import SUFFIXES, printable, read_bytes

LIMIT_BYTES = 50_000_000

_ABOUT_FOLDER = re.compile(
    r"(readme|source|license|licence|copying|notice|changelog|contributing)(\.(md|txt|rst))?", re.IGNORECASE
)
_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFSOCK: "a socket",
}


def read_file(path: Path | str, *, limit_bytes: int = LIMIT_BYTES) -> tuple[bytes, Extraction]:
    """A file's bytes and what they say. Raises ReadError for whatever is no readable regular file within the limit."""
    path = Path(path)
    data = load_file(path, limit_bytes=limit_bytes)
    return data, read_bytes(data, path.name)


def load_file(path: Path, *, limit_bytes: int = LIMIT_BYTES) -> bytes:
    """A file's bytes, not looked into. Raises ReadError for whatever is no readable regular file within the limit."""
    name = printable(str(path))
    kind = _kind(path)
    if kind:
        raise ReadError(f"{name} is {kind}, not a file: give a file")
    try:
        with path.open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            return load(stream, name, size=size, limit_bytes=limit_bytes)
    except OSError as error:
        raise ReadError(f"{name} cannot be read ({_reason(error)}): check its permissions") from None


def load(stream: BinaryIO, name: str, *, size: int = 0, limit_bytes: int = LIMIT_BYTES) -> bytes:
    """The bytes of an open file, `size` of which are known of; no more than the limit is ever read."""
    data = stream.read(limit_bytes + 1) if size <= limit_bytes else b""
    size = max(size, len(data))
    if size > limit_bytes:
        raise ReadError(f"{name} is {size:,} bytes, over the limit of {limit_bytes:,}: split it")
    return data


def find_files(path: Path | str) -> tuple[list[Path], list[tuple[Path, str]]]:
    """The files to read below a folder, sorted, and those passed over with the reason for each.

    A file named itself is always to be read. Below a folder only files whose suffix promises notes are, and not those
    that describe the folder (README, LICENSE and the like), hidden ones, or links that lead out of it.
    """
    path = Path(path)
    kind = _kind(path)
    if kind == "":
        return [path], []
    if kind != "a folder":
        raise ReadError(f"{printable(str(path))} is {kind}, not a file: give a file or a folder")
    found: list[Path] = []
    skipped: list[tuple[Path, str]] = []
    for file, reason in _walk(path):
        if reason:
            skipped.append((file, reason))
        else:
            found.append(file)
    return _without_doubles(found, skipped)


def _kind(path: Path) -> str:
    """What a path leads to; "" for a regular file."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        raise ReadError(f"{printable(str(path))} does not exist: check the path") from None
    except (OSError, ValueError) as error:
        raise ReadError(f"{printable(str(path))} cannot be read ({_reason(error)}): check the path") from None
    return "" if stat.S_ISREG(mode) else _KINDS.get(stat.S_IFMT(mode), "no regular file")


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()


def _walk(root: Path) -> Iterator[tuple[Path, str]]:
    """Every file below a folder, with the reason to pass it over or "". Links to folders are not followed."""
    unreadable: list[OSError] = []
    for folder, folders, files in os.walk(root, onerror=unreadable.append):
        folders.sort()
        for name in list(folders):
            place = Path(folder, name)
            reason = "hidden" if name.startswith(".") else "a link to a folder" if place.is_symlink() else ""
            if reason:
                folders.remove(name)
                yield place, reason
        for name in sorted(files):
            place = Path(folder, name)
            yield place, _reason_to_skip(place, root)
    for error in unreadable:
        yield Path(error.filename), f"cannot be read ({_reason(error)})"


def _reason_to_skip(file: Path, root: Path) -> str:
    if file.name.startswith("."):
        return "hidden"
    if _ABOUT_FOLDER.fullmatch(file.name):
        return "describes the folder, holds no notes"
    if file.suffix.lower() not in SUFFIXES:
        return f"no notes are expected in {file.suffix} files" if file.suffix else "has no suffix that promises notes"
    if file.is_symlink() and not file.resolve().is_relative_to(root.resolve()):
        return "a link that leads out of the folder"
    try:
        kind = _kind(file)
    except ReadError:
        return "a link that leads nowhere" if file.is_symlink() else "cannot be read"
    return f"{kind}, not a file" if kind else ""


def _without_doubles(found: list[Path], skipped: list[tuple[Path, str]]) -> tuple[list[Path], list[tuple[Path, str]]]:
    """Links to files that are read themselves are passed over, so that no note is read twice."""
    real = {file.resolve() for file in found if not file.is_symlink()}
    doubles = [file for file in found if file.is_symlink() and file.resolve() in real]
    skipped = skipped + [(file, "a link to a file that is read itself") for file in doubles]
    return sorted(file for file in found if file not in doubles), sorted(skipped)
