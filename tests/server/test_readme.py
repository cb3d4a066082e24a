"""What the README promises of the server: its own example, run as it stands there."""

from __future__ import annotations

import json
import re
import subprocess

from tests.serving import ROOT, Serving


def test_the_example_of_the_readme_gives_the_cited_answer(server: Serving) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (command,) = re.findall(r"^curl (?:.*\\\n)*.*", readme, re.MULTILINE)
    assert "http://127.0.0.1:8000/" in command
    command = command.replace("http://127.0.0.1:8000", server.address)
    done = subprocess.run(["sh", "-c", f"{command} --silent"], capture_output=True, check=True, encoding="utf-8")
    answer = json.loads(done.stdout)
    assert answer["status"] == "answered"
    assert "superior gluteal nerve" in answer["citations"][0]["quote"]
