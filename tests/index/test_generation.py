"""Generations: what goes in comes out, damage is found, a crash changes nothing, the one before is kept."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import pickle
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest

from corpus.store import Entry
from index import manifest
from index.errors import BusyError, GenerationError, cannot_write
from index.generation import Generation, current_name, open_before, open_current, publish, rollback
from index.lock import hold_writer_lock
from index.manifest import FORMAT, SENTENCES, STORE, VECTORS, Manifest, check_whole, read_manifest
from index.search import Searcher
from index.vectors import VectorIndex
from tests.demo_embedder import DemoEmbedder
from tests.index.library import FIVE, five_entries, make_entry, many_entries

ROOT = Path(__file__).resolve().parents[2]

FILES = (
    STORE,
    VECTORS,
    SENTENCES,
    "lexical/size.json",
    "lexical/params.index.json",
    "lexical/vocab.index.json",
    "lexical/data.csc.index.npy",
    "lexical/indices.csc.index.npy",
    "lexical/indptr.csc.index.npy",
    "manifest.json",
)


def kept(data: Path) -> set[str]:
    return {path.name for path in (data / "generations").iterdir()}


def opened(data: Path) -> Generation:
    generation = open_current(data)
    assert generation is not None
    return generation


def test_nothing_published_opens_as_none(tmp_path: Path) -> None:
    assert open_current(tmp_path) is None
    assert open_current(tmp_path / "missing") is None


def test_a_published_generation_holds_what_went_in(data: Path) -> None:
    generation = opened(data)
    manifest = generation.manifest
    assert (manifest.documents, manifest.passages, manifest.sentences) == (5, 9, 17)
    assert (manifest.embedder, manifest.embedder_revision, manifest.dimension) == ("demo", "demo-1", 32)
    there = {path.relative_to(generation.path).as_posix() for path in generation.path.rglob("*") if path.is_file()}
    assert set(manifest.files) == there - {"manifest.json"}
    assert generation.name == manifest.name == current_name(data)
    assert generation.store.documents() == sorted((entry[0] for entry in five_entries()), key=lambda one: one.id)


def test_rows_follow_the_stores_ordinals_whatever_the_order_of_the_entries(tmp_path: Path) -> None:
    publish(tmp_path, five_entries()[::-1], DemoEmbedder())
    generation = opened(tmp_path)
    embedder = DemoEmbedder()
    for ordinal, (document, _) in enumerate(generation.store.facets()):
        passage = generation.store.passages([ordinal])[0]
        assert passage.document_id == document
        vector = embedder.embed_question(f"{passage.heading}. {passage.text}")
        assert generation.vectors.search(vector, 1)[0].tolist() == [ordinal]
        rows = range(*generation.store.sentence_spans()[ordinal])
        for row, sentence in zip(rows, passage.sentences, strict=True):
            assert generation.sentences[row] == pytest.approx(embedder.embed_question(sentence.text))
        assert generation.lexical.matched_terms(passage.title, [ordinal]) != [()]


def test_an_empty_generation_can_be_published_and_searched(tmp_path: Path) -> None:
    publish(tmp_path, [], DemoEmbedder())
    assert Searcher(opened(tmp_path), DemoEmbedder()).search("hip") == []


def test_publishing_again_embeds_nothing(data: Path) -> None:
    embedder = DemoEmbedder()
    publish(data, five_entries(), embedder)
    assert embedder.embedded == []


def test_only_changed_passages_are_embedded(data: Path) -> None:
    embedder = DemoEmbedder()
    title, parts = next(iter(FIVE.items()))
    (heading, kind, lines), *rest = parts
    changed = make_entry(title, [(heading, kind, [*lines, "It is small."]), *rest], version="2")
    publish(data, [changed, *five_entries()[1:]], embedder)
    assert embedder.embedded == ["\n".join([*lines, "It is small."])]


def test_the_same_text_is_embedded_once(tmp_path: Path) -> None:
    embedder = DemoEmbedder()
    seen: list[tuple[int, int]] = []
    publish(tmp_path, many_entries(700), embedder, progress=lambda done, total: seen.append((done, total)))
    assert len(embedder.embedded) == len(set(embedder.embedded)) == 700
    assert seen[0] == (0, 700)
    assert seen[-1] == (700, 700)
    assert seen == sorted(seen)


def test_another_revision_embeds_everything_anew(data: Path) -> None:
    embedder = DemoEmbedder(revision="demo-2")
    publish(data, five_entries(), embedder)
    assert len(embedder.embedded) == 9


@pytest.mark.parametrize(
    "damage",
    [
        "substr(vectors, 1, 64)",
        "zeroblob(length(vectors))",
        "CAST(substr(vectors, 1, 20) || x'00' || substr(vectors, 22) AS BLOB)",
        "(SELECT vectors FROM embedding WHERE rowid = 3)",
        "NULL",
        "'text'",
    ],
)
def test_a_damaged_cached_vector_is_embedded_anew(data: Path, damage: str) -> None:
    with closing(sqlite3.connect(data / "cache" / "embeddings.sqlite")) as connection, connection:
        connection.execute(f"UPDATE embedding SET vectors = {damage} WHERE rowid IN (2, 5)")  # noqa: S608
    before, embedder = opened(data), DemoEmbedder()
    publish(data, five_entries(), embedder)
    assert len(embedder.embedded) == 2
    assert opened(data).sentences.tolist() == before.sentences.tolist()


def cached(data: Path) -> int:
    with closing(sqlite3.connect(data / "cache" / "embeddings.sqlite")) as connection:
        return int(connection.execute("SELECT count(*) FROM embedding").fetchone()[0])


@pytest.mark.parametrize("content", [b"not a database" * 100, b"SQLite format 3\0" + b"\xff" * 8000])
def test_a_cache_that_is_no_database_is_begun_anew(data: Path, content: bytes) -> None:
    (data / "cache" / "embeddings.sqlite").write_bytes(content)
    embedder = DemoEmbedder()
    publish(data, five_entries(), embedder)
    assert len(embedder.embedded) == cached(data) == 9


def test_a_cache_of_another_format_is_begun_anew(data: Path) -> None:
    with closing(sqlite3.connect(data / "cache" / "embeddings.sqlite")) as connection, connection:
        connection.execute("DROP TABLE used")
        connection.execute("PRAGMA user_version = 0")
    embedder = DemoEmbedder()
    publish(data, five_entries(), embedder)
    assert len(embedder.embedded) == cached(data) == 9


def test_the_cache_forgets_what_no_build_used_for_a_while(data: Path) -> None:
    path = data / "cache" / "embeddings.sqlite"
    publish(data, many_entries(200), DemoEmbedder())
    size = path.stat().st_size
    for _ in range(2):
        publish(data, five_entries(), DemoEmbedder())
    assert cached(data) == 209
    embedder = DemoEmbedder()
    publish(data, many_entries(1), embedder)
    assert (embedder.embedded, cached(data)) == ([], 209)
    publish(data, five_entries(), DemoEmbedder())
    assert cached(data) == 10
    assert path.stat().st_size < size / 2


def test_a_cache_that_cannot_be_written_is_no_reason_to_delete_it(data: Path) -> None:
    path = data / "cache" / "embeddings.sqlite"
    path.unlink()
    path.mkdir()
    with pytest.raises(GenerationError, match=r"cannot write to .* \(unable to open database file\): "):
        publish(data, five_entries(), DemoEmbedder())


@pytest.mark.parametrize("file", FILES)
def test_a_flipped_bit_is_found_before_the_file_is_used(data: Path, file: str) -> None:
    path = opened(data).path / file
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(GenerationError, match=rf"/{file} .*: `palpate rollback`"):
        opened(data)


@pytest.mark.parametrize("file", FILES)
def test_a_missing_file_is_named(data: Path, file: str) -> None:
    (opened(data).path / file).unlink()
    with pytest.raises(GenerationError, match=f"{file} is missing: `palpate rollback`"):
        opened(data)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"format": 99}, "format 99, this version reads 2: a newer Palpate made it: install that again"),
        ({"format": 1}, "format 1, this version reads 2: delete CURRENT and ingest again"),
        ({"files": {}}, "lists no hash of documents.npy"),
        ({"passages": 3}, "do not belong together"),
        ({"sentences": 3}, "do not belong together"),
        ({"dimension": 3}, "do not belong together"),
    ],
)
def test_a_manifest_that_does_not_fit_is_refused(data: Path, changes: dict[str, object], message: str) -> None:
    folder = opened(data).path
    replace(read_manifest(folder), **changes).write(folder)  # type: ignore[arg-type]
    with pytest.raises(GenerationError, match=message):
        opened(data)


class Trap:
    """Makes a folder when it is unpickled."""

    def __init__(self, place: Path) -> None:
        self._place = str(place)

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (self._place,)


def test_a_pickle_that_the_manifest_vouches_for_is_refused_and_not_carried_out(data: Path, tmp_path: Path) -> None:
    folder = opened(data).path
    content = pickle.dumps(Trap(tmp_path / "trap"))
    (folder / SENTENCES).write_bytes(content)
    manifest = read_manifest(folder)
    files = {**manifest.files, SENTENCES: hashlib.sha256(content).hexdigest()}
    replace(manifest, files=files).write(folder)
    with pytest.raises(GenerationError, match=r"cannot be read \(ValueError\): `palpate rollback`"):
        opened(data)
    assert not (tmp_path / "trap").exists()


def test_a_manifest_that_was_changed_by_hand_is_refused(data: Path) -> None:
    path = opened(data).path / "manifest.json"
    path.write_text(path.read_text().replace('"passages": 9', '"passages": 8'))
    with pytest.raises(GenerationError, match="does not match its own checksum"):
        opened(data)


def test_a_manifest_with_other_fields_is_refused(data: Path) -> None:
    folder = opened(data).path
    fields = {"format": FORMAT, "name": folder.name, "colour": "red"}
    (folder / "manifest.json").write_text(json.dumps({**fields, "checksum": manifest._checksum(fields)}))
    with pytest.raises(GenerationError, match="does not have the fields of a manifest"):
        opened(data)


@pytest.mark.parametrize("content", [b"", b"../elsewhere", b"\xff\xfe", b"20010101T000000Z-00000000"])
def test_a_broken_current_is_an_error_and_heals_with_the_next_publish(data: Path, content: bytes) -> None:
    (data / "CURRENT").write_bytes(content)
    with pytest.raises(GenerationError, match=r"(CURRENT|manifest\.json) .*: `palpate rollback`"):
        open_current(data)
    publish(data, five_entries(), DemoEmbedder())
    assert opened(data).manifest.passages == 9


def test_a_generation_that_is_deleted_while_it_is_opened_gives_way_to_the_next(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published: list[str] = []

    def check_late(folder: Path) -> Manifest:
        if not published:
            published.append("")
            published.extend(publish(data, many_entries(count), DemoEmbedder()) for count in (1, 2))
        return check_whole(folder)

    monkeypatch.setattr("index.generation.check_whole", check_late)
    assert opened(data).name == published[-1]


def test_the_current_and_the_one_before_are_kept(tmp_path: Path) -> None:
    names = [publish(tmp_path, many_entries(count), DemoEmbedder()) for count in (1, 2, 3, 3)]
    assert len(set(names)) == 4
    assert kept(tmp_path) == set(names[2:])


def test_names_are_unique_within_a_second(tmp_path: Path) -> None:
    names = {publish(tmp_path, [], DemoEmbedder()) for _ in range(8)}
    assert len(names) == 8


def test_rollback_goes_back_once_and_the_next_publish_drops_what_was_left(tmp_path: Path) -> None:
    first, second = (publish(tmp_path, many_entries(count), DemoEmbedder()) for count in (1, 2))
    assert rollback(tmp_path) == first == current_name(tmp_path)
    assert opened(tmp_path).manifest.documents == 1
    with pytest.raises(GenerationError, match=f"no generation before {first}"):
        rollback(tmp_path)
    third = publish(tmp_path, many_entries(3), DemoEmbedder())
    assert kept(tmp_path) == {first, third}
    assert second not in kept(tmp_path)
    assert rollback(tmp_path) == first


def test_rollback_works_where_the_current_one_is_damaged(tmp_path: Path) -> None:
    first, second = (publish(tmp_path, many_entries(count), DemoEmbedder()) for count in (1, 2))
    (tmp_path / "generations" / second / "manifest.json").write_text("{")
    assert rollback(tmp_path) == first
    assert opened(tmp_path).manifest.documents == 1


def test_rollback_heals_a_broken_current(tmp_path: Path) -> None:
    name = publish(tmp_path, many_entries(1), DemoEmbedder())
    (tmp_path / "CURRENT").write_text("nonsense")
    assert rollback(tmp_path) == name == current_name(tmp_path)


def test_rollback_does_not_go_back_to_a_damaged_one(tmp_path: Path) -> None:
    first, second = (publish(tmp_path, many_entries(count), DemoEmbedder()) for count in (1, 2))
    (tmp_path / "generations" / first / STORE).write_bytes(b"")
    with pytest.raises(GenerationError, match=STORE):
        rollback(tmp_path)
    assert current_name(tmp_path) == second


def test_a_rollback_that_cannot_be_written_is_told_and_changes_nothing(data: Path) -> None:
    publish(data, many_entries(1), DemoEmbedder())
    (data / ".CURRENT.new").mkdir()
    with pytest.raises(GenerationError, match=r"cannot write to .*: move away what is in its place"):
        rollback(data)
    assert opened(data).manifest.documents == 1


def test_rollback_of_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GenerationError, match="nothing was published"):
        rollback(tmp_path)


def test_an_open_generation_outlives_its_deletion(data: Path) -> None:
    searcher = Searcher(opened(data), DemoEmbedder())
    before = searcher.search("pain in the thigh")
    for count in (1, 2, 3):
        publish(data, many_entries(count), DemoEmbedder())
    assert not searcher.generation.path.exists()
    assert searcher.search("pain in the thigh") == before


KILL = """
import os, signal, sys
from pathlib import Path
import index.build, index.generation
from tests.demo_embedder import DemoEmbedder
from tests.index.library import many_entries

