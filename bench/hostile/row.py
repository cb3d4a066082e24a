"""One bad input and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Wanted = Callable[[str], bool]
"""Whether a number among the bad inputs is to be tried."""


@dataclass(frozen=True, slots=True)
class Row:
    """`fault` is "" where all that is promised holds; `skipped` says why nothing was tried."""

    number: str
    what: str
    said: str = ""
    seconds: float = 0.0
    megabytes: float = 0.0
    fault: str = ""
    skipped: str = ""

    def show(self) -> None:
        """One line."""
        mark = "XX" if self.fault else "--" if self.skipped else "ok"
        took = f"{self.seconds:5.1f} s" if self.seconds else "       "
        held = f"{self.megabytes:4.0f} MB" if self.megabytes else "       "
        said = self.skipped or f"{self.said[:100]}{'…' * (len(self.said) > 100)}"
        print(f"{mark} {self.number:>3}  {self.what:<37} {took} {held}  {said}", flush=True)
        if self.fault:
            print(f"        {self.fault}", flush=True)
