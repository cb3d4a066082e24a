"""Files of the library itself, exchanged for others: once as they are, once with a manifest that vouches for them."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from bench.hostile.files import Place, trap_pickle
from bench.hostile.row import Row, Wanted
from bench.torture.quick import run_aside
from bench.torture.scenes import NOTES, write_notes
from index.generation import current_name, generations_folder
from index.manifest import SENTENCES, STORE, VECTORS, read_manifest
from index.vectors import VectorIndex

QUESTION = "What does the soleus lie beneath?"


def try_generations(wanted: Wanted) -> Iterator[Row]:
    """Ask after each exchange: it is told in one line, and nothing is carried out."""
    with tempfile.TemporaryDirectory(prefix="palpate-hostile-") as folder:
        work = Path(folder)
        data, other = work / "data", work / "other"
        run_aside(work, "ingest", write_notes(work / "notes", NOTES), "--data", data)
        changed = {name: text.replace("hip", "knee") for name, text in NOTES.items()}
        run_aside(work, "ingest", write_notes(work / "changed", changed), "--data", other)
        place = Place(work / "canary", work / "trap")
        for number, what, file, write in (
            ("48", "an index of another dimension", VECTORS, _write_narrow),
            ("49", "a pickle for an array", SENTENCES, lambda path: path.write_bytes(trap_pickle(place))),
            ("50", "the store of another library", STORE, lambda path: shutil.copy(_current(other) / STORE, path)),
        ):
            if wanted(number):
                for vouched in (False, True):
                    yield _try(number, what, data, work / "trial", file, write, place, vouched=vouched)


def _current(data: Path) -> Path:
    return generations_folder(data) / current_name(data)


def _write_narrow(path: Path) -> None:
    size = VectorIndex.load(path).size
    VectorIndex.build(np.ones((size, 8), dtype=np.float32)).save(path)


def _try(
    number: str, what: str, data: Path, trial: Path, file: str, write: Callable[[Path], object], place: Place,
    *, vouched: bool,
) -> Row:  # fmt: skip
    shutil.copytree(data, trial)
    folder = _current(trial)
    write(folder / file)
    if vouched:
        manifest = read_manifest(folder)
        digest = hashlib.sha256((folder / file).read_bytes()).hexdigest()
        replace(manifest, files={**manifest.files, file: digest}).write(folder)
    ran = run_aside(trial, "ask", QUESTION, "--data", trial)
    faults = ["something was carried out"] * place.trap.exists() + ["a traceback"] * ("Traceback" in ran.err)
    if not (vouched and number == "50") and ran.status != 1:  # two whole libraries of the same size fit each other
        faults.append(f"status {ran.status}")
    said = ran.line.replace(str(trial), "DATA") or "answered from it"
    shutil.rmtree(trial)
    return Row(number, f"{what}{', vouched for' * vouched}", said, fault="; ".join(faults))
