"""How many answers are worked on at once, and how many requests wait for their turn."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine
from typing import Any


class Slots:
    """A number of slots and a bounded queue for them, first come, first served. For one event loop; no threads."""

    def __init__(self, at_once: int, queue: int, wait: float) -> None:
        self.working = 0
        self._at_once = at_once
        self._queue = queue
        self._wait = wait
        self._turns: deque[asyncio.Future[None]] = deque()

    @property
    def waiting(self) -> int:
        """How many wait now."""
        return len(self._turns)

    @property
    def full(self) -> bool:
        """Whether nobody else may wait."""
        return self.working >= self._at_once and self.waiting >= self._queue

    async def take(self, gone: Callable[[], Coroutine[Any, Any, object]]) -> bool:
        """Wait for a slot; False where none came free in time, or `gone` returned first. Who has one gives it back."""
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

    def give_back(self) -> None:
        """Let the next one have the slot."""
        if self._turns:
            self._turns.popleft().set_result(None)
        else:
            self.working -= 1

    def _leave(self, turn: asyncio.Future[None]) -> None:
        """What was handed a slot at the last moment hands it on."""
        if turn.done():
            self.give_back()
        else:
            self._turns.remove(turn)
