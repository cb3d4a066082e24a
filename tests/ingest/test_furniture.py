"""What goes and what stays: lines of the trade, parts of a page, advice that only looks like furniture."""

from __future__ import annotations

import importlib
import re
import time
from collections.abc import Iterator

import pytest

from ingest.extraction import Block, BlockType
from ingest.furniture_rules import line_reason
from ingest.lines import is_date, is_reference, looks_like_menu_word
from ingest.page_parts import REGIONS
from tests.ingest.compose import check_faithful, clean, dropped, find, paths, told

PROSE = "The popliteus lies deep behind the knee and turns the shin inward when the leg hangs free."
WELL = PROSE.replace("deep", "well")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Call us on (404) 555-0101.", "contact line"),
        ("Tel: 020 7946 0123", "contact line"),
        ("Write to desk@example.org for a leaflet.", "contact line"),
        ("Mon-Fri 9am to 5pm", "contact line"),
        ("12 High Street, Anytown", "contact line"),
        ("Texas License # TX0000", "licence number or credentials"),
        ("Jane Doe LMT, CPT, NMT", "licence number or credentials"),
        ("Some links are affiliate links.", "affiliate or sales notice"),
        ("Now only £12.99 with free shipping", "affiliate or sales notice"),
        ("Book your appointment today", "booking line"),
        ("Our friendly reception is open all day.", "booking line"),
        ("This site uses cookies to improve your visit.", "site notice"),
        ("© 2020 Some Clinic", "site notice"),
        ("Date published: June 2020 Page 2 of 2", "site notice"),
        ("Follow us on Instagram", "sharing or newsletter line"),
        ("Subscribe to our newsletter", "sharing or newsletter line"),
        ("Can stretching help with… Read More", "link to another page"),
        ("➡️ Learn more about knees", "link to another page"),
        ("Next lesson: The plantaris", "link to another page"),
        ("Posted by Jane on 3 May", "post details"),
        ("Contributors: Jane Doe & John Roe", "post details"),
        ("Jane Doe has a practice in Leeds where she sees clients.", "about the author"),
    ],
)
def test_lines_of_the_trade_go(line: str, reason: str) -> None:
    assert line_reason(line) == reason
    document = clean(f"Popliteus\n\n{PROSE}\n\n{line}\n\n{WELL}\n")
    assert line not in document.text
    assert line in " ".join(dropped(document))
    check_faithful(document)


@pytest.mark.parametrize(
    "line",
    [
        "Call 999 if the leg turns cold and white.",
        "If you cannot go on, call a helpline such as the Samaritans on 116 123.",
        "Go to the emergency department, or call your own hospital on 020 7946 0123.",
        "Book an appointment with your GP if it lasts.",
        "Share your weight between both legs.",
        "Follow the line of the muscle with your thumb.",
        "Do 3 sets of 10, 555-1234 style, for 30 seconds.",
        "Contact sports may injure the muscle.",
        "The nerve roots are L4, L5, S1.",
        "Read the shape of the muscle with your fingers.",
        "Hold for 20-30 seconds and repeat 10 times.",
    ],
)
def test_advice_and_facts_that_look_like_furniture_stay(line: str) -> None:
    document = clean(f"Popliteus\n\n{PROSE}\n\n{line}\n\n{WELL}\n")
    assert line in document.text
    assert document.drops == ()


def test_emergency_advice_outlives_the_part_of_the_page_it_stands_in() -> None:
    document = clean(
        f"Knee\n\n{PROSE}\n\nContact us\n\nThe desk is on the first floor.\n\nCall 999 if the leg turns cold.\n"
    )
    assert told(document)[-1] == "Call 999 if the leg turns cold."
    assert "first floor" not in document.text


def test_a_paragraph_that_is_mostly_furniture_goes_whole() -> None:
    notice = "Some links are affiliate links. I may earn a commission. I like these things myself."
    document = clean(f"Knee\n\n{PROSE}\n\n{notice}\n")
    assert dropped(document) == {notice: "affiliate or sales notice"}


def test_a_date_alone_goes() -> None:
    assert dropped(clean(f"Knee\n\n{PROSE}\n\n14 June 2024\n\n{WELL}\n")) == {"14 June 2024": "post details"}


def test_half_a_paragraph_of_furniture_is_enough() -> None:
    assert told(clean(f"Knee\n\n{PROSE}\n\nThis ball is red. You can buy now.\n")) == [PROSE]


def test_of_other_paragraphs_only_the_sentence_goes() -> None:
    document = clean(f"Knee\n\n{PROSE} Learn more about knees here. Rest helps.\n")
    assert told(document) == [PROSE, "Rest helps."]
    assert dropped(document) == {"Learn more about knees here.": "link to another page"}


