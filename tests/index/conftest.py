"""The real models, loaded once for all tests of the room."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.embedder import load_embedder
from index.generation import Generation, open_current, publish
from index.onnx_embedder import WEIGHTS_SHA256, OnnxEmbedder, find_weights
from index.search import Searcher
from index.torch_models import SentenceTransformersEmbedder
from tests.demo_embedder import DemoEmbedder
from tests.index.library import five_entries


@pytest.fixture(scope="session")
def models_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the export lies; at first with what an interrupted one of an older version left behind."""
    folder = tmp_path_factory.mktemp("models")
    (folder / WEIGHTS_SHA256).mkdir()
    (folder / WEIGHTS_SHA256 / "model.onnx").write_bytes(b"half a model")
    (folder / WEIGHTS_SHA256 / "model.json").write_text('{"export": "of old"}')
    (folder / f".{WEIGHTS_SHA256}-1").mkdir()
    return folder


@pytest.fixture(scope="session")
def embedder(models_dir: Path) -> OnnxEmbedder:
    said: list[str] = []
    loaded = load_embedder("", models_dir, notify=said.append)
    assert isinstance(loaded, OnnxEmbedder)
    assert said == [f"preparing the embedder {loaded.name} (once, some seconds)"]
    assert [path.name for path in models_dir.iterdir()] == [WEIGHTS_SHA256]
    return loaded


@pytest.fixture(scope="session")
def torch_embedder() -> SentenceTransformersEmbedder:
    """The default model again, but as any other model is run: by path, in torch."""
    return SentenceTransformersEmbedder(str(find_weights()))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with a generation of the five documents."""
    publish(tmp_path, five_entries(), DemoEmbedder())
    return tmp_path


@pytest.fixture
def generation(data: Path) -> Iterator[Generation]:
    opened = open_current(data)
    assert opened is not None
    yield opened
    opened.close()


@pytest.fixture
def searcher(generation: Generation) -> Searcher:
    return Searcher(generation, DemoEmbedder())
