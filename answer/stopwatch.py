"""How long each stage of an answer takes: for the `Server-Timing` header and for measuring, never part of an answer."""

from __future__ import annotations

from time import perf_counter


class Stopwatch:
    """The milliseconds of each stage, in the order in which they first ended.

    >>> watch = Stopwatch()
    >>> watch.lap("gate")
    >>> list(watch.stages)
    ['gate']
    """

    def __init__(self) -> None:
        self.stages: dict[str, float] = {}
        self._last = perf_counter()

    def lap(self, stage: str) -> None:
        """What passed since the last lap belongs to this stage; a stage that comes again adds up."""
        now = perf_counter()
        self.stages[stage] = self.stages.get(stage, 0.0) + 1000 * (now - self._last)
        self._last = now