def die(*arguments, **named):
    os.kill(os.getpid(), signal.SIGKILL)

class Dying(DemoEmbedder):
    embed_passages = die

stage, data = sys.argv[1], Path(sys.argv[2])
if stage == "writing":
    index.build.LexicalIndex.save = die
if stage == "naming":
    index.generation.replace_text = die
index.generation.publish(data, many_entries(3), Dying() if stage == "embedding" else DemoEmbedder())
"""


@pytest.mark.parametrize("stage", ["embedding", "writing", "naming"])
def test_a_killed_writer_leaves_the_current_generation_as_it_was(data: Path, stage: str) -> None:
    name = current_name(data)
    killed = subprocess.run([sys.executable, "-c", KILL, stage, str(data)], cwd=ROOT, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert current_name(data) == name
    assert opened(data).manifest.passages == 9
    following = publish(data, many_entries(2), DemoEmbedder())
    assert kept(data) == {name, following}
    assert opened(data).manifest.documents == 2


def test_leftovers_are_gone_before_a_new_generation_takes_space(data: Path) -> None:
    leftover = data / "generations" / ".building-20010101T000000Z-00000000"
    leftover.mkdir()
    abandoned = data / "generations" / "20010101T000000Z-11111111"
    abandoned.mkdir()

    class Failing(DemoEmbedder):
        def embed_passages(self, *_: object) -> NoReturn:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        publish(data, many_entries(1), Failing())
    assert not leftover.exists()
    assert not abandoned.exists()


def test_a_build_that_fails_leaves_nothing(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = current_name(data)

    def fail(*_: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    for broken in ("write_manifest", "replace_text"):
        with monkeypatch.context() as patched:
            patched.setattr(f"index.generation.{broken}", fail)
            with pytest.raises(GenerationError, match=r"No space left on device\): make room \(\d+ MB are free"):
                publish(data, many_entries(1), DemoEmbedder())
        assert kept(data) == {name}


def test_a_first_build_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("index.generation.replace_text", fail)
    with pytest.raises(GenerationError, match="No space left on device"):
        publish(tmp_path, many_entries(1), DemoEmbedder())
    assert kept(tmp_path) == set()


def test_who_is_interrupted_just_after_the_switch_has_published(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def name_and_stop(path: Path, text: str) -> NoReturn:
        path.write_text(text)
        raise KeyboardInterrupt

    monkeypatch.setattr("index.generation.replace_text", name_and_stop)
    with pytest.raises(KeyboardInterrupt):
        publish(data, many_entries(1), DemoEmbedder())
    assert opened(data).manifest.documents == 1


def test_what_does_not_read_back_is_not_put_to_use(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where a library does not notice that the disk is full, and the hash is that of half a file."""
    name = current_name(data)
    whole = VectorIndex.save

    def save(index: VectorIndex, path: Path) -> None:
        whole(index, path)
        path.write_bytes(path.read_bytes()[:-100])

    monkeypatch.setattr(VectorIndex, "save", save)
    with pytest.raises(GenerationError, match="does not read back"):
        publish(data, many_entries(1), DemoEmbedder())
    assert (current_name(data), kept(data)) == (name, {name})


