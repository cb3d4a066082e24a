"""Cleaning never invents and loses nothing unreported, whatever the text; and what one page becomes, seen whole."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.types import Document, Kind, Role, document_id
from ingest.compose import RULES, compose_document
from ingest.extraction import Block, BlockType, Extraction, Metadata
from ingest.readers import read_bytes
from tests.ingest.compose import check_faithful, check_offsets, clean, dropped, find, letters, paths, told

SEEDS = Path(__file__).parents[2].parent / "shared" / "data" / "seeds"
# Lines of every shape that cleaning knows, so that they meet in every order.
LINES = """The muscle lies deep to the hip.|Read more »|Call us on 020 7946 0123.|Home|About us|- item one|• item two
1. First|2) second|3. Stretching|1.2 Anatomy|Step 3: Lift|a) alpha|Action – flexes|under it|It may hurt:
1.2 It may hurt:|Muscle Origin Insertion|Psoas major Lumbar vertebrae Lesser trochanter|- and then it goes|the mus-
cle is\u00ad soft|\u00ad|12. \u00ad|\u200b|Reid D. (2016). The management of hip pain. Journal, 13(1), 15-28.|References
Related posts|Page 1 of 3|^ note|June 14, 2024|o  round|(see p. 4)|\x00\x0b|\u2028x|...|—|*|12.|5. The end
12. weeks later it still goes on and on and on|Dr. Lewis e.g. this|can't won't gonna|a\u200bb|CamelCase.Word
a\ufeff\u202eb|\u2060.|don't.Start|🙂 ok|\u0301x|Contents|Conclusion|ABC, DEF, GHI*|- Lift it. Shop now. Lower it.
Lift the leg. Book an appointment today. Lower the leg.|2. Lift it. Shop now. Lower it."""
SHAPES = st.sampled_from([line for row in LINES.split("\n") for line in row.split("|")])
NOTES = st.lists(st.tuples(SHAPES | st.text(max_size=30), st.sampled_from(["\n", "\n\n", "\n\n\n", " "])), max_size=16)


@given(NOTES.map(lambda parts: "".join(line + gap for line, gap in parts)))
@example("1. Lift it. Shop now. Lower it.\n2. Rest.\n")
@example("12. \u00ad\n")
@example("The nerve runs under a long and wide muscle that is hard to feel from outside\n– and then it goes down\n")
@settings(max_examples=300)
def test_nothing_is_invented_and_nothing_lost_unreported(text: str) -> None:
    document = clean(text)
    check_offsets(document)
    check_faithful(document)
    assert document == clean(text)


@given(st.text(max_size=300))
@settings(max_examples=200)
def test_any_text_at_all_keeps_its_offsets_and_its_words(text: str) -> None:
    document = clean(text)
    check_offsets(document)
    check_faithful(document)


@given(st.lists(st.tuples(st.sampled_from(BlockType), SHAPES, st.booleans(), st.booleans()), max_size=12))
@settings(max_examples=200)
def test_blocks_of_a_format_keep_offsets_and_words_too(parts: list[tuple[BlockType, str, bool, bool]]) -> None:
    blocks, text = [], ""
    for number, (kind, shape, ordered, bold) in enumerate(parts):
        line = shape.replace("o  ", "o ")  # a bullet in plain text, a word where a format names its bullets
        level = number % 3 + 1 if kind is BlockType.HEADING else int(kind is BlockType.ITEM)
        listed = ordered and kind is BlockType.ITEM
        blocks.append(Block(kind, len(text), len(text) + len(line), level=level, ordered=listed, bold=bold))
        text += line + "\n"
    document = clean(text, source_format="html", blocks=blocks)
    check_offsets(document)
    if not any(block.ordered for block in blocks):  # an ordered item without a mark of its own is counted
        check_faithful(document)


HOSTILE = ["a", " ", "\n", "(", "1.", "7", "a@a.", "A, ", "home > ", "a | ", "- ", "A. ", "\u00ad", "Home\n", "1. a\n"]
HOSTILE += ["Contents\n"]


@pytest.mark.parametrize("unit", HOSTILE, ids=repr)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    started = time.perf_counter()
    document = clean("Hip pain\n\n" + (unit * 100_000)[:100_000])
    assert time.perf_counter() - started < 15  # 1 or 2 seconds; minutes where one step is quadratic
    check_offsets(document)


def test_a_sentence_that_goes_leaves_the_rest_of_its_paragraph_together() -> None:
    text = "Hip pain\n\nLift the leg slowly. Book an appointment today. Hold it for a breath. Lower it again.\n"
    document = clean(text)
    assert document.text == "Hip pain\n\nLift the leg slowly. Hold it for a breath. Lower it again."
    assert dropped(document) == {"Book an appointment today.": "booking line"}


def test_a_sentence_that_goes_does_not_make_two_steps_of_one() -> None:
    text = "Stretch\n\nDo this:\n1. Lift the leg. Shop now. Keep it straight.\n2. Lower the leg.\n"
    document = clean(text)
    assert document.text.endswith("Do this:\n1. Lift the leg. Keep it straight.\n2. Lower the leg.")
    assert [s.role for s in document.sentences] == [Role.LEAD_IN, Role.STEP, Role.STEP, Role.STEP]
    assert len({s.group for s in document.sentences}) == 1


def test_a_list_keeps_the_numbers_of_the_note() -> None:
    document = clean("Calf stretch\n\nGo on from part one:\n4. Bend the knee.\n5. Lean forward.\n")
    assert "4. Bend the knee.\n5. Lean forward." in document.text


def test_items_that_a_format_only_counts_are_numbered_and_bulleted() -> None:
    text = "Do this\nBend.\nLean.\nRest"
    kinds = [(BlockType.PARAGRAPH, False), (BlockType.ITEM, True), (BlockType.ITEM, True), (BlockType.ITEM, False)]
    starts = [0, 8, 14, 20]
    blocks = [
        Block(kind, start, end - 1, level=int(kind is BlockType.ITEM), ordered=ordered)
        for (kind, ordered), start, end in zip(kinds, starts, [*starts[1:], len(text) + 1], strict=True)
    ]
    assert clean(text, source_format="html", blocks=blocks).text == "Do this\n1. Bend.\n2. Lean.\n\n- Rest"


def test_a_dropped_item_goes_with_its_number() -> None:
    document = clean("Calf stretch\n\nDo this:\n1. Bend the knee slowly.\n2. Shop now\n3. Lean forward.\n")
    assert dropped(document) == {"2. Shop now": "affiliate or sales notice"}


def test_words_broken_at_a_line_end_are_joined_and_soft_hyphens_go() -> None:
    document = clean("Calf pain\n\nThe gastro-\ncnemius has two heads.\n\nThe mus\u00adcle crosses the knee.\n")
    assert told(document) == ["The gastrocnemius has two heads.", "The muscle crosses the knee."]


@pytest.mark.parametrize("unseen", ["\u200b", "\ufeff", "\u2060", "\u202e", "\U000e0041"])
def test_what_cannot_be_seen_parts_no_words_and_hides_none(unseen: str) -> None:
    document = clean(f"Calf{unseen} pain\n\nThe {unseen}mus{unseen}cle crosses the knee.{unseen}\n\n{unseen * 9}\n")
    assert (document.source.title, told(document)) == ("Calf pain", ["The muscle crosses the knee."])


def test_letters_that_are_joined_by_an_unseen_mark_stay_joined() -> None:
    assert told(clean("Calf\n\nThe word \u0645\u06cc\u200c\u062e\u0648 stays.\n")) == [
        "The word \u0645\u06cc\u200c\u062e\u0648 stays."
    ]


def test_an_editors_mark_behind_a_heading_is_reported() -> None:
    text = "Structure [edit]\nThe fibres run to the top of the arm."
    blocks = [Block(BlockType.HEADING, 0, 16, level=2), Block(BlockType.PARAGRAPH, 17, len(text))]
    document = clean(text, source_format="html", blocks=blocks)
    assert paths(document) == [("Structure",)]
    assert dropped(document) == {"[edit]": "editor's mark"}


def test_furniture_marked_by_the_reader_goes_before_lines_are_joined() -> None:
    top = "Hip pain\n\nThe gluteus minimus lies under the gluteus medius and it runs from the an-\n"
    head, foot = "Hospital leaflet\n", "Page 4\n"
    rest = "terior part of the ilium to the front of the greater trochanter of the thigh bone.\n"
    spans = [(len(top), len(top + head), "head"), (len(top + head), len(top + head + foot), "foot")]
    extraction = Extraction("pdf", top + head + foot + rest, None, furniture=tuple(spans))
    document = compose_document(extraction, key="a.pdf", version="v")
    assert "it runs from the anterior part of the ilium" in find(document, "The gluteus").text
    assert dropped(document) == {"Hospital leaflet": "head", "Page 4": "foot"}
    check_faithful(document)


def test_what_follows_furniture_of_the_reader_is_not_indented_by_it() -> None:
    top, head = "Hip pain\n\nIt may hurt:\n- on stairs\n", "Hospital leaflet\n"
    extraction = Extraction("pdf", f"{top}{head}Rest helps.\n", None, furniture=((len(top), len(top + head), "head"),))
    document = compose_document(extraction, key="a.pdf", version="v")
    assert told(document) == ["It may hurt:", "on stairs", "Rest helps."]


def test_where_a_document_comes_from_is_kept() -> None:
    metadata = Metadata("Stated", ("A. Author",), "https://example.org/a", "CC0", "client", "2020-01-02", "2021-01-02")
    document = compose_document(
        Extraction("markdown", "Words here.", (Block(BlockType.PARAGRAPH, 0, 11),), metadata, ("odd",)),
        key="notes/A.md", version="v", url="https://example.org/other", tokens=7,
    )  # fmt: skip
    source = document.source
    assert (source.title, source.authors, source.url) == ("Stated", ("A. Author",), "https://example.org/a")
    assert (source.licence, source.audience, source.published) == ("CC0", "client", "2020-01-02")
    assert (document.id, document.version, document.tokens) == (document_id("notes/A.md"), "v", 7)
    assert (document.warnings, document.rules, document.extracted) == (("odd",), RULES, "Words here.")


@pytest.mark.parametrize(
    ("stated", "found", "source_format", "title"),
    [
        pytest.param("Hip | The Site", "", "html", "Hip", id="the site's name goes"),
        pytest.param("Hip | The Site", "Hip pain", "html", "Hip pain", id="a page's own heading is better"),
        pytest.param("Hip", "Hip pain", "markdown", "Hip", id="front matter is better"),
        pytest.param("", "", "html", "note.txt", id="else the file's name"),
    ],
)
def test_the_title(stated: str, found: str, source_format: str, title: str) -> None:
    text = f"{found or '*'}\nThe muscle lies deep."
    blocks = [Block(BlockType.PARAGRAPH, text.index("\n") + 1, len(text))]
    if found:
        blocks.insert(0, Block(BlockType.HEADING, 0, len(found), level=1))
    document = clean(text, title=stated, source_format=source_format, blocks=blocks)
    assert document.title == title
    assert paths(document) == []


def test_an_empty_text_gives_an_empty_document() -> None:
    document = clean(" \n\n ")
    assert (document.text, document.sentences, document.drops) == ("", (), ())


FURNITURE = re.compile(
    r"Swayback|Low-Sugar|Heat-Related|Read More|Learn more about|affiliate|Business Card|Weekly Featured|"
    r"Here is the section|@|\d{3}\W{1,2}\d{3}-\d{4}|\bRN|#\s?\w*\d{4}|Matriculated|"
    r"undergoing changes|Posted|Recent Posts"
)


def _seeds() -> list[Document]:
    files = sorted(SEEDS.glob("*.txt"))
    if not files:
        pytest.skip(f"the five sample pages are not at {SEEDS}")
    return [compose_document(read_bytes(path.read_bytes(), path.name), key=path.name, version="") for path in files]


def test_sample_pages_lose_their_furniture_and_keep_their_facts() -> None:
    documents = _seeds()
    assert len(documents) == 5
    sentences = [sentence for document in documents for sentence in document.sentences]
    assert [s.text for s in sentences if FURNITURE.search(s.text)] == []
    assert [s.text for s in sentences if s.text.startswith("Nerve –") and s.role is Role.LABEL]
    for document in documents:
        check_offsets(document)
        check_faithful(document)


def test_sample_pages_keep_lists_with_their_lead_in() -> None:
    third = _seeds()[2]
    lead_in = find(third, "Gluteus minimus trigger points may contribute to:")
    items = [s for s in third.sentences if s.group == lead_in.group and s.role is Role.ITEM]
    assert (lead_in.role, len(items)) == (Role.LEAD_IN, 6)
    assert third.sections[lead_in.section].kind is Kind.SYMPTOMS
    assert third.sections[-1].kind is Kind.REFERENCES


def test_the_check_itself_sees_what_is_lost() -> None:
    assert letters("a • b\nc-\nd", [(4, 5)]) == "acd"
    assert told(clean("One muscle lies here.")) == ["One muscle lies here."]


def test_a_heading_right_above_a_list_leads_it_in() -> None:
    """Without it an item of "Do not press if" would say the contrary."""
    document = clean("Calf\n\nThe calf is sore.\n\nDo not press if\n\n• there is a clot\n• the skin is broken\n")
    heading = find(document, "Do not press if")
    items = [s.text for s in document.sentences if s.group == heading.group and s.role is Role.ITEM]
    assert (heading.role, items) == (Role.LEAD_IN, ["there is a clot", "the skin is broken"])
    assert document.sections[heading.section].kind is Kind.SAFETY
    check_offsets(document)


def test_a_heading_above_references_leads_in_nothing() -> None:
    document = clean("Calf\n\nThe calf is sore.\n\nSources\n\n• Reid D. (2016). The calf. Journal, 3(1), 4-9.\n")
    assert [s.text for s in document.sentences if s.role is Role.LEAD_IN] == []


def test_label_lines_right_below_each_other_stay_apart() -> None:
    label = "Action: flexion and lateral rotation of the thigh at the hip joint, when we cross the legs"
    text = f"Sartorius\n\n{label}\nThe sartorius is the longest muscle of the body and crosses the thigh sideways.\n"
    assert label in told(clean(text))
