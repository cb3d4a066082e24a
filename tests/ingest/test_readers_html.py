"""The HTML reader: words kept, structure named, furniture named and not lost, what nobody sees left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import ReadError
from ingest.extraction import Block, BlockType, Extraction
from ingest.readers import html


def read(source: str, **options: str) -> Extraction:
    return html.read(source.encode(), "page.html", **options)


def outline(source: str) -> list[tuple[str, str]]:
    extraction = read(source)
    return [(block.type.value, words(extraction, block)) for block in extraction.blocks or ()]


def words(extraction: Extraction, block: Block) -> str:
    return extraction.text[block.start : block.end]


def regions(source: str) -> dict[str, str]:
    extraction = read(source)
    return {words(extraction, block): block.region for block in extraction.blocks or ()}


def test_every_kind_of_block_is_named() -> None:
    source = """<h1>Hip</h1><p>A small <em>deep</em> muscle.<ul><li>one<li>two</ul><blockquote>Said.</blockquote>
    <figure><img src=x alt=x><figcaption>Seen from behind</figcaption></figure>"""
    assert outline(source) == [
        ("heading", "Hip"),
        ("paragraph", "A small deep muscle."),
        ("item", "one"),
        ("item", "two"),
        ("paragraph", "Said."),
        ("caption", "Seen from behind"),
    ]


def test_lists_keep_depth_and_order() -> None:
    extraction = read("<ol><li>stand<li>bend<ul><li>the hip<li>the knee</ul><li>rise</ol>")
    found = [(words(extraction, block), block.level, block.ordered) for block in extraction.blocks or ()]
    assert found == [
        ("stand", 1, True),
        ("bend", 1, True),
        ("the hip", 2, False),
        ("the knee", 2, False),
        ("rise", 1, True),
    ]


def test_second_paragraph_of_an_item_is_a_paragraph() -> None:
    assert outline("<ul><li><p>Press.</p><p>Hold.</p></ul>") == [("item", "Press."), ("paragraph", "Hold.")]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("<dl><dt>Origin<dd>ilium</dl>", [("paragraph", "Origin: ilium")], id="one definition"),
        pytest.param("<dl><dt>Origin:<dd><p>ilium</p></dl>", [("paragraph", "Origin: ilium")], id="own colon"),
        pytest.param(
            "<dl><dt>Action<dd>abducts<dd>rotates</dl>",
            [("paragraph", "Action:"), ("item", "abducts"), ("item", "rotates")],
            id="several definitions",
        ),
        pytest.param(
            "<dl><dt>Action<dd><ul><li>abducts</ul></dl>",
            [("paragraph", "Action:"), ("item", "abducts")],
            id="a list as definition",
        ),
        pytest.param(
            "<dl><dt>Alone</dl><p>after", [("paragraph", "Alone"), ("paragraph", "after")], id="no definition"
        ),
        pytest.param("<dl><dt>A<dt>B<dd>c</dl>", [("paragraph", "A, B: c")], id="two terms"),
    ],
)
def test_definition_lists_are_labels(source: str, expected: list[tuple[str, str]]) -> None:
    assert outline(source) == expected


def test_tables_become_rows_with_their_header() -> None:
    extraction = read(
        "<table><caption>Nerves</caption><tr><th>Muscle<th>Nerve<tr><td>minimus<td>superior gluteal<tr><td><td></table>"
    )
    found = [(block.type, words(extraction, block), block.header) for block in extraction.blocks or ()]
    assert found == [
        (BlockType.CAPTION, "Nerves", False),
        (BlockType.ROW, "Muscle | Nerve", True),
        (BlockType.ROW, "minimus | superior gluteal", False),
    ]


@pytest.mark.parametrize("role", ["presentation", "none"])
def test_tables_that_say_that_they_lay_out_a_page_are_no_rows(role: str) -> None:
    assert [name for name, _ in outline(f"<table role={role}><tr><td>Origin<td>ilium</table>")] == ["paragraph"] * 2


def test_a_page_of_frames_has_no_text() -> None:
    assert read("<html><frameset><frame src=a></frameset></html>").text == ""


def test_tables_that_lay_out_a_page_are_no_rows() -> None:
    assert outline("<table><tr><td><h2>Hip</h2><td><p>Deep.</table>") == [("heading", "Hip"), ("paragraph", "Deep.")]


def test_a_bold_line_above_a_break_is_its_own_bold_block() -> None:
    extraction = read("<p><strong>Origin</strong><br>Outer <b>ilium</b></p><p style='font-weight:700'>All</p>")
    found = [(words(extraction, block), block.bold) for block in extraction.blocks or ()]
    assert found == [("Origin", True), ("Outer ilium", False), ("All", True)]


def test_a_break_that_wraps_a_sentence_joins() -> None:
    long = "The muscle lies below its larger neighbour and is for that reason quite hard to"
    assert outline(f"<p>{long}<br>feel.</p>") == [("paragraph", f"{long} feel.")]


@pytest.mark.parametrize(
    ("source", "region"),
    [
        pytest.param("<nav>X</nav>", "nav", id="nav"),
        pytest.param("<div role=navigation>X</div>", "nav", id="role"),
        pytest.param("<aside>X</aside>", "aside", id="aside"),
        pytest.param("<footer>X</footer>", "footer", id="footer"),
        pytest.param("<form>X</form>", "form", id="form"),
        pytest.param("<div class='widget-area'>X</div>", "aside", id="widgets"),
        pytest.param("<div id='cookie-notice'>X</div>", "aside", id="cookies"),
        pytest.param("<section class='related-posts'><article>X</article></section>", "aside", id="teasers"),
        pytest.param("<ol class='comment-list'><li>X</ol>", "aside", id="comments"),
        pytest.param("<article><aside>X</aside></article>", "aside", id="aside of an article"),
        pytest.param("<article><header>X</header></article>", "article", id="header of an article"),
        pytest.param("<div class='elementor-widget-text'>X</div>", "", id="a longer name"),
    ],
)
def test_furniture_is_kept_and_named(source: str, region: str) -> None:
    page = f"<main><h1>Hip</h1><p>{'The note itself. ' * 9}</main>{source}<p>{'More words. ' * 9}"
    assert regions(page)["X"] == region


def test_a_name_is_not_believed_about_most_of_the_page() -> None:
    page = f"<body class=sidebar><div class=widget><h1>Hip</h1><p>{'note ' * 50}</div><p>tail</body>"
    assert set(regions(page).values()) == {""}
    form = f"<form id=aspnet><h1>Hip</h1><p>{'note ' * 50}</form><p>tail<script>{'x' * 9000}</script>"
    assert set(regions(form).values()) == {""}


@pytest.mark.parametrize(
    "unseen",
    [
        "<script>no</script>",
        "<style>no</style>",
        "<template><p>no</template>",
        "<noscript>no</noscript>",
        "<p hidden>no</p>",
        "<div aria-hidden=true><p>no</div>",
        "<p style='color:red; display: none'>no</p>",
        "<p style='font-size:0'>no</p>",
        "<!-- no -->",
        "<svg><text>no</text></svg>",
        "<select><option>no</select>",
        "<iframe srcdoc='<p>no'>no</iframe>",
    ],
)
def test_what_nobody_sees_gives_no_text(unseen: str) -> None:
    assert read(f"<p>yes</p>{unseen}<p>too").text == "yes\ntoo"


def test_marks_of_notes_are_no_words() -> None:
    page = "<p>Deep.<sup><a href='#n1'>1</a></sup> L<sub>4</sub>, 10<sup>2</sup><a href='#top'>¶</a></p>"
    assert read(page).text == "Deep. L4, 102"


def test_marks_of_notes_are_no_words_in_a_table_either() -> None:
    source = "<table><tr><td>Rest<sup><a href='#n1'>1</a></sup><td>often</table>"
    assert outline(source) == [("row", "Rest | often")]


def test_links_side_by_side_are_two_words() -> None:
    page = "<nav><a>Home</a><a>About</a></nav><table><tr><td><a>x</a><a>y</a><td><b>H</b>ip</table>"
    assert read(page).text == "Home About\nx y | Hip"


def test_entities_are_decoded_and_external_ones_never_resolved() -> None:
    page = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><p>caf&eacute; &amp; tea &x;'
    text = read(page).text
    assert "café & tea &x;" in text
    assert "root:" not in text


def test_xhtml_with_closed_scripts_keeps_its_words() -> None:
    source = (
        '<?xml version="1.0" encoding="utf-8"?><html><head><script src="a.js"/></head><body><p>Hip</p></body></html>'
    )
    assert read(source).text == "Hip"


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        pytest.param(b"\xef\xbb\xbf<p>caf\xc3\xa9", "", id="UTF-8 mark"),
        pytest.param("\ufeff<p>café".encode("utf-16-le"), "", id="UTF-16 mark"),
        pytest.param(b"<meta charset=windows-1252><p>caf\xe9", "", id="meta"),
        pytest.param(
            b"<meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'><p>caf\xe9", "", id="old meta"
        ),
        pytest.param(b"<meta charset=utf-8><p>caf\xe9", "iso-8859-1", id="the header wins"),
        pytest.param(b"<p>caf\xe9", "", id="undeclared"),
        pytest.param(b"<meta charset=base64><p>caf\xc3\xa9", "", id="a codec that is none"),
    ],
)
def test_character_sets(data: bytes, charset: str) -> None:
    assert html.read(data, "page.html", charset=charset).text == "café"


def test_doubts_about_the_character_set_are_said() -> None:
    assert "Windows-1252" in html.read(b"<p>caf\xe9", "page.html").warnings[0]
    assert "x-klingon" in html.read(b"<meta charset=x-klingon><p>hip", "page.html").warnings[0]
    assert "is not written in it" in html.read(b"<meta charset=euc-jp><p>caf\xe9", "page.html").warnings[0]


def test_metadata_comes_from_head_and_linked_data() -> None:
    page = """<html><head><title>Hip pain | The Clinic</title><meta name=author content="A. Writer">
    <meta property="article:published_time" content="2024-03-05T10:00:00+00:00">
    <link rel=canonical href="https://example.org/hip"><link rel=license href="https://example.org/by">
    <script type="application/ld+json">{"@graph": [{"@type": "WebSite"},
     {"@type": "MedicalWebPage", "lastReviewed": "2025-01-02", "author": {"name": "Not asked"}}]}</script></head>
    <body><h1>Hip pain</h1>"""
    metadata = read(page).metadata
    assert metadata.title == "Hip pain"
    assert metadata.authors == ("A. Writer",)
    assert metadata.url == "https://example.org/hip"
    assert metadata.licence == "https://example.org/by"
    assert (metadata.published, metadata.reviewed) == ("2024-03-05", "2025-01-02")


@pytest.mark.parametrize(
    ("data", "reviewed"),
    [
        ('[3, {"lastReviewed": "2025-01-02"}]', "2025-01-02"),
        ('{"@graph": 3, "lastReviewed": "2025-01-02"}', "2025-01-02"),
        ('[{"name": "The Clinic"}]', ""),
        ('"2025-01-02"', ""),
        ('{"lastReviewed": "2025-01-02", "text": "' + "x" * 500_000 + '"}', ""),
    ],
    ids=["a list", "no graph", "of something else", "a text", "endless"],
)
def test_linked_data_of_any_shape_is_read_or_passed_over(data: str, reviewed: str) -> None:
    assert read(f'<script type="application/ld+json">{data}</script><p>Hip').metadata.reviewed == reviewed


def test_broken_linked_data_and_empty_heads_are_nothing() -> None:
    page = '<script type="application/ld+json">{"author": </script><link rel=canonical href="javascript:x"><p>Hip'
    metadata = read(page).metadata
    assert (metadata.title, metadata.authors, metadata.url, metadata.published) == ("", (), "", "")


def test_words_below_a_thousand_elements_are_kept() -> None:
    assert read("<div>" * 1000 + "deep" + "</div>" * 1000 + "<p>after").text == "deep\nafter"


def test_endless_nesting_is_refused() -> None:
    with pytest.raises(ReadError, match="nests its elements"):
        read("<div>" * 6000 + "deep")


TAGS = st.sampled_from(
    "p div li ul ol dl dt dd table tr td th b strong h1 h2 span br pre nav aside figcaption caption sup a".split()
)
PARTS = st.lists(
    st.one_of(TAGS.map("<{}>".format), TAGS.map("</{}>".format), st.text("ab <&\n", max_size=6).filter(bool)),
    max_size=40,
)


@given(PARTS)
def test_blocks_cover_the_text_whatever_the_page(parts: list[str]) -> None:
    extraction = read("<body>" + "".join(parts))
    assert "\n".join(words(extraction, block) for block in extraction.blocks or ()) == extraction.text
    assert all(words(extraction, block).strip() for block in extraction.blocks or ())


@given(
    st.lists(st.text("abc", min_size=1, max_size=4), min_size=1, max_size=12), st.lists(TAGS, min_size=12, max_size=12)
)
def test_no_visible_word_is_lost(texts: list[str], tags: list[str]) -> None:
    page = "".join(f"<{tag}>{text} " for text, tag in zip(texts, tags, strict=False))
    assert sorted(read(f"<body>{page}").text.replace("|", " ").replace(":", " ").replace(",", " ").split()) == sorted(
        texts
    )
