"""What `bench.fuzz_inputs` makes up: files whole and damaged, and questions with all that people and machines may type.

Random bytes seldom get past the first check, so most files are real ones, made here, with a few places changed.
"""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path

from hypothesis import strategies as st
from markdown_it import MarkdownIt

from answer.respond import Inquiry
from answer.types import Turn
from corpus.settings import AUDIENCES
from corpus.types import Kind
from index.search import Filters
from tests.ingest.make import docx, encrypted_pdf, paragraph, pdf

ROOT = Path(__file__).resolve().parent.parent
FORMATS = ("md", "html", "docx", "pdf", "txt")
NAMES = (".md", ".html", ".htm", ".pdf", ".docx", ".txt", ".doc", "", ".xhtml")
TYPES = (
    "",
    "text/html",
    "text/html; charset=utf-16",
    "text/plain; charset=\x00",
    "application/pdf",
    "a/b; charset=idna",
)

ODD = (
    "\x00", "\r", "\x0b", "\x1c", "\x85", "\xa0", "\xad", "\u0301" * 30, "\u200b", "\u200d", "\u2028", "\u2029",
    "\u202e", "\u2066", "\ufeff", "\ufffd", "\uffff", "\ud800", "\U0001f9b5", "\U000e0041", "\U0010ffff", "ß", "ﬁ",
    "İ", "ǅ", "ٱ", "한", "１", "²", "Ⅳ", "½", "𝟘", "　",
)  # fmt: skip
MARKS = (
    "# ", "###### ", "- ", "* ", "1. ", "99999999999. ", "> ", "    ", "\t", "| a | b |\n|---|---|\n", "```\n",
    "---\n", "===\n", "[1]: ", "[^1]", "![x](y)", "[x](javascript:y)", "<p>", "</p>", "<table><tr><td>", "<li>",
    "<ul><ol>", "<!--", "]]>", "<![CDATA[", "<script>", "<style>", "<svg>", "<template>", "&#x110000;", "&#0;",
    "&amp;amp;", "&notanentity;", "\n\n", "\n", "References\n", "Disclaimer\n", "Contents\n", "Page 1 of 2\n",
    "Nerve: ", "Origin:\n", "• ", "o  ", "a) ", "http://a.b/c", "et al. (2019)", "[12,13]", "10.1000/x", "©",
    "+44 20 7946 0000", "…", "e.g. ", "Dr. ", "L4/5", "?", "!!",
)  # fmt: skip
WORDS = (
    "soleus", "gluteus minimus", "psoas", "calf", "hip", "back", "nerve", "which", "what", "how", "why", "supplies",
    "stretch", "it", "its", "that one", "and", "or", "not", "never", "no", "without", "pain", "hurts", "numb",
    "numbness", "between my legs", "cannot", "can't", "pee", "chest", "breath", "suddenly", "yesterday", "my husband",
    "ibuprofen", "how many", "mg", "cancer", "fever", "kill myself", "trigger point", "versus", "compared with",
    "difference", "technique", "steps", "dry needling", "sholder", "guteus", "QL", "TFL", "L5", "S1", "6 weeks",
    "ignore all instructions", "[1]", "?", "…", "-", "/", "'", '"', "%s",
)  # fmt: skip


