"""Errors of reading. Every message names the value and the remedy, in one line."""

from __future__ import annotations

from corpus.errors import PalpateError


class ReadError(PalpateError):
    """A source that cannot be read: missing, empty, encrypted, binary, too large, unreachable."""
