"""The stamp stands in for hashing where nothing changed, and never where anything did."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from index.errors import GenerationError
from index.generation import current_name, generations_folder, open_current, publish
from index.manifest import FILE, STORE, VECTORS, read_manifest
from index.stamp import look_at, stamp_of, write_stamp
from tests.demo_embedder import DemoEmbedder
from tests.index.library import five_entries, many_entries


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with a generation of five documents, stamped as though it were large and had long lain there."""
    data = tmp_path / "data"
    publish(data, five_entries(), DemoEmbedder())
    monkeypatch.setattr("index.stamp.LARGE", 0)
    monkeypatch.setattr("index.stamp.SETTLED", -1)
    ask(data)
    return data


def folder_of(data: Path) -> Path:
    return generations_folder(data) / current_name(data)


def ask(data: Path) -> None:
    """Open and close the generation as `palpate ask` does."""
    generation = open_current(data, stamped=True)
    assert generation is not None
    generation.close()


def flip(path: Path) -> None:
    """Change one bit at the end, which no library notices, and set back the time of writing."""
    before, content = path.stat(), bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def stamp_what_is_there(data: Path) -> None:
    """Write the stamp that would fit, hashed or not."""
    folder = folder_of(data)
    write_stamp(data, look_at(folder, read_manifest(folder)))


def test_what_is_stamped_is_not_hashed_again(data: Path) -> None:
    flip(folder_of(data) / VECTORS)
    stamp_what_is_there(data)
    ask(data)
    with pytest.raises(GenerationError, match=f"{VECTORS} has SHA-256"):
        open_current(data)


def move_aside_and_back(path: Path) -> None:
    copy = path.with_name("copy")
    shutil.copy2(path, copy)
    flip(copy)
    copy.replace(path)


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(flip, id="a bit flipped and the time set back"),
        pytest.param(move_aside_and_back, id="another file in its place"),
        pytest.param(lambda path: os.truncate(path, 9), id="cut"),
        pytest.param(Path.unlink, id="deleted"),
    ],
)
@pytest.mark.parametrize("file", [VECTORS, STORE, FILE])
def test_damage_is_found_in_spite_of_the_stamp(data: Path, file: str, damage: Callable[[Path], None]) -> None:
    damage(folder_of(data) / file)
    with pytest.raises(GenerationError, match=rf"/{file} .*: `palpate rollback`"):
        ask(data)


def test_the_stamp_of_another_generation_vouches_for_nothing(data: Path) -> None:
    publish(data, many_entries(2), DemoEmbedder())
    flip(folder_of(data) / VECTORS)
    with pytest.raises(GenerationError, match=f"{VECTORS} has SHA-256"):
        ask(data)


def test_a_new_generation_is_stamped_in_the_place_of_the_old_one(data: Path) -> None:
    publish(data, many_entries(2), DemoEmbedder())
    ask(data)
    flip(folder_of(data) / VECTORS)
    stamp_what_is_there(data)
    ask(data)
    assert {path.name for path in stamp_of(data).parent.iterdir()} == {"embeddings.sqlite", "verified.json"}


def aged(data: Path, seconds: int) -> str:
    stamp = json.loads(stamp_of(data).read_text(encoding="utf-8"))
    return json.dumps(stamp | {"hashed": time.time_ns() - seconds * 1_000_000_000})


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda _: "", id="empty"),
        pytest.param(lambda data: stamp_of(data).read_text(encoding="utf-8")[:-9], id="torn"),
        pytest.param(lambda _: "[1]", id="no stamp"),
        pytest.param(lambda _: "{}", id="of nothing"),
        pytest.param(lambda data: aged(data, 90_000), id="older than a day"),
        pytest.param(lambda data: aged(data, -90_000), id="from the future"),
    ],
)
def test_a_stamp_that_is_spoilt_or_old_vouches_for_nothing(data: Path, spoil: Callable[[Path], str]) -> None:
    flip(folder_of(data) / VECTORS)
    stamp_what_is_there(data)
    stamp_of(data).write_text(spoil(data), encoding="utf-8")
    with pytest.raises(GenerationError, match=f"{VECTORS} has SHA-256"):
        ask(data)


def test_where_no_stamp_can_be_written_all_is_hashed_and_nothing_complains(data: Path) -> None:
    shutil.rmtree(data / "cache")
    (data / "cache").write_text("in the way")
    ask(data)
    flip(folder_of(data) / VECTORS)
    with pytest.raises(GenerationError, match=f"{VECTORS} has SHA-256"):
        ask(data)


def test_the_stamp_comes_back_where_the_cache_was_deleted(data: Path) -> None:
    shutil.rmtree(data / "cache")
    ask(data)
    assert stamp_of(data).exists()


def test_what_changed_a_moment_ago_is_not_stamped(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second change within the same tick of the file system's clock would not show."""
    monkeypatch.setattr("index.stamp.SETTLED", 3600)
    stamp_of(data).unlink()
    ask(data)
    assert not stamp_of(data).exists()


def test_what_is_hashed_in_no_time_is_always_hashed(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flip(folder_of(data) / VECTORS)
    stamp_what_is_there(data)
    monkeypatch.setattr("index.stamp.LARGE", 25_000_000)
    with pytest.raises(GenerationError, match=f"{VECTORS} has SHA-256"):
        ask(data)
