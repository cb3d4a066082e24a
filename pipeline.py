"""Sources in, a new generation out: the one place where ingest and index meet.

`update` is what the command line, uploads and the bench call. `preview` does the reading half without an embedder, for
`--dry-run`. A source that cannot be read is reported and the others carry on; the generation before stays untouched
until the new one is whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from corpus.errors import NotFoundError, PalpateError
from corpus.settings import IngestSettings
from corpus.store import Entry
from corpus.types import Document, document_id
from index.embedder import Embedder
from index.generation import Generation, open_current, publish, sweep
from index.lock import WriterLock, hold_writer_lock
from ingest.compose import RULES, compose_document
from ingest.errors import ReadError
from ingest.extraction import Extraction
from ingest.fetch import fetch, normalise_address
from ingest.passages import split_passages
from ingest.readers import read_bytes
from ingest.readers.files import find_files, read_file
from ingest.tokens import count_model_tokens
from ingest.warnings import near_duplicates, person_record_warning, resemblance, sketch

UNLIKE = 0.05  # resemblance below which a changed file is taken for another one

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source: added, replaced, unchanged, removed, skipped or failed, and why."""

    key: str
    status: str
    document_id: str = ""
    title: str = ""
    reason: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of every source, and the generation that is current afterwards ("" where there is none)."""

    outcomes: tuple[Outcome, ...]
    generation: str = ""
    documents: int = 0
    passages: int = 0
    sentences: int = 0

    @property
    def failed(self) -> tuple[Outcome, ...]:
        return tuple(outcome for outcome in self.outcomes if outcome.status == "failed")


@dataclass(slots=True)
class _Batch:
    """What reading gave: documents that are new or changed, and the outcome of each source."""

    documents: dict[str, Document] = field(default_factory=dict)
    outcomes: list[Outcome] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Found:
    """A source to read: a file with its key, or an address."""

    key: str
    path: Path | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class _Tools:
    """What an update works with."""

    embedder: Embedder
    settings: IngestSettings
    progress: Progress
    lock: WriterLock


def _silent(stage: str, done: int, total: int) -> None:
    """The progress of a caller that does not look."""


def preview(
    data: Path, add: Sequence[str], *, settings: IngestSettings | None = None, progress: Progress = _silent
) -> tuple[Report, list[Document]]:
    """Read and clean sources without storing anything: what would become of each, and each new or changed document."""
    current = open_current(data)
    try:
        held = current.store.documents() if current else []
    finally:
        if current is not None:
            current.close()
    batch = _read_all(add, _versions(held), settings or IngestSettings(), progress)
    return Report(tuple(_warn(batch, held))), list(batch.documents.values())


def update(
    data: Path,
    *,
    add: Sequence[str] = (),
    remove: Sequence[str] = (),
    embedder: Embedder,
    settings: IngestSettings | None = None,
    progress: Progress = _silent,
) -> Report:
    """Add sources (paths, folders, addresses), remove documents by id, and publish the generation that results.

    Unchanged sources change nothing; a changed one replaces its old self. `progress(stage, done, total)` is called as
    work goes on. Raises PalpateError where nothing can be done at all: an unknown id, a folder that cannot be written.
    """
    settings = settings or IngestSettings()
    with hold_writer_lock(data) as lock:
        return _update(data, add, remove, _Tools(embedder, settings, progress, lock))


def _update(data: Path, add: Sequence[str], remove: Sequence[str], tools: _Tools) -> Report:
    current = open_current(data)
    sweep(data)
    try:
        held = _held_entries(current)
        missing = [identity for identity in remove if identity not in held]
        if missing:
            raise NotFoundError(f"no document with id {missing[0]!r}: `palpate sources` lists what there is")
        documents = [document for document, _ in held.values()]
        staying = [document for document in documents if document.id not in remove]
        batch = _read_all(add, _versions(staying), tools.settings, tools.progress)
        removed = [_removal(held.pop(identity)[0]) for identity in dict.fromkeys(remove)]
        fits = current is None or _made_with(current, tools.embedder)
        idle = fits or not any(outcome.status == "unchanged" for outcome in batch.outcomes)
        if not batch.documents and not removed and idle:
            return _report(batch.outcomes, current)
        outcomes = _warn(batch, staying) + removed
        resplit = current is not None and not _made_with(current, tools.embedder)
        name = _publish(data, held, batch, tools, resplit=resplit)
    finally:
        if current is not None:
            current.close()
    published = Generation.open(data / "generations" / name)
    try:
        return _report(outcomes, published)
    finally:
        published.close()


def _held_entries(current: Generation | None) -> dict[str, Entry]:
    if current is None:
        return {}
    store = current.store
    return {document.id: (document, store.document_passages(document.id)) for document in store.documents()}


def _made_with(generation: Generation, embedder: Embedder) -> bool:
    manifest = generation.manifest
    return (manifest.embedder, manifest.embedder_revision) == (embedder.name, embedder.revision)


def _publish(data: Path, held: dict[str, Entry], batch: _Batch, tools: _Tools, *, resplit: bool) -> str:
    """Split what is new (everything, where the embedder changed) and publish it with what stays."""
    changed = list(batch.documents.values())
    if resplit:
        changed += [document for identity, (document, _) in held.items() if identity not in batch.documents]
    entries = {} if resplit else dict(held)
    embedder, progress = tools.embedder, tools.progress
    for number, document in enumerate(changed):
        progress("splitting", number, len(changed))
        passages = split_passages(
            document,
            count_tokens=embedder.count_tokens,
            limit=embedder.max_tokens,
            target=tools.settings.passage_tokens,
        )
        entries[document.id] = (document, passages)
    progress("splitting", len(changed), len(changed))

    def embedding(done: int, total: int) -> None:
        progress("embedding", done, total)

    return publish(data, list(entries.values()), embedder, progress=embedding, lock=tools.lock)


def _report(outcomes: Sequence[Outcome], generation: Generation | None) -> Report:
    if generation is None:
        return Report(tuple(outcomes))
    store = generation.store
    return Report(tuple(outcomes), generation.name, store.document_count, store.passage_count, store.sentence_count)


def _removal(document: Document) -> Outcome:
    return Outcome(document.source.key, "removed", document.id, document.title)


def _read_all(
    add: Sequence[str], versions: dict[str, tuple[str, str]], settings: IngestSettings, progress: Progress
) -> _Batch:
    batch = _Batch()
    found = list(_find(add, batch))
    seen: dict[str, _Found] = {}
    for number, item in enumerate(found):
        progress("reading", number, len(found))
        if item.key in seen:
            if seen[item.key] != item:
                batch.outcomes.append(_clash(item, seen[item.key]))
            continue
        seen[item.key] = item
        try:
            _read_one(item, batch, versions, settings)
        except PalpateError as error:
            batch.outcomes.append(Outcome(item.key, "failed", reason=str(error)))
        except (OSError, UnicodeError) as error:
            reason = f"{item.key} cannot be read ({error}): check its name and what it holds"
            batch.outcomes.append(Outcome(item.key, "failed", reason=reason))
    progress("reading", len(found), len(found))
    return batch


def _clash(item: _Found, other: _Found) -> Outcome:
    reason = f"{item.path} has the same key as {other.path}: ingest the folder above both, or rename one of them"
    return Outcome(item.key, "failed", reason=reason)


def _find(add: Sequence[str], batch: _Batch) -> Iterator[_Found]:
    """Files and addresses behind what was asked for; a file's key is its path below the folder that was named."""
    for source in add:
        if "://" in source:
            try:
                address = normalise_address(source)
            except PalpateError as error:
                batch.outcomes.append(Outcome(source, "failed", reason=str(error)))
                continue
            except UnicodeError as error:
                reason = f"{source} is not an address that can be asked for ({error}): check how it is written"
                batch.outcomes.append(Outcome(source, "failed", reason=reason))
                continue
            yield _Found(address, address=address)
            continue
        path = Path(source)
        if not _is_folder(path):
            yield _Found(_key(Path(path.name)), path=path)
            continue
        try:
            files, skipped = find_files(path)
        except PalpateError as error:
            batch.outcomes.append(Outcome(source, "failed", reason=str(error)))
            continue
        for file, reason in skipped:
            batch.outcomes.append(Outcome(_key(file.relative_to(path)), "skipped", reason=reason))
        if not files:
            reason = f"no notes in {path}: it holds no .txt, .md, .html, .pdf or .docx file"
            batch.outcomes.append(Outcome(source, "failed", reason=reason))
        for file in files:
            yield _Found(_key(file.relative_to(path)), path=file)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name that is too long, say: reading it says so
        return False


