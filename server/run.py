"""Running the application as a process: the socket, the log, and what is said when it listens."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import uvicorn

from corpus.errors import PalpateError
from corpus.settings import Settings
from index.embedder import Embedder
from server.app import create_app
from server.logs import set_up_logging

DRAIN = 10  # seconds that requests have to end after a signal to stop


def serve(
    data: Path, embedder: Embedder, settings: Settings, *, host: str, port: int, notify: Callable[[str], None]
) -> None:
    """Listen on `host` and `port` (0 for any that is free) until told to stop; `notify` learns the address.

    Raises PalpateError where the address cannot be had.
    """
    set_up_logging(settings.server.log)
    with _listen(host, port) as listener:
        config = uvicorn.Config(
            create_app(data, embedder, settings),
            log_config=None,
            log_level="warning",
            access_log=False,  # it would keep addresses; the application logs what may be kept
            server_header=False,
            timeout_graceful_shutdown=DRAIN,
        )
        shown = f"[{host}]" if ":" in host else host
        notify(f"Palpate is at http://{shown}:{listener.getsockname()[1]} (stop it with Ctrl-C)")
        with suppress(KeyboardInterrupt):  # handed on by uvicorn once all is closed
            uvicorn.Server(config).run(sockets=[listener])


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or "no such host"


def _listen(host: str, port: int) -> socket.socket:
    """A listening socket. Connections that come before the application is up wait in its queue."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[
            0
        ]
        listener = socket.socket(family, kind)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(2048)
    except (OSError, UnicodeError) as error:
        raise PalpateError(
            f"cannot listen on {host}, port {port} ({_reason(error)}): choose others with --host and --port"
        ) from None
    return listener
