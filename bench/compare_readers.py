"""Compare libraries for reading HTML, PDF and Word files: words and structure kept, furniture left, time, damage.

    python bench/compare_readers.py [html] [pdf] [docx]

Every page and file is made here, so what should come out is known. Libraries that Palpate itself does not need:
trafilatura, readability-lxml, pypdf, pdfminer.six, python-docx, reportlab. Results go to standard output as
Markdown tables.
"""

from __future__ import annotations

import io
import random
import re
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from ingest.extraction import Block, Extraction
from ingest.readers import docx, html, markdown, pdf

FURNITURE = {"nav", "header", "footer", "aside", "form"}
Found = list[tuple[str, str]]
"""What a library finds: the type of each block and its words."""


@dataclass(frozen=True)
class Page:
    """A page, the blocks of its note, and lines that are none of it."""

    name: str
    source: str
    note: Found
    furniture: tuple[str, ...]


def _page(name: str, body: str, note: Sequence[str], furniture: Sequence[str] = ()) -> Page:
    """`note` holds "type: words" lines."""
    blocks = [(kind, words) for kind, _, words in (line.partition(": ") for line in note)]
    return Page(
        name,
        f"<!DOCTYPE html><html><head><title>Hip | Clinic</title></head><body>{body}</body></html>",
        blocks,
        tuple(furniture),
    )


PROSE = [
    "The smallest of the three buttock muscles lies deepest, on the outer face of the hip bone.",
    "It holds the pelvis level whenever one foot is off the ground, at every single step.",
    "Pain from it is felt in the buttock and down the outside of the leg, as far as the ankle.",
]
PAGES = [
    _page(
        "clinic article",
        f"""<header><a>Northgate Physio</a><nav><ul><li><a>Home</a><li><a>Fees</a></ul></nav></header>
        <main><article><h1>Outer hip pain</h1><p>{PROSE[0]}</p><h2>Signs</h2><ul><li>ache on stairs<li>pain lying on the
        side</ul><h2>What helps</h2><ol><li>Shorten your steps.<li>Sleep with a pillow.</ol><p>{PROSE[1]}</p></article>
        <section class="related-posts"><h3>Related posts</h3><article><a>Runner's knee in spring</a></article></section>
        <section id="comments"><h3>2 comments</h3><p>Thanks, that was useful!</p><form><label>Your name</label></form>
        </section></main><aside><h3>Opening times</h3><p>Monday to Friday, nine to five</p></aside>
        <div id="cookie-banner">We use cookies.<button>Accept</button></div><footer>© Northgate Physio</footer>""",
        [
            "heading: Outer hip pain", f"paragraph: {PROSE[0]}", "heading: Signs", "item: ache on stairs",
            "item: pain lying on the side", "heading: What helps", "item: Shorten your steps.",
            "item: Sleep with a pillow.", f"paragraph: {PROSE[1]}",
        ],
        ["Northgate Physio", "Fees", "Related posts", "Runner's knee", "2 comments", "Thanks, that", "Your name",
         "Opening times", "Monday to Friday", "We use cookies", "Accept"],
    ),
    _page(
        "blog theme",
        f"""<div id="page"><div id="masthead" class="site-header"><p class="site-title">Muscle notes</p>
        <div class="main-navigation"><a>About me</a></div></div><div id="content"><div class="post hentry">
        <h1 class="entry-title">Gluteus minimus</h1><div class="entry-content"><p><strong>Origin</strong><br>Outer
        face of the hip bone</p><p>{PROSE[1]}</p><h3>Palpation</h3><p>{PROSE[2]}</p><blockquote><p>Ask before you
        press.</p></blockquote></div><div class="sharedaddy">Share this: Tweet</div></div></div><div id="secondary"
        class="widget-area"><h2>Recent Posts</h2><ul><li><a>Foam rolling myths</a></ul></div><div id="colophon">Proudly
        powered by a theme</div></div>""",
        [
            "heading: Gluteus minimus", "paragraph: Origin", "paragraph: Outer face of the hip bone",
            f"paragraph: {PROSE[1]}", "heading: Palpation", f"paragraph: {PROSE[2]}",
            "paragraph: Ask before you press.",
        ],
        ["Muscle notes", "About me", "Share this", "Recent Posts", "Foam rolling", "powered by"],
    ),
    _page(
        "definition list",
        f"""<nav>Muscles A to Z</nav><h1>Piriformis</h1><dl><dt>Origin<dd>Front of the sacrum<dt>Insertion<dd>Greater
        trochanter<dt>Action<dd>turns the thigh out<dd>lifts the bent thigh sideways</dl><p>{PROSE[0]}</p>""",
        [
            "heading: Piriformis", "paragraph: Origin: Front of the sacrum", "paragraph: Insertion: Greater trochanter",
            "item: turns the thigh out", "item: lifts the bent thigh sideways", f"paragraph: {PROSE[0]}",
        ],
        ["Muscles A to Z"],
    ),
    _page(
        "tables",
        f"""<div class="menu">Anatomy charts</div><h1>Hip muscles</h1><p>{PROSE[2]}</p><table><thead><tr><th>Muscle<th>
        Nerve</thead><tr><td>Gluteus minimus<td>superior gluteal<tr><td>Gluteus maximus<td>inferior gluteal</table>
        <h2>Length</h2><table><tr><td>Sartorius<td>50 cm</table>""",
        [
            "heading: Hip muscles", f"paragraph: {PROSE[2]}", "row: Muscle | Nerve",
            "row: Gluteus minimus | superior gluteal", "row: Gluteus maximus | inferior gluteal", "heading: Length",
            "row: Sartorius | 50 cm",
        ],
        ["Anatomy charts"],
    ),
    _page(
        "bold as headings",
        f"""<div class="nav-bar">Book now</div><div><p><b>Self-massage</b></p><p>{PROSE[0]}</p>
        <p><b>When to stop</b></p><p>{PROSE[1]}</p>
        <ul><li><p>Stop at numbness.</p></li><li><p>Stop at sharp pain.</p></li></ul></div>""",
        [
            "paragraph: Self-massage", f"paragraph: {PROSE[0]}", "paragraph: When to stop", f"paragraph: {PROSE[1]}",
            "item: Stop at numbness.", "item: Stop at sharp pain.",
        ],
        ["Book now"],
    ),
    _page(
        "hardly any mark-up",
        f"<h1>Ball work</h1>{PROSE[0]}<br><br>{PROSE[1]}<p>Short.<p>Hold for ten breaths.",
        ["heading: Ball work", *(f"paragraph: {words}" for words in PROSE[:2]), "paragraph: Short.",
         "paragraph: Hold for ten breaths."],
    ),
]  # fmt: skip


