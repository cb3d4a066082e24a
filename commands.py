"""What each command does: it opens what it needs, calls the rooms and prints. `palpate` parses the arguments.

Heavy rooms are imported by the command that needs them, so that the others start at once.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import present
from corpus.errors import PalpateError
from corpus.settings import Settings
from corpus.types import Kind

if TYPE_CHECKING:
    from answer.answerer import Answerer
    from answer.respond import Inquiry
    from answer.safety import Gate
    from answer.scope import Scope
    from answer.types import Notice
    from answer.writing import Writer
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
            embedder = open_embedder(options, progress.say)
            report = pipeline.update(
                options.data, add=options.source, embedder=embedder, settings=settings.ingest, progress=progress
            )
            documents = []
    if options.json:
        print_json(present.report_json(report, documents, dry_run=options.dry_run))
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
        print_json({"documents": [document.as_json() for document in documents]})
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
        embedder = open_embedder(options, progress.say)
        report = pipeline.update(
            options.data, remove=wanted, embedder=embedder, settings=options.settings.ingest, progress=progress
        )
    if options.json:
        print_json(present.report_json(report, [], dry_run=False))
    else:
        present.print_report(report, [], dry_run=False)
    return DONE


def run_ask(options: argparse.Namespace) -> int:
    """Answer one question; an urgent notice is printed before anything is looked for."""
    from answer.respond import Inquiry, check, respond
    from answer.types import Answer

    settings: Settings = options.settings
    audience = options.audience or settings.audience
    inquiry = Inquiry(" ".join(options.question), audience=audience, locale=settings.locale)
    gate = open_gate(options)
    notice = check(gate, inquiry)
    with _notice_first(options, inquiry, gate, notice):
        writer = None if notice and notice.level.stops_answers else open_writer(options)
        if writer is not None and writer.model.is_remote:
            print(writer.notice, file=sys.stderr)
        *_, answer = respond(inquiry, gate, lambda: open_answerer(options), writer=writer)
    assert isinstance(answer, Answer)  # noqa: S101 - what `respond` ends with
    if options.json:
        print_json(answer.as_json())
    else:
        if answer.urgent is not None and answer.urgent != notice:
            present.print_notice(answer.urgent)
        present.print_answer(answer, inquiry.question)
    return DONE


@contextmanager
def _notice_first(options: argparse.Namespace, inquiry: Inquiry, gate: Gate, notice: Notice | None) -> Iterator[None]:
    """Print the notice before anything is looked for; as JSON only where what follows fails, as the answer holds it."""
    if notice is not None and not options.json:
        present.print_notice(notice)
    try:
        yield
    except PalpateError:
        if notice is not None and options.json:
            said = {"disclaimer": inquiry.disclaimer, "rules_version": gate.version}
            print_json({"urgent": notice.as_json()} | said)
        raise


def run_search(options: argparse.Namespace) -> int:
    """Find passages."""
    from answer.respond import Inquiry, check, look_up
    from index.search import Filters

    settings: Settings = options.settings
    filters = Filters(kinds=frozenset(Kind(kind) for kind in options.kind))
    inquiry = Inquiry(" ".join(options.query), audience=settings.audience, locale=settings.locale, filters=filters)
    gate = open_gate(options)
    notice = check(gate, inquiry)
    with _notice_first(options, inquiry, gate, notice):
        if options.document and not (notice and notice.level.stops_answers):
            known = _known(options)
            documents = frozenset(_resolve(identity, known) for identity in options.document)
            inquiry = replace(inquiry, filters=replace(filters, documents=documents))
        found = look_up(inquiry, gate, lambda: open_searcher(options), limit=options.limit)
    if options.json:
        print_json(found.as_json())
    else:
        present.print_hits(found)
    return DONE


def _known(options: argparse.Namespace) -> list[str]:
    generation = _open(options)
    try:
        return list(generation.store.sources())
    finally:
        generation.close()


def run_serve(options: argparse.Namespace) -> int:
    """Answer over HTTP until interrupted."""
    from server.run import serve

    if not _is_published(options.data):
        _build_starter(options)
    with present.Progress() as progress:
        embedder = open_embedder(options, progress.say)
        serve(options.data, embedder, options.settings, host=options.host, port=options.port, notify=progress.say)
    return DONE


def run_notes_check(options: argparse.Namespace) -> int:
    """Tell writers of notes what is to be mended; a path that holds no notes is wrong use."""
    from ingest.errors import ReadError
    from ingest.notes.check import check_notes, find_notes

    try:
        notes = find_notes(options.path)
    except ReadError as error:
        print(f"palpate notes check: {error}", file=sys.stderr)
        return USAGE
    findings = check_notes(notes)
    if options.json:
        print_json(present.findings_json(findings, notes=len(notes)))
    else:
        present.print_findings(findings, notes=len(notes))
    return FAILED if findings else DONE


def run_rollback(options: argparse.Namespace) -> int:
    """Go back to the generation before."""
    from index.generation import rollback

    name = rollback(options.data)
    if options.json:
        print_json({"generation": name})
    else:
        print(f"The generation is {name} again.")
    return DONE


def run_doctor(options: argparse.Namespace) -> int:
    """Look at everything that could be wrong."""
    from doctor import examine

    checks = examine(options.data, options.settings)
    if options.json:
        print_json({"checks": [check.as_json() for check in checks]})
    else:
        present.print_checks(checks)
    return FAILED if any(check.status == "failed" for check in checks) else DONE


def open_embedder(options: argparse.Namespace, notify: Callable[[str], None]) -> Embedder:
    """The embedder that the settings name, opened once for a command; `notify` learns of work that takes a while."""
    from index.embedder import load_embedder

    if "embedder" not in options:
        options.embedder = load_embedder(options.settings.embedder, options.data / "models", notify=notify)
    embedder: Embedder = options.embedder
    return embedder


def _tell(line: str) -> None:
    print(line, file=sys.stderr)


def _open(options: argparse.Namespace) -> Generation:
    """The current generation, or the one before where that is damaged; where there is none yet, a starter library."""
    from index.generation import open_before, open_current

    try:
        generation = open_current(options.data, stamped=True)
    except PalpateError as error:
        generation = open_before(options.data)
        if generation is None:
            raise
        print(f"palpate: {error}; until then this comes from {generation.name}", file=sys.stderr)
    if generation is None:
        _build_starter(options)
        generation = open_current(options.data, stamped=True)
    if generation is None:
        raise PalpateError(f"the starter library in {LIBRARY} gave no notes: install Palpate again")
    return generation


def _is_published(data: Path) -> bool:
    """Whether anything was ever published, be it whole or damaged: the server starts on either."""
    from index.generation import current_name

    try:
        return current_name(data) != ""
    except PalpateError:
        return True


def _build_starter(options: argparse.Namespace) -> None:
    import pipeline

    with present.Progress() as progress:
        progress.say(f"No library in {options.data} yet: building one from the starter notes.")
        embedder = open_embedder(options, progress.say)
        pipeline.update(
            options.data, add=[str(LIBRARY)], embedder=embedder, settings=options.settings.ingest, progress=progress
        )


def open_gate(options: argparse.Namespace) -> Gate:
    """The gate over the rules that the settings name; its version names those of the scope too."""
    from answer.safety import load_gate
    from answer.safety_rules import read_version
    from answer.scope import OWN_SCOPE

    rules: str = options.settings.safety.rules
    scope: str = options.settings.safety.scope
    return load_gate(Path(rules) if rules else None, scope_version=read_version(Path(scope) if scope else OWN_SCOPE))


def open_scope(options: argparse.Namespace) -> Scope:
    """The scope over the rules that the settings name."""
    from answer.scope import load_scope

    rules: str = options.settings.safety.scope
    return load_scope(Path(rules) if rules else None)


@contextmanager
def open_searcher(options: argparse.Namespace) -> Iterator[Searcher]:
    """A searcher over the current generation, or over one made from the starter library."""
    from index.extras import load_extras
    from index.search import Searcher

    generation = _open(options)
    search = options.settings.search
    try:
        extras = load_extras(search)
        embedder = open_embedder(options, _tell)
        yield Searcher(
            generation, embedder, dense_weight=search.dense_weight, candidates=search.candidates, extras=extras
        )
    finally:
        generation.close()


@contextmanager
def open_answerer(options: argparse.Namespace) -> Iterator[Answerer]:
    """An answerer over the same."""
    from answer.answerer import Answerer

    with open_searcher(options) as searcher:
        yield Answerer(searcher, options.settings.answer, open_scope(options))


def open_writer(options: argparse.Namespace) -> Writer | None:
    """What writes answers, where the settings name a language model."""
    from answer.writing import load_writer

    if not options.settings.language_model.address:
        return None
    return load_writer(options.settings.language_model, open_embedder(options, _tell))


def print_json(value: object) -> None:
    """One JSON object on standard output."""
    plain = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"  # else a quote would lose its dashes
    print(json.dumps(value, ensure_ascii=plain, indent=2, allow_nan=False))