def test_without_current_the_newest_whole_generation_counts(tmp_path: Path) -> None:
    first, second = (publish(tmp_path, many_entries(count), DemoEmbedder()) for count in (1, 2))
    (tmp_path / "CURRENT").unlink()
    assert current_name(tmp_path) == second
    third = publish(tmp_path, many_entries(3), DemoEmbedder())
    assert kept(tmp_path) == {second, third}
    (tmp_path / "CURRENT").unlink()
    (tmp_path / "generations" / third / STORE).write_bytes(b"")
    assert current_name(tmp_path) == second
    (tmp_path / "generations" / second / STORE).write_bytes(b"")
    assert current_name(tmp_path) == ""
    assert first not in kept(tmp_path)


def test_the_generation_before_can_be_read_while_the_current_one_is_damaged(tmp_path: Path) -> None:
    assert open_before(tmp_path) is None
    first, second = (publish(tmp_path, many_entries(count), DemoEmbedder()) for count in (1, 2))
    (tmp_path / "generations" / second / "manifest.json").write_text("{")
    before = open_before(tmp_path)
    assert before is not None
    assert before.name == first
    (tmp_path / "generations" / first / "manifest.json").write_text("{")
    assert open_before(tmp_path) is None


def test_a_manifest_of_another_generation_is_refused(tmp_path: Path) -> None:
    first, second = (publish(tmp_path, many_entries(1), DemoEmbedder()) for _ in range(2))
    folder = tmp_path / "generations"
    (folder / second).rename(folder / "aside")
    (folder / first).rename(folder / second)
    with pytest.raises(GenerationError, match=f"is that of the generation {first}"):
        opened(tmp_path)


