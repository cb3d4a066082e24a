"""Serve a model file over HTTP as OpenAI does, until told to stop: `small.py MODEL.gguf [PORT]`.

Run by the Python of the environment that `install` makes, which has no other packages. Prints its address once it
answers; `recorded` is the process that stands in where there is no model.
"""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType

CONTEXT = 8192  # tokens of question, evidence and answer together


def main() -> None:
    """Load, say where, wait."""
    import xllamacpp  # only the model's own environment has it

    parameters = xllamacpp.CommonParams()
    parameters.model.path = sys.argv[1]
    parameters.n_ctx, parameters.n_parallel = CONTEXT, 1
    parameters.hostnames, parameters.port = ["127.0.0.1"], int(sys.argv[2]) if len(sys.argv) > 2 else 0
    parameters.cpuparams.n_threads = min(os.cpu_count() or 1, 4)
    server = xllamacpp.Server(parameters)
    signal.signal(signal.SIGTERM, _leave)
    sys.stdout.write(f"ready {server.listening_address}/v1\n")
    sys.stdout.flush()
    signal.pause()


def _leave(_signal: int, _frame: FrameType | None) -> None:
    sys.exit(0)


if __name__ == "__main__":
    main()
