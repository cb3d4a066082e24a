"""From the first key to the last without a pointer: the focus can be seen wherever it is, and comes back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import NARROW, WIDE, Visit, Visitor
from tests.browser.servers import Running
from tests.browser.test_thread import QUESTION, STEPS_QUESTION

pytestmark = pytest.mark.browser

# What has the focus is seen by an outline: its own, that of the frame around the box, or that of a choice's label.
SEEN = """() => {
    const it = document.activeElement;
    const shown = it.id === "question" ? it.closest(".ask") : it.type === "radio" ? it.nextElementSibling : it;
    const {outlineStyle, outlineWidth} = getComputedStyle(shown);
    const box = shown.getBoundingClientRect();
    const isInside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    return it !== document.body && outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && isInside
        ? "" : `${it.outerHTML.slice(0, 120)} ${outlineStyle} ${JSON.stringify(box)}`;
}"""


def press(visitor: Visitor, *keys: str) -> None:
    for key in keys:
        visitor.page.keyboard.press(key)


def expect_seen(visitor: Visitor, place: Locator) -> None:
    expect(place).to_be_focused()
    assert visitor.page.evaluate(SEEN) == ""


def tab_to(visitor: Visitor, place: Locator, key: str = "Tab", most: int = 120) -> None:
    """Go there by the key alone; on the way the focus is always seen."""
    for _ in range(most):
        press(visitor, key)
        if place.evaluate("each => document.activeElement === each"):
            expect_seen(visitor, place)
            return
        assert visitor.page.evaluate(SEEN) == ""
    raise AssertionError(f"{place} is not reached")


@pytest.mark.parametrize("size", [pytest.param(WIDE, id="wide"), pytest.param(NARROW, id="narrow")])
def test_everything_of_asking_is_reached_by_keyboard(server: Running, visit: Visit, size: dict[str, int]) -> None:
    visitor = visit(server, size=size)
    page, reader = visitor.page, visitor.reader
    press(visitor, "Tab")
    expect_seen(visitor, page.get_by_role("link", name="Skip to the question"))
    press(visitor, "Enter")
    field = page.get_by_label("Your question")
    expect_seen(visitor, field)
    tab_to(visitor, page.get_by_role("radio", name="Client"))
    tab_to(visitor, field, "Shift+Tab")
    page.keyboard.type(STEPS_QUESTION)
    press(visitor, "Enter")
    turn = visitor.turns.last
    turn.locator(".disclaimer").wait_for()
    expect_seen(visitor, field)

    number = turn.locator(".answer .citation").nth(11)
    tab_to(visitor, number, "Shift+Tab")
    expect(page.locator(".bubble")).to_be_visible()
    press(visitor, "Enter")
    expect_seen(visitor, visitor.chosen)
    after = reader.get_by_role("button", name="Next quote")
    tab_to(visitor, after, "Shift+Tab")
    press(visitor, "Enter")
    expect_seen(visitor, after)
    expect(reader.get_by_text("Quote 13 of 17")).to_be_visible()
    expect(visitor.chosen).to_be_in_viewport()
    sections = reader.locator("summary", has_text="Sections")
    tab_to(visitor, sections)
    press(visitor, "Enter")
    tab_to(visitor, reader.get_by_role("button", name="When to seek help"))
    press(visitor, "Enter")
    expect_seen(visitor, reader.get_by_role("heading", name="When to seek help"))
    expect(sections.locator("..")).not_to_have_attribute("open", "")
    press(visitor, "Escape")
    expect_seen(visitor, number)

    term = turn.locator(".answer .term").first
    tab_to(visitor, term, "Shift+Tab")
    press(visitor, "Enter")
    expect(term).to_have_attribute("aria-expanded", "true")
    press(visitor, "Escape")
    expect_seen(visitor, term)
    tab_to(visitor, turn.locator(".glossary summary"))
    press(visitor, "Enter")
    expect(turn.locator(".glossary dl")).to_be_visible()
    for name in ("Copy with sources", "Print", "Save as Markdown", "Save as JSON"):
        tab_to(visitor, turn.get_by_role("button", name=name))

    tab_to(visitor, field)
    page.keyboard.type(QUESTION)
    press(visitor, "Enter")
    visitor.turns.nth(1).locator(".disclaimer").wait_for()
    tab_to(visitor, page.get_by_role("button", name="Forget this conversation"), "Shift+Tab")
    press(visitor, "Enter")
    expect_seen(visitor, field)
    example = page.locator(".example").first
    example.wait_for()
    tab_to(visitor, example)
    press(visitor, "Enter")
    expect_seen(visitor, visitor.turns.last.get_by_role("heading", level=2))
    visitor.turns.last.locator(".disclaimer").wait_for()


def test_stopping_and_trying_again_by_keyboard(server: Running, visit: Visit) -> None:
    visitor = visit(server)
    server.pause()
    try:
        turn = visitor.ask(QUESTION)
        tab_to(visitor, visitor.page.get_by_role("button", name="Stop"))
        press(visitor, "Enter")
        expect(turn.get_by_text("There is no answer yet.")).to_be_visible()
        expect_seen(visitor, visitor.page.get_by_label("Your question"))
    finally:
        server.go_on()
    tab_to(visitor, turn.get_by_role("button", name="Try again"), "Shift+Tab")
    press(visitor, "Enter")
    turn.locator(".disclaimer").wait_for()
