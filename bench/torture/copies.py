"""Copies of a data folder that are made while it is written to, as a backup makes them: file by file, unannounced."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from bench.torture.kills import record
from bench.torture.promise import Promise, expect
from bench.torture.scenes import Deed, find_faults_after, read_state_or_before
from bench.torture.tracing import Traced
from index.generation import rollback

PIECE = 16_384  # bytes that are copied at a time: what is written to meanwhile gets torn


def test_copies(deeds: Sequence[Deed], work: Path, trials: int) -> Promise:
    """Copying begins at any call of a command, and goes on for as long as it likes while the command does."""
    promise = Promise("copied file by file in the middle of a command: the copy opens, old or new, and takes an ingest")
    lengths = {deed.name: len(record(deed, work / "record")) for deed in deeds}
    chance = random.Random(3)  # noqa: S311 - the same copies every time
    gone_back = 0
    for number in range(trials):
        deed = deeds[number % len(deeds)]
        start, pace = chance.randrange(lengths[deed.name]), chance.choice((0.2, 0.5, 1, 3, 1000))
        with promise.trial(f"{deed.name}, from call {start}, {pace} pieces a call"):
            gone_back += _copy_once(deed, work, start, pace, chance)
        for name in ("data", "copy"):
            shutil.rmtree(work / name, ignore_errors=True)
    promise.note = f"after {gone_back} of them `palpate rollback` was needed before an ingest"
    return promise


def _copy_once(deed: Deed, work: Path, start: int, pace: float, chance: random.Random) -> bool:
    data, copy = work / "data", work / "copy"
    shutil.copytree(deed.template, data)
    child = Traced(lambda: deed.act(data), data)
    pieces, due = copy_piecewise(data, copy, chance), 0.0
    for number, _ in enumerate(child):
        due += pace if number >= start else 0
        while due >= 1:
            due -= 1
            next(pieces, None)
    for _ in pieces:
        pass
    return check_copy(copy, deed)


def check_copy(copy: Path, deed: Deed) -> bool:
    """Fail unless the copy opens and goes on; true where it takes `palpate rollback` first."""
    state, went_back = read_state_or_before(copy)
    expect(state in (deed.before, deed.after), "neither what was there before nor what was ordered")
    if went_back:
        rollback(copy)
    faults = find_faults_after(copy, deed)
    expect(not faults, "; ".join(faults))
    return went_back


def copy_piecewise(source: Path, target: Path, chance: random.Random) -> Iterator[None]:
    """Copy a folder as `cp -r` does, in any order: what is gone by the time it is come to is left out."""
    target.mkdir()
    with suppress(FileNotFoundError):
        names = os.listdir(source)  # noqa: PTH208 - once, at the beginning, as cp does
        chance.shuffle(names)
        for name in names:
            yield
            if (source / name).is_dir():
                yield from copy_piecewise(source / name, target / name, chance)
                continue
            with suppress(FileNotFoundError), (source / name).open("rb") as read, (target / name).open("wb") as write:
                while piece := read.read(PIECE):
                    write.write(piece)
                    yield


def test_cp(deed: Deed, work: Path, trials: int) -> Promise:
    """The real `cp -r`, while the command runs in another process."""
    promise = Promise("`cp -r` while a command runs: the copy opens, old or new, and takes an ingest")
    for number in range(trials):
        data, copy = work / "data", work / "copy"
        shutil.copytree(deed.template, data)
        with promise.trial(f"copy {number}"):
            child = os.fork()
            if not child:
                _act_and_leave(deed.act, data)
            subprocess.run(["cp", "-r", data, copy], check=False, capture_output=True)  # noqa: S607 - the user's own
            _, status = os.waitpid(child, 0)
            expect(status == 0, "the command failed")
            check_copy(copy, deed)
        for name in ("data", "copy"):
            shutil.rmtree(work / name, ignore_errors=True)
    return promise


def _act_and_leave(act: Callable[[Path], object], data: Path) -> None:
    status = 1
    try:
        act(data)
        status = 0
    finally:
        os._exit(status)
