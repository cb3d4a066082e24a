"""Files for the tests of the readers, made afresh: small PDFs written by hand and Word files zipped by hand.

Nothing here needs a library, so that what the readers are tested on is not made by what they are made of.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

Shown = tuple[float, float, str]
"""Where a line begins (from the left and the bottom of the page, in points) and what it says."""

_TYPES = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/></Types>"""
RELATIONS = """<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Target="word/document.xml"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>"""
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def pdf(pages: Sequence[Sequence[Shown]], *, size: int = 11, extra: str = "", info: str = "") -> bytes:
    """A PDF with these lines on its pages; `extra` goes into the trailer, `info` into the Info dictionary."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(count))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in enumerate(pages):
        drawn = "".join(f"BT /F1 {size} Tf {x} {y} Td ({_escape(text)}) Tj ET\n" for x, y, text in lines)
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {5 + 2 * number} 0 R >>"
        )
        objects.append(f"<< /Length {len(drawn.encode('cp1252'))} >>\nstream\n{drawn}endstream")
    objects.append(f"<< {info} >>")
    return _numbered(objects, f"/Root 1 0 R /Info {len(objects)} 0 R {extra}")


def encrypted_pdf() -> bytes:
    """A PDF that asks for a password, which is not the empty one."""
    lock = f"<< /Filter /Standard /V 1 /R 2 /O <{'41' * 32}> /U <{'42' * 32}> /P -44 >>"
    return pdf([[(72, 700, "secret")]], extra=f"/Encrypt {lock} /ID [<00> <00>]")


def _escape(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _numbered(objects: Sequence[str], trailer: str) -> bytes:
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252"))
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    out.write("".join(f"{place:010} 00000 n \n" for place in places).encode())
    out.write(f"trailer\n<< /Size {len(objects) + 1} {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()


def docx(body: str, *, parts: dict[str, str | bytes] | None = None, prologue: str = "") -> bytes:
    """A Word file whose document part holds this body mark-up; `parts` are further members, or other ones."""
    out = io.BytesIO()
    document = f'<?xml version="1.0"?>{prologue}<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": RELATIONS,
        "word/document.xml": document,
        **(parts or {}),
    }
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def paragraph(text: str, *, style: str = "", numbering: int = 0, bold: bool = False) -> str:
    """A paragraph of a Word file."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    listed = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{numbering}"/></w:numPr>' if numbering else ""
    heavy = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:p><w:pPr>{named}{listed}</w:pPr><w:r>{heavy}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
