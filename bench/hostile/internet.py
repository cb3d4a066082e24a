"""A small internet in a network of its own: a public address with a server of traps, names, and canaries.

Call `set_up` first; it needs a process that was started with `unshare --net --mount`.
"""

from __future__ import annotations

import datetime
import gzip
import ipaddress
import socket
import ssl
import struct
import subprocess
import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

PUBLIC, SILENT, PRIVATE, METADATA = "93.184.215.14", "93.184.215.15", "10.11.12.13", "169.254.169.254"
RESOLVER = "127.0.0.53"
CANARY_PORT = 8765
PAGE = b"<html><h1>Psoas</h1><p>The psoas flexes the hip.</p></html>"
ADDRESSES = {
    "public.example": [PUBLIC],
    "other.example": [PUBLIC],
    "silent.example": [SILENT],
    "meta.example": [METADATA],
    "mixed.example": [PUBLIC, "127.0.0.1"],
    "six.example": ["::1"],
    "loopback.example": ["127.0.0.1"],
}


def set_up(work: Path) -> None:
    """Give this network its addresses and its resolver."""
    _run("ip", "link", "set", "lo", "up")
    for address in (PUBLIC, SILENT, PRIVATE, METADATA):
        _run("ip", "address", "add", f"{address}/32", "dev", "lo")
    resolver = work / "resolv.conf"
    resolver.write_text(f"nameserver {RESOLVER}\noptions timeout:10 attempts:1\n", encoding="utf-8")
    _run("mount", "--bind", str(resolver), "/etc/resolv.conf")


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


class Names:
    """A server of names: of each, how often it was asked for. `rebind.example` is public the first time only."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind((RESOLVER, 53))
        self._socket.settimeout(0.1)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._serve)

    def __enter__(self) -> Names:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()
        self._socket.close()

    def _serve(self) -> None:
        while not self._stop.is_set():
            with suppress(TimeoutError):
                query, sender = self._socket.recvfrom(512)
                if reply := self._answer(query):
                    self._socket.sendto(reply, sender)

    def _answer(self, query: bytes) -> bytes:
        name, kind, end = _question(query)
        if name == "lost.example":
            return b""
        family = {1: 4, 28: 6}.get(kind, 0)
        if family == 4:
            self.asked[name] += 1
        known = ADDRESSES.get(name, [])
        if name == "rebind.example":
            known = [PUBLIC if self.asked[name] <= 1 else "127.0.0.1"]
        found = [packed for each in known if (packed := ipaddress.ip_address(each)).version == family]
        records = b"".join(struct.pack(">HHHIH", 0xC00C, kind, 1, 0, len(each.packed)) + each.packed for each in found)
        missing = 0 if known else 3
        return query[:2] + struct.pack(">HHHHH", 0x8180 | missing, 1, len(found), 0, 0) + query[12:end] + records


def _question(query: bytes) -> tuple[str, int, int]:
    """The name that is asked for, of what kind, and where the question ends."""
    labels, at = [], 12
    while length := query[at]:
        labels.append(query[at + 1 : at + 1 + length].decode("ascii").lower())
        at += 1 + length
    return ".".join(labels), int.from_bytes(query[at + 1 : at + 3], "big"), at + 5


class Canaries:
    """Listeners where nobody may connect; `connections` counts those who did."""

    def __init__(self) -> None:
        self.connections = 0
        self._stop = threading.Event()
        places = [
            ("127.0.0.1", CANARY_PORT), ("::1", CANARY_PORT), (PRIVATE, CANARY_PORT), (METADATA, 80), (METADATA, 443),
        ]  # fmt: skip
        self._sockets = [_listen(*place) for place in places]
        self._threads = [threading.Thread(target=self._count, args=(each,)) for each in self._sockets]

    def __enter__(self) -> Canaries:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()
        for each in self._sockets:
            each.close()

    def _count(self, listener: socket.socket) -> None:
        while not self._stop.is_set():
            with suppress(TimeoutError):
                connection, _ = listener.accept()
                self.connections += 1
                with suppress(OSError), connection:
                    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 27\r\n\r\n# Canary\n\nThe hip is read.\n")


def _listen(address: str, port: int) -> socket.socket:
    listener = socket.create_server((address, port), family=socket.AF_INET6 if ":" in address else socket.AF_INET)
    listener.settimeout(0.1)
    return listener


def _pack(data: bytes) -> bytes:
    return gzip.compress(data, compresslevel=6)


BOMB = _pack(bytes(100_000_000))
PACKED = {
    "/packed": (_pack(PAGE), "gzip"),
    "/bomb": (BOMB, "gzip"),
    "/bombs": (_pack(BOMB), "gzip, gzip"),
}


class Traps(BaseHTTPRequestHandler):
    """Pages on the public address, by their path."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.close_connection = True
        with suppress(OSError):
            self._answer(self.path)

    def _answer(self, path: str) -> None:
        leads = {
            "/to-loopback": f"http://127.0.0.1:{CANARY_PORT}/",
            "/far-to-loopback": "/far/3",
            "/far/0": f"http://loopback.example:{CANARY_PORT}/",
            "/to-file": "file:///etc/hostname",
            "/loop": "/loop",
            "/to/packed": "//public.example/packed",
        }
        if path in leads:
            self._give(status=302, leads_to=leads[path])
        elif path.startswith("/far/"):
            self._give(status=302, leads_to=f"/far/{int(path[5:]) - 1}")
        elif path == "/page":
            self._give(PAGE)
        elif path in PACKED:
            body, packing = PACKED[path]
            self._give(body, encoding=packing)
        elif path in ("/endless", "/slow"):
            self._go_on(b"HTTP/1.1 200 OK\r\n\r\n", b"The hip aches. " * (10_000 if path == "/endless" else 1))
        elif path == "/drip":
            self._go_on(b"HTTP/1.1 200 OK\r\nX-Endless: ", b"x")
        else:
            self._give(b"gone", status=404)

    def _give(self, body: bytes = b"", *, status: int = 200, leads_to: str = "", encoding: str = "") -> None:
        self.send_response(status)
        headers = {"Content-Type": "text/html", "Location": leads_to, "Content-Encoding": encoding}
        for name, value in (headers | {"Content-Length": str(len(body))}).items():
            if value:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _go_on(self, head: bytes, piece: bytes) -> None:
        self.wfile.write(head)
        for _ in range(100_000):
            self.wfile.write(piece)
            self.wfile.flush()
            if len(piece) < 1000:
                time.sleep(0.1)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@dataclass(frozen=True, slots=True)
