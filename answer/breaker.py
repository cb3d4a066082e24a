"""A circuit breaker: what failed several times in a row is left alone for a while, then tried once."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

FAILURES = 3  # in a row
REST = 60.0  # seconds


class Breaker:
    """Counts failures in a row. Threads may share one; `clock` gives seconds.

    >>> breaker = Breaker()
    >>> for _ in range(FAILURES):
    ...     breaker.failed()
    >>> breaker.may_try()
    False
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failures = 0
        self._rests_until = 0.0
        self._turn = threading.Lock()

    def may_try(self) -> bool:
        """Whether to try now. After a rest one may, and the others wait for what becomes of it."""
        with self._turn:
            if self._failures < FAILURES:
                return True
            if self._clock() < self._rests_until:
                return False
            self._rests_until = self._clock() + REST
            return True

    def failed(self) -> None:
        """What was tried failed."""
        with self._turn:
            self._failures += 1
            self._rests_until = self._clock() + REST

    def worked(self) -> None:
        """What was tried worked: all before is forgotten."""
        with self._turn:
            self._failures = 0
