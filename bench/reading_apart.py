"""What reading in a process of its own costs: processor time of reading a folder of notes there, and here.

    python bench/reading_apart.py DIR [--rounds 5]

The two take turns; the median round counts. Processor time is that of this process and of the readers it waited for.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import pipeline
from ingest.reading import Read, read_document


def spent() -> float:
    """Seconds of processor time so far."""
    each = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in each)


def measure(folder: Path, read: Read | None) -> tuple[float, int]:
    """Seconds that reading this folder took, and how many notes it gave."""
    began = spent()
    _, documents = pipeline.preview(folder / "nowhere", [str(folder)], read=read)
    return spent() - began, len(documents)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, metavar="DIR", help="a folder of notes")
    parser.add_argument("--rounds", type=int, default=5, help="how often each is measured")
    arguments = parser.parse_args()
    measure(arguments.folder, read_document)  # once, so that all is loaded
    here, apart = [], []
    notes = 0
    for _ in range(arguments.rounds):
        here.append(measure(arguments.folder, read_document)[0])
        seconds, notes = measure(arguments.folder, None)
        apart.append(seconds)
    apart_s, here_s = statistics.median(apart), statistics.median(here)
    print(f"{notes} notes: {here_s:.2f} s here, {apart_s:.2f} s in a process of their own")


if __name__ == "__main__":
    main()
