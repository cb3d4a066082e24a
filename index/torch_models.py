"""The one file that uses torch: it exports the default model, and runs any other one.

Every import of torch, transformers and sentence_transformers is inside a function: they take seconds, and questions
to the default embedder need none of them.
"""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from index.embedder import PassageInput, PassageVectors, Progress, Vector, pool_spans, unit_rows, well_formed
from index.errors import EmbedderError, RerankerError
from index.files import sha256_of

BATCH = 32
HUB_SECONDS = 10.0
METHOD = "st1"
"""Part of the revision, as in `index.onnx_embedder`."""


@contextmanager
def _quiet() -> Iterator[None]:
    """No progress bars or advice from the libraries: a library of ours never prints."""
    from transformers.utils import logging

    advice: Any = logging
    advice.disable_progress_bar()
    advice.set_verbosity_error()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def export_onnx(model_dir: Path, target: Path) -> None:
    """Write the transformer in `model_dir` to `target`: token ids and mask in; token states and mean vectors out.

    Eager attention and the TorchScript exporter give a graph whose attention ONNX Runtime recognises and fuses; the
    newer exporter's graph runs at two thirds of the speed (docs/decisions/0001-embedding-at-ingest.md).
    """
    import torch
    from transformers import AutoModel

    class MeanPooled(torch.nn.Module):
        def __init__(self, transformer: torch.nn.Module) -> None:
            super().__init__()
            self.transformer = transformer

        def forward(self, input_ids: Any, attention_mask: Any) -> tuple[Any, Any]:
            states = self.transformer(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
            weights = attention_mask.unsqueeze(-1).to(states.dtype)
            means = (states * weights).sum(1) / weights.sum(1).clamp(min=1e-9)
            return states, torch.nn.functional.normalize(means, dim=-1)

    with _quiet(), torch.no_grad():
        transformer = AutoModel.from_pretrained(model_dir, attn_implementation="eager", local_files_only=True)
        example = torch.ones(2, 16, dtype=torch.long)
        torch.onnx.export(
            MeanPooled(transformer).eval(),
            (example, example.clone()),
            str(target),
            input_names=["input_ids", "attention_mask"],
            output_names=["tokens", "vector"],
            dynamic_axes={
                "input_ids": {0: "texts", 1: "tokens"},
                "attention_mask": {0: "texts", 1: "tokens"},
                "tokens": {0: "texts", 1: "tokens"},
                "vector": {0: "texts"},
            },
            dynamo=False,
            opset_version=17,
        )


class SentenceTransformersEmbedder:
    """Any sentence-transformers model, by hub name or by path, run in torch with the prompts of its own config.

    Models that mean-pool their token states give sentence vectors from those states; any other model embeds the
    sentences one by one, as its token states lie in another space than its vectors.
    """

    def __init__(self, name: str, *, notify: Callable[[str], None] | None = None) -> None:
        if notify:
            notify(f"loading the embedder {name} in torch")
        self._model = _load(name)
        self._lock = Lock()  # its tokenizer is set up anew for each call, which threads must not do at once
        self._prompt = _document_prompt(self._model)
        self._late = _pools_by_mean(self._model)
        self.name = name
        self.revision = f"{_identify(name)}-{METHOD}"
        self.dimension = int(self._model.get_embedding_dimension() or 0)
        marks = len(self._token_ids("", marks=True)) + len(self._token_ids(self._prompt))
        self.max_tokens = int(self._model.max_seq_length or 512) - marks

    def count_tokens(self, text: str) -> int:
        with self._lock:
            return len(self._token_ids(text))

    def embed_question(self, text: str) -> Vector:
        with self._lock:
            vectors = self._model.encode_query([well_formed(text)], **_PLAIN)
        rows = unit_rows(np.asarray(vectors, dtype=np.float32))
        return np.asarray(rows[0])

    def embed_passages(self, inputs: Sequence[PassageInput], progress: Progress | None = None) -> list[PassageVectors]:
        embed = self._embed_late if self._late else self._embed_apart
        order = sorted(range(len(inputs)), key=lambda row: -len(inputs[row].embedded))
        found: dict[int, PassageVectors] = {}
        for start in range(0, len(order), BATCH):
            rows = order[start : start + BATCH]
            with self._lock:
                vectors = embed([inputs[row] for row in rows])
            found.update(zip(rows, vectors, strict=True))
            if progress:
                progress(len(found), len(inputs))
        return [found[row] for row in range(len(inputs))]

    def _embed_late(self, batch: Sequence[PassageInput]) -> list[PassageVectors]:
        """Passage vectors and sentence vectors from the same forward pass."""
        texts = [well_formed(item.embedded) for item in batch]
        outputs = self._model.encode_document(
            texts, prompt=self._prompt, output_value=None, batch_size=BATCH, show_progress_bar=False
        )
        results = []
        for item, text, output in zip(batch, texts, outputs, strict=True):
            whole = unit_rows(output["sentence_embedding"].float().cpu().numpy())
            real = output["attention_mask"].bool()
            states = output["token_embeddings"][real].float().cpu().numpy()
            shift = len(self._prompt) + len(item.prefix)
            spans = [(start + shift, end + shift) for start, end in item.spans]
            offsets = self._offsets(self._prompt + text)
            results.append(PassageVectors(whole, pool_spans(states, offsets, spans, whole)))
        return results

    def _embed_apart(self, batch: Sequence[PassageInput]) -> list[PassageVectors]:
        """Passages first, then every sentence on its own."""
        texts = [well_formed(item.embedded) for item in batch]
        sentences = [well_formed(item.text[start:end]) for item in batch for start, end in item.spans]
        encoded = self._model.encode_document(texts + sentences, prompt=self._prompt, **_PLAIN)
        vectors = unit_rows(np.asarray(encoded, dtype=np.float32))
        results, place = [], len(texts)
        for row, item in enumerate(batch):
            results.append(PassageVectors(vectors[row], vectors[place : place + len(item.spans)]))
            place += len(item.spans)
        return results

    def _token_ids(self, text: str, *, marks: bool = False) -> list[int]:
        ids = self._model.tokenizer(well_formed(text), add_special_tokens=marks, truncation=False, verbose=False)
        return list(ids["input_ids"])

    def _offsets(self, text: str) -> list[tuple[int, int]]:
        tokens = self._model.tokenizer(
            text, truncation=True, max_length=self._model.max_seq_length, return_offsets_mapping=True, verbose=False
        )
        return list(tokens["offset_mapping"])


_PLAIN: dict[str, Any] = {"batch_size": BATCH, "show_progress_bar": False, "convert_to_numpy": True}


def _load(name: str) -> Any:
    if Path(name).is_absolute() and not Path(name).is_dir():
        raise EmbedderError(f"no embedder at {name}: name a folder with a sentence-transformers model, or a hub name")
    try:
        from sentence_transformers import SentenceTransformer

        with _quiet():
            try:
                return SentenceTransformer(name, device=_device(), local_files_only=True)
            except Exception:  # noqa: BLE001 - not here, for one of a dozen reasons
                _require_on_hub(name)  # asks once: loading itself would try each file six times, for a minute
                return SentenceTransformer(name, device=_device())
    except Exception as error:  # the libraries raise a dozen kinds for a model that cannot be had
        reason = str(error).strip().split("\n")[0][:200]
        raise EmbedderError(
            f"the embedder {name!r} cannot be loaded ({reason}): name a folder or a hub model that can be reached, "
            "or leave the name empty for the default"
        ) from error


def load_cross_encoder(name: str) -> Callable[[Sequence[tuple[str, str]]], list[float]]:
    """What scores pairs of texts with the cross-encoder called `name`. Raises RerankerError where it cannot be had."""
    if Path(name).is_absolute() and not Path(name).is_dir():
        raise RerankerError(f"no reranker at {name}: name a folder with a cross-encoder, a hub name, or none")
    try:
        import torch
        from sentence_transformers import CrossEncoder

        with _quiet():
            try:
                model = CrossEncoder(name, device=_device(), local_files_only=True)
            except Exception:  # noqa: BLE001 - not here, for one of a dozen reasons
                _require_on_hub(name)
                model = CrossEncoder(name, device=_device())
    except Exception as error:
        reason = str(error).strip().split("\n")[0][:200]
        raise RerankerError(
            f"the reranker {name!r} cannot be loaded ({reason}): name a folder or a hub model that can be reached, "
            "or leave search.reranker empty to do without"
        ) from error
    lock = Lock()

    def score(pairs: Sequence[tuple[str, str]]) -> list[float]:
        texts = [(well_formed(question), well_formed(passage)) for question, passage in pairs]
        with lock:
            found = model.predict(texts, batch_size=BATCH, show_progress_bar=False, activation_fn=torch.nn.Identity())
        return [float(value) for value in np.asarray(found).reshape(-1)]

    return score


def _require_on_hub(name: str) -> None:
    from huggingface_hub import HfApi

    HfApi().model_info(name, timeout=HUB_SECONDS)


def _device() -> str:
    import torch

    return "cuda" if torch.cuda.is_available() else "cpu"


def _document_prompt(model: Any) -> str:
    """The words the model's own config wants before a passage, or "".

    `encode_document` by itself would not find those under "passage": it stops at "document", which it always has.
    """
    return next((model.prompts[key] for key in ("document", "passage", "corpus") if model.prompts.get(key)), "")


def _pools_by_mean(model: Any) -> bool:
    """Whether vectors are plain means of token states, and tokens know their place in the text."""
    kinds = [type(module).__name__ for module in model]
    if kinds[:2] != ["Transformer", "Pooling"] or any(kind != "Normalize" for kind in kinds[2:]):
        return False
    config = model[1].get_config_dict()
    plain = config.get("pooling_mode") == "mean" and config.get("include_prompt", True)
    return bool(plain and getattr(model.tokenizer, "is_fast", False))


def _identify(name: str) -> str:
    """What names the weights: a hash of the folder's files, or the hub's commit."""
    if Path(name).is_dir():
        files = sorted(path for path in Path(name).rglob("*") if path.suffix in (".json", ".safetensors", ".bin"))
        hashes = "".join(f"{path.relative_to(name).as_posix()}:{sha256_of(path)}\n" for path in files)
        return hashlib.sha256(hashes.encode()).hexdigest()[:16]
    return _cached_commit(name if "/" in name else f"sentence-transformers/{name}") or f"unknown commit of {name}"


def _cached_commit(repository: str) -> str:
    """The commit that the hub's cache has of a model, out of the path `…/snapshots/<commit>/modules.json`."""
    from huggingface_hub import try_to_load_from_cache

    files = (try_to_load_from_cache(repository, file) for file in ("modules.json", "config.json"))
    return next((Path(file).parent.name for file in files if isinstance(file, str)), "")
