"""Errors of the store. Every message names the value and the remedy.

PalpateError            anything a user can cause or cure; the command line prints it in one line
└── StoreError          a store cannot be read
    └── NotFoundError   an id that the store does not hold
"""

from __future__ import annotations


class PalpateError(Exception):
    """Something a user can cause or cure. The message is one line: the value and the remedy."""


class StoreError(PalpateError):
    """A store that cannot be read."""


class NotFoundError(StoreError):
    """An id that the store does not hold."""
