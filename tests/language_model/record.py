"""Make a recording of a real model: the answers that it writes to the questions of `questions`.

    python -m tests.language_model.record small                                    the model of `make language-model`
    python -m tests.language_model.record large --from http://127.0.0.1:8090/v1    any other, as DIR/large.jsonl

Palpate answers from the starter library as it does for users, with the recorder (`recorded`) between it and the model.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.language_model.questions import QUESTIONS
from tests.language_model.servers import PATIENCE, RECORDINGS, real_server, recorded_server
from tests.serving import serving


@contextmanager
def source(address: str, folder: Path) -> Iterator[str]:
    """The address of the model that is recorded."""
    if address:
        yield address
        return
    with real_server(folder / "model.log") as server:
        yield server.address


def main() -> None:
    """Serve, ask, keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", help="what the recording is called")
    parser.add_argument("--from", dest="source", default="", metavar="ADDRESS", help="the server of another model")
    parser.add_argument("--data", type=Path, default=None, help="a library (default: the starter library)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data, made = options.data or folder / "data", folder / f"{options.name}.jsonl"
        with (
            source(options.source, folder) as address,
            recorded_server(made, folder / "recorder.log", "--from", address) as recorder,
            serving(data, folder / "palpate.log", environment=recorder.settings()) as palpate,
        ):
            for question in QUESTIONS:
                answer = httpx.post(f"{palpate.address}/api/chat", json={"question": question}, timeout=PATIENCE * 2)
                sys.stdout.write(f"{answer.json()['generator']:16}{question}\n")
                sys.stdout.flush()
        RECORDINGS.mkdir(exist_ok=True)
        (RECORDINGS / made.name).write_bytes(made.read_bytes())


if __name__ == "__main__":
    main()
