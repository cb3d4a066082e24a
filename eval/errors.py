"""Errors of the bench. Every message names the file, the line and the field, and the remedy."""

from __future__ import annotations

from corpus.errors import PalpateError


class EvalError(PalpateError):
    """A dataset, suite, run or result folder that cannot be used as it is."""
