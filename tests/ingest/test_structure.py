"""What plain lines become: labels, lists, tables, wrapped paragraphs, headings with their levels, the title."""

from __future__ import annotations

import pytest

from corpus.types import Role
from ingest.extraction import Block, BlockType
from ingest.lists import find_mark
from ingest.structure import find_blocks, refine_blocks
from tests.ingest.compose import clean, find, paths, told


def _blocks(text: str) -> list[tuple[str, str]]:
    return [(block.type.value, text[block.start : block.end]) for block in find_blocks(text)]


def _group(text: str, opening: str) -> list[tuple[str, str]]:
    document = clean(text)
    group = find(document, opening).group
    assert group is not None
    return [(s.role.value, s.text) for s in document.sentences if s.group == group]


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("• rest", ("-", 2)),
        ("•rest", ("-", 1)),
        ("– rest", ("-", 2)),
        ("-5 degrees", ("", 0)),
        ("o  rest", ("-", 3)),
        ("o rest", ("", 0)),
        ("12. rest", ("12", 4)),
        ("2) rest", ("2", 3)),
        ("b) rest", ("b", 3)),
        ("Step 3: rest", ("3", 8)),
        ("1.2 Rest", ("1.2", 0)),
        ("2.5kg for a start", ("", 0)),
        ("1990 was a year", ("", 0)),
    ],
)
def test_marks_of_lists(line: str, mark: tuple[str, int]) -> None:
    assert find_mark(line) == mark


def test_label_lines_are_facts() -> None:
    document = clean("Popliteus\n\nOrigin – lateral condyle\n\nNerve – tibial nerve (L4-S1)\n\nIt unlocks the knee.\n")
    assert [(s.role, s.text) for s in document.sentences] == [
        (Role.LABEL, "Origin – lateral condyle"),
        (Role.LABEL, "Nerve – tibial nerve (L4-S1)"),
        (Role.SENTENCE, "It unlocks the knee."),
    ]


def test_lines_under_an_action_label_are_its_items() -> None:
    text = "Popliteus\n\nAction – unlocks the knee\nrotates the shin inward\nsteadies the joint\n\nOrigin – femur\n"
    assert _group(text, "Action") == [
        ("lead_in", "Action – unlocks the knee"),
        ("item", "rotates the shin inward"),
        ("item", "steadies the joint"),
    ]
    assert find(clean(text), "Origin").group is None


def test_bullets_stay_with_their_lead_in() -> None:
    text = "Popliteus pain\n\nIt may hurt:\n\n  • behind the knee\n\n  • going downstairs\n\nRest helps most people.\n"
    assert _group(text, "It may hurt") == [
        ("lead_in", "It may hurt:"),
        ("item", "behind the knee"),
        ("item", "going downstairs"),
    ]


def test_plain_lines_under_a_lead_in_are_items_too() -> None:
    text = "Popliteus pain\n\nCommon signs are:\npain behind the knee\na stiff bend\n\nRest helps most people.\n"
    assert [role for role, _ in _group(text, "Common signs")] == ["lead_in", "item", "item"]


def test_a_heading_with_a_colon_above_a_list_is_quoted_with_it() -> None:
    text = "Knee\nSee a doctor at once if:\nit swells\nit locks"
    blocks = [
        Block(BlockType.HEADING, 0, 4, level=1),
        Block(BlockType.HEADING, 5, 29, level=2),
        Block(BlockType.ITEM, 30, 39, level=1),
        Block(BlockType.ITEM, 40, 48, level=1),
    ]
    document = clean(text, source_format="html", blocks=blocks)
    assert [(s.role.value, s.group) for s in document.sentences] == [("lead_in", 1), ("item", 1), ("item", 1)]
    assert paths(document) == []


def test_a_list_that_nobody_announces_has_no_lead_in() -> None:
    document = clean(
        "Knee pain\n\nThe joint is wide.\n\n• Long items that end with a full stop are sentences of their own.\n"
    )
    assert find(document, "The joint").role is Role.SENTENCE


def test_numbered_headings() -> None:
    text = (
        "Popliteus guide\n\nThis guide has two chapters about one small muscle at the back of the knee joint.\n\n"
        "1. Anatomy\n\nThe muscle lies deep behind the knee.\n\n1.1 Nerve supply\n\nThe tibial nerve.\n\n"
        "2. Stretching\n\nBend the knee and turn the foot.\n"
    )
    document = clean(text)
    assert paths(document) == [("Anatomy",), ("Anatomy", "Nerve supply"), ("Stretching",)]
    assert "1.1 Nerve supply" in document.text  # the number is set, and is no part of the heading's name


def test_numbered_lists_are_no_headings() -> None:
    text = "Popliteus stretch\n\nDo this twice a day:\n\n1. Bend the knee\n\n2. Turn the foot in\n\n3. Hold it\n"
    document = clean(text)
    assert paths(document) == []
    assert [s.role for s in document.sentences] == [Role.LEAD_IN, Role.STEP, Role.STEP, Role.STEP]


def test_a_flattened_table_is_kept_by_row() -> None:
    text = (
        "Two muscles\n\nMuscle Origin Insertion\nPopliteus Lateral condyle of the femur Back of the tibia\n"
        "Plantaris Above the lateral condyle Heel bone by a long tendon\n\nBoth are small.\n"
    )
    assert _group(text, "Muscle Origin") == [
        ("lead_in", "Muscle Origin Insertion"),
        ("item", "Popliteus Lateral condyle of the femur Back of the tibia"),
        ("item", "Plantaris Above the lateral condyle Heel bone by a long tendon"),
    ]


