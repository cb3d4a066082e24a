"""Connections for `ingest.fetch`: to whom one may be made, and until when.

A name is looked up once, every number it has is checked, and the connection goes to one of those: there is no second
look-up that could lead elsewhere. The name is what the certificate is checked against, as in any other connection.
"""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from ssl import SSLContext
from typing import Any
from urllib.request import getproxies

import httpcore
import httpx

_GLOBAL = ipaddress.ip_network("2000::/3")  # all that was ever given out of IPv6
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class NotPublicError(Exception):
    """A name that leads, with at least one of its numbers, where strangers must not lead."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """The moment, on the monotonic clock, at which all must be over."""

    at: float

    def left(self, most: float | None = None) -> float:
        """The seconds left, 0 at least; `most` where that is less."""
        left = max(0.0, self.at - time.monotonic())
        return left if most is None else min(left, most)


def open_client(deadline: Deadline, *, public_only: bool) -> httpx.Client:
    """A client for one request.

    With `public_only` proxies are left aside: theirs would be the look-up that counts. Where the user's own settings
    name one, only each wait is bounded, and not all of them together.
    """
    if not public_only and getproxies():
        return httpx.Client(timeout=deadline.left())
    network = _Network(deadline, public_only=public_only)
    return httpx.Client(
        transport=_Transport(network, httpx.create_ssl_context()), timeout=deadline.left(), trust_env=False
    )


def is_public(number: str) -> bool:
    """Whether an IP address belongs to the public internet, looking through IPv6 forms of IPv4 addresses."""
    ip = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is None and ip not in _GLOBAL:
            return False
        ip = inner or ip
    return ip.is_global and not ip.is_multicast


class _Transport(httpx.BaseTransport):
    """What httpx sends through, upon a network of ours."""

    def __init__(self, network: httpcore.NetworkBackend, context: SSLContext) -> None:
        self._pool = httpcore.ConnectionPool(ssl_context=context, network_backend=network)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        response = self._pool.handle_request(
            httpcore.Request(request.method, url, headers=request.headers.raw, extensions=request.extensions)
        )
        return httpx.Response(
            response.status, headers=response.headers, stream=_Body(response), extensions=response.extensions
        )

    def close(self) -> None:
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        yield from self._response.iter_stream()

    def close(self) -> None:
        self._response.close()


class _Network(httpcore.NetworkBackend):
    """Connects to a number that was looked up and checked here, and to nothing else."""

    def __init__(self, deadline: Deadline, *, public_only: bool) -> None:
        self._deadline = deadline
        self._public_only = public_only
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        numbers = look_up(host, port, self._deadline)
        if self._public_only and not all(map(is_public, numbers)):
            raise NotPublicError(host)
        failed: Exception = httpcore.ConnectError("no such host")
        for number in numbers:
            try:
                left = self._deadline.left(timeout)
                stream = self._sockets.connect_tcp(number, port, left, local_address, socket_options)
                return _Stream(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed


class _Stream(httpcore.NetworkStream):
    """A connection whose every wait ends at the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def _wait(self, timeout: float | None) -> float:
        if not (left := self._deadline.left(timeout)):
            raise httpcore.ReadTimeout("the time is over")
        return left

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._wait(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._wait(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, self._wait(timeout)), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def look_up(host: str, port: int, deadline: Deadline) -> list[str]:
    """The numbers of a host, [] where there are none.

    The system's own look-up knows no limit of time, so a thread does it, and is left behind where it takes too long.
    """
    found: queue.SimpleQueue[list[str]] = queue.SimpleQueue()

    def ask() -> None:
        try:
            entries = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            entries = []
        found.put(list(dict.fromkeys(str(entry[4][0]) for entry in entries)))

    threading.Thread(target=ask, daemon=True).start()
    try:
        return found.get(timeout=deadline.left())
    except queue.Empty:
        raise httpcore.ConnectTimeout("the host is not found in time") from None
