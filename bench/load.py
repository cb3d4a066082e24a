"""Ask a real server many questions at once, and hold every body against its published schema; print times by stage.

    python bench/load.py QUESTIONS.jsonl --data DIR [--requests 2000] [--clients 8] [--alone 300]

QUESTIONS.jsonl holds one object a line with the question under "text" or "question". DIR is a data folder that was
ingested into before; the server is started on it and stopped again. First one client asks alone, then all ask at once,
each its own questions, so that nothing is answered from memory. Bodies are checked after the clock has stopped. Times
are those of the client, from sending the question to having read the whole answer. Leaves with status 1 where a
request failed or a body is not valid.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import jsonschema

ROOT = Path(__file__).resolve().parent.parent
WARM_UP = 20  # requests before the clock starts


@dataclass(frozen=True, slots=True)
class Reply:
    """What one request gave, and the milliseconds that the client waited for it."""

    status: int
    body: bytes
    timing: str
    waited: float


@contextmanager
def serving(data: Path) -> Iterator[tuple[str, int]]:
    """The address and the process id of a server over `data`, which is stopped at the end."""
    command = [sys.executable, str(ROOT / "palpate.py"), "serve", "--data", str(data), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stderr is not None  # noqa: S101 - it is a pipe
        try:
            for line in process.stderr:
                if found := re.search(r"http://\S+", line):
                    with ThreadPoolExecutor(1) as pool:
                        pool.submit(process.stderr.read)  # else its log fills the pipe and it waits for a reader
                        try:
                            yield found[0], process.pid
                        finally:
                            process.terminate()
                    return
            sys.exit(f"the server did not start: run `palpate serve --data {data}` to see why")
        finally:
            process.kill()


def ask(client: httpx.Client, question: str) -> Reply:
    """One question, its answer read whole."""
    began = time.perf_counter()
    response = client.post("/api/chat", json={"question": question})
    waited = 1000 * (time.perf_counter() - began)
    return Reply(response.status_code, response.content, response.headers.get("server-timing", ""), waited)


def ask_all(address: str, questions: Sequence[str]) -> list[Reply]:
    """One client over one connection."""
    with httpx.Client(base_url=address, timeout=60) as client:
        return [ask(client, question) for question in questions]


def find_faults(replies: Sequence[Reply], openapi: dict[str, Any]) -> Counter[str]:
    """What is wrong with the replies, by name."""
    responses = openapi["paths"]["/api/chat"]["post"]["responses"]
    schema = responses["200"]["content"]["application/json"]["schema"] | {"components": openapi["components"]}
    validator = jsonschema.Draft202012Validator(schema)
    faults: Counter[str] = Counter()
    for reply in replies:
        if reply.status != 200:
            faults[f"status {reply.status}"] += 1
        elif not validator.is_valid(json.loads(reply.body)):
            faults["a body that its schema does not allow"] += 1
        elif not reply.timing:
            faults["no Server-Timing"] += 1
    return faults


def describe(name: str, replies: Sequence[Reply], spent: float) -> str:
    """Quantiles of what clients waited, and the median of each stage, in milliseconds."""
    waited = sorted(reply.waited for reply in replies)
    stages: dict[str, list[float]] = {}
    for reply in replies:
        for stage, milliseconds in re.findall(r"(\w+);dur=([\d.]+)", reply.timing):
            stages.setdefault(stage, []).append(float(milliseconds))
    p50, p95, p99 = (waited[int(share * (len(waited) - 1))] for share in (0.5, 0.95, 0.99))
    medians = ", ".join(f"{stage} {statistics.median(each):.1f}" for stage, each in stages.items())
    return (
        f"{name}: {len(replies)} requests, {len(replies) / spent:.0f} a second; "
        f"p50 {p50:.1f} ms, p95 {p95:.1f} ms, p99 {p99:.1f} ms\n  stages, median ms: {medians}"
    )


def read_questions(path: Path) -> list[str]:
    """All questions of a file."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [row.get("text") or row["question"] for row in rows]


def main() -> None:
    """Ask, check, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("questions", type=Path)
    parser.add_argument("--data", type=Path, default=Path("data"))
    parser.add_argument("--requests", type=int, default=2000)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--alone", type=int, default=300)
    arguments = parser.parse_args()
    questions = read_questions(arguments.questions)
    asked = [questions[number % len(questions)] for number in range(arguments.requests)]
    with serving(arguments.data) as (address, _):
        openapi = httpx.get(f"{address}/openapi.json").json()
        ask_all(address, questions[-WARM_UP:])
        began = time.perf_counter()
        alone = ask_all(address, questions[: arguments.alone])
        print(describe("one client", alone, time.perf_counter() - began), flush=True)
        began = time.perf_counter()
        with ThreadPoolExecutor(arguments.clients) as pool:
            shares = [asked[number :: arguments.clients] for number in range(arguments.clients)]
            together = [
                reply for replies in pool.map(lambda share: ask_all(address, share), shares) for reply in replies
            ]
        print(describe(f"{arguments.clients} clients", together, time.perf_counter() - began))
    faults = find_faults([*alone, *together], openapi)
    statuses = Counter(json.loads(reply.body).get("status", "error") for reply in together)
    print(f"answers: {dict(statuses)}; faults: {dict(faults) or 'none'}")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
