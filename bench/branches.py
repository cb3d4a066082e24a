"""What of each room's lines and branches the tests reach, from the data that they left; `make coverage` calls it.

    python -m bench.branches [--least PERCENT] ROOM …

A branch is a way that a condition or a loop may go. Exit status 1 where less than PERCENT of a room's are reached.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from pathlib import Path

import coverage

COLUMNS = ("num_statements", "covered_lines", "num_branches", "covered_branches")


def main() -> int:
    """Read, add up, print; 1 where a room falls short."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("room", nargs="+", metavar="ROOM", help="a folder, or a file without its .py")
    parser.add_argument("--least", type=float, default=0.0, metavar="PERCENT", help="of branches")
    options = parser.parse_args()
    counts = count_rooms()
    print(f"{'room':10}{'lines':>7}{'reached':>9}{'branches':>10}{'reached':>9}")
    short = False
    for room in options.room:
        lines, run, branches, taken = (counts[room, column] for column in COLUMNS)
        print(f"{room:10}{lines:7}{share(run, lines):8.1f}%{branches:10}{share(taken, branches):8.1f}%")
        short |= share(taken, branches) < options.least
    if short:
        print(f"Below {options.least:g}% of a room's branches: the report above names those that no test takes.")
    return int(short)


def count_rooms() -> Counter[tuple[str, str]]:
    """By room and column, how many there are; of rooms without any data nothing."""
    measured = coverage.Coverage()
    measured.load()
    counts: Counter[tuple[str, str]] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "coverage.json"
        measured.json_report(outfile=str(report))
        files = json.loads(report.read_text(encoding="utf-8"))["files"]
    for name, file in files.items():
        for column in COLUMNS:
            counts[Path(name).parts[0].removesuffix(".py"), column] += file["summary"][column]
    return counts


def share(part: int, whole: int) -> float:
    """In per cent; nothing of nothing is nothing."""
    return 100 * part / whole if whole else 0.0


if __name__ == "__main__":
    sys.exit(main())
