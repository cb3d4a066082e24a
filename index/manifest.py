"""The manifest: what a generation consists of, and the hash of each of its files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from index.errors import GenerationError
from index.files import sha256_of

FORMAT = 2
REMEDY = "`palpate rollback` goes back to the one before; where there is none, delete CURRENT and ingest again"
FILE = "manifest.json"

STORE = "store.sqlite"
VECTORS = "vectors.faiss"
SENTENCES = "sentences.npy"
LEXICAL = "lexical"
DOCUMENT_VECTORS = "documents.npy"
DOCUMENT_LEXICAL = "lexical-documents"
REQUIRED = (
    STORE,
    VECTORS,
    SENTENCES,
    DOCUMENT_VECTORS,
    f"{LEXICAL}/size.json",
    f"{DOCUMENT_LEXICAL}/size.json",
)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What `manifest.json` says. `files` gives each file's SHA-256; `previous` is the generation before, or ""."""

    format: int
    name: str
    created: str
    previous: str
    embedder: str
    embedder_revision: str
    dimension: int
    documents: int
    passages: int
    sentences: int
    files: Mapping[str, str]

    def write(self, folder: Path) -> None:
        """Write `manifest.json` with a checksum of itself, as nothing else vouches for it."""
        fields = asdict(self)
        text = json.dumps({**fields, "checksum": _checksum(fields)}, indent=2, sort_keys=True)
        (folder / FILE).write_text(text + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """The manifest of this generation. Raises GenerationError where it is missing, damaged or of another format."""
    path = folder / FILE
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise GenerationError(f"{path} is missing: {REMEDY}") from None
    except PermissionError:
        raise  # no damage: whoever owns it reads it well
    except (OSError, ValueError) as error:
        raise GenerationError(f"{path} cannot be read ({error}): {REMEDY}") from error
    if not isinstance(fields, dict) or fields.pop("checksum", None) != _checksum(fields):
        raise GenerationError(f"{path} does not match its own checksum: {REMEDY}")
    if (found := fields.get("format")) != FORMAT:
        raise GenerationError(f"{path} has format {found}, this version reads {FORMAT}: {_other_format(found)}")
    try:
        manifest = Manifest(**fields)
    except TypeError as error:
        raise GenerationError(f"{path} does not have the fields of a manifest ({error}): {REMEDY}") from error
    if manifest.name != folder.name:
        raise GenerationError(f"{path} is that of the generation {manifest.name}: {REMEDY}")
    return manifest


def _other_format(found: object) -> str:
    if isinstance(found, int) and found > FORMAT:
        return f"a newer Palpate made it: install that again, or {REMEDY}"
    return "delete CURRENT and ingest again"


def _checksum(fields: Mapping[str, object]) -> str:
    return hashlib.sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()


def check_whole(folder: Path) -> Manifest:
    """The manifest of the generation in this folder, once every file is there with its hash; else GenerationError.

    Nothing is parsed before this has passed.
    """
    manifest = read_manifest(folder)
    check_files(folder, manifest)
    return manifest


def check_files(folder: Path, manifest: Manifest) -> None:
    """Raise GenerationError unless every file that the manifest lists is there with its hash."""
    if unlisted := sorted(set(REQUIRED) - set(manifest.files)):
        raise GenerationError(f"{folder / FILE} lists no hash of {', '.join(unlisted)}: {REMEDY}")
    for name, expected in sorted(manifest.files.items()):
        path = folder / name
        if not path.is_file():
            raise GenerationError(f"{path} is missing: {REMEDY}")
        found = sha256_of(path)
        if found != expected:
            raise GenerationError(f"{path} has SHA-256 {found}, expected {expected}: {REMEDY}")
