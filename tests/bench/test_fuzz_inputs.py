"""The short form of `make fuzz-inputs`, and its own parts: a stand that finds nothing anywhere would prove nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from answer.respond import Inquiry
from bench.fuzz_inputs import Found, asking, explore, place
from bench.fuzz_strategies import files, inquiries, seeds
from ingest.errors import ReadError
from ingest.readers import read_bytes
from tests.conftest import First

ROOT = Path(__file__).resolve().parents[2]


def test_no_made_up_file_breaks_a_reader() -> None:
    command = [sys.executable, "-m", "bench.fuzz_inputs", "readers", "--minutes", "0"]
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "HF_HUB_OFFLINE": "1"}
    ran = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, check=False, encoding="utf-8", timeout=600
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "readers: 100 inputs, 0 crashes" in ran.stdout


def test_no_made_up_question_breaks_the_way_to_an_answer(first: First) -> None:
    found = Found()
    with asking(first.data) as ask:
        explore(inquiries, ask, found, seed_number=1)
    assert found.tried == 100
    assert found.crashes == {}


def test_each_crash_is_kept_once_with_its_smallest_input() -> None:
    found = Found()

    def crash(value: tuple[bytes, str, str]) -> None:
        if len(value[0]) > 10:
            raise RuntimeError(value)

    explore(files, crash, found, seed_number=1)
    (kept,) = found.crashes.items()
    assert kept[0].startswith("RuntimeError at test_fuzz_inputs.py:")
    assert len(kept[1]) < 500


def test_a_crash_is_named_by_its_last_line_of_ours() -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(b"", "x.txt")
    assert place(caught.value).startswith("ReadError at ")


@pytest.mark.parametrize("name", sorted(seeds()))
def test_the_files_to_begin_with_are_read_as_what_they_are(name: str) -> None:
    formats = {"md": "markdown", "txt": "text"}
    for data in seeds()[name][:2]:
        assert read_bytes(data, f"note.{name}").format == formats.get(name, name)


def test_questions_are_made_of_all_that_an_inquiry_holds() -> None:
    seen: list[Inquiry] = []
    explore(inquiries, seen.append, Found(), seed_number=1)
    assert {inquiry.audience for inquiry in seen} == {"client", "therapist"}
    assert any(inquiry.history for inquiry in seen)
    assert any(inquiry.filters.kinds for inquiry in seen)
