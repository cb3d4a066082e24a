"""The command line: parses arguments and runs a command. Data goes to standard output, progress to standard error."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import commands
from corpus.errors import PalpateError
from corpus.settings import AUDIENCES, load_settings
from corpus.types import Kind

FAILED, INTERRUPTED = 1, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status: 0 done, 1 could not be done, 2 wrong usage."""
    options = build_parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        options.settings = load_settings(options.config, os.environ)
        status: int = options.run(options)
        sys.stdout.flush()
        return status
    except PalpateError as error:
        return _fail(str(error))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except OSError as error:
        return _fail(f"{error.filename or 'a file'}: {error.strerror or error}: check the path, its owner and the disk")
    except KeyboardInterrupt:
        return _fail("interrupted; what was there before is unchanged", INTERRUPTED)


def _fail(message: str, status: int = FAILED) -> int:
    print(f"palpate: {' '.join(message.split())}", file=sys.stderr)
    return status


def build_parser() -> argparse.ArgumentParser:
    """The parser of all commands; the pages of the documentation are made from its help texts."""
    parser = argparse.ArgumentParser(
        prog="palpate",
        description="Answers about muscles, pain and manual therapy, each sentence quoted from a library of notes.",
        epilog='Examples:\n  palpate ask "Which nerve supplies the gluteus minimus?"\n  palpate ingest notes/\n'
        "  palpate COMMAND --help",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"palpate {_version()}")
    parsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _add_ingest(parsers)
    _add_sources(parsers)
    _add_ask(parsers)
    _add_search(parsers)
    _add_rollback(parsers)
    _add_doctor(parsers)
    return parser


def _version() -> str:
    try:
        return version("palpate")
    except PackageNotFoundError:
        return "(not installed)"


def _command(parsers: Any, name: str, run: Any, summary: str, examples: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = parsers.add_parser(
        name,
        help=summary,
        description=summary[0].upper() + summary[1:] + ".",
        epilog="Examples:\n" + "\n".join(f"  {line}" for line in examples.split("\n")),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    default = Path(os.environ.get("PALPATE_DATA") or "data")
    parser.add_argument(
        "--data",
        type=Path,
        default=default,
        metavar="DIR",
        help="where everything is kept (default: $PALPATE_DATA, else ./data)",
    )
    parser.add_argument(
        "--config",
        type=Path,
        default=None,
        metavar="FILE",
        help="settings file (default: ./palpate.toml where there is one)",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of text")
    parser.set_defaults(run=run)
    return parser


def _add_ingest(parsers: Any) -> None:
    parser = _command(
        parsers,
        "ingest",
        commands.run_ingest,
        "read notes into the library: files, folders or http(s) addresses",
        "palpate ingest notes/\npalpate ingest hip.pdf https://example.org/hip.html\npalpate ingest notes/ --dry-run",
    )
    parser.add_argument(
        "source",
        nargs="+",
        metavar="PATH|URL",
        help=".txt, .md, .html, .pdf or .docx files, folders of them, or addresses",
    )
    parser.add_argument("--dry-run", action="store_true", help="show what would be kept and dropped; store nothing")


def _add_sources(parsers: Any) -> None:
    parser = _command(
        parsers,
        "sources",
        commands.run_sources,
        "list the documents of the library, show what cleaning left out of one, or remove some",
        "palpate sources\npalpate sources show gluteus-minimus-anatomy\npalpate sources remove my-old-note-1a2b3c4d",
    )
    parser.add_argument(
        "action", nargs="?", choices=("list", "show", "remove"), default="list", help="what to do (default: list)"
    )
    parser.add_argument("id", nargs="*", metavar="ID", help="ids of documents, or enough of their beginning")


def _add_ask(parsers: Any) -> None:
    parser = _command(
        parsers,
        "ask",
        commands.run_ask,
        "answer a question from the library, every sentence with its source",
        'palpate ask "Why does my hip hurt when I lie on it?"\n'
        'palpate ask --audience therapist "What do the posterior fibres of the gluteus minimus do?"',
    )
    parser.add_argument(
        "question", nargs="+", metavar="QUESTION", help="a question in plain words, at most 4,000 characters"
    )
    parser.add_argument(
        "--audience", choices=AUDIENCES, default=None, help="who asks (default: the setting, else client)"
    )


def _add_search(parsers: Any) -> None:
    parser = _command(
        parsers,
        "search",
        commands.run_search,
        "find passages, and show why they were found",
        'palpate search "trigger points lateral thigh"\npalpate search "stretch" --kind exercise --limit 5',
    )
    parser.add_argument("query", nargs="+", metavar="QUERY", help="words or a question")
    parser.add_argument(
        "--limit", type=_positive, default=10, metavar="N", help="how many passages at most (default: 10)"
    )
    parser.add_argument(
        "--kind",
        action="append",
        choices=[kind.value for kind in Kind if kind.is_evidence],
        default=[],
        help="only sections of this kind; may be given again",
    )
    parser.add_argument(
        "--document", action="append", default=[], metavar="ID", help="only this document; may be given again"
    )


def _add_rollback(parsers: Any) -> None:
    _command(
        parsers,
        "rollback",
        commands.run_rollback,
        "go back to the generation before the current one",
        "palpate rollback",
    )


def _add_doctor(parsers: Any) -> None:
    _command(
        parsers,
        "doctor",
        commands.run_doctor,
        "check the model, the data and this machine, and say what to do",
        "palpate doctor",
    )


def _positive(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 1000:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to 1000")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
