"""The Word reader: structure from styles, changes as accepted, and no file that harms whoever reads it."""

from __future__ import annotations

import io
import tracemalloc
import zipfile

import pytest

from ingest.errors import ReadError
from ingest.extraction import Extraction
from ingest.readers import docx
from tests.ingest import make

STYLES = """<?xml version="1.0"?><w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:style w:type="paragraph" w:styleId="Ueberschrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style></w:styles>"""
NUMBERING = """<?xml version="1.0"?><w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
</w:numbering>"""
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = f"""<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="s" Type="{KIND}/styles" Target="styles.xml"/>
<Relationship Id="n" Type="{KIND}/numbering" Target="numbering.xml"/></Relationships>"""
CORE = """<?xml version="1.0"?><cp:coreProperties xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"><dc:title>Hip pain</dc:title>
<dc:creator>A. One; B. Two</dc:creator></cp:coreProperties>"""
PARTS = {
    "word/styles.xml": STYLES,
    "word/numbering.xml": NUMBERING,
    "word/_rels/document.xml.rels": RELATIONS,
    "docProps/core.xml": CORE,
}


def read(body: str) -> Extraction:
    return docx.read(make.docx(body, parts={**PARTS}), "note.docx")


def outline(body: str) -> list[tuple[str, str]]:
    extraction = read(body)
    return [(block.type.value, extraction.text[block.start : block.end]) for block in extraction.blocks or ()]


def test_headings_and_lists_come_from_styles_in_any_language() -> None:
    extraction = read(
        make.paragraph("Hip", style="Titel")
        + make.paragraph("Symptoms", style="Ueberschrift1")
        + make.paragraph("ache", numbering=1)
        + make.paragraph("stand", numbering=2)
        + make.paragraph("Bold", bold=True)
        + make.paragraph("Café &amp; “rest”")
    )
    found = [
        (block.type.value, extraction.text[block.start : block.end], block.level, block.ordered, block.bold)
        for block in extraction.blocks or ()
    ]
    assert found == [
        ("heading", "Hip", 1, False, False),
        ("heading", "Symptoms", 1, False, False),
        ("item", "ache", 1, False, False),
        ("item", "stand", 1, True, False),
        ("paragraph", "Bold", 0, False, True),
        ("paragraph", "Café & “rest”", 0, False, False),
    ]


def test_tables_become_rows() -> None:
    cells = ["Muscle", "Nerve", "minimus", "superior gluteal"]
    rows = [
        f"<w:tr>{''.join(f'<w:tc>{make.paragraph(cell)}</w:tc>' for cell in cells[at : at + 2])}</w:tr>"
        for at in (0, 2)
    ]
    assert outline(f"<w:tbl>{''.join(rows)}</w:tbl>") == [
        ("row", "Muscle | Nerve"),
        ("row", "minimus | superior gluteal"),
    ]


def test_inserted_words_are_kept_and_deleted_ones_are_not() -> None:
    changes = "<w:p><w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del></w:p>"
    control = f"<w:sdt><w:sdtContent>{make.paragraph('in a control')}</w:sdtContent></w:sdt>"
    assert outline(changes + control) == [("paragraph", "new"), ("paragraph", "in a control")]


def test_core_properties_are_metadata() -> None:
    metadata = read(make.paragraph("Hip")).metadata
    assert (metadata.title, metadata.authors) == ("Hip pain", ("A. One", "B. Two"))


@pytest.mark.parametrize(
    "prologue",
    [
        pytest.param('<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>', id="external entity"),
        pytest.param('<!DOCTYPE d [<!ENTITY a "aa"><!ENTITY b "&a;&a;&a;">]>', id="entities that multiply"),
    ],
)
def test_a_document_type_is_refused(prologue: str) -> None:
    with pytest.raises(ReadError, match="document type"):
        docx.read(make.docx(make.paragraph("&x;"), prologue=prologue), "note.docx")


def test_a_document_type_in_another_encoding_is_refused() -> None:
    core = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'
    for encoding in ("utf-16", "utf-16-be"):
        parts: dict[str, str | bytes] = {"docProps/core.xml": core.encode(encoding)}
        with pytest.raises(ReadError, match="document type"):
            docx.read(make.docx(make.paragraph("Hip"), parts=parts), "note.docx")


