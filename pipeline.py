"""Sources in, a new generation out: the one place where ingest and index meet.

`update` is what the command line, uploads and the bench call. `preview` does the reading half without an embedder, for
`--dry-run`. A source that cannot be read is reported and the others carry on; the generation before stays untouched
until the new one is whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from corpus.errors import NotFoundError, PalpateError
from corpus.settings import IngestSettings
from corpus.store import Entry
from corpus.types import Document, document_id
from index.embedder import Embedder
from index.generation import Generation, open_current, publish, sweep
from index.lock import WriterLock, hold_writer_lock
from ingest.compose import RULES
from ingest.fetch import fetch, normalise_address
from ingest.passages import split_passages
from ingest.process import reading_apart
from ingest.readers.files import find_files, load, load_file
from ingest.reading import Raw, Read
from ingest.warnings import near_duplicates, resemblance, sketch

UNLIKE = 0.05  # resemblance below which a changed file is taken for another one

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Upload:
    """An open file and the name that it is known by, which is only ever a name: no path is made of it."""

    name: str
    file: BinaryIO


@dataclass(frozen=True, slots=True)
class Page:
    """An address that somebody else named: it is fetched where it is public, and never taken for a path."""

    address: str


Addition = str | Upload | Page
"""What can be added. Text is what a user types: a path, a folder or an address, whatever this machine can reach."""


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
    """A source to read: a file with its key (by its path, or open), or an address."""

    key: str
    path: Path | None = None
    file: BinaryIO | None = None
    address: str = ""
    public_only: bool = False


Told = Callable[[Outcome], None]


@dataclass(frozen=True, slots=True)
class _Reading:
    """What sources are read with."""

    settings: IngestSettings
    progress: Progress
    told: Told
    read: Read | None


@dataclass(frozen=True, slots=True)
class _Tools:
    """What an update works with."""

    embedder: Embedder
    reading: _Reading
    lock: WriterLock


def _silent(stage: str, done: int, total: int) -> None:
    """The progress of a caller that does not look."""


def _unheard(outcome: Outcome) -> None:
    """Outcomes for a caller that waits for the report."""


def preview(
    data: Path,
    add: Sequence[Addition],
    *,
    settings: IngestSettings | None = None,
    progress: Progress = _silent,
    read: Read | None = None,
) -> tuple[Report, list[Document]]:
    """Read and clean sources without storing anything: what would become of each, and each new or changed document."""
    current = open_current(data)
    try:
        held = current.store.documents() if current else []
    finally:
        if current is not None:
            current.close()
    reading = _Reading(settings or IngestSettings(), progress, _unheard, read)
    batch = _read_all(add, _versions(held), reading)
    return Report(tuple(_warn(batch, held))), list(batch.documents.values())


def update(
    data: Path,
    *,
    add: Sequence[Addition] = (),
    remove: Sequence[str] = (),
    embedder: Embedder,
    settings: IngestSettings | None = None,
    progress: Progress = _silent,
    told: Told = _unheard,
    read: Read | None = None,
) -> Report:
    """Add sources (paths, folders, addresses), remove documents by id, and publish the generation that results.

    Unchanged sources change nothing; a changed one replaces its old self. `progress(stage, done, total)` is called as
    work goes on, `told` with the outcome of each source as soon as it was read. `read` makes documents of bytes, by
    default in a process of its own. Raises PalpateError where nothing can be done at all: an unknown id, a folder that
    cannot be written.
    """
    reading = _Reading(settings or IngestSettings(), progress, told, read)
    with hold_writer_lock(data) as lock:
        return _update(data, add, remove, _Tools(embedder, reading, lock))


def _update(data: Path, add: Sequence[Addition], remove: Sequence[str], tools: _Tools) -> Report:
    current = open_current(data)
    sweep(data)
    try:
        held = _held_entries(current)
        missing = [identity for identity in remove if identity not in held]
        if missing:
            raise NotFoundError(f"no document with id {missing[0]!r}: `palpate sources` lists what there is")
        documents = [document for document, _ in held.values()]
        staying = [document for document in documents if document.id not in remove]
        batch = _read_all(add, _versions(staying), tools.reading)
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
    embedder, progress = tools.embedder, tools.reading.progress
    for number, document in enumerate(changed):
        progress("splitting", number, len(changed))
        passages = split_passages(
            document,
            count_tokens=embedder.count_tokens,
            limit=embedder.max_tokens,
            target=tools.reading.settings.passage_tokens,
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


def _read_all(add: Sequence[Addition], versions: dict[str, tuple[str, str]], reading: _Reading) -> _Batch:
    batch = _Batch()
    found = list(_find(add, batch))
    for outcome in batch.outcomes:
        reading.told(outcome)
    seen: dict[str, _Found] = {}
    with reading_apart() if reading.read is None else nullcontext(reading.read) as read:
        for number, item in enumerate(found):
            reading.progress("reading", number, len(found))
            if seen.get(item.key) == item:
                continue
            outcome = _clash(item, seen[item.key]) if item.key in seen else _try(item, batch, versions, reading, read)
            seen.setdefault(item.key, item)
            batch.outcomes.append(outcome)
            reading.told(outcome)
    reading.progress("reading", len(found), len(found))
    return batch


def _try(item: _Found, batch: _Batch, versions: dict[str, tuple[str, str]], reading: _Reading, read: Read) -> Outcome:
    try:
        return _read_one(item, batch, versions, reading.settings, read)
    except PalpateError as error:
        return Outcome(item.key, "failed", reason=str(error))
    except (OSError, UnicodeError) as error:
        reason = f"{item.key} cannot be read ({error}): check its name and what it holds"
        return Outcome(item.key, "failed", reason=reason)


def _clash(item: _Found, other: _Found) -> Outcome:
    names = [str(each.path or each.key) for each in (item, other)]
    reason = f"{names[0]} has the same key as {names[1]}: ingest the folder above both, or rename one of them"
    return Outcome(item.key, "failed", reason=reason)


def _find(add: Sequence[Addition], batch: _Batch) -> Iterator[_Found]:
    """Files and addresses behind what was asked for; a file's key is its path below the folder that was named."""
    for source in add:
        if isinstance(source, Upload):
            yield _Found(source.name, file=source.file)
        elif isinstance(source, Page):
            yield from _find_address(source.address, batch, public_only=True)
        elif "://" in source:
            yield from _find_address(source, batch, public_only=False)
        elif _is_folder(path := Path(source)):
            yield from _find_below(path, batch)
        else:
            yield _Found(_key(Path(path.name)), path=path)


