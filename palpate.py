"""The command line: parses arguments and runs a command. Data goes to standard output, progress to standard error."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import commands
import commands_eval
from corpus.errors import PalpateError
from corpus.settings import AUDIENCES, load_settings
from corpus.types import Kind
from corpus.version import palpate_version

FAILED, INTERRUPTED = 1, 130
SYSTEMS = ("hybrid", "dense", "lexical")


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
    parser.add_argument("--version", action="version", version=f"palpate {palpate_version()}")
    parsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _add_ingest(parsers)
    _add_sources(parsers)
    _add_ask(parsers)
    _add_search(parsers)
    _add_serve(parsers)
    _add_notes(parsers)
    _add_eval(parsers)
    _add_rollback(parsers)
    _add_doctor(parsers)
    return parser


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


def _add_serve(parsers: Any) -> None:
    parser = _command(
        parsers,
        "serve",
        commands.run_serve,
        "answer over HTTP: a page for people, an API for programs",
        "palpate serve\npalpate serve --port 9000 --data notes-of-the-clinic",
    )
    parser.add_argument(
        "--host", default="127.0.0.1", metavar="H", help="the address to listen on (default: 127.0.0.1, this machine)"
    )
    parser.add_argument(
        "--port", type=_port, default=8000, metavar="P", help="the port (default: 8000; 0 takes any that is free)"
    )


def _add_notes(parsers: Any) -> None:
    parser = parsers.add_parser(
        "notes",
        help="check notes in Markdown before they are ingested",
        description="Check notes in Markdown before they are ingested.",
        epilog="Examples:\n  palpate notes check\n  palpate notes check notes/",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _add_notes_check(parser.add_subparsers(dest="task", metavar="WHAT", required=True))


def _add_notes_check(parsers: Any) -> None:
    parser = _command(
        parsers,
        "check",
        commands.run_notes_check,
        "say what is to be mended in notes: front matter, headings, lists, sentences quoted alone, citations",
        "palpate notes check\npalpate notes check notes/ hip.md\npalpate notes check notes/ --json",
    )
    parser.add_argument(
        "path",
        nargs="*",
        type=Path,
        default=[commands.LIBRARY],
        metavar="PATH",
        help=".md files, or folders of them (default: the starter library); "
        "exit status 0 nothing to mend, 1 findings, 2 wrong use",
    )


def _add_eval(parsers: Any) -> None:
    parser = parsers.add_parser(
        "eval",
        help="measure retrieval, answers and safety, compare two measurements, write a report",
        description="Measure retrieval, answers and safety, compare two measurements, write a report.",
        epilog="Examples:\n  palpate eval answers\n  palpate eval retrieval scifact/ --half odd\n"
        "  palpate eval compare before/ after/ --gate floors.toml",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    below = parser.add_subparsers(dest="measurement", metavar="WHAT", required=True)
    _add_eval_retrieval(below)
    _add_eval_answers(below)
    _add_eval_safety(below)
    _add_eval_compare(below)
    _add_eval_report(below)


def _add_eval_retrieval(parsers: Any) -> None:
    parser = _command(
        parsers,
        "retrieval",
        commands_eval.run_retrieval,
        "measure retrieval on a folder in the layout of BEIR: corpus.jsonl, queries.jsonl, qrels/",
        "palpate eval retrieval scifact/\npalpate eval retrieval medquad/ --half even --systems hybrid,lexical\n"
        "palpate eval retrieval scifact/ --run theirs.trec --out results/theirs",
    )
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder")
    parser.add_argument(
        "--systems",
        type=_systems,
        default=SYSTEMS,
        metavar="NAMES",
        help="which of hybrid, dense and lexical, parted by commas (default: all three)",
    )
    parser.add_argument(
        "--split", default="test", metavar="NAME", help="the judgements of qrels/NAME.tsv (default: test)"
    )
    parser.add_argument(
        "--half",
        choices=("even", "odd"),
        default=None,
        help="only questions whose id's SHA-256 is even or odd: tune on the one, report the other",
    )
    parser.add_argument(
        "--run", type=Path, default=None, dest="run_file", metavar="FILE", help="score this TREC run file beside ours"
    )
    _add_out(parser)


def _add_eval_answers(parsers: Any) -> None:
    parser = _command(
        parsers,
        "answers",
        commands_eval.run_answers,
        "measure answers on a suite of questions with known facts and known gaps",
        "palpate eval answers\npalpate eval answers mine.jsonl --data mine --half tune\n"
        "palpate eval answers mine.jsonl --data mine --answers theirs.jsonl --out results/theirs",
    )
    _add_suite(parser, default=commands_eval.STARTER)
    parser.add_argument(
        "--answers", type=Path, default=None, metavar="FILE", help="score the answers in this file in place of ours"
    )
    parser.add_argument(
        "--alone",
        action="store_true",
        help="ask follow-ups without their history, in the words that the suite has for it",
    )
    _add_out(parser)


def _add_eval_safety(parsers: Any) -> None:
    parser = _command(
        parsers,
        "safety",
        commands_eval.run_safety,
        "measure the gate on a suite of urgent wordings and of others that look like them",
        "palpate eval safety wordings.jsonl\npalpate eval safety wordings.jsonl --whole --data mine",
    )
    _add_suite(parser, default=None)
    parser.add_argument("--whole", action="store_true", help="ask the whole system, not only the gate")
    _add_out(parser)


def _add_suite(parser: argparse.ArgumentParser, *, default: Path | None) -> None:
    shown = " (default: the one over the starter library)" if default else ""
    parser.add_argument(
        "suite", type=Path, nargs="?" if default else None, default=default, metavar="SUITE.jsonl",
        help=f"the questions, one JSON object a line{shown}",
    )  # fmt: skip
    parser.add_argument("--half", choices=("tune", "test"), default=None, help="only this half (default: both)")
    parser.add_argument(
        "--reveal", action="store_true", help="keep questions and answers of the test half too; this is recorded"
    )


def _add_out(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--out", type=Path, default=None, metavar="DIR", help="where the results go (default: DATA/reports/…)"
    )


def _add_eval_compare(parsers: Any) -> None:
    parser = _command(
        parsers,
        "compare",
        commands_eval.run_compare,
        "compare two result folders question by question, and hold the second against floors",
        "palpate eval compare before/ after/\npalpate eval compare before/ after/ --gate floors.toml\n"
        "palpate eval compare scifact/ scifact/ --first-system lexical --second-system hybrid",
    )
    parser.add_argument("first", type=Path, metavar="A", help="a result folder")
    parser.add_argument("second", type=Path, metavar="B", help="another")
    parser.add_argument("--first-system", default=None, metavar="NAME", help="which system of A, where it has several")
    parser.add_argument("--second-system", default=None, metavar="NAME", help="which system of B (default: the same)")
    parser.add_argument(
        "--gate", type=Path, default=None, metavar="FILE", help="floors in TOML; exit status 1 where one is not reached"
    )


def _add_eval_report(parsers: Any) -> None:
    parser = _command(
        parsers,
        "report",
        commands_eval.run_report,
        "write a result folder as one self-contained page of HTML",
        "palpate eval report data/reports/answers-starter\npalpate eval report results/ --out results.html",
    )
    parser.add_argument("folder", type=Path, metavar="DIR", help="a result folder")
    parser.add_argument(
        "--out", type=Path, default=None, metavar="FILE", help="where the page goes (default: DIR/report.html)"
    )


def _systems(text: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(name.strip() for name in text.split(",")))
    if unknown := [name for name in names if name not in SYSTEMS]:
        raise argparse.ArgumentTypeError(f"{unknown[0]!r} is no system; there are {', '.join(SYSTEMS)}")
    return names


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


def _port(text: str) -> int:
    if not text.isdigit() or not int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port, a number from 0 to 65535")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
