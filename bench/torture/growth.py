"""Years of changes in a minute: what is kept must not grow with their number."""

from __future__ import annotations

from pathlib import Path

from bench.torture.promise import Promise, expect
from bench.torture.scenes import NOTES, find_leftovers, size_of, write_notes
from pipeline import update
from tests.demo_embedder import DemoEmbedder

SETTLED = 8  # changes after which two generations are kept and the cache has let go of something


def test_growth(work: Path, changes: int) -> Promise:
    """Change one note again and again."""
    promise = Promise("a note changed over and over: generations and embedding cache stay as large as they were")
    data = work / "data"
    update(data, add=[write_notes(work / "notes", NOTES)], embedder=DemoEmbedder())
    settled = 0
    for number in range(changes):
        text = f"The muscle of day {number} aches. " + " ".join(
            f"Its part {number}-{part} rests." for part in range(20)
        )
        update(data, add=[write_notes(work / "notes", {"diary": text})], embedder=DemoEmbedder())
        if number == SETTLED:
            settled = size_of(data)
        if number > SETTLED:
            with promise.trial(f"change {number}"):
                faults = find_leftovers(data, settled)
                expect(not faults, "; ".join(faults))
    promise.note = f"{settled} bytes after {SETTLED} changes, {size_of(data)} after {changes}"
    return promise