def _find_address(source: str, batch: _Batch, *, public_only: bool) -> Iterator[_Found]:
    try:
        address = normalise_address(source)
    except PalpateError as error:
        batch.outcomes.append(Outcome(source, "failed", reason=str(error)))
    except UnicodeError as error:
        reason = f"{source} is not an address that can be asked for ({error}): check how it is written"
        batch.outcomes.append(Outcome(source, "failed", reason=reason))
    else:
        yield _Found(address, address=address, public_only=public_only)


def _find_below(folder: Path, batch: _Batch) -> Iterator[_Found]:
    try:
        files, skipped = find_files(folder)
    except PalpateError as error:
        batch.outcomes.append(Outcome(str(folder), "failed", reason=str(error)))
        return
    for file, reason in skipped:
        batch.outcomes.append(Outcome(_key(file.relative_to(folder)), "skipped", reason=reason))
    if not files:
        reason = f"no notes in {folder}: it holds no .txt, .md, .html, .pdf or .docx file"
        batch.outcomes.append(Outcome(str(folder), "failed", reason=reason))
    for file in files:
        yield _Found(_key(file.relative_to(folder)), path=file)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name that is too long, say: reading it says so
        return False


def _key(path: Path) -> str:
    """A path as a key; bytes of a file's name that are no Unicode become question marks."""
    return path.as_posix().encode("utf-8", "replace").decode("utf-8")


def _read_one(
    item: _Found, batch: _Batch, versions: dict[str, tuple[str, str]], settings: IngestSettings, read: Read
) -> Outcome:
    raw = _open(item, settings)
    identity = document_id(item.key)
    if versions.get(identity) == (raw.version, RULES):
        return Outcome(item.key, "unchanged", identity)
    document = read(raw)
    batch.documents[identity] = document
    status = "replaced" if identity in versions else "added"
    return Outcome(item.key, status, identity, document.title, warnings=document.warnings)


def _open(item: _Found, settings: IngestSettings) -> Raw:
    """The bytes of a source; nothing has looked into them yet."""
    limit, content_type, name = settings.file_limit, "", item.key
    if item.path is not None:
        data, name = load_file(item.path, limit_bytes=limit), item.path.name
    elif item.file is not None:
        data = load(item.file, item.key, limit_bytes=limit)
    else:
        fetched = fetch(item.address, limit_bytes=limit, timeout_s=settings.fetch_timeout, public_only=item.public_only)
        data, content_type = fetched.data, fetched.content_type
    version = hashlib.sha256(data).hexdigest()
    return Raw(data, name, item.key, version, item.address, content_type)


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
