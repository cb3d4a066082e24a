"""Who waits for an answer, as the rooms below see it: asked and told from the threads that they work in."""

from __future__ import annotations

from asyncio import CancelledError

from anyio import from_thread
from fastapi import Request

from answer.writing import Caller


def caller_of(request: Request) -> Caller:
    """The client of a request. To be used in the threads that the framework runs routes and streams in."""

    def is_gone() -> bool:
        try:
            return from_thread.run(request.is_disconnected)
        except CancelledError:  # the framework has seen it, and gives the stream up
            return True

    def let_go() -> None:
        from_thread.run_sync(request.state.let_go)

    def take_up() -> bool:
        try:
            return bool(from_thread.run(request.state.take_up))
        except CancelledError:
            return False

    return Caller(is_gone, let_go, take_up)
