"""Files of the current generation flipped, cut, deleted and exchanged, CURRENT too; generations of other formats."""

from __future__ import annotations

import os
import random
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

from bench.torture.promise import Promise, expect
from bench.torture.scenes import Deed, find_faults_after, read_state
from corpus.errors import PalpateError
from corpus.settings import Settings
from doctor import look_at_generations
from index.errors import GenerationError
from index.generation import current_name, generations_folder, open_current, rollback
from index.manifest import FORMAT, read_manifest
from index.stamp import SETTLED, stamp_of
from server.library import Library
from tests.demo_embedder import DemoEmbedder

PARSERS = (
    "index.generation.Store",
    "index.generation.VectorIndex.load",
    "index.generation.LexicalIndex.load",
    "index.generation.np.load",
)
KINDS = ("flip", "cut", "delete", "exchange")


def test_damage(deed: Deed, work: Path, trials: int) -> Promise:
    """Damage one file of the newest of two generations, and look who notices."""
    promise = Promise(
        "a file flipped, cut, deleted or exchanged: found before parsing, the one before served and named"
    )
    chance = random.Random(1)  # noqa: S311 - the same damage every time
    seen = set()
    copies = [shutil.copytree(deed.template, work / str(number)) for number in range(trials)]
    time.sleep(SETTLED + 0.1)
    for number, data in enumerate(copies):
        files = sorted(path for path in _newest(data).rglob("*") if path.is_file())
        path, kind = files[number % len(files)], KINDS[number // len(files) % len(KINDS)]
        with patch("index.stamp.LARGE", 0):
            _stamp(data)
            said = _damage_unseen(path, kind, chance, files)
            seen.add((path.name, kind))
            with promise.trial(f"{path.relative_to(_newest(data))}, {said}"):
                _check_noticed(data)
        shutil.rmtree(data)
    promise.note = f"{len(seen)} files and kinds"
    return promise


def _stamp(data: Path) -> None:
    """Let a stamp vouch for what is whole yet, as after a question."""
    generation = open_current(data, stamped=True)
    expect(generation, "nothing is published")
    if generation is not None:
        generation.close()
    expect(stamp_of(data).exists(), "nothing is stamped")


def _damage_unseen(path: Path, kind: str, chance: random.Random, files: list[Path]) -> str:
    """Damage a file, and set back the time at which it was written."""
    before = path.stat()
    said = damage(path, kind, chance, files)
    if path.exists():
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    return said


def _newest(data: Path) -> Path:
    return generations_folder(data) / current_name(data)


def damage(path: Path, kind: str, chance: random.Random, files: list[Path]) -> str:
    """Damage a file so that its bytes are others than before; says how."""
    content = path.read_bytes()
    if kind == "delete":
        path.unlink()
        return "deleted"
    if kind == "cut":
        length = chance.randrange(len(content))
        path.write_bytes(content[:length])
        return f"cut to {length} of {len(content)} bytes"
    if kind == "exchange":
        other = chance.choice([each for each in files if each.read_bytes() != content])
        path.write_bytes(other.read_bytes())
        other.write_bytes(content)
        return f"exchanged with {other.name}"
    bit = chance.randrange(8 * len(content))
    flipped = bytearray(content)
    flipped[bit // 8] ^= 1 << bit % 8
    path.write_bytes(flipped)
    return f"bit {bit} flipped"


@contextmanager
def _nothing_parsed() -> Iterator[None]:
    """Fail where any file of a generation is handed to a parser."""

    def refuse(path: Path, *_: object, **__: object) -> None:
        raise AssertionError(f"{path} was parsed before it was checked")

    patches = [patch(name, refuse) for name in PARSERS]
    for each in patches:
        each.start()
    try:
        yield
    finally:
        for each in patches:
            each.stop()


def _check_noticed(data: Path) -> None:
    before = read_manifest(_newest_before(data)).name
    for stamped in (True, False):
        with _nothing_parsed():
            try:
                open_current(data, stamped=stamped)
            except GenerationError as error:
                expect("`palpate rollback`" in str(error), f"no remedy in: {error}")
            else:
                raise AssertionError(f"nothing was noticed{' by one who trusts the stamp' if stamped else ''}")
    library = Library(data, DemoEmbedder(), Settings())
    library.refresh()
    expect(library.generation == before, f"{library.generation or 'nothing'} is served, not {before}")
    expect(library.problem, "health sees no problem")
    library.close()
    check = look_at_generations(data)[0]
    expect(check.status == "failed" and before in check.remedy, "the doctor does not say what is served")


def _newest_before(data: Path) -> Path:
    """The other one of the two generations."""
    return next(path for path in generations_folder(data).iterdir() if path != _newest(data))


def test_damaged_current(deed: Deed, work: Path, trials: int) -> Promise:
    """CURRENT itself: what it says is right, or refused; one command mends it."""
    promise = Promise(
        "CURRENT flipped, cut or deleted: right or refused, never another library; rollback or ingest mends it"
    )
    chance = random.Random(2)  # noqa: S311 - the same damage every time
    data = work / "data"
    for number in range(trials):
        shutil.copytree(deed.template, data)
        kind = KINDS[number % 3]
        said = damage(data / "CURRENT", kind, chance, [])
        with promise.trial(said):
            try:
                state = read_state(data)
            except GenerationError:
                rollback(data)
            else:
                expect(state == deed.before, "another library")
            faults = find_faults_after(data, deed)
            expect(not faults, "; ".join(faults))
        shutil.rmtree(data)
    return promise


def test_formats(deed: Deed, work: Path) -> Promise:
    """Generations of other formats, whole by their own measure."""
    promise = Promise("a generation of another format is refused with the remedy, and the remedy helps")
    for found in (1, FORMAT - 1, FORMAT + 1, 99, None, "2", 2.5, [2]):
        data = work / "data"
        shutil.copytree(deed.template, data)
        with promise.trial(f"format {found!r}"):
            _check_format(data, found, deed)
        shutil.rmtree(data)
    return promise


def _check_format(data: Path, found: object, deed: Deed) -> None:
    _set_format(_newest(data), found)
    with _nothing_parsed():
        try:
            open_current(data)
        except GenerationError as error:
            expect(f"format {found}" in str(error), f"does not name the format: {error}")
        else:
            raise AssertionError("it was opened")
    rollback(data)
    expect(read_state(data), "rollback gives nothing")
    for path in generations_folder(data).iterdir():
        _set_format(path, found)
    (data / "CURRENT").unlink()
    faults = find_faults_after(data, deed)
    expect(not faults, "; ".join(faults))


def _set_format(folder: Path, found: object) -> None:
    manifest = read_manifest(folder) if _readable(folder) else None
    if manifest is not None:
        replace(manifest, format=found).write(folder)  # type: ignore[arg-type]


def _readable(folder: Path) -> bool:
    try:
        read_manifest(folder)
    except PalpateError:
        return False
    return True