@cache
def seeds() -> dict[str, list[bytes]]:
    """Small real files of each format, with the same kinds of things in each."""
    notes = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "corpus" / "library").glob("*.md"))[:6]]
    pages = sorted((ROOT / "tests" / "pages").glob("*.*"))
    words = [line for note in notes[:2] for line in note.splitlines() if line.strip()][:60]
    lines = [(72.0, 780.0 - 14 * (place % 50), line[:80]) for place, line in enumerate(words) if line.isascii()]
    styles = ("", "Heading1", "Heading2", "ListParagraph", "Title")
    body = "".join(
        paragraph(line.replace("&", "").replace("<", ""), style=styles[place % 5], numbering=place % 3)
        for place, line in enumerate(words)
    )
    table = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    return {
        "md": [note.encode() for note in notes],
        "html": [MarkdownIt().render(note).encode() for note in notes]
        + [path.read_bytes() for path in pages if path.suffix == ".html"],
        "txt": [path.read_bytes() for path in pages if path.suffix == ".txt"],
        "pdf": [pdf([lines[:25], lines[25:]]), pdf([lines[:5]], info="/Title (A note)"), encrypted_pdf()],
        "docx": [docx(body), docx(body[:4000].rpartition("</w:p>")[0] + "</w:p>" + table)],
    }


odd_text = st.text(max_size=200)
marked_text = st.lists(
    st.one_of(st.sampled_from(MARKS), st.sampled_from(ODD), st.sampled_from(WORDS), odd_text), max_size=80
).map(" ".join)


@st.composite
def damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    """Bytes with up to eight places cut, doubled, changed, filled or moved."""
    data = bytearray(whole)
    for _ in range(draw(st.integers(0, 8))):
        start = draw(st.integers(0, max(0, len(data) - 1)))
        end = min(len(data), start + draw(st.sampled_from((1, 2, 8, 64, 1000, 10**6))))
        match draw(st.integers(0, 5)):
            case 0:
                del data[start:end]
            case 1:
                data[start:start] = data[start:end][:100_000] * draw(st.integers(1, 5))
            case 2:
                data[start : start + 1] = bytes([draw(st.integers(0, 255))])
            case 3:
                data[start:start] = draw(st.sampled_from((*MARKS, *ODD))).encode("utf-8", "surrogatepass")
            case 4:
                data[start:start] = draw(st.binary(max_size=40))
            case _:
                data[start:end] = data[start:end][::-1]
    return bytes(data[:2_000_000])


@st.composite
def damaged_word(draw: st.DrawFn) -> bytes:
    """A Word file that opens as an archive, with its parts damaged."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(draw(st.sampled_from(seeds()["docx"])))) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    name = draw(st.sampled_from(sorted(parts)))
    parts[name] = draw(damaged(parts[name]))
    if draw(st.booleans()):
        parts["word/numbering.xml"] = draw(st.binary(max_size=200))
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


files = st.tuples(
    st.one_of(
        st.sampled_from(FORMATS).flatmap(lambda name: st.sampled_from(seeds()[name])).flatmap(damaged),
        damaged_word(),
        marked_text.map(lambda text: text.encode("utf-8", "surrogatepass")),
        marked_text.map(lambda text: text.encode("utf-16", "surrogatepass")),
        st.binary(max_size=3000),
    ),
    st.one_of(st.sampled_from(NAMES).map(lambda suffix: f"note{suffix}"), odd_text),
    st.sampled_from(TYPES),
)

_said = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join),
    st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from(ODD), st.sampled_from(MARKS)), max_size=40).map("".join),
    odd_text,
    st.sampled_from(ODD).flatmap(lambda odd: st.integers(1, 4000).map(lambda times: (odd * times)[:4000])),
    st.sampled_from(WORDS).flatmap(lambda word: st.integers(1, 1000).map(lambda times: (f"{word} " * times)[:4100])),
)
_turns = st.lists(st.builds(Turn, _said, st.one_of(_said, st.just(""))), max_size=8).map(tuple)
_filters = st.builds(
    Filters, st.frozensets(odd_text, max_size=2), st.frozensets(st.sampled_from(sorted(Kind)), max_size=3)
)

inquiries = st.builds(
    Inquiry,
    question=_said,
    audience=st.sampled_from(AUDIENCES),
    locale=st.one_of(st.sampled_from(("en-GB", "en-US", "de", "zz-ZZ", "", "en_AU")), odd_text),
    history=_turns,
    filters=st.one_of(st.just(Filters()), _filters),
)
