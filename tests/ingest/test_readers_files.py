"""From a path to an extraction: what a file is by its content, what a folder offers, what is refused and how."""

from __future__ import annotations

import gzip
import os
import socket
from pathlib import Path

import pytest

from ingest.errors import ReadError
from ingest.extraction import Extraction
from ingest.readers import read_bytes
from ingest.readers.files import find_files, read_file
from tests.ingest import make

PAGE = b"<!DOCTYPE html><html><body><h1>Hip</h1><p>Deep."
PDF = make.pdf([[(72, 700, "Hip")]])
WORD = make.docx(make.paragraph("Hip"))


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        pytest.param(b"Hip\n# not a heading", "hip.txt", "text", id="text"),
        pytest.param(b"# Hip", "hip.md", "markdown", id="Markdown by its name"),
        pytest.param(b"<div>\n\n# Hip\n\n</div>", "hip.markdown", "markdown", id="Markdown that begins with HTML"),
        pytest.param(PAGE, "hip.html", "html", id="HTML"),
        pytest.param(b"\xef\xbb\xbf  <!-- saved --> <HTML><p>Hip", "hip.htm", "html", id="HTML after a comment"),
        pytest.param("\ufeff<html><p>Hip".encode("utf-16-le"), "hip.html", "html", id="HTML in UTF-16"),
        pytest.param(b"Hip, loosely", "hip.html", "html", id="HTML without a tag"),
        pytest.param(PDF, "hip.pdf", "pdf", id="PDF"),
        pytest.param(WORD, "hip.docx", "docx", id="Word"),
        pytest.param(b"BMI and the hip", "hip.txt", "text", id="text that begins like a bitmap"),
        pytest.param(b"Hip", "hip", "text", id="no suffix"),
        pytest.param(b"<p>Hip</p> and knee", "hip", "html", id="a piece of HTML without a suffix"),
        pytest.param(b"mailed by a\nprogram\n" * 9 + PDF, "hip.pdf", "pdf", id="PDF with words before it"),
        pytest.param(
            b"Hip" + "é".encode() * 4000, "hip.txt", "text", id="a character across the edge of what is looked at"
        ),
        pytest.param(
            "\ufeffHip🦵".encode("utf-16") + "🦵".encode("utf-16-le") * 2000, "hip.txt", "text", id="the same in UTF-16"
        ),
    ],
)
def test_a_file_is_what_it_holds(data: bytes, name: str, expected: str) -> None:
    extraction = read_bytes(data, name)
    assert extraction.format == expected
    assert "Hip" in extraction.text or "hip" in extraction.text
    assert extraction.warnings == ()


@pytest.mark.parametrize(
    ("data", "name", "expected", "named"),
    [
        (PAGE, "hip.pdf", "html", ("hip.pdf", ".pdf", "HTML")),
        (PAGE, "hip.txt", "html", (".txt", "HTML")),
        (PAGE, "hip.md", "html", (".md", "HTML")),
        (PDF, "hip.docx", "pdf", (".docx", "PDF")),
        (WORD, "hip.html", "docx", (".html", "Word")),
        (b"Only words.", "hip.pdf", "text", (".pdf", "plain text")),
    ],
)
def test_a_mislabelled_file_is_read_with_a_warning_naming_both(
    data: bytes, name: str, expected: str, named: tuple[str, ...]
) -> None:
    extraction = read_bytes(data, name)
    assert extraction.format == expected
    assert all(part in extraction.warnings[0] for part in named)


def test_a_media_type_decides_where_name_and_bytes_do_not() -> None:
    assert read_bytes(b"# Hip", "notes", content_type="text/markdown; charset=utf-8").format == "markdown"
    assert read_bytes(b"Hip &amp; knee", "notes", content_type="text/html").text == "Hip & knee"
    assert read_bytes(b"caf\xe9 caf\xe9", "notes", content_type="text/plain; charset=iso-8859-1").text == "café café"
    assert read_bytes(PDF, "notes", content_type="text/html").format == "pdf"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b" \r\n\t", "empty", id="white space"),
        pytest.param("\ufeff \n".encode("utf-16"), "empty", id="white space in UTF-16"),
        pytest.param(bytes(range(256)) * 9, "binary", id="binary"),
        pytest.param(b"words\0words", "binary", id="a NUL"),
        pytest.param("Hip".encode("utf-16-le") * 9, "binary", id="UTF-16 without a mark"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(99), "PNG picture", id="PNG"),
        pytest.param(b"\xff\xd8\xff\xe0" + bytes(99), "JPEG picture", id="JPEG"),
        pytest.param(b"GIF89a" + bytes(99), "GIF picture", id="GIF"),
        pytest.param(gzip.compress(b"Hip"), "gzip", id="gzip"),
        pytest.param(b"{\\rtf1 Hip}", "rich text", id="RTF"),
        pytest.param(
            make.docx("").replace(b"word/document.xml", b"xl/0123456789.xml"), "spreadsheet", id="spreadsheet"
        ),
        pytest.param(
            make.docx("").replace(b"word/document.xml", b"word/0123456.file"), "zip archive", id="another zip"
        ),
        pytest.param(WORD[:200], "damaged", id="a zip cut short"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), ".docx", id="old Word"),
        pytest.param(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "password",
            id="encrypted Word",
        ),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "old Office file", id="another old Office file"),
        pytest.param(make.encrypted_pdf(), "password", id="encrypted PDF"),
        pytest.param(make.pdf([[]]), "ocrmypdf", id="scanned PDF"),
        pytest.param(PDF[: len(PDF) // 2], "cut short", id="truncated PDF"),
        pytest.param(b"<?xml version='1.0'?><svg><text>Hip</text></svg>", "XML", id="XML"),
        pytest.param(b"<html><body><script>render('Hip')</script>", "browser", id="a page written by a script"),
    ],
)
def test_what_holds_no_text_is_refused_in_one_line(data: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=message) as caught:
        read_bytes(data, "strange\nfile")
    text = str(caught.value)
    assert "strange\ufffdfile" in text
    assert "\n" not in text
    assert ": " in text  # the remedy


