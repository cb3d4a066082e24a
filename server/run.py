"""Running the application as a process: the socket, the log, and what is said when it listens."""

from __future__ import annotations

import asyncio
import gc
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from ipaddress import ip_address
from pathlib import Path

import uvicorn

from corpus.errors import PalpateError
from corpus.settings import ServerSettings, Settings
from index.embedder import Embedder
from server.app import create_app
from server.connection import connections
from server.logs import set_up_logging

DRAIN = 8  # seconds that requests have to end after a signal to stop
THIS_MACHINE = "localhost,127.0.0.1,[::1]"
SWITCH = 0.001  # seconds that a thread may compute while another waits: all that comes and goes passes one of them
GARBAGE = 10_000  # objects more than before, until those that are new are looked through for garbage


def serve(
    data: Path, embedder: Embedder, settings: Settings, *, host: str, port: int, notify: Callable[[str], None]
) -> None:
    """Listen on `host` and `port` (0 for any that is free) until told to stop; `notify` learns the address.

    Raises PalpateError where the address cannot be had.
    """
    set_up_logging(settings.server.log)
    with _listen(host, port, settings.server.patience) as listener:
        own = _server_settings(settings.server, listener)
        app = create_app(data, embedder, replace(settings, server=own))
        _tune()
        config = uvicorn.Config(
            app,
            http=connections(own, app.state.door),
            ws="none",
            log_config=None,
            log_level="warning",
            access_log=False,  # it would keep addresses; the application logs what may be kept
            server_header=False,
            proxy_headers=bool(own.proxies),
            forwarded_allow_ips=own.proxies,
            timeout_graceful_shutdown=DRAIN,
        )
        shown = f"[{host}]" if ":" in host else host
        notify(f"Palpate is at http://{shown}:{listener.getsockname()[1]} (stop it with Ctrl-C)")
        with suppress(KeyboardInterrupt):  # handed on by uvicorn once all is closed
            Server(config).run(sockets=[listener])


class Server(uvicorn.Server):
    """uvicorn's own; when it stops, it also serves those who have connected and were not yet seen."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        loop = asyncio.get_running_loop()
        late = [connection for listener in sockets or [] for connection in _accept_all(listener)]
        for server in self.servers:
            server.close()
        for connection in late:
            await loop.connect_accepted_socket(self._protocol, connection)
        await super().shutdown(sockets)

    def _protocol(self) -> asyncio.Protocol:
        made: asyncio.Protocol = self.config.http_protocol_class(  # type: ignore[call-arg]
            config=self.config, server_state=self.server_state, app_state=self.lifespan.state
        )
        return made


def _tune() -> None:
    """What is loaded stays, and is not looked through for garbage again: all wait for that, a tenth of a second."""
    sys.setswitchinterval(SWITCH)
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE)


def _accept_all(listener: socket.socket) -> Iterator[socket.socket]:
    listener.setblocking(False)
    with suppress(BlockingIOError):
        while True:
            connection, _ = listener.accept()
            connection.setblocking(False)
            yield connection


def _server_settings(settings: ServerSettings, listener: socket.socket) -> ServerSettings:
    """The settings; where only this machine can connect, it goes by the names of this machine alone.

    Otherwise any page in a browser here could point a name of its own at this server, and read the library.
    """
    is_private = ip_address(listener.getsockname()[0].partition("%")[0]).is_loopback
    return replace(settings, hosts=THIS_MACHINE) if is_private and not settings.hosts else settings


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or "no such host"


def _listen(host: str, port: int, patience: float) -> socket.socket:
    """A listening socket. Connections that come before the application is up wait in its queue.

    The system closes those whose other end does not take what it is sent for `patience` seconds, where it can (Linux).
    """
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[
            0
        ]
        listener = socket.socket(family, kind)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if hasattr(socket, "TCP_USER_TIMEOUT"):
            listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, int(1000 * patience))
        listener.bind(address)
        listener.listen(2048)
    except (OSError, UnicodeError) as error:
        raise PalpateError(
            f"cannot listen on {host}, port {port} ({_reason(error)}): choose others with --host and --port"
        ) from None
    return listener
