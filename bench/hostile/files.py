"""Files made to harm whoever reads them. Nothing here is kept: each is made when it is its turn.

`canary` is a file that none of them may get to read, and `trap` one that none of them may get to write.
"""

from __future__ import annotations

import gzip
import io
import pickle
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.ingest import make

NOTE = b"# Psoas\n\nThe psoas flexes the hip.\n"
SENTENCE = "The psoas flexes the hip."
MARK = "canary-5f1c9b"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a trial happens: a file with a secret in it, and a path at which no file may ever be."""

    canary: Path
    trap: Path


@dataclass(frozen=True, slots=True)
class Hostile:
    """One file: its number among the bad inputs, what it is, its name and bytes, and whether it may be stored."""

    number: str
    what: str
    name: Callable[[Place], str]
    data: Callable[[Place], bytes]
    stored: bool


def _named(number: str, what: str, name: Callable[[Place], str]) -> Hostile:
    return Hostile(number, what, name, lambda _: NOTE, stored=True)


def _file(number: str, what: str, name: str, data: Callable[[Place], bytes], *, stored: bool = False) -> Hostile:
    return Hostile(number, what, lambda _: name, data, stored)


def word(*parts: tuple[str, bytes], prologue: str = "", text: str = SENTENCE) -> bytes:
    """A Word file of one sentence with these parts besides."""
    return make.docx(make.paragraph(text), parts=dict(parts), prologue=prologue)


def _nested_bomb(_: Place) -> bytes:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(40):
            archive.writestr(f"{number}.bin", bytes(10_000_000))
    outer = io.BytesIO()
    with zipfile.ZipFile(outer, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(50):
            archive.writestr(f"{number}.zip", inner.getvalue())
    return word(("word/embeddings/inner.zip", outer.getvalue()), ("word/media/zeros.bin", bytes(250_000_000)))


def _lying(_: Place) -> bytes:
    data = bytearray(make.docx(make.paragraph("Hip " * 20_000_000)))
    for mark, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = data.rfind(mark)
        data[at + place : at + place + 4] = (700).to_bytes(4, "little")
    return bytes(data)


def _many_entries(_: Place) -> bytes:
    return make.docx(make.paragraph(SENTENCE), parts={f"word/{number}.xml": b"" for number in range(100_000)})


def _entity(place: Place) -> str:
    return f'<!DOCTYPE w [<!ENTITY x SYSTEM "{place.canary.as_uri()}">]>'


def _laughs(_: Place) -> bytes:
    entities = '<!ENTITY l0 "ha">' + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    return word(prologue=f"<!DOCTYPE w [{entities}]>", text="&l11;")


def _page_with_entity(place: Place) -> bytes:
    return f"<?xml version='1.0'?>{_entity(place)}<html><body><p>{SENTENCE} &x;</p></body></html>".encode()


def pdf(
    *objects: str, catalog: str = "", resources: str = "", drawn: str = "", streams: tuple[tuple[str, bytes], ...] = ()
) -> bytes:
    """A PDF of one page that says the sentence and draws more, with these objects, then streams, from number 6 on."""
    content = f"BT /F1 11 Tf 72 700 Td ({SENTENCE}) Tj ET {drawn}"
    font = "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> /F2 6 0 R >>"
    bodies = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        b"null",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << {font} {resources} >> "
        ">>".encode(),
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream".encode(),
        *(each.encode() for each in objects),
    ]
    for head, data in streams:
        bodies.append(f"<< {head} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream")
    out, places = io.BytesIO(b"%PDF-1.4\n"), []
    out.seek(0, io.SEEK_END)
    for number, body in enumerate(bodies, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n".encode() + body + b"\nendobj\n")
    start = out.tell()
    out.write(f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n".encode())
    out.write("".join(f"{at:010} 00000 n \n" for at in places).encode())
    out.write(f"trailer\n<< /Size {len(bodies) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()


def _cyclic(_: Place) -> bytes:
    return pdf(
        "<< /Type /Outlines /First 7 0 R /Last 7 0 R /Count 2 >>",
        "<< /Title (a) /Parent 6 0 R /Next 8 0 R /First 6 0 R >>",
        "<< /Title (b) /Parent 7 0 R /Next 7 0 R /Prev 8 0 R >>",
        catalog="/Outlines 6 0 R",
    )


class _Trap:
    """Writes a file when it is unpickled."""

    def __init__(self, trap: Path) -> None:
        self._trap = str(trap)

    def __reduce__(self) -> tuple[object, ...]:
        return open, (self._trap, "w")


def trap_pickle(place: Place) -> bytes:
    """A pickle that writes the trap."""
    return pickle.dumps(_Trap(place.trap))


def _pickled_map(place: Place) -> bytes:
    """A font whose map of letters is named so that a reader that unpickles maps by their name would take ours."""
    planted = place.canary.parent / "planted.pickle.gz"
    planted.write_bytes(gzip.compress(trap_pickle(place)))
    name = "".join(f"#{byte:02x}" for byte in str(planted.with_name("planted")).encode())
    return pdf(
        f"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /{name} /DescendantFonts [7 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /A >>",
        drawn="BT /F2 11 Tf 72 600 Td (ab) Tj ET",
    )


def _zeros(size: int) -> bytes:
    """So many zeros, deflated, without ever holding them all."""
    packer = zlib.compressobj(9)
    pieces = [packer.compress(bytes(1_000_000)) for _ in range(size // 1_000_000)]
    return b"".join(pieces) + packer.flush()


def picture() -> bytes:
    """A PNG of 50,000 by 50,000 dots."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 50_000, 50_000, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", _zeros(313_000_000)) + chunk(b"IEND", b"")


