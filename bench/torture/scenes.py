"""What is tortured: small libraries in their data folders, what is done to them, and what must be true afterwards."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from corpus.types import document_id
from index.generation import Generation, current_name, generations_folder, open_before, open_current, rollback
from index.manifest import check_whole
from index.search import Searcher
from ingest.reading import read_document
from pipeline import update
from tests.demo_embedder import DemoEmbedder

State = Mapping[str, str]
"""Of each document the hash of its text and of its passages; empty where nothing is published."""

NOTES = {
    "soleus": "The soleus lies beneath the gastrocnemius.\n\n## Referral\n\nIts pain reaches the heel.",
    "psoas": "The psoas flexes the hip. Long sitting shortens it.\n\n## Stretches\n\n1. Kneel down.\n2. Lean forward.",
    "masseter": "The masseter closes the jaw. Clenching overloads it.",
}
LATER = {"psoas": "The psoas is the strongest flexor of the hip.", "trapezius": "The trapezius lifts the shoulder."}
RUIN = ".building-20010101T000000Z-00000000"
LAST = {"piriformis": "The piriformis turns the thigh outwards. It lies over the sciatic nerve."}


def write_notes(folder: Path, notes: Mapping[str, str]) -> str:
    """Write notes to files of a folder; gives the folder as `update` takes it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in notes.items():
        (folder / f"{name}.md").write_text(f"# {name.capitalize()}\n\n{text}\n", encoding="utf-8")
    return str(folder)


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that is done to a data folder. `template` is that folder before it, and is only ever copied."""

    name: str
    template: Path
    act: Callable[[Path], object]
    before: State
    after: State
    size: int  # bytes of the folder after the deed and a last ingest


def make_deeds(work: Path) -> list[Deed]:
    """Every kind of writing, each upon the folder that it needs, tried out once in peace."""
    work.mkdir(exist_ok=True)
    first = write_notes(work / "first", NOTES)
    later = write_notes(work / "later", LATER)

    def ingest(data: Path, *sources: str, revision: str = "demo-1", remove: tuple[str, ...] = ()) -> object:
        return update(data, add=sources, remove=remove, embedder=DemoEmbedder(revision=revision), read=read_document)

    empty, one, two, full, torn = (work / name for name in ("empty", "one", "two", "full", "torn"))
    empty.mkdir()
    ingest(one, first)
    shutil.copytree(one, two)
    ingest(two, later)
    shutil.copytree(two, full)
    for number in range(4):  # until vectors of the first builds leave the cache
        ingest(full, write_notes(work / "changing", {"changing": f"The muscle number {number} aches."}))
    shutil.copytree(full, torn)
    _leave_ruins(torn)
    deeds: list[tuple[str, Path, Callable[[Path], object]]] = [
        ("first ingest", empty, lambda data: ingest(data, first)),
        ("ingest", one, lambda data: ingest(data, later)),
        ("replace, with retention", full, lambda data: ingest(data, first)),
        ("remove, with retention", full, lambda data: ingest(data, remove=(document_id("psoas.md"),))),
        ("rollback", two, rollback),
        ("embed all anew", full, lambda data: ingest(data, later, revision="demo-2")),
        ("ingest upon ruins", torn, lambda data: ingest(data, first)),
    ]
    return [_try_out(work, *deed) for deed in deeds]


def _leave_ruins(data: Path) -> None:
    """What killed writers may have left: half a build, a whole one that nothing names, half a name."""
    folder = generations_folder(data)
    shutil.copytree(folder / current_name(data) / "lexical", folder / RUIN / "lexical")
    shutil.copytree(folder / current_name(data), folder / "20010101T000000Z-11111111")
    (data / ".CURRENT.new").write_text("2001")


def _try_out(work: Path, name: str, template: Path, act: Callable[[Path], object]) -> Deed:
    data = work / "trial"
    shutil.copytree(template, data)
    before = read_state(data)
    act(data)
    after = read_state(data)
    ingest_last(data)
    size = size_of(data)
    shutil.rmtree(data)
    return Deed(name, template, act, before, after, size)


def ingest_last(data: Path) -> None:
    """One more ingest, as a user would do after whatever happened."""
    update(data, add=[write_notes(data.parent / "last", LAST)], embedder=DemoEmbedder(), read=read_document)


def read_state(data: Path) -> State:
    """What the current generation holds, every file of it checked."""
    generation = open_current(data)
    return _state_of(generation) if generation else {}


def read_state_or_before(data: Path) -> tuple[State, bool]:
    """The same; where the current one is damaged, of the one before. True where that is so."""
    try:
        return read_state(data), False
    except Exception:
        before = open_before(data)
        if before is None:
            raise
        return _state_of(before), True


def _state_of(generation: Generation) -> State:
    with closing(generation):
        store = generation.store
        documents = store.documents()
        for document in documents:
            found = Searcher(generation, _fitting(generation)).search(document.source.title, k=50)
            if document.id not in {hit.passage.document_id for hit in found}:
                raise AssertionError(f"{document.id} is stored and not found")
        return {
            document.id: hashlib.sha256(
                repr((document.text, [passage.id for passage in store.document_passages(document.id)])).encode()
            ).hexdigest()
            for document in documents
        }


def _fitting(generation: Generation) -> DemoEmbedder:
    return DemoEmbedder(revision=generation.manifest.embedder_revision)


def size_of(data: Path) -> int:
    """The bytes of all files below a folder."""
    return sum(path.stat().st_size for path in data.rglob("*") if path.is_file())


def find_faults_after(data: Path, deed: Deed) -> list[str]:
    """Ingest once more into a folder that something happened to; what is wrong then."""
    held = read_state(data)
    ingest_last(data)
    now = read_state(data)
    faults = [f"{identity} was lost" for identity in held if now.get(identity) != held[identity]]
    faults += [f"{name} was not ingested" for name in LAST if document_id(f"{name}.md") not in now]
    return faults + find_leftovers(data, deed.size)


def find_leftovers(data: Path, size: int) -> list[str]:
    """What does not belong into a data folder that was written to a moment ago."""
    known = {"CURRENT", "lock", "cache", "generations", "cache/embeddings.sqlite"}
    generations = list(generations_folder(data).iterdir())
    below = {path.relative_to(data).as_posix() for path in (*data.iterdir(), *(data / "cache").iterdir())}
    faults = [f"{name} was left behind" for name in sorted(below - known)]
    if len(generations) > 2:
        faults.append(f"{len(generations)} generations are kept")
    for path in generations:
        check_whole(path)
    if (found := size_of(data)) > 1.25 * size:
        faults.append(f"the folder has {found} bytes, {size} without the trouble")
    return faults
