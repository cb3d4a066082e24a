"""Models that run in torch: by path, by hub name from a cache, with prompts, without late sentence vectors."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from index.embedder import PassageInput, load_embedder
from index.errors import EmbedderError
from index.onnx_embedder import OnnxEmbedder, find_weights
from index.torch_models import SentenceTransformersEmbedder, _identify

ROOT = Path(__file__).resolve().parents[2]
INPUT = PassageInput("Soleus", "Pain reaches the heel. Rest helps.", ((0, 22), (23, 34)))


def copy_model(target: Path, **changes: Mapping[str, object]) -> Path:
    """The default model under another path, its files linked; `changes` replace keys of its JSON files."""
    (target / "1_Pooling").mkdir(parents=True)
    for path in find_weights().rglob("*"):
        if path.is_file():
            (target / path.relative_to(find_weights())).symlink_to(path)
    for name, fields in changes.items():
        path = target / f"{name.replace('__', '/')}.json"
        content = json.loads(path.read_text())
        path.unlink()
        path.write_text(json.dumps({**content, **fields}))
    return target


def test_by_path_it_embeds_as_the_default_does(
    torch_embedder: SentenceTransformersEmbedder, embedder: OnnxEmbedder
) -> None:
    assert (torch_embedder.dimension, torch_embedder.max_tokens) == (embedder.dimension, embedder.max_tokens)
    assert torch_embedder.count_tokens("pain " * 1000) == 1000
    assert torch_embedder.embed_question("hip") == pytest.approx(embedder.embed_question("hip"), abs=1e-5)
    assert torch_embedder.revision != embedder.revision


def test_prompts_of_the_models_own_config_are_used(tmp_path: Path, embedder: OnnxEmbedder) -> None:
    prompts = {"prompts": {"query": "query: ", "passage": "passage: "}, "default_prompt_name": None}
    prompted = load_embedder(str(copy_model(tmp_path / "model", config_sentence_transformers=prompts)), tmp_path)
    assert prompted.embed_question("hip") == pytest.approx(embedder.embed_question("query: hip"), abs=1e-5)
    (ours,) = prompted.embed_passages([INPUT])
    shifted = PassageInput("passage: Soleus", INPUT.text, INPUT.spans)
    (expected,) = embedder.embed_passages([shifted])
    assert np.abs(ours.vector - expected.vector).max() <= 1e-5
    assert np.abs(ours.sentences - expected.sentences).max() <= 1e-5
    assert prompted.max_tokens == embedder.max_tokens - embedder.count_tokens("passage: ")


def test_a_model_that_does_not_pool_by_mean_embeds_sentences_one_by_one(tmp_path: Path) -> None:
    first = {"pooling_mode_cls_token": True, "pooling_mode_mean_tokens": False}
    path, said = str(copy_model(tmp_path / "model", **{"1_Pooling__config": first})), list[str]()
    other = load_embedder(path, tmp_path, notify=said.append)
    assert said == [f"loading the embedder {path} in torch"]
    (vectors,) = other.embed_passages([INPUT])
    assert vectors.vector == pytest.approx(other.embed_question(INPUT.embedded), abs=1e-5)
    assert vectors.sentences[1] == pytest.approx(other.embed_question("Rest helps."), abs=1e-5)


def test_a_model_with_further_layers_embeds_sentences_one_by_one(tmp_path: Path) -> None:
    from sentence_transformers.sentence_transformer.modules import Dense

    folder = copy_model(tmp_path / "model")
    (folder / "3_Dense").mkdir()
    Dense(384, 16).save(str(folder / "3_Dense"))
    modules = json.loads((folder / "modules.json").read_text())
    modules.append({"idx": 3, "name": "3", "path": "3_Dense", "type": "sentence_transformers.models.Dense"})
    (folder / "modules.json").unlink()
    (folder / "modules.json").write_text(json.dumps(modules))
    layered = load_embedder(str(folder), tmp_path)
    (vectors,) = layered.embed_passages([INPUT])
    assert layered.dimension == 16
    assert vectors.sentences[1] == pytest.approx(layered.embed_question("Rest helps."), abs=1e-5)


def test_a_model_that_nobody_has_is_known_by_its_name() -> None:
    assert _identify("nobody/nothing") == "unknown commit of nobody/nothing"


def test_the_revision_of_a_path_follows_its_files(tmp_path: Path, torch_embedder: SentenceTransformersEmbedder) -> None:
    same = SentenceTransformersEmbedder(str(copy_model(tmp_path / "same")))
    other = SentenceTransformersEmbedder(
        str(copy_model(tmp_path / "other", sentence_bert_config={"max_seq_length": 64}))
    )
    assert same.revision == torch_embedder.revision != other.revision
    assert other.max_tokens == 62


def test_progress_and_order(torch_embedder: SentenceTransformersEmbedder) -> None:
    seen: list[tuple[int, int]] = []
    inputs = [PassageInput("", "pain " * count, ()) for count in range(1, 41)]
    found = torch_embedder.embed_passages(inputs, lambda done, total: seen.append((done, total)))
    assert seen == [(32, 40), (40, 40)]
    assert found[39].vector == pytest.approx(torch_embedder.embed_question("pain " * 40), abs=1e-5)


@pytest.mark.parametrize("name", ["no-such-organisation/no-such-model", "not a name", "/no/such/folder"])
def test_a_model_that_cannot_be_had_is_one_line(name: str, tmp_path: Path) -> None:
    with pytest.raises(EmbedderError, match=name) as raised:
        load_embedder(name, tmp_path)
    assert "\n" not in str(raised.value)


FROM_HUB = """
import sys
from collections.abc import Mapping
from pathlib import Path
from index.embedder import load_embedder
embedder = load_embedder("some/model", Path("."))
print(embedder.name, embedder.revision, embedder.dimension)
"""


def test_a_model_of_the_hub_is_known_by_its_commit(tmp_path: Path) -> None:
    commit = "0123456789abcdef0123456789abcdef01234567"
    repository = tmp_path / "models--some--model"
    copy_model(repository / "snapshots" / commit)
    (repository / "refs").mkdir()
    (repository / "refs" / "main").write_text(commit)
    environment = {**os.environ, "HF_HUB_CACHE": str(tmp_path), "HF_HUB_OFFLINE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", FROM_HUB], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    )
    assert done.stdout == f"some/model {commit}-st1 384\n"
