"""A deterministic embedder for tests: a text's vector is the sum of its words' hashed vectors, in 32 numbers.

Texts that share words lie close, as with a real one; nothing is loaded, and the same text has the same vector on
every machine. It counts its calls.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

from index.embedder import PassageInput, PassageVectors, Progress, Vector, unit_rows


class DemoEmbedder:
    """An `index.embedder.Embedder` without a model. `embedded` lists the texts of all passages it was given."""

    dimension = 32
    max_tokens = 64

    def __init__(self, name: str = "demo", revision: str = "demo-1") -> None:
        self.name = name
        self.revision = revision
        self.embedded: list[str] = []

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def embed_question(self, text: str) -> Vector:
        return embed_words(text)

    def embed_passages(self, inputs: Sequence[PassageInput], progress: Progress | None = None) -> list[PassageVectors]:
        self.embedded.extend(item.text for item in inputs)
        if progress:
            progress(len(inputs), len(inputs))
        return [_embed_passage(item) for item in inputs]


def embed_words(text: str) -> Vector:
    """The vector of a text's words, of length 1, whatever their order."""
    words = sorted(text.lower().split()) or [""]
    return np.asarray(unit_rows(np.sum([_embed_word(word) for word in words], axis=0)))


def _embed_passage(item: PassageInput) -> PassageVectors:
    sentences = [embed_words(item.text[start:end]) for start, end in item.spans]
    return PassageVectors(embed_words(item.embedded), np.asarray(sentences, dtype=np.float32).reshape(-1, 32))


def _embed_word(word: str) -> Vector:
    digest = hashlib.sha256(word.encode("utf-8", "replace")).digest()
    return (np.frombuffer(digest, dtype=np.uint8).astype(np.float32) - 127.5) / 127.5
