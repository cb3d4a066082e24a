"""Addresses: fetching one within limits, and the form of it that names a source.

How a connection is made, and to whom, is in `ingest.connect`. What came back is read by `ingest.readers`; nothing here
looks into it.
"""

from __future__ import annotations

import re
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

import httpcore
import httpx

from ingest.connect import Deadline, NotPublicError, open_client
from ingest.errors import ReadError

LIMIT_BYTES = 50_000_000
MAX_REDIRECTS = 5

_TRACKING = re.compile(r"utm_\w*|fbclid|gclid|dclid|gbraid|wbraid|msclkid|mc_cid|mc_eid|igshid", re.IGNORECASE)
_DEFAULT_PORTS = {"http": 80, "https": 443}
_HEADERS = {
    "User-Agent": "Palpate (reads one page that its user asked for)",
    "Accept": "text/html,application/pdf,text/*;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "gzip",
}
_LOW_ERRORS = (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol, OSError)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: `url` is where it was found in the end, after redirects."""

    url: str
    data: bytes
    content_type: str


def fetch(address: str, *, limit_bytes: int = LIMIT_BYTES, timeout_s: float = 20, public_only: bool = False) -> Fetched:
    """Fetch an http or https address, following at most five redirects.

    `timeout_s` bounds the whole fetch, not only each wait. With `public_only` no connection is made to an address that
    is not public, wherever a name or a redirect may point: for a server that fetches on behalf of others. Raises
    ReadError.
    """
    deadline = Deadline(time.monotonic() + timeout_s)
    url = address
    for _ in range(MAX_REDIRECTS + 1):
        _check(url)
        with open_client(deadline, public_only=public_only) as client, _open(client, url) as response:
            if not response.has_redirect_location:
                _check_status(response, url)
                data = _read(response, url, limit_bytes, deadline)
                return Fetched(url, data, response.headers.get("content-type", ""))
            url = urljoin(url, response.headers["location"])
    raise ReadError(f"{_shown(address)} redirects more than {MAX_REDIRECTS} times: give the address it should lead to")


def normalise_address(address: str) -> str:
    """The address as it names a source: the same page written differently gives the same text.

    >>> normalise_address("HTTPS://Example.org:443/Hip?utm_source=mail#top")
    'https://example.org/Hip'
    """
    parts = _check(address.strip())
    scheme = parts.scheme.lower()
    host = (parts.hostname or "").rstrip(".")
    host = f"[{host}]" if ":" in host else host.encode("idna").decode() if not host.isascii() else host
    port = "" if parts.port in (None, _DEFAULT_PORTS[scheme]) else f":{parts.port}"
    kept = [pair for pair in parts.query.split("&") if pair and not _TRACKING.fullmatch(pair.partition("=")[0])]
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote("&".join(kept), safe="/?%:@!$&'()*+,;=~-._")
    return urlunsplit((scheme, f"{host}{port}", path, query, ""))


def _check(address: str) -> SplitResult:
    """The parts of an address that may be fetched."""
    shown = _shown(address)
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        raise ReadError(f"{shown} is no valid address: check it") from None
    if parts.scheme.lower() not in _DEFAULT_PORTS:
        raise ReadError(f"{shown} is no http or https address: give one, or a file's path")
    if "\\" in address or any(character.isspace() or not character.isprintable() for character in address):
        raise ReadError(f"{shown} holds white space or a backslash: check it")
    if not parts.hostname:
        raise ReadError(f"{shown} names no host: check it")
    if "@" in parts.netloc:
        raise ReadError(f"{shown} holds a user name: leave it out, pages behind a log-in are not read")
    return parts


@contextmanager
def _open(client: httpx.Client, url: str) -> Iterator[httpx.Response]:
    """The response to a request, its body unread; every way a connection can fail becomes a ReadError."""
    shown = _shown(url)
    try:
        with client.stream("GET", url, headers=_HEADERS) as response:
            yield response
    except NotPublicError:
        raise ReadError(f"{shown} leads to an address that is not public: save the page and give the file") from None
    except (httpx.TimeoutException, httpcore.TimeoutException):
        raise _late(url) from None
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, *_LOW_ERRORS) as error:
        reason = str(error) or type(error).__name__
        raise ReadError(f"{shown} cannot be reached ({reason}): check the address and the connection") from None


def _late(url: str) -> ReadError:
    return ReadError(f"{_shown(url)} did not answer in time: try again later, or save the page and give the file")


def _check_status(response: httpx.Response, url: str) -> None:
    if response.status_code != httpx.codes.OK:
        raise ReadError(
            f"{_shown(url)} answers with status {response.status_code} {response.reason_phrase}".rstrip()
            + ": open it in a browser, or save the page and give the file"
        )


def _read(response: httpx.Response, url: str, limit: int, deadline: Deadline) -> bytes:
    """The body, unpacked piece by piece: counted before the next piece is, and timed as it comes."""
    unpack = _unpacker(response.headers.get("content-encoding", ""), url)
    pieces, size = [], 0
    try:
        for packed in response.iter_raw():
            piece = unpack(packed, limit + 1 - size)
            size += len(piece)
            if size > limit:
                raise ReadError(f"{_shown(url)} gives more than the limit of {limit:,} bytes: save it and split it")
            if deadline.left() == 0:
                raise _late(url)
            pieces.append(piece)
    except zlib.error:
        raise ReadError(f"{_shown(url)} is not packed as it says: save the page and give the file") from None
    return b"".join(pieces)


def _unpacker(encoding: str, url: str) -> Callable[[bytes, int], bytes]:
    """What unpacks so many bytes at most. Two packings, one in the other, are nothing an honest page has."""
    match encoding.strip().lower():
        case "" | "identity":
            return lambda packed, _: packed
        case "gzip" | "x-gzip" | "deflate":
            return zlib.decompressobj(wbits=zlib.MAX_WBITS | 32).decompress  # either, as its head says
        case _:
            raise ReadError(f"{_shown(url)} is packed in a way that was not asked for: save the page and give the file")


def _shown(address: str) -> str:
    shown = "".join(character if character.isprintable() else "\ufffd" for character in address)
    return shown if len(shown) <= 200 else f"{shown[:197]}…"
