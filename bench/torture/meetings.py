"""Two writers at once, and data folders that are read-only, somebody else's, moved, on another file system, or full."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.torture.promise import Promise, expect
from bench.torture.quick import ROOT, Ran, finish, give_up_rights, run_aside, start
from bench.torture.scenes import LAST, Deed, read_state, write_notes
from corpus.types import document_id
from index.lock import hold_writer_lock

NEW = {"gracilis": "The gracilis draws the thighs together."}
QUESTION = "What does the soleus lie beneath?"
READING: tuple[tuple[str, ...], ...] = (("ask", QUESTION), ("search", "soleus"), ("sources",))
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - another file system, on nearly every Linux
DISK = "3m"


def test_two_at_once(deed: Deed, work: Path, trials: int) -> Promise:
    """Two ingests, or an ingest and a rollback, started at the same moment."""
    promise = Promise("two writers at once: each does what it was told, or says in one line who is writing")
    data = work / "data"
    one, other = write_notes(work / "one", NEW), write_notes(work / "other", LAST)
    for number in range(trials):
        shutil.copytree(deed.template, data)
        second: tuple[str | Path, ...] = (
            ("rollback", "--data", data) if number % 2 else ("ingest", other, "--data", data)
        )
        with promise.trial(f"ingest and {second[0]} {number}"):
            started = [start("ingest", one, "--data", data), start(*second)]
            _check_meeting(data, *(finish(each) for each in started), rolled_back=bool(number % 2))
        shutil.rmtree(data)
    refused: tuple[tuple[str, ...], ...] = (
        ("ingest", one), ("rollback",), ("sources", "remove", document_id("soleus.md")),
    )  # fmt: skip
    with promise.trial("a writer that takes its time"):
        shutil.copytree(deed.template, data)
        with hold_writer_lock(data):
            for command in refused:
                _check_refusal(run_aside(work, *command, "--data", data), f"process {os.getpid()} is writing to {data}")
            for command in READING:
                expect(run_aside(work, *command, "--data", data).status == 0, f"{command[0]} waits for a writer")
        shutil.rmtree(data)
    return promise


def _check_meeting(data: Path, first: Ran, second: Ran, *, rolled_back: bool) -> None:
    for ran in (first, second):
        if ran.status:
            _check_refusal(ran, "is writing to")
    expect(0 in (first.status, second.status), "neither was done")
    state = read_state(data)
    if not rolled_back:
        for ran, notes in ((first, NEW), (second, LAST)):
            there = all(document_id(f"{name}.md") in state for name in notes)
            expect(there or ran.status, "an ingest said that it was done, and its notes are not there")


def _check_refusal(ran: Ran, words: str) -> None:
    expect(ran.status == 1, f"left with status {ran.status}: {ran.err}")
    expect(words in ran.line, f"says {ran.line!r}")
    expect("Traceback" not in ran.err, "a traceback")


def test_rights(deed: Deed, work: Path) -> Promise:
    """Folders in which this user may not write, or not even read."""
    promise = Promise(
        "a folder that is read-only or somebody else's: reading goes on where it may, else one clear line"
    )
    data = work / "data"
    notes = write_notes(work / "one", NEW)
    writing: tuple[tuple[str, ...], ...] = (("ingest", notes), ("rollback",))
    closed: dict[str, Sequence[Path]] = {
        "all": [data, *data.rglob("*")],
        "cache": [Path("cache/embeddings.sqlite")],
        "lock": [Path("lock")],
        "CURRENT": [Path("CURRENT")],
        "generations": [Path("generations")],
    }
    for name, mode, commands, words in (
        ("all", 0o555, writing, "cannot write to"),
        ("all", 0o555, READING, ""),
        ("cache", 0o444, writing[:1], "cannot write to"),
        ("lock", 0o000, writing, "cannot write to"),
        ("lock", 0o000, READING, ""),
        ("CURRENT", 0o000, (*writing[:1], *READING), "Permission denied"),
        ("generations", 0o000, (*writing, *READING), "Permission denied"),
        ("all", 0o000, (*writing, *READING), "Permission denied"),
    ):
        for command in commands:
            shutil.copytree(deed.template, data)
            (data / "lock").touch()
            places = [data, *data.rglob("*")] if name == "all" else [data / place for place in closed[name]]
            with promise.trial(f"{name} {mode:o}: {command[0]}"):
                for place in reversed(places):
                    place.chmod(mode)
                ran = run_aside(work, *command, "--data", data, prepare=give_up_rights)
                if words:
                    _check_refusal(ran, words)
                    expect("whoever runs this" in ran.line or "its owner" in ran.line, f"no remedy in {ran.line!r}")
                else:
                    expect(ran.status == 0, f"left with status {ran.status}: {ran.line}")
            for place in (data, *data.rglob("*")):
                place.chmod(0o755)
            shutil.rmtree(data)
    return promise


def test_places(deed: Deed, work: Path) -> Promise:
    """Folders that are somewhere else than they were."""
    promise = Promise("a folder that was moved, is linked to, or lies on another file system: all goes on")
    notes = write_notes(work / "one", NEW)
    data = work / "data"
    with promise.trial("moved"):
        shutil.copytree(deed.template, work / "elsewhere")
        (work / "elsewhere").rename(data)
        _check_use(work, data, notes)
    shutil.rmtree(data)
    if not SHARED_MEMORY.is_dir() or SHARED_MEMORY.stat().st_dev == work.stat().st_dev:
        promise.note = f"{SHARED_MEMORY} is no other file system here"
        return promise
    with tempfile.TemporaryDirectory(dir=SHARED_MEMORY) as other:
        with promise.trial("all on another file system"):
            shutil.copytree(deed.template, Path(other) / "data")
            _check_use(work, Path(other) / "data", notes)
        for name in ("generations", "cache"):
            with promise.trial(f"{name} on another file system"):
                shutil.copytree(deed.template, data)
                shutil.move(data / name, Path(other) / name)
                (data / name).symlink_to(Path(other) / name)
                _check_use(work, data, notes)
            shutil.rmtree(data)
    return promise


def _check_use(work: Path, data: Path, notes: str) -> None:
    for command in (*READING, ("ingest", notes), *READING, ("rollback",)):
        ran = run_aside(work, *command, "--data", data)
        expect(ran.status == 0, f"{command[0]} left with status {ran.status}: {ran.line}")


def test_small_disk(work: Path) -> Promise:
    """A real file system of 3 MB, in a name space of its own, on which an ingest finds no room."""
    promise = Promise(
        f"a disk of {DISK[:-1]} MB: ingest fails in one line, questions go on, and once there is room it works"
    )
    disk = work / "disk"
    disk.mkdir()
    rights = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
    script = f'mount -t tmpfs -o size={DISK} torture "$1" && shift && exec "$@"'
    command = ["unshare", "--mount", *rights, "sh", "-c", script, "sh", str(disk)]
    if not shutil.which("unshare") or subprocess.run([*command, "true"], check=False, capture_output=True).returncode:
        promise.skipped = "no file system may be mounted here"
        return promise
    child = subprocess.run(
        [*command, sys.executable, "-m", "bench.torture.small_disk", str(disk)],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"},
        check=False, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    with promise.trial("the whole course"):
        expect(child.returncode == 0, child.stderr.strip() or f"left with status {child.returncode}")
        told = json.loads(child.stdout.splitlines()[-1])
        promise.trials, promise.failures = told["trials"], told["failures"]
    return promise