def test_a_document_type_in_a_part_named_as_a_picture_is_refused() -> None:
    elsewhere = make.RELATIONS.replace("word/document.xml", "word/media/a.png")
    parts: dict[str, str | bytes] = {"_rels/.rels": elsewhere, "word/media/a.png": "<!DOCTYPE d [<!ENTITY x 'y'>]><d/>"}
    with pytest.raises(ReadError, match="document type"):
        docx.read(make.docx(make.paragraph("Hip"), parts=parts), "note.docx")


def test_bombs_are_refused_without_being_unpacked() -> None:
    bomb = make.docx(make.paragraph("Hip"), parts={"word/media/a.bin": b"\0" * 210_000_000})
    assert len(bomb) < 1_000_000
    tracemalloc.start()
    with pytest.raises(ReadError, match="unpacks to too much"):
        docx.read(bomb, "note.docx")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10_000_000
    with pytest.raises(ReadError, match="unpacks to too much"):
        docx.read(make.docx(make.paragraph("a" * 21_000_000)), "note.docx")


def test_sizes_are_counted_not_believed() -> None:
    data = bytearray(make.docx(make.paragraph("Hip" * 1000)))
    for mark, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = data.rfind(mark)
        data[at + place : at + place + 4] = (7).to_bytes(4, "little")
    with pytest.raises(ReadError, match="damaged"):
        docx.read(bytes(data), "note.docx")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(make.docx(make.paragraph("Hip"))[:-60], "damaged", id="cut short"),
        pytest.param(make.docx("<w:p>"), "damaged", id="no XML"),
        pytest.param(
            make.docx("", parts={"_rels/.rels": "<Relationships/>", "word/document.xml": ""}), "damaged", id="empty"
        ),
        pytest.param(
            make.docx("<w:tbl><w:tr><w:tc>" * 2000 + "</w:tc></w:tr></w:tbl>" * 2000), "too deeply", id="deep"
        ),
        pytest.param(make.docx("<w:p/>" * 1_300_000), "tags", id="endless mark-up"),
        pytest.param(make.docx("", parts={f"x{n}": "" for n in range(10_001)}), "parts", id="too many parts"),
    ],
)
def test_damaged_files_are_refused_in_one_line(data: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=message) as caught:
        docx.read(data, "note.docx")
    assert "note.docx" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_members_are_never_written_to_disk() -> None:
    out = io.BytesIO(make.docx(make.paragraph("Hip")))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("../../outside.txt", "no")
    assert docx.read(out.getvalue(), "note.docx").text == "Hip"


def test_pictures_leave_no_words() -> None:
    relations = RELATIONS.replace(
        "</Relationships>", f'<Relationship Id="p" Type="{KIND}/image" Target="media/hip.png"/></Relationships>'
    )
    drawing = (
        '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        '<wp:docPr id="1" name="hip" descr="A hip"/>'
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData>'
        '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill>'
        f'<a:blip xmlns:r="{KIND}" r:embed="p"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r></w:p>"
    )
    parts: dict[str, str | bytes] = {
        **PARTS,
        "word/_rels/document.xml.rels": relations,
        "word/media/hip.png": b"\x89PNG",
    }
    assert docx.read(make.docx(drawing + make.paragraph("Hip"), parts=parts), "note.docx").text == "Hip"


def test_an_encrypted_part_is_refused_with_the_remedy() -> None:
    data = bytearray(make.docx(make.paragraph("Hip")))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(ReadError, match="is encrypted: remove its password first"):
        docx.read(bytes(data), "note.docx")


def test_properties_that_are_no_xml_are_passed_over() -> None:
    parts: dict[str, str | bytes] = {**PARTS, "docProps/core.xml": "<cp:coreProperties"}
    extraction = docx.read(make.docx(make.paragraph("Hip"), parts=parts), "note.docx")
    assert (extraction.text, extraction.metadata.title) == ("Hip", "")
