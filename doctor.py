"""What `palpate doctor` looks at: the machine, the rules, the model, the data folder and the current generation."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from corpus.errors import PalpateError
from corpus.settings import Settings

OWN = "those that come with Palpate"
ENOUGH_DISK = 2_000_000_000  # bytes: room for the model and a library of some thousand notes


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: "ok", "warning" or "failed", what was seen, and what to do about it."""

    name: str
    status: str
    detail: str
    remedy: str = ""

    def as_json(self) -> dict[str, str]:
        return asdict(self)


def examine(data: Path, settings: Settings) -> list[Check]:
    """Every check, in the order in which a newcomer would need them."""
    return [
        _python(),
        *_folder(data),
        _disk(data),
        _rules("safety", settings.safety.rules),
        _rules("scope", settings.safety.scope),
        _model(data, settings),
        _generation(data),
    ]


def _python() -> Check:
    found = ".".join(str(part) for part in sys.version_info[:3])
    return Check("python", "ok", f"{found} on {sys.platform}")


def _folder(data: Path) -> Iterator[Check]:
    place = data if data.exists() else _existing_parent(data)
    if not place.is_dir():
        yield Check("data folder", "failed", f"{place} is not a folder", "name another one with --data")
    elif os.access(place, os.W_OK | os.X_OK):
        yield Check("data folder", "ok", f"{data} ({'there' if data.exists() else 'will be made'})")
    else:
        yield Check(
            "data folder", "failed", f"{place} cannot be written", "change its owner, or name another with --data"
        )


def _existing_parent(path: Path) -> Path:
    path = path.absolute()
    while not path.exists():
        path = path.parent
    return path


def _disk(data: Path) -> Check:
    free = shutil.disk_usage(_existing_parent(data)).free
    detail = f"{free / 1e9:.1f} GB free"
    if free >= ENOUGH_DISK:
        return Check("disk", "ok", detail)
    return Check(
        "disk", "warning", detail, f"free some: {ENOUGH_DISK / 1e9:.0f} GB leave room for the model and new generations"
    )


def _rules(of: str, file: str) -> Check:
    """The rules of "safety" or of the "scope", in the file that the settings name."""
    from answer.safety import load_gate
    from answer.scope import load_scope

    name, path = f"{of} rules", Path(file) if file else None
    try:
        loaded = load_gate(path) if of == "safety" else load_scope(path)
    except PalpateError as error:
        return Check(name, "failed", str(error), "mend that place: Palpate answers nothing without its rules")
    return Check(name, "ok", f"{loaded.version}, {len(loaded.rules)} rules ({file or OWN})")


def _model(data: Path, settings: Settings) -> Check:
    from index.embedder import load_embedder

    try:
        embedder = load_embedder(settings.embedder, data / "models")
    except PalpateError as error:
        return Check("embedder", "failed", str(error), "see the line itself")
    return Check("embedder", "ok", f"{embedder.name} ({embedder.revision[:12]}), {embedder.dimension} numbers")


def _generation(data: Path) -> Check:
    from index.generation import open_current

    try:
        generation = open_current(data)
    except PalpateError as error:
        return Check("generation", "failed", str(error), "`palpate rollback` goes back to the one before")
    if generation is None:
        return Check(
            "generation",
            "warning",
            "none yet",
            "`palpate ask` builds one from the starter notes; `palpate ingest PATH` from yours",
        )
    store = generation.store
    held = f"{store.document_count} documents, {store.passage_count} passages"
    detail = f"{generation.name}: {held}, every file has its hash"
    generation.close()
    return Check("generation", "ok", detail)
