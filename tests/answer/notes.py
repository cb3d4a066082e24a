"""Five tiny notes on different regions of the body, with what answers find hard: long lists, steps, near twins."""

from __future__ import annotations

import shutil
from pathlib import Path

LIBRARY = Path(__file__).parent / "library"
NOTES = {path.name: path.read_text(encoding="utf-8") for path in sorted(LIBRARY.glob("*.md"))}


def write_notes(folder: Path) -> Path:
    """A copy of the notes in a new folder, for tests that change them."""
    return Path(shutil.copytree(LIBRARY, folder))
