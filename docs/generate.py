"""Write docs/command-line.md from what `palpate --help` and the help of every command below it say.

`python docs/generate.py` writes the page, `python docs/generate.py --check` only says whether it is up to date. The
other pages of this folder are written by hand.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

PAGE = Path(__file__).with_name("command-line.md")
COMMAND = Path(sys.executable).with_name("palpate")
INTRODUCTION = """\
# The command line

Written by `make docs` from each command's own `--help`; `make check` compares them. Change the help, not this page.
"""


def main(arguments: list[str]) -> None:
    """Write the page, or with `--check` compare it and leave with status 1 where it differs."""
    page = INTRODUCTION + "".join(_sections(()))
    if "--check" not in arguments:
        PAGE.write_text(page, encoding="utf-8")
    elif not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != page:
        sys.exit("docs/command-line.md does not say what `palpate --help` says: run `make docs` and commit the page")


def _sections(path: tuple[str, ...]) -> Iterator[str]:
    """The section of one command, then those of the commands below it."""
    text = help_text(path)
    yield f"\n## {' '.join(('palpate', *path))}\n\n```text\n{text}\n```\n"
    for name in subcommands(text):
        yield from _sections((*path, name))


def help_text(path: tuple[str, ...]) -> str:
    """What `palpate … --help` prints on a terminal 100 columns wide, without colours."""
    if not COMMAND.is_file():
        sys.exit(f"no command at {COMMAND}: run this through `make docs`, which installs it first")
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb"}
    done = subprocess.run(
        [COMMAND, *path, "--help"], env=environment, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode != 0:
        sys.exit(f"`{' '.join(('palpate', *path))} --help` failed with status {done.returncode}:\n{done.stderr}")
    return "\n".join(line.rstrip() for line in done.stdout.strip().splitlines())


def subcommands(text: str) -> list[str]:
    """The commands that a usage line offers, in its order.

    >>> subcommands("usage: palpate [-h] {ask,serve} ...")
    ['ask', 'serve']
    >>> subcommands("usage: palpate ask [-h] [--audience {client,therapist}] question")
    []
    """
    usage = " ".join(text.split("\n\n", maxsplit=1)[0].split())
    found = re.search(r"\{([a-z,-]+)\} \.\.\.", usage)
    return found[1].split(",") if found else []


if __name__ == "__main__":
    main(sys.argv[1:])