def test_captions_whose_picture_is_gone_go() -> None:
    document = clean(f"Popliteus\n\n{PROSE}\n\nKnee bend\n\nShin turn\n\nFoot turn\n\n{WELL}\n")
    assert "Knee bend" not in document.text
    assert dropped(document)["Shin turn"] == "label whose content was a picture"


def test_a_lead_in_that_leads_to_a_picture_goes() -> None:
    document = clean(f"Popliteus\n\n{PROSE}\n\nHere is the section from the atlas:\n\n{WELL}\n")
    assert dropped(document) == {"Here is the section from the atlas:": "heading or lead-in without content"}


def test_a_lead_in_at_the_end_and_a_heading_over_nothing_go() -> None:
    document = clean(
        f"Popliteus\n\n{PROSE}\n\nVideo\n\nLearn more about knees\n\nIt may hurt when you do the following:\n"
    )
    assert told(document) == [PROSE]
    assert set(dropped(document).values()) == {"heading or lead-in without content", "link to another page"}
    check_faithful(document)


REFERENCES = (
    "Doe J. (2016). The small muscle of the knee. Journal of knees, 13(1), 15-28.",
    "Roe, A. B., & Poe, C. (1999). Muscles in plain words (2nd ed.). Old Town Press.",
)


def test_references_under_their_heading_are_never_evidence() -> None:
    document = clean("\n\n".join(["Popliteus", PROSE, "Sources:", *(f"• {line}" for line in REFERENCES)]) + "\n")
    assert paths(document) == [("Sources",)]
    assert not document.sections[-1].kind.is_evidence
    assert told(document)[1:] == list(REFERENCES)  # one entry, one sentence, whatever its full stops


def test_references_without_a_heading_are_a_section_of_their_own() -> None:
    document = clean("\n\n".join(["Popliteus", PROSE, *REFERENCES, "It unlocks the knee."]) + "\n")
    assert [section.kind.is_evidence for section in document.sections] == [True, False, True]
    assert told(document)[1:3] == list(REFERENCES)


def test_disclaimers_are_never_evidence() -> None:
    text = f"Popliteus\n\n{PROSE}\n\nDisclaimer\n\nWhat stands here is for people who like knees.\n"
    document = clean(text)
    assert find(document, PROSE).section == 0
    assert document.sections[0].kind.is_evidence
    assert not document.sections[find(document, "What stands").section].kind.is_evidence
    plain = clean(f"Popliteus\n\n{PROSE}\n\nLegal\n\nThis is not a substitute for medical advice.\n")
    assert not plain.sections[find(plain, "This is not").section].kind.is_evidence


def test_teasers_for_other_pages_go_to_the_end() -> None:
    text = (
        f"Popliteus\n\n{PROSE}\n\nRecent Posts\n\nThe Best Fruits for Knees\n\nCan fruit help the knee… Read More\n\n"
        "June 14, 2024\n\nWhy Cycling Is Good\n\nCan cycling help the shin… Read More\n\nJune 13, 2024\n"
    )
    assert told(clean(text)) == [PROSE]


def test_a_title_right_above_a_teaser_goes_with_it() -> None:
    text = f"Popliteus\n\n{PROSE}\n\nFruits for Knees\n\nCan fruit help the knee… Read More\n\n{WELL}\n"
    assert dropped(clean(text))["Fruits for Knees"] == "title of another page"


def test_the_note_goes_on_after_teasers_in_its_middle() -> None:
    text = f"Popliteus\n\n{PROSE}\n\nRelated articles\n\nThe plantaris\n\nSymptoms\n\n{WELL}\n"
    document = clean(text)
    assert paths(document) == [("Symptoms",)]
    assert "plantaris" not in document.text


def test_menus_and_breadcrumbs_go() -> None:
    text = f"Home\nAbout us\nPrices\nContact\n\nHome > Knees > Popliteus\n\nPopliteus pain\n\n{PROSE}\n"
    document = clean(text)
    assert document.text == f"Popliteus pain\n\n{PROSE}"
    check_faithful(document)


def test_a_table_of_contents_goes() -> None:
    contents = "Contents\n\nAnatomy\n\nStretching"
    text = f"Popliteus\n\n{PROSE}\n\n{contents}\n\nAnatomy\n\n{PROSE}\n\nStretching\n\nBend the knee and hold it.\n"
    document = clean(text)
    assert paths(document) == [("Anatomy",), ("Stretching",)]
    assert document.text.count("Stretching") == 1


def test_lines_that_come_on_every_page_go() -> None:
    page = "knee leaflet, version {}\n\nPart {} of the text is about the knee and about nothing else at all.\n\n"
    document = clean("Popliteus\n\n" + "".join(page.format(number, number) for number in range(1, 5)))
    assert "leaflet" not in document.text
    assert len(document.sentences) == 4


