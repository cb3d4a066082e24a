"""SIGKILL before each system call that changes the data folder, and a disk that is full at each of them."""

from __future__ import annotations

import errno
import os
import random
import shutil
import signal
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.torture.promise import Promise, expect
from bench.torture.scenes import RUIN, Deed, find_faults_after, read_state
from bench.torture.tracing import CAN_FAIL, Call, Traced

NEEDS_ROOM = {"write", "pwrite", "writev", "open", "openat", "mkdir", "mkdirat", "fallocate", "fsync", "fdatasync"}


def record(deed: Deed, data: Path) -> list[Call]:
    """The calls of a deed that nothing disturbs."""
    shutil.copytree(deed.template, data)
    calls = list(Traced(lambda: deed.act(data), data))
    shutil.rmtree(data)
    return calls


def spread(deeds: Sequence[Deed], work: Path, trials: int, kinds: set[str] | None = None) -> Iterator[tuple[Deed, int]]:
    """Which deed is disturbed at which of its calls: all of them, or as many as are asked for, spread evenly."""
    places = [
        (deed, number)
        for deed in deeds
        for number, call in enumerate(record(deed, work / "record"))
        if kinds is None or call.name in kinds
    ]
    random.Random(0).shuffle(places)  # noqa: S311 - the same places every time
    for number in range(trials):
        yield places[number % len(places)]


def test_kills(deeds: Sequence[Deed], work: Path, trials: int) -> Promise:
    """Kill, look, ingest again."""
    promise = Promise("killed before any write, sync, rename or unlink: old or new, nothing lost, nothing left behind")
    places = set()
    for deed, at in spread(deeds, work, trials):
        places.add((deed.name, at))
        with promise.trial(f"{deed.name}, call {at}"):
            _kill_once(deed, work / "data", at)
        shutil.rmtree(work / "data", ignore_errors=True)
    promise.note = f"{len(places)} places in {len(deeds)} commands"
    return promise


def _kill_once(deed: Deed, data: Path, at: int) -> None:
    shutil.copytree(deed.template, data)
    child = Traced(lambda: deed.act(data), data)
    for number, _ in enumerate(child):
        if number == at:
            child.kill()
    expect(child.status in (0, -signal.SIGKILL), f"left with status {child.status}")
    expected = [deed.after] if child.status == 0 else [deed.before, deed.after]
    expect(read_state(data) in expected, "neither what was there before nor what was ordered")
    faults = find_faults_after(data, deed)
    expect(not faults, "; ".join(faults))


def test_full_disk_at_each_call(deeds: Sequence[Deed], work: Path, trials: int) -> Promise:
    """Each call that needs room fails: with all that follow, until there is room again; or alone, as on a bad disk."""
    promise = Promise(
        "a disk that is full or fails at any write: one line with what to do, the old library, then recovery"
    )
    if not CAN_FAIL:
        promise.skipped = "calls can be made to fail on x86_64 only"
        return promise
    for number, (deed, at) in enumerate(spread(deeds, work, trials, NEEDS_ROOM)):
        lasting = number % 2 == 0
        with promise.trial(f"{deed.name}, call {at}, {'full' if lasting else 'one error'}"):
            _fill_once(deed, work / "data", at, lasting=lasting)
        shutil.rmtree(work / "data", ignore_errors=True)
    return promise


def _fill_once(deed: Deed, data: Path, at: int, *, lasting: bool) -> None:
    from index.errors import GenerationError

    shutil.copytree(deed.template, data)
    said = data.parent / "said"
    said.unlink(missing_ok=True)

    def act() -> None:
        try:
            deed.act(data)
        except GenerationError as error:
            said.write_text(str(error), encoding="utf-8")
            os._exit(3)

    child = Traced(act, data)
    for number, call in enumerate(child):
        if number == at or (lasting and number > at and call.name in NEEDS_ROOM):
            child.fail(errno.ENOSPC if lasting else errno.EIO)
    expect(child.status in (0, 3), f"left with status {child.status}")
    if child.status == 3:
        line = said.read_text(encoding="utf-8")
        expect("make room" in line or "how full it is" in line, f"does not say what to do: {line}")
        expect("\n" not in line, "more than one line")
        left = {path.name for path in (data / "generations").glob(".building-*")} - {RUIN}
        expect(not left, f"keeps {left} on a full disk")
    expected = [deed.after] if child.status == 0 else [deed.before, deed.after]
    expect(read_state(data) in expected, "neither what was there before nor what was ordered")
    faults = find_faults_after(data, deed)
    expect(not faults, "; ".join(faults))


def test_synced_before_named(deeds: Sequence[Deed], work: Path) -> Promise:
    """A power cut keeps what was synced only, so all of a generation must be, before CURRENT names it."""
    promise = Promise("all that was written is synced before CURRENT names it, and CURRENT before anything is deleted")
    for deed in deeds:
        with promise.trial(deed.name):
            check_syncs(record(deed, work / "record"), work / "record")
    return promise


def check_syncs(calls: Sequence[Call], data: Path) -> None:
    """Raise AssertionError where a power cut between these calls could leave a generation that is not whole."""
    current, folder = data / "CURRENT", data / "generations"
    unsynced: set[Path] = set()
    named = False
    for call in calls:
        if "cache" in call.path.parts or call.path.name == "lock":
            continue  # what is lost of the one is made again, the other means nothing once its holder is gone
        if call.name in ("fsync", "fdatasync"):
            unsynced.discard(call.path)
        elif call.name.startswith("rename"):
            if call.path == current:
                expect(not unsynced, f"CURRENT is replaced while {sorted(map(str, unsynced))} may be lost")
                named = True
            unsynced.add(call.path.parent)
        elif call.name.startswith(("unlink", "rmdir")):
            expect(not named or data not in unsynced, f"{call.path} is deleted before CURRENT is safe")
        elif folder in call.path.parents or data == call.path.parent:
            unsynced.add(call.path)
    expect(named, "CURRENT was never replaced")
    expect(data not in unsynced, "CURRENT may be lost")
