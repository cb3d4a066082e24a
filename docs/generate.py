"""Write docs/command-line.md from the help of `palpate` and of every command below it.

`python docs/generate.py` writes the page, `python docs/generate.py --check` only says whether it is up to date. The
other pages of this folder are written by hand.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from palpate import build_parser

PAGE = Path(__file__).with_name("command-line.md")
INTRODUCTION = """\
# The command line

Written by `make docs` from each command's own `--help`; `make check` compares them. Change the help, not this page.
"""


def main(arguments: list[str]) -> None:
    """Write the page, or with `--check` compare it and leave with status 1 where it differs."""
    os.environ.update(COLUMNS="100", NO_COLOR="1")  # what argparse asks for the width of a terminal and its colours
    page = INTRODUCTION + "".join(sections(build_parser()))
    if "--check" not in arguments:
        PAGE.write_text(page, encoding="utf-8")
    elif not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != page:
        sys.exit("docs/command-line.md does not say what `palpate --help` says: run `make docs` and commit the page")


def sections(parser: argparse.ArgumentParser) -> Iterator[str]:
    """The section of one command, then those of the commands below it.

    >>> parser = argparse.ArgumentParser(prog="palpate", add_help=False)
    >>> _ = parser.add_subparsers(metavar="COMMAND").add_parser("ask", add_help=False)
    >>> [section.splitlines()[1] for section in sections(parser)]
    ['## palpate', '## palpate ask']
    """
    help_text = "\n".join(line.rstrip() for line in parser.format_help().strip().splitlines())
    yield f"\n## {parser.prog}\n\n```text\n{help_text}\n```\n"
    for action in parser._actions:  # argparse has no public way to list the commands of a parser
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from sections(command)


if __name__ == "__main__":
    main(sys.argv[1:])
