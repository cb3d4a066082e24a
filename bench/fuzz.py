"""Try a server with generated requests over its whole OpenAPI document, and count what breaks.

    python -m bench.fuzz [--cases 10000] [--seed 1] [--data DIR]

Starts a server of its own, with keys and feedback, over a library made for the purpose or over a copy of that in DIR.
schemathesis sends examples, the edges of every schema, random requests, valid and not, and sequences of them, in runs
with new seeds until there are enough. Prints the cases, how many ended in 5xx, and how many broke the schema; each that
did with the command that repeats it. Leaves with status 1 where one did.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from prometheus_client.parser import text_string_to_metric_families

from tests.serving import serving

KEY = "fuzz"
SETTINGS = {
    "PALPATE_SERVER_ADMIN_KEY": KEY,
    "PALPATE_SERVER_FEEDBACK": "on",
    "PALPATE_SERVER_RATE": "0",
}
EXPECTED = """\
[[operations]]
include-name = "POST /api/documents"
# A form is valid whatever its files hold; that they hold no note is told with 422 and the reason for each.
checks.positive_data_acceptance.expected-statuses = ["2xx", "401", "403", "404", "409", "413", "422", "429"]
"""
PATIENCE = 120  # seconds for one request: a change of the library takes some
MOST = 300  # generated requests of one run for each operation
SERVER_ERROR = "ServerError"  # what schemathesis calls a 5xx


@dataclass(frozen=True, slots=True)
class Run:
    """One run: how many cases, how often each kind of failure, and what was said of them."""

    cases: int
    failures: Counter[str]
    said: str


def fuzz(address: str, folder: Path, *, seed: int, examples: int) -> Run:
    """One run of schemathesis. Raises RuntimeError where it could not be carried out."""
    report = folder / "report.json"
    command = [sys.executable, "-m", "schemathesis.cli", "run", f"{address}/openapi.json", "--checks=all"]
    options = [f"--max-examples={examples}", f"--seed={seed}", "--no-color", "--continue-on-failure"]
    options += ["--generation-database=none", "--report=json", f"--report-json-path={report}"]
    options += [f"--request-timeout={PATIENCE}", f"--max-response-time={PATIENCE}"]
    (folder / "schemathesis.toml").write_text(EXPECTED, encoding="utf-8")
    header = ["--header", f"Authorization: Bearer {KEY}"]
    done = subprocess.run([*command, *options, *header], cwd=folder, capture_output=True, check=False, encoding="utf-8")
    found = json.loads(report.read_text(encoding="utf-8")) if report.is_file() else {}
    if not found or found["errors"] or not found["test_cases"]["generated"]:
        raise RuntimeError(f"schemathesis could not try the server:\n{done.stdout}{done.stderr}")
    failures = Counter({each["type"]: 0 for each in found["failures"]})
    for each in found["failures"]:
        failures[each["type"]] += each["count"]
    return Run(found["test_cases"]["generated"], failures, done.stdout)


def count_server_errors(address: str) -> Counter[str]:
    """The 5xx that the server itself counted, by route: a second opinion."""
    text = httpx.get(f"{address}/metrics", headers={"Authorization": f"Bearer {KEY}"}).text
    counted: Counter[str] = Counter()
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            if sample.name == "palpate_requests_total" and sample.labels["status"].startswith("5"):
                counted[f"{sample.labels['route']} {sample.labels['status']}"] += int(sample.value)
    return counted


@contextmanager
def server(data: Path | None) -> Iterator[tuple[str, Path]]:
    """The address of a server over a library that may be changed, and a folder for what is written meanwhile."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if data is not None:
            shutil.copytree(data, folder / "data", ignore=shutil.ignore_patterns("feedback", "models"))
            (folder / "data" / "models").symlink_to((data / "models").resolve())
        report = folder / "data" / "reports" / "example" / "summary.json"
        report.parent.mkdir(parents=True, exist_ok=True)
        report.write_text("{}", encoding="utf-8")
        with serving(folder / "data", folder / "log.txt", environment={**os.environ, **SETTINGS}) as running:
            yield running.address, folder


def main() -> None:
    """Run until there are enough cases, then say what came of them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1, help="of the first run; the next one has the next number")
    parser.add_argument("--data", type=Path, default=None)
    options = parser.parse_args()
    cases, failures = 0, Counter[str]()
    with server(options.data) as (address, folder):
        operations = len(httpx.get(f"{address}/openapi.json").json()["paths"])
        seed = options.seed
        while cases < options.cases:
            examples = max(1, min(MOST, (options.cases - cases) // operations))
            run = fuzz(address, folder, seed=seed, examples=examples)
            cases, seed, failures = cases + run.cases, seed + 1, failures + run.failures
            print(f"{cases:,} cases", flush=True)
            if run.failures:
                print(run.said[run.said.find("= FAILURES =") :], flush=True)
        counted = count_server_errors(address)
    broken = sum(failures.values()) - failures[SERVER_ERROR]
    print(f"{cases:,} cases, {sum(counted.values())} 5xx, {broken} schema violations")
    for what, times in (*sorted(counted.items()), *sorted(failures.items())):
        print(f"  {what}: {times}")
    sys.exit(1 if failures or counted else 0)


if __name__ == "__main__":
    main()
