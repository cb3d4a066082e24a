"""What `palpate eval …` does: it opens what a measurement needs, calls `eval` and writes or prints what came out.

`commands` runs the other commands; what both open is opened there.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

import commands
import present
from corpus.settings import Settings

SUITES = Path(__file__).parent / "eval" / "suites"
STARTER = SUITES / "starter.jsonl"


def run_retrieval(options: argparse.Namespace) -> int:
    """Measure retrieval on a folder in the layout of BEIR."""
    from eval.retrieval import evaluate_retrieval

    with present.Progress() as progress:
        summary, rows, files = evaluate_retrieval(
            options.folder,
            data=options.data,
            embedder=commands.open_embedder(options, progress.say),
            settings=options.settings,
            systems=options.systems,
            split=options.split,
            half=options.half,
            run=options.run_file,
            progress=progress,
        )
    return _finish(options, summary, rows, files, default=f"retrieval-{summary['dataset']}")


def run_answers(options: argparse.Namespace) -> int:
    """Measure answers on a suite."""
    from eval.answers import evaluate_answers

    settings: Settings = options.settings
    gate = commands.open_gate(options)
    with commands.open_searcher(options) as searcher, present.Progress() as progress:
        summary, rows, files = evaluate_answers(
            options.suite,
            searcher=searcher,
            gate=gate,
            levels=gate.levels,
            settings=settings,
            answers=options.answers,
            half=options.half,
            reveal=options.reveal,
            alone=options.alone,
            progress=progress,
        )
    return _finish(options, summary, rows, files, default=f"answers-{summary['suite']}")


def run_safety(options: argparse.Namespace) -> int:
    """Measure the gate on a suite; with a library also what becomes of harmful and harmless requests."""
    from contextlib import nullcontext

    from eval.safety import evaluate_safety

    gate = commands.open_gate(options)
    whole = commands.open_searcher(options) if options.whole else nullcontext(None)
    with whole as searcher, present.Progress() as progress:
        summary, rows, files = evaluate_safety(
            options.suite,
            gate=gate,
            levels=gate.levels,
            searcher=searcher,
            settings=options.settings,
            half=options.half,
            reveal=options.reveal,
            progress=progress,
        )
    return _finish(options, summary, rows, files, default=f"safety-{summary['suite']}")


def _finish(
    options: argparse.Namespace,
    summary: dict[str, Any],
    rows: list[dict[str, Any]],
    files: dict[str, str],
    *,
    default: str,
) -> int:
    """Write the result folder, then print the figures and where they lie."""
    from eval.results import write_results
    from eval.tables import figure_lines

    folder = options.out or options.data / "reports" / default
    write_results(folder, summary, rows, files)
    if options.json:
        commands.print_json(summary)
    else:
        print("\n".join(figure_lines(summary)))
        print(f"\nThe results lie in {folder}; `palpate eval report {folder}` makes a page of them.")
    return commands.DONE


def run_compare(options: argparse.Namespace) -> int:
    """Compare two result folders question by question; with a file of floors fail where one is not reached."""
    from eval.compare import compare_results
    from eval.gate import check_floors, read_floors
    from eval.results import read_results
    from eval.tables import comparison_lines

    first, second = read_results(options.first), read_results(options.second)
    floors = read_floors(options.gate) if options.gate else None
    compared = compare_results(first, second, first_system=options.first_system, second_system=options.second_system)
    failures = check_floors(floors, second, compared) if floors else []
    if options.json:
        commands.print_json(compared | {"failures": failures})
    else:
        print("\n".join(comparison_lines(compared)))
        for failure in failures:
            print(f"palpate: {failure}", file=sys.stderr)
    return commands.FAILED if failures else commands.DONE


def run_report(options: argparse.Namespace) -> int:
    """Write a result folder as one page of HTML."""
    from eval.report import render_report
    from eval.results import read_results

    page = options.out or options.folder / "report.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(render_report(read_results(options.folder)), encoding="utf-8")
    if options.json:
        commands.print_json({"report": str(page)})
    else:
        print(page)
    return commands.DONE