WRAPPED = (
    "Popliteus\n\nThe popliteus is a small triangle of muscle behind the knee, and it turns\n"
    "the shin inward when the leg hangs. It is known for unlocking the knee from\n"
    "full stretch.\n\nA second paragraph stands apart.\n"
)


def test_wrapped_lines_are_joined() -> None:
    assert told(clean(WRAPPED)) == [
        "The popliteus is a small triangle of muscle behind the knee, and it turns the shin inward when the leg hangs.",
        "It is known for unlocking the knee from full stretch.",
        "A second paragraph stands apart.",
    ]


def test_an_item_wrapped_with_an_indent_is_one_item() -> None:
    text = "Knee pain\n\nIt may hurt:\n  - behind the knee, above all going\n    downstairs\n  - at night\n"
    assert [words for _, words in _group(text, "It may")] == [
        "It may hurt:",
        "behind the knee, above all going downstairs",
        "at night",
    ]


def test_short_lines_that_only_stand_together_are_not_joined() -> None:
    assert _blocks("Knee\n\nOrigin: femur\nInsertion: tibia\n")[1:] == [
        ("paragraph", "Origin: femur"),
        ("paragraph", "Insertion: tibia"),
    ]


def test_a_dash_in_running_text_starts_no_list() -> None:
    text = (
        "Popliteus\n\nThe popliteus is a small triangle of muscle behind the knee which turns the shin far inward\n"
        "– and it does so with every step\n"
    )
    document = clean(text)
    assert all(sentence.group is None for sentence in document.sentences)
    assert "– and it does so" in document.text


PROSE = "The popliteus lies deep behind the knee and turns the shin inward when the leg hangs free."


def test_headings_open_sections_of_their_level() -> None:
    anatomy = f"Anatomy\n\nNerve Supply\n\n{PROSE}\n\nBlood Supply\n\n{PROSE}"
    text = f"Popliteus\n\n{PROSE}\n\n{anatomy}\n\nReferences\n\nAn old book.\n"
    assert paths(clean(text)) == [
        ("Anatomy",),
        ("Anatomy", "Nerve Supply"),
        ("Anatomy", "Blood Supply"),
        ("References",),
    ]


def test_capitals_right_above_a_paragraph_are_a_heading() -> None:
    text = f"Popliteus\n\n{PROSE}\nWHERE IT HURTS\n{PROSE} It may also hurt at night.\n"
    assert paths(clean(text)) == [("WHERE IT HURTS",)]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("Call me when it hurts.", id="a sentence"),
        pytest.param("knee and shin", id="no capital"),
        pytest.param("www.example.org for the knee", id="an address"),
        pytest.param("14 June 2024", id="a date"),
        pytest.param("Nerve: tibial", id="a label"),
    ],
)
def test_what_is_no_heading(line: str) -> None:
    assert paths(clean(f"Popliteus\n\n{PROSE}\n\n{line}\n\n{PROSE}\n")) == []


def test_the_title_is_the_line_that_the_text_speaks_of() -> None:
    text = (
        f"Smith Wellness\nTherapy since 1999\n\nThe popliteus muscle\n\n{PROSE}\n\n{PROSE.replace('deep', 'hidden')}\n"
    )
    document = clean(text)
    assert document.title == "The popliteus muscle"
    assert "Smith" not in document.text


def test_a_line_that_stands_alone_makes_a_better_title() -> None:
    document = clean(f"Smith Wellness\nYour popliteus\n\nThe popliteus\n\n{PROSE}\n\n{PROSE.replace('deep', 'well')}\n")
    assert document.title == "The popliteus"


def test_bold_words_over_a_paragraph_head_it() -> None:
    text = f"Knee\nWhere it lies\n{PROSE}\nNot a heading, as it ends with a stop.\n{PROSE}"
    ends = [4, 18, 19 + len(PROSE), 19 + len(PROSE) + 39, len(text)]
    starts = [0, *(end + 1 for end in ends[:-1])]
    blocks = [Block(BlockType.HEADING, 0, 4, level=1)]
    blocks += [
        Block(BlockType.PARAGRAPH, start, end, bold=bold)
        for start, end, bold in zip(starts[1:], ends[1:], [True, False, True, False], strict=True)
    ]
    refined = refine_blocks(text, blocks)
    assert [(block.type.value, block.level) for block in refined][1:] == [
        ("heading", 2), ("paragraph", 0), ("paragraph", 0), ("paragraph", 0)
    ]  # fmt: skip


def test_paragraphs_with_marks_become_items() -> None:
    text = "1) Bend\n- Rest\n^ Old book"
    blocks = [
        Block(BlockType.PARAGRAPH, 0, 7),
        Block(BlockType.PARAGRAPH, 8, 14),
        Block(BlockType.ITEM, 15, 25, level=1),
    ]
    refined = refine_blocks(text, blocks)
    assert [(text[b.start : b.end], b.type.value, b.ordered) for b in refined] == [
        ("Bend", "item", True), ("Rest", "item", False), ("Old book", "item", False)
    ]  # fmt: skip
