"""How many answers are worked on at once, and how many requests wait for their turn."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine
from time import perf_counter
from typing import Any

LATEST = 0.1  # weight of the latest piece of work in what one takes


class Slots:
    """A number of slots and a queue for them, first come, first served. For one event loop; no threads.

    Nobody may wait who would likely be refused later: better at once. Work takes more or less time than it did of late,
    so nobody may wait who has to expect more than half of the longest wait.
    """

    def __init__(self, at_once: int, queue: int, wait: float) -> None:
        self.working = 0
        self._at_once = at_once
        self._queue = queue
        self._wait = wait
        self._spent = 0.0  # seconds that one piece of work takes of late
        self._turns: deque[asyncio.Future[None]] = deque()

    @property
    def waiting(self) -> int:
        """How many wait now."""
        return len(self._turns)

    @property
    def full(self) -> bool:
        """Whether nobody else may work or wait."""
        expected = self._spent * (self.waiting + 1) / self._at_once
        return self.working >= self._at_once and (self.waiting >= self._queue or 2 * expected > self._wait)

    async def take(self, gone: Callable[[], Coroutine[Any, Any, object]]) -> bool:
        """Wait for a slot; False where none came free in time, or `gone` ended first. Who has one gives it back."""
        if self.working < self._at_once:
            self.working += 1
            return True
        turn = asyncio.get_running_loop().create_future()
        self._turns.append(turn)
        left = asyncio.create_task(gone())
        try:
            await asyncio.wait((turn, left), timeout=self._wait, return_when=asyncio.FIRST_COMPLETED)
        except asyncio.CancelledError:
            self._leave(turn)
            raise
        finally:
            left.cancel()
        if turn.done() and not left.done():
            return True
        self._leave(turn)
        return False

    def give_back(self, began: float) -> None:
        """Let the next one have the slot that was taken when the clock stood at `began`."""
        self._spent += LATEST * (perf_counter() - began - self._spent)
        self._pass_on()

    def _pass_on(self) -> None:
        if self._turns:
            self._turns.popleft().set_result(None)
        else:
            self.working -= 1

    def _leave(self, turn: asyncio.Future[None]) -> None:
        """What was handed a slot at the last moment hands it on."""
        if turn.done():
            self._pass_on()
        else:
            self._turns.remove(turn)
