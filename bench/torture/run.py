"""Put every promise about lasting data to the test, and print each with its trials and failures.

    python -m bench.torture [--short] [--models DIR] [TEST …]

Exit status 1 where one is broken. At most 30 minutes on two cores; with --short one or two, with a quick embedder in
the place of the model throughout. DIR holds an exported model (DATA/models); without it one is made.
"""

from __future__ import annotations

import argparse
import logging
import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from bench.torture import asking, copies, damage, growth, kills, meetings
from bench.torture.promise import Promise, put_to_the_test
from bench.torture.scenes import Deed, make_deeds
from bench.torture.tracing import is_possible

TRACED = "no process may trace its child here, or this is neither x86_64 nor aarch64"


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is tried: of kills so many, of all else in proportion."""

    trials: int
    seconds: float
    quick: bool
    models: Path | None = None


LONG, SHORT = Extent(1000, 300, quick=False), Extent(40, 10, quick=True)
Test = Callable[[list[Deed], Path, Extent], Promise]


def _retention(deeds: Iterable[Deed]) -> Deed:
    """The deed that leaves two generations, and deletes a third."""
    return next(deed for deed in deeds if deed.name.startswith("replace"))


TRACING: dict[str, Test] = {
    "kills": lambda deeds, work, extent: kills.test_kills(deeds, work, extent.trials),
    "syncs": lambda deeds, work, _: kills.test_synced_before_named(deeds, work),
    "full": lambda deeds, work, extent: kills.test_full_disk_at_each_call(deeds, work, extent.trials // 4),
    "copies": lambda deeds, work, extent: copies.test_copies(deeds, work, extent.trials // 4),
}
PLAIN: dict[str, Test] = {
    "cp": lambda deeds, work, extent: copies.test_cp(_retention(deeds), work, extent.trials // 20),
    "damage": lambda deeds, work, extent: damage.test_damage(_retention(deeds), work, max(160, extent.trials // 2)),
    "current": lambda deeds, work, extent: damage.test_damaged_current(_retention(deeds), work, extent.trials // 10),
    "formats": lambda deeds, work, _: damage.test_formats(_retention(deeds), work),
    "growth": lambda _, work, extent: growth.test_growth(work, 12 + extent.trials // 10),
    "small-disk": lambda _, work, __: meetings.test_small_disk(work),
    "rights": lambda deeds, work, _: meetings.test_rights(_retention(deeds), work),
    "places": lambda deeds, work, _: meetings.test_places(_retention(deeds), work),
    "writers": lambda deeds, work, extent: meetings.test_two_at_once(_retention(deeds), work, 2 + extent.trials // 50),
}
LANES = (("kills",), ("syncs", "full", "copies", *PLAIN))  # one for each core; then, by themselves:
ASKING = "asking"
NAMES = (*TRACING, *PLAIN, ASKING)


def run_lane(names: Sequence[str], extent: Extent) -> list[Promise]:
    """Run these tests one after the other, each in a new folder."""
    logging.disable(logging.ERROR)  # damage is logged, and here it is meant
    work = Path(tempfile.mkdtemp(prefix="palpate-torture-"))
    try:
        deeds = make_deeds(work / "deeds") if names else []
        return [_run(name, deeds, work / name, extent) for name in names]
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _run(name: str, deeds: list[Deed], work: Path, extent: Extent) -> Promise:
    work.mkdir()
    if name in TRACING and not is_possible():
        return put_to_the_test(lambda: Promise(name, skipped=TRACED))
    test = (TRACING | PLAIN)[name]
    return put_to_the_test(lambda: test(deeds, work, extent))


def run_asking(extent: Extent) -> list[Promise]:
    """The test that needs the machine for itself."""
    with tempfile.TemporaryDirectory(prefix="palpate-torture-") as work:
        promises = asking.test_hot_swap(Path(work), extent.seconds, quick=extent.quick, models=extent.models)
    for promise in promises:
        promise.show()
    return promises


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what is asked for; 1 where a promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("test", nargs="*", choices=[*NAMES, []], metavar="TEST", help=f"of {', '.join(NAMES)}")
    parser.add_argument("--short", action="store_true", help="a minute or two")
    parser.add_argument("--models", type=Path, default=None, metavar="DIR", help="an exported model")
    options = parser.parse_args(arguments)
    wanted = options.test or NAMES
    extent = SHORT if options.short else Extent(LONG.trials, LONG.seconds, LONG.quick, options.models)
    lanes = [[name for name in lane if name in wanted] for lane in LANES]
    with ProcessPoolExecutor(len(lanes), get_context("spawn")) as pool:
        promises = [promise for lane in pool.map(run_lane, lanes, [extent] * len(lanes)) for promise in lane]
    if ASKING in wanted:
        promises += run_asking(extent)
    failed = sum(bool(promise.failures) for promise in promises)
    print(f"{len(promises)} promises, {sum(promise.trials for promise in promises)} trials, {failed} broken")
    return 1 if failed else 0
