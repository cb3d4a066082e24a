"""The stamp: a note that every file of a generation had its hash a while ago, and how the files looked then.

`index.manifest` reads every byte, and so must whoever publishes or serves. A command that answers one question and ends
takes the stamp instead, where reading would keep it waiting: a file that is written to, cut or exchanged gets another
inode, size or time of change, and of these the system lets nobody set the last. The stamp lies outside of the
generation and is worth nothing by itself: where it is missing, torn or old, or does not fit, all is hashed.
"""

from __future__ import annotations

import json
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from index.files import replace_text, sha256_of
from index.manifest import FILE, Manifest, check_files, read_manifest

LARGE = 25_000_000  # bytes, hashed in some 50 ms: what is smaller is always hashed
SETTLED = 2  # seconds after which a further change has another time, however coarse the clock of the file system
LASTS = 86_400  # seconds; what decays on the disk changes no time, and is found within a day
NANO = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Look:
    """How a generation looks from outside: its manifest's hash, and what the file system says of each file.

    `files` gives a file's inode, size, time of writing and time of change, these two in nanoseconds.
    """

    manifest: str
    files: dict[str, list[int]]

    @property
    def size(self) -> int:
        return sum(size for _, size, *_ in self.files.values())

    @property
    def is_settled(self) -> bool:
        """Whether the last change lies so long back that the next one cannot carry the same time."""
        return time.time_ns() - max(changed for *_, changed in self.files.values()) > SETTLED * NANO


def check_or_trust(data: Path, folder: Path) -> Manifest:
    """The manifest of the generation in this folder, once its files have their hashes or are stamped as having had.

    Raises GenerationError, as `check_whole` does, where they have not.
    """
    manifest = read_manifest(folder)
    look = look_at(folder, manifest)
    if look.size >= LARGE and _is_stamped(data, look):
        return manifest
    check_files(folder, manifest)
    if look.size >= LARGE and look.is_settled:
        write_stamp(data, look)
    return manifest


def look_at(folder: Path, manifest: Manifest) -> Look:
    """How the files that are there look now."""
    paths = {name: folder / name for name in (FILE, *sorted(manifest.files))}
    found = {name: path.stat() for name, path in paths.items() if path.exists()}
    return Look(
        sha256_of(folder / FILE),
        {name: [one.st_ino, one.st_size, one.st_mtime_ns, one.st_ctime_ns] for name, one in found.items()},
    )


def stamp_of(data: Path) -> Path:
    """Where the stamp lies. There is one, of the generation that was hashed last."""
    return data / "cache" / "verified.json"


def write_stamp(data: Path, look: Look) -> None:
    """Keep how all looked before it was hashed; where nothing may be written, it is hashed the next time too."""
    path = stamp_of(data)
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        replace_text(path, json.dumps({"hashed": time.time_ns(), **asdict(look)}) + "\n")


def _is_stamped(data: Path, look: Look) -> bool:
    try:
        stamp = json.loads(stamp_of(data).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    match stamp:
        case {"hashed": int(moment), **rest}:
            return rest == asdict(look) and 0 <= time.time_ns() - moment < LASTS * NANO
    return False
