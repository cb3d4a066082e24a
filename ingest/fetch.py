"""Addresses: fetching one within limits, and the form of it that names a source.

What came back is read by `ingest.readers`; nothing here looks into it.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

import httpx

from ingest.errors import ReadError

LIMIT_BYTES = 50_000_000
MAX_REDIRECTS = 5

_TRACKING = re.compile(r"utm_\w*|fbclid|gclid|dclid|gbraid|wbraid|msclkid|mc_cid|mc_eid|igshid", re.IGNORECASE)
_DEFAULT_PORTS = {"http": 80, "https": 443}
_AGENT = "Palpate (reads one page that its user asked for)"


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
    deadline = time.monotonic() + timeout_s
    url = address
    with _client(timeout_s, public_only=public_only) as client:
        for _ in range(MAX_REDIRECTS + 1):
            _check(url)
            with _open(client, url, public_only=public_only) as response:
                if not response.has_redirect_location:
                    _check_status(response, url)
                    data = _read(response, url, limit_bytes, deadline)
                    return Fetched(url, data, response.headers.get("content-type", ""))
                url = str(httpx.URL(url).join(response.headers["location"]))
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


def _client(timeout_s: float, *, public_only: bool) -> httpx.Client:
    headers = {"User-Agent": _AGENT, "Accept": "text/html,application/pdf,text/*;q=0.9,*/*;q=0.5"}
    return httpx.Client(headers=headers, timeout=timeout_s, follow_redirects=False, trust_env=not public_only)


@contextmanager
def _open(client: httpx.Client, url: str, *, public_only: bool) -> Iterator[httpx.Response]:
    """The response to a request, its body unread; every way a connection can fail becomes a ReadError."""
    shown = _shown(url)
    try:
        target, headers, extensions = _public(url) if public_only else (httpx.URL(url), {}, {})
        with client.stream("GET", target, headers=headers, extensions=extensions) as response:
            yield response
    except httpx.TimeoutException:
        raise ReadError(
            f"{shown} did not answer in time: try again later, or save the page and give the file"
        ) from None
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
        reason = str(error) or type(error).__name__
        raise ReadError(f"{shown} cannot be reached ({reason}): check the address and the connection") from None


def _public(url: str) -> tuple[httpx.URL, dict[str, str], dict[str, str]]:
    """The request for a public address, bound to the number that is looked up and checked here.

    So no second look-up can lead elsewhere; the name still goes into the Host header and the certificate's check.
    """
    asked = httpx.URL(url)
    host = asked.raw_host.decode("ascii").strip("[]")
    try:
        found = socket.getaddrinfo(host, asked.port or _DEFAULT_PORTS[asked.scheme], type=socket.SOCK_STREAM)
    except OSError:
        raise ReadError(f"{_shown(url)} cannot be reached (no such host): check the address") from None
    numbers = [str(entry[4][0]) for entry in found]
    if not numbers or not all(is_public(number) for number in numbers):
        raise ReadError(f"{_shown(url)} leads to an address that is not public: save the page and give the file")
    headers = {"Host": asked.netloc.decode("ascii")}
    return asked.copy_with(host=numbers[0]), headers, {"sni_hostname": host}


def is_public(number: str) -> bool:
    """Whether an IP address belongs to the public internet, looking through IPv6 forms of IPv4 addresses."""
    ip = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        ip = inner or ip
    return ip.is_global and not ip.is_multicast


def _check_status(response: httpx.Response, url: str) -> None:
    if response.status_code != httpx.codes.OK:
        raise ReadError(
            f"{_shown(url)} answers with status {response.status_code} {response.reason_phrase}".rstrip()
            + ": open it in a browser, or save the page and give the file"
        )


def _read(response: httpx.Response, url: str, limit: int, deadline: float) -> bytes:
    """The body, counted as it is unpacked and timed as it comes, piece by piece."""
    pieces, size = [], 0
    for piece in response.iter_bytes():
        size += len(piece)
        if size > limit:
            raise ReadError(f"{_shown(url)} gives more than the limit of {limit:,} bytes: save it and split it")
        if time.monotonic() > deadline:
            raise ReadError(
                f"{_shown(url)} did not finish in time: try again later, or save the page and give the file"
            )
        pieces.append(piece)
    return b"".join(pieces)


def _shown(address: str) -> str:
    shown = "".join(character if character.isprintable() else "\ufffd" for character in address)
    return shown if len(shown) <= 200 else f"{shown[:197]}…"