def blocks_of(extraction: Extraction, keep: Callable[[Block], bool] = bool) -> Found:
    """The blocks of an extraction that `keep` lets through."""
    return [
        (block.type.value, extraction.text[block.start : block.end]) for block in extraction.blocks or () if keep(block)
    ]


def by_walk(source: str) -> Found:
    """Palpate's reader, without the blocks whose region is furniture."""
    return blocks_of(html.read(source.encode(), "page"), lambda block: block.region not in FURNITURE)


def by_trafilatura(source: str, *, recall: bool = False) -> Found:
    """Trafilatura's Markdown, parsed."""
    import trafilatura

    found = trafilatura.extract(
        source, output_format="markdown", include_formatting=True, include_tables=True, favor_recall=recall,
        include_comments=False,
    )  # fmt: skip
    return blocks_of(markdown.read((found or "").encode(), "page"))


def by_readability(source: str) -> Found:
    """The part that readability picks, walked as any page."""
    from readability import Document

    return blocks_of(html.read(Document(source).summary(html_partial=True).encode(), "page"))


def compare_html() -> None:
    """One row for each way to read pages."""
    print(
        "| HTML | note words kept | blocks kept as what they are | furniture left | ms a page |\n|---|---|---|---|---|"
    )
    ways: dict[str, Callable[[str], Found]] = {
        "own walk over selectolax, without furniture regions": by_walk,
        "trafilatura": by_trafilatura,
        "trafilatura, favor_recall": lambda source: by_trafilatura(source, recall=True),
        "readability-lxml": by_readability,
    }
    for name, way in ways.items():
        results = [(page, way(page.source)) for page in PAGES]
        words = [_overlap(words, found) for page, found in results for _, words in page.note]
        kept = [block in _flat(found) for page, found in results for block in page.note]
        left = [any(line in words for _, words in found) for page, found in results for line in page.furniture]
        print(f"| {name} | {_share(words)} | {_share(kept)} | {_share(left)} | {_time(way):.1f} |")


