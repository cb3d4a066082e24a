"""Send a real server everything in `files` and `addresses`, and print what became of each.

    python -m bench.hostile [--short] [NUMBER …]

Exit status 1 where a promise is broken: a canary was read, written or connected to, a reader took more than its memory
or its time, a file got no clear line. Linux only; addresses are tried in a network of their own, which needs `unshare`
and `ip` and the right to use them.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bench.hostile import addresses, disk, generations
from bench.hostile.files import FILES, MARK, Hostile, Place
from bench.hostile.row import Row, Wanted
from bench.hostile.stand import Answer, Stand, serving
from bench.torture.quick import run_aside
from bench.torture.scenes import write_notes
from ingest.process import Limits

SLOW = frozenset({"+"})  # left out of the short form
SPARE = 1.5  # seconds of an upload besides reading, on a machine that has nothing else to do


def try_files(wanted: Wanted) -> Iterator[Row]:
    """Upload every hostile file to a server."""
    with tempfile.TemporaryDirectory(prefix="palpate-hostile-") as folder:
        work = Path(folder)
        (work / "secrets").mkdir()
        place = Place(work / "secrets" / "canary.txt", work / "secrets" / "trap.txt")
        place.canary.write_text(MARK, encoding="utf-8")
        with serving(work) as stand:
            for hostile in FILES:
                if wanted(hostile.number):
                    yield _upload(hostile, place, stand)
            if wanted("log"):
                yield _look_at_log(stand)


def _upload(hostile: Hostile, place: Place, stand: Stand) -> Row:
    name, data = hostile.name(place), hostile.data(place)
    answer = stand.upload(name, data)

    def read(identity: str) -> str:
        return stand.get(f"/api/documents/{identity}").text

    faults = [*faults_of(answer, hostile), *find_canaries(answer, place, read)]
    for source in answer.body.get("sources", []):
        stand.remove(source["id"])  # the next one may say the same
    return Row(hostile.number, hostile.what, answer.line, answer.seconds, answer.peak.megabytes, "; ".join(faults))


def faults_of(answer: Answer, hostile: Hostile) -> Iterator[str]:
    """What of the promises does not hold for this answer."""
    limits = Limits()
    if answer.stored != hostile.stored:
        yield f"status {answer.status}"
    if not answer.line or "\n" in answer.line:
        yield "no clear line"
    if answer.peak.megabytes > limits.megabytes:
        yield "too much memory"
    if answer.seconds > limits.seconds + SPARE:
        yield "too long"


def find_canaries(answer: Answer, place: Place, read: Callable[[str], str]) -> Iterator[str]:
    """Whether the secret came out, or a file came to be where none may."""
    names = {path.name for path in place.trap.parent.parent.rglob("*trap*")}
    if names:
        yield f"written: {', '.join(names)}"
    texts = [str(answer.body)]
    for source in answer.body.get("sources", []):
        if source["id"]:
            texts.append(read(source["id"]))
            if any(mark in source["name"] for mark in ("/", "\\", "\n")):
                yield "a name that is a path"
    if any(MARK in text for text in texts):
        yield "the canary was read"


def _look_at_log(stand: Stand) -> Row:
    log = stand.log.read_text(encoding="utf-8")
    faults = [word for word in ("Traceback", "trap", "slip", "entity", "unforeseen") if word in log]
    return Row("log", "names of files in the log", f"{log.count(chr(10))} lines", fault=", ".join(faults))


def try_links(wanted: Wanted) -> Iterator[Row]:
    """Links and pipes can only lie in a folder that is ingested from the command line."""
    with tempfile.TemporaryDirectory(prefix="palpate-hostile-") as folder:
        work = Path(folder)
        notes, canary = Path(write_notes(work / "notes", {"psoas": "The psoas flexes the hip."})), work / "canary.md"
        canary.write_text(f"# Canary\n\nThe hip says {MARK}.\n", encoding="utf-8")
        (notes / "link.md").symlink_to(canary)
        (notes / "pipe.md").unlink(missing_ok=True)
        os.mkfifo(notes / "pipe.md")
        for number, what, source, status in (
            ("32", "a link that leads out of the folder", notes, 0),
            ("33", "a pipe", notes / "pipe.md", 1),
        ):
            if wanted(number):
                ran = run_aside(work, "ingest", source, "--data", work / "data")
                held = any(MARK.encode() in path.read_bytes() for path in (work / "data").rglob("store.sqlite"))
                faults = [f"status {ran.status}"] * (ran.status != status) + ["the canary was read"] * held
                said = next(
                    (line for line in (ran.out + ran.err).splitlines() if source.name in line or "link" in line), ""
                )
                yield Row(number, what, said.strip(), fault="; ".join(faults))


def main(arguments: Sequence[str] | None = None) -> int:
    """Try what is asked for; 1 where a promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("number", nargs="*", metavar="NUMBER", help="of the bad inputs, 25 to 67 (default: all)")
    parser.add_argument("--short", action="store_true", help="without those that run into a limit of time or memory")
    options = parser.parse_args(arguments)

    def wanted(number: str) -> bool:
        if options.number:
            return number in options.number
        return not (options.short and number in SLOW)

    rows = []
    for trials in (try_files, try_links, generations.try_generations, disk.try_disk, addresses.try_addresses):
        for row in trials(wanted):
            row.show()
            rows.append(row)
    broken = sum(bool(row.fault) for row in rows)
    longest, largest = max(row.seconds for row in rows), max(row.megabytes for row in rows)
    print(f"{len(rows)} bad inputs, {broken} broken promises; at most {longest:.1f} s and {largest:.0f} MB")
    return 1 if broken else 0
