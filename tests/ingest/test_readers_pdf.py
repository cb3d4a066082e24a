"""The PDF reader: lines in reading order, gaps kept, running heads named, and every PDF that has no text refused."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from ingest.errors import ReadError
from ingest.extraction import Extraction
from ingest.readers import pdf
from ingest.readers.pdf import repeated_lines
from tests.ingest import make


def body(extraction: Extraction) -> str:
    """The text without its furniture."""
    text, end = "", 0
    for start, stop, _ in extraction.furniture:
        text, end = text + extraction.text[end:start], stop
    return text + extraction.text[end:]


def column(*lines: str, left: float = 72, top: float = 700, pitch: float = 14) -> list[make.Shown]:
    return [(left, top - pitch * number, line) for number, line in enumerate(lines)]


def test_lines_come_in_order_with_accents_and_without_blocks() -> None:
    extraction = pdf.read(make.pdf([column("The naïve café", "lies “deep” – (here)")]), "a.pdf")
    assert extraction.text == "The naïve café\nlies “deep” – (here)\n"
    assert extraction.blocks is None


def test_gaps_between_paragraphs_become_blank_lines() -> None:
    page = [*column("one", "two", "three"), *column("four", "five", top=640)]
    assert pdf.read(make.pdf([page]), "a.pdf").text == "one\ntwo\nthree\n\nfour\nfive\n"


def test_two_columns_drawn_row_by_row_are_read_one_after_the_other() -> None:
    left = [f"left {number} has words enough to fill its line" for number in range(6)]
    right = [f"right {number} has words enough to fill its line" for number in range(6)]
    rows = zip(column(*left, left=50), column(*right, left=320), strict=True)
    text = pdf.read(make.pdf([[shown for row in rows for shown in row]]), "a.pdf").text
    assert text.split("\n") == [*left, *right, ""]


def test_cells_of_a_row_are_parted() -> None:
    rows = [(72, 700, "Minimus"), (250, 700, "abducts"), (72, 686, "Maximus"), (250, 686, "extends")]
    assert pdf.read(make.pdf([rows]), "a.pdf").text == "Minimus | abducts\nMaximus | extends\n"


def test_a_bullet_stays_with_its_item() -> None:
    page = [(72, 700, "•"), (110, 700, "press the ball"), (72, 686, "2."), (110, 686, "hold")]
    assert pdf.read(make.pdf([page]), "a.pdf").text == "• press the ball\n2. hold\n"


def test_hyphens_at_line_ends_stay() -> None:
    assert pdf.read(make.pdf([column("a com-", "mon source")]), "a.pdf").text == "a com-\nmon source\n"


def test_running_heads_and_page_numbers_are_named_and_pages_joined() -> None:
    middles = [
        ("The first page ends", "in the middle"),
        ("of a sentence.", "Another starts here."),
        ("New page.", "End."),
    ]
    pages = [
        [(72, 800, "Hip notes"), *column(*middle), (290, 30, f"Page {number}")]
        for number, middle in enumerate(middles, 1)
    ]
    extraction = pdf.read(make.pdf(pages), "a.pdf")
    assert [extraction.text[start:end] for start, end, _ in extraction.furniture] == [
        line for number in (1, 2, 3) for line in ("Hip notes\n", f"Page {number}\n")
    ]
    assert body(extraction) == (
        "The first page ends\nin the middle\nof a sentence.\nAnother starts here.\n\nNew page.\nEnd.\n"
    )


@pytest.mark.parametrize(
    ("pages", "repeated"),
    [
        pytest.param([["Head", "a"], ["Head", "b"]], {"Head"}, id="on both pages"),
        pytest.param([["a", "7"], ["b", "8"]], {"7", "8"}, id="bare numbers"),
        pytest.param([["a", "Page 1 of 2"], ["b", "Page 2 of 2"]], {"Page 1 of 2", "Page 2 of 2"}, id="page of pages"),
        pytest.param(
            [["ab"[n % 2] * (n + 1), f"Clinic {n + 4}"] for n in range(3)],
            {"Clinic 4", "Clinic 5", "Clinic 6"},
            id="in step",
        ),
        pytest.param(
            [[f"Exercise {n}", "Steps", *(f"{word * (n + 1)}." for word in "abcd")] for n in range(3)],
            set(),
            id="headings that count",
        ),
        pytest.param([["Head", "Draft", "a"], ["Head", "Draft", "b"]], {"Head", "Draft"}, id="two heads"),
        pytest.param([["only", "1"]], set(), id="one page has no repetition"),
        pytest.param([["a", "b"], ["c", "d"], ["e", "f"]], set(), id="nothing repeats"),
        pytest.param([], set(), id="no pages"),
    ],
)
def test_repeated_lines(pages: list[list[str]], repeated: set[str]) -> None:
    assert repeated_lines(pages) == repeated


def test_a_page_that_cannot_be_loaded_is_named_and_the_others_are_read() -> None:
    whole = make.pdf([column("Hip"), column("Knee")])
    read = pdf.read(whole.replace(b"/Kids [4 0 R", b"/Kids [9 0 R", 1), "a.pdf")
    assert read.text == "Knee\n"
    assert "page 1: if scanned" in read.warnings[0]


def test_more_letters_than_a_library_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_MAX_LETTERS", 20)
    assert pdf.read(make.pdf([column("Hip"), column("Knee")]), "a.pdf").text
    with pytest.raises(ReadError, match="more than 20 letters: split it"):
        pdf.read(make.pdf([column("Hip and thigh"), column("Knee and calf")]), "a.pdf")


def test_a_line_in_another_size_begins_a_paragraph() -> None:
    small = make.pdf([column("The small line")])
    for size, parted in ((11, ""), (16, "\n")):
        other = f"Tj ET\nBT /F1 {size} Tf 72 687 Td (the other line) Tj ET\n".encode()
        text = pdf.read(small.replace(b"Tj ET\n", other), "a.pdf").text
        assert text == f"The small line\n{parted}the other line\n"


def test_columns_that_a_line_spans_are_no_columns() -> None:
    left = [f"left {number} has words enough to fill its line" for number in range(6)]
    right = [f"right {number} has words enough to fill its line" for number in range(6)]
    rows = [shown for row in zip(column(*left, left=50), column(*right, left=320), strict=True) for shown in row]
    spanning = (50, 665, "a line that goes from the one edge of the page to the other and stands between the rows")
    lines = pdf.read(make.pdf([[*rows, spanning]]), "a.pdf").text.split("\n")
    assert f"{left[0]} | {right[0]}" in lines


def test_cells_that_do_not_begin_at_one_place_are_no_columns() -> None:
    rows = [
        (left, 700 - 14 * number, f"cell {number} has words enough to fill its line")
        for number in range(6)
        for left in (50, 320 + 9 * number)
    ]
    assert " | " in pdf.read(make.pdf([rows]), "a.pdf").text


def test_title_and_author_only_where_they_say_something() -> None:
    page = [column("Hip")]
    told = pdf.read(make.pdf(page, info="/Title (Hip pain) /Author (A. One; B. Two)"), "a.pdf").metadata
    assert (told.title, told.authors) == ("Hip pain", ("A. One", "B. Two"))
    for title in ("untitled", "Microsoft Word - hip.docx", "hip.indd", "Document1", "-"):
        assert pdf.read(make.pdf(page, info=f"/Title ({title})"), "a.pdf").metadata.title == ""


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(make.encrypted_pdf(), "encrypted", id="encrypted"),
        pytest.param(make.pdf([[]]), "ocrmypdf", id="scanned"),
        pytest.param(make.pdf([column("Hip")])[:-40], "cut short", id="truncated"),
        pytest.param(b"%PDF-1.4\nnothing\n%%EOF", "damaged", id="damaged"),
        pytest.param(
            make.pdf([column("Hip")]).replace(b"/Catalog", b"/Nothing").replace(b"/Root", b"/Rout"),
            "damaged|scanned",
            id="no root",
        ),
    ],
)
def test_pdfs_without_readable_text_are_refused_in_one_line(data: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=message) as caught:
        pdf.read(data, "a.pdf")
    assert "a.pdf" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_pages_without_text_are_named() -> None:
    assert "page 2" in pdf.read(make.pdf([column("Hip"), []]), "a.pdf").warnings[0]


def test_threads_may_read_at_once() -> None:
    data = make.pdf([column(*[f"line {number}" for number in range(30)])] * 3)
    with ThreadPoolExecutor(8) as pool:
        texts = set(pool.map(lambda _: pdf.read(data, "a.pdf").text, range(40)))
    assert len(texts) == 1
