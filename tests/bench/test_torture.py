"""The short form of `make torture`, and its own parts: a stand that lets everything pass would prove nothing."""

from __future__ import annotations

import errno
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bench.torture.asking import Reply, find_faults
from bench.torture.kills import check_syncs
from bench.torture.promise import Promise, expect
from bench.torture.tracing import CAN_FAIL, Call, Traced, is_possible

ROOT = Path(__file__).resolve().parents[2]
traced = pytest.mark.skipif(not is_possible(), reason="no process may trace its child here")


def test_every_promise_is_kept_in_the_short_form() -> None:
    command = [sys.executable, "-m", "bench.torture", "--short"]
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "HF_HUB_OFFLINE": "1"}
    ran = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, check=False, encoding="utf-8", timeout=900
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert re.search(r"^16 promises, \d{3,} trials, 0 broken$", ran.stdout, re.MULTILINE)


def write_two(folder: Path) -> None:
    (folder / "one").write_text("1")
    (folder / "one").replace(folder / "two")
    descriptor = os.open(folder, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)
    (folder.parent / "elsewhere").write_text("2")


@traced
def test_every_change_below_the_folder_is_seen_and_no_other(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    child = Traced(lambda: write_two(folder), folder)
    seen = [(call.name.removesuffix("at").removesuffix("at2"), call.path.name) for call in child]
    assert seen == [("open", "one"), ("write", "one"), ("rename", "two"), ("fsync", "data")]
    assert child.status == 0


@traced
@pytest.mark.parametrize(("at", "left"), [(0, []), (1, ["one"]), (2, ["one"]), (3, ["two"])])
def test_a_killed_child_has_not_made_the_call(tmp_path: Path, at: int, left: list[str]) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    child = Traced(lambda: write_two(folder), folder)
    for number, _ in enumerate(child):
        if number == at:
            child.kill()
    assert child.status == -signal.SIGKILL
    assert sorted(path.name for path in folder.iterdir()) == left


@traced
@pytest.mark.skipif(not CAN_FAIL, reason="calls can be made to fail on x86_64 only")
def test_a_call_that_fails_is_not_made_and_tells_its_error(tmp_path: Path) -> None:
    def act() -> None:
        try:
            write_two(tmp_path)
        except OSError as error:
            os._exit(error.errno or 1)

    child = Traced(act, tmp_path)
    for call in child:
        if call.name.startswith("rename"):
            child.fail(errno.ENOSPC)
    assert child.status == errno.ENOSPC
    assert [path.name for path in tmp_path.iterdir()] == ["one"]


@traced
def test_a_child_that_fails_is_told_from_one_that_does_not(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert Traced(lambda: expect(False, "broken"), tmp_path).finish() == 1
    assert "broken" in capfd.readouterr().err


def calls(data: Path, *said: str) -> list[Call]:
    pairs = [one.split() for one in said]
    return [Call(name, data / path if path != "." else data) for name, path in pairs]


SAFE = ("write generations/1/file", "fsync generations/1/file", "rename CURRENT", "fsync .", "unlink generations/0")


def test_files_must_be_synced_before_they_are_named_and_names_before_anything_is_deleted(tmp_path: Path) -> None:
    check_syncs(calls(tmp_path, *SAFE), tmp_path)
    for missing, complaint in ((1, "may be lost"), (2, "never replaced"), (3, "is deleted before CURRENT is safe")):
        with pytest.raises(AssertionError, match=complaint):
            check_syncs(calls(tmp_path, *SAFE[:missing], *SAFE[missing + 1 :]), tmp_path)


def test_replies_that_mix_editions_or_fail_are_faults() -> None:
    right = Reply(200, 0.1, "b", frozenset({2}))
    assert find_faults([right, Reply(200, 0.1, "b", frozenset())], {"b": 2}) == []
    assert find_faults([], {}) == ["no answer told its edition: nothing was tested (1 times)"]
    for wrong, told in (
        (Reply(200, 0.1, "a", frozenset({2})), "generation a of edition 1 said [2]"),
        (Reply(200, 0.1, "a", frozenset({1, 2})), "said [1, 2]"),
        (Reply(200, 0.1, "c", frozenset({2})), "of edition None"),
        (Reply(503, 0.1, "", frozenset()), "status 503"),
        (Reply(0, 0.1, "", frozenset()), "status 0"),
    ):
        assert told in find_faults([right, wrong], {"a": 1, "b": 2})[0]


def test_a_failed_trial_is_counted_and_told(capsys: pytest.CaptureFixture[str]) -> None:
    promise = Promise("all is well")
    with promise.trial("first"):
        pass
    with promise.trial("second"):
        expect(False, "it is\nnot")
    promise.show()
    assert (promise.trials, promise.failures) == (2, ["second: AssertionError: it is not"])
    assert capsys.readouterr().out.startswith("XX     2 trials, 1 failures  all is well")
