"""Fetching, against a real server on this machine: limits, redirects, refusals; and addresses as names of sources."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.connect import is_public
from ingest.errors import ReadError
from ingest.fetch import fetch, normalise_address


class Pages(BaseHTTPRequestHandler):
    """Answers by path; keeps the paths it was asked for on its server."""

    def do_GET(self) -> None:
        self.server.asked.append(self.path)  # type: ignore[attr-defined]
        path = self.path
        if path == "/page":
            self._give(b"<p>Hip", ("Content-Type", "text/html; charset=utf-8"))
        elif path.startswith("/hop/"):
            left = int(path.removeprefix("/hop/"))
            self._give(b"", ("Location", f"/hop/{left - 1}" if left else "/page"), status=302)
        elif path == "/file":
            self._give(b"", ("Location", "file:///etc/passwd"), status=302)
        elif path == "/bomb":
            self._give(gzip.compress(b"\0" * 3_000_000), ("Content-Encoding", "gzip"))
        elif path == "/large":
            self._give(b"x" * 3_000)
        elif path == "/bomb-in-bomb":
            twice = gzip.compress(gzip.compress(b"\0" * 3_000_000))
            self._give(twice, ("Content-Encoding", "gzip, gzip"))
        elif path == "/packed":
            self._give(gzip.compress(b"<p>Hip"), ("Content-Encoding", "gzip"))
        elif path == "/not-packed":
            self._give(b"<p>Hip", ("Content-Encoding", "gzip"))
        elif path in ("/silent", "/drip", "/drip-of-headers"):
            self._slow(path)
        elif path == "/cut":
            self._give(b"short", ("Content-Length", "500"))
        else:
            self._give(b"gone", status=404)

    def _give(self, body: bytes, *headers: tuple[str, str], status: int = 200) -> None:
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        if "Content-Length" not in dict(headers):
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _slow(self, path: str) -> None:
        if path == "/drip":
            self.send_response(200)
            self.end_headers()
        if path == "/drip-of-headers":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Endless: ")
        for _ in range(40):
            time.sleep(0.05)
            try:
                if path != "/silent":
                    self.wfile.write(b"x")
                    self.wfile.flush()
            except OSError:
                return

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """A server that remembers what it was asked for."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Pages)
        self.asked: list[str] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield running
        finally:
            running.shutdown()
            thread.join()


def refusal(address: str, **options: float) -> str:
    with pytest.raises(ReadError) as caught:
        fetch(address, **options)  # type: ignore[arg-type]
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_page_comes_with_its_address_and_type(server: Server) -> None:
    fetched = fetch(f"{server.address}/page")
    assert fetched.data == b"<p>Hip"
    assert fetched.content_type == "text/html; charset=utf-8"
    assert fetched.url == f"{server.address}/page"


def test_five_redirects_are_followed_and_no_more(server: Server) -> None:
    fetched = fetch(f"{server.address}/hop/4")
    assert (fetched.data, fetched.url) == (b"<p>Hip", f"{server.address}/page")
    assert "more than 5 times" in refusal(f"{server.address}/hop/5")


def test_redirects_lead_to_web_addresses_only(server: Server) -> None:
    assert "no http or https" in refusal(f"{server.address}/file")


@pytest.mark.parametrize("path", ["/large", "/bomb"])
def test_more_than_the_limit_is_refused_as_it_arrives(server: Server, path: str) -> None:
    assert "limit of 2,000 bytes" in refusal(f"{server.address}{path}", limit_bytes=2_000)


def test_the_limit_itself_may_be_reached(server: Server) -> None:
    assert len(fetch(f"{server.address}/large", limit_bytes=3_000).data) == 3_000


def test_a_packed_page_is_unpacked_and_two_packings_are_refused(server: Server) -> None:
    assert fetch(f"{server.address}/packed").data == b"<p>Hip"
    assert "not packed as it says" in refusal(f"{server.address}/not-packed")
    assert "not asked for" in refusal(f"{server.address}/bomb-in-bomb")


@pytest.mark.parametrize("path", ["/silent", "/drip", "/drip-of-headers"])
def test_slow_servers_are_given_up(server: Server, path: str) -> None:
    started = time.monotonic()
    assert "in time" in refusal(f"{server.address}{path}", timeout_s=0.3)
    assert time.monotonic() - started < 1.5


def test_errors_name_status_and_address(server: Server) -> None:
    message = refusal(f"{server.address}/nothing")
    assert "404" in message
    assert f"{server.address}/nothing" in message
    assert "cannot be reached" in refusal(f"{server.address}/cut")


def test_nobody_listening_is_an_error() -> None:
    with Server() as closed:
        address = closed.address
    assert "cannot be reached" in refusal(f"{address}/page")


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd", "gopher://example.org/", "data:text/html,Hip", "ftp://example.org/", "example.org/hip",
        "", "http://", "http://example.org:port/", "http://[::1", "http://user:word@127.0.0.1/", "http://127.0.0.1\\@x/",
        "http://127.0.0.1/a b", "http://127.0.0.1/\r\nX: y",
    ],
)  # fmt: skip
def test_what_is_no_web_address_is_refused_unasked(address: str) -> None:
    assert ": " in refusal(address)


HOSTS = ["127.0.0.1", "127.1", "2130706433", "0177.0.0.1", "localhost", "[::ffff:7f00:1]"]


@pytest.mark.parametrize("host", HOSTS)
def test_public_only_makes_no_connection_to_this_machine(server: Server, host: str) -> None:
    message = refusal(f"http://{host}:{server.server_port}/page", public_only=True)
    assert "not public" in message or "Invalid IPv4" in message
    assert server.asked == []


@pytest.mark.parametrize(
    ("number", "public"),
    [
        ("93.184.216.34", True), ("2606:4700::1111", True), ("10.0.0.1", False), ("169.254.169.254", False),
        ("::1", False), ("fe80::1%eth0", False), ("::ffff:10.0.0.1", False), ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False), ("224.0.0.1", False), ("0.0.0.1", False), ("100.64.0.1", False),
        ("::7f00:1", False), ("fec0::1", False), ("64:ff9b:1::1", False), ("255.255.255.255", False),
    ],
)  # fmt: skip
def test_public_numbers(number: str, public: bool) -> None:
    assert is_public(number) is public


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("HTTP://Example.ORG:80", "http://example.org/"),
        ("https://example.org:443/Hip/?", "https://example.org/Hip/"),
        ("https://example.org:8443/hip", "https://example.org:8443/hip"),
        ("https://example.org/hip#pain", "https://example.org/hip"),
        ("https://example.org/?utm_source=a&id=7&fbclid=b&GCLID=c", "https://example.org/?id=7"),
        ("https://example.org/?utm_medium=a", "https://example.org/"),
        ("https://example.org/?b=2&a=1", "https://example.org/?b=2&a=1"),
        ("https://example.org/hüfte", "https://example.org/h%C3%BCfte"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("http://[2001:DB8::1]/", "http://[2001:db8::1]/"),
        ("  https://example.org/hip ", "https://example.org/hip"),
    ],
)
def test_addresses_as_names(address: str, expected: str) -> None:
    assert normalise_address(address) == expected


@given(
    st.from_regex(
        r"https?://[a-zA-Z]{1,8}\.org(:[0-9]{2,4})?(/[a-z%é]{0,5}){0,3}(\?[a-z=&]{0,9})?(#[a-z]{0,3})?", fullmatch=True
    )
)
def test_a_name_names_itself(address: str) -> None:
    name = normalise_address(address)
    assert normalise_address(name) == name
