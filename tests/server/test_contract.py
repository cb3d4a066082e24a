"""The OpenAPI document against the server, by a program that reads the one and tries the other."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.conftest import First

ROOT = Path(__file__).resolve().parents[2]


def test_no_generated_request_breaks_the_server_or_its_schema(first: First) -> None:
    """Each operation by example, at the edges of its schema, at random and in sequence; `make fuzz` tries many more."""
    command = [sys.executable, "-m", "bench.fuzz", "--cases", "300", "--data", str(first.data)]
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "HF_HUB_OFFLINE": "1"}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, check=False, encoding="utf-8", timeout=600
    )
    assert done.returncode == 0, done.stdout + done.stderr
    cases = re.search(r"^([\d,]+) cases, 0 5xx, 0 schema violations$", done.stdout, re.MULTILINE)
    assert cases is not None, done.stdout
    assert int(cases[1].replace(",", "")) >= 300
