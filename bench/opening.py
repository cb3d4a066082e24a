"""How long it takes to know that a generation is whole: by hashing all of it, and by the stamp of an earlier hashing.

    python -m bench.opening DATA

Best and median of 15 turns each, on a copy, as stamping writes. A generation of less than 25 MB is hashed both times.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from index.generation import current_name, generations_folder
from index.manifest import check_whole
from index.stamp import SETTLED, check_or_trust, look_at

TURNS = 15


def main() -> None:
    """Copy, stamp, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path, metavar="DATA")
    name = current_name(given := parser.parse_args().data)
    with tempfile.TemporaryDirectory() as data:
        folder = generations_folder(Path(data)) / name
        shutil.copytree(generations_folder(given) / name, folder)
        time.sleep(SETTLED + 0.1)
        size = look_at(folder, check_or_trust(Path(data), folder)).size
        print(f"{size / 1e6:.0f} MB; hashed: {_time(lambda: check_whole(folder))}", end="; ")
        print(f"stamped: {_time(lambda: check_or_trust(Path(data), folder))}")


def _time(act: Callable[[], object]) -> str:
    spent = []
    for _ in range(TURNS):
        started = time.perf_counter()
        act()
        spent.append(1000 * (time.perf_counter() - started))
    return f"{min(spent):.1f} ms best, {statistics.median(spent):.1f} ms median"


if __name__ == "__main__":
    main()