@pytest.mark.parametrize("region", ["nav", "footer", "aside", "form", "header"])
def test_regions_of_a_page_go_by_their_name(region: str) -> None:
    text = f"Knee\n{PROSE}\nHome > Knees > Popliteus"
    blocks = [
        Block(BlockType.HEADING, 0, 4, level=1, region="header"),
        Block(BlockType.PARAGRAPH, 5, 5 + len(PROSE)),
        Block(BlockType.PARAGRAPH, 6 + len(PROSE), len(text), region=region),
    ]
    document = clean(text, source_format="html", blocks=blocks)
    assert document.text == f"Knee\n\n{PROSE}"
    assert [drop.reason for drop in document.drops] == [REGIONS[region]]
    only = clean(text, source_format="html", blocks=blocks[2:])
    assert [drop.reason for drop in only.drops] == [
        "breadcrumbs or link bar"
    ]  # a page that is nothing but a side column


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Reid D. (2016). The hip. Journal of hips, 13(1), 15-28.", True),
        ("Old Town Council. (2011). Sitting at work.", True),
        ("https://doi.org/10.1000/182", True),
        ("[3] Doe J, Roe A. Knees. Knee J. 2010", True),
        ("In 1983 two doctors described it.", False),
        ("Hold it (for 20 seconds).", False),
    ],
)
def test_references(line: str, found: bool) -> None:
    assert is_reference(line) is found


@pytest.mark.parametrize(
    ("line", "found"),
    [("June 14, 2024", True), ("Posted on 3 May 2020", True), ("2020-05-03", True), ("May 3 people bend it", False)],
)
def test_dates(line: str, found: bool) -> None:
    assert is_date(line) is found


def test_menu_words() -> None:
    assert looks_like_menu_word("Book online")
    assert not looks_like_menu_word("Book of knees")


MODULES = """compose furniture furniture_rules headings kind_rules lines lists page page_parts part_rules passages
sentences structure warnings""".split()
UNITS = """a|7|(|_|-|()|1.|a@a.|A |A. |AB, |AB* |Aa A. |a, |- |- > |home - |call |see
aa-|name: |client |1999 |020 |jan """
BITS = [
    *UNITS.replace("\n", "|").split("|"),
    " ",
    "\n",
    "\t",
    "a | ",
    "abduct ",
    "refers ",
    "Press ",
    "et al. ",
    "by Aa ",
    "\u00ad",
]


def _patterns(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _patterns(part)


@pytest.mark.parametrize("name", MODULES)
def test_no_pattern_backtracks_its_way_through_hostile_text(name: str) -> None:
    patterns = {
        found for value in vars(importlib.import_module(f"ingest.{name}")).values() for found in _patterns(value)
    }
    texts = [opening + (bit * 20_000)[:20_000] + "!x" for bit in filter(None, BITS) for opening in ("", "by ", "home ")]
    slow = []
    for pattern in patterns:
        for text in texts:
            started = time.perf_counter()
            pattern.search(text)
            if time.perf_counter() - started > 0.5:  # 20 thousand characters; linear ones take milliseconds
                slow.append((pattern.pattern[:60], text[:12]))
                break
    assert slow == []


@pytest.mark.parametrize(
    "line",
    [
        "The cost of a year gained was $1691/DALY at most.",
        "It costs $13.8 billion annually, and a stay $49 300 on average.",
        "Levels were higher in both groups (+163%, P < 0.05) than in controls.",
        "This yielded a total of 576 900 (330 000-701 200) years of life lost.",
        "Phosphorylation at this site is lost in the mutant.",
        "A fixed effect model was used in 20 reviews (33%), and not in the others.",
        "Last updated in June 2010, this register holds 48,200 associations between genes.",
        "Variants were present in 25 out of 5,861 controls.",
        "Loading the tendon slowly is what makes it strong again.",
    ],
)
def test_what_studies_and_advice_say_is_no_furniture(line: str) -> None:
    assert line_reason(line) == ""
    assert line in clean(f"Popliteus\n\n{PROSE}\n\n{line}\n\n{WELL}\n").text


def test_a_paragraph_of_prose_that_names_a_study_is_no_reference() -> None:
    study = f"{PROSE} It was seen by Reid and others, Journal of Hips 2016;13(1):15-28, and later in other knees. "
    assert not is_reference(study + " ".join([PROSE] * 5))
    entries = "Reid D. The hip. J Hips 2016;13(1):15-28. Doe J, Roe A, et al. The knee in women. Knee J 2010;4(2):1-9. "
    assert is_reference(entries * 5)


def test_a_note_keeps_its_only_paragraph() -> None:
    notice = "© Jane Doe 2013. All rights reserved."
    body = f"{notice} {PROSE} {WELL}"
    document = clean(body)
    assert PROSE in document.text
    assert "rights reserved" not in document.text


def test_a_long_paragraph_that_ends_with_a_colon_is_no_lead_in() -> None:
    body = " ".join([PROSE] * 8) + " Download the figure here:"
    assert PROSE in clean(body).text