def _flat(found: Found) -> Found:
    return [(kind, " ".join(words.split())) for kind, words in found]


def _overlap(words: str, found: Found) -> float:
    text = " ".join(" ".join(line.split()) for _, line in found)
    parts = [part for part in re.split(r" \| |: ", words) if part]
    return sum(part in text for part in parts) / len(parts)


def _share(values: Iterable[float]) -> str:
    values = list(values)
    return f"{sum(values):g} of {len(values)}"


def _time(way: Callable[[str], Found]) -> float:
    started = time.perf_counter()
    for _ in range(10):
        for page in PAGES:
            way(page.source)
    return (time.perf_counter() - started) * 1000 / (10 * len(PAGES))


def make_pdf(columns: int, *, row_by_row: bool = False) -> tuple[bytes, list[str]]:
    """A PDF with running heads, accents, bullets and hyphens, and its paragraphs as they should be read."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    truth: list[str] = []
    number = 0
    for page in range(1, 11):
        canvas.setFont("Helvetica", 9)
        canvas.drawString(60, 810, "Hip handbook")
        canvas.drawRightString(540, 30, f"Page {page} of 10")
        canvas.setFont("Helvetica", 10)
        drawn: list[list[tuple[float, float, str]]] = []
        for column in range(columns):
            x, y = 60 + 250 * column, 770.0
            lines: list[tuple[float, float, str]] = []
            while y > 140:
                number += 1
                bullet = "• " if number % 4 == 0 else ""
                words = [
                    f"{bullet}Note {number} names a naïve fact: the",
                    "muscle reaches the outer tro-",
                    "chanter, and the café agrees.",
                ]
                if columns == 1:
                    words = [f"{words[0]} {words[1]}", words[2]]
                truth.append("\n".join(words))
                for line in words:
                    lines.append((x, y, line))
                    y -= 13
                y -= 9
            drawn.append(lines)
        order = (
            [shown for row in zip(*drawn, strict=True) for shown in row]
            if row_by_row
            else [shown for lines in drawn for shown in lines]
        )
        for shown in order:
            canvas.drawString(*shown)
        canvas.showPage()
    canvas.save()
    return out.getvalue(), truth


def by_pypdf(data: bytes) -> str:
    """The text as pypdf gives it."""
    import pypdf

    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def by_pdfminer(data: bytes) -> str:
    """The text as pdfminer.six lays it out."""
    from pdfminer.high_level import extract_text

    return str(extract_text(io.BytesIO(data)))


def by_pdfium_text(data: bytes) -> str:
    """The text as PDFium gives it, hyphens at line ends as U+FFFE."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def by_pdfium_letters(data: bytes) -> str:
    """Palpate's reader."""
    return pdf.read(data, "file").text


PDF_WAYS: dict[str, Callable[[bytes], str]] = {
    "PDFium, letters laid out here": by_pdfium_letters,
    "PDFium, its own text": by_pdfium_text,
    "pypdf": by_pypdf,
    "pdfminer.six": by_pdfminer,
}


def compare_pdf() -> None:
    """One row for each way to read PDFs."""
    files = {"one": make_pdf(1), "two": make_pdf(2), "two, by row": make_pdf(2, row_by_row=True)}
    titles = " | ".join(f"{name}: lines in order / paragraphs" for name in files)
    print(f"| PDF | {titles} | ms a page | damaged: text / refused / other errors |\n|---|{'---|' * (len(files) + 2)}")
    for name, way in PDF_WAYS.items():
        cells, started = [], time.perf_counter()
        for data, truth in files.values():
            text = "\n".join(" ".join(line.split()) for line in way(data).replace("\r\n", "\n").split("\n"))
            lines = re.sub(r"\n+", "\n", text)
            ordered = sum(paragraph in lines for paragraph in truth) / len(truth)
            parted = sum(f"\n\n{paragraph}\n\n" in text for paragraph in truth) / len(truth)
            cells.append(f"{ordered:.0%} / {parted:.0%}")
        ms = (time.perf_counter() - started) * 1000 / (10 * len(files))
        print(f"| {name} | {' | '.join(cells)} | {ms:.1f} | {_damage(way, files['one'][0])} |")


