"""The OpenAPI document against the server, by a program that reads the one and tries the other."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.serving import Serving


def test_no_generated_request_breaks_the_server_or_its_schema(server: Serving, tmp_path: Path) -> None:
    """Each operation by example, at the edges of its schema, at random and in sequence; `make fuzz` tries many more."""
    command = [sys.executable, "-m", "schemathesis.cli", "run", f"{server.address}/openapi.json"]
    options = ["--checks=all", "--max-examples=30", "--seed=1", "--generation-deterministic", "--no-color"]
    done = subprocess.run(
        [*command, *options], cwd=tmp_path, capture_output=True, check=False, encoding="utf-8", timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No issues found" in done.stdout, done.stdout
