"""Taking an answer along: copied, printed, saved; with its numbers, its sources and its disclaimer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from playwright.sync_api import Locator, expect

from answer.types import DISCLAIMERS
from tests.browser.conftest import NARROW, WIDE, Visit, Visitor
from tests.browser.notes import HOSTILE_QUESTION, HOSTILE_SENTENCE, HOSTILE_TITLE
from tests.browser.servers import Running, Scripted
from tests.browser.test_thread import (
    NOT_COVERED_QUESTION,
    QUESTION,
    REFUSED_QUESTION,
    STEPS_QUESTION,
    URGENT_QUESTION,
    sentence,
    whole,
)

pytestmark = pytest.mark.browser

SIZES = [pytest.param(WIDE, id="wide"), pytest.param(NARROW, id="narrow")]


def saved(visitor: Visitor, turn: Locator, name: str) -> tuple[str, str]:
    """The name and the content of the file that a button saves."""
    with visitor.page.expect_download() as caught:
        turn.get_by_role("button", name=name).click()
    return caught.value.suggested_filename, Path(caught.value.path()).read_text(encoding="utf-8")


@pytest.mark.parametrize("size", SIZES)
def test_what_is_copied_has_every_sentence_with_its_source(server: Running, visit: Visit, size: dict[str, int]) -> None:
    visitor = visit(server, size=size, more={"permissions": ["clipboard-read", "clipboard-write"]})
    turn = visitor.ask_and_wait(STEPS_QUESTION)
    answer = server.ask(STEPS_QUESTION)
    beside = "button => Math.round(button.nextElementSibling.getBoundingClientRect().left)"
    before = turn.get_by_role("button", name="Copy with sources").evaluate(beside)
    turn.get_by_role("button", name="Copy with sources").click()
    expect(turn.get_by_role("button", name="Copied")).to_be_focused()
    assert turn.get_by_role("button", name="Copied").evaluate(beside) == before
    expect(visitor.page.locator("#announcer")).to_have_text("Copied.")
    copied = visitor.page.evaluate("navigator.clipboard.readText()")
    lines = copied.splitlines()
    assert lines[0] == STEPS_QUESTION
    for said in answer["sentences"]:
        assert f"{said['text']} [{said['citations'][0]}]" in copied
    for cited in answer["citations"]:
        assert any(
            line.startswith(f"[{cited['number']}] {cited['title']}") and cited["quote"] in line for line in lines
        )
    assert "7. Move on to the next spot. [16] Stop after" in copied
    assert lines[-1] == DISCLAIMERS["client"]
    expect(turn.get_by_role("button", name="Copy with sources")).to_be_visible()


def test_copying_goes_the_old_way_where_there_is_no_clipboard(script: Scripted, visit: Visit) -> None:
    visitor = visit(script, more={"permissions": ["clipboard-read"]})
    visitor.page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    script.send("done", whole(sentence("Because.", 1)))
    script.end()
    turn = visitor.ask_and_wait("Why?")
    turn.get_by_role("button", name="Copy with sources").click()
    expect(turn.get_by_role("button", name="Copied")).to_be_focused()
    visitor.page.get_by_label("Your question").press("ControlOrMeta+v")
    expect(visitor.page.get_by_label("Your question")).to_have_value(
        "Why?\n\nBecause. [1]\n\nSources\n\n[1] Note: “Because.”\n\nGeneral information.\n"
    )


def test_markdown_shows_what_the_page_shows(server: Running, visit: Visit) -> None:
    visitor = visit(server)
    turn = visitor.ask_and_wait(STEPS_QUESTION)
    name, content = saved(visitor, turn, "Save as Markdown")
    answer = server.ask(STEPS_QUESTION)
    assert name == "palpate-how-do-i-massage-the-front-fibres-of.md"
    tokens = MarkdownIt("commonmark").parse(content)
    kinds = [token.type for token in tokens]
    assert (kinds.count("bullet_list_open"), kinds.count("ordered_list_open")) == (3, 1)  # with sources and glossary
    words = [
        "".join(child.content for child in token.children or [] if child.type in {"text", "softbreak"})
        for token in tokens
        if token.type == "inline"
    ]
    assert words[0] == STEPS_QUESTION
    for said in answer["sentences"]:
        assert any(f"{said['text']} [{said['citations'][0]}]" in each for each in words)
    assert words[-1] == DISCLAIMERS["client"]


@pytest.mark.parametrize(
    "text",
    [
        "<img src=x onerror=alert(1)> *not* _so_ [a](b) `c` # d | e ~f~ & g",
        "1. no list",
        "- no list",
        "# no heading",
        "1990) was a year",
    ],
)
def test_markdown_holds_no_markup_of_a_note(script: Scripted, visit: Visit, text: str) -> None:
    visitor = visit(script)
    script.send("done", whole(sentence(text, 1)))
    script.end()
    turn = visitor.ask_and_wait("Why?")
    _, content = saved(visitor, turn, "Save as Markdown")
    paragraph = MarkdownIt("commonmark", {"html": True}).parse(content)[4]
    assert paragraph.type == "inline"
    children = paragraph.children or []
    assert "".join(child.content for child in children) == f"{text} [1]"
    assert {child.type for child in children} <= {"text", "text_special"}


def test_json_is_the_question_with_the_answer_as_the_server_sent_it(server: Running, visit: Visit) -> None:
    visitor = visit(server)
    turn = visitor.ask_and_wait(QUESTION)
    name, content = saved(visitor, turn, "Save as JSON")
    assert name == "palpate-which-nerve-supplies-the-gluteus-minimus.json"
    assert json.loads(content) == {"question": QUESTION, "audience": "client", "answer": server.ask(QUESTION)}


def test_all_parts_of_an_answer_are_taken_along(script: Scripted, visit: Visit) -> None:
    visitor = visit(script)
    notice = {"level": "urgent", "rule": "r", "message": "See it.", "contacts": [{"name": "NHS", "number": "111"}]}
    more: dict[str, Any] = {
        "urgent": notice,
        "disagreements": [{"topic": "Rest", "positions": [{"text": "Two days.", "citations": [1], "date": ""}] * 2}],
        "withheld": [{"topic": "needling", "reason": "For professionals."}],
        "glossary": [{"term": "bursa", "plain": "A bursa is a cushion."}],
    }
    said = sentence("Because.", 1)
    said["new_citations"][0] |= {"url": "https://example.org/a", "licence": "CC BY 4.0", "authors": ["A", "B"]}
    script.send("done", whole(said, **more))
    script.end()
    _, content = saved(visitor, visitor.ask_and_wait("Why?"), "Save as Markdown")
    assert content == (
        "# Why?\n\n**See it.**\n\n- NHS: **111**\n\nBecause. [1]\n\n"
        "## Where sources differ: Rest\n\n- Two days. [1]\n- Two days. [1]\n\n"
        "## Not shown here\n\n- **needling**: For professionals.\n\n"
        "## Sources\n\n- [1] Note: “Because.” (A, B · CC BY 4.0 · https://example.org/a)\n\n"
        "## In plain words\n\n- **bursa**: A bursa is a cushion.\n\nGeneral information.\n"
    )


@pytest.mark.parametrize("size", SIZES)
def test_a_handout_has_one_answer_with_sources_and_disclaimer_and_nothing_to_press(
    server: Running, visit: Visit, size: dict[str, int]
) -> None:
    visitor = visit(server, size=size)
    visitor.page.evaluate("void (globalThis.print = () => { globalThis.printed = (globalThis.printed ?? 0) + 1; })")
    visitor.ask_and_wait(QUESTION)
    turn = visitor.ask_and_wait(STEPS_QUESTION)
    turn.get_by_role("button", name="Print").click()
    assert visitor.page.evaluate("printed") == 1
    visitor.page.emulate_media(media="print")
    expect(visitor.page.locator(".turn").first).to_be_hidden()
    for shown in (".answer", ".sources", ".glossary dl", ".disclaimer"):
        expect(turn.locator(shown)).to_be_visible()
    expect(visitor.page.get_by_text("Palpate is software, not a clinician.")).to_be_visible()
    for hidden in (".tools", ".dock", "nav"):
        expect(visitor.page.locator(hidden).last).to_be_hidden()
    visitor.page.emulate_media(media="screen")
    visitor.page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(visitor.turns.first).to_be_visible()


def test_on_paper_a_dark_page_is_black_on_white(server: Running, visit: Visit) -> None:
    visitor = visit(server, dark=True)
    turn = visitor.ask_and_wait(QUESTION)
    visitor.page.emulate_media(media="print")
    expect(turn.locator(".answer")).to_have_css("color", "rgb(0, 0, 0)")
    expect(visitor.page.locator("html")).to_have_css("background-color", "rgb(255, 255, 255)")


@pytest.mark.parametrize(
    ("question", "offered"), [(URGENT_QUESTION, 0), (REFUSED_QUESTION, 0), (NOT_COVERED_QUESTION, 1)]
)
def test_only_what_holds_words_of_the_library_can_be_taken_along(
    server: Running, visit: Visit, question: str, offered: int
) -> None:
    turn = visit(server).ask_and_wait(question)
    assert turn.get_by_role("button", name="Copy with sources").count() == offered


def test_a_hostile_note_is_text_in_a_file(odd_server: Running, visit: Visit) -> None:
    visitor = visit(odd_server)
    turn = visitor.ask_and_wait(HOSTILE_QUESTION)
    _, content = saved(visitor, turn, "Save as Markdown")
    rendered = MarkdownIt("commonmark", {"html": True}).render(content)
    assert "<img" not in rendered
    assert "<script" not in rendered
    for text in (HOSTILE_SENTENCE, HOSTILE_TITLE):
        assert text.replace("<", "&lt;").replace(">", "&gt;") in rendered