def _picture_in_pdf(_: Place) -> bytes:
    head = (
        "/Type /XObject /Subtype /Image /Width 50000 /Height 50000 /BitsPerComponent 1 /ColorSpace /DeviceGray "
        "/Filter /FlateDecode"
    )
    return pdf(resources="/XObject << /I 6 0 R >>", drawn="/I Do", streams=((head, _zeros(313_000_000)),))


def _tags(_: Place) -> bytes:
    return make.docx("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 180_000)


FILES: tuple[Hostile, ...] = (
    _named("25", "a name that leads up", lambda _: "../../trap.txt"),
    _named("26", "a name that is a path", lambda place: str(place.trap)),
    _named("27", "a name that leads up, the other way", lambda _: "..\\..\\trap.txt"),
    _named("28", "a name that leads up, in disguise", lambda _: "%2e%2e/%2e%2e%2ftrap.txt"),
    Hostile("29", "a name of 300 bytes", lambda _: "a" * 296 + ".txt", lambda _: NOTE, stored=False),
    _named("30", "a name of a device", lambda _: "CON"),
    _named("31", "a name of two lines", lambda _: "trap\nSet-Cookie: a.txt"),
    _file(
        "34", "a part that leads up", "slip.docx",
        lambda place: word(("../../trap.txt", b"no"), (str(place.trap), b"no")), stored=True,
    ),
    _file("35", "archives in archives", "nested.docx", _nested_bomb),
    _file("36", "sizes that lie", "lying.docx", _lying),
    _file("37", "100,000 parts", "parts.docx", _many_entries),
    _file("38", "a bomb by another name", "bomb.doc", _nested_bomb),
    _file("39", "an entity that reads a file", "entity.docx", lambda place: word(prologue=_entity(place), text="&x;")),
    _file("39", "the same in a page", "entity.html", _page_with_entity, stored=True),
    _file("40", "entities that multiply", "laughs.docx", _laughs),
    _file("41", "contents that go in circles", "circles.pdf", _cyclic, stored=True),
    _file("42", "an encrypted PDF", "locked.pdf", lambda _: make.encrypted_pdf()),
    _file("43", "half a PDF", "half.pdf", lambda _: (whole := _cyclic(_))[: len(whole) // 2]),
    _file("44", "a map of letters that is a pickle", "map.pdf", _pickled_map, stored=True),
    _file("45", "a picture of 50,000 dots a side", "large.png", lambda _: picture()),
    _file("45", "the same in a PDF", "large.pdf", _picture_in_pdf, stored=True),
    _file("46", "a page named .pdf", "page.pdf", lambda _: f"<html><p>{SENTENCE}".encode(), stored=True),
    _file("47", "nothing", "nothing.md", lambda _: b""),
    _file("49", "a pickle", "data.txt", trap_pickle),
    _file("+", "more mark-up than is allowed", "tags.docx", _tags),
    _file("+", "more text than is allowed", "endless.txt", lambda _: b"The hip aches. It rests. " * 1_900_000),
)  # fmt: skip