def _damage(way: Callable[[bytes], str], data: bytes) -> str:
    """What 100 files with 30 flipped bytes or a lost half come to."""
    from pdfminer.psexceptions import PSException
    from pypdf.errors import PyPdfError
    from pypdfium2 import PdfiumError

    from ingest.errors import ReadError

    dice, text, refused, other = random.Random(7), 0, 0, 0  # noqa: S311
    for number in range(100):
        broken = bytearray(data)
        for _ in range(30):
            broken[dice.randrange(len(broken))] = dice.randrange(256)
        try:
            text += bool(way(bytes(broken[: len(broken) // 2] if number % 2 else broken)).strip())
        except (ReadError, PdfiumError, PyPdfError, PSException):
            refused += 1
        except Exception:  # noqa: BLE001 (what escapes is what is counted)
            other += 1
    return f"{text} / {refused} / {other}"


WORD_PARTS = (
    "heading",
    "bulleted",
    "numbered",
    "bold run",
    "inserted",
    "in a control",
    "linked",
    "row a | row b",
    "nested",
    "boxed",
)


def make_docx() -> bytes:
    """A Word file with each part that notes hold, and those that walkers forget."""
    from docx import Document
    from docx.oxml import parse_xml

    space = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    document = Document()
    document.add_heading("heading", 1)
    document.add_paragraph("bulleted", style="List Bullet")
    document.add_paragraph("numbered", style="List Number")
    document.add_paragraph().add_run("bold run").bold = True
    parts = (
        "<w:p {}><w:ins w:id='1' w:author='x'><w:r><w:t>inserted</w:t></w:r></w:ins></w:p>",
        "<w:sdt {}><w:sdtContent><w:p><w:r><w:t>in a control</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        "<w:p {}><w:hyperlink w:anchor='x'><w:r><w:t>linked</w:t></w:r></w:hyperlink></w:p>",
        "<w:p {}><w:r><w:pict><v:textbox><w:txbxContent>BOX</w:txbxContent></v:textbox></w:pict></w:r></w:p>",
    )
    for source in parts:
        source = source.replace("BOX", "<w:p><w:r><w:t>boxed</w:t></w:r></w:p>")
        document.element.body.insert(len(document.element.body) - 1, parse_xml(source.format(space)))
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "row a", "row b"
    document.add_table(1, 1).cell(0, 0).add_table(1, 1).cell(0, 0).text = "nested"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def by_python_docx(data: bytes) -> Found:
    """Paragraphs and tables as python-docx iterates over them."""
    from docx import Document
    from docx.table import Table

    found: Found = []
    for part in Document(io.BytesIO(data)).iter_inner_content():
        if isinstance(part, Table):
            found += [("row", " | ".join(cell.text for cell in row.cells)) for row in part.rows]
        else:
            style = str(part.style.name if part.style else "")
            kind = "heading" if style.startswith("Heading") else "item" if style.startswith("List") else "paragraph"
            found.append((kind, part.text))
    return found


def by_mammoth(data: bytes) -> Found:
    """Palpate's reader."""
    return blocks_of(docx.read(data, "file"))


def compare_docx() -> None:
    """One row for each way to read Word files."""
    data = make_docx()
    by_mammoth(data), by_python_docx(data)
    kinds = {"heading": "heading", "bulleted": "item", "numbered": "item", "row a | row b": "row"}
    print("| Word | parts whose words are kept | kept as what they are | lost | ms |\n|---|---|---|---|---|")
    for name, way in {
        "mammoth, then the HTML walk": by_mammoth,
        "python-docx, a walk over its content": by_python_docx,
    }.items():
        started = time.perf_counter()
        found = way(data)
        ms = (time.perf_counter() - started) * 1000
        lost = [part for part in WORD_PARTS if not any(part in words for _, words in found)]
        typed = [(kind, part) in found for part, kind in kinds.items()]
        kept = len(WORD_PARTS) - len(lost)
        print(f"| {name} | {kept} of {len(WORD_PARTS)} | {_share(typed)} | {', '.join(lost) or 'none'} | {ms:.0f} |")


def main(arguments: Sequence[str]) -> None:
    """Run the named comparisons, or all."""
    comparisons: dict[str, Callable[[], Any]] = {"html": compare_html, "pdf": compare_pdf, "docx": compare_docx}
    for name in arguments or comparisons:
        comparisons[name]()
        print()


if __name__ == "__main__":
    main(sys.argv[1:])
