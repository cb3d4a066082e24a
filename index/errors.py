"""Errors of embedding, of generations and of searching. Every message names the value and the remedy, in one line.

PalpateError
├── EmbedderError      a model that cannot be had, or is not the one it should be
├── GenerationError    a generation that cannot be read, or does not fit the embedder
│   └── BusyError      another process is writing
├── RerankerError      a reranker that cannot be had
└── ThesaurusError     a glossary that cannot be used
"""

from __future__ import annotations

from corpus.errors import PalpateError


class EmbedderError(PalpateError):
    """A model that cannot be had, or is not the one it should be."""


class GenerationError(PalpateError):
    """A generation that cannot be read, or does not fit the embedder."""


class BusyError(GenerationError):
    """Another process is writing to the same data."""


class RerankerError(PalpateError):
    """A reranker that cannot be had."""


class ThesaurusError(PalpateError):
    """A glossary that cannot be used."""
