"""Ask a real server ten times more than it can answer, and see that it goes on answering; then ask it for long.

    python -m bench.overload QUESTIONS.jsonl --data DIR [--seconds 15] [--rounds 2] [--times 10] [--minutes 0]

The peak is what clients get that ask again as soon as they have their answer. Then questions are sent at a fixed rate,
whether or not answers come: `--times` the peak for as long, and the two in turn, `--rounds` times, so that both meet
the same machine. With `--minutes`, questions are sent for so long at 70% of the peak. Times are those of the client,
from sending to having read the whole body; the clients run in this process, the server in its own. Where other work
shares the machine, the server's processor time for each answer, refusals included, says more than the clock. Leaves
with status 1 where anything but answers and refusals with `Retry-After` comes back, or one of `PROMISED` is not kept.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import math
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import uvloop

from bench.load import read_questions, serving

CLIENTS = 4  # of the closed loop: enough to keep every slot at work
PAUSE = 0.2  # seconds before one of them asks again that was refused
STEADY = 0.7  # of the peak
TOO_LONG = 30.0  # seconds
PROMISED = {"goodput": 0.9, "refusal p99": 50.0, "steady p99": 250.0}  # a share, and milliseconds
FAILED = 0  # the status where no whole response came


@dataclass(frozen=True, slots=True)
class Reply:
    """What one request gave, and the milliseconds from sending it until its body had been read."""

    status: int
    may_retry: bool
    waited: float


class Clients:
    """Connections to one server, kept open and used again. Few lines, so as to leave the machine to the server."""

    def __init__(self, address: str, questions: Iterator[str]) -> None:
        found = urlsplit(address)
        self._host, self._port = str(found.hostname), int(found.port or 80)
        self._questions = questions
        self._idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def ask(self) -> Reply:
        """One question."""
        body = json.dumps({"question": next(self._questions)}).encode()
        return await self._exchange(b"POST /api/chat", b"Content-Type: application/json\r\n", body)

    async def live(self) -> Reply:
        """Whether the server says that it runs."""
        return await self._exchange(b"GET /health/live", b"", b"")

    async def _exchange(self, what: bytes, headers: bytes, body: bytes) -> Reply:
        began = time.perf_counter()
        status, may_retry = FAILED, False
        with suppress(OSError, TimeoutError, asyncio.IncompleteReadError, ValueError):
            async with asyncio.timeout(TOO_LONG):
                status, may_retry = await self._send(
                    b"%b HTTP/1.1\r\nHost: 127.0.0.1\r\n%bContent-Length: %d\r\n\r\n%b"
                    % (what, headers, len(body), body)
                )
        return Reply(status, may_retry, 1000 * (time.perf_counter() - began))

    async def _send(self, request: bytes) -> tuple[int, bool]:
        self._idle = [(reader, writer) for reader, writer in self._idle if not reader.at_eof()]
        reader, writer = self._idle.pop() if self._idle else await asyncio.open_connection(self._host, self._port)
        writer.write(request)
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        length = int(head.partition(b"content-length: ")[2].partition(b"\r\n")[0])
        await reader.readexactly(length)
        if b"connection: close" in head:
            writer.close()
        else:
            self._idle.append((reader, writer))
        return int(head[9:12]), b"\r\nretry-after: " in head

    def close(self) -> None:
        """Let go of all."""
        for _, writer in self._idle:
            writer.close()
        self._idle.clear()


async def ask_in_turn(clients: Clients, seconds: float) -> list[Reply]:
    """A closed loop: each client asks again when it has its answer."""
    until = time.perf_counter() + seconds

    async def one() -> list[Reply]:
        replies = []
        while time.perf_counter() < until:
            replies.append(await clients.ask())
            if replies[-1].status != 200:
                await asyncio.sleep(PAUSE)
        return replies

    return [reply for replies in await asyncio.gather(*(one() for _ in range(CLIENTS))) for reply in replies]


async def ask_at_rate(clients: Clients, rate: float, seconds: float) -> tuple[list[Reply], list[Reply]]:
    """An open loop: a question every 1 / `rate` seconds, whatever comes back; and, once a second, how the server is."""
    began, tasks, health = time.perf_counter(), [], []
    for number in range(int(rate * seconds)):
        if (ahead := began + number / rate - time.perf_counter()) > 0:
            await asyncio.sleep(ahead)
        tasks.append(asyncio.ensure_future(clients.ask()))
        if number % max(1, int(rate)) == 0:
            health.append(asyncio.ensure_future(clients.live()))
    return list(await asyncio.gather(*tasks)), list(await asyncio.gather(*health))


def quantile(replies: Sequence[Reply], share: float) -> float:
    """Milliseconds that this share of the replies took at most; 0 where there are none."""
    waited = sorted(reply.waited for reply in replies)
    return waited[int(share * (len(waited) - 1))] if waited else 0.0


def of_status(replies: Sequence[Reply], status: int) -> list[Reply]:
    """Those with this status."""
    return [reply for reply in replies if reply.status == status]


def find_faults(replies: Sequence[Reply]) -> Counter[str]:
    """What is neither an answer nor a refusal that says when to try again."""
    odd = [reply for reply in replies if reply.status != 200 and not (reply.status in (429, 503) and reply.may_retry)]
    return Counter(f"status {reply.status}" if reply.status else "no response" for reply in odd)


def processor_seconds(process: int) -> float:
    """What a process has used of all processors so far; nan where the system does not say."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return math.nan
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def measure(address: str, process: int, questions: Sequence[str], options: argparse.Namespace) -> bool:
    """All of it, printed as it comes; whether every promise was kept."""
    clients = Clients(address, itertools.cycle(questions))
    await ask_in_turn(clients, 5)
    peaks: list[float] = []
    answered: list[float] = []
    refused: list[Reply] = []
    everything: list[Reply] = []
    for _ in range(options.rounds):
        used = processor_seconds(process)
        replies = await ask_in_turn(clients, options.seconds)
        used = (processor_seconds(process) - used) / max(1, len(of_status(replies, 200)))
        peaks.append(len(of_status(replies, 200)) / options.seconds)
        print(
            f"peak: {peaks[-1]:.1f} answers a second, p99 {quantile(replies, 0.99):.0f} ms; "
            f"{1000 * used:.0f} ms of processor time each",
            flush=True,
        )
        everything += replies
        began, used, own = time.perf_counter(), processor_seconds(process), time.process_time()
        replies, health = await ask_at_rate(clients, options.times * peaks[-1], options.seconds)
        took, own = time.perf_counter() - began, time.process_time() - own
        answered.append(len(of_status(replies, 200)) / took)
        used = (processor_seconds(process) - used) / max(1, len(of_status(replies, 200)))
        refused += of_status(replies, 503)
        everything += [*replies, *health]
        ok, no = of_status(replies, 200), of_status(replies, 503)
        print(
            f"{options.times:g} times the peak: {len(replies) / options.seconds:.0f} questions a second, "
            f"{answered[-1]:.1f} answers ({answered[-1] / peaks[-1]:.0%} of the peak), "
            f"p99 {quantile(ok, 0.99):.0f} ms; {1000 * used:.0f} ms of processor time each; {len(no)} refused, "
            f"p50 {quantile(no, 0.5):.0f} ms, "
            f"p99 {quantile(no, 0.99):.0f} ms; /health/live at most {quantile(health, 1):.0f} ms; "
            f"the clients took {own / took:.2f} of a core",
            flush=True,
        )
        await asyncio.sleep(2)
    kept = {
        "goodput": sum(answered) / sum(peaks) >= PROMISED["goodput"],
        "refusal p99": quantile(refused, 0.99) <= PROMISED["refusal p99"],
    }
    print(f"goodput: {sum(answered) / sum(peaks):.0%} of the peak; refused p99 {quantile(refused, 0.99):.0f} ms")
    if options.minutes:
        replies, _ = await ask_at_rate(clients, STEADY * sum(peaks) / len(peaks), 60 * options.minutes)
        everything += replies
        errors = len(replies) - len(of_status(replies, 200))
        kept["steady p99"] = not errors and quantile(replies, 0.99) <= PROMISED["steady p99"]
        print(
            f"70% of the peak for {options.minutes:g} minutes: {len(replies)} questions, {errors} errors, "
            f"p50 {quantile(replies, 0.5):.0f} ms, p99 {quantile(replies, 0.99):.0f} ms"
        )
    clients.close()
    faults = find_faults(everything)
    print(f"{len(everything)} requests; faults: {dict(faults) or 'none'}; kept: {kept}")
    return not faults and all(kept.values())


def main() -> None:
    """Start the server, measure, stop it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("questions", type=Path)
    parser.add_argument("--data", type=Path, default=Path("data"))
    parser.add_argument("--seconds", type=float, default=15)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--times", type=float, default=10)
    parser.add_argument("--minutes", type=float, default=0)
    options = parser.parse_args()
    with serving(options.data) as (address, process):
        kept = uvloop.run(measure(address, process, read_questions(options.questions), options))
    sys.exit(0 if kept else 1)


if __name__ == "__main__":
    main()