def test_a_lock_that_cannot_be_written_to_holds_all_the_same(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.ftruncate", fail)
    with hold_writer_lock(data), pytest.raises(BusyError), hold_writer_lock(data):
        pass


def test_a_second_writer_is_told_who_holds_the_lock(data: Path) -> None:
    attempts: list[Callable[[], str]] = [
        lambda: publish(data, five_entries(), DemoEmbedder()),
        lambda: rollback(data),
    ]
    with hold_writer_lock(data):
        for attempt in attempts:
            with pytest.raises(BusyError, match=f"process {os.getpid()} is writing to .*: wait"):
                attempt()
    publish(data, five_entries(), DemoEmbedder())


def test_a_caller_that_holds_the_lock_may_publish(data: Path) -> None:
    entries: list[Entry] = many_entries(1)
    with hold_writer_lock(data) as lock:
        publish(data, entries, DemoEmbedder(), lock=lock)
    assert opened(data).manifest.documents == 1


def test_a_data_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(GenerationError, match=r"cannot write to .*file.*: "):
        publish(tmp_path / "file", five_entries(), DemoEmbedder())


def test_generations_that_cannot_be_written_are_named(tmp_path: Path) -> None:
    (tmp_path / "generations").write_text("")
    with pytest.raises(GenerationError, match=r"cannot write to .*generations"):
        publish(tmp_path, five_entries(), DemoEmbedder())


@pytest.mark.parametrize(
    ("error", "remedy"),
    [
        (FileExistsError(errno.EEXIST, "File exists"), "move away what is in its place"),
        (PermissionError(errno.EACCES, "Permission denied"), "give it and all in it to whoever runs this"),
        (OSError(errno.EROFS, "Read-only file system"), "give it and all in it to whoever runs this"),
        (OSError(errno.ENOSPC, "No space left on device"), "make room ("),
    ],
)
def test_the_remedy_fits_the_reason_for_which_nothing_can_be_written(
    tmp_path: Path, error: OSError, remedy: str
) -> None:
    said = str(cannot_write(tmp_path / "not" / "there", error))
    assert f"({error}): {remedy}" in said
    assert said.endswith("or name another folder with --data")


def test_what_may_not_be_read_is_not_taken_for_damage(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the generation before would be read in the place of the one that its owner reads well."""
    folder = opened(data).path

    def refuse(*_: object, **__: object) -> NoReturn:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("pathlib.Path.read_text", refuse)
    with pytest.raises(PermissionError):
        current_name(data)
    with pytest.raises(PermissionError):
        read_manifest(folder)