@pytest.mark.parametrize(
    ("data", "text", "warned"),
    [
        pytest.param("naïve “café”".encode(), "naïve “café”", "", id="UTF-8"),
        pytest.param("\ufeffnaïve".encode(), "naïve", "", id="UTF-8 mark"),
        pytest.param("naïve".encode("utf-16"), "naïve", "", id="UTF-16 mark"),
        pytest.param("naïve “café”".encode("cp1252"), "naïve “café”", "Windows-1252", id="Windows-1252"),
        pytest.param("naïve é é é é ".encode() + b"\xff", "naïve é é é é \ufffd", "broken", id="one broken byte"),
        pytest.param(b"a\r\nb\rc\n\n d\x0c", "a\nb\nc\n\n d\x0c", "", id="line ends only"),
    ],
)
def test_plain_text_is_decoded_and_otherwise_untouched(data: bytes, text: str, warned: str) -> None:
    extraction = read_bytes(data, "hip.txt")
    assert (extraction.text, extraction.blocks) == (text, None)
    assert (warned in " ".join(extraction.warnings)) if warned else extraction.warnings == ()


def test_read_file_gives_bytes_and_extraction(tmp_path: Path) -> None:
    path = tmp_path / "hip.txt"
    path.write_bytes(b"Hip\r\n")
    assert read_file(path) == (b"Hip\r\n", Extraction("text", "Hip\n", None))


def test_paths_that_are_no_files_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "s"))
        for name, message in [
            ("missing.txt", "does not exist"),
            (".", "is a folder"),
            ("pipe.txt", "is a pipe"),
            ("s", "is a socket"),
            ("x" * 300, "cannot be read"),
            ("nul\0", "cannot be read"),
        ]:
            with pytest.raises(ReadError, match=message):
                read_file(tmp_path / name)
    with pytest.raises(ReadError, match="is a device"):
        read_file(Path("/dev/zero"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "hip.txt"
    path.write_text("Hip")
    path.chmod(0)
    with pytest.raises(ReadError, match="permission"):
        read_file(path)


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.truncate(60_000_000_000)
    with pytest.raises(ReadError, match="60,000,000,000 bytes, over the limit of 50,000,000"):
        read_file(path)
    path.write_bytes(b"12345")
    assert read_file(path, limit_bytes=5)[0] == b"12345"
    with pytest.raises(ReadError, match="limit of 4"):
        read_file(path, limit_bytes=4)


def test_a_folder_gives_notes_in_order_and_says_what_it_passed_over(tmp_path: Path) -> None:
    root = tmp_path / "notes"
    for name in [
        "b.md", "a.txt", "sub/c.HTML", "sub/d.pdf", ".hidden.md", ".git/e.md", "README.md", "sub/licence", "SOURCE.TXT",
        "data.json", "picture.png", "makefile", "readme-hip.md",
    ]:  # fmt: skip
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("x")
    (tmp_path / "outside.md").write_text("x")
    (root / "out.md").symlink_to(tmp_path / "outside.md")
    (root / "gone.md").symlink_to(root / "nowhere.md")
    (root / "again.md").symlink_to(root / "b.md")
    (root / "loop").symlink_to(root)
    os.mkfifo(root / "pipe.md")
    found, skipped = find_files(root)
    assert [str(path.relative_to(root)) for path in found] == [
        "a.txt",
        "b.md",
        "readme-hip.md",
        "sub/c.HTML",
        "sub/d.pdf",
    ]
    assert {str(path.relative_to(root)): reason for path, reason in skipped} == {
        ".hidden.md": "hidden",
        ".git": "hidden",
        "README.md": "describes the folder, holds no notes",
        "SOURCE.TXT": "describes the folder, holds no notes",
        "sub/licence": "describes the folder, holds no notes",
        "data.json": "no notes are expected in .json files",
        "picture.png": "no notes are expected in .png files",
        "makefile": "has no suffix that promises notes",
        "out.md": "a link that leads out of the folder",
        "gone.md": "a link that leads nowhere",
        "again.md": "a link to a file that is read itself",
        "loop": "a link to a folder",
        "pipe.md": "a pipe, not a file",
    }


def test_a_file_named_itself_is_always_read(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text("# Hip")
    assert find_files(path) == ([path], [])
    assert find_files(str(path)) == ([path], [])


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="does not exist"):
        find_files(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ReadError, match="is a pipe"):
        find_files(tmp_path / "pipe")