def _key(path: Path) -> str:
    """A path as a key; bytes of a file's name that are no Unicode become question marks."""
    return path.as_posix().encode("utf-8", "replace").decode("utf-8")


def _read_one(item: _Found, batch: _Batch, versions: dict[str, tuple[str, str]], settings: IngestSettings) -> None:
    raw, read = _open(item, settings)
    version = hashlib.sha256(raw).hexdigest()
    identity = document_id(item.key)
    if versions.get(identity) == (version, RULES):
        batch.outcomes.append(Outcome(item.key, "unchanged", identity))
        return
    document = _compose(item, read(), version)
    status = "replaced" if identity in versions else "added"
    batch.documents[identity] = document
    batch.outcomes.append(Outcome(item.key, status, identity, document.title, warnings=document.warnings))


def _open(item: _Found, settings: IngestSettings) -> tuple[bytes, Callable[[], Extraction]]:
    """The bytes of a source, and how to read them once it is known that they changed."""
    if item.path is not None:
        data, extraction = read_file(item.path, limit_bytes=settings.file_limit)
        return data, lambda: extraction
    fetched = fetch(item.address, limit_bytes=settings.file_limit, timeout_s=settings.fetch_timeout)
    return fetched.data, lambda: read_bytes(fetched.data, item.address, content_type=fetched.content_type)


