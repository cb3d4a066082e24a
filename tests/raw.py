"""HTTP by hand, for what no client library would send."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPResponse
from typing import Any
from urllib.parse import urlsplit

PATIENCE = 60  # seconds; nothing here takes long, but machines may be busy


@dataclass(frozen=True)
class Reply:
    """A response, its headers by their names in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


def connect(address: str, *, receives: int = 0) -> socket.socket:
    """A connection; `receives` is how many bytes its system takes before anybody reads them."""
    found = urlsplit(address)
    opened = socket.socket()
    if receives:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receives)
    opened.settimeout(PATIENCE)
    try:
        opened.connect((found.hostname, found.port))
    except OSError:
        opened.close()
        raise
    return opened


def request(method: str, path: str, headers: Mapping[str, str] | None = None, body: bytes = b"") -> bytes:
    """A request as it goes over the wire."""
    fields = {"Host": "127.0.0.1", "Content-Length": str(len(body)), **(headers or {})}
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in fields.items() if value)]
    return "\r\n".join([*lines, "", ""]).encode() + body


def question(text: str, **fields: Any) -> bytes:
    """A question as it goes over the wire."""
    body = json.dumps({"question": text, **fields}).encode()
    return request("POST", "/api/chat", {"Content-Type": "application/json"}, body)


def read(opened: socket.socket, method: str = "POST") -> Reply:
    """The response that comes next."""
    with HTTPResponse(opened, method=method) as response:
        response.begin()
        headers = {name.lower(): value for name, value in response.getheaders()}
        return Reply(response.status, headers, response.read())


def exchange(address: str, sent: bytes) -> Reply:
    """What comes back over a connection of its own."""
    with connect(address) as opened:
        opened.sendall(sent)
        return read(opened)


def is_closed(opened: socket.socket) -> bool:
    """Waits until the server closes the connection; False where it sends something."""
    try:
        return opened.recv(1) == b""
    except ConnectionResetError:
        return True


def drip(opened: socket.socket, sent: bytes) -> None:
    """Send byte by byte, slowly. Raises OSError once the server has closed the connection."""
    for number in range(len(sent)):
        opened.sendall(sent[number : number + 1])
        time.sleep(0.05)
