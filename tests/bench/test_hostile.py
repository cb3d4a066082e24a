"""The short form of `make hostile`, and its own parts: a stand that lets everything pass would prove nothing."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from bench.hostile.files import FILES, MARK, Hostile, Place
from bench.hostile.run import faults_of, find_canaries
from bench.hostile.stand import Answer, Peak

ROOT = Path(__file__).resolve().parents[2]
SOURCE = {"name": "a.md", "status": "failed", "id": "", "title": "", "reason": "a.md is empty", "warnings": []}
REFUSED = Answer(422, {"sources": [SOURCE]}, 1.0, Peak(80.0, 1))
BAD = Hostile("47", "nothing", lambda _: "a.md", lambda _: b"", stored=False)


def test_every_promise_is_kept_in_the_short_form() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "bench.hostile", "--short"],
        cwd=ROOT, env={**os.environ, "OMP_NUM_THREADS": "1", "HF_HUB_OFFLINE": "1"},
        capture_output=True, check=False, encoding="utf-8", timeout=900,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert re.search(r"^\d{2} bad inputs, 0 broken promises", ran.stdout, re.MULTILINE)


def test_every_number_of_the_files_has_its_trial() -> None:
    elsewhere = {32, 33, 48, 50}
    assert {int(file.number) for file in FILES if file.number.isdigit()} | elsewhere == set(range(25, 51))


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (REFUSED, []),
        (replace(REFUSED, status=201), ["status 201"]),
        (replace(REFUSED, status=500, body={"error": {"message": ""}}), ["no clear line"]),
        (replace(REFUSED, body={"sources": [SOURCE | {"reason": "two\nlines"}]}), ["no clear line"]),
        (replace(REFUSED, peak=Peak(513.0, 1)), ["too much memory"]),
        (replace(REFUSED, seconds=40.0), ["too long"]),
    ],
)
def test_an_answer_that_breaks_a_promise_is_a_fault(answer: Answer, fault: list[str]) -> None:
    assert list(faults_of(answer, BAD)) == fault


def test_a_canary_that_was_read_or_written_is_a_fault(tmp_path: Path) -> None:
    place = Place(tmp_path / "secrets" / "canary.txt", tmp_path / "secrets" / "trap.txt")
    place.trap.parent.mkdir()
    assert list(find_canaries(REFUSED, place, lambda _: "")) == []
    stored = replace(REFUSED, body={"sources": [SOURCE | {"id": "a-1"}]})
    assert list(find_canaries(stored, place, lambda _: MARK)) == ["the canary was read"]
    path = replace(REFUSED, body={"sources": [SOURCE | {"id": "a-1", "name": "../a"}]})
    assert list(find_canaries(path, place, lambda _: "")) == ["a name that is a path"]
    place.trap.write_text("", encoding="utf-8")
    assert list(find_canaries(REFUSED, place, lambda _: "")) == ["written: trap.txt"]
