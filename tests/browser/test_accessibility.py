"""What axe finds in every state of the page, in both themes and at both ends of width; and what it does not look at."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NARROW, WIDE, Visit, Visitor
from tests.browser.servers import Running
from tests.browser.test_previews import from_two
from tests.browser.test_thread import (
    NOT_COVERED_QUESTION,
    NOTICE,
    REFUSED_QUESTION,
    STEPS_QUESTION,
    URGENT_QUESTION,
    sentence,
    whole,
)
from tests.browser.test_views import go_to, look_up

pytestmark = pytest.mark.browser

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
RUN = """async () => (await axe.run()).violations.map(
    ({id, nodes}) => `${id}: ${nodes.map(node => node.html.slice(0, 120)).join(" | ")}`)"""


def be_empty(visitor: Visitor) -> None:
    visitor.page.locator(".example").first.wait_for()


def be_answered(visitor: Visitor) -> None:
    visitor.ask_and_wait(STEPS_QUESTION)


def be_read(visitor: Visitor) -> None:
    be_answered(visitor)
    visitor.turns.last.locator(".citation").nth(10).click()
    expect(visitor.chosen).to_be_in_viewport()


def be_urgent(visitor: Visitor) -> None:
    visitor.ask_and_wait(URGENT_QUESTION)


def be_refused(visitor: Visitor) -> None:
    visitor.ask_and_wait(REFUSED_QUESTION)


def be_long(visitor: Visitor) -> None:
    visitor.page.get_by_label("Your question").fill("Why does my hip hurt? " * 20)
    visitor.page.keyboard.press("Enter")
    visitor.turns.last.locator(".disclaimer").wait_for()
    visitor.turns.last.get_by_text("Show the whole question").click()


def be_not_covered(visitor: Visitor) -> None:
    be_answered(visitor)
    visitor.ask_and_wait(NOT_COVERED_QUESTION)


def be_about_to_look_up(visitor: Visitor) -> None:
    go_to(visitor, "Look up")
    visitor.page.locator("#view-look-up .example").first.wait_for()


def be_looked_up(visitor: Visitor) -> None:
    go_to(visitor, "Look up")
    look_up(visitor)
    with visitor.page.expect_response("**/api/search"):
        visitor.page.get_by_role("checkbox", name="Symptoms").check()
    results = visitor.page.locator("#view-look-up .results")
    expect(results).not_to_have_attribute("aria-busy", "true")
    expect(results).to_have_css("opacity", "1")  # what is on its way out is pale
    visitor.page.get_by_role("button", name="Documents").click()
    visitor.page.get_by_role("checkbox", name="Sacroiliac pain").wait_for()


def be_read_from_there(visitor: Visitor) -> None:
    be_looked_up(visitor)
    visitor.page.locator(".hit a").first.click()
    expect(visitor.chosen).to_be_in_viewport()


def be_looked_up_urgently(visitor: Visitor) -> None:
    go_to(visitor, "Look up")
    visitor.page.get_by_role("searchbox").fill(URGENT_QUESTION)
    visitor.page.get_by_role("alert").wait_for()


def be_in_the_library(visitor: Visitor) -> None:
    go_to(visitor, "Library")
    visitor.page.locator(".documents .hit").first.wait_for()
    visitor.page.get_by_text("Add or remove documents").click()


def be_previewed(visitor: Visitor) -> None:
    be_answered(visitor)
    visitor.turns.last.locator(".answer .citation").first.focus()
    visitor.page.keyboard.press("Tab")
    visitor.page.locator(".bubble blockquote").wait_for()


def be_explained(visitor: Visitor) -> None:
    be_answered(visitor)
    visitor.turns.last.get_by_text("In plain words").click()
    visitor.turns.last.locator(".answer .term").first.press("Enter")
    visitor.page.locator(".bubble").get_by_role("status").wait_for()


def be_explained_in_a_source(visitor: Visitor) -> None:
    be_read(visitor)
    visitor.reader.locator(".term").first.press("Enter")
    visitor.page.locator(".bubble").get_by_role("status").wait_for()


def be_outlined(visitor: Visitor) -> None:
    be_read(visitor)
    visitor.reader.get_by_text("Sections").click()
    expect(visitor.reader.get_by_text("quoted here")).to_be_visible()


def be_full(visitor: Visitor) -> None:
    """Whatever an answer may hold, with the form for feedback open."""
    answer = whole(
        sentence(
            "Rest for two days.", 1, new_citations=from_two("Rest for two days.", "Rest two days."), citations=[1, 2]
        ),
        interpreted_question="How long should I rest my hip?",
        disagreements=[{"topic": "Rest", "positions": [{"text": "Two days.", "citations": [1], "date": "2019"}] * 2}],
        withheld=[{"topic": "needling", "reason": "For professionals."}],
        urgent=NOTICE | {"contacts": [{"name": "NHS", "number": "111"}]},
    )
    terms = {"status": "on", "text": "Stored are these.", "reasons": ["", "wrong"], "comment_limit": 1000}
    body = f"event: done\ndata: {json.dumps(answer)}\n\n"
    visitor.page.route("**/api/feedback", lambda route: route.fulfill(json=terms))
    visitor.page.route("**/api/chat", lambda route: route.fulfill(body=body, content_type="text/event-stream"))
    visitor.ask_and_wait("How long?")
    visitor.turns.last.get_by_role("button", name="No", exact=True).click()
    expect(visitor.turns.last.get_by_role("radio")).to_be_visible()


def be_overloaded(visitor: Visitor) -> None:
    visitor.tolerated = "status of 503"
    error = {"error": {"code": "busy", "message": "too many questions", "hint": "wait"}}
    headers = {"Retry-After": "20"}
    visitor.page.route("**/api/chat", lambda route: route.fulfill(status=503, json=error, headers=headers))
    expect(visitor.ask("How long?").get_by_text("Try again in 20 seconds.")).to_be_visible()


STATES = {
    "empty": be_empty,
    "answered": be_answered,
    "reader open": be_read,
    "urgent": be_urgent,
    "not covered": be_not_covered,
    "declined": be_refused,
    "long question": be_long,
    "about to look up": be_about_to_look_up,
    "looked up": be_looked_up,
    "passage open": be_read_from_there,
    "looked up, urgent": be_looked_up_urgently,
    "library": be_in_the_library,
    "preview open": be_previewed,
    "term open": be_explained,
    "term open in a source": be_explained_in_a_source,
    "sections open": be_outlined,
    "all parts": be_full,
    "overloaded": be_overloaded,
}


@pytest.mark.parametrize("size", [pytest.param(NARROW, id="320px"), pytest.param(WIDE, id="1280px")])
@pytest.mark.parametrize("dark", [pytest.param(False, id="light"), pytest.param(True, id="dark")])
@pytest.mark.parametrize("reach", STATES.values(), ids=STATES)
def test_axe_finds_nothing(
    server: Running, visit: Visit, size: dict[str, int], dark: bool, reach: Callable[[Visitor], None]
) -> None:
    visitor = visit(server, size=size, dark=dark)
    reach(visitor)
    visitor.page.evaluate(AXE)
    assert visitor.page.evaluate(RUN) == []


@pytest.mark.parametrize("reach", STATES.values(), ids=STATES)
def test_nothing_scrolls_sideways_at_320_pixels(
    server: Running, visit: Visit, reach: Callable[[Visitor], None]
) -> None:
    visitor = visit(server, size=NARROW)
    reach(visitor)
    wide = """() => [document.scrollingElement, document.getElementById("reader-body")]
        .filter(each => each.scrollWidth > each.clientWidth).length"""
    assert visitor.page.evaluate(wide) == 0


@pytest.mark.parametrize("dark", [pytest.param(False, id="light"), pytest.param(True, id="dark")])
@pytest.mark.parametrize("reach", [be_full, be_urgent, be_read], ids=["all parts", "urgent", "reader open"])
def test_axe_finds_nothing_with_more_contrast(
    server: Running, visit: Visit, dark: bool, reach: Callable[[Visitor], None]
) -> None:
    visitor = visit(server, dark=dark, more={"contrast": "more"})
    reach(visitor)
    visitor.page.evaluate(AXE)
    assert visitor.page.evaluate(RUN) == []


@pytest.mark.parametrize("reach", [be_answered, be_looked_up, be_in_the_library])
@pytest.mark.parametrize("touch", [pytest.param(False, id="mouse"), pytest.param(True, id="touch")])
def test_whatever_is_chosen_is_large_enough(
    server: Running, visit: Visit, touch: bool, reach: Callable[[Visitor], None]
) -> None:
    visitor = visit(server, size=NARROW, touch=touch)
    reach(visitor)
    small = """least => [...document.querySelectorAll("button, a:not(.skip), label:has(input), .field, .ask")]
        .filter(each => least < 44 || !each.closest(".answer")) // the numbers within a sentence are smaller
        .map(each => [each.textContent, (each.closest(".hit") ?? each).getBoundingClientRect()])
        .filter(([, box]) => box.height && (box.height < least || box.width < least)).map(([text]) => text)"""
    assert visitor.page.evaluate(small, 44 if touch else 24) == []
    if touch:
        assert visitor.page.evaluate(small, 32) == []


def test_there_are_landmarks_one_first_heading_and_no_gap_between_levels(server: Running, visit: Visit) -> None:
    visitor = visit(server)
    be_read(visitor)
    for role in ("banner", "main", "contentinfo"):
        assert visitor.page.get_by_role(role).count() == 1
    levels = visitor.page.evaluate("[...document.querySelectorAll('h1, h2, h3, h4')].map(each => +each.localName[1])")
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("reach", [be_read, be_read_from_there, be_in_the_library])
def test_type_at_twice_its_size_still_fits(server: Running, visit: Visit, reach: Callable[[Visitor], None]) -> None:
    visitor = visit(server, size={"width": 640, "height": 430})  # 1280 by 860 at 200 per cent
    reach(visitor)
    visitor.page.keyboard.press("Escape")
    assert visitor.page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    expect(visitor.page.get_by_role("link", name="Look up")).to_be_visible()


@pytest.mark.parametrize("reach", [be_answered, be_urgent, be_read, be_looked_up, be_in_the_library])
def test_type_at_twice_its_size_still_fits_a_phone(
    server: Running, visit: Visit, reach: Callable[[Visitor], None]
) -> None:
    visitor = visit(server, size={"width": 195, "height": 422}, touch=True)  # 390 by 844 at 200 per cent
    reach(visitor)
    cut = """() => [...document.querySelectorAll("body *")].filter(each => each.checkVisibility()
        && !each.closest(".chips, .visually-hidden") && each.getBoundingClientRect().right > innerWidth + 1)
        .map(each => `${each.localName}.${each.className}`)"""
    assert visitor.page.evaluate(cut) == []
