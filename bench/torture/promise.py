"""A promise that was put to the test: how often, and what failed."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

SHOWN = 5  # failures that are told in full


@dataclass(slots=True)
class Promise:
    """What is promised, how many trials it was put to, and what each failure was; `skipped` says why there was none."""

    text: str
    trials: int = 0
    failures: list[str] = field(default_factory=list)
    note: str = ""
    skipped: str = ""
    seconds: float = 0.0

    @contextmanager
    def trial(self, name: str) -> Iterator[None]:
        """One trial: whatever is raised within is a failure of it."""
        self.trials += 1
        try:
            yield
        except Exception as error:  # noqa: BLE001 - a failure is told, and the trials go on
            self.failures.append(f"{name}: {type(error).__name__}: {' '.join(str(error).split())}")

    def show(self) -> None:
        """One line, and below it the first failures."""
        if self.skipped:
            print(f"--    skipped  {self.text}: {self.skipped}", flush=True)
            return
        mark = "XX" if self.failures else "ok"
        said = f"{self.trials:>5} trials, {len(self.failures)} failures"
        print(f"{mark} {said}  {self.text} ({self.seconds:.0f} s){self.note and ': '}{self.note}", flush=True)
        for failure in self.failures[:SHOWN]:
            print(f"      {failure}")


def expect(truth: object, complaint: str) -> None:
    """Raise AssertionError with this complaint unless it is true."""
    if not truth:
        raise AssertionError(complaint)


def put_to_the_test(test: Callable[[], Promise]) -> Promise:
    """Run one test and show what came of it."""
    began = time.monotonic()
    promise = test()
    promise.seconds = time.monotonic() - began
    promise.show()
    sys.stdout.flush()
    return promise
