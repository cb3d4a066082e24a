"""Addresses that lead where no stranger may: tried in a network of their own, with its own names.

In it this machine has a public address, on which a page and its traps are served, and canaries listen on the loopback,
the link-local and a private address: whoever connects to one is counted. Names come from a server of ours.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from bench.hostile.internet import CANARY_PORT, Canaries, Names, Web, make_certificates, set_up
from bench.hostile.row import Row, Wanted
from bench.hostile.stand import Answer, Stand, serving
from bench.torture.quick import ROOT

LIMIT, PATIENCE = 2_000_000, 3.0  # bytes and seconds that the server is given for one address
SPARE = 3.0  # seconds besides


@dataclass(frozen=True, slots=True)
class Trial:
    """One address, and whether it may be stored."""

    number: str
    what: str
    address: str
    stored: bool = False


def _trials() -> tuple[Trial, ...]:
    here = f":{CANARY_PORT}/"
    return (
        Trial("ok", "a public page", "http://public.example/page", stored=True),
        Trial("ok", "the same, encrypted", "https://public.example/page", stored=True),
        Trial("ok", "packed, after a redirect", "http://public.example/to/packed", stored=True),
        Trial("51", "127.1", f"http://127.1{here}"),
        Trial("52", "a decimal number", f"http://2130706433{here}"),
        Trial("53", "an octal number", f"http://0177.0.0.1{here}"),
        Trial("53", "a hexadecimal number", f"http://0x7f.1{here}"),
        Trial("54", "IPv6 loopback", f"http://[::1]{here}"),
        Trial("55", "IPv4 in IPv6", f"http://[::ffff:7f00:1]{here}"),
        Trial("55", "IPv4 behind NAT64", f"http://[64:ff9b::7f00:1]{here}"),
        Trial("51", "zero", f"http://0{here}"),
        Trial("51", "the name of this machine", f"http://localhost{here}"),
        Trial("51", "a private address", f"http://10.11.12.13{here}"),
        Trial("56", "the address of a cloud's metadata", "http://169.254.169.254/"),
        Trial("56", "a name for it", "http://meta.example/"),
        Trial("57", "a redirect to loopback", "http://public.example/to-loopback"),
        Trial("57", "five redirects, the last to a name", "http://public.example/far-to-loopback"),
        Trial("58", "a name that changes", f"http://rebind.example{here}page", stored=True),
        Trial("58", "the same name a moment later", f"http://rebind.example{here}page"),
        Trial("59", "a name of two numbers", f"http://mixed.example{here}"),
        Trial("59", "a name in IPv6", f"http://six.example{here}"),
        Trial("60", "a user before the host", f"http://public.example@127.0.0.1{here}"),
        Trial("61", "a backslash", f"http://127.0.0.1{here[:-1]}\\@public.example/"),
        Trial("62", "file:", "file:///etc/hostname"),
        Trial("62", "a path", "/etc/hostname"),
        Trial("62", "a redirect to file:", "http://public.example/to-file"),
        Trial("63", "gopher:", f"gopher://127.0.0.1{here}"),
        Trial("64", "data:", "data:text/plain,The%20hip%20aches."),
        Trial("65", "an endless body", "http://public.example/endless"),
        Trial("65", "endless headers, drop by drop", "http://public.example/drip"),
        Trial("65", "an endless body, drop by drop", "http://public.example/slow"),
        Trial("65", "a host that never answers", "http://silent.example/"),
        Trial("65", "a name that is never found", "http://lost.example/"),
        Trial("66", "a redirect loop", "http://public.example/loop"),
        Trial("67", "a gzip bomb", "http://public.example/bomb"),
        Trial("67", "a bomb in a bomb", "http://public.example/bombs"),
        Trial("tls", "a certificate of another name", "https://other.example/page"),
    )


def try_addresses(wanted: Wanted) -> Iterator[Row]:
    """Run what follows in a network of its own, and pass on its rows; one row that says why, where there is none."""
    numbers = sorted({trial.number for trial in _trials() if wanted(trial.number)})
    if not numbers:
        return
    rights = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
    aside = ["unshare", "--net", "--mount", *rights]
    tools = shutil.which("unshare") and shutil.which("ip")
    if not tools or subprocess.run([*aside, "true"], check=False, capture_output=True).returncode:
        yield Row("51-67", "addresses", skipped="no network of its own may be made here")
        return
    process = subprocess.Popen(
        [*aside, sys.executable, "-m", "bench.hostile.addresses", *numbers],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip
    with process:
        for line in process.stdout or ():
            yield Row(*(kind(part) for kind, part in zip(KINDS, line.rstrip("\n").split("\t"), strict=True)))
    if process.returncode:
        yield Row("51-67", "addresses", fault=f"they could not be tried: status {process.returncode}")


KINDS = (str, str, str, float, float, str)


def main(numbers: Sequence[str]) -> int:
    """Try them, in the network that this process was given; a row for each on standard output."""
    with tempfile.TemporaryDirectory(prefix="palpate-hostile-") as folder, ExitStack() as open_things:
        work = Path(folder)
        set_up(work)
        certificates = make_certificates(work)
        names = open_things.enter_context(Names())
        open_things.enter_context(Web(certificates))
        canaries = open_things.enter_context(Canaries())
        settings = {
            "SSL_CERT_FILE": str(certificates.authority),
            "PALPATE_INGEST_FILE_LIMIT": str(LIMIT),
            "PALPATE_INGEST_FETCH_TIMEOUT": str(PATIENCE),
        }
        with serving(work, settings) as stand:
            for trial in _trials():
                if trial.number in numbers:
                    print("\t".join(map(str, _try(trial, stand, names, canaries))), flush=True)
    return 0


def _try(trial: Trial, stand: Stand, names: Names, canaries: Canaries) -> tuple[object, ...]:
    before, asked = canaries.connections, dict(names.asked)
    answer = stand.fetch(trial.address)
    time.sleep(0.05)  # a connection would be there by now
    faults = [*_faults_of(answer, trial)]
    if canaries.connections != before:
        faults.append("a canary was connected to")
    repeated = [name for name, count in names.asked.items() if count - asked.get(name, 0) > 1]
    if repeated and trial.number == "58":
        faults.append(f"{repeated[0]} was looked up more than once")
    said = answer.line.replace("\t", " ").replace("\n", " ")
    return trial.number, trial.what, said, answer.seconds, answer.peak.megabytes, "; ".join(faults)


def _faults_of(answer: Answer, trial: Trial) -> Iterator[str]:
    if answer.stored != trial.stored:
        yield f"status {answer.status}"
    if not answer.line or "\n" in answer.line:
        yield "no clear line"
    if answer.seconds > PATIENCE + SPARE:
        yield "too long"
    if not trial.stored and answer.peak.processes:
        yield "what came was read"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
