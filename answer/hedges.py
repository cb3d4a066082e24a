"""How far a sentence holds: whether one says more surely, or of more cases, than its source."""

from __future__ import annotations

from answer.claims import Claim


def overstates(said: Claim, given: Claim) -> tuple[str, str] | None:
    return None