def _compose(item: _Found, extraction: Extraction, version: str) -> Document:
    document = compose_document(extraction, key=item.key, version=version, url=item.address)
    if not any(document.sections[s.section].kind.is_evidence for s in document.sentences):
        raise ReadError(
            f"{item.key} holds nothing that could answer a question once menus, references and notices are left out: "
            "look at it with `palpate ingest --dry-run`, or leave it out"
        )
    warning = person_record_warning(document)
    warnings = (*document.warnings, warning) if warning else document.warnings
    return replace(document, tokens=count_model_tokens(document.text), warnings=warnings)


def _versions(documents: Sequence[Document]) -> dict[str, tuple[str, str]]:
    return {document.id: (document.version, document.rules) for document in documents}


def _warn(batch: _Batch, held: Sequence[Document]) -> list[Outcome]:
    """The outcomes, with warnings.

    A new document may nearly repeat another; one that takes the place of a document which has nothing in common with it
    is most likely another file of the same name.
    """
    new = list(batch.documents.values())
    notes: dict[str, list[str]] = {}
    for one, other, share in near_duplicates(
        new, [document for document in held if document.id not in batch.documents]
    ):
        for document, twin in ((one, other), (other, one)):
            if document.id in batch.documents:
                same = f"{document.source.key} is nearly the same as {twin.source.key}"
                notes.setdefault(document.id, []).append(f"{same} ({share:.0%} of the wording): keep one of them")
    for before in held:
        after = batch.documents.get(before.id)
        if after is not None and resemblance(sketch(before.text), sketch(after.text)) < UNLIKE:
            notes.setdefault(before.id, []).append(
                f"{before.source.key} takes the place of a document that has hardly a phrase in common with it: if it "
                "was another file of the same name, `palpate rollback` brings it back; ingest the folder above both"
            )
    return [
        replace(outcome, warnings=(*outcome.warnings, *notes.get(outcome.document_id, ())))
        for outcome in batch.outcomes
    ]