class Certificates:
    """Files: the authority to trust, and the certificate of `public.example` with its key."""

    authority: Path
    chain: Path


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Clients that hang up, or do not trust the certificate, are what is wanted here."""


class Web:
    """The public address: pages on port 80, the same on 443 with the certificate; silence on another address."""

    def __init__(self, certificates: Certificates) -> None:
        plain, secure, other = (_Server((PUBLIC, port), Traps) for port in (80, 443, CANARY_PORT))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificates.chain)
        secure.socket = context.wrap_socket(secure.socket, server_side=True, do_handshake_on_connect=False)
        self._servers = (plain, secure, other)
        self._silent = socket.create_server((SILENT, 80))
        self._threads = [threading.Thread(target=each.serve_forever) for each in self._servers]

    def __enter__(self) -> Web:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        for server, thread in zip(self._servers, self._threads, strict=True):
            server.shutdown()
            thread.join()
            server.server_close()
        self._silent.close()


def make_certificates(work: Path) -> Certificates:
    """An authority that nobody else knows, and what it says of `public.example`."""
    ours, theirs = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    issuer, subject = _name("an authority of this trial"), _name("public.example")
    is_authority = x509.BasicConstraints(ca=True, path_length=None)
    authority = _certificate(issuer, issuer, ours).add_extension(is_authority, critical=True)
    named = x509.SubjectAlternativeName([x509.DNSName("public.example")])
    server = _certificate(subject, issuer, theirs).add_extension(named, critical=False)
    pem = serialization.Encoding.PEM
    key = theirs.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    made = Certificates(work / "authority.pem", work / "chain.pem")
    made.authority.write_bytes(authority.sign(ours, hashes.SHA256()).public_bytes(pem))
    made.chain.write_bytes(server.sign(ours, hashes.SHA256()).public_bytes(pem) + key)
    return made


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _certificate(subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
    now = datetime.datetime.now(datetime.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(days=1))
    )
