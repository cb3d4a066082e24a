"""Sixteen clients ask a real server while notes are ingested, replaced and removed by the real command line."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from bench.torture.promise import Promise, expect
from bench.torture.quick import ROOT
from bench.torture.scenes import write_notes
from tests.serving import said

CLIENTS = 16
SLOWER = 2.0  # times the 99th percentile without ingests
GROWTH = 0.05
SERVED = 3  # generations, at least, for an exchange to have been seen
LIBRARY = ROOT / "corpus" / "library"
QUESTIONS = (
    "What does the zygomaticus major lift?",
    "What does the risorius draw?",
    "Which nerve supplies the gluteus minimus?",
    "Why does my hip hurt when I lie on it?",
    "How do I stretch the calf?",
)
EDITION = re.compile(r"edition (\d+)")


@dataclass(frozen=True, slots=True)
class Reply:
    """What a client got, and after how many seconds; status 0 where it got nothing."""

    status: int
    waited: float
    generation: str
    editions: frozenset[int]


def write_edition(folder: Path, number: int) -> str:
    """Two notes that say which edition they are; both are replaced together."""
    return write_notes(
        folder,
        {
            "zygomaticus": f"The zygomaticus major lifts the corner of the mouth, says edition {number}.",
            "risorius": f"The risorius draws the corner of the mouth sideways, says edition {number}.",
        },
    )


class Commands:
    """The command line over one data folder, with the real model or the quick one."""

    def __init__(self, data: Path, *, quick: bool) -> None:
        self.data = data
        self._start = [sys.executable, *(["-m", "bench.torture.quick"] if quick else [str(ROOT / "palpate.py")])]
        self._environment = {**os.environ, "PYTHONPATH": str(ROOT), "HF_HUB_OFFLINE": "1"}

    def start(self, *arguments: str | Path, log: Path | None = None) -> subprocess.Popen[str]:
        command = [*self._start, *map(str, arguments), "--data", str(self.data)]
        with (log or Path(os.devnull)).open("w", encoding="utf-8") as stream:
            return subprocess.Popen(
                command, cwd=ROOT, env=self._environment, stdout=subprocess.PIPE, stderr=stream, encoding="utf-8"
            )

    def run(self, *arguments: str | Path) -> Any:
        """What a command prints as JSON. Raises AssertionError where it fails."""
        process = self.start(*arguments, "--json")
        out, _ = process.communicate(timeout=300)
        expect(process.returncode == 0, f"{arguments[0]} left with status {process.returncode}")
        return json.loads(out)

    @contextmanager
    def serving(self, log: Path) -> Iterator[tuple[str, int]]:
        """The address of a server and the number of its process."""
        process = self.start("serve", "--port", "0", log=log)
        try:
            yield said(process, log, "Palpate is at "), process.pid
        finally:
            process.terminate()
            process.communicate(timeout=60)


def ask_for(address: str, enough: Callable[[], bool]) -> list[Reply]:
    """All clients ask, each its questions one after the other, until it is enough."""

    def keep_asking(client: int) -> list[Reply]:
        replies: list[Reply] = []
        with httpx.Client(base_url=address, timeout=60) as opened:
            while not enough():
                replies.append(_ask(opened, QUESTIONS[(client + len(replies)) % len(QUESTIONS)]))
        return replies

    with ThreadPoolExecutor(CLIENTS) as pool:
        return [reply for each in pool.map(keep_asking, range(CLIENTS)) for reply in each]


def _ask(client: httpx.Client, question: str) -> Reply:
    began = time.perf_counter()
    try:
        response = client.post("/api/chat", json={"question": question})
    except httpx.HTTPError:
        return Reply(0, time.perf_counter() - began, "", frozenset())
    waited = time.perf_counter() - began
    generation = response.json().get("generation", "") if response.status_code == 200 else ""
    return Reply(response.status_code, waited, generation, frozenset(map(int, EDITION.findall(response.text))))


class Writer:
    """Ingests, replaces and removes until told to stop; `editions` says which edition each generation holds."""

    def __init__(self, commands: Commands, work: Path) -> None:
        self.editions: dict[str, int] = {}
        self.failures: list[str] = []
        self._commands = commands
        self._work = work
        self._number = 0

    def publish(self) -> None:
        """Replace both notes by the next edition."""
        self._number += 1
        self._note(self._commands.run("ingest", write_edition(self._work / "editions", self._number)))

    def _note(self, report: dict[str, Any]) -> None:
        self.editions[report["generation"]] = self._number

    def keep_writing(self, enough: Callable[[], bool]) -> None:
        """One command after the other."""
        extra = write_notes(self._work / "extra", {"platysma": "The platysma tightens the skin of the neck."})
        try:
            while not enough():
                self.publish()
                report = self._commands.run("ingest", extra)
                self._note(report)
                self._note(self._commands.run("sources", "remove", report["outcomes"][0]["document_id"]))
        except (AssertionError, subprocess.TimeoutExpired) as error:
            self.failures.append(str(error))


def test_hot_swap(work: Path, seconds: float, *, quick: bool, models: Path | None) -> list[Promise]:
    """Ask in peace, then while a writer writes."""
    asked = Promise(
        f"{CLIENTS} clients ask while notes come, change and go: no error, every answer from one generation"
    )
    data = work / "data"
    data.mkdir()
    if models:
        (data / "models").symlink_to(models.resolve())
    commands = Commands(data, quick=quick)
    writer = Writer(commands, work)
    if not quick:
        commands.run("ingest", LIBRARY)
    writer.publish()
    with commands.serving(work / "serve.log") as (address, server):
        ask_for(address, until(2))
        idle = ask_for(address, until(max(3.0, seconds / 5)))
        memory = [_memory(server)]
        stop = threading.Event()
        thread = threading.Thread(target=writer.keep_writing, args=(stop.is_set,))
        thread.start()
        busy: list[Reply] = []
        long_enough, too_long = until(seconds), until(10 * seconds)
        while not (long_enough() and len(_generations(busy)) >= SERVED) and not too_long():
            busy += ask_for(address, until(seconds / 10))
            memory.append(_memory(server))
        stop.set()
        thread.join()
    asked.failures = [*writer.failures, *find_faults([*idle, *busy], writer.editions)]
    asked.trials = len(idle) + len(busy)
    served = len(_generations(busy))
    asked.note = f"{served} generations were served"
    if served < SERVED:
        asked.failures.append(f"{asked.note}: too few to tell")
    return [asked, _judge_waiting(idle, busy), _judge_memory(memory)]


def _generations(replies: Sequence[Reply]) -> set[str]:
    return {reply.generation for reply in replies if reply.generation}


def until(seconds: float) -> Callable[[], bool]:
    """Something that becomes true after so many seconds."""
    end = time.monotonic() + seconds
    return lambda: time.monotonic() >= end


def find_faults(replies: Sequence[Reply], editions: dict[str, int]) -> list[str]:
    """Replies that are errors, or mix generations."""
    faults = Counter(f"status {reply.status}" for reply in replies if reply.status != 200)
    for reply in replies:
        if reply.status == 200 and not reply.editions <= {editions.get(reply.generation)}:
            said = sorted(reply.editions)
            faults[f"generation {reply.generation} of edition {editions.get(reply.generation)} said {said}"] += 1
    if not any(reply.editions for reply in replies):
        faults["no answer told its edition: nothing was tested"] += 1
    return [f"{fault} ({count} times)" for fault, count in faults.items()]


def p99(replies: Sequence[Reply]) -> float:
    """The 99th percentile of what clients waited, in seconds."""
    waited = sorted(reply.waited for reply in replies)
    return waited[int(0.99 * (len(waited) - 1))]


def _judge_waiting(idle: Sequence[Reply], busy: Sequence[Reply]) -> Promise:
    promise = Promise(f"meanwhile the 99th percentile is at most {SLOWER:g} times that without", trials=1)
    alone, beside = 1000 * p99(idle), 1000 * p99(busy)
    promise.note = f"{alone:.0f} ms, then {beside:.0f} ms: {beside / alone:.2f} times"
    if beside > SLOWER * alone:
        promise.failures.append(promise.note)
    return promise


def _judge_memory(memory: Sequence[float]) -> Promise:
    """From the third tenth on, when both generations of an exchange have been in memory once."""
    promise = Promise(f"and the server's memory grows by less than {GROWTH:.0%}", trials=1)
    growth = memory[-1] / memory[3] - 1
    promise.note = (
        f"{memory[0]:.0f} MB before, {memory[3]:.0f} MB after a while, {memory[-1]:.0f} MB at the end: {growth:+.1%}"
    )
    if growth >= GROWTH:
        promise.failures.append(promise.note)
    return promise


def _memory(pid: int) -> float:
    """What a process holds in memory, in MB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) / 1000
