"""What an embedder is: the contract that index and pipeline build on, and how one is loaded by name.

The default embedder is in `index.onnx_embedder`; any other model runs through `index.torch_models`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]
Progress = Callable[[int, int], None]
"""Called with how many are done and how many there are."""

DEFAULT = "all-MiniLM-L6-v2"


@dataclass(frozen=True, slots=True)
class PassageInput:
    """What is embedded for one passage: its heading and its text, and where its sentences lie in the text.

    >>> PassageInput("Gluteus minimus > Referral", "It refers pain. It aches.", ((0, 15), (16, 25))).embedded
    'Gluteus minimus > Referral. It refers pain. It aches.'
    """

    heading: str
    text: str
    spans: tuple[tuple[int, int], ...]

    @property
    def prefix(self) -> str:
        return f"{self.heading}. " if self.heading else ""

    @property
    def embedded(self) -> str:
        return self.prefix + self.text

    @property
    def key(self) -> str:
        """A hash of all that the vectors depend on, besides the model."""
        packed = json.dumps([self.heading, self.text, self.spans])
        return hashlib.sha256(packed.encode()).hexdigest()


@dataclass(frozen=True, slots=True, eq=False)
class PassageVectors:
    """The vector of a passage, `(dimension,)`, and those of its sentences, `(sentences, dimension)`, of length 1."""

    vector: Vector
    sentences: Vector


@dataclass(frozen=True, slots=True, eq=False)
class WordStates:
    """What a model reads of each word of a text: the words, and `(words, dimension)` states of length 1."""

    words: tuple[str, ...]
    states: Vector


class Embedder(Protocol):
    """Turns questions and passages into vectors. Threads may share one.

    `revision` names the weights and the way of embedding: vectors of different revisions are never compared.
    `max_tokens` is how many tokens, as `count_tokens` counts them, a passage with its heading may have without
    being cut.
    """

    @property
    def name(self) -> str: ...
    @property
    def revision(self) -> str: ...
    @property
    def dimension(self) -> int: ...
    @property
    def max_tokens(self) -> int: ...

    def count_tokens(self, text: str) -> int:
        """How many tokens the text has, without the marks that the model adds, however long the text."""

    def embed_question(self, text: str) -> Vector:
        """The vector of a question, `(dimension,)`, of length 1."""

    def embed_passages(self, inputs: Sequence[PassageInput], progress: Progress | None = None) -> list[PassageVectors]:
        """The vectors of passages and of their sentences, in the order of the inputs."""


@runtime_checkable
class ReadsWords(Protocol):
    """An embedder whose states of words others have learned from: the default one."""

    def embed_words(self, text: str) -> tuple[Vector, WordStates]:
        """The vector of a question, as `embed_question` gives it, and the states of its words."""


def load_embedder(name: str, models_dir: Path, *, notify: Callable[[str], None] | None = None) -> Embedder:
    """The embedder called `name`: "", "default" or the default's own name; else a hub name or a path.

    `notify` is told, in a line, about steps that take seconds. Raises EmbedderError for a model that cannot be had.
    """
    if name in ("", "default", DEFAULT):
        from index.onnx_embedder import load_default  # here, as each kind of embedder brings its own libraries

        return load_default(models_dir, notify=notify)
    from index.torch_models import SentenceTransformersEmbedder

    return SentenceTransformersEmbedder(name, notify=notify)


def unit_rows(rows: NDArray[np.floating]) -> Vector:
    """Rows scaled to length 1; a row of zeros stays as it is."""
    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-12), dtype=np.float32)


def cosines(rows: Vector, vector: Vector) -> Vector:
    """The inner products of rows with a vector, `(rows,)`, on one core.

    `rows @ vector` wakes BLAS's threads for some hundred rows: they then spin for longer than a search takes.
    """
    return np.asarray(np.einsum("ij,j->i", rows, vector))


def pool_spans(
    states: Vector, offsets: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int]], whole: Vector
) -> Vector:
    """Vectors of stretches of one text, as the mean of the states of the tokens that begin in them.

    `states` `(tokens, dimension)` and `offsets` belong to the same tokens; a token without width is a mark of the
    model's and is left out. A stretch whose tokens were all cut off gets `whole`. Pooling the states that were
    computed with the whole passage in view is known as late chunking (Günther et al. 2024, arXiv:2409.04701).
    """
    places = np.asarray(offsets, dtype=np.int64).reshape(-1, 2)
    wide = places[:, 1] > places[:, 0]
    pooled = np.empty((len(spans), whole.shape[0]), dtype=np.float32)
    for row, (start, end) in enumerate(spans):
        inside = wide & (places[:, 0] >= start) & (places[:, 0] < end)
        pooled[row] = unit_rows(states[inside].mean(axis=0)) if inside.any() else whole
    return pooled


def well_formed(text: str) -> str:
    """The text with lone surrogates, which no tokenizer takes, turned into question marks; offsets stay."""
    return text.encode("utf-8", "replace").decode("utf-8")
