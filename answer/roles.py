"""Who does what to whom: whether a sentence fits its source better with two of its parts exchanged."""

from __future__ import annotations

from answer.claims import Claim


def swapped(said: Claim, given: Claim) -> tuple[str, str] | None:
    return None
