"""The Markdown reader: marks gone, words kept, structure and front matter read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import ReadError
from ingest.extraction import Extraction
from ingest.readers import markdown


def read(source: str) -> Extraction:
    return markdown.read(source.encode(), "note.md")


def outline(source: str) -> list[tuple[str, str]]:
    extraction = read(source)
    return [(block.type.value, extraction.text[block.start : block.end]) for block in extraction.blocks or ()]


def test_inline_marks_go_and_words_stay() -> None:
    assert outline("The *deep* **small** `muscle` [of the hip](https://x.org 'y'), see <b>there</b> & \\* 1 < 2") == [
        ("paragraph", "The deep small muscle of the hip, see there & * 1 < 2")
    ]


def test_headings_have_levels() -> None:
    extraction = read("# Hip\n\nSymptoms\n--------\n\n### *Where* it hurts ###")
    found = [(extraction.text[block.start : block.end], block.level) for block in extraction.blocks or ()]
    assert found == [("Hip", 1), ("Symptoms", 2), ("Where it hurts", 3)]


def test_lists_keep_depth_order_and_further_paragraphs() -> None:
    extraction = read("1. stand\n\n   Feet apart.\n2. bend\n   - [x] the hip\n\nAfter.")
    found = [
        (block.type.value, extraction.text[block.start : block.end], block.level, block.ordered)
        for block in extraction.blocks or ()
    ]
    assert found == [
        ("item", "stand", 1, True),
        ("paragraph", "Feet apart.", 0, False),
        ("item", "bend", 1, True),
        ("item", "the hip", 2, False),
        ("paragraph", "After.", 0, False),
    ]


def test_lists_nested_thirty_deep_lose_nothing() -> None:
    source = "".join(f"{'  ' * depth}- item{depth}\n" for depth in range(30))
    assert read(source).text.split() == [f"item{depth}" for depth in range(30)]


def test_tables_become_rows() -> None:
    extraction = read("| Muscle | Nerve |\n|---|---|\n| **minimus** | a \\| b |\n|  |  |")
    found = [(extraction.text[block.start : block.end], block.header) for block in extraction.blocks or ()]
    assert found == [("Muscle | Nerve", True), ("minimus | a | b", False)]


def test_bold_marks_only_wholly_bold_blocks() -> None:
    extraction = read("**Origin**\n\n**Origin** ilium\n\n- **Press**")
    assert [block.bold for block in extraction.blocks or ()] == [True, False, True]


def test_a_hard_break_parts_lines_and_a_soft_one_does_not() -> None:
    assert outline("**Origin**  \nouter\nilium") == [("paragraph", "Origin"), ("paragraph", "outer ilium")]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("> Said\n> so.", [("paragraph", "Said so.")], id="quote"),
        pytest.param("![Seen from behind](a.png)", [("caption", "Seen from behind")], id="picture alone"),
        pytest.param(
            "See ![icon](a.png) here.", [("paragraph", "See  here.".replace("  ", " "))], id="picture in text"
        ),
        pytest.param("```\nhold 5 s\n  rest\n```", [("paragraph", "hold 5 s\n  rest")], id="fence"),
        pytest.param("Origin\n: ilium", [("paragraph", "Origin: ilium")], id="definition"),
        pytest.param(
            "Deep.[^1]\n\n[^1]: By palpation.", [("paragraph", "Deep."), ("paragraph", "By palpation.")], id="note"
        ),
        pytest.param("<ul><li>html <b>item</b></li></ul>", [("item", "html item")], id="HTML block"),
        pytest.param("<script>no</script>\n\nyes", [("paragraph", "yes")], id="script"),
        pytest.param("<!-- no -->\n\nyes<!-- no -->", [("paragraph", "yes")], id="comments"),
    ],
)
def test_other_blocks(source: str, expected: list[tuple[str, str]]) -> None:
    assert outline(source) == expected


def test_front_matter_becomes_metadata_and_no_text() -> None:
    extraction = read(
        "---\ntitle: Hip pain\nauthors: [A. One, B. Two]\nlicense: CC BY 4.0\naudience: Client\nreviewed: 2025-01-02\n"
        "date: 2024-03-05T10:00:00\nsource: https://example.org/hip\n---\n\nDeep."
    )
    metadata = extraction.metadata
    assert extraction.text == "Deep."
    assert (metadata.title, metadata.authors, metadata.licence) == ("Hip pain", ("A. One", "B. Two"), "CC BY 4.0")
    assert (metadata.audience, metadata.reviewed, metadata.published) == ("client", "2025-01-02", "2024-03-05")
    assert metadata.url == "https://example.org/hip"


@pytest.mark.parametrize(
    ("field", "authors"),
    [
        ("author: A. One, PhD", ("A. One, PhD",)),
        ("author: A. One and B. Two", ("A. One", "B. Two")),
        ("authors: A. One; B. Two", ("A. One", "B. Two")),
        ("authors: [{name: A}]", ()),
        ("author:", ()),
    ],
)
def test_authors_in_their_several_forms(field: str, authors: tuple[str, ...]) -> None:
    assert read(f"---\n{field}\n---\nHip").metadata.authors == authors


@pytest.mark.parametrize(
    "front",
    [
        pytest.param("title: [unclosed", id="no YAML"),
        pytest.param("just words", id="no mapping"),
        pytest.param("date: 2024-13-45", id="no date"),
        pytest.param("title: !!python/object/apply:os.getcwd []", id="a hostile tag"),
        pytest.param("title: " + "[" * 3000, id="endless nesting"),
    ],
)
def test_bad_front_matter_is_a_warning_and_the_note_is_read(front: str) -> None:
    extraction = read(f"---\n{front}\n---\n\nDeep.")
    assert extraction.text == "Deep."
    assert extraction.metadata.title == ""
    assert len(extraction.warnings) == 1
    assert "note.md" in extraction.warnings[0]
    assert "\n" not in extraction.warnings[0]


def test_aliases_that_multiply_are_not_unfolded() -> None:
    lines = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)), "title: *a11"]
    assert read("---\n" + "\n".join(lines) + "\n---\nDeep.").metadata.title == ""


def test_endless_quotes_are_refused() -> None:
    with pytest.raises(ReadError, match="too deeply"):
        read(">" * 3000 + " deep")


@given(st.text("ab*_#->|`[]()!<\n 1.:~\\", max_size=80))
def test_blocks_cover_the_text_whatever_the_note(source: str) -> None:
    extraction = read(source)
    found = [extraction.text[block.start : block.end] for block in extraction.blocks or ()]
    assert "\n".join(found) == extraction.text


@given(st.lists(st.text("abc", min_size=1, max_size=4), min_size=1, max_size=8), st.data())
def test_no_word_is_lost(words: list[str], data: st.DataObject) -> None:
    marks = ["# {}", "- {}", "1. {}", "> {}", "**{}**", "| {} |\n|---|", "{}", "    {}", "## *{}*", "T\n: {}"]
    note = "\n\n".join(data.draw(st.sampled_from(marks)).format(word) for word in words)
    assert [word for word in read(note).text.replace("T: ", "").split() if word] == words
