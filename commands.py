"""What each command does: it opens what it needs, calls the rooms and prints. `palpate` parses the arguments.

Heavy rooms are imported by the command that needs them, so that the others start at once.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import present
from corpus.errors import PalpateError
from corpus.settings import Settings
from corpus.types import Kind

if TYPE_CHECKING:
    from index.embedder import Embedder
    from index.generation import Generation
    from index.search import Searcher

LIBRARY = Path(__file__).parent / "corpus" / "library"
DONE, FAILED, USAGE = 0, 1, 2
SHORTEST_ID = 4  # characters of an id that are enough to remove a document, if they begin only one


def run_ingest(options: argparse.Namespace) -> int:
    """Read sources and publish a generation with them, or show with --dry-run what would be stored."""
    import pipeline

    settings: Settings = options.settings
    with present.Progress() as progress:
        if options.dry_run:
            report, documents = pipeline.preview(
                options.data, options.source, settings=settings.ingest, progress=progress
            )
        else:
            embedder = _embedder(options, progress.say)
            report = pipeline.update(
                options.data, add=options.source, embedder=embedder, settings=settings.ingest, progress=progress
            )
            documents = []
    if options.json:
        _print_json(present.report_json(report, documents, dry_run=options.dry_run))
    else:
        present.print_report(report, documents, dry_run=options.dry_run)
    return FAILED if report.failed else DONE


def run_sources(options: argparse.Namespace) -> int:
    """List documents, show what cleaning left out of some, or remove some."""
    if options.action != "list" and not options.id:
        print(f"palpate sources {options.action}: name at least one ID; `palpate sources` lists them", file=sys.stderr)
        return USAGE
    generation = _open(options)
    try:
        known = list(generation.store.sources())
        wanted = [_resolve(identity, known) for identity in options.id] or known
        documents = [generation.store.document(identity) for identity in wanted]
    finally:
        generation.close()
    if options.action == "remove":
        if short := [identity for identity in options.id if len(identity) < SHORTEST_ID and identity not in known]:
            raise PalpateError(f"{short[0]!r} is too short an id to remove by: write at least {SHORTEST_ID} characters")
        return _remove(options, wanted)
    if options.json:
        _print_json({"documents": [present.document_json(document) for document in documents]})
    elif options.action == "show":
        for document in documents:
            present.print_document(document)
    else:
        present.print_sources(documents)
    return DONE


def _resolve(identity: str, known: Sequence[str]) -> str:
    matches = [identity] if identity in known else [each for each in known if each.startswith(identity)]
    if len(matches) == 1:
        return matches[0]
    if matches:
        raise PalpateError(f"{identity!r} begins {len(matches)} ids ({', '.join(matches[:3])}…): write more of it")
    raise PalpateError(f"no document with id {identity!r}: `palpate sources` lists what there is")


def _remove(options: argparse.Namespace, wanted: Sequence[str]) -> int:
    import pipeline

    with present.Progress() as progress:
        embedder = _embedder(options, progress.say)
        report = pipeline.update(
            options.data, remove=wanted, embedder=embedder, settings=options.settings.ingest, progress=progress
        )
    if options.json:
        _print_json(present.report_json(report, [], dry_run=False))
    else:
        present.print_report(report, [], dry_run=False)
    return DONE


def run_ask(options: argparse.Namespace) -> int:
    """Answer one question."""
    from answer.answerer import Answerer, check_question

    question = check_question(" ".join(options.question))
    searcher = _searcher(options)
    answer = Answerer(searcher, options.settings.answer).answer(
        question, audience=options.audience or options.settings.audience
    )
    if options.json:
        _print_json(answer.as_json())
    else:
        present.print_answer(answer)
    return DONE


def run_search(options: argparse.Namespace) -> int:
    """Find passages."""
    from answer.answerer import check_question
    from index.search import Filters

    query = check_question(" ".join(options.query))
    searcher = _searcher(options)
    documents = frozenset(
        _resolve(identity, list(searcher.generation.store.sources())) for identity in options.document
    )
    filters = Filters(documents=documents, kinds=frozenset(Kind(kind) for kind in options.kind))
    hits = searcher.search(query, max(options.limit, options.settings.search.candidates), filters)
    if options.json:
        _print_json(present.hits_json(hits, options.limit))
    else:
        present.print_hits(hits[: options.limit])
    return DONE


def run_rollback(options: argparse.Namespace) -> int:
    """Go back to the generation before."""
    from index.generation import rollback

    name = rollback(options.data)
    if options.json:
        _print_json({"generation": name})
    else:
        print(f"The generation is {name} again.")
    return DONE


def run_doctor(options: argparse.Namespace) -> int:
    """Look at everything that could be wrong."""
    from doctor import examine

    checks = examine(options.data, options.settings)
    if options.json:
        _print_json({"checks": [check.as_json() for check in checks]})
    else:
        present.print_checks(checks)
    return FAILED if any(check.status == "failed" for check in checks) else DONE


def _embedder(options: argparse.Namespace, notify: Callable[[str], None]) -> Embedder:
    from index.embedder import load_embedder

    return load_embedder(options.settings.embedder, options.data / "models", notify=notify)


def _open(options: argparse.Namespace) -> Generation:
    """The current generation; where there is none yet, one made from the starter library."""
    from index.generation import open_current

    generation = open_current(options.data)
    if generation is not None:
        return generation
    import pipeline

    with present.Progress() as progress:
        progress.say(f"No library in {options.data} yet: building one from the starter notes.")
        embedder = _embedder(options, progress.say)
        pipeline.update(
            options.data, add=[str(LIBRARY)], embedder=embedder, settings=options.settings.ingest, progress=progress
        )
    built = open_current(options.data)
    if built is None:
        raise PalpateError(f"the starter library in {LIBRARY} gave no notes: install Palpate again")
    return built


def _searcher(options: argparse.Namespace) -> Searcher:
    from index.search import Searcher

    generation = _open(options)
    settings: Settings = options.settings
    embedder = _embedder(options, lambda line: print(line, file=sys.stderr))
    return Searcher(
        generation, embedder, dense_weight=settings.search.dense_weight, candidates=settings.search.candidates
    )


def _print_json(value: object) -> None:
    plain = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"  # else a quote would lose its dashes
    print(json.dumps(value, ensure_ascii=plain, indent=2, allow_nan=False))
